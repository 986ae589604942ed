// Referral management: parameters of need for referral, triage, routing.
#pragma once
#include <array>
#include <string_view>

#include "models/places/pathway.hpp"
#include "models/practices/treatment.hpp"
#include "models/referrals/specialties.hpp"

namespace models::referral_management {

/// What an assessment in practice finds to be beyond it: shares of assessments.
struct NeedSettings {
  double child_unable = 0;   // with disease: children who cannot be treated awake
  double child_not_yet = 0;  // the same of those not yet cooperative
  double child_refused = 0;  // of children whose course ends since they refuse treatment
  double orthodontic = 0;    // children of an age for braces
  std::array<double, severities> oral_surgery{}, restorative{};  // adults, by disease
  double level_3 = 0;                                            // share of oral surgery
  std::array<double, 3> special_care{};  // adults: learning disability, care home, phobic
};

/// Where a referral goes.
enum class Destination : std::uint8_t { nearest, nearest_with_room, shortest_wait, named_centre };
inline constexpr std::array<std::string_view, 4> destination_labels{"nearest", "nearest_with_room",
                                                                    "shortest_wait", "named_centre"};

struct TriageCapacity {
  double sessions = 0;   // a week for each million people
  double referrals = 0;  // read in a session
  bool pooled = false;   // one queue for all networks: a single point of contact
  std::array<double, networks> share{};
};

struct Settings : PathwaySettings {
  NeedSettings needs;
  std::array<double, plus_groups> by_others{};  // 1/year: referrals by non-dental professionals
  int form_minutes = 0;
  double transit_days = 0;  // mean
  TriageCapacity triage;
  double incomplete = 0, answer_days = 0;  // asked for more; mean days until it comes
  double inappropriate = 0;                // share of a practice's referrals that level 1 could do, median
  double quality_spread = 0;               // coefficient of variation over practices
  double recognised = 0;                   // share of them that triage sends back
  double learning = 0;                     // fall of a practice's log odds with each one sent back
  double step_down = 0, step_up = 0;       // oral surgery: level 3 that can be 2, 2 that must be 3
  int destination = 0;                     // Destination
  int room_within = 0;                     // days of waiting that still count as room
  double misrouted = 0;
  double bariatric = 0, home_visits = 0;  // of adults in special care, of care-home residents
};
void read(sim::io::Block& block, Settings& out);

}  // namespace models::referral_management
