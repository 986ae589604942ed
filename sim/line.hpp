// A waiting line: first come first served within a class, the best class (0) first, and anyone may leave.
//
// The line is threaded through the records of a pool, which lend it two fields `previous` and `next` (and
// `priority`, where there are several classes); all operations are O(1). A record stands in one line at a
// time.
#pragma once
#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <type_traits>

#include "sim/check.hpp"

namespace sim {

template <class Record>
concept CanWait = requires(Record record) {
  { record.previous } -> std::same_as<std::uint32_t&>;
  { record.next } -> std::same_as<std::uint32_t&>;
};

template <std::size_t Classes = 1>
class Line {
 public:
  /// At the end of its class.
  template <class Records>
  void join(Records& records, std::uint32_t i, std::size_t priority = 0)
    requires CanWait<std::remove_cvref_t<decltype(records[i])>>
  {
    ASSUMED(priority < Classes, "a line has as many classes as it was made with");
    Ends& ends = classes_[priority];
    auto& record = records[i];
    record.previous = ends.last;
    record.next = nobody;
    if constexpr (Classes > 1) record.priority = static_cast<decltype(record.priority)>(priority);
    (ends.last == nobody ? ends.first : records[ends.last].next) = i;
    ends.last = i;
    ++ends.size;
  }

  /// From anywhere in the line.
  template <class Records>
  void leave(Records& records, std::uint32_t i)
  {
    const auto& record = records[i];
    Ends& ends = classes_[class_of(record)];
    ASSUMED(ends.size > 0, "who leaves a line stands in it");
    (record.previous == nobody ? ends.first : records[record.previous].next) = record.next;
    (record.next == nobody ? ends.last : records[record.next].previous) = record.previous;
    --ends.size;
  }

  /// To the end of another class.
  template <class Records>
  void promote(Records& records, std::uint32_t i, std::size_t priority)
  {
    leave(records, i);
    join(records, i, priority);
  }

  /// Who is next; they stay in the line.
  std::optional<std::uint32_t> first() const
  {
    for (const Ends& ends : classes_)
      if (ends.first != nobody) return ends.first;
    return std::nullopt;
  }
  /// Who is next of a class.
  std::optional<std::uint32_t> first(std::size_t priority) const
  {
    const std::uint32_t first = classes_[priority].first;
    return first == nobody ? std::nullopt : std::optional{first};
  }
  /// Who comes after `i` in the order of service.
  template <class Records>
  std::optional<std::uint32_t> after(const Records& records, std::uint32_t i) const
  {
    if (records[i].next != nobody) return records[i].next;
    for (std::size_t k = class_of(records[i]) + 1; k < Classes; ++k)
      if (classes_[k].first != nobody) return classes_[k].first;
    return std::nullopt;
  }
  /// Takes out who is next; nobody from an empty line.
  template <class Records>
  std::optional<std::uint32_t> serve(Records& records)
  {
    const std::optional<std::uint32_t> served = first();
    if (served) leave(records, *served);
    return served;
  }

  std::uint32_t size() const
  {
    std::uint32_t n = 0;
    for (const Ends& ends : classes_) n += ends.size;
    return n;
  }
  std::uint32_t size(std::size_t priority) const { return classes_[priority].size; }
  bool empty() const { return size() == 0; }

 private:
  static constexpr std::uint32_t nobody = ~0u;
  struct Ends {
    std::uint32_t first = nobody, last = nobody, size = 0;
  };

  template <class Record>
  static std::size_t class_of(const Record& record)
  {
    if constexpr (Classes > 1)
      return static_cast<std::size_t>(record.priority);
    else
      return 0;
  }

  std::array<Ends, Classes> classes_{};
};

}  // namespace sim
