// The runs of a study as a table, scenarios by replications, and the structure that they share.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sim/io/collect.hpp"
#include "sim/io/groups.hpp"

namespace sim::io {

struct RunTable {
  std::vector<std::string> scenarios;
  std::vector<std::int32_t> replications;
  std::map<std::pair<std::string, int>, std::string> paths;

  const std::string& path(std::size_t scenario, std::size_t replication) const
  {
    return paths.at({scenarios[scenario], replications[replication]});
  }
};

/// In the order in which they first appear; throws CorruptFile where a replication of a scenario is missing.
RunTable table_of(const std::vector<RunPath>& list);

/// The groups of all runs, without values and without those `left_out`; throws CorruptFile naming the first run
/// that has other groups, axes or arrays than the first.
std::vector<Group> common_groups(const RunTable& runs, const std::set<std::string>& left_out);

}  // namespace sim::io
