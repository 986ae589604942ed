// Small linear algebra for building inputs: raking, apportionment, least squares. The only door to Eigen.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sim {

/// When raking stops: at the first sweep whose worst relative residual is at most `tolerance`.
struct RakeLimits {
  double tolerance = 1e-9;
  int sweeps = 1000;
};

/// How raking ended. The residual of a target is |sum - target| / max(target, mean target of its margin); the
/// worst is over all margins, so margins that contradict each other show here.
struct RakeReport {
  int sweeps = 0;
  double worst_residual = 0;
  bool converged = false;
};

/// Iterative proportional fitting (Deming and Stephan, 1940) of tables of one shape to margins over given
/// axes. Built once, used for many tables, by several threads at once.
class Raking {
 public:
  /// `shape`: cells along each axis, outermost first. `margins`: each lists the axes that its targets keep,
  /// in the order in which they lie (row-major).
  Raking(std::vector<std::size_t> shape, std::vector<std::vector<int>> margins);

  std::size_t cells() const { return cells_; }
  std::size_t targets(std::size_t margin) const { return margin_cells_[margin]; }

  /// Scales `table` (row-major, not negative) until each margin's sums equal its targets (not negative).
  /// Cells that are 0 stay 0. A target above 0 over cells that are all 0 cannot be met: it stays in the
  /// residual.
  RakeReport fit(std::span<double> table, std::span<const std::vector<double>> targets,
                 RakeLimits limits = {}) const;

 private:
  double worst_residual(std::span<const double> table, std::span<const std::vector<double>> targets) const;

  std::size_t cells_ = 1;
  std::vector<std::size_t> margin_cells_;
  std::vector<std::vector<std::uint32_t>> target_of_;  // [margin][cell]
};

/// Raking of a matrix (row-major) to its row sums and its column sums.
RakeReport rake(std::span<double> matrix, std::span<const double> row_sums,
                std::span<const double> column_sums, RakeLimits limits = {});

/// `total` whole things shared out in proportion to `weights` (largest remainder; of equal remainders the
/// first wins). Sums to `total`; all zero where every weight is zero.
std::vector<std::int64_t> apportion(std::span<const double> weights, std::int64_t total);

/// x that minimises |A x - b|, of smallest norm where there are many. `matrix` is row-major, rows x unknowns.
std::vector<double> least_squares(std::span<const double> matrix, std::span<const double> right_side,
                                  std::size_t unknowns);

}  // namespace sim
