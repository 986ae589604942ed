#include "sim/numeric.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/check.hpp"

namespace sim {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Eigen::Index as_index(std::size_t n) { return static_cast<Eigen::Index>(n); }

Eigen::Map<const Eigen::ArrayXd> as_array(std::span<const double> values)
{
  return {values.data(), as_index(values.size())};
}

/// |sum - target| / max(target, mean target), the largest; 0 where nothing is asked for and nothing is there.
double worst_of(const Eigen::ArrayXd& sums, const Eigen::Map<const Eigen::ArrayXd>& targets)
{
  if (targets.size() == 0) return 0;
  const double mean = targets.mean();
  const double floor = mean > 0 ? mean : 1;
  return ((sums - targets).abs() / targets.max(floor)).maxCoeff();
}

/// The factors that bring sums to targets; 1 where a sum is 0 (nothing can be scaled there).
Eigen::ArrayXd factors(const Eigen::ArrayXd& sums, const Eigen::Map<const Eigen::ArrayXd>& targets)
{
  return (sums > 0).select(targets / (sums > 0).select(sums, 1), 1);
}

}  // namespace

Raking::Raking(std::vector<std::size_t> shape, std::vector<std::vector<int>> margins)
{
  std::vector<std::size_t> stride(shape.size());
  for (std::size_t axis = shape.size(); axis-- > 0;) {
    stride[axis] = cells_;
    cells_ *= shape[axis];
  }
  for (const std::vector<int>& margin : margins) {
    std::size_t targets = 1;
    for (const int axis : margin) {
      REQUIRED(axis >= 0 && static_cast<std::size_t>(axis) < shape.size(),
               "a margin keeps an axis of the table");
      targets *= shape[static_cast<std::size_t>(axis)];
    }
    margin_cells_.push_back(targets);
    std::vector<std::uint32_t>& target_of = target_of_.emplace_back(cells_);
    for (std::size_t cell = 0; cell < cells_; ++cell) {
      std::size_t target = 0;
      for (const int axis : margin) {
        const auto a = static_cast<std::size_t>(axis);
        target = target * shape[a] + cell / stride[a] % shape[a];
      }
      target_of[cell] = static_cast<std::uint32_t>(target);
    }
  }
}

double Raking::worst_residual(std::span<const double> table,
                              std::span<const std::vector<double>> targets) const
{
  double worst = 0;
  for (std::size_t margin = 0; margin < target_of_.size(); ++margin) {
    Eigen::ArrayXd sums = Eigen::ArrayXd::Zero(as_index(margin_cells_[margin]));
    for (std::size_t cell = 0; cell < cells_; ++cell) sums[as_index(target_of_[margin][cell])] += table[cell];
    worst = std::max(worst, worst_of(sums, as_array(targets[margin])));
  }
  return worst;
}

RakeReport Raking::fit(std::span<double> table, std::span<const std::vector<double>> targets,
                       RakeLimits limits) const
{
  REQUIRED(table.size() == cells_, "the table has the shape that this raking was built for");
  REQUIRED(targets.size() == target_of_.size(), "there is one list of targets for each margin");
  RakeReport report;
  while (report.sweeps < limits.sweeps && !report.converged) {
    for (std::size_t margin = 0; margin < target_of_.size(); ++margin) {
      REQUIRED(targets[margin].size() == margin_cells_[margin],
               "a margin has one target for each of its cells");
      const std::vector<std::uint32_t>& target_of = target_of_[margin];
      Eigen::ArrayXd sums = Eigen::ArrayXd::Zero(as_index(margin_cells_[margin]));
      for (std::size_t cell = 0; cell < cells_; ++cell) sums[as_index(target_of[cell])] += table[cell];
      const Eigen::ArrayXd scale = factors(sums, as_array(targets[margin]));
      for (std::size_t cell = 0; cell < cells_; ++cell) table[cell] *= scale[as_index(target_of[cell])];
    }
    ++report.sweeps;
    report.worst_residual = worst_residual(table, targets);
    report.converged = report.worst_residual <= limits.tolerance;
  }
  return report;
}

RakeReport rake(std::span<double> matrix, std::span<const double> row_sums,
                std::span<const double> column_sums, RakeLimits limits)
{
  REQUIRED(matrix.size() == row_sums.size() * column_sums.size(), "a matrix is as large as its margins say");
  Eigen::Map<RowMajor> cells(matrix.data(), as_index(row_sums.size()), as_index(column_sums.size()));
  const auto rows = as_array(row_sums);
  const auto columns = as_array(column_sums);
  RakeReport report;
  while (report.sweeps < limits.sweeps && !report.converged) {
    cells.array().colwise() *= factors(cells.rowwise().sum().array(), rows);
    cells.array().rowwise() *= factors(cells.colwise().sum().transpose().array(), columns).transpose();
    ++report.sweeps;
    report.worst_residual = std::max(worst_of(cells.rowwise().sum().array(), rows),
                                     worst_of(cells.colwise().sum().transpose().array(), columns));
    report.converged = report.worst_residual <= limits.tolerance;
  }
  return report;
}

std::vector<std::int64_t> apportion(std::span<const double> weights, std::int64_t total)
{
  REQUIRED(total >= 0, "only a number of things that is not negative can be shared out");
  std::vector<std::int64_t> shares(weights.size(), 0);
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  if (!(sum > 0)) return shares;
  std::vector<double> remainders(weights.size());
  std::int64_t left = total;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double quota = static_cast<double>(total) * (weights[i] / sum);
    shares[i] = static_cast<std::int64_t>(quota);
    remainders[i] = quota - static_cast<double>(shares[i]);
    left -= shares[i];
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return remainders[a] != remainders[b] ? remainders[a] > remainders[b] : a < b;
  });
  // Rounding may leave one too many (left < 0): then the smallest remainder gives one back.
  for (std::size_t i = 0; left > 0; i = (i + 1) % order.size()) {
    if (!(weights[order[i]] > 0)) continue;
    ++shares[order[i]];
    --left;
  }
  for (std::size_t i = order.size(); left < 0; i = i == 0 ? order.size() : i) {
    if (shares[order[--i]] == 0) continue;
    --shares[order[i]];
    ++left;
  }
  return shares;
}

std::vector<double> least_squares(std::span<const double> matrix, std::span<const double> right_side,
                                  std::size_t unknowns)
{
  REQUIRED(matrix.size() == right_side.size() * unknowns, "a matrix has a row for each equation");
  const Eigen::Map<const RowMajor> a(matrix.data(), as_index(right_side.size()), as_index(unknowns));
  const Eigen::Map<const Eigen::VectorXd> b(right_side.data(), as_index(right_side.size()));
  const Eigen::VectorXd x = a.completeOrthogonalDecomposition().solve(b);
  return {x.begin(), x.end()};
}

}  // namespace sim
