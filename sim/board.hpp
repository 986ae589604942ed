// The board: what each owner made public last round, for everybody to read.
//
// Entries have one owner each, which first carries its entries into a round and then publishes what changed.
// Readers see the entries as they stood at the end of the round before, whoever plays first. Two copies by
// parity, no locks.
#pragma once
#include <algorithm>
#include <array>
#include <vector>

#include "sim/round.hpp"

namespace sim {

template <class Entry>
class Board {
 public:
  explicit Board(std::size_t entries, const Entry& at_first = {})
  {
    copies_.fill(std::vector<Entry>(entries, at_first));
  }

  /// The owner of the entries `first` to `first + count - 1` begins its round.
  void carry(const Round& round, std::size_t first, std::size_t count)
  {
    const auto before = copies_[round.parity() ^ 1].begin() + static_cast<std::ptrdiff_t>(first);
    std::copy_n(before, count, copies_[round.parity()].begin() + static_cast<std::ptrdiff_t>(first));
  }
  void publish(const Round& round, std::size_t entry, const Entry& value)
  {
    copies_[round.parity()][entry] = value;
  }
  /// As it stood at the end of the round before.
  const Entry& read(const Round& round, std::size_t entry) const
  {
    return copies_[round.parity() ^ 1][entry];
  }

 private:
  std::array<std::vector<Entry>, 2> copies_;
};

}  // namespace sim
