// Distributions: transforms of one uniform number, and samplers on a stream.
//
// A transform takes a lane of a block (u in (0, 1)) and rises or falls with it, so that scenarios that share
// the draw stay coupled; prefer it wherever one number decides. A sampler takes as many draws as it needs
// from a Stream of its own (Boost.Random's algorithms, whose numbers are the same with every compiler). This
// is the only door to Boost.Random.
#pragma once
#include <cmath>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "sim/stream.hpp"

namespace sim {

// ---- transforms of one uniform number

inline bool bernoulli(double u, double probability) { return u < probability; }
/// Falls with u.
inline double exponential(double u, double mean) { return -mean * std::log(u); }
/// 0 to n - 1, each alike (to 2^-32 n).
inline std::uint32_t uniform_below(std::uint32_t lane, std::uint32_t n)
{
  return static_cast<std::uint32_t>(std::uint64_t{lane} * n >> 32);
}
/// The standard normal quantile, to about 1e-15 relative (Wichura, AS 241, Applied Statistics 37, 1988).
double normal_quantile(double u);

/// A lognormal distribution: log X is normal with mean `location` and standard deviation `spread`.
struct Lognormal {
  double location = 0;
  double spread = 0;

  /// `cv`: standard deviation / mean.
  static Lognormal by_median(double median, double cv);
  static Lognormal by_mean(double mean, double cv);
  double at(double u) const { return std::exp(location + spread * normal_quantile(u)); }
  double draw(Stream& stream) const;
};
inline double lognormal(double u, double median, double cv) { return Lognormal::by_median(median, cv).at(u); }

/// The whole numbers (0 to 32767) of a rising function of u. Over most of (0, 1) they change seldom: there they
/// are looked up, and only where two meet in one stretch is the function called.
class Staircase {
 public:
  explicit Staircase(std::function<int(double)> rises);
  int at(double u) const
  {
    const int known = known_[static_cast<std::size_t>(u * stretches)];
    return known != unknown ? known : rises_(u);
  }

 private:
  static constexpr std::size_t stretches = 2048;
  static constexpr std::int16_t unknown = -1;
  std::function<int(double)> rises_;
  std::vector<std::int16_t> known_;
};

/// Chances in proportion to weights (not negative, not all zero).
class Discrete {
 public:
  explicit Discrete(std::span<const double> weights);
  std::size_t at(double u) const;
  std::size_t draw(Stream& stream) const;
  std::size_t size() const { return cumulative_.size(); }

 private:
  std::vector<double> cumulative_;
};

// ---- samplers

/// In (0, 1), of 53 bits.
double uniform(Stream& stream);
double exponential(Stream& stream, double mean);
double normal(Stream& stream, double mean, double standard_deviation);
/// Mean shape * scale.
double gamma(Stream& stream, double shape, double scale);
/// Mean a / (a + b).
double beta(Stream& stream, double a, double b);
std::uint32_t poisson(Stream& stream, double mean);
std::uint32_t binomial(Stream& stream, std::uint32_t trials, double probability);

}  // namespace sim
