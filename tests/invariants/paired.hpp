// Two variants of a study on common random numbers: the difference of an outcome over 20 replications.
//
// `rises` asks for a mean difference above Student's quantile of 1e-6: a program without the effect passes with
// that chance. Effects are chosen so large (twice the quantile) that a correct program fails as rarely. Where
// replications differ too much for a mean, `always_rises` asks for the same sign 20 times (chance 2^-20).
#pragma once
#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "tests/catch2.hpp"
#include "tests/statistics.hpp"
#include "tests/tiny_run.hpp"

namespace tests {

using Outcome = std::function<double(const TinyRun&)>;

class Paired {
 public:
  Paired(const Sets& before, const Sets& after) : before_{before}, after_{after} {}
  /// after - before, by replication.
  std::vector<double> differences(const Outcome& outcome) const
  {
    std::vector<double> list;
    for (std::uint32_t r = 1; r <= replications; ++r)
      list.push_back(outcome(tiny_run(after_, r)) - outcome(tiny_run(before_, r)));
    return list;
  }
  Moments difference(const Outcome& outcome) const { return moments(differences(outcome)); }
  bool rises(const Outcome& outcome) const { return surely_positive(difference(outcome)); }
  bool falls(const Outcome& outcome) const
  {
    return surely_positive(difference([&](const TinyRun& run) { return -outcome(run); }));
  }
  bool always_rises(const Outcome& outcome) const
  {
    const auto list = differences(outcome);
    const auto least = *std::min_element(list.begin(), list.end());
    UNSCOPED_INFO("least difference " << least << ", mean " << moments(list).mean);
    return least > 0;
  }
  bool always_falls(const Outcome& outcome) const
  {
    return always_rises([&](const TinyRun& run) { return -outcome(run); });
  }

 private:
  static bool surely_positive(const Moments& d)
  {
    // moments() divides by n, Student's error by n - 1
    const double error = d.mean_error * std::sqrt(replications / (replications - 1.0));
    UNSCOPED_INFO("mean difference " << d.mean << ", standard error " << error);
    return d.mean > student_quantile * error && d.mean > 0;
  }
  static constexpr std::uint32_t replications = 20;
  static constexpr double student_quantile = 6.73;  // 19 degrees of freedom, 1e-6
  Sets before_, after_;
};

}  // namespace tests
