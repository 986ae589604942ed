// What the study runner asks of a model: to read a scenario, build its region, and play one run of it.
//
// The runner knows no teeth. `dental_model` is the house's own; tests hand in a small one.
#pragma once
#include <functional>

#include "models/region.hpp"

namespace models {

struct Model {
  std::function<void(sim::io::Block&, Scenario&)> read;
  std::function<std::shared_ptr<const Geography>(const Scenario&, sim::io::Faults&,
                                                 std::vector<std::string>&)>
      geography;
  std::function<void(const Scenario&, const Geography&, sim::io::Faults&)> check;
  std::function<std::shared_ptr<const Population>(const Scenario&, const Geography&, std::uint32_t,
                                                  sim::Crew&)>
      population;
  std::function<std::optional<RunOutcome>(const Scenario&, const Geography&, const Population&, std::uint32_t,
                                          sim::Crew&, const std::atomic<bool>&, std::atomic<std::uint64_t>&)>
      play;
  std::function<sim::Layout(const Scenario&)> layout;
  /// The headline figures of runs with these variables: name, unit and meaning.
  std::function<std::vector<sim::io::Array>(const sim::Layout&)> headlines;
  std::function<Expected(const Scenario&, const Geography&)> expected;
  /// What the scenario's programmes come to beside what documents say of them, a line each.
  std::function<std::vector<std::string>(const Scenario&, const Geography&)> plan;
};

/// The dental system: the functions of models/region.hpp.
Model dental_model();

}  // namespace models
