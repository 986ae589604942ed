// The arithmetic of dental teams in care homes, for `bitewing check`.
#include <fmt/format.h>

#include "models/pathways/care_homes/links.hpp"

namespace models::care_homes {

std::vector<PlanFigure> plan(const Geography& geography, const Settings& settings, Days period)
{
  const auto named = static_cast<int>(settings.named.size());
  const auto offices = static_cast<int>(geography.offices.size());
  const int of_office = named + settings.practices;  // the first practice ranks before those of the rule
  double practice_months = 0, begun = 0;
  for (int rank = 0; rank < of_office; ++rank) {
    const sim::Day from = first_day(settings, rank, of_office);
    const Days held = common(period, {from, settings.end});
    const int times = rank < named ? 1 : offices;  // named ones stand in one ICB
    practice_months += times * months_in(held);
    if (from >= period.first && from <= held.last) begun += times;
  }
  const double practices = named + static_cast<double>(settings.practices) * offices;
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
