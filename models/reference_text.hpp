// The reference as text: every parameter with its value, unit, range, meaning and source.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "sim/io/config_block.hpp"

namespace models {

/// All rows under the headings of their tables, for reading (Markdown).
std::string parameters_in_words(const std::vector<sim::io::ParameterRow>& rows);
/// "needs.recall.interval = 9 month  [U] assumed  (configs/x.toml:12:3)": only what has a value, one a line.
std::string values_in_words(const std::vector<sim::io::ParameterRow>& rows);
/// The rows of `other` whose values differ from those of `baseline`.
std::vector<sim::io::ParameterRow> changed_rows(const std::vector<sim::io::ParameterRow>& baseline,
                                                const std::vector<sim::io::ParameterRow>& other);

}  // namespace models
