#include "models/pathways/prevention/prevention.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "models/places/registration.hpp"

namespace models::prevention {

namespace {

constexpr const char* name = "prevention";
constexpr int survey_age = 5;  // the national survey of five-year-olds
constexpr sim::Day a_year = 365;
constexpr double days_per_month = days_per_year / 12;

std::string full_name(std::string_view measure) { return std::string{name} + "__" + std::string{measure}; }

void declare(sim::Layout& layout)
{
  const int kind = layout.axis(
      {"prevention_kind", {kind_labels.begin(), kind_labels.end()}, {}, "1", "kind of prevention programme"});
  const int deprivation = layout.axis(
      {"deprivation", {}, {1, 2, 3, 4, 5}, "1", "deprivation class, 1 = Core20 (most deprived fifth)"});
  const int part = layout.axis({"taking_part", {"no", "yes"}, {}, "1", "takes part in a programme"});
  const auto add = [&](const char* measure, const char* unit, const char* about, std::vector<int> axes) {
    layout.declare({"programmes", full_name(measure), unit, about, sim::Period::month, sim::Owner::place,
                    sim::Cell::count, std::move(axes)});
  };
  add("taking_part", "person", "people taking part in programmes at the month's end", {kind, deprivation});
  add("reached_five", "person",
      "children who reached the age of five where there are programmes, by whether one had reached them",
      {part});
  add("decay_at_five", "person", "of them, with dentinal decay, present or treated", {part});
  add("actions", "action", "actions on drivers of decay that ran at the month's end", {});
  add("schemes", "programme", "programmes that ran at the month's end with somebody taking part", {kind});
}

OwnMeasures own_measures(const sim::Layout& layout)
{
  const auto counter = [&](const char* measure) { return layout.counter("programmes", full_name(measure)); };
  return {counter("taking_part"), counter("reached_five"), counter("decay_at_five"), counter("actions"),
          counter("schemes")};
}

/// The days on which a person is of an age for it while it runs: the first, and the first after them.
std::pair<sim::Day, sim::Day> days_of(const Programme& programme, const Person& person)
{
  const sim::Day from = std::max(programme.deployment.from, birthday(person.birth, programme.ages.from));
  const sim::Day to =
      std::min<sim::Day>(programme.deployment.until + 1, birthday(person.birth, programme.ages.to + 1));
  return {from, to};
}

bool is_among(const Programme& programme, const Place& place, std::uint32_t person, sim::Day day)
{
  if (programme.groups != 0 && (place.around().population.groups_on(person, day) & programme.groups) == 0)
    return false;
  if (static_cast<Among>(programme.among) == Among::everybody) return true;
  const std::uint32_t first = place.around().population.first_person[place.index()];
  const sim::Day seen = place.residents()[person - first].state.last_seen;
  return seen != 0 && day - seen <= a_year;
}

}  // namespace

PathwayKind kind()
{
  PathwayKind kind;
  kind.name = name;
  kind.lines = {kind_labels.begin(), kind_labels.end()};
  kind.lines.emplace_back("driver_action");
  kind.handlers = Prevention::handlers;
  kind.events = {"survey"};
  register_instance<Prevention, Settings>(kind);
  kind.declare = declare;
  kind.check = with_settings(check);
  kind.most_onset = [](const Geography& geography, const PathwaySettings& settings, std::size_t place) {
    double most = 1;
    for (const Driver& driver : static_cast<const Settings&>(settings).drivers)
      for (const PlaceHazard& named : driver.places)
        if (geography.find_place(named.place) == place) most *= named.hazard;
    return most;
  };
  return kind;
}

Prevention::Prevention(const Place& place, const Settings& settings, const Seat& seat)
    : first_handler_{seat.first_handler},
      own_{own_measures(place.around().layout)},
      action_line_{place.line(full_name("driver_action"))}
{
  const Geography& geography = place.around().geography;
  for (const Programme& programme : settings.programmes)
    if (programme.deployment.runs_in(geography, place.index())) {
      programmes_.push_back({&programme, id_key(programme.name),
                             place.line(full_name(kind_labels[static_cast<std::size_t>(programme.kind)])),
                             programme.coverage});
      programmes_.back().coverage = coverage_of(place, programmes_.back());
    }
  for (const Driver& driver : settings.drivers) {
    DriverHere here{driver.hazard, 1, in_place(driver.actions, geography, place.index())};
    for (const PlaceHazard& named : driver.places)
      if (geography.find_place(named.place) == place.index()) here.beyond *= named.hazard;
    drivers_.push_back(std::move(here));
  }
}

/// The driver by class is part of onset as it is; that of the Place comes on top.
double Prevention::DriverHere::factor(std::size_t deprivation, sim::Day day) const
{
  const double left = left_by(actions, day);
  const double hazard = by_class[deprivation];
  return (1 + (hazard - 1) * left) / hazard * (1 + (beyond - 1) * left);
}

bool Prevention::takes_part(const Place& place, const Here& here, std::uint32_t person)
{
  const sim::Draws draws = place.streams().draw(person, sim::Why{"takes part"}, 0, here.key);
  const auto deprivation = static_cast<std::size_t>(place.person(person).deprivation() - 1);
  return draws.uniform(0) < here.coverage && draws.uniform(1) < here.programme->uptake[deprivation];
}

/// A programme for so many takes those who would be the first as coverage grows; who is born or comes of age later takes
/// part in the same share.
double Prevention::coverage_of(const Place& place, const Here& here)
{
  const Programme& programme = *here.programme;
  if (programme.people == 0) return programme.coverage;
  const Population& population = place.around().population;
  const std::span<const Person> people = population.of_place(place.index());
  const std::uint32_t first = population.first_person[place.index()];
  const sim::Day day = programme.deployment.from;
  std::vector<double> meant;
  for (std::uint32_t i = 0; i < people.size(); ++i) {
    const auto [from, to] = days_of(programme, people[i]);
    if (day < from || day >= to || !people[i].alive_on(day) ||
        (programme.groups != 0 && (population.groups_on(first + i, day) & programme.groups) == 0))
      continue;
    const sim::Draws draws = place.streams().draw(first + i, sim::Why{"takes part"}, 0, here.key);
    if (draws.uniform(1) < programme.uptake[static_cast<std::size_t>(people[i].deprivation() - 1)])
      meant.push_back(draws.uniform(0));
  }
  const auto wanted = static_cast<std::size_t>(programme.people);
  if (meant.size() <= wanted) return programme.coverage;
  std::sort(meant.begin(), meant.end());
  return std::min(programme.coverage, meant[wanted]);
}

/// On onset: all of it while it lasts, then less and less.
double Prevention::factor(const Place& place, const Here& here, std::uint32_t person, sim::Day day)
{
  const Programme& programme = *here.programme;
  const auto [from, to] = days_of(programme, place.person(person));
  if (from >= to || day < from) return 1;
  if (day >= to && programme.half_life <= 0) return 1;
  if (!is_among(programme, place, person, day) || !takes_part(place, here, person)) return 1;
  if (day < to) return programme.factor;
  return 1 - (1 - programme.factor) * std::exp2(-(day - to) / (programme.half_life * days_per_month));
}

void Prevention::act_on_onset(const Place& place, std::uint32_t person, OnsetLever& lever) const
{
  const sim::Day today = place.today();
  for (const Here& here : programmes_) {
    const double by = factor(place, here, person, today);
    if (static_cast<Kind>(here.programme->kind) == Kind::varnish)
      lever.varnish = std::min(lever.varnish, by);
    else
      lever.other *= by;
  }
  const auto deprivation = static_cast<std::size_t>(place.person(person).deprivation() - 1);
  for (const DriverHere& driver : drivers_) lever.other *= driver.factor(deprivation, today);
}

/// Whether a programme has reached the person by that day.
bool Prevention::is_reached(const Place& place, std::uint32_t person, sim::Day day) const
{
  return std::any_of(programmes_.begin(), programmes_.end(), [&](const Here& here) {
    const auto [from, to] = days_of(*here.programme, place.person(person));
    return from < to && from < day && is_among(*here.programme, place, person, day) &&
           takes_part(place, here, person);
  });
}

/// On the first of a month: whose fifth birthday lies in it.
void Prevention::open_day(Place& place, sim::Day day)
{
  if (programmes_.empty() ||
      (day > place.around().first && sim::month_index(day) == sim::month_index(day - 1)))
    return;
  const sim::Day end = std::min(sim::first_day_of_month(sim::month_index(day) + 1), place.around().last + 1);
  const Population& population = place.around().population;
  const std::span<const Person> people = population.of_place(place.index());
  const std::uint32_t first = population.first_person[place.index()];
  for (std::uint32_t i = 0; i < people.size(); ++i)
    if (const sim::Day on = birthday(people[i].birth, survey_age); on >= day && on < end)
      place.calendar().add(on, {first + i, first_handler_ + survey, sim::no_slot,
                                asking_minute(place.around().seeking.settings(), first + i)});
}

void Prevention::handle(Place& place, const sim::Event& event, std::uint32_t)
{
  const Population& population = place.around().population;
  if (!place.person(event.subject).alive_on(place.today())) return;
  const OralState oral = place.residents()[event.subject - population.first_person[place.index()]].state.oral;
  const std::size_t reached = is_reached(place, event.subject, place.today()) ? 1 : 0;
  place.tallies().add(own_.reached_five, reached);
  if (OralHealth::has_decay_experience(oral)) place.tallies().add(own_.decay_at_five, reached);
}

/// Who takes part at the month's end is paid for with a twelfth of a year.
void Prevention::close_month(Place& place, sim::Day last_day)
{
  const Population& population = place.around().population;
  const std::span<const Person> people = population.of_place(place.index());
  const std::uint32_t first = population.first_person[place.index()];
  for (const Here& here : programmes_) {
    const Programme& programme = *here.programme;
    if (!programme.deployment.runs_on(last_day)) continue;
    std::int64_t taking_part = 0;
    for (std::uint32_t i = 0; i < people.size(); ++i) {
      const auto [from, to] = days_of(programme, people[i]);
      if (last_day < from || last_day >= to || !people[i].alive_on(last_day) ||
          !is_among(programme, place, first + i, last_day) || !takes_part(place, here, first + i))
        continue;
      ++taking_part;
      place.tallies().add(own_.taking_part, static_cast<std::size_t>(programme.kind) * deprivation_classes +
                                                static_cast<std::size_t>(people[i].deprivation() - 1));
    }
    if (taking_part > 0) place.tallies().add(own_.schemes, static_cast<std::size_t>(programme.kind));
    place.pay_other(Payer::icb, here.line, last_day, month_of(programme.a_year * taking_part, last_day));
  }
  for (const DriverHere& driver : drivers_)
    for (const LoweringAction& action : driver.actions) {
      if (!action.deployment.runs_on(last_day)) continue;
      place.tallies().add(own_.actions, 0);
      place.pay_other(Payer::icb, action_line_, last_day, month_of(action.a_year, last_day));
    }
}

}  // namespace models::prevention
