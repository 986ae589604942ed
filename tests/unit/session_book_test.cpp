#include "models/practices/session_book.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <random>
#include <utility>
#include <vector>

#include "tests/catch2.hpp"

using models::Purpose;
using models::SessionBooks;
using models::SessionTemplate;
using models::Slot;

namespace {

constexpr sim::Day start = 45000;
constexpr std::array<int, models::ordinary_purposes> release_days = {0, 14, 1};

/// Units 0-3 for urgent, 12-17 for new patients.
const SessionTemplate reserving{{0, std::uint64_t{0x3f} << 12, 0xf}};

/// What a book promises, written as plainly as can be.
class NaiveBook {
 public:
  NaiveBook(int sessions, std::map<std::pair<sim::Day, int>, bool> held)
      : sessions_{sessions}, held_numbers_{std::move(held)}
  {}
  struct Session {
    bool is_open = false, had_bookings = false;
    SessionTemplate shape;
    std::array<bool, models::units_per_session> taken{};
  };

  Session& at(sim::Day day, int session) { return sessions_of_[{day, session}]; }
  std::optional<Slot> find(sim::Day from, sim::Day last, int units, Purpose purpose, sim::Day today,
                           sim::Minute now)
  {
    for (sim::Day day = std::max(from, today); day <= std::min(last, today + models::ring_days - 2); ++day)
      for (int half = 0; half < 2; ++half)
        for (int session = half; session < sessions_; session += 2)
          for (int unit = 0; unit + units <= models::units_per_session; ++unit)
            if (fits(day, session, unit, units, purpose, today, now))
              return Slot{day, static_cast<std::uint8_t>(session), static_cast<std::uint8_t>(unit)};
    return std::nullopt;
  }
  models::SessionBooks::Minutes minutes(sim::Day day)
  {
    int offered = 0, used = 0;
    for (int session = 0; session < sessions_; ++session)
      for (const bool taken : at(day, session).taken) {
        used += taken ? models::minutes_per_unit : 0;
        offered += taken || at(day, session).is_open ? models::minutes_per_unit : 0;
      }
    return {offered, used};
  }
  double hold = 0;  // 0, 1 or the share for which the held sessions were given

 private:
  bool fits(sim::Day day, int session, int unit, int units, Purpose purpose, sim::Day today, sim::Minute now)
  {
    const Session& s = at(day, session);
    if (!s.is_open || hold == 1 || (hold > 0 && held_numbers_.at({day, session}))) return false;
    for (int u = unit; u < unit + units; ++u) {
      if (s.taken[static_cast<std::size_t>(u)]) return false;
      for (std::size_t other = 0; other < models::ordinary_purposes; ++other)
        if (other != static_cast<std::size_t>(purpose) && (s.shape.reserved[other] >> u & 1) != 0 &&
            day - today > release_days[other])
          return false;
    }
    const Slot slot{day, static_cast<std::uint8_t>(session), static_cast<std::uint8_t>(unit)};
    return day > today || models::minute_of_day(slot) > now;
  }

