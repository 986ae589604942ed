#include "sim/slabs.hpp"

#include <set>
#include <thread>

#include "sim/calendar.hpp"
#include "tests/catch2.hpp"

TEST_CASE("slabs: pieces do not overlap, and are used again")
{
  sim::Slabs slabs;
  std::set<std::byte*> pieces;
  for (int i = 0; i < 20; ++i) pieces.insert(slabs.take());
  CHECK(pieces.size() == 20);
  std::byte* before = nullptr;
  for (std::byte* piece : pieces) {
    CHECK((before == nullptr || piece - before >= static_cast<std::ptrdiff_t>(sim::Slabs::piece_bytes)));
    before = piece;
  }
  const std::size_t bytes = slabs.bytes();
  CHECK(bytes == 2 * sim::Slabs::huge_page);
  for (std::byte* piece : pieces) slabs.give_back(piece);
  for (int i = 0; i < 20; ++i) CHECK(pieces.count(slabs.take()) == 1);
  CHECK(slabs.bytes() == bytes);
}

TEST_CASE("slabs: calendars give back what they took", "[threads]")
{
  const auto slabs = std::make_shared<sim::Slabs>();
  const auto use = [&slabs] {
    sim::Calendar calendar(1000, 2000, slabs);
    for (std::uint32_t i = 0; i < 100000; ++i)
      calendar.add(1000 + static_cast<sim::Day>(i % 1000), {i, 0, 0, 5});
  };
  use();
  const std::size_t bytes = slabs->bytes();
  CHECK(bytes > 0);
  use();
  CHECK(slabs->bytes() == bytes);
  {
    const std::jthread beside(use);
    use();
  }
  CHECK(slabs->bytes() <= 2 * bytes);
}
