// The arithmetic of advanced practices for children, for `bitewing check`.
#include <fmt/format.h>

#include "models/pathways/advanced_child_care/settings.hpp"

namespace models::advanced_child_care {

std::vector<PlanFigure> plan(const Geography& geography, const Settings& settings, Days period)
{
  constexpr double weeks_a_year = 50;  // as the plan for Cheshire and Merseyside counts them
  const std::size_t practices = chosen(geography, settings).size();
  double weeks = 0, begun = 0;
  for (std::size_t k = 0; k < practices; ++k) {
    weeks += weeks_in(common(period, {settings.accepts(k, practices), settings.end}), weeks_a_year);
    const sim::Day begins = settings.begins(k, practices);
    if (begins >= period.first && begins <= period.last) ++begun;
  }
  if (weeks == 0 && begun == 0) return {};
  const auto fee = [](Pence amount) { return in_words(PlanQuantity::cost, in_pounds(amount)); };
  const double sessions = weeks * settings.sessions;
  const double referrals = sessions * settings.clinic().courses();
  const std::string held = fmt::format("{:.4g} practices' weeks x {} sessions", weeks, settings.sessions);
  const std::string room = fmt::format("{} x {:.4g} courses", held, settings.clinic().courses());
  return {{PlanQuantity::practices, "practices", static_cast<double>(practices),
           fmt::format("{} practices", practices)},
          {PlanQuantity::sessions, "sessions", sessions, held},
          {PlanQuantity::referrals, "referrals", referrals, room},
          {PlanQuantity::cost, "set-up", begun * in_pounds(settings.set_up),
           fmt::format("{} practices begun x {}", begun, fee(settings.set_up))},
          {PlanQuantity::cost, "referral fees", referrals * in_pounds(settings.referral_fee),
           fmt::format("{} x {}", room, fee(settings.referral_fee))},
          {PlanQuantity::cost, "session fees", sessions * in_pounds(settings.clinic().session_fee),
           fmt::format("{} x {}", held, fee(settings.clinic().session_fee))}};
}

}  // namespace models::advanced_child_care