  int sessions_;
  std::map<std::pair<sim::Day, int>, bool> held_numbers_;
  std::map<std::pair<sim::Day, int>, Session> sessions_of_;
};

/// Which sessions a share holds, found by filling an open book of the same name.
std::map<std::pair<sim::Day, int>, bool> held_sessions(std::uint32_t name, int sessions, double share,
                                                       sim::Day last)
{
  std::map<std::pair<sim::Day, int>, bool> held;
  SessionBooks books{release_days};
  const auto book = books.add(sessions, name);
  books.hold(book, share);
  for (sim::Day day = start; day <= last; ++day) {
    for (int session = 0; session < sessions; ++session) {
      books.open(book, day, session, {});
      held[{day, session}] = true;
    }
    while (const auto slot = books.find(book, day, day, 1, Purpose::known, day, 0)) {
      held[{day, slot->session}] = false;
      books.close(book, day, slot->session);
    }
    books.turn(book, day);
  }
  return held;
}

// A book and a plain one, told the same at random, give the same answers.
void compare_with_plain_book(int operations)
{
  constexpr int sessions = 3, days_ahead = 200;
  constexpr double share = 0.4;
  constexpr std::uint32_t name = 77;
  std::mt19937_64 random{20240401};
  const auto below = [&random](int n) { return static_cast<int>(random() % static_cast<std::uint64_t>(n)); };

  NaiveBook naive{sessions, held_sessions(name, sessions, share, start + 2500)};
  SessionBooks books{release_days};
  books.add(2, 5);  // a neighbour, which must not be touched
  const auto book = books.add(sessions, name);
  struct Booking {
    Slot slot;
    int units;
  };
  std::vector<Booking> bookings;
  const auto open_day = [&](sim::Day day) {
    for (int session = 0; session < sessions; ++session) {
      if (day % 7 >= 5 || below(10) == 0) continue;
      const SessionTemplate shape = below(3) == 0 ? SessionTemplate{} : reserving;
      books.open(book, day, session, shape);
      naive.at(day, session) = {true, false, shape, {}};
    }
  };
  sim::Day today = start;
  sim::Minute now = 0;
  for (sim::Day day = today; day < today + days_ahead; ++day) open_day(day);

  int found = 0, failed = 0;
  for (int i = 0; i < operations; ++i) {
    const int what = below(100);
    if (what < 60) {
      const sim::Day from = today + below(what < 30 ? 3 : 100);
      const sim::Day last = from + below(90);
      const int units = 1 + below(what % 7 == 0 ? models::max_length : 9);
      const auto purpose = static_cast<Purpose>(below(models::ordinary_purposes));
      const auto expected = naive.find(from, last, units, purpose, today, now);
      const auto slot = books.find(book, from, last, units, purpose, today, now);
      REQUIRE(slot.has_value() == expected.has_value());
      ++(slot ? found : failed);
      if (!slot) continue;
      REQUIRE(slot->day == expected->day);
      REQUIRE(slot->session == expected->session);
      REQUIRE(slot->unit == expected->unit);
      books.take(book, *slot, units);
      auto& session = naive.at(slot->day, slot->session);
      session.had_bookings = true;
      for (int u = slot->unit; u < slot->unit + units; ++u) session.taken[static_cast<std::size_t>(u)] = true;
      bookings.push_back({*slot, units});
    } else if (what < 90 && !bookings.empty()) {
      const auto which = static_cast<std::size_t>(below(static_cast<int>(bookings.size())));
      const Booking gone = bookings[which];
      bookings[which] = bookings.back();
      bookings.pop_back();
      if (gone.slot.day < today) continue;
      books.release(book, gone.slot, gone.units, today);
      auto& session = naive.at(gone.slot.day, gone.slot.session);
      for (int u = gone.slot.unit; u < gone.slot.unit + gone.units; ++u)
        session.taken[static_cast<std::size_t>(u)] = false;
    } else if (what < 92) {
      const sim::Day day = today + below(days_ahead);
      const int session = below(sessions);
      books.close(book, day, session);
      naive.at(day, session).is_open = false;
    } else if (what < 93) {
      naive.hold = below(3) == 0 ? 1 : below(2) == 0 ? share : 0;
      books.hold(book, naive.hold);
    } else if (what < 98) {
      now = static_cast<sim::Minute>(below(1440));
    } else {
      now = 0;
      books.turn(book, today);
      open_day(today + days_ahead);
      ++today;
    }
    const sim::Day day = today + below(days_ahead);
    REQUIRE(books.minutes(book, day).offered == naive.minutes(day).offered);
    REQUIRE(books.minutes(book, day).used == naive.minutes(day).used);
  }
  CHECK(found > operations / 10);
  CHECK(failed > operations / 20);
}

}  // namespace

