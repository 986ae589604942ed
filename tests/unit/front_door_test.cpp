#include "models/places/front_door.hpp"

#include <algorithm>
#include <set>

#include "tests/catch2.hpp"
#include "tests/statistics.hpp"

using namespace models;

namespace {

/// Practices 0 .. n - 1 with weights 1 .. n, then padding.
Choices choices(std::size_t n)
{
  Choices out;
  double sum = 0;
  for (std::size_t k = 0; k < n; ++k) sum += static_cast<double>(k + 1);
  for (std::size_t k = 0; k < choices_per_area; ++k) {
    out.practice[k] = k < n ? static_cast<std::uint16_t>(k) : no_practice;
    out.mean_without_car[k] = 0;
    out.mean[k] = k < n ? static_cast<float>(sum / static_cast<double>(k + 1)) : 0;
  }
  return out;
}

/// All of an order of preference.
using Order = std::array<std::uint16_t, choices_per_area>;
Order preference(const Choices& choices, const sim::Streams& streams, std::uint32_t person,
                 std::uint16_t ordinal)
{
  Preference preference{choices, true, streams, person, ordinal};
  Order order;
  for (std::uint16_t& practice : order) practice = preference.next();
  return order;
}

}  // namespace

TEST_CASE("front door: an order of preference holds every practice once, padding last", "[places]")
{
  const sim::Streams streams{21, 1};
  for (const std::size_t n : {1u, 3u, 16u})
    for (std::uint32_t who = 0; who < 100; ++who) {
      const Order order = preference(choices(n), streams, who, 1);
      CHECK(std::set<std::uint16_t>(order.begin(), order.begin() + static_cast<int>(n)).size() == n);
      CHECK(std::count(order.begin() + static_cast<int>(n), order.end(), no_practice) ==
            static_cast<int>(choices_per_area - n));
    }
}

TEST_CASE("front door: practices come first in proportion to their weights", "[places]")
{
  const sim::Streams streams{22, 1};
  constexpr std::size_t practices = 5, people = 30'000;
  std::array<std::size_t, practices> first{}, second_after_last{};
  std::size_t led_by_last = 0;
  for (std::uint32_t who = 0; who < people; ++who) {
    const Order order = preference(choices(practices), streams, who, 3);
    ++first[order[0]];
    if (order[0] == practices - 1) {
      ++led_by_last;
      ++second_after_last[order[1]];
    }
  }
  constexpr double all = 1 + 2 + 3 + 4 + 5;
  for (std::size_t k = 0; k < practices; ++k)
    CHECK(tests::share_agrees(first[k], people, static_cast<double>(k + 1) / all));
  // without replacement: the rest in proportion to what is left
  for (std::size_t k = 0; k + 1 < practices; ++k)
    CHECK(tests::share_agrees(second_after_last[k], led_by_last, static_cast<double>(k + 1) / (all - 5)));
}

TEST_CASE("front door: a practice that closes moves only those who would choose it", "[places]")
{
  const sim::Streams streams{23, 1};
  Choices before = choices(8), after = before;
  // padding where practice 3 was: the draws of the others are theirs
  after.practice[3] = no_practice;
  for (std::uint32_t who = 0; who < 500; ++who) {
    Order was = preference(before, streams, who, 1);
    const Order now = preference(after, streams, who, 1);
    const auto end = std::remove(was.begin(), was.end(), std::uint16_t{3});
    CHECK(std::equal(was.begin(), was.begin() + 7, now.begin()));
    CHECK(end == was.end() - 1);
  }
}

TEST_CASE("front door: another request is another order", "[places]")
{
  const sim::Streams streams{24, 1};
  int alike = 0;
  for (std::uint32_t who = 0; who < 200; ++who)
    alike += preference(choices(8), streams, who, 1) == preference(choices(8), streams, who, 2);
  CHECK(alike < 5);
}

TEST_CASE("front door: position and attempts travel in one byte of a letter", "[places]")
{
  for (int position = 0; position <= static_cast<int>(choices_per_area) + 1; ++position)
    for (int attempts = 0; attempts <= max_attempts; ++attempts) {
      const Tries there = Tries::unpack(Tries{position, attempts}.pack());
      CHECK(there.position == position);
      CHECK(there.attempts == attempts);
    }
}
