// Who works at practices beside what their contracts say: the workforce's levers, turned before a run, and those who
// join a practice in it (foundation dentists, trainees of a training site, dentists for posts that stand empty).
//
// Whoever joins has sessions of their own in the practice's books: nobody else's move. Their sessions open on the day
// after they come, and who leaves still sees whom they have booked. A place in the books is kept for each who may come.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/practices/clinician.hpp"
#include "models/practices/session_book.hpp"
#include "models/practices/treatment.hpp"
#include "sim/clock.hpp"
#include "sim/stream.hpp"

namespace models {

struct Practice;
struct PracticeSettings;
struct SessionShapes;

/// C6: the leave rate of a practice's posts times 1 + strength x the part of its load above `from`, 0 to 1.
struct Fatigue {
  double strength = 0;
  double from = 1;         // load: share of its time that is booked
  double memory_days = 1;  // over which the load is averaged
  double hazard(double load) const;
  double most() const { return 1 + strength; }
};

/// C16: part-time work and portfolio careers. What a post holds of its sessions, and who stays for it.
struct WorkingTime {
  sim::Day from = sim::last_storable_day;
  double sessions = 1;
  double stays = 0;  // chance that who is about to leave stays
};

/// C108: what dental care professionals may do from a day on where a practice takes part.
struct ExtendedScope {
  sim::Day from = sim::last_storable_day;
  std::array<RoleOrder, procedures> roles{};  // empty: as everywhere
  bool nurses = false;                        // each has an extended-duty nurse
  std::vector<bool> practices;                // of the region
  bool holds(std::size_t practice, sim::Day day) const
  {
    return day >= from && practice < practices.size() && practices[practice];
  }
};

/// The levers of a run. Neutral as made.
struct Staffing {
  std::vector<std::array<int, book_roles>> joining;  // by practice of the region: who may come, by role
  bool fills_gaps = false;                           // dentists may come for posts that stand empty
  WorkingTime working_time;
  Fatigue fatigue;
  ExtendedScope scope;
  /// Who may come to a practice; those for its empty posts apart.
  std::array<int, book_roles> may_join(std::size_t practice) const
  {
    return practice < joining.size() ? joining[practice] : std::array<int, book_roles>{};
  }
};

/// In whose chairs somebody who joins works.
enum class Chairs : std::uint8_t { of_practice, of_their_own, of_training_site };

/// Somebody who joins a practice.
struct Joiner {
  std::uint32_t key = 0;  // names their streams
  Role role = Role::dentist;
  Chairs chairs = Chairs::of_practice;
  int sessions = 0;         // half-days a week
  int chairs_there = 0;     // of their training site
  bool supervised = false;  // by the practice's dentists, in their time
  bool on_scheme = false;   // their service payment is the scheme's
};

/// A place in a practice's books, and who has it.
struct JoinerPlace {
  Role role = Role::dentist;
  int pair = 0;  // sessions 2 pair and 2 pair + 1 of the role's book
  bool taken = false;
  sim::Day free_from = 0;  // after the last day of who left
  Joiner who;
  Post post;
};

/// What a practice tells of its staff.
struct StaffNow {
  int trainees = 0;           // foundation dentists on the scheme
  double empty_sessions = 0;  // a week, for which it has nobody and awaits nobody
};

/// Places for so many of each role, before the books are made.
void keep_places(Practice& practice, const std::array<int, book_roles>& heads);
/// Somebody comes tomorrow: their place, nullopt where none is free.
std::optional<std::size_t> join(const PracticeSettings& settings, const SessionShapes& shapes,
                                Practice& practice, const Joiner& who, sim::Day today, SessionBooks& books,
                                const sim::Streams& streams);
/// Somebody's last day: what is not booked of their later sessions is closed.
void part(const PracticeSettings& settings, Practice& practice, std::size_t at, sim::Day today,
          SessionBooks& books);
/// Opens the sessions of all who have joined on a day.
void open_joined(const PracticeSettings& settings, const SessionShapes& shapes, Practice& practice,
                 sim::Day day, sim::Day today, SessionBooks& books, const sim::Streams& streams);
/// Sessions a week for which the practice has nobody and awaits nobody.
double empty_sessions(const Practice& practice);
/// Foundation dentists, its own and who joined; on the scheme only, or with training sites'.
int trainees(const Practice& practice, bool with_sites);

}  // namespace models
