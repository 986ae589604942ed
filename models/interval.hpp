// A mean over replications with its 95 % interval (Student's t).
#pragma once
#include <optional>
#include <span>

namespace models {

struct Estimate {
  double mean = 0;
  std::optional<double> half_width;  // of the 95 % interval; none from a single value
  std::size_t values = 0;
};

/// mean +- t(0.975, n - 1) s / sqrt(n), s with n - 1 in its divisor. `values` is not empty.
Estimate estimate(std::span<const double> values);

}  // namespace models
