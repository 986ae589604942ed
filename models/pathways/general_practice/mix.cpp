// E2: which kinds of patient pay leans a practice towards.
#include <cmath>
#include <numeric>

#include "models/pathways/general_practice/general_practice.hpp"

namespace models::general_practice {

/// E5, as a practice expects it of a kind of patient who waits as long as is acceptable.
double GeneralPractice::chance_of_missing(const PatientKind& kind) const
{
  const AttendanceSettings& a = settings_.attendance;
  double of_area = a.by_deprivation[0];
  if (!kind.is_eligible)
    of_area = std::accumulate(a.by_deprivation.begin() + 1, a.by_deprivation.end(), 0.0) /
              (deprivation_classes - 1);
  const double logit = a.base + of_area + (kind.age == AgeClass::child ? a.child : 0) +
                       (kind.is_new ? a.fresh : 0) - a.reminded * a.reminder +
                       a.lead * std::log1p(practice_settings_.contract.acceptable_wait_days);
  return 1 / (1 + std::exp(-logit));
}

/// Units pay only their share of the contract; who comes for the first time brings a head.
void GeneralPractice::add_heads_to(double& pay, const PatientKind& kind, const Expectation& course,
                                   double lost) const
{
  const ByHeadSettings& by_head = practice_settings_.contract.by_head;
  pay *= 1 - static_cast<double>(by_head.share.thousandths) / static_cast<double>(thousandths_per_whole);
  if (kind.is_new) pay += head_pay(by_head, kind, fee_factor_) * (1 - lost) / course.minutes;
}

/// The shares of children who are not yet cooperative, as the Place's practices know them.
void GeneralPractice::count_cooperation(const Place& place)
{
  const Population& people = place.around().population;
  const sim::Day first = place.around().first;
  std::array<std::int64_t, 2> children{}, not_yet{};
  for (const Person& person : people.of_place(place.index())) {
    const int years = age_years(person, first);
    if (!person.alive_on(first) || years >= adult_age) continue;
    const std::size_t eligible = person.deprivation() == 1 ? 1 : 0;
    ++children[eligible];
    if (people.cooperation_at(person, years) > 0) ++not_yet[eligible];
  }
  for (std::size_t k = 0; k < children.size(); ++k)
    not_yet_[k] = children[k] == 0 ? 0 : static_cast<double>(not_yet[k]) / static_cast<double>(children[k]);
}

/// A mean course of a kind of patient: some children take longer, since they are not yet cooperative.
Expectation GeneralPractice::expected_course_of(const PatientKind& kind, sim::Day day) const
{
  const Attendance attendance = kind.is_new ? Attendance::fresh : Attendance::regular;
  Expectation course =
      treatment_.expectation(kind.age, attendance, {kind.age, kind.is_new, false, false, false}, day);
  if (kind.age == AgeClass::adult) return course;
  const double slower =
      treatment_.expectation(kind.age, attendance, {kind.age, kind.is_new, true, false, false}, day).minutes;
  course.minutes += not_yet_[kind.is_eligible ? 1 : 0] * (slower - course.minutes);
  return course;
}

/// Pay per expected minute of each kind of patient, appointments missed included: E2 looks at nothing else.
void GeneralPractice::update_pay(sim::Day day)
{
  const ContractSettings& contract = practice_settings_.contract;
  Contract ordinary;
  ordinary.uda_value = Pence{static_cast<std::int64_t>(mean_uda_value_)};
  for (std::size_t k = 0; k < patient_kinds; ++k) {
    const PatientKind kind{static_cast<AgeClass>(k / 4), (k & 2) != 0, (k & 1) != 0};
    const Expectation course = expected_course_of(kind, day);
    minutes_[k] = course.minutes;
    const double lost = settings_.lost_time + chance_of_missing(kind);
    pay_[k] = pay_per_minute(uda_value_for(contract, ordinary, kind, day), course, lost);
    if (contract.by_head.in_force(day)) add_heads_to(pay_[k], kind, course, lost);
  }
}

/// E2, once a month: the mix of minutes asked for in about a quarter, and where pay leans it.
void GeneralPractice::update_mix(std::uint16_t p)
{
  constexpr float kept = 2.0F / 3;  // of a month's requests in the next month: three months on average
  Mix& mix = mix_[p];
  ByKind need{};
  for (std::size_t k = 0; k < patient_kinds; ++k) need[k] = mix.asked[k] * minutes_[k];
  const ByKind towards = leaning(practice_settings_.contract, need, pay_);
  for (std::size_t k = 0; k < patient_kinds; ++k) {
    mix.leaning[k] = static_cast<float>(towards[k]);
    mix.asked[k] *= kept;
  }
}

}  // namespace models::general_practice
