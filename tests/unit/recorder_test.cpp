#include "sim/recorder.hpp"

#include <utility>

#include "tests/catch2.hpp"

using namespace sim;

namespace {

/// Two axes, one variable of each kind.
struct Sample {
  Layout layout;
  Counter asked, money, visits, paid, at_start;
  Sample()
  {
    const int age = layout.axis({"age_group", {"child", "adult"}, {}, "", "age"});
    const int service = layout.axis({"service", {"a", "b", "c"}, {}, "", "service"});
    asked = layout.declare(
        {"queues", "asked", "persons", "asked", Period::month, Owner::place, Cell::count, {age, service}});
    money = layout.declare({"finance", "paid", "pence", "paid", Period::month, Owner::place, Cell::sum, {}});
    visits = layout.declare(
        {"practices", "visits", "visits", "visits", Period::year, Owner::practice, Cell::count, {age}});
    paid =
        layout.declare({"practices", "paid", "pence", "paid", Period::month, Owner::practice, Cell::sum, {}});
    at_start = layout.declare({"queues",
                               "waiting_at_start",
                               "persons",
                               "waiting",
                               Period::once,
                               Owner::place,
                               Cell::count,
                               {service}});
  }
};

constexpr ReportedTime four_months{12 * 124 + 1, 4};  // February to May 2024: parts of two contract years

}  // namespace

TEST_CASE("an axis is declared once and found again", "[recorder]")
{
  Layout layout;
  const Axis age{"age_group", {"child", "adult"}, {}, "", "age"};
  CHECK(layout.axis(age) == 0);
  CHECK(layout.axis({"bin", {}, {0, 1, 2}, "day", "upper edge"}) == 1);
  CHECK(layout.axis(age) == 0);
  CHECK(layout.axes().size() == 2);
}

TEST_CASE("variables of a frame lie one behind the other", "[recorder]")
{
  Layout layout;
  const int age = layout.axis({"age_group", {"child", "adult"}, {}, "", "age"});
  const Counter first =
      layout.declare({"g", "first", "", "", Period::month, Owner::place, Cell::count, {age}});
  const Counter other = layout.declare({"g", "year", "", "", Period::year, Owner::place, Cell::count, {age}});
  const Counter second =
      layout.declare({"g", "second", "", "", Period::month, Owner::place, Cell::count, {}});
  CHECK(first.offset == 0);
  CHECK(other.offset == 0);
  CHECK(second.offset == 2);
  CHECK(layout.frame(Period::month, Owner::place, Cell::count) == 3);
  CHECK(layout.frame(Period::month, Owner::place, Cell::sum) == 0);
  CHECK(layout.counter("g", "second").offset == 2);
}

TEST_CASE("part contract years count", "[recorder]")
{
  CHECK(four_months.first_year() == 2023);
  CHECK(four_months.years() == 2);
  const ReportedTime whole{month_index(to_day(2024, 4, 1)), 24};
  CHECK(whole.first_year() == 2024);
  CHECK(whole.years() == 2);
}

TEST_CASE("additions go to the running month and year", "[recorder]")
{
  const Sample sample;
  Tallies tallies{sample.layout, four_months, 2};
  tallies.open_month(to_day(2024, 2, 1));
  CHECK(tallies.reporting());
  tallies.add(sample.asked, 1 * 3 + 2);
  tallies.add_practice(sample.visits, 1, 0, 5);
  tallies.add_sum(sample.money, 0, -7);
  tallies.open_month(to_day(2024, 4, 30));
  tallies.add(sample.asked, 1 * 3 + 2, 3);
  tallies.add(sample.asked, 0);
  tallies.add_practice(sample.visits, 1, 1, 2);
  tallies.add_practice_sum(sample.paid, 0, 0, 1'000'000'000'000);

  CHECK(tallies.counts(sample.asked) ==
        std::vector<std::uint32_t>{0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0});
  CHECK(tallies.sums(sample.money) == std::vector<std::int64_t>{-7, 0, 0, 0});
  CHECK(tallies.counts(sample.visits) == std::vector<std::uint32_t>{0, 0, 0, 0, 5, 0, 0, 2});
  CHECK(tallies.sums(sample.paid) == std::vector<std::int64_t>{0, 0, 1'000'000'000'000, 0, 0, 0, 0, 0});
}

TEST_CASE("what is counted in the warm-up or after the end is thrown away", "[recorder]")
{
  const Sample sample;
  Tallies tallies{sample.layout, four_months, 1};
  const auto count_all = [&] {
    tallies.add(sample.asked, 0);
    tallies.add_sum(sample.money, 0, 1);
    tallies.add_practice(sample.visits, 0, 0);
  };
  count_all();
  tallies.open_month(to_day(2024, 1, 31));  // the contract year of the first month, but before it
  CHECK_FALSE(tallies.reporting());
  count_all();
  tallies.add(sample.at_start, 1, 9);  // what is counted once is kept whenever it is counted
  tallies.open_month(to_day(2024, 6, 1));
  CHECK_FALSE(tallies.reporting());
  count_all();
  CHECK(tallies.counts(sample.asked) == std::vector<std::uint32_t>(4 * 6));
  CHECK(tallies.sums(sample.money) == std::vector<std::int64_t>(4));
  CHECK(tallies.counts(sample.visits) == std::vector<std::uint32_t>(2 * 2));
  CHECK(tallies.counts(sample.at_start) == std::vector<std::uint32_t>{0, 9, 0});
}

TEST_CASE("tallies can be moved while they run", "[recorder]")
{
  const Sample sample;
  Tallies first{sample.layout, four_months, 1};
  first.open_month(to_day(2024, 3, 1));
  first.add(sample.asked, 0);
  Tallies second{std::move(first)};
  second.add(sample.asked, 0);
  CHECK(second.counts(sample.asked)[6] == 2);
  CHECK(second.bytes() > 0);
}
