#include "models/scenario.hpp"

#include <fmt/format.h>

#include <limits>

namespace models {

namespace {

constexpr double longest_time = 100 * 12;   // months: beyond a century no parameter of ours means anything
constexpr double most_replications = 9999;  // run files are numbered with four digits
constexpr double largest_seed = static_cast<double>(std::numeric_limits<std::int64_t>::max());

/// Dates that do not fit: a start within a month, or days that 16 bits cannot hold.
void check_dates(sim::io::Block& block, const StudySettings& settings)
{
  const auto start = sim::to_date(settings.start);
  if (start.day() != std::chrono::day{1})
    block.fault("start",
                fmt::format("'start' is {} (allowed: the first of a month, since results are by month) write "
                            "{:04}-{:02}-01",
                            sim::to_string(settings.start), static_cast<int>(start.year()),
                            static_cast<unsigned>(start.month())));
  else if (sim::month_index(settings.start) <= settings.warm_up || settings.end() > sim::last_storable_day)
    block.fault_among(
        {"start", "months", "warm_up"},
        fmt::format(
            "'start' is {}, with {} months of 'warm_up' before and {} 'months' after (allowed: days from {} "
            "to {}) choose another start or a shorter time",
            sim::to_string(settings.start), settings.warm_up, settings.months,
            sim::to_string(sim::first_storable_day), sim::to_string(sim::last_storable_day)));
}

}  // namespace

sim::Day StudySettings::first_day() const
{
  return sim::first_day_of_month(sim::month_index(start) - warm_up);
}

sim::Day StudySettings::end() const { return sim::first_day_of_month(sim::month_index(start) + months); }

void read(sim::io::Block& block, StudySettings& out)
{
  block.text("title", out.title, "What the study is called in its results.");
  const bool has_start = block.date("start", out.start, "First reported day, the first of a month.");
  const bool has_months = block.integer("months", out.months, {"month", 1, longest_time, "Reported time."});
  const bool has_warm_up = block.integer("warm_up", out.warm_up,
                                         {"month", 0, longest_time, "Time simulated before, not reported."});
  block.integer(
      "replications", out.replications,
      {"", 1, most_replications, "How often each scenario is played, each time with other random numbers."});
  block.integer("seed", out.seed, {"", 0, largest_seed, "Where the random numbers of the study begin."});
  block.flag("practice_months", out.practice_months,
             "Also write results by practice and month (run files only).", sim::io::Presence::optional);
  if (has_start && has_months && has_warm_up && !block.describing()) check_dates(block, out);
}

}  // namespace models
