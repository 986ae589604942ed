// The arithmetic of a scenario's programmes beside what documents say of them (bitewing check).
#pragma once
#include <string>
#include <vector>

#include "models/region.hpp"

namespace models {

/// A line for each quantity that a programme's settings come to in the reported time, then one for each [plan.NAME]: its
/// sum, what the document says, and whether they agree. Everything is worked out from the scenario's resolved settings.
std::vector<std::string> plan_in_words(const Scenario& scenario, const Geography& geography);

}  // namespace models
