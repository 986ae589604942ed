#include "sim/numeric.hpp"

#include <numeric>

#include "tests/catch2.hpp"

TEST_CASE("numeric: raking a matrix meets rows and columns and keeps the odds ratio")
{
  std::vector<double> cells{1, 2, 3, 4};
  const sim::RakeReport report = sim::rake(cells, std::vector<double>{40, 60}, std::vector<double>{30, 70});
  CHECK(report.converged);
  CHECK(cells[0] + cells[1] == Approx(40).epsilon(1e-8));
  CHECK(cells[0] + cells[2] == Approx(30).epsilon(1e-8));
  CHECK(cells[0] * cells[3] / (cells[1] * cells[2]) == Approx(1.0 * 4 / (2 * 3)));
}

TEST_CASE("numeric: raking over several axes meets every margin")
{
  const sim::Raking raking({2, 3, 4}, {{0, 1}, {2}, {1, 2}});
  REQUIRE(raking.cells() == 24);
  std::vector<double> truth(24);
  for (std::size_t i = 0; i < truth.size(); ++i) truth[i] = 1 + static_cast<double>(i * 7 % 11);
  std::vector<std::vector<double>> targets{std::vector<double>(6), std::vector<double>(4),
                                           std::vector<double>(12)};
  for (std::size_t a = 0; a < 2; ++a)
    for (std::size_t b = 0; b < 3; ++b)
      for (std::size_t c = 0; c < 4; ++c) {
        const double n = truth[(a * 3 + b) * 4 + c];
        targets[0][a * 3 + b] += n;
        targets[1][c] += n;
        targets[2][b * 4 + c] += n;
      }
  std::vector<double> table(24, 1.0);
  const sim::RakeReport report = raking.fit(table, targets);
  CHECK(report.converged);
  CHECK(report.worst_residual <= 1e-9);
  for (std::size_t b = 0; b < 3; ++b)
    for (std::size_t c = 0; c < 4; ++c)
      CHECK(table[b * 4 + c] + table[12 + b * 4 + c] == Approx(targets[2][b * 4 + c]).epsilon(1e-7));
}

TEST_CASE("numeric: both ways of raking a matrix agree")
{
  std::vector<double> first{5, 1, 2, 2, 7, 1}, second = first;
  const std::vector<double> rows{10, 20}, columns{12, 9, 9};
  CHECK(sim::rake(first, rows, columns).converged);
  CHECK(sim::Raking({2, 3}, {{0}, {1}}).fit(second, std::vector{rows, columns}).converged);
  for (std::size_t i = 0; i < first.size(); ++i) CHECK(first[i] == Approx(second[i]).epsilon(1e-7));
}

TEST_CASE("numeric: raking reports what cannot be met")
{
  SECTION("a target over empty cells")
  {
    std::vector<double> cells{0, 0, 1, 1};
    const sim::RakeReport report =
        sim::rake(cells, std::vector<double>{5, 5}, std::vector<double>{5, 5}, {1e-9, 50});
    CHECK_FALSE(report.converged);
    CHECK(report.worst_residual == Approx(1));
    CHECK(report.sweeps == 50);
  }
  SECTION("margins of different totals")
  {
    std::vector<double> cells{1, 1, 1, 1};
    CHECK_FALSE(sim::rake(cells, std::vector<double>{5, 5}, std::vector<double>{6, 6}, {1e-9, 50}).converged);
  }
  SECTION("a target of zero empties its cells")
  {
    std::vector<double> cells{1, 1, 1, 1};
    CHECK(sim::rake(cells, std::vector<double>{0, 10}, std::vector<double>{4, 6}).converged);
    CHECK(cells[0] == 0);
    CHECK(cells[3] == Approx(6));
  }
}

TEST_CASE("numeric: apportionment sums to the total and stays within one of the quota")
{
  CHECK(sim::apportion(std::vector<double>{1, 1, 1}, 10) == std::vector<std::int64_t>{4, 3, 3});
  CHECK(sim::apportion(std::vector<double>{0.5, 0, 0.25}, 3) == std::vector<std::int64_t>{2, 0, 1});
  CHECK(sim::apportion(std::vector<double>{0, 0}, 3) == std::vector<std::int64_t>{0, 0});
  CHECK(sim::apportion({}, 3).empty());
  std::vector<double> weights(97);
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = static_cast<double>(i * i % 13) / 7;
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (const std::int64_t total : {0L, 1L, 96L, 12345L, 58000000L}) {
    const std::vector<std::int64_t> shares = sim::apportion(weights, total);
    CHECK(std::accumulate(shares.begin(), shares.end(), std::int64_t{0}) == total);
    for (std::size_t i = 0; i < weights.size(); ++i)
      CHECK(std::abs(static_cast<double>(shares[i]) - static_cast<double>(total) * weights[i] / sum) <
            1 + 1e-6);
  }
}

TEST_CASE("numeric: least squares finds the line through exact points and the smallest of many solutions")
{
  const std::vector<double> line =
      sim::least_squares(std::vector<double>{1, 0, 1, 1, 1, 2}, std::vector<double>{3, 5, 7}, 2);
  CHECK(line[0] == Approx(3));
  CHECK(line[1] == Approx(2));
  const std::vector<double> smallest =
      sim::least_squares(std::vector<double>{1, 1}, std::vector<double>{4}, 2);
  CHECK(smallest[0] == Approx(2));
  CHECK(smallest[1] == Approx(2));
}
