// The arithmetic of dental teams in care homes, for `bitewing check`.
#include <fmt/format.h>

#include <algorithm>

#include "models/pathways/care_homes/links.hpp"

namespace models::care_homes {

std::vector<PlanFigure> plan(const Geography& geography, const Settings& settings, Days period)
{
  double practices = 0, practice_months = 0, begun = 0;
  for (std::size_t office = 0; office < geography.offices.size(); ++office) {
    const auto named = static_cast<int>(named_in(geography, settings, office).size());
    const int of_office = std::max(
        named, std::min(named + settings.practices, practices_to_choose_from(geography, settings, office)));
    practices += of_office;
    for (int rank = 0; rank < of_office; ++rank) {
      const sim::Day from = first_day(settings, rank, of_office);
      const Days held = common(period, {from, settings.end});
      practice_months += months_in(held);
      if (from >= period.first && from <= held.last) ++begun;
    }
  }
  if (practice_months == 0) return {};
  const double sessions = practice_months * settings.sessions;
  const auto fee = [&](Pence amount) { return in_words(PlanQuantity::cost, in_pounds(amount)); };
  const std::string held =
      fmt::format("{:.4g} practices' months x {} sessions a month", practice_months, settings.sessions);
  return {{PlanQuantity::practices, "practices", practices, fmt::format("{} practices", practices)},
          {PlanQuantity::homes, "homes", practices * settings.homes,
           fmt::format("{} practices x {} homes", practices, settings.homes)},
          {PlanQuantity::sessions, "sessions", sessions, held},
          {PlanQuantity::fee, "a session", in_pounds(settings.session_fee), "a session"},
          {PlanQuantity::cost, "session fees", sessions * in_pounds(settings.session_fee),
           fmt::format("{} x {}", held, fee(settings.session_fee))},
          {PlanQuantity::cost, "equipment", begun * in_pounds(settings.equipment),
           fmt::format("{} practices begun x {}", begun, fee(settings.equipment))}};
}

}  // namespace models::care_homes
