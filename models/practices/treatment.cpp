#include "models/practices/treatment.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "sim/check.hpp"

namespace models {
namespace {

constexpr double percent = 100;

constexpr std::size_t index(AgeClass age) { return static_cast<std::size_t>(age); }
constexpr std::size_t index(Attendance attendance) { return static_cast<std::size_t>(attendance); }
constexpr std::size_t index(Severity severity) { return static_cast<std::size_t>(severity); }
constexpr std::size_t index(Procedure procedure) { return static_cast<std::size_t>(procedure); }
constexpr std::size_t index(Band band) { return static_cast<std::size_t>(band); }
constexpr std::size_t index(Role role) { return static_cast<std::size_t>(role); }

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

enum Extra : std::size_t { extra_new, extra_cooperation, extra_interpreter, extra_care_home };
enum Later : std::size_t { later_2a, later_2b, later_2c, later_3 };

constexpr Band band_of_part(std::size_t part)
{
  return part == 0 ? Band::two_a : part == 1 ? Band::two_b : Band::two_c;
}
constexpr std::size_t later_of(Band band)
{
  return band == Band::two_a   ? later_2a
         : band == Band::two_b ? later_2b
         : band == Band::two_c ? later_2c
                               : later_3;
}

/// A share of a procedure among those of one band and age.
struct Chance {
  Procedure procedure;
  double share;  // %
};

/// What is done in the later visits of a band, with its shares.
std::array<Chance, 3> procedures_of(const TreatmentSettings& settings, AgeClass age, Band band)
{
  const auto only = [](Procedure procedure) {
    return std::array{Chance{procedure, percent}, Chance{procedure, 0}, Chance{procedure, 0}};
  };
  if (band == Band::three) return only(Procedure::denture_or_crown);
  if (band == Band::two_c) return only(Procedure::molar_root_canal);
  if (age == AgeClass::child) {
    if (band == Band::two_b) return only(Procedure::child_filling);
    const double filling = settings.child_2a_filling;
    return {Chance{Procedure::child_filling, filling}, Chance{Procedure::child_extraction, percent - filling},
            Chance{Procedure::child_extraction, 0}};
  }
  if (band == Band::two_b) {
    const double canal = settings.adult_2b_root_canal;
    return {Chance{Procedure::root_canal, canal}, Chance{Procedure::filling, percent - canal},
            Chance{Procedure::filling, 0}};
  }
  return {Chance{Procedure::filling, settings.adult_2a[0]},
          Chance{Procedure::extraction, settings.adult_2a[1]},
          Chance{Procedure::periodontal, settings.adult_2a[2]}};
}

}  // namespace

Severity severity_of(OralState state)
{
  switch (state) {
    case OralState::enamel_decay: return Severity::early;
    case OralState::dentinal_decay:
    case OralState::active_disease: return Severity::active;
    case OralState::pulpal:
    case OralState::urgent_condition: return Severity::severe;
    default: return Severity::none;
  }
}

bool RoleOrder::contains(Role wanted) const
{
  return std::find(role.begin(), role.begin() + size, wanted) != role.begin() + size;
}

Treatment::Treatment(const TreatmentSettings& settings) : settings_{settings}
{
  REQUIRED(!settings_.tariffs.empty() && !settings_.charges.empty(),
           "there is a tariff and a table of charges");
  for (const Role role : settings_.roles[index(Procedure::check_up)].list())
    if (may_lead(role, settings_.dcps_lead_from - 1)) leading_early_.role[leading_early_.size++] = role;
  for (std::size_t age = 0; age < age_classes; ++age)
    for (std::size_t procedure = 0; procedure < procedures; ++procedure)
      for (std::size_t extras = 0; extras < patient_extras; ++extras)
        for (std::size_t role = 0; role < book_roles; ++role)
          mean_units_[age][procedure][extras][role] =
              mean_minutes(static_cast<Procedure>(procedure),
                           {static_cast<AgeClass>(age), (extras & 1) != 0, (extras & 2) != 0,
                            (extras & 4) != 0, (extras & 8) != 0},
                           static_cast<Role>(role)) /
              minutes_per_unit;
  for (std::size_t age = 0; age < age_classes; ++age)
    for (std::size_t attendance = 0; attendance < attendances; ++attendance) {
      const double two = settings_.band_2[age][attendance] / percent;
      const double three = settings_.band_3[age][attendance] / percent;
      const double usual = two + three;
      band_3_of_operative_[age][attendance] = usual > 0 ? three / usual : 0;
      for (std::size_t severity = 0; severity < severities; ++severity)
        operative_[age][attendance][severity] =
            usual <= 0 || usual >= 1
                ? usual
                : logistic(std::log(usual / (1 - usual)) + settings_.severity_log_odds[age][severity]);
    }
}

CoursePlan Treatment::plan(const Need& need, const sim::Draws& draws) const
{
  const std::size_t age = index(need.age);
  CoursePlan plan;
  if (need.is_urgent) {
    const bool is_other = draws.uniform(0) * percent < settings_.other_share;
    plan.band = is_other ? Band::other : Band::urgent;
    plan.first = plan.then = is_other ? Procedure::repair : Procedure::urgent_care;
    return plan;
  }
  plan.has_varnish = need.age == AgeClass::child && draws.uniform(3) < varnish_share();
  const double operative = operative_[age][index(need.attendance)][index(need.severity)];
  if (draws.uniform(0) >= operative) return plan;

  // lane 1 chooses the part of band 2, and where it fell within that part, the procedure
  double part = draws.uniform(1) * percent;
  if (draws.uniform(0) < operative * band_3_of_operative_[age][index(need.attendance)]) {
    plan.band = Band::three;
  } else {
    const auto& parts = settings_.band_2_parts[age];
    std::size_t which = 0;
    while (which + 1 < parts.size() && part >= parts[which]) part -= parts[which++];
    plan.band = band_of_part(which);
    part = part / parts[which] * percent;
  }
  const auto chances = procedures_of(settings_, need.age, plan.band);
  std::size_t chosen = 0;
  while (chosen + 1 < chances.size() && part >= chances[chosen].share) part -= chances[chosen++].share;
  plan.then = chances[chosen].procedure;
  plan.later_visits = static_cast<std::uint8_t>(
      std::max(1.0, settings_.later_visits[age][later_of(plan.band)] + draws.uniform(2)));
  return plan;
}

double Treatment::varnish_share() const { return settings_.varnish / percent; }

double Treatment::mean_minutes(Procedure procedure, const PatientTraits& patient, Role role) const
{
  double minutes = settings_.minutes[index(patient.age)][index(procedure)];
  const auto& extra = settings_.extra_minutes;
  if (patient.is_new && procedure == Procedure::check_up) minutes += extra[extra_new];
  if (patient.not_yet_cooperative) minutes += extra[extra_cooperation];
  if (patient.needs_interpreter) minutes += extra[extra_interpreter];
  if (patient.lives_in_care_home) minutes += extra[extra_care_home];
  return minutes * settings_.length_factor[index(role)];
}

bool Treatment::may_lead(Role role, sim::Day day) const
{
  switch (role) {
    case Role::dentist:
    case Role::foundation_dentist: return true;
    case Role::therapist:
    case Role::hygienist: return day >= settings_.dcps_lead_from;
    case Role::nurse: return false;
  }
  return false;
}

const Tariff& Treatment::tariff(sim::Day accepted) const
{
  const auto& rows = settings_.tariffs;  // by date: the last that began, or the first of all
  const auto row =
      std::find_if(rows.rbegin(), rows.rend(), [accepted](const Tariff& t) { return t.from <= accepted; });
  return row == rows.rend() ? rows.front() : *row;
}

Uda Treatment::uda(Band band, sim::Day accepted) const { return tariff(accepted).uda[index(band)]; }

Pence Treatment::charge(Band band, sim::Day accepted) const
{
  const int charged = charge_band(band);
  if (charged == 0) return {};
  const auto& rows = settings_.charges;
  const auto row =
      std::find_if(rows.rbegin(), rows.rend(), [accepted](const Charges& c) { return c.from <= accepted; });
  return (row == rows.rend() ? rows.front() : *row).charge[static_cast<std::size_t>(charged - 1)];
}

Band Treatment::provided(const CoursePlan& plan, int kept)
{
  if (kept >= plan.visits() || plan.first != Procedure::check_up) return plan.band;
  return kept <= 1 ? Band::one : Band::two_a;
}

Expectation Treatment::expectation(AgeClass age, Attendance attendance, const PatientTraits& patient,
                                   sim::Day accepted) const
{
  const double two = settings_.band_2[index(age)][index(attendance)] / percent;
  const double three = settings_.band_3[index(age)][index(attendance)] / percent;
  const auto units_of = [this, accepted](Band band) {
    return static_cast<double>(uda(band, accepted).hundredths) / static_cast<double>(hundredths_per_uda);
  };
  Expectation mean{(1 - two - three) * units_of(Band::one),
                   mean_minutes(Procedure::check_up, patient, Role::dentist), 1};
  const auto add = [&](Band band, double share) {
    const double visits = settings_.later_visits[index(age)][later_of(band)];
    mean.uda += share * units_of(band);
    mean.visits += share * visits;
    for (const auto& [procedure, chance] : procedures_of(settings_, age, band))
      mean.minutes += share * visits * chance / percent * mean_minutes(procedure, patient, Role::dentist);
  };
  for (std::size_t part = 0; part < settings_.band_2_parts[index(age)].size(); ++part)
    add(band_of_part(part), two * settings_.band_2_parts[index(age)][part] / percent);
  add(Band::three, three);
  return mean;
}

int charge_band(Band band)
{
  switch (band) {
    case Band::one:
    case Band::urgent: return 1;
    case Band::two_a:
    case Band::two_b:
    case Band::two_c: return 2;
    case Band::three: return 3;
    case Band::other: return 0;
  }
  return 0;
}

bool is_exempt(int age_years, bool in_education_at_18, bool is_exempt_adult)
{
  constexpr int adult = 18;
  return age_years < adult || (age_years == adult && in_education_at_18) || is_exempt_adult;
}

bool is_free_continuation(const EarlierCourse& earlier, Band band, sim::Day accepted, int months)
{
  if (earlier.completed == 0 || !earlier.is_complete || earlier.band == Band::urgent) return false;
  if (charge_band(band) == 0 || charge_band(band) > charge_band(earlier.band)) return false;
  const sim::Date completed = sim::to_date(earlier.completed);
  sim::Date ends = completed + std::chrono::months{months};
  if (!ends.ok()) ends = ends.year() / ends.month() / std::chrono::last;
  return accepted >= earlier.completed && accepted < sim::to_day(ends);
}

}  // namespace models
