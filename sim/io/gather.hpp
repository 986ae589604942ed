// From the tallies of all Places to the groups of a result file.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "sim/io/groups.hpp"
#include "sim/recorder.hpp"

namespace sim::io {

/// Who the tallies belong to.
struct OwnerNames {
  std::vector<std::string> places;
  std::vector<std::vector<std::string>> practices;  // [place][practice of that Place]
};

/// One group for each group name of the layout, in order of declaration, with its own coordinate variables.
/// Axes: [month, place, inner...], [year, place, inner...], [place, inner...] for what is counted once; of
/// practices [practice, year, inner...] and [month, practice, inner...]. `tallies` are in the order of
/// `names.places`.
std::vector<Group> gather(const Layout& layout, const ReportedTime& time,
                          std::span<const Tallies* const> tallies, const OwnerNames& names);

/// The names of a variable's axes, in the order of the file.
std::vector<std::string> axis_names(const Layout& layout, const Variable& variable);

}  // namespace sim::io
