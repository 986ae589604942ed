#include "sim/io/gather.hpp"

#include "tests/catch2.hpp"

using namespace sim;
using namespace sim::io;

namespace {

template <class T>
std::vector<T> numbers(const Array& array)
{
  return std::get<std::vector<T>>(array.values);
}

constexpr ReportedTime two_months{12 * 124 + 2, 2};  // March and April 2024: parts of two contract years

}  // namespace

TEST_CASE("gathered arrays have period, Place and inner axes in that order", "[gather]")
{
  Layout layout;
  const int age = layout.axis({"age_group", {"child", "adult"}, {}, "", "age"});
  const Counter asked = layout.declare(
      {"queues", "asked", "persons", "asked", Period::month, Owner::place, Cell::count, {age}});
  const Counter once = layout.declare(
      {"queues", "waiting_at_start", "persons", "waiting", Period::once, Owner::place, Cell::count, {age}});
  const Counter year =
      layout.declare({"waits", "completed", "persons", "waits", Period::year, Owner::place, Cell::sum, {}});
  Tallies first{layout, two_months, 0}, second{layout, two_months, 0};
  first.open_month(to_day(2024, 3, 1));
  second.open_month(to_day(2024, 3, 1));
  first.add(asked, 0, 1);
  second.add(asked, 1, 2);
  second.add(once, 1, 9);
  first.open_month(to_day(2024, 4, 1));
  first.add(asked, 1, 3);
  first.add_sum(year, 0, 4);

  const std::vector<const Tallies*> tallies{&first, &second};
  const std::vector<Group> groups = gather(layout, two_months, tallies, {{"North", "South"}, {{}, {}}});
  REQUIRE(groups.size() == 2);
  const Group& queues = groups[0];
  CHECK(queues.name == "queues");
  CHECK(queues.arrays[0].dimensions == std::vector<std::string>{"month", "place", "age_group"});
  CHECK(numbers<std::uint32_t>(queues.arrays[0]) == std::vector<std::uint32_t>{1, 0, 0, 2, 0, 3, 0, 0});
  CHECK(queues.arrays[1].dimensions == std::vector<std::string>{"place", "age_group"});
  CHECK(numbers<std::uint32_t>(queues.arrays[1]) == std::vector<std::uint32_t>{0, 0, 0, 9});
  CHECK(queues.dimensions.size() == 3);
  CHECK(std::get<std::vector<std::int32_t>>(queues.dimensions[0].coordinate) ==
        std::vector<std::int32_t>{19783, 19814});
  CHECK(groups[1].arrays[0].dimensions == std::vector<std::string>{"year", "place"});
  CHECK(numbers<std::int64_t>(groups[1].arrays[0]) == std::vector<std::int64_t>{0, 0, 4, 0});
  CHECK(std::get<std::vector<std::int32_t>>(groups[1].dimensions[0].coordinate) ==
        std::vector<std::int32_t>{2023, 2024});
}

TEST_CASE("practices stand in front of years and behind months", "[gather]")
{
  Layout layout;
  const int line = layout.axis({"line", {"uda", "fee"}, {}, "", "line"});
  const Counter uda =
      layout.declare({"practices", "uda", "0.01 UDA", "uda", Period::year, Owner::practice, Cell::sum, {}});
  const Counter paid = layout.declare(
      {"practice_months", "paid", "pence", "paid", Period::month, Owner::practice, Cell::sum, {line}});
  Tallies first{layout, two_months, 2}, second{layout, two_months, 1};
  first.open_month(to_day(2024, 3, 1));
  first.add_practice_sum(uda, 1, 0, 5);
  first.add_practice_sum(paid, 0, 1, 6);
  second.open_month(to_day(2024, 4, 1));
  second.add_practice_sum(uda, 0, 0, 7);
  second.add_practice_sum(paid, 0, 0, 8);

  const std::vector<const Tallies*> tallies{&first, &second};
  const auto groups = gather(layout, two_months, tallies, {{"North", "South"}, {{"A", "B"}, {"C"}}});
  const Array &by_year = groups[0].arrays[0], &by_month = groups[1].arrays[0];
  CHECK(by_year.dimensions == std::vector<std::string>{"practice", "year"});
  CHECK(numbers<std::int64_t>(by_year) == std::vector<std::int64_t>{0, 0, 5, 0, 0, 7});
  CHECK(by_month.dimensions == std::vector<std::string>{"month", "practice", "line"});
  CHECK(numbers<std::int64_t>(by_month) == std::vector<std::int64_t>{0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0});
  CHECK(std::get<std::vector<std::string>>(groups[1].dimensions[1].coordinate) ==
        std::vector<std::string>{"A", "B", "C"});
}
