#include "models/region.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <numeric>

#include "models/model_settings.hpp"
#include "models/places/office.hpp"
#include "models/places/place.hpp"
#include "models/summary.hpp"
#include "sim/io/gather.hpp"
#include "sim/simulate.hpp"

namespace models {

namespace {

/// Names of services and lines over the whole roster, in its order.
struct RosterNames {
  std::vector<std::string> pathways, services, lines;
};

RosterNames names_of(const ModelSettings& model)
{
  RosterNames names;
  names.lines.assign(first_lines.begin(), first_lines.end());
  for (const PathwayOfScenario& pathway : model.pathways) {
    names.pathways.push_back(pathway.kind.name);
    names.services.insert(names.services.end(), pathway.kind.services.begin(), pathway.kind.services.end());
    for (const std::string& line : pathway.kind.lines) names.lines.push_back(pathway.kind.name + "__" + line);
  }
  return names;
}

std::uint8_t service_number(const RosterNames& names, std::string_view service)
{
  const auto at = std::find(names.services.begin(), names.services.end(), service);
  return static_cast<std::uint8_t>(at - names.services.begin());
}

Measures declare_all(sim::Layout& layout, const ModelSettings& model, const RosterNames& names,
                     bool by_practice)
{
  const Measures measures = declare_measures(layout, names.services, names.lines, by_practice);
  for (const PathwayOfScenario& pathway : model.pathways) {
    pathway.kind.declare(layout);
    if (by_practice && pathway.kind.declare_practice_months) pathway.kind.declare_practice_months(layout);
  }
  return measures;
}

/// One run in motion: what sim::simulate plays.
class Region {
 public:
  Region(const Scenario& scenario, const Geography& geography, const Population& population,
         std::uint32_t replication, sim::Crew& crew, const std::atomic<bool>& stop,
         std::atomic<std::uint64_t>& days_done)
      : model_{*scenario.model},
        names_{names_of(model_)},
        streams_{static_cast<std::uint64_t>(scenario.study.seed), replication},
        seeking_{model_.care_seeking},
        oral_{model_.oral_health},
        treatment_{model_.treatment},
        conditions_{make_conditions(geography, model_.pathways)},
        measures_{declare_all(layout_, model_, names_, scenario.study.practice_months)},
        budgets_{model_.budgets, declare_budgets(layout_, names_.pathways)},
        time_{sim::month_index(scenario.study.start), scenario.study.months},
        post_{geography.places.size() + geography.offices.size()},
        sites_{make_sites(geography, model_.pathways)},
        board_{sites_.size()},
        journeys_{geography, sites_},
        most_onset_{most_onset(geography, model_.pathways)},
        around_{geography,
                sites_,
                journeys_,
                population,
                streams_,
                seeking_,
                oral_,
                model_.front_door,
                model_.practices,
                treatment_,
                conditions_,
                model_.post,
                model_.priority,
                layout_,
                measures_,
                time_,
                std::make_shared<sim::Slabs>(),
                post_,
                board_,
                {service_number(names_, "routine_care"), service_number(names_, "urgent_care")},
                names_.services.size(),
                names_.lines,
                scenario.study.first_day(),
                scenario.study.end() - 1,
                names_.services,
                budgets_,
                most_onset_},
        stop_{stop},
        days_done_{days_done}
  {
    places_.resize(geography.places.size());
    // the first day of a Place costs as much as some weeks of it: side by side, the largest first
    order_.resize(places_.size() + geography.offices.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
      return people(a) != people(b) ? people(a) > people(b) : a < b;
    });
    crew.share(places_.size(), [&](std::size_t i) { build_place(order_[i]); });
    for (std::size_t o = 0; o < geography.offices.size(); ++o) build_office(o);
  }

  // for sim::simulate
  std::span<const std::size_t> order() const { return order_; }
  static constexpr std::uint32_t rounds_a_day() { return rounds_per_day; }
  void play(std::size_t process, const sim::Round& round)
  {
    if (process < places_.size())
      places_[process]->play(round);
    else
      offices_[process - places_.size()].play(round);
  }
  sim::Proceed day_done(sim::Day)
  {
    days_done_.fetch_add(1, std::memory_order_relaxed);
    return stop_.load(std::memory_order_relaxed) ? sim::Proceed::stop : sim::Proceed::go_on;
  }

