#include "models/practices/session_book.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "models/practices/session_word.hpp"
#include "sim/check.hpp"

namespace models {
namespace {

constexpr sim::Minute morning = 9 * 60;  // model.md section 1: two sessions of 3.5 h a day
constexpr sim::Minute afternoon = 13 * 60 + 30;
constexpr int bytes_per_word = 8;

constexpr sim::Minute start_of(int session) { return session % 2 == 0 ? morning : afternoon; }

/// Bits at which a run of `run` set bits begins.
constexpr std::uint64_t runs(std::uint64_t free, int run)
{
  int covered = 1;
  for (; covered * 2 <= run; covered *= 2) free &= free >> covered;
  return covered < run ? free & (free >> (run - covered)) : free;
}

constexpr std::uint64_t span_of(int unit, int units) { return ((std::uint64_t{1} << units) - 1) << unit; }

/// Length of the run of free units around `unit`, which is free.
constexpr int run_around(std::uint64_t free, int unit)
{
  const int up = std::countr_one(free >> unit);
  return unit == 0 ? up : up + std::countl_one(free << (64 - unit));
}

/// Units of a session that begin at `after` or before, and so are past.
constexpr std::uint64_t past_units(int session, sim::Minute after)
{
  if (after < start_of(session)) return 0;
  const auto past = static_cast<int>((after - start_of(session)) / minutes_per_unit) + 1;
  return past >= units_per_session ? all_units : span_of(0, past);
}

}  // namespace

static_assert(std::endian::native == std::endian::little, "bounds are scanned eight bytes at a time");

sim::Minute minute_of_day(const Slot& slot)
{
  return start_of(slot.session) + static_cast<sim::Minute>(slot.unit * minutes_per_unit);
}

SessionBooks::SessionBooks(std::array<int, ordinary_purposes> release_days, int long_slot_days)
{
  std::copy(release_days.begin(), release_days.end(), release_days_.begin());
  release_days_[static_cast<std::size_t>(Purpose::long_slot)] = long_slot_days;
  release_days_[static_cast<std::size_t>(Purpose::child)] =
      release_days[static_cast<std::size_t>(Purpose::fresh)];
}

SessionBooks::Book SessionBooks::add(int sessions_a_day, std::uint32_t name)
{
  REQUIRED(sessions_a_day >= 0 && sessions_a_day <= 256, "a book has 0 to 256 sessions a day");
  Shelf shelf;
  shelf.sessions = sessions_a_day;
  shelf.name = name;
  if (sessions_a_day > 0) {
    shelf.words = static_cast<std::uint32_t>(words_needed_);
    shelf.bounds = static_cast<std::uint32_t>(bounds_needed_);
    words_needed_ += static_cast<std::size_t>(ring_days * (sessions_a_day + 1));
    bounds_needed_ += ring_days * purposes;
  }
  shelves_.push_back(shelf);
  return static_cast<Book>(shelves_.size() - 1);
}

void SessionBooks::furnish()
{
  if (words_.size() == words_needed_) return;
  const std::size_t before = words_.size();
  words_.resize(words_needed_, never_opened);
  for (const Shelf& shelf : shelves_)
    for (sim::Day day = 0; shelf.sessions > 0 && shelf.words >= before && day < ring_days; ++day)
      set_units(shelf, day, {});
  // the padding at the end lets a scan read whole words
  bounds_.resize(bounds_needed_ + bytes_per_word, 0);
}

std::uint64_t& SessionBooks::word(const Shelf& shelf, sim::Day day, int session)
{
  ASSUMED(session >= 0 && session < shelf.sessions, "a session of the book");
  return words_[row(shelf, day) + 1 + static_cast<std::size_t>(session)];
}

std::uint8_t& SessionBooks::bound(const Shelf& shelf, std::size_t purpose, sim::Day day)
{
  return bounds_[shelf.bounds + purpose * ring_days + ring(day)];
}

std::uint8_t SessionBooks::template_number(const SessionTemplate& shape)
{
  const auto known = std::find(templates_.begin(), templates_.end(), shape);
  if (known != templates_.end()) return static_cast<std::uint8_t>(known - templates_.begin());
  REQUIRED(templates_.size() <= template_mask, "more than 256 session templates");
  Hidden hidden{};
  for (std::size_t mine = 0; mine < purposes; ++mine)
    for (std::size_t released = 0; released < hidden[mine].size(); ++released)
      for (std::size_t other = 0; other < purposes; ++other)
        if (other != mine && (released >> other & 1) == 0)
          hidden[mine][released] |= shape.reserved[other] & all_units;
  for (const Purpose own : {Purpose::long_slot, Purpose::child}) {
    const auto mine = static_cast<std::size_t>(own);
    hidden[mine].fill(all_units & ~shape.reserved[mine]);
  }
  templates_.push_back(shape);
  hidden_.push_back(hidden);
  return static_cast<std::uint8_t>(templates_.size() - 1);
}

void SessionBooks::raise_bounds(const Shelf& shelf, sim::Day day, int run)
{
  const auto fits = static_cast<std::uint8_t>(std::min(run, max_length));
  for (std::size_t purpose = 0; purpose < purposes; ++purpose) {
    std::uint8_t& now = bound(shelf, purpose, day);
    now = std::max(now, fits);
  }
}

void SessionBooks::open(Book book, sim::Day day, int session, const SessionTemplate& shape, int closed)
{
  furnish();
  const Shelf& shelf = shelves_[book];
  std::uint64_t& was = word(shelf, day, session);
  ASSUMED(can_open(book, day, session),
          "a session with bookings, closed over them or not, cannot be replaced");
  if ((was & closed_bit) != 0) {
    const Units sum = units_of(shelf, day);
    set_units(shelf, day, {sum.offered + static_cast<std::uint32_t>(units_per_session - closed), sum.used});
  } else {
    ASSUMED(closed == 0, "an open session is replaced by a whole one");
  }
  was = std::uint64_t{template_number(shape)} << template_shift | ((std::uint64_t{1} << closed) - 1) |
        static_cast<std::uint64_t>(closed) << taken_up_shift;
  raise_bounds(shelf, day, units_per_session - closed);
}

void SessionBooks::reshape(Book book, sim::Day day, int session, const SessionTemplate& shape)
{
  furnish();
  const Shelf& shelf = shelves_[book];
  if (session >= shelf.sessions) return;
  std::uint64_t& now = word(shelf, day, session);
  const std::uint64_t number = template_number(shape);
  if ((now & closed_bit) != 0 || (now >> template_shift & template_mask) == number) return;
  now = (now & ~(template_mask << template_shift)) | number << template_shift;
  raise_bounds(shelf, day, max_length);
}

SessionBooks::LongSlots SessionBooks::long_slots(Book book, sim::Day day) const
{
  const Shelf& shelf = shelves_[book];
  LongSlots sum;
  if (words_.size() < words_needed_) return sum;
  for (int session = 0; session < shelf.sessions; ++session) {
    const std::uint64_t now = words_[row(shelf, day) + 1 + static_cast<std::size_t>(session)];
    if ((now & closed_bit) != 0 || is_held(shelf, day, session)) continue;
    const SessionTemplate& shape = templates_[now >> template_shift & template_mask];
    const int units = std::popcount(shape.reserved[static_cast<std::size_t>(Purpose::long_slot)] & all_units);
    if (units == 0) continue;
    ++sum.sessions;
    sum.minutes += units * minutes_per_unit;
  }
  return sum;
}

void SessionBooks::turn(Book book, sim::Day past)
{
  furnish();
  const Shelf& shelf = shelves_[book];
  if (shelf.sessions == 0) return;
  std::uint64_t* first = &word(shelf, past, 0);
  std::fill(first, first + shelf.sessions, never_opened);
  set_units(shelf, past, {});
  for (std::size_t purpose = 0; purpose < purposes; ++purpose) bound(shelf, purpose, past) = 0;
}

void SessionBooks::close(Book book, sim::Day day, int session)
{
  furnish();
  const Shelf& shelf = shelves_[book];
  std::uint64_t& now = word(shelf, day, session);
  if ((now & closed_bit) != 0) return;
  const auto taken = static_cast<std::uint32_t>(std::popcount(now & all_units));
  const Units sum = units_of(shelf, day);
  set_units(shelf, day, {sum.offered + taken - units_per_session, sum.used});
  now = taken == 0 ? never_opened : now | all_units | closed_bit;
}

bool SessionBooks::is_held(const Shelf& shelf, sim::Day day, int session) const
{
  return shelf.held_below != 0 && session_number(shelf.name, day, session) < shelf.held_below;
}

void SessionBooks::catch_up(Shelf& shelf, sim::Day today)
{
  if (shelf.caught_up == today) return;
  ASSUMED(shelf.caught_up < today, "days of a book never go back");
  if (shelf.caught_up >= 0) {  // before its first search nothing has lowered a bound
    for (const int ahead : release_days_) {
      if (ahead < 0) continue;
      const sim::Day last = today + std::min(ahead, ring_days - 2);
      for (sim::Day day = std::max(today, shelf.caught_up + ahead + 1); day <= last; ++day) {
        const Units sum = units_of(shelf, day);
        if (sum.offered > sum.used) raise_bounds(shelf, day, max_length);
      }
    }
  }
  shelf.caught_up = today;
}

sim::Day SessionBooks::next_fitting(const Shelf& shelf, Purpose purpose, sim::Day from, sim::Day last,
                                    int run) const
{
  constexpr std::uint64_t each_byte = 0x0101010101010101u, top_bits = 0x8080808080808080u;
  // a byte of at least `run` (bounds stay below 128) carries into its top bit
  const std::uint64_t lift = each_byte * static_cast<std::uint64_t>(0x80 - run);
  const std::uint8_t* bytes = &bounds_[shelf.bounds + static_cast<std::size_t>(purpose) * ring_days];
  while (from <= last) {
    const auto first = static_cast<int>(ring(from));
    const int stretch = std::min(last - from + 1, ring_days - first);
    for (int i = 0; i < stretch; i += bytes_per_word) {
      std::uint64_t eight;
      std::memcpy(&eight, bytes + first + i, sizeof eight);
      const std::uint64_t fits = (eight + lift) & top_bits;
      if (fits == 0) continue;
      const int at = i + std::countr_zero(fits) / bytes_per_word;
      if (at < stretch) return from + at;
    }
    from += stretch;
  }
  return last + 1;
}

std::optional<Slot> SessionBooks::find_on(const Shelf& shelf, sim::Day day, int run, Purpose purpose,
                                          int ahead, sim::Minute after)
{
  std::size_t released = 0;
  for (std::size_t other = 0; other < purposes; ++other)
    released |= static_cast<std::size_t>(ahead <= release_days_[other]) << other;
  const std::uint64_t* sessions = &words_[row(shelf, day) + 1];
  for (int half = 0; half < 2; ++half) {
    for (int session = half; session < shelf.sessions; session += 2) {
      ++words_read_;
      const std::uint64_t now = sessions[session];
      std::uint64_t free = ~now & all_units;
      if (free == 0) continue;
      free &= ~hidden_[now >> template_shift & template_mask][static_cast<std::size_t>(purpose)][released];
      if (ahead == 0) free &= ~past_units(session, after);
      free = runs(free, run);
      if (free != 0 && !is_held(shelf, day, session) && !is_rationed_out(shelf, day, session, purpose))
        return Slot{day, static_cast<std::uint8_t>(session),
                    static_cast<std::uint8_t>(std::countr_zero(free))};
    }
  }
  return std::nullopt;
}

std::optional<Slot> SessionBooks::find(Book book, sim::Day from, sim::Day last, int units, Purpose purpose,
                                       sim::Day today, sim::Minute minute_of_today)
{
  ASSUMED(units >= 1 && units <= max_length, "an appointment has 1 to 24 units");
  furnish();
  Shelf& shelf = shelves_[book];
  if (shelf.sessions == 0) return std::nullopt;
  catch_up(shelf, today);
  last = std::min(last, today + ring_days - 2);
  for (sim::Day day = std::max(from, today);; ++day) {
    day = next_fitting(shelf, purpose, day, last, units);
    if (day > last) return std::nullopt;
    if (const auto slot = find_on(shelf, day, units, purpose, day - today, minute_of_today)) return slot;
    // what is past of today says nothing of a search with an earlier minute
    if (day != today)
      bound(shelf, static_cast<std::size_t>(purpose), day) = static_cast<std::uint8_t>(units - 1);
  }
}

void SessionBooks::take(Book book, const Slot& slot, int length)
{
  const Shelf& shelf = shelves_[book];
  std::uint64_t& now = word(shelf, slot.day, slot.session);
  const std::uint64_t wanted = span_of(slot.unit, length);
  ASSUMED((now & wanted) == 0 && (wanted & ~all_units) == 0, "these units are not free");
  now |= wanted;
  const Units sum = units_of(shelf, slot.day);
  set_units(shelf, slot.day, {sum.offered, sum.used + static_cast<std::uint32_t>(length)});
}

bool SessionBooks::take_first(Book book, sim::Day from, sim::Day last, int units, Purpose purpose,
                              sim::Day today, sim::Minute minute_of_today)
{
  const auto slot = find(book, from, last, units, purpose, today, minute_of_today);
  if (slot) take(book, *slot, units);
  return slot.has_value();
}

void SessionBooks::release(Book book, const Slot& slot, int length, sim::Day today)
{
  const Shelf& shelf = shelves_[book];
  std::uint64_t& now = word(shelf, slot.day, slot.session);
  const std::uint64_t given = span_of(slot.unit, length);
  ASSUMED((now & given) == given, "these units were not taken");
  const auto back = static_cast<std::uint32_t>(length);
  const Units sum = units_of(shelf, slot.day);
  const bool is_closed = (now & closed_bit) != 0;
  set_units(shelf, slot.day, {sum.offered - (is_closed ? back : 0), sum.used - back});
  if (is_closed) return;
  now &= ~given;
  if (slot.day >= today) raise_bounds(shelf, slot.day, run_around(~now & all_units, slot.unit));
}

void SessionBooks::hold(Book book, double share)
{
  furnish();
  Shelf& shelf = shelves_[book];
  if (shelf.sessions == 0) return;
  const auto below = static_cast<std::uint64_t>(std::clamp(share, 0.0, 1.0) * whole_range);
  const bool gives_room = below < shelf.held_below;
  shelf.held_below = below;
  if (!gives_room) return;
  for (sim::Day day = 0; day < ring_days; ++day)
    if (const Units sum = units_of(shelf, day); sum.offered > sum.used) raise_bounds(shelf, day, max_length);
}

SessionBooks::Minutes SessionBooks::minutes(Book book, sim::Day day) const
{
  const Shelf& shelf = shelves_[book];
  if (shelf.sessions == 0 || words_.size() < words_needed_) return {0, 0};
  const Units sum = units_of(shelf, day);
  return {static_cast<int>(sum.offered) * minutes_per_unit, static_cast<int>(sum.used) * minutes_per_unit};
}

std::size_t SessionBooks::bytes() const
{
  return shelves_.capacity() * sizeof(Shelf) + words_.capacity() * sizeof(std::uint64_t) +
         bounds_.capacity() + rations_.capacity() * sizeof(rations_[0]) +
         templates_.capacity() * sizeof(SessionTemplate) + hidden_.capacity() * sizeof(Hidden);
}

}  // namespace models
