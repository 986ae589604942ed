// Care homes: which practices visit homes and from when, what a session is, what it does and what it costs.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "models/finance/money.hpp"
#include "models/places/deployment.hpp"
#include "models/places/pathway.hpp"
#include "sim/clock.hpp"

namespace models::care_homes {

/// Who comes to the home.
enum class Team : std::uint8_t { dentist, dental_care_professional };
inline constexpr std::array<std::string_view, 2> team_labels{"dentist", "dental_care_professional"};

/// When a practice that is linked to homes visits them: always, or while it takes part in its dental cluster.
enum class Linked : std::uint8_t { always, cluster };
inline constexpr std::array<std::string_view, 2> linked_labels{"none", "cluster"};

/// Few practices first.
struct PilotSettings {
  int practices = 0;
  int months = 0;  // 0 = no pilot
};

/// What seeing a resident, or training a home's staff, does to the onset of disease.
struct Protection {
  double factor = 1;
  double months = 0;  // for so long
};

struct TrainingSettings {
  int minutes = 0;   // of a session
  double every = 0;  // months after which a home's staff are trained again
  Protection protection;
};

/// Mouth care taught in homes by somebody else than a visiting practice.
struct TaughtSettings {
  double share = 0;  // of homes
  Deployment deployment;
  double over = 0;  // months in which they are reached for the first time
  Pence fee;        // for each time that a home is taught
};

struct TroubleSettings {
  std::array<double, team_labels.size()> finds{};  // chance that untreated disease is seen
  double travels = 0;                              // share of residents who can go to a practice
  double refers = 0;      // share of the others without pain who are referred to special care
  int visit_minutes = 0;  // of treatment at the home
  int visit_days = 0;     // until a dentist comes whom a dental care professional has called
};

struct EndOfLifeSettings {
  int days = 0;           // before death
  double recognised = 0;  // share of those dying of whom the home knows it
};

struct Settings : PathwaySettings {
  sim::Day start = 0, end = sim::last_storable_day;  // the last day
  int practices = 0;                                 // in each ICB, chosen by nearness
  std::vector<std::string> named;                    // ids of others, who come first
  std::vector<std::string> places;                   // none = all
  std::string named_where, places_where;
  int roll_out_months = 0;  // over which the practices after the pilot begin
  int homes = 0;            // for each practice
  int sessions = 0;         // 1/month and practice
  int minutes = 0;          // of a session
  int resident_minutes = 0;
  double plan_months = 0;  // for which an oral-health plan is in force
  int led_by = 0;          // Team
  bool own_time = false;
  int linked = 0;  // Linked
  Pence session_fee, equipment, visit_fee, transport, mileage;
  PilotSettings pilot;
  Protection prevention;
  TrainingSettings training;
  TaughtSettings taught;
  TroubleSettings trouble;
  EndOfLifeSettings end_of_life;

  Team team() const { return static_cast<Team>(led_by); }
};
void read(sim::io::Block& block, Settings& out);
/// Places and practices that the region does not have, or that are named twice.
void check(const Geography& geography, const Settings& settings, sim::io::Faults& faults);

}  // namespace models::care_homes
