// The reference of the result file, as Markdown: outputs/README.md.
#pragma once
#include <span>
#include <string>

#include "sim/io/groups.hpp"
#include "sim/recorder.hpp"

namespace sim::io {

/// Every group, variable, axis and attribute of the files that this layout is written to, and how to open them.
/// `summary` are the headline figures (name, unit and long_name; values are not looked at).
std::string describe_results(const Layout& layout, std::span<const Array> summary = {});

}  // namespace sim::io
