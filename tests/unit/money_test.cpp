#include "models/finance/money.hpp"

#include <algorithm>

#include "tests/catch2.hpp"

using models::Pence;
using models::PerMille;
using models::Uda;

TEST_CASE("money: products are rounded half away from zero", "[money]")
{
  CHECK(models::rounded_ratio(1, 1, 2) == 1);
  CHECK(models::rounded_ratio(-1, 1, 2) == -1);
  CHECK(models::rounded_ratio(1, 1, 3) == 0);
  CHECK(models::rounded_ratio(5, 1, 3) == 2);
  CHECK(models::worth(Uda{358}, Pence{3200}) == Pence{11456});
  CHECK(models::worth(Uda{1}, Pence{3250}) == Pence{33});  // 32.5
  CHECK(models::worth(Uda{-1}, Pence{3250}) == Pence{-33});
}

TEST_CASE("money: instalments add up to the penny", "[money]")
{
  for (const std::int64_t total : {0LL, 1LL, 11LL, 12LL, 52'573'001LL, 1'000'000'007LL, -1LL, -100'003LL})
    for (const int parts : {1, 7, 12}) {
      std::int64_t sum = 0, least = models::instalment(total, 0, parts), most = least;
      for (int k = 0; k < parts; ++k) {
        const std::int64_t part = models::instalment(total, k, parts);
        sum += part;
        least = std::min(least, part);
        most = std::max(most, part);
      }
      CHECK(sum == total);
      CHECK(most - least <= 1);
    }
}

TEST_CASE("money: parts in thousandths are exact", "[money]")
{
  CHECK(models::per_mille(96) == PerMille{960});
  CHECK(models::per_mille(0.25) == PerMille{3});
  CHECK(models::per_mille(-10) == PerMille{-100});
  CHECK(models::part_of(Uda{1'642'900}, PerMille{1020}) == Uda{1'675'758});
  CHECK(models::part_of(Pence{5}, PerMille{100}) == Pence{1});  // 0.5
}
