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
};

Held held_by(double sites, const char* noun, const WeeklySessions& weekly, const Settings& settings,
             Days period)
{
  const WeeklySessions on_working_days{weekly.working_days, 0}, on_others{0, weekly.rest_days};
  Held held;
  for (int k = 0; k < sites; ++k) {
    constexpr double middle = 0.5;
    const auto later =
        static_cast<sim::Day>((k + middle) / sites * settings.ramp * days_per_year / months_per_year);
    const Days days = common(period, {settings.start + later, settings.end});
    held.working_days += sessions_in(on_working_days, days);
    held.rest_days += sessions_in(on_others, days);
  }
  held.sum = fmt::format("{} {} x ", sites, noun);
  if (settings.ramp == 0 || sites == 0)
    held.sum += sessions_in_words(weekly, common(period, {settings.start, settings.end}));
  else
    held.sum += fmt::format("{:.1f} sessions, as they begin over {} months",
                            (held.working_days + held.rest_days) / sites, settings.ramp);
  return held;
}

}  // namespace

std::vector<PlanFigure> plan(const Geography& geography, const Settings& settings, Days period)
{
  const std::vector<Site> sites = make_sites(geography, settings);
  const auto centres = std::count_if(sites.begin(), sites.end(),
                                     [](const Site& site) { return site.practice == no_practice; });
  const auto practices = static_cast<double>(sites.size()) - static_cast<double>(centres);
  const PracticeSessions& at = settings.at_practices;
  if (common(period, {settings.start, settings.end}).count() == 0) return {};
  auto [sessions, resting, sum] = held_by(practices, "practices", at.weekly, settings, period);
  sessions += resting;
  if (at.commissioned > 0) {
    const Held before =
        held_by(practices, "practices", at.weekly, settings, {settings.start, period.first - 1});
    const double left = std::max(at.commissioned - before.working_days - before.rest_days, 0.0);
    if (sessions > left) {
      sessions = left;
      sum = left < at.commissioned
                ? fmt::format("{:.4g} left of {} sessions commissioned in all", left, at.commissioned)
                : fmt::format("{} sessions commissioned in all", at.commissioned);
    }
  }
  const std::string fee = in_words(PlanQuantity::cost, in_pounds(at.session_fee));
  std::vector<PlanFigure> figures{
      {PlanQuantity::practices, "practices", practices, fmt::format("{} practices", practices)},
      {PlanQuantity::sessions, "sessions", sessions, sum},
      {PlanQuantity::fee, "a session", in_pounds(at.session_fee), "a session"},
      {PlanQuantity::appointments, "appointments", sessions * settings.planned,
       fmt::format("{} x {} appointments", in_words(PlanQuantity::sessions, sessions), settings.planned)},
      {PlanQuantity::cost, "session fees", sessions * in_pounds(at.session_fee),
       fmt::format("{} x {}", sum, fee)}};
  if (centres == 0) return figures;
  const CentreSessions& centre = settings.at_centres;
  const auto all = static_cast<double>(centres);
  const Held held = held_by(all, "centres", centre.weekly, settings, period);
  const double cost =
      held.working_days * in_pounds(centre.session_fee) + held.rest_days * in_pounds(centre.rest_day_fee);
  figures.push_back({PlanQuantity::sites, "centres", all, fmt::format("{} centres", all)});
  figures.push_back(
      {PlanQuantity::sessions, "sessions of centres", held.working_days + held.rest_days, held.sum});
  figures.push_back({PlanQuantity::cost, "centres", cost,
                     fmt::format("{}, at {} and {} on rest days", held.sum,
                                 in_words(PlanQuantity::cost, in_pounds(centre.session_fee)),
                                 in_words(PlanQuantity::cost, in_pounds(centre.rest_day_fee)))});
  return figures;
}

}  // namespace models::access_sessions
