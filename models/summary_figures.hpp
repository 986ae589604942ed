// What headline figures are worked out from: variables of a result as numbers, and the Gini coefficient.
#pragma once
#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "sim/io/gather.hpp"
#include "sim/io/groups.hpp"

namespace models {

/// A variable as numbers, with its extents.
class Figures {
 public:
  Figures(const std::vector<sim::io::Group>& groups, const char* group, const char* name)
  {
    const auto at =
        std::find_if(groups.begin(), groups.end(), [&](const sim::io::Group& g) { return g.name == group; });
    const sim::io::Array& array = sim::io::find_array(groups, group, name);
    shape_ = sim::io::shape(*at, array);
    std::visit(
        [&](const auto& values) {
          if constexpr (!std::is_same_v<std::decay_t<decltype(values)>, std::vector<std::string>>)
            values_.assign(values.begin(), values.end());
        },
        array.values);
  }
  static constexpr std::size_t most_axes = 6;
  using Index = std::array<std::size_t, most_axes>;
  /// Calls visit(index, value) for every cell that is not zero.
  template <class Visit>
  void each(Visit&& visit) const
  {
    Index index{};
    for (const double value : values_) {
      if (value != 0) visit(index, value);
      for (std::size_t axis = shape_.size(); axis-- > 0;) {
        if (++index[axis] < shape_[axis]) break;
        index[axis] = 0;
      }
    }
  }
  double sum() const { return std::accumulate(values_.begin(), values_.end(), 0.0); }
  /// Sum over the cells whose index `keep` wants.
  template <class Keep>
  double sum(Keep&& keep) const
  {
    double total = 0;
    each([&](const Index& index, double value) { total += keep(index) ? value : 0; });
    return total;
  }
  std::size_t extent(std::size_t axis) const { return shape_[axis]; }

 private:
  std::vector<std::size_t> shape_;
  std::vector<double> values_;
};

/// How unevenly values that are not negative are spread: 0 = all the same, towards 1 = one has all. With values in
/// ascending order 2 sum(k x_k) / (n sum(x)) - (n + 1) / n, k from 1; not a number where there is nothing to spread.
inline double gini(std::vector<double> values)
{
  std::sort(values.begin(), values.end());
  double sum = 0, ranked = 0;
  for (std::size_t k = 0; k < values.size(); ++k) {
    sum += values[k];
    ranked += static_cast<double>(k + 1) * values[k];
  }
  const auto n = static_cast<double>(values.size());
  return sum > 0 ? (2 * ranked - (n + 1) * sum) / (n * sum) : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace models
