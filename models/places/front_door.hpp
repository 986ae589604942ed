// The front door: where a person asks. (Whether and when is need/care_seeking.)
//
// The practices of an area are tried in the order of Exp(1) / weight drawn for (person, ordinal, practice): the
// same as drawing without replacement in proportion to the weights, and a practice added or closed moves only
// those who would choose it.
#pragma once
#include <array>
#include <cstdint>

#include "models/population/geography.hpp"
#include "sim/io/config_block.hpp"
#include "sim/stream.hpp"

namespace models {

struct FrontDoorSettings {
  int routine_attempts = 0;   // practices that a searcher asks
  int urgent_attempts = 0;    // practices that someone in trouble without a practice asks
  int flag_refresh = 0;       // days between refreshes of the public flags
  double urgent_unknown = 0;  // chance that a practice with urgent time takes somebody it does not know
  double shown_from = 0;      // a flag says yes where more than this share of new patients would be taken
  double unlisted = 0;        // chance that a practice not shown as accepting is asked all the same
};
void read(sim::io::Block& block, FrontDoorSettings& out);

/// Where somebody in trouble turns to first, as public information has it: as people do; to the helpline where they
/// would have gone to A&E; to the helpline at once where no practice knows them.
enum class FirstChannel : std::uint8_t { usual, helpline_before_emergency, helpline_at_once };

/// What a practice shows to the outside, published each round (in two copies by parity).
struct PublicState {
  std::uint16_t first_free = 0;         // days ahead of the first time for a new patient
  std::uint16_t waiting = 0;            // on its list
  std::int32_t room = 0;                // 0.01 UDA that it could take on this year
  std::uint16_t urgent_free = no_time;  // days ahead of the first urgent time
  std::uint8_t bits = 0;
  enum : std::uint8_t { adults = 1, children = 2, closed = 4 };
  static constexpr std::uint16_t no_time = 0xffff;
  bool has(std::uint8_t bit) const { return (bits & bit) != 0; }
};

/// The choices of an area in a person's own order of preference for one request, found as far as it is asked for.
class Preference {
 public:
  Preference(const Choices& choices, bool has_car, const sim::Streams& streams, std::uint32_t person,
             std::uint16_t ordinal);
  /// The best that was not yet given; no_practice where only padding is left.
  std::uint16_t next();

 private:
  const Choices& choices_;
  std::array<std::uint64_t, choices_per_area> key_{};  // time in the race, then position among the choices
};

/// Position in the order and attempts made, packed in a letter's `tries`.
struct Tries {
  int position = 0;
  int attempts = 0;
  static Tries unpack(std::uint8_t packed) { return {packed & 31, packed >> 5}; }
  std::uint8_t pack() const { return static_cast<std::uint8_t>(attempts << 5 | position); }
};
inline constexpr int max_attempts = 7;

}  // namespace models
