// The post between processes: what is sent in one round is read in the next, in one order whoever sent it.
//
// A round of a process is: collect, play (send as often as you like), seal. Letters come sorted by (minute,
// person, kind); where all three agree, by number of the sender and then by order of sending. A process
// writes only its own out box; others read what it sealed in the round before. So two parities make one
// barrier a round enough. Once boxes have grown to their working size nothing is allocated.
//
// A Letter has members `minute`, `person` and `kind` that convert to 32-bit whole numbers.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/check.hpp"
#include "sim/round.hpp"

namespace sim {

template <class Letter>
class Post {
 public:
  explicit Post(std::size_t processes) : boxes_(processes)
  {
    for (Box& box : boxes_)
      for (Sealed& sealed : box.sealed) sealed.begin.assign(processes + 1, 0);
  }

  /// The letters to `process` that were sealed in the round before; until its next collect().
  std::span<const Letter> collect(std::size_t process, const Round& round)
  {
    Box& mine = boxes_[process];
    mine.arrived.clear();
    mine.order.clear();
    const std::size_t before = round.parity() ^ 1;
    for (const Box& sender : boxes_) {
      const Sealed& sealed = sender.sealed[before];
      if (sealed.letters.empty() || sealed.round + 1 != round.number) continue;
      for (std::uint32_t i = sealed.begin[process]; i < sealed.begin[process + 1]; ++i) {
        mine.order.push_back(key_of(sealed.letters[i], mine.arrived.size()));
        mine.arrived.push_back(sealed.letters[i]);
      }
    }
    std::sort(mine.order.begin(), mine.order.end());
    mine.collected.clear();
    for (const Key& key : mine.order) mine.collected.push_back(mine.arrived[key.arrival]);
    return mine.collected;
  }

  void send(std::size_t from, std::size_t to, const Letter& letter)
  {
    ASSUMED(to < boxes_.size(), "a letter goes to a process of this post");
    boxes_[from].drafts.push_back({static_cast<std::uint32_t>(to), letter});
  }

  /// Ends the round of `process`: what it sent can be read in the next.
  void seal(std::size_t process, const Round& round)
  {
    Box& mine = boxes_[process];
    Sealed& sealed = mine.sealed[round.parity()];
    sealed.round = round.number;
    sealed.letters.resize(mine.drafts.size());
    if (mine.drafts.empty()) return;
    std::fill(sealed.begin.begin(), sealed.begin.end(), 0);
    for (const Draft& draft : mine.drafts) ++sealed.begin[draft.to];
    std::uint32_t end = 0;
    for (std::uint32_t& begin : sealed.begin) begin = end += begin;
    for (std::size_t i = mine.drafts.size(); i-- > 0;)
      sealed.letters[--sealed.begin[mine.drafts[i].to]] = mine.drafts[i].letter;
    mine.drafts.clear();
  }

  /// Letters to anybody that wait to be collected or sealed. Between rounds only.
  std::size_t under_way(const Round& last) const
  {
    std::size_t n = 0;
    for (const Box& box : boxes_) {
      const Sealed& sealed = box.sealed[last.parity()];
      n += box.drafts.size() + (sealed.round == last.number ? sealed.letters.size() : 0);
    }
    return n;
  }

 private:
  static constexpr std::uint64_t no_round = ~std::uint64_t{0} - 1;

  struct Draft {
    std::uint32_t to;
    Letter letter;
  };
  struct Sealed {
    std::uint64_t round = no_round;
    std::vector<Letter> letters;       // by receiver, then in the order of sending
    std::vector<std::uint32_t> begin;  // [receiver], and one more
  };
  struct Key {
    std::uint64_t minute_person;
    std::uint32_t kind;
    std::uint32_t arrival;
    auto operator<=>(const Key&) const = default;
  };
  struct alignas(64) Box {
    std::vector<Draft> drafts;
    std::array<Sealed, 2> sealed;  // by parity of the round
    std::vector<Letter> arrived, collected;
    std::vector<Key> order;
  };

  static Key key_of(const Letter& letter, std::size_t arrival)
  {
    return {std::uint64_t{static_cast<std::uint32_t>(letter.minute)} << 32 |
                static_cast<std::uint32_t>(letter.person),
            static_cast<std::uint32_t>(letter.kind), static_cast<std::uint32_t>(arrival)};
  }

  std::vector<Box> boxes_;
};

}  // namespace sim
