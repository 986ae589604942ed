// A round: the time between two collections of the post. All processes play a round side by side.
#pragma once
#include <cstdint>

#include "sim/clock.hpp"

namespace sim {

struct Round {
  Day day = 0;
  std::uint32_t of_day = 0;  // 0 to rounds a day - 1
  std::uint64_t number = 0;  // day * rounds a day + of_day: of the whole calendar, not of the run

  std::size_t parity() const { return number & 1; }
};

}  // namespace sim