  void close(sim::Crew& crew)
  {
    crew.share(places_.size(), [&](std::size_t i) { places_[order_[i]]->close(); });
  }
  RunOutcome outcome() const;
  std::vector<std::pair<std::string, std::uint64_t>> events_by_kind() const;
  const Surroundings& around() const { return around_; }

 private:
  std::size_t people(std::size_t process) const
  {
    return process < places_.size() ? around_.population.of_place(process).size() : 0;
  }
  void build_place(std::size_t p)
  {
    places_[p] = std::make_unique<Place>(static_cast<std::uint16_t>(p), around_);
    std::uint32_t handler = 1;  // 0 is the house's own
    for (std::size_t number = 0; number < model_.pathways.size(); ++number) {
      const PathwayOfScenario& pathway = model_.pathways[number];
      if (pathway.settings)
        places_[p]->add_pathway(number, pathway.kind.make(*places_[p], *pathway.settings, {number, handler}),
                                handler, pathway.kind.handlers);
      handler += pathway.kind.handlers;
    }
    REQUIRED(handler <= sim::max_handlers, "the roster's kinds of events fit an event's word");
  }
  void build_office(std::size_t o)
  {
    Office& office = offices_.emplace_back(static_cast<std::uint16_t>(o), around_);
    for (std::size_t number = 0; number < model_.pathways.size(); ++number) {
      const PathwayOfScenario& pathway = model_.pathways[number];
      if (pathway.settings && pathway.kind.make_office)
        office.add_part(number, pathway.kind.make_office(office, *pathway.settings, {number, 0}));
    }
  }

  const ModelSettings& model_;
  RosterNames names_;
  sim::Streams streams_;
  CareSeeking seeking_;
  OralHealth oral_;
  Treatment treatment_;
  Conditions conditions_;
  sim::Layout layout_;
  Measures measures_;
  Budgets budgets_;
  sim::ReportedTime time_;
  sim::Post<Letter> post_;
  Sites sites_;
  sim::Board<PublicState> board_;
  Journeys journeys_;
  std::vector<double> most_onset_;
  Surroundings around_;
  std::vector<std::unique_ptr<Place>> places_;
  std::deque<Office> offices_;
  std::vector<std::size_t> order_;
  const std::atomic<bool>& stop_;
  std::atomic<std::uint64_t>& days_done_;
};

/// Residents by usual practice, added up over Places: the variable list_size [practice, year].
void add_list_sizes(std::vector<sim::io::Group>& groups, const Geography& geography,
                    std::span<const std::unique_ptr<Place>> places)
{
  auto& sizes =
      std::get<std::vector<std::int64_t>>(sim::io::find_array(groups, "practices", "list_size").values);
  const std::size_t years = geography.practices.empty() ? 0 : sizes.size() / geography.practices.size();
  for (const auto& place : places)
    for (std::size_t year = 0; year < std::min(years, place->linked().size()); ++year)
      for (const auto& [practice, people] : place->linked()[year]) sizes[practice * years + year] += people;
}

/// The variable network [practice].
void say_networks(std::vector<sim::io::Group>& groups, const Geography& geography)
{
  auto& networks =
      std::get<std::vector<std::int64_t>>(sim::io::find_array(groups, "practices", "network").values);
  for (std::size_t p = 0; p < networks.size(); ++p) networks[p] = geography.practices[p].network + 1;
}

/// Journeys were summed in metres and are reported in whole km.
void to_kilometres(std::vector<sim::io::Group>& groups)
{
  constexpr std::int64_t metres_per_km = 1000;
  for (std::int64_t& journey :
       std::get<std::vector<std::int64_t>>(sim::io::find_array(groups, "activity", "travel_km").values))
    journey = (journey + metres_per_km / 2) / metres_per_km;
}

std::vector<std::pair<std::string, std::uint64_t>> Region::events_by_kind() const
{
  std::vector<std::pair<std::string, std::uint64_t>> kinds{{"residents' clock", 0}};
  for (const PathwayOfScenario& pathway : model_.pathways) {
    ASSUMED(pathway.kind.events.size() == pathway.kind.handlers, "every kind of event has a name");
    for (const std::string& event : pathway.kind.events)
      kinds.emplace_back(fmt::format("{} {}", pathway.kind.name, event), 0);
  }
  std::uint64_t letters = 0;
  for (const auto& place : places_) {
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) kinds[kind].second += place->events()[kind];
    letters += place->letters();
  }
  kinds.emplace_back("letters", letters);
  return kinds;
}

