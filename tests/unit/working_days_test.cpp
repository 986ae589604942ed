#include "models/practices/working_days.hpp"

#include <set>

#include "tests/catch2.hpp"

using models::is_bank_holiday;
using sim::to_day;

TEST_CASE("working days: Easter Sundays", "[working_days]")
{
  // as the Book of Common Prayer's table has them
  CHECK(models::easter_sunday(2000) == to_day(2000, 4, 23));
  CHECK(models::easter_sunday(2008) == to_day(2008, 3, 23));
  CHECK(models::easter_sunday(2011) == to_day(2011, 4, 24));
  CHECK(models::easter_sunday(2024) == to_day(2024, 3, 31));
  CHECK(models::easter_sunday(2025) == to_day(2025, 4, 20));
  CHECK(models::easter_sunday(2038) == to_day(2038, 4, 25));
}

TEST_CASE("working days: the published bank holidays of 2020 to 2026", "[working_days]")
{
  // gov.uk/bank-holidays, England and Wales
  const std::set<sim::Day> published{
      to_day(2020, 1, 1),   to_day(2020, 4, 10),  to_day(2020, 4, 13),  to_day(2020, 5, 8),
      to_day(2020, 5, 25),  to_day(2020, 8, 31),  to_day(2020, 12, 25), to_day(2020, 12, 28),
      to_day(2021, 1, 1),   to_day(2021, 4, 2),   to_day(2021, 4, 5),   to_day(2021, 5, 3),
      to_day(2021, 5, 31),  to_day(2021, 8, 30),  to_day(2021, 12, 27), to_day(2021, 12, 28),
      to_day(2022, 1, 3),   to_day(2022, 4, 15),  to_day(2022, 4, 18),  to_day(2022, 5, 2),
      to_day(2022, 6, 2),   to_day(2022, 6, 3),   to_day(2022, 8, 29),  to_day(2022, 9, 19),
      to_day(2022, 12, 26), to_day(2022, 12, 27), to_day(2023, 1, 2),   to_day(2023, 4, 7),
      to_day(2023, 4, 10),  to_day(2023, 5, 1),   to_day(2023, 5, 8),   to_day(2023, 5, 29),
      to_day(2023, 8, 28),  to_day(2023, 12, 25), to_day(2023, 12, 26), to_day(2024, 1, 1),
      to_day(2024, 3, 29),  to_day(2024, 4, 1),   to_day(2024, 5, 6),   to_day(2024, 5, 27),
      to_day(2024, 8, 26),  to_day(2024, 12, 25), to_day(2024, 12, 26), to_day(2025, 1, 1),
      to_day(2025, 4, 18),  to_day(2025, 4, 21),  to_day(2025, 5, 5),   to_day(2025, 5, 26),
      to_day(2025, 8, 25),  to_day(2025, 12, 25), to_day(2025, 12, 26), to_day(2026, 1, 1),
      to_day(2026, 4, 3),   to_day(2026, 4, 6),   to_day(2026, 5, 4),   to_day(2026, 5, 25),
      to_day(2026, 8, 31),  to_day(2026, 12, 25), to_day(2026, 12, 28)};
  for (sim::Day day = to_day(2020, 1, 1); day < to_day(2027, 1, 1); ++day) {
    if (sim::weekday(day) >= 5) continue;
    INFO(sim::to_string(day));
    CHECK(is_bank_holiday(day) == (published.count(day) == 1));
    CHECK(models::is_working_day(day) != is_bank_holiday(day));
  }
}

TEST_CASE("working days: eight holidays a year, weekends apart", "[working_days]")
{
  CHECK(models::working_days(to_day(2024, 1, 1), to_day(2025, 1, 1)) == 262 - 8);
  CHECK(models::working_days(to_day(2030, 1, 1), to_day(2031, 1, 1)) == 261 - 8);
  CHECK_FALSE(models::is_working_day(to_day(2024, 6, 8)));
  CHECK_FALSE(models::is_working_day(to_day(2024, 6, 9)));
}
