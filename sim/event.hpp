// An event: one 64-bit word whose integer order is the order of play within a day.
//
// minute of day 11 | subject 27 | handler 6 | slot 20. A subject is a person's row, or, in the upper half of
// the range, a thing of the model. Persons are rotated by the day inside the word, so that nobody is always
// first among equals.
#pragma once
#include <cstdint>

#include "sim/clock.hpp"

namespace sim {

inline constexpr std::uint32_t max_persons = 1u << 26;   // rows of a region
inline constexpr std::uint32_t max_subjects = 1u << 27;  // rows, then things
inline constexpr std::uint32_t max_handlers = 1u << 6;
inline constexpr std::uint32_t max_slots = 1u << 20;
inline constexpr std::uint32_t no_slot = max_slots - 1;

/// What happens to whom, as the model sees it.
struct Event {
  std::uint32_t subject;
  std::uint32_t handler;
  std::uint32_t slot;
  std::uint32_t minute;  // of the day

  friend bool operator==(const Event&, const Event&) = default;
};

/// How far the persons are rotated in the words of a day.
constexpr std::uint32_t rotation(Day day) { return static_cast<std::uint32_t>(day) * 0x9E3779B1u >> 6; }

constexpr std::uint64_t pack(const Event& event, Day day)
{
  const bool is_person = event.subject < max_persons;
  const std::uint32_t subject =
      is_person ? (event.subject + rotation(day)) & (max_persons - 1) : event.subject;
  return std::uint64_t{event.minute} << 53 | std::uint64_t{subject} << 26 |
         std::uint64_t{event.handler} << 20 | event.slot;
}

constexpr Event unpack(std::uint64_t word, Day day)
{
  const auto subject = static_cast<std::uint32_t>(word >> 26) & (max_subjects - 1);
  const bool is_person = subject < max_persons;
  return {is_person ? (subject - rotation(day)) & (max_persons - 1) : subject,
          static_cast<std::uint32_t>(word >> 20) & (max_handlers - 1),
          static_cast<std::uint32_t>(word) & (max_slots - 1), static_cast<std::uint32_t>(word >> 53)};
}

}  // namespace sim