TEST_CASE("A session book does what a plain book does", "[session_book]") { compare_with_plain_book(2'000); }

TEST_CASE("A session book does what a plain book does, for long", "[session_book][heavy]")
{
  compare_with_plain_book(100'000);
}

TEST_CASE("A search of a full book looks at few sessions", "[session_book]")
{
  SessionBooks books{release_days};
  constexpr int sessions = 6, days = 180;
  const auto book = books.add(sessions);
  for (sim::Day day = start; day < start + days; ++day)
    if (day % 7 < 5)
      for (int session = 0; session < sessions; ++session) books.open(book, day, session, reserving);
  // fill the first 100 days, then let patients of mixed lengths look from tomorrow on, each giving up later
  std::mt19937_64 random{7};
  std::vector<std::pair<Slot, int>> bookings;
  const auto book_one = [&] {
    const int units = 2 + static_cast<int>(random() % 7);
    const auto slot = books.find(book, start + 1, start + days - 1, units, Purpose::known, start, 0);
    REQUIRE(slot);
    books.take(book, *slot, units);
    bookings.emplace_back(*slot, units);
    return slot->day;
  };
  while (book_one() < start + 100) {}
  constexpr int searches = 10'000;
  const auto before = books.words_read();
  for (int i = 0; i < searches; ++i) {
    book_one();
    const std::size_t which = random() % bookings.size();
    books.release(book, bookings[which].first, bookings[which].second, start);
    bookings[which] = bookings.back();
    bookings.pop_back();
  }
  const double each = static_cast<double>(books.words_read() - before) / searches;
  INFO("sessions read per search: " << each);
  CHECK(each < 20);  // three days of six; without bounds a search walks over 400
}

TEST_CASE("Reserved time opens to all on its release day", "[session_book]")
{
  SessionBooks books{release_days};
  const auto book = books.add(1);
  const sim::Day day = start + 30;
  SessionTemplate shape;
  shape.reserved[static_cast<std::size_t>(Purpose::fresh)] = ~std::uint64_t{0};
  books.open(book, day, 0, shape);
  const auto find = [&](Purpose purpose, sim::Day today) {
    return books.find(book, day, day, 4, purpose, today, 0).has_value();
  };
  CHECK_FALSE(find(Purpose::known, start));
  CHECK(find(Purpose::fresh, start));
  CHECK_FALSE(find(Purpose::known, day - 15));
  CHECK(find(Purpose::known, day - 14));
}

TEST_CASE("Held sessions grow with the share and are chosen by name", "[session_book]")
{
  constexpr int sessions = 4, days = 500;
  const auto some = held_sessions(1, sessions, 0.3, start + days);
  const auto more = held_sessions(1, sessions, 0.6, start + days);
  const auto other = held_sessions(2, sessions, 0.3, start + days);
  int held = 0, held_twice = 0;
  for (const auto& [key, is_held] : some) {
    held += is_held ? 1 : 0;
    held_twice += is_held && other.at(key) ? 1 : 0;
    if (is_held) CHECK(more.at(key));
  }
  // binomial bounds at five standard deviations: false alarm below 1e-6
  const double n = static_cast<double>(some.size());
  CHECK(held == Approx(0.3 * n).margin(5 * std::sqrt(n * 0.3 * 0.7)));
  CHECK(held_twice == Approx(0.09 * n).margin(5 * std::sqrt(n * 0.09 * 0.91)));
}

TEST_CASE("A book without sessions costs nothing and finds nothing", "[session_book]")
{
  SessionBooks books{release_days};
  const auto none = books.add(0);
  CHECK_FALSE(books.find(none, start, start + 100, 2, Purpose::urgent, start, 0));
  books.hold(none, 0.5);
  books.turn(none, start);
  CHECK(books.minutes(none, start).offered == 0);
  CHECK(books.bytes() < 200);
}

TEST_CASE("Today is searched after the present minute", "[session_book]")
{
  SessionBooks books{release_days};
  const auto book = books.add(2);
  books.open(book, start, 0, {});
  books.open(book, start, 1, {});
  const auto at = [&](sim::Minute now) {
    const auto slot = books.find(book, start, start, 4, Purpose::known, start, now);
    return slot ? static_cast<int>(models::minute_of_day(*slot)) : -1;
  };
  CHECK(at(0) == 540);
  CHECK(at(540) == 545);
  CHECK(at(544) == 545);
  CHECK(at(545) == 550);
  CHECK(at(725) == 730);
  CHECK(at(731) == 810);
  CHECK(at(1001) == -1);
  CHECK(at(0) == 540);
}
