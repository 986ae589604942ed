#include "models/summary_figures.hpp"

#include <cmath>

#include "tests/catch2.hpp"

TEST_CASE("summary figures: the Gini coefficient of known values", "[summary]")
{
  CHECK(models::gini({3, 3, 3}) == Approx(0).margin(1e-12));
  CHECK(models::gini({0, 0, 0, 8}) == Approx(0.75));  // one of four has all
  CHECK(models::gini({1, 2, 3, 4}) == Approx(0.25));
  CHECK(models::gini({4, 1, 3, 2}) == Approx(0.25));
  CHECK(std::isnan(models::gini({})));
}
