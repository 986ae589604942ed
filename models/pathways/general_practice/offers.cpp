// Offers of programmes as a practice meets them: whom they are for, who takes a long slot, what is told.
#include <algorithm>

#include "models/pathways/general_practice/general_practice.hpp"

namespace models::general_practice {

namespace {

constexpr auto dentist = static_cast<std::size_t>(Role::dentist);

}  // namespace

void GeneralPractice::take_offers(const Place& place)
{
  const auto* const offers = place.around().conditions.find<Offers>();
  if (offers == nullptr) return;
  REQUIRED(offers->list.size() <= most_offers, "an episode has room for the number of its offer");
  for (std::uint16_t p = 0; p < practice_count(); ++p)
    for (std::size_t number = 0; number < offers->list.size(); ++number) {
      const Offer& offer = offers->list[number];
      const auto opens = opening_day(offer, site(p), practices_[p].key, place.streams());
      if (!opens) continue;
      const auto at = std::find_if(offer.practices.begin(), offer.practices.end(),
                                   [&](const OfferedPractice& one) { return one.practice == site(p); });
      if (offers_.empty()) offers_.resize(practices_.size());
      OfferHere& here = offers_[p].emplace_back();
      here.offer = &offer;
      here.number = number;
      here.terms = *at;
      here.opens = *opens;
    }
}

const OfferHere* GeneralPractice::offer_of(const Episode& episode) const
{
  if (!episode.offer.is_under_offer()) return nullptr;
  for (const OfferHere& here : offers_[episode.practice])
    if (here.number == episode.offer.offer()) return &here;
  return nullptr;
}

/// What is told of a patient under an offer; false where its pathway has no money for them.
bool GeneralPractice::tell(Place& place, const Episode& episode, OfferNews::What what, OfferNews more) const
{
  if (!episode.offer.is_under_offer()) return true;
  more.what = what;
  more.offer = episode.offer.offer();
  more.practice = episode.practice;
  more.person = episode.person;
  more.is_new = !episode.has(Episode::known);
  more.is_never_seen = episode.offer.has(OfferMark::never_seen);
  more.has_higher_need = episode.offer.has(OfferMark::higher_need);
  more.not_yet_cooperative = episode.offer.has(OfferMark::not_yet);
  more.uda_value = practices_[episode.practice].contract.uda_value;
  more.accepted_in = episode.offer.accepted_in();
  return place.tell_offer(more);
}

/// Units that do not count for the contract (a foundation dentist's, those of a session paid for by itself) have nothing
/// paid on top of them.
void GeneralPractice::tell_ended(Place& place, const Episode& episode, Band band, bool is_complete,
                                 bool counts) const
{
  tell(place, episode, is_complete ? OfferNews::What::completed : OfferNews::What::broken_off,
       {.band = band,
        .uda = counts ? treatment_.uda(band, episode.accepted) : Uda{},
        .count = episode.acclimatised});
}

/// Whom a request comes from, as offers ask for it; whether of higher need is the practice's grading.
OfferPatient GeneralPractice::offer_patient(const Place& place, const Request& request, const OfferHere& here,
                                            bool in_need) const
{
  const Person& person = place.person(request.person);
  const sim::Day today = place.today();
  const OfferedTo& to = here.offer->to;
  const double u = place.streams()
                       .draw(request.person, sim::Why{"graded for an offer"}, request.ordinal,
                             static_cast<std::uint32_t>(here.number))
                       .uniform(0);
  return {age_years(person, today), person.deprivation() == 1,
          place.around().population.groups_on(request.person, today), request.last_completed == 0,
          in_need ? u >= to.missed : u < to.mistaken};
}

/// A wrong grade counts where the rest of what is asked for holds.
void GeneralPractice::tell_graded_wrong(Place& place, const Request& request, std::uint16_t practice,
                                        const OfferHere& here, OfferPatient patient) const
{
  const bool graded = patient.has_higher_need;
  patient.has_higher_need = true;
  if (!here.offer->to.means(patient)) return;
  place.tell_offer({.what = OfferNews::What::graded_wrong,
                    .offer = here.number,
                    .practice = practice,
                    .person = request.person,
                    .has_higher_need = graded});
}

/// The offer under which a request for routine care runs, if it is accepted. Who is meant is counted from the first day
/// on, so that a practice knows what is asked for when the offer opens.
OfferMark GeneralPractice::offered(Place& place, const Request& request, std::uint16_t practice)
{
  OfferMark mark;
  if (offers_.empty() || request.service != services_.routine) return mark;
  const Person& person = place.person(request.person);
  const sim::Day today = place.today();
  const int years = age_years(person, today);
  const bool child = years < adult_age;
  const bool not_yet = child && place.around().population.cooperation_at(person, years) > 0;
  const bool in_need = not_yet || severity_of(static_cast<OralState>(request.oral)) >= Severity::active;
  for (OfferHere& here : offers_[practice]) {
    const OfferPatient patient = offer_patient(place, request, here, in_need);
    const bool is_open = here.runs_on(today) && !mark.is_under_offer();
    if (is_open && here.offer->to.graded && patient.has_higher_need != in_need)
      tell_graded_wrong(place, request, practice, here, patient);
    if (!here.offer->to.means(patient)) continue;
    here.asked[static_cast<std::size_t>(child ? AgeClass::child : AgeClass::adult)][not_yet ? 1 : 0]
              [request.known ? 0 : 1] += 1;
    if (!is_open) continue;
    mark.bits = static_cast<std::uint8_t>(here.number + 1);
    mark.accept(today);
    mark.set(OfferMark::never_seen, patient.is_never_seen);
    mark.set(OfferMark::higher_need, in_need);
    mark.set(OfferMark::not_yet, not_yet);
  }
  return mark;
}

/// E3 for somebody meant by an offer: the wait for a long slot counts where it is shorter, and E2 leans by the offer.
bool GeneralPractice::accepts_under_offer(const Place& place, const Episode& episode, const PatientKind& kind,
                                          double u)
{
  const OfferHere& here = *offer_of(episode);
  const sim::Day today = place.today();
  double wait = wait_of_new(place, episode.practice, kind.age);
  if (here.has_long_slots()) {
    const auto slot = books_.find(
        practices_[episode.practice].book[dentist], today + 1, today + practice_settings_.books.horizon_days,
        long_units(place, episode, Procedure::check_up, 1.0 / 2), Purpose::long_slot, today, place.minute());
    if (slot) wait = std::min<double>(wait, slot->day - today);
  }
  const double leaning =
      episode.offer.has(OfferMark::not_yet) ? here.answer.uncooperative : here.answer.cooperative;
  return u < acceptance(practice_settings_.contract, {wait, forecast_[episode.practice], leaning,
                                                      acceptance_shift(episode.practice, kind.age)});
}

/// Units of a visit in a long slot.
int GeneralPractice::long_units(const Place& place, const Episode& episode, Procedure procedure,
                                double u) const
{
  const int extra = offer_of(episode)->offer->visits.extra_minutes / minutes_per_unit;
  return std::min(units_of_visit(place, episode, traits(place, episode), procedure, Role::dentist, u) + extra,
                  max_length);
}

/// A long slot for whom it is meant, unless ordinary time is free so much sooner or the wait is not borne.
std::optional<GeneralPractice::Found> GeneralPractice::find_resting(const Place& place,
                                                                    const Episode& episode,
                                                                    const Window& window, Procedure procedure,
                                                                    int rest)
{
  const auto ordinary = find_ordinary(place, episode, window, procedure, rest);
  if (!episode.offer.is_under_offer()) return ordinary;
  const auto slot = find_long(place, episode, window, procedure, rest);
  if (!slot || !ordinary) return slot ? slot : ordinary;
  const sim::Day day = slot->slot.day;
  const bool is_borne = episode.has(Episode::started) || accepts_wait(place, episode, day - episode.asked);
  const int later = offer_of(episode)->offer->visits.later;
  return is_borne && day <= ordinary->slot.day + later ? slot : ordinary;
}

std::optional<GeneralPractice::Found> GeneralPractice::find_long(const Place& place, const Episode& episode,
                                                                 const Window& window, Procedure procedure,
                                                                 int rest)
{
  const OfferHere& here = *offer_of(episode);
  if (!here.has_long_slots() || window.purpose == Purpose::urgent || here.offer->dates.until < place.today())
    return std::nullopt;
  const double u =
      place.streams().draw(episode.person, sim::Why{"length"}, episode.ordinal, episode.step).uniform(0);
  const int of_visit = long_units(place, episode, procedure, u);
  const int units = std::min(of_visit + rest, max_length);
  const auto slot = books_.find(practices_[episode.practice].book[dentist], window.from, window.last, units,
                                Purpose::long_slot, place.today(), place.minute());
  if (!slot) return std::nullopt;
  return Found{*slot, Role::dentist, units, units - of_visit, true};
}

/// What a patient needs and the practice does not offer them is done elsewhere: the course ends with its first visit.
bool GeneralPractice::is_off_menu(const Episode& episode, const CoursePlan& plan) const
{
  const OfferHere* const here = offer_of(episode);
  return here != nullptr && plan.visits() > 1 && !here->terms.offers(plan.then);
}

}  // namespace models::general_practice
