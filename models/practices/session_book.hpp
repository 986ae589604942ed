// The appointment books of a Place: every practice's sessions, a year ahead.
//
// A session is 3.5 hours: one 64-bit word, bits 0-41 five-minute units (set = taken or closed), the rest its
// template and whether it is closed; a session that never opened is all ones. Reserved time is a mask or-ed in
// until its release day. A book is a ring of days, each a row: its units offered and used, then its sessions.
// For each book, purpose and day a byte holds an upper bound of the longest free run: a search walks only days
// whose bound allows its length, lowers the bound where it fails, and a release raises it to the run that it
// makes. (One byte a day says for every length what a bit a day and length would.)
#pragma once
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/clock.hpp"
#include "sim/column.hpp"

namespace models {

inline constexpr int units_per_session = 42;
inline constexpr int minutes_per_unit = 5;
inline constexpr int ring_days = 384;
inline constexpr int max_length = 24;  // units of one appointment

/// For whom a search looks: known patients, new patients, urgent; or for long slots, which programmes reserve for some
/// patients, or time kept for children. A purpose sees its own reserved time at once and that of others from its release
/// day; a search for a long slot sees nothing else than long slots, one for children's time nothing else than that.
enum class Purpose : std::uint8_t { known, fresh, urgent, long_slot, child };
inline constexpr std::size_t purposes = 5;
/// Those that every practice reserves time for.
inline constexpr std::size_t ordinary_purposes = 3;

/// Reserved units of a session by purpose, and how many days ahead each is released to all.
struct SessionTemplate {
  std::array<std::uint64_t, purposes> reserved{};  // bits; disjoint
  friend bool operator==(const SessionTemplate&, const SessionTemplate&) = default;
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

  /// Reserved time of a purpose is open to all on days at most `release_days` ahead (-1 = never); children's as that for
  /// new patients.
  SessionBooks(std::array<int, ordinary_purposes> release_days, int long_slot_days = -1);
  /// A book with so many sessions a day, all closed (before the first search). Without sessions it costs
  /// nothing. `name` is the practice's own number, by which held sessions are chosen.
  Book add(int sessions_a_day, std::uint32_t name = 0);

  /// Opens (or replaces, where nothing is booked) a session of a day that the ring has room for. Its first
  /// `closed` units are not offered.
  void open(Book book, sim::Day day, int session, const SessionTemplate& shape, int closed = 0);
  /// Whether it may be: nothing is booked in it, nor was when it was closed.
  bool can_open(Book book, sim::Day day, int session) const;
  /// Forgets a day that is past, so that its place in the ring can be opened again (all closed). Every day is
  /// to be turned.
  void turn(Book book, sim::Day past);
  /// Gives a session of a day another template, if it is open; what is booked stays.
  void reshape(Book book, sim::Day day, int session, const SessionTemplate& shape);
  /// Sessions of a day with long slots that are open and not held, and their minutes, booked or not.
  struct LongSlots {
    int sessions = 0, minutes = 0;
  };
  LongSlots long_slots(Book book, sim::Day day) const;
  /// Closes what is not booked of a session.
  void close(Book book, sim::Day day, int session);

  /// The first run of `units` free units on a day from `from` to `last` (on day `today`, from `now` on), on
  /// sessions not held: by day, mornings before afternoons, then session, then time. A search for today begins
  /// after the present minute. At most ring_days - 2 days ahead. Days of a book never go back.
  std::optional<Slot> find(Book book, sim::Day from, sim::Day last, int units, Purpose purpose,
                           sim::Day today, sim::Minute minute_of_today);
  void take(Book book, const Slot& slot, int length);
  /// Takes what find() finds, if anything.
  bool take_first(Book book, sim::Day from, sim::Day last, int units, Purpose purpose, sim::Day today,
                  sim::Minute minute_of_today);
  void release(Book book, const Slot& slot, int length, sim::Day today);

