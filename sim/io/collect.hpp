// Gathering the run files of a study into one file, with the axes scenario and replication in front.
#pragma once
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "sim/io/run_file.hpp"

namespace sim::io {

/// One run of a study.
struct RunPath {
  std::string scenario;
  int replication;  // from 1
  std::string path;
};

struct CollectLimits {
  /// Uncompressed size above which a study keeps sums instead of every replication (4 GB).
  std::size_t every_replication_below = std::size_t{4} * 1000 * 1000 * 1000;
  /// What is held in memory at once, or one array of one run where that is more.
  std::size_t memory = std::size_t{256} << 20;
  /// Groups that keep every replication whatever the size.
  std::set<std::string> always = {"summary", "programmes"};
  /// Groups that stay in the run files.
  std::set<std::string> left_out = {"practice_months", "outcomes", "trace"};
};

/// Writes `path` whole or not at all and returns its digest. Scenarios and replications keep the order in
/// which they first appear; the first scenario is the baseline. Every scenario must have the same
/// replications, and all runs the same groups, axes and arrays, else CorruptFile names the run that differs.
///
/// Above the limit an array X of the other groups becomes X_sum and X_sum_of_squares over the replications
/// and X_difference_sum and X_difference_sum_of_squares of the differences to the same replication of the
/// baseline, all [scenario, ...]. The attribute `gathered` says which ("every replication" or "sums"), the
/// attribute `replications` how many.
std::string collect(const std::string& path, const std::string& share, const std::vector<RunPath>& runs,
                    Attributes attributes, const CollectLimits& limits = {});

}  // namespace sim::io
