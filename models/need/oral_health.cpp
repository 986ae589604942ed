#include "models/need/oral_health.hpp"

#include <algorithm>

namespace models {

namespace {

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
  block.number("neglect_after", out.neglect_after,
               {"year", 0, 20, "years without an NHS visit, or since birth, after which onset rises"});
  block.number("neglect_factor", out.neglect_factor, {"", 1, 5, "factor on onset after that time"});
  block.number("onset_factor", out.onset_factor, {"", 0, 2, "factor on both onsets, a lever of scenarios"});
  block.numbers("first_day_decayed", out.first_day_decayed, need_age_labels,
                {"", 0, 1, "share diseased on the first day, class 3; the warm-up takes it from there"});
}

OralHealth::OralHealth(const OralHealthSettings& settings)
    : settings_{settings}, neglect_days_{static_cast<int>(settings.neglect_after * days_per_year)}
{}

double OralHealth::factor(const Person& person, bool adult) const
{
  const auto dep = static_cast<std::size_t>(person.deprivation() - 1);
  const double place = adult ? settings_.adult_by_deprivation[dep] : settings_.by_deprivation[dep];
  const double u = (person.health + 0.5) / 256;
  return place * (1 - settings_.frailty_spread + 2 * settings_.frailty_spread * u) * settings_.onset_factor;
}

OralStep OralHealth::step(const Person& person, OralState state, std::size_t age_band, bool neglected) const
{
  const double neglect = neglected ? settings_.neglect_factor : 1;
  switch (state) {
    case OralState::sound:
      return {OralState::enamel_decay, settings_.child_onset *
                                           settings_.child_onset_by_age[std::min<std::size_t>(age_band, 4)] *
                                           factor(person, false) * neglect};
    case OralState::enamel_decay: return {OralState::dentinal_decay, settings_.child_dentinal};
    case OralState::dentinal_decay: return {OralState::pulpal, settings_.child_pulpal};
    case OralState::treated_child:
      return {OralState::dentinal_decay, settings_.child_recurrence * factor(person, false) * neglect};
    case OralState::stable:
    case OralState::treated_adult:
      return {OralState::active_disease, settings_.adult_onset * factor(person, true) * neglect};
    case OralState::active_disease: return {OralState::urgent_condition, settings_.adult_urgent};
    case OralState::pulpal:
    case OralState::urgent_condition: break;
  }
  return {state, 0};
}

double OralHealth::ceiling(const Person& person, std::size_t age_band) const
{
  // onset_factor below 1 is left out: a lever that lowers rates must not move the candidates that scenarios share
  const double lever = std::max(1.0, settings_.onset_factor) / std::max(settings_.onset_factor, 1e-9);
  if (age_band >= first_adult_band)
    return std::max(settings_.adult_onset * factor(person, true) * lever * settings_.neglect_factor,
                    settings_.adult_urgent);
  const double own = factor(person, false) * lever * settings_.neglect_factor;
  return std::max({settings_.child_onset * settings_.child_onset_by_age[age_band] * own,
                   settings_.child_recurrence * own, settings_.child_dentinal, settings_.child_pulpal});
}

OralState OralHealth::initial(const Person& person, std::size_t age_band, double u, double v) const
{
  const auto dep = static_cast<std::size_t>(person.deprivation() - 1);
  const bool adult = age_band >= first_adult_band;
  const double share = settings_.first_day_decayed[age_band] *
                       (adult ? settings_.adult_by_deprivation[dep] : settings_.by_deprivation[dep]);
  if (u >= share) return adult ? OralState::stable : OralState::sound;
  // stages of disease in the proportion of the time spent in each: 1 / rate out
  if (adult)
    return v < 1 / (1 + settings_.adult_urgent) ? OralState::active_disease : OralState::urgent_condition;
  const double enamel = 1 / std::max(settings_.child_dentinal, 0.01);
  const double dentinal = 1 / std::max(settings_.child_pulpal, 0.01);
  return v < enamel / (enamel + dentinal) ? OralState::enamel_decay : OralState::dentinal_decay;
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