RunOutcome Region::outcome() const
{
  RunOutcome out;
  std::vector<const sim::Tallies*> tallies;
  sim::io::OwnerNames owners;
  const Geography& geography = around_.geography;
  for (std::size_t p = 0; p < places_.size(); ++p) {
    const Place& place = *places_[p];
    tallies.push_back(&place.tallies());
    owners.places.push_back(geography.places[p].name);
    std::vector<std::string>& ids = owners.practices.emplace_back();
    for (std::uint32_t k = 0; k < geography.places[p].practices; ++k)
      ids.push_back(geography.practices[geography.places[p].first_practice + k].id);
    out.events = std::accumulate(place.events().begin(), place.events().end(), out.events);
    out.dead_events += place.dead_events();
    out.stale_letters += place.stale_letters();
    out.bytes += place.bytes();
  }
  out.events_by_kind = events_by_kind();
  out.groups = sim::io::gather(layout_, time_, tallies, owners);
  add_list_sizes(out.groups, geography, places_);
  say_networks(out.groups, geography);
  to_kilometres(out.groups);
  out.groups.push_back(summarise(out.groups));
  return out;
}

}  // namespace

std::shared_ptr<const Geography> build_geography(const Scenario& scenario, sim::io::Faults& faults,
                                                 std::vector<std::string>& notes)
{
  return std::make_shared<Geography>(build_geography(
      scenario.model->geography, static_cast<std::uint64_t>(scenario.study.seed), faults, notes));
}

void check_in_region(const Scenario& scenario, const Geography& geography, sim::io::Faults& faults)
{
  for (const PathwayOfScenario& pathway : scenario.model->pathways)
    if (pathway.settings && pathway.kind.check) pathway.kind.check(geography, *pathway.settings, faults);
  check(scenario.model->tags, result_layout(scenario), faults);
}

std::shared_ptr<const Population> build_population(const Scenario& scenario, const Geography& geography,
                                                   std::uint32_t replication, sim::Crew& crew)
{
  const sim::Streams streams{static_cast<std::uint64_t>(scenario.study.seed), replication};
  return std::make_shared<Population>(synthesise(scenario.model->population, geography,
                                                 scenario.study.first_day(), scenario.study.end() - 1,
                                                 streams, crew));
}

sim::Layout result_layout(const Scenario& scenario)
{
  sim::Layout layout;
  const RosterNames names = names_of(*scenario.model);
  declare_all(layout, *scenario.model, names, scenario.study.practice_months);
  declare_budgets(layout, names.pathways);
  return layout;
}

std::optional<RunOutcome> play(const Scenario& scenario, const Geography& geography,
                               const Population& population, std::uint32_t replication, sim::Crew& crew,
                               const std::atomic<bool>& stop, std::atomic<std::uint64_t>& days_done)
{
  using Clock = std::chrono::steady_clock;
  const auto seconds = [](Clock::time_point from, Clock::time_point to) {
    return std::chrono::duration<double>(to - from).count();
  };
  const auto began = Clock::now();
  Region region{scenario, geography, population, replication, crew, stop, days_done};
  const auto settled = Clock::now();
  const sim::Day last = scenario.study.end() - 1;
  if (sim::simulate(region, scenario.study.first_day(), last, crew) <= last) return std::nullopt;
  region.close(crew);
  const auto played = Clock::now();
  RunOutcome out = region.outcome();
  out.seconds = {seconds(began, settled), seconds(settled, played), seconds(played, Clock::now())};
  for (const Person& person : population.persons)
    out.person_days +=
        static_cast<std::uint64_t>(std::max(std::min<sim::Day>(person.death, last + 1) - person.entry, 0));
  return out;
}

Expected expected(const Scenario& scenario, const Geography& geography)
{
  // measured on the built-in Cheshire and Merseyside: tests/bench/region.cpp prints both
  constexpr std::size_t run_bytes_per_person = 56;
  constexpr double events_per_person_year = 3.34;
  const std::size_t persons = expected_rows(scenario.model->population, geography, scenario.study.first_day(),
                                            scenario.study.end() - 1);
  const double years = (scenario.study.end() - scenario.study.first_day()) / days_per_year;
  return {persons, persons * run_bytes_per_person, persons * sizeof(Person),
          static_cast<std::uint64_t>(static_cast<double>(persons) * years * events_per_person_year)};
}

}  // namespace models
