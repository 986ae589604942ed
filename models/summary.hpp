// The headline figures of a run: the group `summary`, computed from the other groups.
#pragma once
#include <vector>

#include "sim/io/groups.hpp"
#include "sim/recorder.hpp"

namespace models {

/// The figure that tells whether a baseline has settled.
inline constexpr const char* drift_figure = "drift_seen_24m";

/// One scalar for each headline, with unit and meaning. Flows are over the reported months, stocks at the end.
sim::io::Group summarise(const std::vector<sim::io::Group>& groups);

/// The same figures without their values, for the reference of the result file.
std::vector<sim::io::Array> headlines(const sim::Layout& layout);

}  // namespace models
