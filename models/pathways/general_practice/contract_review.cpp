// What the ICB does with a contract within its year: early warning, the review at mid-year; and what a practice's records
// tell it.
#include <algorithm>
#include <cmath>

#include "models/pathways/general_practice/general_practice.hpp"

namespace models::general_practice {

/// Flags a practice in trouble, as last month's figures show it: by what the flag changes the hazard of a hand-back.
double GeneralPractice::warned(Place& place, std::uint16_t p) const
{
  const Practice& practice = practices_[p];
  double staffed = 0;  // sessions a week
  for (const Post& post : practice.staff.posts)
    if (post.is_filled && post.role != Role::foundation_dentist) staffed += post.sessions;
  for (const JoinerPlace& joined : practice.joined)
    if (joined.taken && joined.who.chairs == Chairs::of_practice && joined.role != Role::foundation_dentist)
      staffed += joined.who.sessions;
  const double establishment = practice.staff.establishment;
  const PracticeInView view{forecast_[p], practice.contract.short_years,
                            establishment > 0 ? staffed / establishment : 1};
  if (!is_at_risk(levers_.warning, view)) return 1;
  place.tell_contract({ContractNews::at_risk, site(p), 1});
  return std::exp(levers_.warning.hand_back);
}

/// Whoever is behind submits an action plan; some give up what is not forecast, for the Office to let again.
void GeneralPractice::review(Place& place, std::uint16_t p, sim::Day day)
{
  Contract& contract = practices_[p].contract;
  if (!is_behind(levers_.review, contract)) return;
  contract.has_action_plan = true;
  place.tell_contract({ContractNews::action_plan, site(p), 1});
  const double u = place.streams()
                       .draw(practices_[p].key, sim::Why{"rebasing"}, static_cast<std::uint32_t>(day))
                       .uniform(0);
  if (u >= levers_.review.rebased) return;
  const double forecast = forecast_delivery(practice_settings_.contract, contract, elapsed_year(day));
  const Uda freed = beyond_forecast(contract, forecast, review_month);
  if (freed.hundredths == 0) return;
  rebase(contract, freed, review_month);
  place.tell_contract({ContractNews::rebased, site(p), freed.hundredths});
  offer_to_others(place, p, day, freed);
}

/// E3: what is added to the log odds of taking a new patient: for children, and under an action plan.
double GeneralPractice::acceptance_shift(std::size_t practice, AgeClass age) const
{
  return (age == AgeClass::child ? settings_.child_acceptance : 0) +
         (practices_[practice].contract.has_action_plan ? levers_.review.acceptance : 0);
}

/// The interval to the next check-up that a patient's risk suggests (NICE CG19).
sim::Day GeneralPractice::days_by_risk(const Place& place, const Episode& episode) const
{
  constexpr double days_per_month = days_per_year / 12;
  const RecallSettings& recall = settings_.recall;
  const bool child = age_years(place.person(episode.person), place.today()) < adult_age;
  const bool high = severity_of(static_cast<OralState>(episode.oral)) != Severity::none;
  const double months =
      child ? (high ? recall.child_high : recall.child_low) : (high ? recall.adult_high : recall.adult_low);
  return static_cast<sim::Day>(months * days_per_month);
}

/// A course has begun; of who is known here, how long after their last one, here or elsewhere.
void GeneralPractice::tell_begun(Place& place, const Episode& episode) const
{
  const sim::Day today = place.today();
  place.tell_deed({PracticeDeed::began, site(episode.practice), std::max(today - episode.asked, 0)});
  if (episode.has(Episode::known) && episode.last_completed != 0)
    place.tell_deed({PracticeDeed::returned, site(episode.practice), today - episode.last_completed});
}

}  // namespace models::general_practice
