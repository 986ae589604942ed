// Long slots: how much time a practice reserves for those whom an offer means, and whom it leans to (E2).
#include <algorithm>

#include "models/pathways/general_practice/general_practice.hpp"

namespace models::general_practice {

namespace {

constexpr float kept_of_month = 2.0F / 3;  // of a month's requests in the next month, as update_mix() has it
constexpr auto dentist = static_cast<std::size_t>(Role::dentist);

}  // namespace

/// E2 of a practice that has offers: once a month, and on the days on which one opens or has ended.
void GeneralPractice::answer_offers(Place& place, std::uint16_t p, sim::Day day)
{
  for (OfferHere& here : offers_[p]) {
    const double before = here.share;
    here.answer = {};
    here.share = 0;
    if (here.runs_on(day)) {
      here.answer = answer(here.offer->visits, others_asked(p, here), meant_asked(p, here, false, day),
                           meant_asked(p, here, true, day));
      OfferNews news{.what = OfferNews::What::month, .offer = here.number, .practice = p};
      news.pay_ratio = here.answer.pay_ratio;
      if (place.tell_offer(news)) here.share = share_of_sessions(here.offer->visits, here.answer.share);
    }
    if (here.has_long_slots() && here.share != before)
      give_long_slots(shapes_, practices_[p], here.share, here.offer->visits.reserved_minutes, day,
                      practices_[p].opened_to - 1, books_, flexible_.empty() ? nullptr : &flexible_[p].kept);
  }
}

/// Minutes asked for by those meant who are, or are not yet, cooperative, all of it in long slots, and what they pay.
MinutesAsked GeneralPractice::meant_asked(std::uint16_t p, const OfferHere& here, bool not_yet,
                                          sim::Day day) const
{
  double minutes = 0, pence = 0;
  const Offer& offer = *here.offer;
  for (std::size_t age = 0; age < age_classes; ++age)
    for (const bool is_new : {false, true}) {
      const double requests = here.asked[age][not_yet ? 1 : 0][is_new ? 1 : 0];
      if (requests <= 0) continue;
      const PatientKind kind{static_cast<AgeClass>(age), is_new, offer.to.core20};
      const OfferedCourse course = expected_course(offer, treatment_, practices_[p].contract.uda_value,
                                                   kind.age, is_new, not_yet, day);
      minutes += requests * course.minutes;
      pence += requests * course.pence * (1 - settings_.lost_time - chance_of_missing(kind));
    }
  if (minutes <= 0) return {};
  const double by_session =
      here.has_long_slots() ? static_cast<double>(offer.pay.session.amount) / offer.visits.reserved_minutes
                            : 0;
  return {minutes, pence / minutes + by_session};
}

/// The same of all other patients, at ordinary terms.
MinutesAsked GeneralPractice::others_asked(std::uint16_t p, const OfferHere& here) const
{
  const double value = static_cast<double>(practices_[p].contract.uda_value.amount) / mean_uda_value_;
  MinutesAsked others;
  double pence = 0;
  for (std::size_t k = 0; k < patient_kinds; ++k) {
    const std::size_t age = k / 4, is_new = (k & 2) != 0 ? 1 : 0;
    double requests = mix_[p].asked[k];
    if (((k & 1) != 0) == here.offer->to.core20)
      requests -= here.asked[age][0][is_new] + here.asked[age][1][is_new];
    const double minutes = std::max(requests, 0.0) * minutes_[k];
    others.minutes += minutes;
    pence += minutes * pay_[k] * value;
  }
  if (others.minutes > 0) others.pay = pence / others.minutes;
  return others;
}

/// What was asked for fades, and E2's other kinds of patient give way to those of the offers.
void GeneralPractice::lean_from_offers(std::uint16_t p)
{
  for (OfferHere& here : offers_[p]) {
    for (float& leaning : mix_[p].leaning) leaning += static_cast<float>(here.answer.others);
    for (auto& of_age : here.asked)
      for (auto& of_manner : of_age)
        for (float& requests : of_manner) requests *= kept_of_month;
  }
}

/// A morning: long slots of the day that the books have come to.
void GeneralPractice::open_offers(Place& place, std::uint16_t p, sim::Day day, sim::Day opened_from)
{
  for (OfferHere& here : offers_[p])
    if (day == here.opens || day == here.offer->dates.until + 1) answer_offers(place, p, day);
  // budgets are shared out on the first of a month: on the second it is known whether there is money
  if (day == sim::first_day_of_month(sim::month_index(day)) + 1)
    for (OfferHere& here : offers_[p])
      if (here.share > 0 &&
          !place.tell_offer({.what = OfferNews::What::funds, .offer = here.number, .practice = p})) {
        here.share = 0;
        give_long_slots(shapes_, practices_[p], 0, here.offer->visits.reserved_minutes, day,
                        practices_[p].opened_to - 1, books_,
                        flexible_.empty() ? nullptr : &flexible_[p].kept);
      }
  for (OfferHere& here : offers_[p]) {
    if (!here.has_long_slots() || !here.runs_on(day)) continue;
    if (here.share > 0)
      give_long_slots(shapes_, practices_[p], here.share, here.offer->visits.reserved_minutes, opened_from,
                      practices_[p].opened_to - 1, books_, flexible_.empty() ? nullptr : &flexible_[p].kept);
  }
}

/// The sessions with long slots that are held today are told.
void GeneralPractice::hold_long_slots(Place& place, std::uint16_t p, sim::Day day)
{
  for (const OfferHere& here : offers_[p]) {
    if (!here.has_long_slots() || !here.runs_on(day)) continue;
    const auto held = books_.long_slots(practices_[p].book[dentist], day);
    if (held.sessions == 0) continue;
    OfferNews news{.what = OfferNews::What::sessions, .offer = here.number, .practice = p};
    news.count = held.sessions;
    news.minutes = held.minutes;
    place.tell_offer(news);
  }
}

}  // namespace models::general_practice
