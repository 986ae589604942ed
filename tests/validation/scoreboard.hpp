// Figures of a run beside published ones, each with the band in which it may lie.
#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "tests/tiny_run.hpp"

namespace tests {

/// One figure of the scoreboard. `low` to `high` is the band of what is published; a known deviation has a band
/// of its own around where the model lies, and its reason.
struct Published {
  std::string name;
  double low, high;
  std::string source;
};
struct Deviation {
  std::string name;
  double low, high;
  std::string reason;
};

inline constexpr std::size_t child_ages = 5;  // of the eight age groups

/// Per cent of residents at the end, with the cells that `keep` wants of {month, place, age group, deprivation}.
inline double seen_percent(const TinyRun& run, const std::string& name,
                           const std::function<bool(std::size_t age, std::size_t deprivation)>& keep)
{
  const auto stock = [&](const std::string& variable) {
    const Cube cube = run.cube("population", variable);
    return static_cast<double>(cube.sum(
        [&](const std::vector<std::size_t>& i) { return i[0] + 1 == cube.extent(0) && keep(i[2], i[3]); }));
  };
  return 100 * stock(name) / stock("persons");
}

/// Children seen in 12 months of an age group.
inline double children_seen(const TinyRun& run, std::size_t age)
{
  return seen_percent(run, "seen_12m", [&](std::size_t a, std::size_t) { return a == age; });
}

/// Children seen in 12 months, then adults in 24, of each deprivation class, the most deprived first.
inline std::vector<double> access_by_deprivation(const TinyRun& run)
{
  constexpr std::size_t classes = 5;
  std::vector<double> out;
  for (const bool children : {true, false})
    for (std::size_t c = 0; c < classes; ++c)
      out.push_back(seen_percent(
          run, children ? "seen_12m" : "seen_24m",
          [&](std::size_t age, std::size_t d) { return d == c && (age < child_ages) == children; }));
  return out;
}

/// Share of adults' or children's courses in a band, per cent; bands 2a to 2c are indices 1 to 3.
inline double band_percent(const TinyRun& run, std::size_t who, const std::vector<std::size_t>& bands)
{
  const Cube courses = run.cube("activity", "courses_of_treatment");
  std::int64_t wanted = 0, all = 0;
  courses.each([&](const std::vector<std::size_t>& i, std::int64_t count) {
    if (i[3] != who) return;
    all += count;
    for (const std::size_t band : bands) wanted += i[2] == band ? count : 0;
  });
  return 100.0 * static_cast<double>(wanted) / static_cast<double>(all);
}

}  // namespace tests
