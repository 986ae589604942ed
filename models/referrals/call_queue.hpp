// A queue of calls to handlers who work by shifts: first come first served, and a caller hangs up when the wait
// exceeds their patience (Kiefer and Wolfowitz's recursion, Transactions of the AMS 78, 1955; with patience the
// workload seen by who will not wait is left out: Baccelli, Boyer and Hebuterne, Advances in Applied
// Probability 16, 1984). Exact whatever the distributions, without an event for a call.
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "sim/clock.hpp"

namespace models {

/// When lines are open: minutes of the day, on working days and on others (closes = opens: shut).
struct OpeningHours {
  sim::Minute opens = 0, closes = 0;
  sim::Minute rest_day_opens = 0, rest_day_closes = 0;

  /// The first open minute from `minute` on.
  sim::Minute first_open(sim::Minute minute) const;
};

class CallQueue {
 public:
  /// Without handlers nobody is ever answered.
  CallQueue(std::size_t handlers, const OpeningHours& hours);

  /// A call, not earlier than those before: the minute at which it is answered and that handler is busy for
  /// `handling` minutes from then on; nothing where the caller hangs up first. A call outside the hours is held
  /// until they begin, and patience counts from there.
  std::optional<double> call(sim::Minute minute, double patience, double handling);
  std::size_t handlers() const { return free_at_.size(); }

 private:
  OpeningHours hours_;
  std::vector<double> free_at_;  // a heap, the earliest on top
};

}  // namespace models
