// A region in motion: its Places and Offices, built from a scenario, played, and gathered into a result.
#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/population/geography.hpp"
#include "models/population/population.hpp"
#include "models/scenario.hpp"
#include "sim/crew.hpp"
#include "sim/io/config_block.hpp"
#include "sim/io/run_file.hpp"
#include "sim/recorder.hpp"

namespace models {

/// One scenario, read and checked: all settings of the model.
struct Scenario {
  std::string name;  // "baseline", ...
  std::string label;
  StudySettings study;
  std::shared_ptr<const ModelSettings> model;
  std::string resolved;             // canonical TOML of all values: its identity
  std::string population_identity;  // resolved values of what the population and the geography depend on
};

/// Declares every key of a study (also for `describe` and the schema) and reads one scenario.
void read_scenario(sim::io::Block& root, Scenario& out);

/// The areas, practices and choices of a scenario (faults of tables are added; notes are for the user).
std::shared_ptr<const Geography> build_geography(const Scenario& scenario, sim::io::Faults& faults,
                                                 std::vector<std::string>& notes);
/// What a scenario says of its region must be there: Places and practices that programmes name, measures that tags name.
/// The region is a whole one, built without a fault.
void check_in_region(const Scenario& scenario, const Geography& geography, sim::io::Faults& faults);
/// The people of one replication, shared by all scenarios with the same population_identity.
std::shared_ptr<const Population> build_population(const Scenario& scenario, const Geography& geography,
                                                   std::uint32_t replication, sim::Crew& crew);

/// Every variable that the roster of pathways declares.
sim::Layout result_layout(const Scenario& scenario);

struct RunOutcome {
  std::vector<sim::io::Group> groups;
  std::uint64_t events = 0, dead_events = 0;
  std::uint64_t stale_letters = 0;  // answers to requests that were over
  std::vector<std::pair<std::string, std::uint64_t>>
      events_by_kind;  // of all that may occur, then the letters
  std::uint64_t person_days = 0;
  std::size_t bytes = 0;  // held by the run at its peak, without the population
  struct Seconds {
    double settle = 0, play = 0, gather = 0;
  };
  Seconds seconds;  // of wall clock: told to who measures, no part of the result
};

/// Plays one replication of a scenario. `days_done` is raised by one each simulated day (progress); nothing is
/// returned where `stop` was set.
std::optional<RunOutcome> play(const Scenario& scenario, const Geography& geography,
                               const Population& population, std::uint32_t replication, sim::Crew& crew,
                               const std::atomic<bool>& stop, std::atomic<std::uint64_t>& days_done);

/// Bytes that one run is expected to need beside the population, and its expected events (bitewing check).
struct Expected {
  std::size_t persons, run_bytes, population_bytes;
  std::uint64_t events;
};
Expected expected(const Scenario& scenario, const Geography& geography);

}  // namespace models
