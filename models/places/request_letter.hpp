// A request as it travels: by letter from the home to who is asked, and back where it was refused.
#pragma once
#include "models/places/letter.hpp"
#include "models/places/pathway.hpp"

namespace models {

/// Bits of a letter's `flags` when it asks.
inline constexpr std::uint8_t course_bits = 15, known_bit = 16;
inline constexpr int colleagues_shift = 5;  // the upper three: Request::colleagues

/// The question to the practice or site that the request names.
Letter letter_of(const Request& request, sim::Minute now);
/// The request that a letter puts. (Of one that was refused, `missed` has the reason.)
Request request_in(const Letter& letter, bool guest);

}  // namespace models
