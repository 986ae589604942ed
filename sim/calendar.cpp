#include "sim/calendar.hpp"

#include <algorithm>
#include <functional>

namespace sim {
namespace {

/// By insertion: words that are nearly sorted already, or few.
void sort_by_insertion(std::uint64_t* begin, std::uint64_t* end)
{
  for (std::uint64_t* next = begin; next < end; ++next) {
    const std::uint64_t word = *next;
    std::uint64_t* place = next;
    for (; place > begin && place[-1] > word; --place) *place = place[-1];
    *place = word;
  }
}

}  // namespace

Calendar::Calendar(Day first, Day last, std::shared_ptr<Slabs> slabs)
    : first_{first},
      last_{last},
      next_{first},
      days_left_{static_cast<std::uint32_t>(last - first + 1)},
      now_{minute_of(first, 0)},
      tails_(days_left_),
      slabs_{std::move(slabs)}
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
      chunks_.push_back({reinterpret_cast<Block*>(slabs_->take()), GiveBack{slabs_.get()}});
  }
  block(fresh).before = tail.block;
  tail = {fresh, 0};
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
  for (Store& store : stores_) store.finish();
  sort(tail);
  release(tail);
  cursor_ = 0;
  today_ = day;
  next_ = day + 1;
  --days_left_;
  now_ = minute_of(day, 0);
}

// Counting sort into buckets of some minutes (one minute, where there are many events), then within a bucket.
void Calendar::sort(const Tail& tail)
{
  constexpr std::uint32_t few = 24;  // are sorted fastest by insertion
  std::size_t n = 0;
  for_each_block(tail, [&](const Block& here, std::uint32_t fill) {
    n += fill;
    constexpr std::size_t line = 64 / sizeof(std::uint64_t);
    for (std::size_t k = 0; k < fill; k += line) __builtin_prefetch(&here.words[k]);
  });
  sorted_.resize(n);
  if (n == 0) return;
  int shift = minute_shift;
  while (shift < minute_shift + 4 && minutes_per_day >> (shift - minute_shift) > n) ++shift;
  const std::size_t buckets = ((minutes_per_day - 1) >> (shift - minute_shift)) + 1;
  std::array<std::uint32_t, minutes_per_day + 1> begin;  // of each bucket; once it is filled, of the next one
  std::fill_n(begin.begin(), buckets + 1, 0u);
  for_each_block(tail, [&](const Block& here, std::uint32_t fill) {
    for (std::uint32_t k = 0; k < fill; ++k) ++begin[here.words[k] >> shift];
  });
  std::uint32_t largest = 0, sum = 0;
  for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
    const std::uint32_t count = begin[bucket];
    largest = std::max(largest, count);
    begin[bucket] = sum;
    sum += count;
  }
  for_each_block(tail, [&](const Block& here, std::uint32_t fill) {
    for (std::uint32_t k = 0; k < fill; ++k) sorted_[begin[here.words[k] >> shift]++] = here.words[k];
  });
  std::uint64_t* const words = sorted_.data();
  if (largest <= few) return sort_by_insertion(words, words + n);
  std::uint32_t from = 0;
  for (std::size_t bucket = 0; bucket < buckets; from = begin[bucket++])
    if (begin[bucket] - from <= few)
      sort_by_insertion(words + from, words + begin[bucket]);
    else
      std::sort(words + from, words + begin[bucket]);
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
