// The arithmetic of access sessions, for `bitewing check`.
#include <fmt/format.h>

#include <algorithm>

#include "models/pathways/access_sessions/sites.hpp"
#include "models/practices/contract.hpp"

namespace models::access_sessions {

namespace {

/// What sites hold that begin evenly over the ramp.
struct Held {
  double working_days = 0, rest_days = 0;  // sessions of all sites
  std::string sum;
  double sessions() const { return working_days + rest_days; }
};

/// Of each site no more than its part of what is `commissioned` in all, earlier sessions included (0 = no limit).
Held held_by(int sites, const char* noun, const WeeklySessions& weekly, int commissioned,
             const Settings& settings, Days period)
{
  const WeeklySessions on_working_days{weekly.working_days, 0}, on_others{0, weekly.rest_days};
  Held held;
  bool is_limited = false;
  for (int k = 0; k < sites; ++k) {
    constexpr double middle = 0.5;
    const auto later =
        static_cast<sim::Day>((k + middle) / sites * settings.ramp * days_per_year / months_per_year);
    const Days open{settings.start + later, settings.end}, days = common(period, open);
    double part = 1;
    if (commissioned > 0) {
      const auto all = static_cast<double>(instalment(commissioned, k, sites));
      const double before = sessions_in(weekly, common({open.first, period.first - 1}, open)),
                   wanted = sessions_in(weekly, days), left = std::max(all - before, 0.0);
      if (wanted > left) {
        part = left / wanted;
        is_limited = true;
      }
    }
    held.working_days += part * sessions_in(on_working_days, days);
    held.rest_days += part * sessions_in(on_others, days);
  }
  held.sum = fmt::format("{} {} x ", sites, noun);
  if (is_limited)
    held.sum = fmt::format("{} of {} sessions commissioned in all",
                           in_words(PlanQuantity::sessions, held.sessions()), commissioned);
  else if (settings.ramp == 0 || sites == 0)
    held.sum += sessions_in_words(weekly, common(period, {settings.start, settings.end}));
  else
    held.sum +=
        fmt::format("{:.1f} sessions, as they begin over {} months", held.sessions() / sites, settings.ramp);
  return held;
}

}  // namespace

std::vector<PlanFigure> plan(const Geography& geography, const Settings& settings, Days period)
{
  const std::vector<Site> sites = make_sites(geography, settings);
  const auto centres = std::count_if(sites.begin(), sites.end(),
                                     [](const Site& site) { return site.practice == no_practice; });
  if (common(period, {settings.start, settings.end}).count() == 0) return {};
  const auto practices = static_cast<int>(sites.size()) - static_cast<int>(centres);
  const PracticeSessions& at = settings.at_practices;
  const Held at_practices = held_by(practices, "practices", at.weekly, at.commissioned, settings, period);
  const double sessions = at_practices.sessions();
  const std::string& sum = at_practices.sum;
  const std::string fee = in_words(PlanQuantity::cost, in_pounds(at.session_fee));
  std::vector<PlanFigure> figures{
      {PlanQuantity::practices, "practices", static_cast<double>(practices),
       fmt::format("{} practices", practices)},
      {PlanQuantity::sessions, "sessions", sessions, sum},
      {PlanQuantity::fee, "a session", in_pounds(at.session_fee), "a session"},
      {PlanQuantity::appointments, "appointments", sessions * settings.planned,
       fmt::format("{} x {} appointments", in_words(PlanQuantity::sessions, sessions), settings.planned)},
      {PlanQuantity::cost, "session fees", sessions * in_pounds(at.session_fee),
       fmt::format("{} x {}", sum, fee)}};
  if (centres == 0) return figures;
  const CentreSessions& centre = settings.at_centres;
  const auto all = static_cast<double>(centres);
  const Held held = held_by(static_cast<int>(centres), "centres", centre.weekly, 0, settings, period);
  const double cost =
      held.working_days * in_pounds(centre.session_fee) + held.rest_days * in_pounds(centre.rest_day_fee);
  figures.push_back({PlanQuantity::sites, "centres", all, fmt::format("{} centres", all)});
  figures.push_back({PlanQuantity::sessions, "sessions of centres", held.sessions(), held.sum});
  figures.push_back({PlanQuantity::cost, "centres", cost,
                     fmt::format("{}, at {} and {} on rest days", held.sum,
                                 in_words(PlanQuantity::cost, in_pounds(centre.session_fee)),
                                 in_words(PlanQuantity::cost, in_pounds(centre.rest_day_fee)))});
  return figures;
}

}  // namespace models::access_sessions
