#include "models/pathways/child_pilot/child_pilot.hpp"

#include <algorithm>
#include <cmath>

#include "models/places/registration.hpp"
#include "models/practices/clinician.hpp"

namespace models::child_pilot {

namespace {

constexpr const char* name = "child_pilot";
constexpr int days_per_week = 7, minutes_per_hour = 60;

const char* const line_names[]{"uda_uplift",       "session",         "per_child",
                               "completed_course", "acclimatisation", "training"};

}  // namespace

PathwayKind kind()
{
  PathwayKind kind;
  kind.name = name;
  kind.lines = {std::begin(line_names), std::end(line_names)};
  kind.keeps_to_budget = true;
  register_instance<ChildPilot, Settings>(kind);
  kind.declare = declare;
  kind.declare_practice_months = declare_practice_months;
  kind.check = with_settings(check);
  kind.plan = with_settings(plan);
  kind.set_conditions = [](const Geography& geography, const PathwaySettings& settings,
                           Conditions& conditions) {
    const auto& own = static_cast<const Settings&>(settings);
    Offer offer = make_offer(geography, own);
    if (offer.practices.empty()) return;
    auto& offers = conditions.lever<Offers>();
    offers.list.push_back(std::move(offer));
    offers.release_days = own.release_days;
  };
  return kind;
}

ChildPilot::ChildPilot(const Place& place, const Settings& settings, const Seat& seat)
    : settings_{settings},
      seat_{seat},
      own_{find_measures(place.around().layout, place.measures().by_practice)},
      first_site_{place.around().geography.places[place.index()].first_practice},
      child_assessment_{place.service("cds_assessment")}
{
  const Surroundings& around = place.around();
  for (std::size_t k = 0; k < lines; ++k) lines_[k] = place.line(std::string{name} + "__" + line_names[k]);
  for (const Tariff& tariff : around.treatment.settings().tariffs)
    largest_ = std::max(largest_, *std::max_element(tariff.uda.begin(), tariff.uda.end()));
  const auto* const offers = around.conditions.find<Offers>();
  for (std::size_t k = 0; offers != nullptr && k < offers->list.size(); ++k)
    if (offers->list[k].programme == name) {
      offer_ = &offers->list[k];
      number_ = k;
    }
  if (offer_ == nullptr) return;
  const PlaceInfo& info = around.geography.places[place.index()];
  for (std::size_t k = 0; k < offer_->practices.size(); ++k) {
    const std::uint32_t site = offer_->practices[k].practice;
    if (site < first_site_ || site >= first_site_ + info.practices) continue;
    const std::uint32_t key = practice_key(around.geography.practices[site].id);
    const auto joins = joining_day(*offer_, k, key, place.streams());
    if (joins)
      practices_.push_back(
          {static_cast<std::uint16_t>(site - first_site_), *joins, *joins + offer_->dates.training_days});
  }
}

void ChildPilot::count(Place& place, Own what, std::uint16_t practice, std::int64_t n) const
{
  const auto k = static_cast<std::size_t>(what);
  place.tallies().add_sum(own_.of_place[k], 0, n);
  if (place.measures().by_practice) place.tallies().add_practice_sum(own_.of_practice[k], practice, 0, n);
}

bool ChildPilot::pay(Place& place, Lines line, std::uint16_t practice, Pence amount) const
{
  if (amount.amount == 0) return false;
  place.pay(Payer::icb, lines_[line], practice, place.today(), amount);
  return true;
}

/// Of the practice's own books, in as many runs as it takes: the minutes that were free.
int ChildPilot::take_time(Place& place, std::uint16_t practice, Days days, int minutes) const
{
  constexpr int longest = max_length * minutes_per_unit;
  const auto site = static_cast<std::uint16_t>(first_site_ + practice);
  int found = 0;
  for (int left = minutes; left > 0; left -= longest)
    found += place.take_time(site, days, std::min(left, longest));
  return found;
}

void ChildPilot::open_day(Place& place, sim::Day day)
{
  for (const PracticeHere& here : practices_) {
    if (day == here.joins) begin(place, here, day);
    if (!here.is_open_on(day, offer_->dates) || (day - here.opens) % days_per_week != 0) continue;
    const auto minutes = static_cast<int>(std::lround(settings_.champion_hours * minutes_per_hour));
    count(place, Own::champion_minutes, here.practice,
          take_time(place, here.practice, {day, day + days_per_week - 1}, minutes));
  }
}

/// A practice joins: it is trained, if there is money for it.
void ChildPilot::begin(Place& place, const PracticeHere& here, sim::Day day) const
{
  if (place.shown(static_cast<std::uint16_t>(first_site_ + here.practice)).has(PublicState::closed)) return;
  if (settings_.training_cost.amount > 0) {
    if (!place.commit(seat_.number, settings_.training_cost)) return;
    pay(place, training, here.practice, settings_.training_cost);
  }
  constexpr int least_days = 28;  // to find the time in
  const int within = std::max(offer_->dates.training_days, least_days);
  count(place, Own::training_minutes, here.practice,
        take_time(place, here.practice, {day, day + within}, settings_.training_minutes));
}

bool ChildPilot::under_offer(Place& place, const OfferNews& news)
{
  if (offer_ == nullptr || news.offer != number_) return true;
  switch (news.what) {
    case OfferNews::What::accepted: return accept(place, news);
    case OfferNews::What::month:
      count(place, Own::pay_ratio, news.practice,
            std::llround(news.pay_ratio * static_cast<double>(thousandths_per_whole)));
      count(place, Own::answers, news.practice);
      // purses wait for their grant on the first of a month: that there is money is asked on the second
      return sim::first_day_of_month(sim::month_index(place.today())) == place.today() || has_money(place);
    case OfferNews::What::funds: return has_money(place);
    case OfferNews::What::completed:
    case OfferNews::What::broken_off:
    case OfferNews::What::left: settle(place, news); return true;
    default: hear(place, news); return true;
  }
}

/// What is set aside for somebody, as most: what it does not come to is given back at the end.
Pence ChildPilot::committed(const OfferNews& news) const
{
  return most_of(*offer_, news.uda_value, largest_, news.is_new, news.not_yet_cooperative);
}

bool ChildPilot::accept(Place& place, const OfferNews& news) const
{
  const Pence amount = committed(news);
  if (has_money(place) && (amount.amount == 0 || place.commit(seat_.number, amount))) return true;
  count(place, Own::unfunded, news.practice);
  return false;
}

/// For a session, or else for anybody at all.
bool ChildPilot::has_money(const Place& place) const
{
  const Pence next = std::max(offer_->pay.session, offer_->pay.person + offer_->pay.course);
  return next.amount == 0 || place.affords(seat_.number, next, place.today());
}

void ChildPilot::hear(Place& place, const OfferNews& news) const
{
  const auto site = static_cast<std::uint16_t>(first_site_ + news.practice);
  switch (news.what) {
    case OfferNews::What::asked: count(place, Own::asked, news.practice); break;
    case OfferNews::What::graded_wrong:
      count(place, news.has_higher_need ? Own::graded_mistaken : Own::graded_missed, news.practice);
      break;
    case OfferNews::What::booked: count(place, Own::booked, news.practice); break;
    case OfferNews::What::seen: {
      count(place, Own::seen, news.practice);
      if (news.is_new) pay(place, child, news.practice, offer_->pay.person);
      if (!news.is_never_seen) break;
      count(place, Own::first_visits, news.practice);
      const unsigned groups = place.around().population.groups_on(news.person, place.today());
      if (place.person(news.person).deprivation() == 1 || (groups & offer_->to.groups) != 0)
        count(place, Own::core20plus_first_visits, news.practice);
      break;
    }
    case OfferNews::What::visit: count(place, Own::long_minutes_used, news.practice, news.minutes); break;
    case OfferNews::What::acclimatised:
      count(place, Own::acclimatised, news.practice);
      pay(place, acclimatisation, news.practice, offer_->pay.acclimatisation);
      break;
    case OfferNews::What::refused: count(place, Own::refused, news.practice); break;
    case OfferNews::What::off_menu:
      count(place, Own::off_menu, news.practice);
      place.refer({.person = news.person, .service = child_assessment_, .from = site});
      break;
    case OfferNews::What::sessions: {
      const Pence fee = offer_->pay.session * news.count;
      if (fee.amount > 0 && !place.commit(seat_.number, fee)) break;
      count(place, Own::long_sessions, news.practice, news.count);
      count(place, Own::long_minutes, news.practice, news.minutes);
      pay(place, session, news.practice, fee);
      break;
    }
    default: break;
  }
}

/// A request or a course ends: what is due is paid, what was set aside for more is given back.
void ChildPilot::settle(Place& place, const OfferNews& news) const
{
  Pence spent;
  if (news.what != OfferNews::What::left) {
    const bool is_complete = news.what == OfferNews::What::completed;
    count(place, is_complete ? Own::completed : Own::broken_off, news.practice);
    const Pence on_top = uplift_of(offer_->pay, news.uda_value, news.band, news.uda);
    const Pence for_course = is_complete ? offer_->pay.course : Pence{};
    pay(place, uplift, news.practice, on_top);
    pay(place, course, news.practice, for_course);
    spent = on_top + for_course + offer_->pay.acclimatisation * news.count +
            (news.is_new ? offer_->pay.person : Pence{});
  }
  const Pence rest = committed(news) - spent;
  if (rest.amount > 0) place.uncommit(seat_.number, rest, news.accepted_in);
}

void ChildPilot::close_month(Place& place, sim::Day last_day)
{
  for (const PracticeHere& here : practices_)
    if (here.is_open_on(last_day, offer_->dates) &&
        !place.shown(static_cast<std::uint16_t>(first_site_ + here.practice)).has(PublicState::closed))
      count(place, Own::practices, here.practice);
}

}  // namespace models::child_pilot
