// The 64-bit word of a session: what its bits mean, and the number by which sessions are chosen.
#pragma once
#include <cstdint>

#include "models/practices/session_book.hpp"
#include "sim/clock.hpp"

namespace models {

inline constexpr std::uint64_t all_units = (std::uint64_t{1} << units_per_session) - 1;
inline constexpr double whole_range = 0x1p32;             // of a session's number
inline constexpr int template_shift = units_per_session;  // 8 bits of template
inline constexpr std::uint64_t template_mask = 0xff;
inline constexpr std::uint64_t closed_bit = std::uint64_t{1} << 50;
inline constexpr std::uint64_t empty_bit = std::uint64_t{1} << 51;  // closed, and nothing was booked
inline constexpr int taken_up_shift =
    52;  // 6 bits: units taken up from the first by other work than patients
inline constexpr std::uint64_t taken_up_mask = 0x3f;
inline constexpr std::uint64_t never_opened = ~std::uint64_t{0};

/// A number of a session that nothing else shares (the finaliser of MurmurHash3 over three odd multiples).
constexpr std::uint32_t session_number(std::uint32_t name, sim::Day day, int session)
{
  std::uint32_t x = name * 0x9E3779B1u ^ static_cast<std::uint32_t>(day) * 0x85EBCA77u ^
                    (static_cast<std::uint32_t>(session) + 1) * 0xC2B2AE3Du;
  x = (x ^ x >> 16) * 0x85EBCA6Bu;
  x = (x ^ x >> 13) * 0xC2B2AE35u;
  return x ^ x >> 16;
}

}  // namespace models
