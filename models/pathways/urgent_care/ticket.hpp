// What the helpline found out about a caller, as it travels in `tries` of letters and requests.
#pragma once
#include <cstdint>

#include "models/referrals/triage.hpp"

namespace models::urgent_care {

struct Ticket {
  Urgency urgency = Urgency::soon;
  Help help = Help::ordinary;
  int tries = 0;  // sites tried; 0 = not triaged yet

  static Ticket unpack(std::uint8_t packed)
  {
    return {static_cast<Urgency>(packed & 3), static_cast<Help>(packed >> 2 & 3), packed >> 4};
  }
  std::uint8_t pack() const
  {
    return static_cast<std::uint8_t>(static_cast<int>(urgency) | static_cast<int>(help) << 2 | tries << 4);
  }
};

/// How a call ended, as the home is told in `missed` of a notice; `day` has the minutes until it was answered.
enum class CallEnd : std::uint8_t { abandoned, emergency, urgent, soon, advice };

}  // namespace models::urgent_care
