#include "models/need/oral_health.hpp"

#include <algorithm>
#include <span>

#include "sim/distributions.hpp"

namespace models {

namespace {

constexpr double days_per_month = days_per_year / 12;
constexpr int longest_varnish = 15;  // months: what a person's history has room for
constexpr std::size_t first_adult_band = need_age(adult_age);
constexpr std::array<std::string_view, 5> child_labels{"0-2", "3-5", "6-10", "11-15", "16-17"};

}  // namespace

void read(sim::io::Block& block, OralHealthSettings& out)
{
  block.number("child_onset", out.child_onset,
               {"1/year", 0, 2, "first enamel decay of a sound child, deprivation class 3"});
  block.numbers("child_onset_by_age", out.child_onset_by_age, child_labels,
                {"", 0, 10, "factor on child_onset by age"});
  block.number("child_dentinal", out.child_dentinal, {"1/year", 0, 5, "enamel decay reaching the dentine"});
  block.number("child_pulpal", out.child_pulpal, {"1/year", 0, 5, "dentinal decay reaching the pulp"});
  block.number("child_recurrence", out.child_recurrence,
               {"1/year", 0, 5, "new dentinal decay of a treated child"});
  block.number("adult_onset", out.adult_onset,
               {"1/year", 0, 2, "active disease of a stable or treated adult, class 3"});
  block.number("adult_urgent", out.adult_urgent,
               {"1/year", 0, 5, "active disease becoming an urgent condition"});
  block.numbers("by_deprivation", out.by_deprivation, deprivation_labels,
                {"", 0, 10, "factor on child_onset by deprivation class"});
  block.numbers("adult_by_deprivation", out.adult_by_deprivation, deprivation_labels,
                {"", 0, 10, "factor on adult_onset by deprivation class"});
  block.number("frailty_spread", out.frailty_spread,
               {"", 0, 1, "onset varies between persons by 1 - s to 1 + s, uniformly"});
  block.number(
      "neglect_after", out.neglect_after,
      {"year", 0, 20, "years without a visit to a dentist, or since birth, after which onset rises"});
  block.number("neglect_factor", out.neglect_factor, {"", 1, 5, "factor on onset after that time"});
  block.number("varnish_factor", out.varnish_factor,
               {"", 0, 1, "factor on a child's onset and recurrence while fluoride varnish protects"});
  block.integer("varnish_months", out.varnish_months,
                {"month", 0, longest_varnish, "months for which it protects"});
  block.number("onset_factor", out.onset_factor, {"", 0, 2, "factor on both onsets, a lever of scenarios"});
  block.numbers(
      "first_day_diseased", out.first_day_diseased, std::span{need_age_labels}.last(adult_bands),
      {"", 0, 1, "share of adults diseased on the first day, class 3; the warm-up takes it from there"});
  block.numbers("first_day_urgent", out.first_day_urgent, pattern_labels,
                {"", 0, 1, "share of those adults whose condition is urgent, by pattern of attendance"});
  block.number("first_day_treated", out.first_day_treated,
               {"1/year", 0, 10, "rate at which children's dentinal decay was treated before the first day"});
}

OralHealth::OralHealth(const OralHealthSettings& settings)
    : settings_{settings}, neglect_days_{static_cast<int>(settings.neglect_after * days_per_year)}
{}

double OralHealth::susceptibility(const Person& person, bool adult) const
{
  const auto dep = static_cast<std::size_t>(person.deprivation() - 1);
  const double place = adult ? settings_.adult_by_deprivation[dep] : settings_.by_deprivation[dep];
  const double u = (person.health + 0.5) / 256;
  return place * (1 - settings_.frailty_spread + 2 * settings_.frailty_spread * u);
}

double OralHealth::factor(const Person& person, bool adult) const
{
  return susceptibility(person, adult) * settings_.onset_factor;
}

int OralHealth::varnish_months_after(bool given, int months_before, int days_since) const
{
  if (given) return settings_.varnish_months;
  return std::max(months_before - static_cast<int>(days_since / days_per_month), 0);
}

int OralHealth::varnish_months_today(int days_since) const
{
  const double months = days_since / days_per_month + settings_.varnish_months;
  return static_cast<int>(std::min<double>(months, longest_varnish));
}

bool OralHealth::protects(int varnish_months, int days_since)
{
  return days_since < varnish_months * days_per_month;
}

OralStep OralHealth::step(const Person& person, OralState state, std::size_t age_band, bool neglected,
                          bool varnished, const OnsetLever& lever) const
{
  const double neglect = neglected ? settings_.neglect_factor : 1;
  const double varnish = std::min(varnished ? settings_.varnish_factor : 1.0, lever.varnish);
  switch (state) {
    case OralState::sound:
      return {OralState::enamel_decay, settings_.child_onset *
                                           settings_.child_onset_by_age[std::min<std::size_t>(age_band, 4)] *
                                           factor(person, false) * neglect * varnish * lever.other};
    case OralState::enamel_decay: return {OralState::dentinal_decay, settings_.child_dentinal * lever.other};
    case OralState::dentinal_decay: return {OralState::pulpal, settings_.child_pulpal};
    case OralState::treated_child:
      return {OralState::dentinal_decay,
              settings_.child_recurrence * factor(person, false) * neglect * varnish * lever.other};
    case OralState::stable:
    case OralState::treated_adult:
      return {OralState::active_disease,
              settings_.adult_onset * factor(person, true) * neglect * lever.other};
    case OralState::active_disease: return {OralState::urgent_condition, settings_.adult_urgent};
    case OralState::pulpal:
    case OralState::urgent_condition: break;
  }
  return {state, 0};
}

double OralHealth::ceiling(const Person& person, std::size_t age_band, double most_onset) const
{
  // onset_factor below 1 is left out: a lever that lowers rates must not move the candidates that scenarios share
  const double lever =
      std::max(1.0, settings_.onset_factor) / std::max(settings_.onset_factor, 1e-9) * most_onset;
  if (age_band >= first_adult_band)
    return std::max(settings_.adult_onset * factor(person, true) * lever * settings_.neglect_factor,
                    settings_.adult_urgent);
  const double own = factor(person, false) * lever * settings_.neglect_factor;
  return std::max({settings_.child_onset * settings_.child_onset_by_age[age_band] * own,
                   settings_.child_recurrence * own, settings_.child_dentinal * most_onset,
                   settings_.child_pulpal});
}

OralState OralHealth::initial_of_child(const Person& person, double age, const sim::Draws& draws) const
{
  // the age at onset: that at which the cumulative rate reaches an exponential number
  const double wanted = sim::exponential(draws.uniform(0), 1) /
                        (settings_.child_onset * susceptibility(person, false));  // before any lever
  double reached = 0, onset = 0;
  for (int years = 0; reached < wanted && years < age; ++years) {
    const double rate = settings_.child_onset_by_age[need_age(years)];
    const double within = std::min({1.0, age - years, rate > 0 ? (wanted - reached) / rate : 1.0});
    reached += rate * within;
    onset = years + within;
  }
  if (reached < wanted) return OralState::sound;
  const double dentinal = onset + sim::exponential(draws.uniform(1), 1 / settings_.child_dentinal);
  if (dentinal > age) return OralState::enamel_decay;
  const double out = settings_.child_pulpal + settings_.first_day_treated;
  if (dentinal + sim::exponential(draws.uniform(2), 1 / out) > age) return OralState::dentinal_decay;
  return draws.uniform(3) * out < settings_.child_pulpal ? OralState::pulpal : OralState::treated_child;
}

OralState OralHealth::initial(const Person& person, std::size_t age_band, double age, Pattern pattern,
                              const sim::Draws& draws) const
{
  if (age_band < first_adult_band) return initial_of_child(person, age, draws);
  const auto dep = static_cast<std::size_t>(person.deprivation() - 1);
  const double share =
      settings_.first_day_diseased[age_band - first_adult_band] * settings_.adult_by_deprivation[dep];
  if (draws.uniform(0) >= share) return OralState::stable;
  return draws.uniform(1) < settings_.first_day_urgent[static_cast<std::size_t>(pattern)]
             ? OralState::urgent_condition
             : OralState::active_disease;
}

bool OralHealth::is_diseased(OralState state)
{
  return state == OralState::dentinal_decay || state == OralState::pulpal ||
         state == OralState::active_disease || state == OralState::urgent_condition;
}

bool OralHealth::has_decay_experience(OralState state)
{
  return state == OralState::dentinal_decay || state == OralState::pulpal ||
         state == OralState::treated_child;
}

bool OralHealth::is_symptomatic(OralState state)
{
  return state == OralState::pulpal || state == OralState::urgent_condition;
}

OralState OralHealth::treated(OralState state)
{
  switch (state) {
    case OralState::dentinal_decay:
    case OralState::pulpal: return OralState::treated_child;
    case OralState::active_disease:
    case OralState::urgent_condition: return OralState::treated_adult;
    default: return state;
  }
}

OralState OralHealth::relieved(OralState state)
{
  if (state == OralState::pulpal) return OralState::dentinal_decay;
  if (state == OralState::urgent_condition) return OralState::active_disease;
  return state;
}

OralState OralHealth::grown_up(OralState state)
{
  switch (state) {
    case OralState::sound:
    case OralState::enamel_decay: return OralState::stable;
    case OralState::dentinal_decay: return OralState::active_disease;
    case OralState::pulpal: return OralState::urgent_condition;
    case OralState::treated_child: return OralState::treated_adult;
    default: return state;
  }
}

}  // namespace models
