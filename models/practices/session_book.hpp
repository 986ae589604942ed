// The appointment books of a Place: every practice's sessions, half a year ahead.
//
// A session is 3.5 hours: one 64-bit word, bits 0-41 five-minute units (set = taken), 42-63 always set; a
// closed session is all ones. Reserved time is a mask or-ed in until its release day. A book is a ring of days
// x sessions. May-fit bits (per book, purpose and length one bit a day) let a search walk only days that may
// have room: a search clears the bit where it fails, a release sets those its run makes.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/clock.hpp"

namespace models {

inline constexpr int units_per_session = 42;
inline constexpr int minutes_per_unit = 5;
inline constexpr int ring_days = 384;
inline constexpr int max_length = 24;  // units of one appointment

/// For whom a search looks: known patients, new patients, urgent. A purpose sees its own reserved time at once
/// and that of others from its release day.
enum class Purpose : std::uint8_t { known, fresh, urgent };
inline constexpr std::size_t purposes = 3;

/// Reserved units of a session by purpose, and how many days ahead each is released to all.
struct SessionTemplate {
  std::array<std::uint64_t, purposes> reserved{};   // bits; disjoint
};

struct Slot {
  sim::Day day;
  std::uint8_t session;  // of the day: even = morning (09:00), odd = afternoon (13:30)
  std::uint8_t unit;     // first five-minute unit
};
/// Minute of the day at which a slot begins.
sim::Minute minute_of_day(const Slot& slot);

class SessionBooks {
 public:
  using Book = std::uint32_t;

  SessionBooks(std::array<int, purposes> release_days);
  /// A book with so many sessions a day, all closed (before the first search).
  Book add(int sessions_a_day);

  /// Opens (or replaces, where nothing is booked) a session of a day that the ring has room for.
  void open(Book book, sim::Day day, int session, const SessionTemplate& shape);
  /// Forgets a day that is past, so that its place in the ring can be opened again (all closed).
  void turn(Book book, sim::Day past);
  /// Closes what is not booked of a session.
  void close(Book book, sim::Day day, int session);

  /// The first run of `units` free units on a day from `from` to `last` (on day `today`, from `now` on), on
  /// sessions not held. A search for today begins after the present minute.
  std::optional<Slot> find(Book book, sim::Day from, sim::Day last, int units, Purpose purpose, sim::Day today,
                           sim::Minute minute_of_today);
  void take(Book book, const Slot& slot, int units);
  void release(Book book, const Slot& slot, int units, sim::Day today);

  /// The share of sessions (0..1) that take no new bookings: how a practice paces itself to its contract. The
  /// sessions are chosen by (book, day, session), the same for every larger share.
  void hold(Book book, double share);
  /// Minutes open (not closed) and taken of a past or future day: {offered, used}.
  struct Minutes { int offered, used; };
  Minutes minutes(Book book, sim::Day day) const;
  std::size_t bytes() const;

 private:
  // to be filled in
};

}  // namespace models
