#include "sim/distributions.hpp"

#include <algorithm>
#include <array>
#include <boost/random/beta_distribution.hpp>
#include <boost/random/binomial_distribution.hpp>
#include <boost/random/exponential_distribution.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>

#include "sim/check.hpp"

namespace sim {
namespace {

/// A ratio of two polynomials of degree seven, lowest power first.
struct Ratio {
  std::array<double, 8> over, under;
  double operator()(double x) const { return value(over, x) / value(under, x); }
  static double value(const std::array<double, 8>& coefficients, double x)
  {
    double sum = 0;
    for (std::size_t i = coefficients.size(); i-- > 0;) sum = sum * x + coefficients[i];
    return sum;
  }
};

// Coefficients and limits of PPND16 in AS 241.
constexpr Ratio middle{
    {3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
     4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3},
    {1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
     2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3}};
constexpr Ratio tail{{1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
                      3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
                      2.27238449892691845833e-2, 7.74545014278341407640e-4},
                     {1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
                      1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
                      1.05075007164441684324e-9}};
constexpr Ratio far_tail{{6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
                          2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                          2.71155556874348757815e-5, 2.01033439929228813265e-7},
                         {1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1,
                          1.48753612908506148525e-2, 7.86869131145613259100e-4, 1.84631831751005468180e-5,
                          1.42151175831644588870e-7, 2.04426310338993978564e-15}};
constexpr double half_of_middle = 0.425, square_of_it = 0.180625;
constexpr double tail_from = 1.6, far_tail_from = 5.0;

double spread_of(double cv) { return std::sqrt(std::log1p(cv * cv)); }

}  // namespace

double normal_quantile(double u)
{
  ASSUMED(u > 0 && u < 1, "a uniform number lies inside (0, 1)");
  const double q = u - 0.5;
  if (std::abs(q) <= half_of_middle) return q * middle(square_of_it - q * q);
  const double r = std::sqrt(-std::log(q < 0 ? u : 1 - u));
  const double x = r <= far_tail_from ? tail(r - tail_from) : far_tail(r - far_tail_from);
  return q < 0 ? -x : x;
}

Lognormal Lognormal::by_median(double median, double cv) { return {std::log(median), spread_of(cv)}; }

// The mean of a lognormal is exp(location + spread^2 / 2).
Lognormal Lognormal::by_mean(double mean, double cv)
{
  const double spread = spread_of(cv);
  return {std::log(mean) - spread * spread / 2, spread};
}

Staircase::Staircase(std::function<int(double)> rises) : rises_{std::move(rises)}, known_(stretches, unknown)
{
  // not the first and the last stretch: a function may have no value at 0 and 1
  for (std::size_t k = 1; k + 1 < stretches; ++k) {
    const int from = rises_(static_cast<double>(k) / stretches);
    if (from == rises_(static_cast<double>(k + 1) / stretches) && from <= INT16_MAX)
      known_[k] = static_cast<std::int16_t>(from);
  }
}

double Lognormal::draw(Stream& stream) const { return std::exp(normal(stream, location, spread)); }

Discrete::Discrete(std::span<const double> weights)
{
  double sum = 0;
  for (const double weight : weights) {
    REQUIRED(weight >= 0, "weights are not negative");
    cumulative_.push_back(sum += weight);
  }
  REQUIRED(sum > 0, "some weight is above zero");
}

std::size_t Discrete::at(double u) const
{
  const auto above = std::upper_bound(cumulative_.begin(), cumulative_.end(), u * cumulative_.back());
  if (above != cumulative_.end()) return static_cast<std::size_t>(above - cumulative_.begin());
  // u * sum may round up to the sum: then the last thing that has any weight.
  return static_cast<std::size_t>(
      std::lower_bound(cumulative_.begin(), cumulative_.end(), cumulative_.back()) - cumulative_.begin());
}

std::size_t Discrete::draw(Stream& stream) const { return at(uniform(stream)); }

double uniform(Stream& stream)
{
  constexpr int spare_bits = 11;  // 64 - 53
  return (static_cast<double>(stream() >> spare_bits) + 0.5) * 0x1p-53;
}

double exponential(Stream& stream, double mean)
{
  return boost::random::exponential_distribution<double>{1 / mean}(stream);
}

double normal(Stream& stream, double mean, double standard_deviation)
{
  return boost::random::normal_distribution<double>{mean, standard_deviation}(stream);
}

double gamma(Stream& stream, double shape, double scale)
{
  return boost::random::gamma_distribution<double>{shape, scale}(stream);
}

double beta(Stream& stream, double a, double b)
{
  return boost::random::beta_distribution<double>{a, b}(stream);
}

std::uint32_t poisson(Stream& stream, double mean)
{
  if (!(mean > 0)) return 0;
  return boost::random::poisson_distribution<std::uint32_t, double>{mean}(stream);
}

std::uint32_t binomial(Stream& stream, std::uint32_t trials, double probability)
{
  const int n = static_cast<int>(trials);
  return static_cast<std::uint32_t>(
      boost::random::binomial_distribution<int, double>{n, probability}(stream));
}

}  // namespace sim
