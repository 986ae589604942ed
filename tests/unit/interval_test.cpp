#include "models/interval.hpp"

#include <array>

#include "tests/catch2.hpp"

TEST_CASE("interval: Student's t over replications", "[interval]")
{
  // mean 5, s = sqrt(10), n = 5, t(0.975, 4) = 2.7764451 (printed tables)
  const std::array values{1.0, 3.0, 5.0, 7.0, 9.0};
  const auto result = models::estimate(values);
  CHECK(result.mean == Approx(5));
  REQUIRE(result.half_width);
  CHECK(*result.half_width == Approx(2.7764451 * 3.1622777 / 2.2360680).epsilon(1e-6));
}

TEST_CASE("interval: one value has a mean and no interval", "[interval]")
{
  const std::array values{4.0};
  const auto result = models::estimate(values);
  CHECK(result.mean == 4);
  CHECK_FALSE(result.half_width);
}
