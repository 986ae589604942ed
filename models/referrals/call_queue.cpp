#include "models/referrals/call_queue.hpp"

#include <algorithm>
#include <functional>

#include "models/practices/working_days.hpp"

namespace models {

sim::Minute OpeningHours::first_open(sim::Minute minute) const
{
  constexpr int longest_closure = 14;  // days; no run of rest days is longer
  for (int k = 0; k < longest_closure; ++k) {
    const sim::Day day = sim::day_of(minute) + k;
    const bool working = is_working_day(day);
    const sim::Minute from = working ? opens : rest_day_opens, to = working ? closes : rest_day_closes;
    if (from == to) continue;
    const sim::Minute earliest = std::max(minute, sim::minute_of(day, from));
    if (earliest < sim::minute_of(day, to)) return earliest;
  }
  return minute;
}

CallQueue::CallQueue(std::size_t handlers, const OpeningHours& hours) : hours_{hours}, free_at_(handlers, 0.0)
{}

std::optional<double> CallQueue::call(sim::Minute minute, double patience, double handling)
{
  if (free_at_.empty()) return std::nullopt;
  const auto open = static_cast<double>(hours_.first_open(minute));
  const double answered = std::max(open, free_at_.front());
  if (answered - open > patience) return std::nullopt;
  std::pop_heap(free_at_.begin(), free_at_.end(), std::greater<>{});
  free_at_.back() = answered + handling;
  std::push_heap(free_at_.begin(), free_at_.end(), std::greater<>{});
  return answered;
}

}  // namespace models
