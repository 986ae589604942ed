#include "models/pathways/care_homes/care_homes.hpp"

#include <algorithm>

#include "models/places/registration.hpp"
#include "models/practices/leadership.hpp"
#include "models/practices/working_days.hpp"
#include "models/referrals/specialties.hpp"

namespace models::care_homes {

namespace {

constexpr const char* name = "care_homes";
constexpr double days_per_month = days_per_year / 12;

bool lasts(sim::Day since, double months, sim::Day day)
{
  return since != 0 && day - since < months * days_per_month;
}

}  // namespace

PathwayKind kind()
{
  PathwayKind kind;
  kind.name = name;
  kind.lines = {"session_fee", "equipment", "visit_fee", "transport", "mouth_care_taught"};
  kind.keeps_to_budget = true;
  kind.handlers = CareHomes::handlers;
  kind.events = {"session", "visit", "time_kept"};
  register_instance<CareHomes, Settings>(kind);
  kind.declare = declare;
  kind.check = with_settings(check);
  kind.plan = with_settings(plan);
  return kind;
}

CareHomes::CareHomes(Place& place, const Settings& settings, const Seat& seat)
    : settings_{settings},
      pathway_{seat.number},
      first_handler_{seat.first_handler},
      first_person_{place.around().population.first_person[place.index()]},
      first_practice_{place.around().geography.places[place.index()].first_practice},
      urgent_{place.around().services.urgent},
      special_care_{place.service(specialty_names[static_cast<std::size_t>(Specialty::special_care)])},
      own_{own_measures(place.around().layout)},
      session_line_{place.line("care_homes__session_fee")},
      equipment_line_{place.line("care_homes__equipment")},
      visit_line_{place.line("care_homes__visit_fee")},
      transport_line_{place.line("care_homes__transport")},
      taught_line_{place.line("care_homes__mouth_care_taught")},
      called_{"care-home residents to whom a dentist is called"}
{
  const Population& population = place.around().population;
  homes_.resize(population.homes_of(place.index()).size());
  const std::span<const Person> people = population.of_place(place.index());
  for (std::uint32_t i = 0; i < people.size(); ++i) {
    if (people[i].home >= homes_.size()) continue;  // no_home, too
    homes_[people[i].home].residents.push_back(static_cast<std::uint32_t>(residents_.size()));
    residents_.push_back({first_person_ + i, people[i].home, people[i].entry});
  }
  for (const CareHomeMove& move : population.moves_of(place.index())) {
    const auto at =
        std::lower_bound(residents_.begin(), residents_.end(), move.person,
                         [](const HomeResident& one, std::uint32_t row) { return one.person < row; });
    if (at != residents_.end() && at->person == move.person) at->from = move.day;
  }
  if (settings.start <= place.around().last)
    links_ = make_links(place.around().geography, population, settings, place.index());
  if (const auto* const led = place.around().conditions.find<Leadership>())
    for (Link& link : links_) link.from = led->begins(place.index(), settings.start, link.from);
  for (const Link& link : links_)
    for (const std::uint16_t home : link.homes) homes_[home].linked = true;
  equipped_.resize(links_.size(), false);
  plan_teaching(place);
}

/// Which homes are taught, and when for the first time, is drawn for each.
void CareHomes::plan_teaching(const Place& place)
{
  const TaughtSettings& taught = settings_.taught;
  const Geography& geography = place.around().geography;
  if (taught.share <= 0 || !taught.deployment.runs_in(geography, place.index()) ||
      taught.deployment.from > place.around().last)
    return;
  const auto homes = place.around().population.homes_of(place.index());
  for (std::size_t home = 0; home < homes.size(); ++home) {
    const std::size_t area = geography.places[place.index()].first_area + homes[home].area;
    const auto neighbours = std::count_if(homes.begin(), homes.begin() + static_cast<std::ptrdiff_t>(home),
                                          [&](const CareHome& one) { return one.area == homes[home].area; });
    const sim::Draws draws =
        place.streams().draw(id_key(geography.areas[area].id), sim::Why{"mouth care taught in a home"},
                             static_cast<std::uint32_t>(neighbours));
    if (draws.uniform(0) >= taught.share) continue;
    taught_ = true;
    homes_[home].taught_next = static_cast<std::uint16_t>(
        taught.deployment.from + static_cast<sim::Day>(draws.uniform(1) * taught.over * days_per_month));
  }
}

/// Homes whose day it is, while there is money; those taught before the first day of play are not counted.
void CareHomes::teach(Place& place, sim::Day day)
{
  const TaughtSettings& taught = settings_.taught;
  const auto every = static_cast<sim::Day>(settings_.training.every * days_per_month);
  for (Home& home : homes_)
    while (home.taught_next != 0 && home.taught_next <= day) {
      const sim::Day on = home.taught_next;
      const bool runs = taught.deployment.runs_on(on);
      home.taught_next = runs && every > 0 ? static_cast<std::uint16_t>(on + every) : std::uint16_t{0};
      if (!runs) continue;
      if (on == day && !place.commit(pathway_, taught.fee, day)) {
        home.taught_next = static_cast<std::uint16_t>(next_money(day));  // asked for again
        break;
      }
      home.trained = static_cast<std::uint16_t>(on);
      if (on != day) continue;
      place.tallies().add(own_.homes_taught, 0);
      place.pay_other(Payer::icb, taught_line_, day, taught.fee);
    }
}

bool CareHomes::lives_there(const Place& place, const HomeResident& resident, sim::Day day) const
{
  return day >= resident.from && place.person(resident.person).alive_on(day);
}

bool CareHomes::is_trained(const Home& home, sim::Day day) const
{
  return lasts(home.trained, settings_.training.protection.months, day);
}

bool CareHomes::may_visit(const Place& place, const Link& link) const
{
  return !place.shown(link.practice).has(PublicState::closed) &&
         (static_cast<Linked>(settings_.linked) == Linked::always || place.takes_part(link.practice));
}

/// Spread evenly over the month's working days, from a point of its own for each practice and month.
std::vector<sim::Day> CareHomes::session_days(const Place& place, const Link& link, int month) const
{
  std::vector<sim::Day> working;
  for (sim::Day day = sim::first_day_of_month(month); day < sim::first_day_of_month(month + 1); ++day)
    if (is_working_day(day)) working.push_back(day);
  const std::uint32_t key = id_key(place.around().geography.practices[link.practice].id);
  const double u =
      place.streams().draw(key, sim::Why{"care-home sessions"}, static_cast<std::uint32_t>(month)).uniform(0);
  std::vector<sim::Day> days;
  for (int k = 0; k < settings_.sessions; ++k)
    if (const sim::Day day = working[static_cast<std::size_t>((k + u) / settings_.sessions *
                                                              static_cast<double>(working.size()))];
        runs_on(link, day))
      days.push_back(day);
  return days;
}

/// On the first of a month its sessions are planned; those of the next month are kept free in books, once these are open.
void CareHomes::open_day(Place& place, sim::Day day)
{
  if (taught_) teach(place, day);
  if (links_.empty() || (day > place.around().first && sim::month_index(day) == sim::month_index(day - 1)))
    return;
  for (std::size_t link = 0; link < links_.size(); ++link) plan_sessions(place, link, sim::month_index(day));
  if (settings_.own_time && settings_.team() == Team::dentist)
    place.calendar().add(day, {sim::max_persons, first_handler_ + time_kept, sim::no_slot, 0});
}

void CareHomes::plan_sessions(Place& place, std::size_t link, int month)
{
  // mornings and afternoons by turns
  std::uint8_t half = 0;
  for (const sim::Day day : session_days(place, links_[link], month)) {
    if (day >= place.today() && day <= place.around().last)
      place.calendar().add(day, {sim::max_persons + static_cast<std::uint32_t>(link),
                                 first_handler_ + session, sim::no_slot, minute_of_day({day, half, 0})});
    half ^= 1;
  }
}

/// In two runs, each on the day or within a week from it; what no book has is done out of hours.
void CareHomes::keep_time(Place& place, const Link& link, int month)
{
  if (!may_visit(place, link)) return;
  constexpr int runs = 2, week = 7;
  for (const sim::Day day : session_days(place, link, month)) {
    if (day <= place.today()) continue;
    for (int run = 0; run < runs; ++run)
      place.tallies().add_sum(
          own_.minutes_from_books, 0,
          place.take_time(link.practice, {day, day + week - 1}, settings_.minutes / runs));
  }
}

void CareHomes::act_on_onset(const Place& place, std::uint32_t person, OnsetLever& lever) const
{
  if (place.person(person).home == no_home) return;
  const auto at =
      std::lower_bound(residents_.begin(), residents_.end(), person,
                       [](const HomeResident& one, std::uint32_t row) { return one.person < row; });
  if (at == residents_.end() || at->person != person || place.today() < at->from) return;
  if (lasts(at->seen, settings_.prevention.months, place.today())) lever.other *= settings_.prevention.factor;
  if (is_trained(homes_[at->home], place.today())) lever.other *= settings_.training.protection.factor;
}

void CareHomes::close_month(Place& place, sim::Day last_day)
{
  sim::Tallies& tallies = place.tallies();
  for (const HomeResident& resident : residents_) {
    if (!lives_there(place, resident, last_day)) continue;
    const OralState oral = place.residents()[resident.person - first_person_].state.oral;
    tallies.add(own_.residents, 0);
    if (OralHealth::is_diseased(oral)) tallies.add(own_.diseased, 0);
    if (OralHealth::is_symptomatic(oral)) tallies.add(own_.in_pain, 0);
    if (lasts(resident.seen, settings_.plan_months, last_day)) tallies.add(own_.plans, 0);
  }
  for (const Link& link : links_) {
    if (!runs_on(link, last_day) || !may_visit(place, link)) continue;
    tallies.add(own_.practices, 0);
    for (const std::uint16_t home : link.homes) {
      tallies.add(own_.homes, 0);
      for (const std::uint32_t r : homes_[home].residents)
        if (lives_there(place, residents_[r], last_day)) tallies.add(own_.linked_residents, 0);
    }
  }
  tallies.add(own_.all_homes, 0, static_cast<std::uint32_t>(homes_.size()));
  for (const Home& home : homes_)
    if (is_trained(home, last_day)) tallies.add(own_.homes_trained, 0);
}

std::size_t CareHomes::bytes() const
{
  std::size_t sum = residents_.capacity() * sizeof(HomeResident) + called_.bytes();
  for (const Home& home : homes_) sum += sizeof(Home) + home.residents.capacity() * sizeof(std::uint32_t);
  return sum;
}

}  // namespace models::care_homes
