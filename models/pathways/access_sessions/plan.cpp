// The arithmetic of access sessions, for `bitewing check`.
#include <fmt/format.h>

#include <algorithm>

#include "models/pathways/access_sessions/sites.hpp"

namespace models::access_sessions {

std::vector<PlanFigure> plan(const Geography& geography, const Settings& settings, Days period)
{
  const std::vector<Site> sites = make_sites(geography, settings);
  const auto centres = std::count_if(sites.begin(), sites.end(),
                                     [](const Site& site) { return site.practice == no_practice; });
  const auto practices = static_cast<double>(sites.size()) - static_cast<double>(centres);
  const Days held = common(period, {settings.start, settings.end});
  const PracticeSessions& at = settings.at_practices;
  double sessions = practices * sessions_in(at.weekly, held);
  std::string sum = fmt::format("{} practices x {}", practices, sessions_in_words(at.weekly, held));
  if (at.commissioned > 0 && sessions > at.commissioned) {
    sessions = at.commissioned;
    sum = fmt::format("{} sessions commissioned in all", at.commissioned);
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
  const WeeklySessions on_working_days{centre.weekly.working_days, 0}, on_others{0, centre.weekly.rest_days};
  const auto all = static_cast<double>(centres);
  const double cost = all *
                      (sessions_in(on_working_days, held) * static_cast<double>(centre.session_fee.amount) +
                       sessions_in(on_others, held) * static_cast<double>(centre.rest_day_fee.amount)) /
                      pence_per_pound;
  figures.push_back({PlanQuantity::sites, "centres", all, fmt::format("{} centres", all)});
  figures.push_back({PlanQuantity::cost, "centres", cost,
                     fmt::format("{} centres x {}", all, sessions_in_words(centre.weekly, held))});
  return figures;
}

}  // namespace models::access_sessions
