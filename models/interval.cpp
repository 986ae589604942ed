#include "models/interval.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace models {

Estimate estimate(std::span<const double> values)
{
  constexpr double upper = 0.975;  // of a two-sided 95 % interval
  Estimate result;
  result.values = values.size();
  const double n = static_cast<double>(values.size());
  for (const double value : values) result.mean += value / n;
  if (values.size() < 2) return result;
  double squares = 0;
  for (const double value : values) squares += (value - result.mean) * (value - result.mean);
  const double t = boost::math::quantile(boost::math::students_t{n - 1}, upper);
  result.half_width = t * std::sqrt(squares / (n - 1) / n);
  return result;
}

}  // namespace models
