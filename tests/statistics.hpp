// Intervals of statistical tests. Seeds are fixed, so a test gives the same answer every time; the
// false-alarm rate is the chance that a correct program fails for a seed taken at random.
#pragma once
#include <cmath>
#include <span>

namespace tests {

/// |Z| is above this with chance 1e-6.
inline constexpr double one_in_a_million = 4.8916385;

struct Moments {
  std::size_t n = 0;
  double mean = 0, variance = 0;
  double mean_error = 0;      // standard error of the mean
  double variance_error = 0;  // standard error of the variance, by the fourth moment

  bool mean_agrees(double truth) const { return std::abs(mean - truth) <= one_in_a_million * mean_error; }
  bool variance_agrees(double truth) const
  {
    return std::abs(variance - truth) <= one_in_a_million * variance_error;
  }
};

inline Moments moments(std::span<const double> sample)
{
  Moments result;
  result.n = sample.size();
  const auto n = static_cast<double>(sample.size());
  for (const double x : sample) result.mean += x / n;
  double fourth = 0;
  for (const double x : sample) {
    const double square = (x - result.mean) * (x - result.mean);
    result.variance += square / n;
    fourth += square * square / n;
  }
  result.mean_error = std::sqrt(result.variance / n);
  result.variance_error = std::sqrt((fourth - result.variance * result.variance) / n);
  return result;
}

/// Whether `hits` of `n` agree with a chance p (normal interval; n p and n (1 - p) above a hundred).
inline bool share_agrees(std::size_t hits, std::size_t n, double p)
{
  const auto trials = static_cast<double>(n);
  return std::abs(static_cast<double>(hits) - trials * p) <=
         one_in_a_million * std::sqrt(trials * p * (1 - p));
}

}  // namespace tests
