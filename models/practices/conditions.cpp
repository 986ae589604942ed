#include "models/practices/conditions.hpp"

#include <algorithm>

namespace models {

double Spell::left(sim::Day day) const
{
  if (day < from) return 0;
  if (day <= until) return 1;
  const int after = day - until;  // days
  return after > ramp_days ? 0 : 1 - static_cast<double>(after) / (ramp_days + 1);
}

Condition Wave::on(sim::Day day) const
{
  const double left = spell.left(day);
  if (left == 1) return while_it_lasts;
  const Condition usual;
  const auto between = [left](double ordinary, double shocked) {
    return ordinary + left * (shocked - ordinary);
  };
  Condition now;
  now.routine = between(usual.routine, while_it_lasts.routine);
  now.urgent = between(usual.urgent, while_it_lasts.urgent);
  now.urgent_sites = between(usual.urgent_sites, while_it_lasts.urgent_sites);
  now.clinics = between(usual.clinics, while_it_lasts.clinics);
  now.absent = between(usual.absent, while_it_lasts.absent);
  now.paid_in_full = between(usual.paid_in_full, while_it_lasts.paid_in_full);
  now.routine_put_off = between(usual.routine_put_off, while_it_lasts.routine_put_off);
  now.urgent_put_off = between(usual.urgent_put_off, while_it_lasts.urgent_put_off);
  now.private_visits = between(usual.private_visits, while_it_lasts.private_visits);
  return now;
}

bool Wave::is_in(std::size_t place) const
{
  return places.empty() || std::find(places.begin(), places.end(), place) != places.end();
}

const Wave* Conditions::in_force(std::size_t place, sim::Day today) const
{
  const Wave* last = nullptr;
  for (const Wave& wave : waves_)
    if (wave.is_in(place) && wave.spell.from <= today &&
        (last == nullptr || wave.spell.from > last->spell.from))
      last = &wave;
  return last != nullptr && last->spell.left(today) > 0 ? last : nullptr;
}

Condition Conditions::today(std::size_t place, sim::Day day) const
{
  const Wave* const wave = in_force(place, day);
  return wave == nullptr ? Condition{} : wave->on(day);
}

double Conditions::most_at_urgent_sites() const
{
  double most = 1;
  for (const Wave& wave : waves_) most = std::max(most, wave.while_it_lasts.urgent_sites);
  return most;
}

bool Conditions::has_absence() const
{
  return std::any_of(waves_.begin(), waves_.end(),
                     [](const Wave& wave) { return wave.while_it_lasts.absent > 0; });
}

bool makes_aerosol(const TreatmentSettings& treatment, const sim::Streams& streams, std::uint32_t person,
                   std::uint16_t ordinal, int visit, Procedure procedure)
{
  constexpr double percent = 100;
  const double share = treatment.aerosol[static_cast<std::size_t>(procedure)] / percent;
  return share > 0 &&
         streams.draw(person, sim::Why{"aerosol"}, ordinal, static_cast<std::uint32_t>(visit)).uniform(0) <
             share;
}

int rest_units(const Condition& condition)
{
  return (condition.rest_minutes + minutes_per_unit - 1) / minutes_per_unit;
}

}  // namespace models
