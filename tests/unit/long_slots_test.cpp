// Long slots in session books: who sees them, and that templates change around what is booked.
#include "models/practices/session_book.hpp"
#include "models/practices/session_word.hpp"
#include "tests/catch2.hpp"

using models::Purpose;
using models::SessionBooks;
using models::SessionTemplate;

namespace {

constexpr sim::Day today = 45000, day = 45030;
constexpr std::uint64_t last_hour = models::all_units & ~((std::uint64_t{1} << 30) - 1);

SessionTemplate with_long(std::uint64_t mask)
{
  SessionTemplate shape;
  shape.reserved[static_cast<std::size_t>(Purpose::long_slot)] = mask;
  return shape;
}

struct Book {
  SessionBooks books{{0, 14, 1}, 7};
  SessionBooks::Book book = books.add(2, 5);
  Book() { books.open(book, day, 0, {}); }
  auto find(Purpose purpose, int units, sim::Day now = today)
  {
    return books.find(book, day, day, units, purpose, now, 0);
  }
};

}  // namespace

TEST_CASE("long slots: whoever looks for one sees nothing else, the others see them from their release on",
          "[session_book]")
{
  Book book;
  CHECK_FALSE(book.find(Purpose::long_slot, 1));
  book.books.reshape(book.book, day, 0, with_long(last_hour));
  REQUIRE(book.find(Purpose::long_slot, 12));
  CHECK(book.find(Purpose::long_slot, 12)->unit == 30);
  CHECK_FALSE(book.find(Purpose::long_slot, 13));
  book.books.take(book.book, {day, 0, 0}, 24);
  book.books.take(book.book, {day, 0, 24}, 6);
  for (const Purpose purpose : {Purpose::known, Purpose::fresh, Purpose::urgent})
    CHECK_FALSE(book.find(purpose, 1));
  CHECK_FALSE(book.find(Purpose::known, 1, day - 8));
  for (const Purpose purpose : {Purpose::known, Purpose::fresh, Purpose::urgent}) {
    REQUIRE(book.find(purpose, 12, day - 7));
    CHECK(book.find(purpose, 12, day - 7)->unit == 30);
  }
}

TEST_CASE("long slots: a template changes around what is booked", "[session_book]")
{
  Book book;
  book.books.take(book.book, {day, 0, 30}, 6);
  CHECK(book.books.long_slots(book.book, day).sessions == 0);
  book.books.reshape(book.book, day, 0, with_long(last_hour));
  CHECK(book.books.long_slots(book.book, day).sessions == 1);
  CHECK(book.books.long_slots(book.book, day).minutes == 60);
  REQUIRE(book.find(Purpose::long_slot, 6));
  CHECK(book.find(Purpose::long_slot, 6)->unit == 36);
  CHECK(book.books.minutes(book.book, day).used == 30);
  book.books.reshape(book.book, day, 0, {});
  CHECK_FALSE(book.find(Purpose::long_slot, 1));
  REQUIRE(book.find(Purpose::known, 24));
  CHECK(book.find(Purpose::known, 24)->unit == 0);
  book.books.release(book.book, {day, 0, 30}, 6, today);
  CHECK(book.books.minutes(book.book, day).used == 0);
}

TEST_CASE("long slots: closed and held sessions have none", "[session_book]")
{
  Book book;
  book.books.reshape(book.book, day, 1, with_long(last_hour));  // never opened
  CHECK(book.books.long_slots(book.book, day).sessions == 0);
  book.books.reshape(book.book, day, 0, with_long(last_hour));
  book.books.hold(book.book, 1);
  CHECK(book.books.long_slots(book.book, day).sessions == 0);
  CHECK_FALSE(book.find(Purpose::long_slot, 1));
  book.books.hold(book.book, 0);
  CHECK(book.find(Purpose::long_slot, 1));
  book.books.close(book.book, day, 0);
  CHECK(book.books.long_slots(book.book, day).sessions == 0);
}

TEST_CASE(
    "children's time: their search sees nothing else, the others see it when new patients' time is released",
    "[session_book]")
{
  Book book;
  SessionTemplate shape;
  shape.reserved[static_cast<std::size_t>(Purpose::child)] = last_hour;
  book.books.reshape(book.book, day, 0, shape);
  REQUIRE(book.find(Purpose::child, 12));
  CHECK(book.find(Purpose::child, 12)->unit == 30);
  CHECK_FALSE(book.find(Purpose::child, 13));
  CHECK_FALSE(book.find(Purpose::long_slot, 1));
  CHECK(book.books.long_slots(book.book, day).sessions == 0);
  book.books.take(book.book, {day, 0, 0}, 24);
  book.books.take(book.book, {day, 0, 24}, 6);
  for (const Purpose purpose : {Purpose::known, Purpose::fresh, Purpose::urgent})
    CHECK_FALSE(book.find(purpose, 1, day - 15));
  for (const Purpose purpose : {Purpose::known, Purpose::fresh, Purpose::urgent}) {
    REQUIRE(book.find(purpose, 12, day - 14));
    CHECK(book.find(purpose, 12, day - 14)->unit == 30);
  }
}
