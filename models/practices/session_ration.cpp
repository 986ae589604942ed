// Rationed days: sessions that take no bookings of a purpose, and what becomes of those that are shut.
#include <algorithm>
#include <bit>

#include "models/practices/session_word.hpp"
#include "sim/check.hpp"

namespace models {
namespace {

constexpr std::uint32_t ration_salt = 0x5EED;  // rations choose other sessions than holding does

}  // namespace

bool SessionBooks::is_rationed_out(const Shelf& shelf, sim::Day day, int session, Purpose purpose) const
{
  return !rations_.empty() && session_number(shelf.name ^ ration_salt, day, session) >=
                                  rations_[ring(day)][static_cast<std::size_t>(purpose)];
}

void SessionBooks::ration(sim::Day day, const std::array<double, ordinary_purposes>& share)
{
  furnish();
  constexpr auto all = static_cast<std::uint64_t>(whole_range);
  std::array<std::uint64_t, purposes> open{};
  open.fill(all);
  if (rations_.empty()) rations_.assign(ring_days, open);
  bool gives_room = false;
  for (std::size_t purpose = 0; purpose < purposes; ++purpose) {
    const double of_it = share[purpose < ordinary_purposes ? purpose : 0];
    const auto below = static_cast<std::uint64_t>(std::clamp(of_it, 0.0, 1.0) * whole_range);
    gives_room = gives_room || below > rations_[ring(day)][purpose];
    rations_[ring(day)][purpose] = below;
  }
  if (!gives_room) return;
  for (const Shelf& shelf : shelves_)
    if (shelf.sessions > 0)
      if (const Units sum = units_of(shelf, day); sum.offered > sum.used)
        raise_bounds(shelf, day, max_length);
}

bool SessionBooks::is_shut(Book book, const Slot& slot, Purpose purpose) const
{
  const Shelf& shelf = shelves_[book];
  const std::uint64_t now = words_[row(shelf, slot.day) + 1 + slot.session];
  return (now & closed_bit) != 0 || is_rationed_out(shelf, slot.day, slot.session, purpose);
}

bool SessionBooks::is_open(Book book, sim::Day day, int session) const
{
  const Shelf& shelf = shelves_[book];
  if (session >= shelf.sessions || words_.size() < words_needed_) return false;
  return (words_[row(shelf, day) + 1 + static_cast<std::size_t>(session)] & closed_bit) == 0;
}

bool SessionBooks::can_open(Book book, sim::Day day, int session) const
{
  if (words_.size() < words_needed_) return true;
  const std::uint64_t now = words_[row(shelves_[book], day) + 1 + static_cast<std::size_t>(session)];
  return (now & closed_bit) != 0 ? (now & empty_bit) != 0 : (now & all_units) == 0;
}

bool SessionBooks::is_unbooked(Book book, sim::Day day, int session) const
{
  const Shelf& shelf = shelves_[book];
  if (session >= shelf.sessions || words_.size() < words_needed_) return false;
  const std::uint64_t now = words_[row(shelf, day) + 1 + static_cast<std::size_t>(session)];
  return (now & closed_bit) == 0 &&
         std::popcount(now & all_units) == static_cast<int>(now >> taken_up_shift & taken_up_mask);
}

SessionBooks::Shut SessionBooks::close_session(Book book, sim::Day day, int session)
{
  furnish();
  const Shelf& shelf = shelves_[book];
  const std::uint64_t now = word(shelf, day, session);
  if ((now & closed_bit) != 0) return {};
  close(book, day, session);
  return {1, std::popcount(now & all_units) - static_cast<int>(now >> taken_up_shift & taken_up_mask)};
}

SessionBooks::Shut SessionBooks::close_shut(Book book, sim::Day day)
{
  Shut sum;
  const Shelf& shelf = shelves_[book];
  for (int session = 0; session < shelf.sessions; ++session) {
    bool open = false;
    for (std::size_t purpose = 0; purpose < purposes; ++purpose)
      open = open || !is_rationed_out(shelf, day, session, static_cast<Purpose>(purpose));
    if (open) continue;
    const Shut one = close_session(book, day, session);
    sum.sessions += one.sessions;
    sum.booked_units += one.booked_units;
  }
  return sum;
}

}  // namespace models
