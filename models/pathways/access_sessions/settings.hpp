// Access sessions: which practices and centres hold them, how many, for whom, and what they cost.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/finance/money.hpp"
#include "models/places/pathway.hpp"
#include "models/places/selection.hpp"
#include "models/places/site_care.hpp"
#include "models/population/groups.hpp"
#include "models/practices/session_book.hpp"

namespace models::access_sessions {

/// Sessions at practices.
struct PracticeSessions {
  Selection selection;
  WeeklySessions weekly;  // of one practice
  int commissioned = 0;   // sessions in all; 0 = as many as there are weeks for
  Pence session_fee;
  bool paid_unfilled = true;  // also for sessions for which nobody was booked on their morning
  double displaces = 0;       // share of a session's time that comes out of the practice's own books
  double kept_on = 0;         // chance that the practice takes on whom it has made fit
};

/// Dental access centres: providers of their own.
struct CentreSessions {
  double per_million = 0;  // in Places that are not named
  std::vector<NamedSites> places;
  WeeklySessions weekly;  // of one centre; rest days: out of hours
  Pence session_fee, rest_day_fee;
  double urgent = 0;      // chance that somebody in trouble whom no practice takes comes there first
  int urgent_kept = 0;    // minutes of a session, until the day
  int urgent_within = 0;  // days
  double kept_on = 0;     // chance that a practice near home takes on whom it has made fit
};

/// What is particular to PLUS groups; of several the largest counts.
struct GroupSettings {
  std::uint16_t only = 0;                         // who is seen; 0 = everybody without a usual practice
  std::array<double, plus_groups> missed{};       // chance of not coming
  std::array<double, plus_groups> longer{};       // minutes more for each visit
  std::array<double, plus_groups> interpreter{};  // share who need one, beside others
  std::array<double, plus_groups> referred{};     // 1/year, by others than dentists
};

struct Settings : PathwaySettings {
  sim::Day start = 0, end = sim::last_storable_day;  // the last day
  double ramp = 0;                                   // months over which practices and centres begin
  int minutes = 0;                                   // of a session
  double planned = 0;                                // appointments of a session, as the plan counts them
  PracticeSessions at_practices;
  CentreSessions at_centres;
  GroupSettings groups;
  int opened_ahead = 0;  // days
  int within = 0;        // days in which a first visit is found, or refused
  double farthest = 0;   // km
  int kept = 0;          // minutes of a session for who goes first
  int released = 0;      // days before the session on which that time is open to all
  int tries = 0;         // sites tried for one person
  double missed = 0;     // chance of not coming
  int rebooked_after = 0;
  int discharged_after = 0;  // missed appointments in a row
  int interpreter = 0;       // minutes more for each visit
  double seen_again = 0;     // months

  int closed_units() const { return units_per_session - minutes / minutes_per_unit; }
  /// Whether anybody is booked on that day: books are open ahead of the first session.
  bool books_on(sim::Day day) const { return day >= start - opened_ahead && day <= end; }
};
void read(sim::io::Block& block, Settings& out);
/// What the settings come to in a period.
std::vector<PlanFigure> plan(const Geography& geography, const Settings& settings, Days period);
/// Places and practices that the region does not have, and more practices than there are.
void check(const Geography& geography, const Settings& settings, sim::io::Faults& faults);

}  // namespace models::access_sessions
