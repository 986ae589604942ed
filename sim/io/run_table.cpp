#include "sim/io/run_table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sim::io {

RunTable table_of(const std::vector<RunPath>& list)
{
  RunTable runs;
  for (const RunPath& run : list) {
    if (std::ranges::count(runs.scenarios, run.scenario) == 0) runs.scenarios.push_back(run.scenario);
    if (std::ranges::count(runs.replications, run.replication) == 0)
      runs.replications.push_back(run.replication);
    runs.paths[{run.scenario, run.replication}] = run.path;
  }
  for (const std::string& scenario : runs.scenarios) {
    for (const int replication : runs.replications) {
      if (runs.paths.contains({scenario, replication})) continue;
      throw CorruptFile{
          fmt::format("no run of scenario {}, replication {} is there to gather", scenario, replication)};
    }
  }
  return runs;
}

namespace {

bool same_axis(const Dimension& a, const Dimension& b)
{
  return a.name == b.name && a.coordinate == b.coordinate;
}

bool same_array(const Array& a, const Array& b)
{
  return a.name == b.name && a.dimensions == b.dimensions && a.values.index() == b.values.index();
}

/// What of a run differs from the first run, in words; empty where nothing does.
std::string difference(const std::vector<Group>& first, const std::vector<Group>& other)
{
  if (!std::ranges::equal(first, other, {}, &Group::name, &Group::name)) return "other groups";
  for (std::size_t g = 0; g < first.size(); ++g) {
    const Group &a = first[g], &b = other[g];
    if (!std::ranges::equal(a.arrays, b.arrays, same_array)) return "other variables in group " + a.name;
    if (a.dimensions.size() != b.dimensions.size()) return "other axes in group " + a.name;
    for (std::size_t d = 0; d < a.dimensions.size(); ++d) {
      if (!same_axis(a.dimensions[d], b.dimensions[d])) {
        return "another axis " + a.dimensions[d].name + " in group " + a.name;
      }
    }
  }
  return "";
}

std::vector<Group> gathered_groups(const std::string& path, const std::set<std::string>& left_out)
{
  std::vector<Group> groups = FileReader{path}.groups();
  std::erase_if(groups, [&](const Group& group) { return left_out.contains(group.name); });
  return groups;
}

}  // namespace

std::vector<Group> common_groups(const RunTable& runs, const std::set<std::string>& left_out)
{
  const std::string& first_path = runs.path(0, 0);
  std::vector<Group> first = gathered_groups(first_path, left_out);
  for (const auto& [run, path] : runs.paths) {
    const std::string differs = difference(first, gathered_groups(path, left_out));
    if (!differs.empty())
      throw CorruptFile{path + ": cannot be gathered, it has " + differs + " than " + first_path};
  }
  return first;
}

}  // namespace sim::io
