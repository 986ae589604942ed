// What changes about a person in a run: 16 bytes that every event touches beside 16 of history. Nearly every
// event reads both, so they share a cache line.
//
// Owned by the Place of residence and written by nobody else. 0 in a day field means "never" or "none".
#pragma once
#include <algorithm>
#include <cstdint>

#include "models/population/geography.hpp"
#include "sim/clock.hpp"

namespace models {

/// Stages of oral health: 0-4 children's, 5-8 adults' (models/README.md, Oral health).
enum class OralState : std::uint8_t {
  sound,
  enamel_decay,
  dentinal_decay,
  pulpal,
  treated_child,  // children
  stable,
  active_disease,
  urgent_condition,
  treated_adult  // adults
};
inline constexpr std::size_t oral_states = 9;

/// 16 bytes.
struct PersonState {
  std::uint16_t clock_day = 0;           // next candidate of the uniformised clock
  std::uint16_t ask_day = 0;             // next date on which the person asks for routine care
  std::uint16_t practice = no_practice;  // usual practice, of the region
  std::uint16_t last_seen = 0;           // last NHS course started
  std::uint16_t candidate = 0;           // k of the uniformised clock
  std::uint16_t asks = 0;                // ordinal of requests
  OralState oral = OralState::stable;
  std::uint8_t bits = 0;
  std::uint8_t good_visits = 0;     // since the last bad one (negative count is in bad_visits)
  std::uint8_t bad_and_missed = 0;  // bits 0-3 bad visits, 4-7 appointments missed since the last kept

  enum : std::uint8_t {
    routine_live = 1,  // an episode of routine care is open
    urgent_live = 2,   // an episode of urgent care is open
    begun = 4,         // has begun to seek dental care at all
    held = 8,          // the open routine episode waits for its due date: not yet counted as asked
    unmet = 16,        // asked or needed, failed, not met since
    last_try_failed = 32,
    in_course = 64,  // the open routine episode has begun: no longer waiting
    in_urgent_course = 128
  };
  bool has(std::uint8_t bit) const { return (bits & bit) != 0; }
  void set(int bit, bool on = true) { bits = static_cast<std::uint8_t>(on ? bits | bit : bits & ~bit); }
  bool has_practice() const { return practice != no_practice; }
  /// The next day on which the person's own clock rings.
  std::uint16_t due() const { return ask_day == 0 ? clock_day : std::min(clock_day, ask_day); }
  int bad_visits() const { return bad_and_missed & 15; }
  int missed() const { return bad_and_missed >> 4; }
};
static_assert(sizeof(PersonState) == 16);

/// 16 bytes.
struct PersonHistory {
  std::uint16_t recall_due = 0;     // recall date set at the last completed course
  std::uint16_t last_seen_any = 0;  // last visit in any sector
  std::uint16_t last_tried = 0;     // last attempt to get an NHS appointment
  std::uint16_t unmet_since = 0;
  std::uint16_t routine_asked = 0;   // the day on which the open routine episode's wait starts
  std::uint16_t urgent_asked = 0;    // the same of the open urgent episode
  std::uint16_t last_completed = 0;  // day of the last completed course
  // its band (bits 0-2), whether it was complete (bit 3), months for which varnish then protected (bits 4-7)
  std::uint8_t last_course = 0;
  std::uint8_t open = 0;  // last bits of the open requests' ordinals: 0-3 routine, 4-7 urgent

  std::uint8_t course() const { return last_course & 15; }
  int varnish_months() const { return last_course >> 4; }

  void open_request(bool urgent, std::uint16_t ordinal)
  {
    const int shift = urgent ? 4 : 0;
    open = static_cast<std::uint8_t>((open & ~(15 << shift)) | (ordinal & 15) << shift);
  }
  /// Whether that is the ordinal of the last request of its kind (or one that lies 16 requests before it).
  bool is_last_request(bool urgent, std::uint16_t ordinal) const
  {
    return (open >> (urgent ? 4 : 0) & 15) == (ordinal & 15);
  }
};
static_assert(sizeof(PersonHistory) == 16);

/// Half a cache line.
struct alignas(32) Resident {
  PersonState state;
  PersonHistory history;
};

}  // namespace models
