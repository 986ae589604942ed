// The calendar of one process: its future events, and the day that is being played.
//
// Order is exact: of all events pending for a day the smallest word (sim/event.hpp) is played next, whenever
// and by whom it was added. A day is played in rounds; an event added to the running day takes its place in
// it. Days are opened one after another, none left out. Events past the last day are dropped, since nobody
// will play them; an event for a closed day is a programmer's fault. Nothing is ever searched or cancelled:
// an event that its subject no longer means is skipped by who plays it.
//
// A future day is a chain of 512-byte blocks, filled from the last; its events are sorted when it opens
// (counting sort by minute, then within the minute). Events for the running day wait in a small heap. Adding
// to a future day misses every cache, so the word is stored some additions later, when its line has come.
#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "sim/check.hpp"
#include "sim/clock.hpp"
#include "sim/event.hpp"
#include "sim/slabs.hpp"

namespace sim {

/// The addresses that playing an event will need; null for none. Handed back rather than prefetched in place,
/// since g++ 12 deletes a lambda whose body is only a prefetch.
struct Touched {
  const void* first = nullptr;
  const void* second = nullptr;
};

class Calendar {
 public:
  /// For the days `first` to `last`, both included. Calendars that live side by side share `slabs`.
  Calendar(Day first, Day last, std::shared_ptr<Slabs> slabs = std::make_shared<Slabs>(Slabs::piece_bytes));

  void add(Day day, const Event& event)
  {
    ASSUMED(event.minute < minutes_per_day && event.subject < max_subjects && event.handler < max_handlers &&
                event.slot < max_slots,
            "an event fits its word");
    if (day == today_)
      add_today(pack(event, day));
    else if (static_cast<std::uint32_t>(day - next_) < days_left_)
      add_later(tails_[static_cast<std::size_t>(day - first_)], pack(event, day));
    else
      REQUIRED(day > last_, "an event is added to today or a later day");
  }
  void add(Minute when, std::uint32_t subject, std::uint32_t handler, std::uint32_t slot = no_slot)
  {
    add(day_of(when), {subject, handler, slot, when % minutes_per_day});
  }

  /// Opens the next day. The first time: the first day.
  void open(Day day);

  /// Plays what is due before `minute` of the open day, in order. `touches(event)` names what an event will
  /// need, some events ahead; `fire(event)` plays it and may add others.
  template <class Touches, class Fire>
  void play_until(Minute minute, Touches&& touches, Fire&& fire)
  {
    REQUIRED(today_ != closed, "a day is open while it is played");
    const std::uint64_t limit = std::uint64_t{minute} << minute_shift;
    if (cursor_ == 0)
      for (std::size_t i = 0; i < std::min(look_ahead, sorted_.size()); ++i)
        prefetch(touches(unpack(sorted_[i], today_)));
    while (cursor_ < sorted_.size() && sorted_[cursor_] < limit) {
      if (cursor_ + look_ahead < sorted_.size())
        prefetch(touches(unpack(sorted_[cursor_ + look_ahead], today_)));
      const std::uint64_t word = sorted_[cursor_++];
      play_soon_before(word, fire);
      play(word, fire);
    }
    play_soon_before(limit, fire);
    now_ = minute_of(today_, minute);
  }

  /// Closes the open day, which has been played to midnight.
  void close();

  /// A day of one round: opens it, plays all of it, closes it.
  template <class Touches, class Fire>
  void play_day(Day day, Touches&& touches, Fire&& fire)
  {
    open(day);
    play_until(minutes_per_day, touches, fire);
    close();
  }

  /// The minute of the event being played; between rounds, where the last round ended.
  Minute now() const { return now_; }
  Day today() const { return today_; }
  /// All memory held, in bytes.
  std::size_t bytes() const;

 private:
  static constexpr int minute_shift = 53;  // as in pack()
  static constexpr std::uint32_t words_per_block = 63;
  static constexpr std::uint32_t no_block = ~0u;
  static constexpr std::size_t look_ahead = 24;  // events; measured best of 8 to 64
  static constexpr Day closed = -1;

  struct alignas(64) Block {
    std::array<std::uint64_t, words_per_block> words;
    std::uint32_t before;  // the block filled before this one; of a free block, the next free one
  };
  static_assert(sizeof(Block) == 512);
  static constexpr std::uint32_t blocks_per_chunk = Slabs::piece_bytes / sizeof(Block);
  struct GiveBack {
    Slabs* slabs;
    void operator()(Block* chunk) const { slabs->give_back(reinterpret_cast<std::byte*>(chunk)); }
  };
  struct Tail {  // of a day's chain: its last block and how many words that holds
    std::uint32_t block = no_block;
    std::uint32_t fill = words_per_block;
  };
  struct Store {  // that is still to be done
    std::uint64_t* where = nullptr;
    std::uint64_t word = 0;
    void finish()
    {
      if (where != nullptr) *where = word;
      where = nullptr;
    }
  };

  Block& block(std::uint32_t i) { return chunks_[i / blocks_per_chunk][i % blocks_per_chunk]; }
  void add_today(std::uint64_t word);
  void add_later(Tail& tail, std::uint64_t word)
  {
    if (tail.fill == words_per_block) extend(tail);
    std::uint64_t* const where = &block(tail.block).words[tail.fill++];
    __builtin_prefetch(where, 1);
    Store& store = stores_[additions_++ % stores_.size()];
    store.finish();
    store = {where, word};
  }
  void extend(Tail& tail);
  void release(Tail& tail);
  void sort(const Tail& tail);
  template <class Visit>
  void for_each_block(const Tail& tail, Visit&& visit)
  {
    std::uint32_t fill = tail.fill;
    for (std::uint32_t i = tail.block; i != no_block; fill = words_per_block) {
      const Block& here = block(i);
      visit(here, fill);
      i = here.before;
    }
  }

  // never of null: that searches the page tables each time, which costs more than a missed cache
  static void prefetch(const Touched& touched)
  {
    if (touched.first != nullptr) __builtin_prefetch(touched.first, 1);
    if (touched.second != nullptr) __builtin_prefetch(touched.second, 1);
  }
  template <class Fire>
  void play(std::uint64_t word, Fire& fire)
  {
    const Event event = unpack(word, today_);
    now_ = minute_of(today_, event.minute);
    fire(event);
  }
  template <class Fire>
  void play_soon_before(std::uint64_t word, Fire& fire)
  {
    while (!soon_.empty() && soon_.front() < word) play(take_soonest(), fire);
  }
  std::uint64_t take_soonest();

  Day first_;
  Day last_;
  Day next_;  // to be opened
  Day today_ = closed;
  std::uint32_t days_left_;  // from next_
  Minute now_;
  std::vector<Tail> tails_;  // [day - first_]
  std::shared_ptr<Slabs> slabs_;
  std::vector<std::unique_ptr<Block[], GiveBack>> chunks_;
  std::array<Store, 16> stores_;  // those of the last additions
  std::uint32_t additions_ = 0;
  std::uint32_t blocks_made_ = 0;
  std::uint32_t free_block_ = no_block;
  std::vector<std::uint64_t> sorted_;  // the open day, as it was when it opened
  std::size_t cursor_ = 0;
  std::vector<std::uint64_t> soon_;  // heap, smallest first: added to the open day since
};

}  // namespace sim
