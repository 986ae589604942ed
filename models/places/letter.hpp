// Letters: all that passes between processes. A letter carries a copy of what the receiver needs.
#pragma once
#include <cstdint>

#include "sim/clock.hpp"

namespace models {

enum class LetterKind : std::uint8_t {
  // home to host
  ask,
  // host to home
  refused,
  started,
  left,
  completed,
  // referrer to the patient's home
  referred,
  // about contracts, between a Place and its Office
  handed_back,
  relet_offer,
  unplaced,
  // between the parts of one pathway: `tries` is its number in the roster
  notice,
  // about a programme's money, between a Place and its Office
  budget,
  // clinic to the referrer: level 1 can do it
  sent_back
};

/// 24 bytes; order of delivery: (minute, person, kind), whoever sent it.
struct Letter {
  std::uint32_t person = 0;    // row of the region; of contract letters: the practice
  sim::Minute minute = 0;      // when it was written, or when what it tells of happened
  std::uint16_t practice = 0;  // or another site: a number of Sites; referred: who refers (none: no dentist)
  std::uint16_t day = 0;  // ask: when the wait starts; started: the same; completed: recall date (0 = none)
  std::uint16_t ordinal = 0;  // of the request that it answers
  LetterKind kind = LetterKind::ask;
  std::uint8_t service = 0;
  std::uint8_t stratum = 0;  // at asking
  std::uint8_t tries = 0;    // ask, refused: position in the order of choices and attempts made
  std::uint8_t oral = 0;     // ask: OralState; completed: CourseEnd bits
  std::uint8_t manner = 0;   // ask: good and bad visits; completed: the same after the course
  std::uint8_t missed = 0;   // ask: appointments missed; left: Reason
  std::uint8_t flags =
      0;  // ask: LastCourse bits, and whether the practice knows the person; or Referral bits
  std::uint16_t last_completed = 0;  // ask: day of the last completed course; or who referred
};
static_assert(sizeof(Letter) == 24);

/// The activity that a letter about contracts tells of, 0.01 UDA, kept in `day` and `ordinal`.
inline void set_activity(Letter& letter, std::uint32_t activity)
{
  letter.day = static_cast<std::uint16_t>(activity);
  letter.ordinal = static_cast<std::uint16_t>(activity >> 16);
}
inline std::uint32_t activity(const Letter& letter)
{
  return letter.day | std::uint32_t{letter.ordinal} << 16;
}

/// Why an episode ended without care: the axis `reason`.
enum class Reason : std::uint8_t {
  no_practice_accepting,  // nobody in reach shows that they take new patients
  refused,                // asked, and turned away by all
  wait_too_long,          // offered a date beyond patience
  gave_up,                // left the waiting list
  missed,                 // did not come, and was not offered another date
  discharged,             // after repeated missed appointments
  practice_closed,
  other_care,  // urgent: went elsewhere (A&E, GP, nothing)
  died,
  advice_only,           // urgent: advice, analgesia or antimicrobials by telephone
  emergency_department,  // urgent: sent to, or went to, A&E
  abandoned_call,        // urgent: hung up before the helpline answered
  no_capacity,           // triaged or referred, but no site had room in time
  rejected_referral,     // sent back to the referrer: level 1 can do it
  redirected             // referred on to another service, where the wait goes on
};
inline constexpr std::size_t reasons = 15;

}  // namespace models
