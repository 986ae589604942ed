// Levers on referral management, as programmes turn them before a run: where triage sends somebody first, and what
// referrers learn from what comes back.
#pragma once
#include <vector>

#include "models/referrals/specialties.hpp"

namespace models {

/// Referrals for one service go to another one first, where a site of it has room.
struct FirstElsewhere {
  Specialty asked{}, first{};
  double within = 0;    // days of waiting there, at most
  double farthest = 0;  // km from home
  double unless_seen_within =
      0;  // days: where the service asked for waits no longer, nobody is sent elsewhere
};

struct ReferralLevers {
  std::vector<FirstElsewhere> elsewhere;
  /// By how much a practice's log odds of referring what level 1 could do fall with each one that a clinic sends back.
  double feedback = 0;
};

}  // namespace models
