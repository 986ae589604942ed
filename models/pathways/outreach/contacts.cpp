// Contacts: who is met, whether dental care is raised, who then asks, and what becomes of it.
#include <algorithm>
#include <cmath>
#include <limits>

#include "models/pathways/outreach/outreach.hpp"

namespace models::outreach {

namespace {

constexpr double months_per_year = 12, days_of_short_month = 28;

}  // namespace

bool Outreach::may_meet(const Place& place, const Source& source, std::uint32_t person, sim::Day day) const
{
  const Person& who = place.person(person);
  if (!who.alive_on(day) || !source.ages.holds(age_years(who, day))) return false;
  if (source.groups != 0 && (place.around().population.groups_on(person, day) & source.groups) == 0)
    return false;
  const PersonState& state = place.residents()[person - first_person_].state;
  switch (static_cast<Meets>(source.meets)) {
    case Meets::never_seen: return state.last_seen == 0;
    case Meets::without_practice: return !state.has_practice();
    case Meets::everybody: break;
  }
  return true;
}

/// The contacts of a month: each person at most once, on any of its first 28 days.
void Outreach::invite(Place& place, std::size_t number, sim::Day day)
{
  const SourceHere& here = sources_[number];
  const Source& source = *here.source;
  if (day > source.deployment.until || day + days_of_short_month <= source.deployment.from) return;
  std::array<double, deprivation_classes> chance{};
  for (std::size_t k = 0; k < chance.size(); ++k)
    chance[k] = std::min(1.0, source.contacts[k] / months_per_year);
  const auto people = static_cast<std::uint32_t>(place.residents().size());
  for (std::uint32_t row = first_person_; row < first_person_ + people; ++row) {
    const double p = chance[static_cast<std::size_t>(place.person(row).deprivation() - 1)];
    if (p <= 0 || !may_meet(place, source, row, day)) continue;
    const sim::Draws draws =
        place.streams().draw(row, sim::Why{"contact"}, static_cast<std::uint32_t>(day), here.key);
    if (draws.uniform(0) >= p) continue;
    const sim::Day on = day + static_cast<sim::Day>(draws.uniform(1) * days_of_short_month);
    if (on > place.around().last || !source.deployment.runs_on(on)) continue;
    place.calendar().add(on, {row, first_handler_ + contact, static_cast<std::uint32_t>(number),
                              asking_minute(place.around().seeking.settings(), row)});
  }
}

/// Each of those meant comes in proportion to the weight of their class, so many in all on average.
void Outreach::hold_session(Place& place, std::size_t number, sim::Day day)
{
  const SourceHere& here = sources_[number];
  const Source& source = *here.source;
  place.pay_other(Payer::icb, session_line_, day, source.sessions.cost);
  const auto people = static_cast<std::uint32_t>(place.residents().size());
  std::array<std::int64_t, deprivation_classes> meant{};
  const auto each_meant = [&](auto&& visit) {
    for (std::uint32_t row = first_person_; row < first_person_ + people; ++row) {
      const auto deprivation = static_cast<std::size_t>(place.person(row).deprivation() - 1);
      if (source.contacts[deprivation] > 0 && may_meet(place, source, row, day)) visit(row, deprivation);
    }
  };
  each_meant([&](std::uint32_t, std::size_t deprivation) { ++meant[deprivation]; });
  double weight = 0;
  for (std::size_t k = 0; k < meant.size(); ++k) weight += source.contacts[k] * static_cast<double>(meant[k]);
  if (weight <= 0) return;
  each_meant([&](std::uint32_t row, std::size_t deprivation) {
    const double u = place.streams()
                         .draw(row, sim::Why{"comes to a session"}, static_cast<std::uint32_t>(day), here.key)
                         .uniform(0);
    if (u < source.sessions.people * source.contacts[deprivation] / weight)
      place.calendar().add(day, {row, first_handler_ + contact, static_cast<std::uint32_t>(number),
                                 asking_minute(place.around().seeking.settings(), row)});
  });
}

void Outreach::handle(Place& place, const sim::Event& event, std::uint32_t)
{
  SourceHere& here = sources_[event.slot];
  if (may_meet(place, *here.source, event.subject, place.today())) meet(place, here, event.subject);
}

void Outreach::meet(Place& place, SourceHere& here, std::uint32_t person)
{
  const Source& source = *here.source;
  sim::Tallies& tallies = place.tallies();
  const auto kind = static_cast<std::size_t>(source.kind);
  tallies.add(own_.contacts, kind);
  ++here.contacts;
  double trained = source.trained;
  for (const Training* training : here.trainings)
    if (training->deployment.runs_on(place.today())) trained = std::max(trained, training->trained);
  const sim::Draws draws =
      place.streams().draw(person, sim::Why{"raised"}, static_cast<std::uint32_t>(place.today()), here.key);
  if (draws.uniform(0) >= trained * source.raises_trained + (1 - trained) * source.raises_untrained) {
    tallies.add(own_.not_raised, kind);
    return;
  }
  tallies.add(own_.raised, kind);
  std::uint8_t& before = raised_before_[person - first_person_];
  const double worn = std::pow(settings_.further, before);
  if (before < std::numeric_limits<std::uint8_t>::max()) ++before;
  const RouteHere* route = pick(here, place.today(), draws.uniform(1));
  const Destination to = route == nullptr ? Destination{} : destination(place, *route, person);
  const double champion = to.champion;
  const double asks =
      settings_.without_champion + (settings_.with_champion - settings_.without_champion) * champion;
  if (route == nullptr || draws.uniform(2) >= asks * worn)
    tallies.add(own_.declined, kind);
  else
    help(place, here, *route, person, to.practice);
}

/// One of the routes that run, by their shares; nullptr where none does.
const Outreach::RouteHere* Outreach::pick(const SourceHere& here, sim::Day day, double u) const
{
  double all = 0;
  for (const RouteHere& one : here.routes)
    if (one.route->deployment.runs_on(day)) all += one.route->share;
  const RouteHere* last = nullptr;
  double x = u * all;
  for (const RouteHere& one : here.routes) {
    if (!one.route->deployment.runs_on(day) || one.route->share <= 0) continue;
    last = &one;
    x -= one.route->share;
    if (x < 0) break;
  }
  return last;
}

/// The nearest of the route's practices, those included that a programme has nominated and that see children by now.
Outreach::Destination Outreach::destination(const Place& place, const RouteHere& route, std::uint32_t person)
{
  Destination best{no_practice, route.route->champion};
  double nearest = std::numeric_limits<double>::max();
  const auto weigh = [&](std::uint16_t practice, double champion, double within) {
    const double km = place.km_from_home(person, practice);
    if (km >= nearest || (within > 0 && km > within)) return;
    nearest = km;
    best = {practice, std::max(champion, route.route->champion)};
  };
  for (const std::uint16_t practice : route.practices) weigh(practice, 0, 0);
  for (const Nominated& one : route.nominated)
    if (place.today() >= one.days.first && place.today() <= one.days.last)
      weigh(one.practice, one.champion, route.route->within);
  return best;
}

void Outreach::help(Place& place, const SourceHere& here, const RouteHere& route, std::uint32_t person,
                    std::uint16_t first)
{
  sim::Tallies& tallies = place.tallies();
  const auto kind = static_cast<std::size_t>(here.source->kind);
  const std::uint32_t i = person - first_person_;
  const PersonState& state = place.residents()[i].state;
  switch (static_cast<To>(route.route->to)) {
    case To::general_practice:
      tallies.add(help_to_practice(place, here, person, first) ? own_.asked : own_.in_care, kind);
      return;
    case To::community_dental_service: {
      const bool child = age_years(place.person(person), place.today()) < adult_age;
      const std::uint8_t service = child ? child_assessment_ : special_care_;
      if (place.open_requests().find(i, service) != nullptr) break;
      tallies.add(own_.asked, kind);
      tallies.add(own_.referred, kind);
      place.refer({.person = person, .service = service});
      return;
    }
    case To::urgent_care:
      if (state.has(PersonState::urgent_live)) break;
      if (!OralHealth::is_symptomatic(state.oral)) {
        tallies.add(own_.declined, kind);
        return;
      }
      tallies.add(own_.asked, kind);
      tallies.add(own_.rang, kind);
      place.ask_urgent_again(person);
      return;
  }
  tallies.add(own_.in_care, kind);
}

bool Outreach::help_to_practice(Place& place, const SourceHere& here, std::uint32_t person,
                                std::uint16_t first)
{
  const std::uint32_t i = person - first_person_;
  // before asking: a refusal is told while asking
  const std::uint8_t before = asked_by_[i];
  const bool never_seen = place.residents()[i].state.last_seen == 0;
  asked_by_[i] = static_cast<std::uint8_t>((before & in_list_bit) | (here.source->kind + 1) |
                                           (never_seen ? never_seen_bit : 0));
  if (!place.ask_with_help(person, first)) {
    asked_by_[i] = before;
    return false;
  }
  if ((before & in_list_bit) == 0 && (asked_by_[i] & kind_bits) != 0) {
    asked_by_[i] |= in_list_bit;
    open_.push_back(i);
  }
  return true;
}

void Outreach::ended(Place& place, std::uint32_t person, std::uint8_t service, Reason reason)
{
  if (service != routine_ || asked_by_.empty()) return;
  std::uint8_t& asked = asked_by_[person - first_person_];
  if ((asked & kind_bits) == 0) return;
  const auto kind = static_cast<std::size_t>((asked & kind_bits) - 1);
  asked &= in_list_bit;
  switch (reason) {
    case Reason::died: return;
    case Reason::missed:
    case Reason::discharged:
    case Reason::practice_closed: place.tallies().add(own_.booked, kind); return;
    default: place.tallies().add(own_.turned_away, kind);
  }
}

/// At a month's end: of those who asked with help, who is being seen or has been.
void Outreach::follow_up(Place& place)
{
  std::erase_if(open_, [&](std::uint32_t i) {
    std::uint8_t& asked = asked_by_[i];
    const PersonState& state = place.residents()[i].state;
    if ((asked & kind_bits) != 0) {
      if (state.has(PersonState::routine_live) && !state.has(PersonState::in_course)) return false;
      const auto kind = static_cast<std::size_t>((asked & kind_bits) - 1);
      place.tallies().add(own_.booked, kind);
      place.tallies().add(own_.seen, kind);
      if ((asked & never_seen_bit) != 0) place.tallies().add(own_.first_visits, kind);
    }
    asked = 0;
    return true;
  });
}

}  // namespace models::outreach
