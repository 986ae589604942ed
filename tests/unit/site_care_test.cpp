#include "models/places/site_care.hpp"

#include <set>

#include "models/practices/working_days.hpp"
#include "tests/catch2.hpp"

using namespace models;

namespace {

const sim::Day from = sim::to_day(std::chrono::year{2024} / 4 / 1);

}  // namespace

TEST_CASE("site care: five a week is one on each working day, two at rest one on each other day", "[places]")
{
  for (sim::Day day = from; day < from + 366; ++day)
    for (const std::uint32_t key : {0u, 7u, 96u, 12345u}) {
      INFO(sim::to_string(day) << ", key " << key);
      CHECK(sessions_on({5, 0}, key, day) == (is_working_day(day) ? 1 : 0));
      CHECK(sessions_on({0, 2}, key, day) == (is_working_day(day) ? 0 : 1));
    }
}

TEST_CASE("site care: a fraction of a session is spread evenly, never more than the most on a day",
          "[places]")
{
  constexpr int weeks = 500;
  for (const double a_week : {0.3, 2.0, 7.5}) {
    const WeeklySessions weekly{a_week, 0};
    int sessions = 0, most = 0, holidays = 0;
    for (sim::Day day = from; day < from + 7 * weeks; ++day) {
      const int today = sessions_on(weekly, 31, day);
      sessions += today;
      most = std::max(most, today);
      holidays += is_bank_holiday(day) ? 1 : 0;
    }
    INFO(a_week << " a week");
    CHECK(sessions <= a_week * weeks + 1);
    CHECK(sessions >= a_week * weeks - holidays * (a_week / 5 + 1) - 1);
    CHECK(most <= weekly.most_on_a_day());
  }
  CHECK(sessions_on({5, 0}, 3, from + 3, 2) == 2);  // in a wave twice as many
}

TEST_CASE("site care: sessions of a day lie in mornings and afternoons by turns", "[places]")
{
  std::set<int> used;
  for (int k = 0; k < 6; ++k) used.insert(half_day(from, k));
  CHECK(used.size() == 6);
  CHECK(half_day(from, 0) % 2 != half_day(from, 1) % 2);
  CHECK(half_day(from, 0) % 2 != half_day(from + 1, 0) % 2);
}
