#include "models/referrals/call_queue.hpp"

#include "tests/catch2.hpp"

using namespace models;

namespace {

// Friday 27 March 2026; Easter is 5 April, so 3 and 6 April are bank holidays
constexpr OpeningHours office{8 * 60, 22 * 60, 0, 0}, every_day{8 * 60, 22 * 60, 9 * 60, 12 * 60};
constexpr sim::Minute at(int day, int hour, int minute = 0)
{
  return sim::minute_of(sim::to_day(2026, 4, 1) + day - 1, static_cast<sim::Minute>(hour * 60 + minute));
}

}  // namespace

TEST_CASE("call queue: the first open minute is now, this morning, or on the next day that opens",
          "[referrals]")
{
  CHECK(office.first_open(at(1, 10)) == at(1, 10));    // Wednesday
  CHECK(office.first_open(at(1, 6)) == at(1, 8));      // before opening
  CHECK(office.first_open(at(1, 22)) == at(2, 8));     // closing time is closed
  CHECK(office.first_open(at(2, 23)) == at(7, 8));     // Good Friday to Easter Monday: shut
  CHECK(every_day.first_open(at(2, 23)) == at(3, 9));  // the hours of a rest day
  CHECK(every_day.first_open(at(3, 12)) == at(4, 9));
}

TEST_CASE("call queue: first come first served, and handlers take calls side by side", "[referrals]")
{
  CallQueue queue{2, every_day};
  constexpr double patient = 1e6;
  CHECK(queue.call(at(1, 10), patient, 30) == double(at(1, 10)));
  CHECK(queue.call(at(1, 10, 1), patient, 10) == double(at(1, 10, 1)));
  CHECK(queue.call(at(1, 10, 2), patient, 5) == double(at(1, 10, 11)));  // the second handler is free first
  CHECK(queue.call(at(1, 10, 3), patient, 5) == double(at(1, 10, 16)));
  CHECK(queue.call(at(1, 10, 40), patient, 5) == double(at(1, 10, 40)));
}

TEST_CASE("call queue: who hangs up takes no handler's time", "[referrals]")
{
  CallQueue queue{1, every_day};
  CHECK(queue.call(at(1, 10), 1, 60));
  CHECK_FALSE(queue.call(at(1, 10, 1), 20, 500));  // would wait 59 minutes
  CHECK(queue.call(at(1, 10, 2), 58, 5) == double(at(1, 11)));
}

TEST_CASE("call queue: a call at night is held until the morning, and patience counts from there",
          "[referrals]")
{
  CallQueue queue{1, every_day};
  CHECK(queue.call(at(1, 23), 5, 10) == double(at(2, 8)));
  CHECK(queue.call(at(1, 23, 30), 15, 10) == double(at(2, 8, 10)));
  CHECK_FALSE(queue.call(at(2, 2), 15, 10));
}

TEST_CASE("call queue: without handlers nobody is answered", "[referrals]")
{
  CallQueue queue{0, every_day};
  CHECK_FALSE(queue.call(at(1, 10), 1e9, 1));
}