  /// The share of sessions (0..1) that take no new bookings: how a practice paces itself to its contract. The
  /// sessions are chosen by (name, day, session), the same for every larger share.
  void hold(Book book, double share);
  /// Whether a session is one of those.
  bool is_held(Book book, sim::Day day, int session) const { return is_held(shelves_[book], day, session); }
  /// The share of a day's sessions (0..1), of every book, that take bookings of each purpose (long slots and children as
  /// for known patients): 1 = all. Which ones follows from (name, day, session), the same for every larger share. What is booked
  /// stays booked.
  void ration(sim::Day day, const std::array<double, ordinary_purposes>& share);
  /// Whether a booking's session is closed or, as the day is rationed, shut to its purpose.
  bool is_shut(Book book, const Slot& slot, Purpose purpose) const;
  /// Whether a session takes bookings, or has taken its last.
  bool is_open(Book book, sim::Day day, int session) const;
  /// Whether a session is open and nothing of it is booked.
  bool is_unbooked(Book book, sim::Day day, int session) const;
  struct Shut {
    int sessions = 0, booked_units = 0;
  };
  /// Closes the sessions of a day that are shut to all purposes: those that were open, and what is still booked there.
  Shut close_shut(Book book, sim::Day day);
  /// Closes one of them: {1, units booked}, or nothing where it was not open.
  Shut close_session(Book book, sim::Day day, int session);
  /// Minutes open (not closed) and taken of a past or future day: {offered, used}.
  struct Minutes {
    int offered, used;
  };
  Minutes minutes(Book book, sim::Day day) const;
  std::size_t bytes() const;
  /// Sessions looked at by all searches so far: the cost of searching.
  std::uint64_t words_read() const { return words_read_; }

 private:
  struct Shelf {                   // of a book
    std::uint32_t words = 0;       // first word: [day of ring][units, session...]
    std::uint32_t bounds = 0;      // first of purposes x ring_days
    std::uint64_t held_below = 0;  // sessions whose 32-bit number lies below are held
    std::uint32_t name = 0;
    sim::Day caught_up = -1;  // the day whose releases the bounds know
    int sessions = 0;
  };
  /// The first word of a row.
  struct Units {
    std::uint32_t offered = 0, used = 0;
  };
  static_assert(sizeof(Units) == sizeof(std::uint64_t));
  /// Units of a template that a purpose does not see, by which purposes' time is released (one bit each).
  using Hidden = std::array<std::array<std::uint64_t, 1u << purposes>, purposes>;

  static std::size_t ring(sim::Day day) { return static_cast<std::size_t>(day % ring_days); }
  /// Room for the books added since: all at once, so that nothing is left over.
  void furnish();
  std::size_t row(const Shelf& shelf, sim::Day day) const
  {
    return shelf.words + ring(day) * static_cast<std::size_t>(shelf.sessions + 1);
  }
  std::uint64_t& word(const Shelf& shelf, sim::Day day, int session);
  std::uint8_t& bound(const Shelf& shelf, std::size_t purpose, sim::Day day);
  Units units_of(const Shelf& shelf, sim::Day day) const
  {
    return std::bit_cast<Units>(words_[row(shelf, day)]);
  }
  void set_units(const Shelf& shelf, sim::Day day, Units units)
  {
    words_[row(shelf, day)] = std::bit_cast<std::uint64_t>(units);
  }
  std::uint8_t template_number(const SessionTemplate& shape);
  void raise_bounds(const Shelf& shelf, sim::Day day, int run);
  void catch_up(Shelf& shelf, sim::Day today);
  sim::Day next_fitting(const Shelf& shelf, Purpose purpose, sim::Day from, sim::Day last, int run) const;
  bool is_held(const Shelf& shelf, sim::Day day, int session) const;
  bool is_rationed_out(const Shelf& shelf, sim::Day day, int session, Purpose purpose) const;
  std::optional<Slot> find_on(const Shelf& shelf, sim::Day day, int run, Purpose purpose, int ahead,
                              sim::Minute after);

  std::array<int, purposes> release_days_;
  std::vector<Shelf> shelves_;
  sim::Column<std::uint64_t> words_;
  sim::Column<std::uint8_t> bounds_;
  /// Sessions whose 32-bit number lies below are open, by day of the ring and purpose (empty: all always are).
  std::vector<std::array<std::uint64_t, purposes>> rations_;
  std::vector<SessionTemplate> templates_;
  std::vector<Hidden> hidden_;
  std::size_t words_needed_ = 0, bounds_needed_ = 0;
  std::uint64_t words_read_ = 0;
};

}  // namespace models
