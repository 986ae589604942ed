#include "sim/calendar.hpp"

#include <algorithm>
#include <functional>

namespace sim {
namespace {

/// Few words are sorted fastest by insertion.
void sort_minute(std::uint64_t* begin, std::uint64_t* end)
{
  constexpr std::ptrdiff_t few = 24;
  if (end - begin > few) {
    std::sort(begin, end);
    return;
  }
  for (std::uint64_t* next = begin + 1; next < end; ++next) {
    const std::uint64_t word = *next;
    std::uint64_t* place = next;
    for (; place > begin && place[-1] > word; --place) *place = place[-1];
    *place = word;
  }
}

}  // namespace

Calendar::Calendar(Day first, Day last)
    : first_{first},
      last_{last},
      next_{first},
      days_left_{static_cast<std::uint32_t>(last - first + 1)},
      now_{minute_of(first, 0)},
      tails_(days_left_)
{
  REQUIRED(first <= last, "a calendar has at least one day");
}

void Calendar::add_today(std::uint64_t word)
{
  ASSUMED(minute_of(today_, static_cast<Minute>(word >> minute_shift)) >= now_,
          "an event is added to now or later");
  soon_.push_back(word);
  std::push_heap(soon_.begin(), soon_.end(), std::greater<>{});
}

std::uint64_t Calendar::take_soonest()
{
  std::pop_heap(soon_.begin(), soon_.end(), std::greater<>{});
  const std::uint64_t word = soon_.back();
  soon_.pop_back();
  return word;
}

void Calendar::extend(Tail& tail)
{
  std::uint32_t fresh = free_block_;
  if (fresh != no_block) {
    free_block_ = block(fresh).before;
  } else {
    fresh = blocks_made_++;
    if (fresh % blocks_per_chunk == 0)
      chunks_.push_back(std::make_unique_for_overwrite<Block[]>(blocks_per_chunk));
  }
  block(fresh).before = tail.block;
  tail = {fresh, 0};
}

template <class Visit>
void Calendar::for_each_word(const Tail& tail, Visit&& visit)
{
  std::uint32_t fill = tail.fill;
  for (std::uint32_t i = tail.block; i != no_block; fill = words_per_block) {
    const Block& here = block(i);
    i = here.before;
    for (std::uint32_t k = 0; k < fill; ++k) visit(here.words[k]);
  }
}

void Calendar::release(Tail& tail)
{
  for (std::uint32_t i = tail.block; i != no_block;) {
    Block& here = block(i);
    const std::uint32_t before = here.before;
    here.before = free_block_;
    free_block_ = i;
    i = before;
  }
  tail = {};
}

void Calendar::open(Day day)
{
  REQUIRED(today_ == closed && day == next_ && day <= last_, "days are opened in order, one at a time");
  Tail& tail = tails_[static_cast<std::size_t>(day - first_)];
  std::array<std::uint32_t, minutes_per_day + 1> begin{};  // of each minute, in sorted_
  for_each_word(tail, [&](std::uint64_t word) { ++begin[(word >> minute_shift) + 1]; });
  for (std::size_t minute = 0; minute < minutes_per_day; ++minute) begin[minute + 1] += begin[minute];
  sorted_.resize(begin[minutes_per_day]);
  std::array<std::uint32_t, minutes_per_day + 1> end = begin;
  for_each_word(tail, [&](std::uint64_t word) { sorted_[end[word >> minute_shift]++] = word; });
  for (std::size_t minute = 0; minute < minutes_per_day; ++minute)
    if (end[minute] > begin[minute] + 1) sort_minute(&sorted_[begin[minute]], sorted_.data() + end[minute]);
  release(tail);
  cursor_ = 0;
  today_ = day;
  next_ = day + 1;
  --days_left_;
  now_ = minute_of(day, 0);
}

void Calendar::close()
{
  REQUIRED(today_ != closed && cursor_ == sorted_.size() && soon_.empty(),
           "a day is closed when all of it is played");
  today_ = closed;
}

std::size_t Calendar::bytes() const
{
  return sizeof *this + tails_.capacity() * sizeof(Tail) + chunks_.size() * blocks_per_chunk * sizeof(Block) +
         chunks_.capacity() * sizeof(chunks_[0]) +
         (sorted_.capacity() + soon_.capacity()) * sizeof(std::uint64_t);
}

}  // namespace sim
