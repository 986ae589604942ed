// A session in a home: who is seen, what is found, and who helps.
#include <algorithm>
#include <cmath>
#include <tuple>

#include "models/pathways/care_homes/care_homes.hpp"
#include "models/places/site_care.hpp"
#include "models/practices/working_days.hpp"

namespace models::care_homes {

namespace {

constexpr double days_per_month = days_per_year / 12;

}  // namespace

sim::Touched CareHomes::touches(const sim::Event& event) const
{
  if (event.slot == sim::no_slot) return {};
  return {&called_[event.slot], nullptr};
}

void CareHomes::handle(Place& place, const sim::Event& event, std::uint32_t handler)
{
  switch (handler) {
    case session: return hold(place, event.subject - sim::max_persons);
    case visit: return come(place, event.slot);
    default: break;
  }
  const int month = sim::month_index(place.today());
  for (const Link& link : links_) {
    if (place.today() == place.around().first) keep_time(place, link, month);
    keep_time(place, link, month + 1);
  }
}

void CareHomes::pay(Place& place, Line line, std::uint16_t practice, Pence amount) const
{
  if (amount.amount != 0) place.pay(Payer::icb, line, practice - first_practice_, place.today(), amount);
}

/// The one that was visited longest ago; among those not yet visited the nearest.
CareHomes::Home& CareHomes::next_home(const Link& link)
{
  const auto next = std::min_element(
      link.homes.begin(), link.homes.end(),
      [&](std::uint16_t a, std::uint16_t b) { return homes_[a].visited < homes_[b].visited; });
  return homes_[*next];
}

void CareHomes::hold(Place& place, std::size_t number)
{
  const Link& link = links_[number];
  sim::Tallies& tallies = place.tallies();
  Home& home = next_home(link);
  const auto way = static_cast<std::uint16_t>(&home - homes_.data());
  const Pence equipment = equipped_[number] ? Pence{} : settings_.equipment;
  if (!may_visit(place, link) ||
      !place.commit(pathway_, settings_.session_fee + equipment + mileage(place, link.practice, way))) {
    tallies.add(own_.not_held, 0);
    return;
  }
  pay(place, equipment_line_, link.practice, equipment);
  equipped_[number] = true;
  pay(place, session_line_, link.practice, settings_.session_fee);
  tallies.add(own_.sessions, 0);
  tallies.add_sum(own_.session_minutes, 0, settings_.minutes);
  drive(place, link.practice, way);
  const auto today = static_cast<std::uint16_t>(place.today());
  home.visited = today;
  int minutes = settings_.minutes;
  const TrainingSettings& training = settings_.training;
  if (training.minutes > 0 &&
      (home.trained == 0 || place.today() - home.trained >= training.every * days_per_month)) {
    home.trained = today;
    minutes -= training.minutes;
    tallies.add(own_.trainings, 0);
  }
  for (HomeResident* resident : order_of(place, home)) {
    if (minutes < settings_.resident_minutes) break;
    minutes -= settings_.resident_minutes + see(place, link, *resident);
  }
}

bool CareHomes::is_put_first(const Place& place, const HomeResident& resident) const
{
  const EndOfLifeSettings& end = settings_.end_of_life;
  const sim::Day today = place.today();
  return place.person(resident.person).death - today <= end.days &&
         (resident.seen == 0 || today - resident.seen > end.days) &&
         place.streams().draw(resident.person, sim::Why{"dying is recognised"}, 0).uniform(0) <
             end.recognised;
}

/// Of those who live there today.
std::vector<CareHomes::HomeResident*> CareHomes::order_of(const Place& place, const Home& home)
{
  std::vector<std::tuple<bool, std::uint16_t, std::uint32_t>> order;
  for (const std::uint32_t r : home.residents)
    if (lives_there(place, residents_[r], place.today()))
      order.emplace_back(!is_put_first(place, residents_[r]), residents_[r].seen, r);
  std::sort(order.begin(), order.end());
  std::vector<HomeResident*> residents;
  residents.reserve(order.size());
  for (const auto& [later, seen, r] : order) residents.push_back(&residents_[r]);
  return residents;
}

/// Returns the minutes that treatment took beside.
int CareHomes::see(Place& place, const Link& link, HomeResident& resident)
{
  sim::Tallies& tallies = place.tallies();
  tallies.add(own_.screened, 0);
  if (is_put_first(place, resident)) tallies.add(own_.dying_screened, 0);
  resident.seen = static_cast<std::uint16_t>(place.today());
  const OralState oral = place.residents()[resident.person - first_person_].state.oral;
  const double finds = settings_.trouble.finds[static_cast<std::size_t>(settings_.team())];
  if (!OralHealth::is_diseased(oral) || place.streams()
                                                .draw(resident.person, sim::Why{"found in a care home"},
                                                      static_cast<std::uint32_t>(place.today()))
                                                .uniform(0) >= finds)
    return 0;
  const bool in_pain = OralHealth::is_symptomatic(oral);
  tallies.add(in_pain ? own_.found_pain : own_.found_disease, 0);
  return help(place, link, resident, in_pain);
}

/// Whether somebody can be brought to a practice is a trait, the same in every scenario.
int CareHomes::help(Place& place, const Link& link, const HomeResident& resident, bool in_pain)
{
  const sim::Draws draws = place.streams().draw(resident.person, sim::Why{"leaves the care home"}, 0);
  if (draws.uniform(0) < settings_.trouble.travels)
    bring_to_practice(place, link, resident, in_pain);
  else if (in_pain)
    return call_dentist(place, link, resident);
  else if (draws.uniform(1) < settings_.trouble.refers)
    refer(place, link, resident);
  else
    place.tallies().add(own_.left_at_home, 0);
  return 0;
}

/// Transport is paid where they have an appointment, or may have one: where a practice elsewhere has yet to answer.
void CareHomes::bring_to_practice(Place& place, const Link& link, const HomeResident& resident, bool in_pain)
{
  const PersonState& state = place.residents()[resident.person - first_person_].state;
  sim::Tallies& tallies = place.tallies();
  const auto live = in_pain ? PersonState::urgent_live : PersonState::routine_live;
  if (state.has(live)) {
    tallies.add(own_.in_care, 0);
    return;
  }
  if (!place.commit(pathway_, settings_.transport)) {
    tallies.add(own_.left_at_home, 0);
    return;
  }
  if (in_pain)
    place.ask_urgent_again(resident.person, link.practice);
  else
    place.ask_with_help(resident.person, link.practice, Helped::expected);
  tallies.add(in_pain ? own_.sent_urgent : own_.sent_routine, 0);
  if (state.has(live))
    pay(place, transport_line_, link.practice, settings_.transport);
  else
    place.uncommit(pathway_, settings_.transport);
}

void CareHomes::refer(Place& place, const Link& link, const HomeResident& resident)
{
  if (place.open_requests().find(resident.person - first_person_, special_care_) != nullptr) {
    place.tallies().add(own_.in_care, 0);
    return;
  }
  place.tallies().add(own_.referred, 0);
  place.refer({.person = resident.person, .service = special_care_, .from = link.practice});
}

/// A dentist who is there treats at once, in the minutes returned; a team without one calls the practice's.
int CareHomes::call_dentist(Place& place, const Link& link, const HomeResident& resident)
{
  const bool by_dentist = settings_.team() == Team::dentist;  // who is there already
  const Pence cost =
      settings_.visit_fee + (by_dentist ? Pence{} : mileage(place, link.practice, resident.home));
  if (!place.commit(pathway_, cost)) {
    place.tallies().add(own_.left_at_home, 0);
    return 0;
  }
  const auto request = place.open_urgent(resident.person);
  if (!request) {
    place.uncommit(pathway_, cost);
    place.tallies().add(own_.in_care, 0);
    return 0;
  }
  place.tallies().add(own_.visits_called, 0);
  Called called{*request, link.practice, resident.home, place.today(), sim::contract_year(place.today())};
  if (by_dentist) {
    treat(place, called);
    return settings_.trouble.visit_minutes;
  }
  called.due += settings_.trouble.visit_days;
  while (!is_working_day(called.due)) ++called.due;
  if (called.due > place.around().last) return 0;  // still waits when the run ends
  if (settings_.own_time)
    place.tallies().add_sum(
        own_.minutes_from_books, 0,
        place.take_time(link.practice, {place.today(), called.due}, settings_.trouble.visit_minutes));
  const sim::Minute minute = asking_minute(place.around().seeking.settings(), resident.person);
  // on the same day not before now
  const sim::Minute at = called.due == place.today() ? std::max(minute, place.minute() + 1) : minute;
  place.calendar().add(called.due, {resident.person, first_handler_ + visit, called_.take(called), at});
  return 0;
}

void CareHomes::come(Place& place, std::uint32_t number)
{
  const Called called = called_[number];
  called_[number] = {};
  called_.give_back(number);
  const Request& request = called.request;
  if (place.person(request.person).death <= place.today()) {
    place.uncommit(pathway_, settings_.visit_fee + mileage(place, called.practice, called.home), called.year);
    place.tell_left(request.person, request.ordinal, urgent_, request.stratum, Reason::died);
    return;
  }
  drive(place, called.practice, called.home);
  treat(place, called);
}

/// Pain is relieved, as at an urgent site; the disease stays.
void CareHomes::treat(Place& place, const Called& called)
{
  const Request& request = called.request;
  sim::Tallies& tallies = place.tallies();
  tallies.add(place.measures().appointments,
              urgent_ * outcomes + static_cast<std::size_t>(AppointmentOutcome::kept));
  tallies.add(own_.visits, 0);
  pay(place, visit_line_, called.practice, settings_.visit_fee);
  place.tell_started(request.person, request.ordinal, urgent_, request.stratum, request.asked);
  count_course(place, {.person = request.person,
                       .band = Band::urgent,
                       .accepted = place.today(),
                       .last_completed = request.last_completed,
                       .last_course = request.last_course});
  place.assessed({.person = request.person,
                  .practice = called.practice,
                  .ordinal = request.ordinal,
                  .service = urgent_,
                  .oral = request.oral});
  place.tell_completed(
      {.person = request.person,
       .ordinal = request.ordinal,
       .service = urgent_,
       .practice = called.practice,
       .manner = request.manner,
       .course = static_cast<std::uint8_t>(static_cast<int>(Band::urgent) | course_complete_bit),
       .relieved = true});
}

double CareHomes::way_there_and_back(const Place& place, std::uint16_t practice, std::uint16_t home) const
{
  const Geography& geography = place.around().geography;
  const std::size_t area = geography.places[place.index()].first_area +
                           place.around().population.homes_of(place.index())[home].area;
  constexpr double there_and_back = 2;
  return there_and_back * geography.travel_km(area, practice);
}

Pence CareHomes::mileage(const Place& place, std::uint16_t practice, std::uint16_t home) const
{
  return {std::llround(way_there_and_back(place, practice, home) *
                       static_cast<double>(settings_.mileage.amount))};
}

void CareHomes::drive(Place& place, std::uint16_t practice, std::uint16_t home)
{
  constexpr double metres_per_km = 1000;
  place.tallies().add_sum(
      own_.travel_m, 0, static_cast<std::int64_t>(way_there_and_back(place, practice, home) * metres_per_km));
  pay(place, transport_line_, practice, mileage(place, practice, home));
}

}  // namespace models::care_homes
