#include <array>
#include <vector>

#include "models/practices/session_book.hpp"
#include "tests/catch2.hpp"

using models::Purpose;
using models::SessionBooks;
using models::Slot;

namespace {

constexpr sim::Day today = 45000, day = 45010;
constexpr int sessions = 200;

struct Book {
  SessionBooks books{{-1, -1, -1}};
  SessionBooks::Book book = books.add(sessions, 5);
  Book()
  {
    for (int session = 0; session < sessions; ++session)
      for (sim::Day one = day; one <= day + 1; ++one) books.open(book, one, session, {});
  }
  std::optional<Slot> find(Purpose purpose) { return books.find(book, day, day, 6, purpose, today, 0); }
  /// Sessions that take bookings of a purpose.
  std::vector<bool> open(Purpose purpose) const
  {
    std::vector<bool> found;
    for (int session = 0; session < sessions; ++session)
      found.push_back(!books.is_shut(book, {day, static_cast<std::uint8_t>(session), 0}, purpose));
    return found;
  }
};

std::size_t count(const std::vector<bool>& open)
{
  std::size_t n = 0;
  for (const bool one : open) n += one ? 1 : 0;
  return n;
}

}  // namespace

TEST_CASE("ration: the share of sessions asked for, the same for every larger share", "[session_book]")
{
  Book some;
  CHECK(count(some.open(Purpose::known)) == sessions);
  some.books.ration(day, {0.3, 0.3, 0.7});
  const auto few = some.open(Purpose::known), urgent = some.open(Purpose::urgent);
  CHECK(some.open(Purpose::fresh) == few);
  // five standard deviations of 200 draws
  CHECK(static_cast<double>(count(few)) == Approx(60).margin(33));
  CHECK(static_cast<double>(count(urgent)) == Approx(140).margin(33));
  for (std::size_t session = 0; session < few.size(); ++session) CHECK((!few[session] || urgent[session]));
  some.books.ration(day, {1, 1, 1});
  CHECK(count(some.open(Purpose::known)) == sessions);
  // another day is not touched
  some.books.ration(day, {0, 0, 0});
  CHECK(some.books.is_shut(some.book, {day, 0, 0}, Purpose::known));
  CHECK_FALSE(some.books.is_shut(some.book, {day + 1, 0, 0}, Purpose::known));
}

TEST_CASE("ration: a search finds only open sessions, and finds again what is given back", "[session_book]")
{
  Book some;
  some.books.ration(day, {0, 0, 0.5});
  CHECK_FALSE(some.find(Purpose::known));
  const auto urgent = some.find(Purpose::urgent);
  REQUIRE(urgent);
  CHECK_FALSE(some.books.is_shut(some.book, *urgent, Purpose::urgent));
  CHECK(some.books.is_shut(some.book, *urgent, Purpose::known));
  some.books.ration(day, {0.5, 0.5, 0.5});
  CHECK(some.find(Purpose::known));
}

TEST_CASE("ration: what is booked stays until its session is closed, and then is told", "[session_book]")
{
  Book some;
  const auto before = some.find(Purpose::known);
  REQUIRE(before);
  some.books.take(some.book, *before, 6);
  some.books.ration(day, {0, 0, 0});
  CHECK(some.books.is_shut(some.book, *before, Purpose::known));
  const auto shut = some.books.close_shut(some.book, day);
  CHECK(shut.sessions == sessions);
  CHECK(shut.booked_units == 6);
  CHECK(some.books.minutes(some.book, day).offered == 6 * models::minutes_per_unit);
  CHECK(some.books.close_shut(some.book, day).sessions == 0);  // once
  some.books.release(some.book, *before, 6, today);
  CHECK(some.books.minutes(some.book, day).offered == 0);
  CHECK(some.books.close_session(some.book, day, 3).sessions == 0);
}
