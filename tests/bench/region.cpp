// A region at work: plays the baseline of a study file once, without writing a result.
//
//   bench_region [FILE [THREADS [KEY=VALUE]...]]     without any: Cheshire and Merseyside, 12 + 24 months, on one
//                                                    thread and then on two
//
// Prints person-years per second of a core first (events can be multiplied, person-years cannot), then events
// with the dead ones apart and by kind, bytes per person and where the time went.
#include "models/region.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "models/population/population.hpp"
#include "sim/crew.hpp"
#include "sim/io/config_block.hpp"
#include "tests/bench/measure.hpp"

namespace {

constexpr const char* yardstick = "tests/bench/cheshire_merseyside_12_24.toml";

int tell(const sim::io::Faults& faults)
{
  for (const std::string& line : faults.lines()) fmt::print(stderr, "{}\n", line);
  return 2;
}

struct Phases {
  double geography, population;  // seconds of wall clock
};

void print(const models::Population& population, const models::RunOutcome& run, double years,
           const Phases& phases, const bench::Stopwatch& all, unsigned threads)
{
  const auto persons = static_cast<double>(population.persons.size());
  const double person_years = static_cast<double>(run.person_days) / models::days_per_year;
  const auto events = static_cast<double>(run.events), dead = static_cast<double>(run.dead_events);
  constexpr double million = 1e6;
  fmt::print("region: {:.2f} M person-years per core-second\n", person_years / all.processor() / million);
  fmt::print("{:.2f} M rows, {:.2f} years, {} threads: {:.1f} s wall, {:.1f} s of processor\n",
             persons / million, years, threads, all.wall(), all.processor());
  fmt::print("events: {:.1f} M and {:.1f} M dead, {:.2f} M/s of one core, {:.2f} a row and year\n",
             (events - dead) / million, dead / million, events / all.processor() / million,
             events / persons / years);
  for (const auto& [kind, count] : run.events_by_kind)
    fmt::print("  {:<36}{:8.3f} a person-year\n", kind, static_cast<double>(count) / person_years);
  fmt::print("bytes per person: {:.1f} of the run, {} fixed; peak {:.0f} MB\n",
             static_cast<double>(run.bytes) / persons, sizeof(models::Person), bench::peak_megabytes());
  fmt::print("seconds per simulated year: {:.2f}\n", run.seconds.play / years);
  fmt::print("wall: geography {:.2f}, population {:.2f}, settle {:.2f}, play {:.2f}, gather {:.2f} s\n",
             phases.geography, phases.population, run.seconds.settle, run.seconds.play, run.seconds.gather);
}

/// Plays the scenario once, prints its figures and returns the seconds of play; nothing after a fault.
std::optional<double> play(const models::Scenario& scenario, unsigned threads, sim::io::Faults& faults)
{
  const bench::Stopwatch all;
  std::vector<std::string> notes;
  const auto geography = models::build_geography(scenario, faults, notes);
  if (!faults.empty()) return std::nullopt;
  const double mapped = all.wall();
  sim::Crew crew{threads};
  constexpr std::uint32_t replication = 1;
  const auto population = models::build_population(scenario, *geography, replication, crew);
  const double peopled = all.wall() - mapped;
  const std::atomic<bool> stop{false};
  std::atomic<std::uint64_t> days{0};
  const auto run = models::play(scenario, *geography, *population, replication, crew, stop, days);
  const double years = (scenario.study.end() - scenario.study.first_day()) / models::days_per_year;
  print(*population, *run, years, {mapped, peopled}, all, threads);
  return run->seconds.play;
}

}  // namespace

int main(int argc, char** argv)
{
  const std::string file = argc > 1 ? argv[1] : yardstick;
  const std::vector<std::string> sets(argv + std::min(argc, 3), argv + argc);
  sim::io::Faults faults;
  const auto study = sim::io::Document::open(file, sets, faults);
  models::Scenario scenario;
  if (faults.empty())
    study.read("baseline", faults, [&](sim::io::Block& root) { models::read_scenario(root, scenario); });
  if (!faults.empty()) return tell(faults);

  const auto one = play(scenario, bench::argument(argc, argv, 2, 1), faults);
  if (!one) return tell(faults);
  if (argc > 1) return 0;
  constexpr unsigned beside = 2;
  if (const auto two = play(scenario, beside, faults))
    fmt::print("two threads beside one: {:.2f} times as fast (play alone)\n", *one / *two);
}
