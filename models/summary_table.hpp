// The table at the end of a study: each headline figure by scenario, and against the baseline.
//
// The figures are the scalars of the group `summary` of the run files; names and units are the files' own.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/interval.hpp"
#include "models/run_folder.hpp"

namespace models {

struct Figure {
  std::string name, unit, long_name;
  bool operator==(const Figure&) const = default;
};

/// The headline figures of one scenario, by replication.
struct ScenarioFigures {
  std::string scenario;
  std::map<int, std::vector<double>> by_replication;  // in the order of Summary::figures
};

struct Summary {
  std::vector<Figure> figures;
  std::vector<ScenarioFigures> scenarios;
};

/// Reads the figures of finished runs.
Summary read_summary(const std::vector<sim::io::RunPath>& runs);

/// Mean and interval of a figure, and of its difference to another scenario by paired replications (nothing
/// where they share none).
Estimate mean_of(const ScenarioFigures& scenario, std::size_t figure);
std::optional<Estimate> paired_difference(const ScenarioFigures& scenario, const ScenarioFigures& baseline,
                                          std::size_t figure);

std::string table_of(const Summary& summary);
/// Words about a baseline whose access still drifts by more than a settled one may; nothing where it is settled.
std::string settling_note(const Summary& summary);

}  // namespace models
