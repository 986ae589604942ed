// A lead clinician for a Place: what leading does for the programmes of others there. A lever, turned before a run.
#pragma once
#include <algorithm>
#include <cstddef>
#include <vector>

#include "sim/clock.hpp"

namespace models {

/// Neutral as made. What is assumed holds in full with one session a week, in proportion with fewer.
struct Leadership {
  sim::Day from = sim::last_storable_day, until = sim::last_storable_day;
  std::vector<bool> places;  // that are led
  double adoption = 0;       // time passes 1 + adoption times as fast for projects that are being rolled out
  double referrals = 0;      // share of the odds of an inappropriate referral that goes away

  bool leads(std::size_t place, sim::Day day) const
  {
    return day >= from && day <= until && place < places.size() && places[place];
  }
  /// When something begins that was to begin on `planned`, in a project that began on `start`.
  sim::Day begins(std::size_t place, sim::Day start, sim::Day planned) const
  {
    const sim::Day since = std::max(start, from);
    if (adoption <= 0 || planned <= since || since > until || place >= places.size() || !places[place])
      return planned;
    const auto led = static_cast<sim::Day>((planned - since) / (1 + adoption));
    // what is left of the way when nobody leads any more takes as long as it did
    const auto gained = static_cast<sim::Day>(adoption * (until - since));
    return until - since >= led ? since + led : planned - gained;
  }
  /// Days of a project that have passed since its start, as projects in that Place count them.
  double days_passed(std::size_t place, sim::Day start, sim::Day day) const
  {
    const sim::Day since = std::max(start, from), last = std::min(until, day);
    const bool is_led = place < places.size() && places[place] && last > since;
    return (day - start) + (is_led ? adoption * (last - since) : 0);
  }
  /// By what the odds of an inappropriate referral are multiplied.
  double referral_odds(std::size_t place, sim::Day day) const
  {
    return leads(place, day) ? 1 - referrals : 1;
  }
};

}  // namespace models
