// Urgent care: parameters of sites, helpline, triage and what people do whom no practice takes.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "models/places/pathway.hpp"
#include "models/places/site_care.hpp"
#include "models/practices/session_book.hpp"
#include "models/referrals/call_queue.hpp"
#include "models/referrals/triage.hpp"

namespace models::urgent_care {

struct HelplineSettings {
  double handlers = 0, clinicians = 0;              // for each million people, rounded up in each Office
  double handling_minutes = 0, triage_minutes = 0;  // means
  double patience_minutes = 0;                      // mean
  OpeningHours hours;
  double redials = 0;       // share of those who hung up who ring again
  double redial_hours = 0;  // after so long
};

/// Sites beside those that a Place has, in further practices' rooms.
struct AddedSites {
  std::vector<NamedSites> places;
  Days open{0, sim::last_storable_day};
  WeeklySessions weekly;  // of one site
  Pence session_fee;
  double displaces = 0;  // share of a session's time that comes out of the practice's own books
};

struct SiteSettings {
  double per_million = 0;          // for Places that are not named
  std::vector<NamedSites> places;  // named ones
  sim::Day until = sim::last_storable_day;
  AddedSites added;
  WeeklySessions weekly;             // of one site
  int minutes = 0;                   // of an appointment
  int kept = 0;                      // minutes of a session for who goes first, until the day
  std::array<double, helps> able{};  // share of sites that can give each kind of help
  int opened_ahead = 0;              // days
  Pence session_fee;
};

struct Settings : PathwaySettings {
  HelplineSettings helpline;
  TriageSettings triage;
  SiteSettings sites;
  double helpline_first = 0, emergency_department_first = 0;  // shares of those whom no practice takes
  int urgent_within = 0, soon_within = 0;                     // days in which a site finds time or refuses
  double urgent_limit = 0, soon_limit = 0;                    // hours: the standards
  int tries = 0;                                              // sites tried for one caller
  double missed = 0;                                          // share who do not come
  double recontact = 0, recontact_days = 0;                   // of those given advice
  double admitted = 0;                                        // of those at A&E
  double follow_up = 0;                                       // of those without a practice
};
void read(sim::io::Block& block, Settings& out);

}  // namespace models::urgent_care
