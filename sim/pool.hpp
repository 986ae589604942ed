// A pool: records of one kind, named by small numbers that are used again.
//
// Numbers are handed out densely (those given back last come first), so they fit the slot of an event. A
// reference into the pool holds until the next take().
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sim/check.hpp"
#include "sim/column.hpp"
#include "sim/event.hpp"

namespace sim {

template <class Record>
class Pool {
 public:
  /// `noun` names the records in the message of a pool that is full.
  explicit Pool(std::string noun, std::uint32_t most = no_slot) : noun_{std::move(noun)}, most_{most} {}

  /// The number of a record that holds `record`. Throws CapacityFault when `most` are in use.
  std::uint32_t take(const Record& record = {})
  {
    if (free_.empty()) return append(record);
    const std::uint32_t i = free_.back();
    free_.pop_back();
    records_[i] = record;
    return i;
  }
  void give_back(std::uint32_t i)
  {
    ASSUMED(i < records_.size(), "a record that was taken is given back");
    free_.push_back(i);
  }

  Record& operator[](std::uint32_t i) { return records_[i]; }
  const Record& operator[](std::uint32_t i) const { return records_[i]; }

  std::size_t in_use() const { return records_.size() - free_.size(); }
  /// The most that were ever in use at once: all numbers are below it.
  std::size_t peak() const { return records_.size(); }
  std::size_t bytes() const
  {
    return records_.capacity() * sizeof(Record) + free_.capacity() * sizeof(std::uint32_t);
  }

 private:
  std::uint32_t append(const Record& record)
  {
    if (records_.size() >= most_)
      throw CapacityFault("more than " + std::to_string(most_) + " " + noun_ +
                          " in one process (an event's slot has room for no more): use smaller places");
    // Grown by a quarter, not doubled: pools are most of what is not fixed in the memory of a run.
    constexpr std::size_t first_records = 64, part = 4;
    if (records_.size() == records_.capacity())
      records_.reserve(records_.size() + records_.size() / part + first_records);
    records_.push_back(record);
    return static_cast<std::uint32_t>(records_.size() - 1);
  }

  std::string noun_;
  std::uint32_t most_;
  Column<Record> records_;
  std::vector<std::uint32_t> free_;
};

}  // namespace sim
