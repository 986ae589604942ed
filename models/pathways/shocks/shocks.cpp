#include "models/pathways/shocks/shocks.hpp"

#include "models/places/registration.hpp"
#include "sim/distributions.hpp"

namespace models::shocks {

namespace {

constexpr const char* name = "shocks";

std::string variable(const char* measure) { return std::string{name} + "__" + measure; }

void declare(sim::Layout& layout)
{
  const auto measure = [&](const char* measure_name, const char* unit, const char* about) {
    layout.declare({"programmes",
                    variable(measure_name),
                    unit,
                    about,
                    sim::Period::month,
                    sim::Owner::place,
                    sim::Cell::count,
                    {}});
  };
  measure("days", "day", "days on which a wave or its ramp was in force");
  measure("routine_put_off", "person",
          "dates on which residents would have asked for routine care and put it off");
  measure("urgent_put_off", "person", "residents in pain who would have sought help and did not");
  measure("private_put_off", "person", "private visits that were put off");
}

/// The waves of the study, with numbers in place of the names of Places.
void set_conditions(const Geography& geography, const Settings& settings, Conditions& conditions)
{
  if (!settings.on) return;
  for (const NamedWave& named : settings.waves) {
    Wave wave = named.wave;
    for (const std::string& place : named.places)
      if (const auto number = geography.find_place(place)) wave.places.push_back(*number);
    conditions.add(std::move(wave));
  }
}

}  // namespace

PathwayKind kind()
{
  PathwayKind kind;
  kind.name = name;
  register_instance<Shocks, Settings>(kind);
  kind.declare = declare;
  kind.check = with_settings(check);
  kind.set_conditions = with_settings(set_conditions);
  return kind;
}

Shocks::OwnMeasures Shocks::own_measures(const sim::Layout& layout)
{
  const auto find = [&](const char* measure) { return layout.counter("programmes", variable(measure)); };
  return {find("days"), find("routine_put_off"), find("urgent_put_off"), find("private_put_off")};
}

Shocks::Shocks(Place& place, const Settings& settings, const Seat&)
    : settings_{settings}, own_{own_measures(place.around().layout)}
{}

void Shocks::open_day(Place& place, sim::Day day)
{
  const Conditions& conditions = place.around().conditions;
  is_on_ = conditions.in_force(place.index(), day) != nullptr;
  if (!is_on_) return;
  today_ = conditions.today(place.index(), day);
  place.tallies().add(own_.days, 0);
}

int Shocks::puts_off(Place& place, std::uint32_t person, Asking asking)
{
  if (!is_on_) return 0;
  const double share = asking == Asking::routine  ? today_.routine_put_off
                       : asking == Asking::urgent ? today_.urgent_put_off
                                                  : 1 - today_.private_visits;
  if (share <= 0) return 0;
  const sim::Draws draws =
      place.streams().draw(person, sim::Why{"putting off in a wave"},
                           static_cast<std::uint32_t>(place.today()), static_cast<std::uint32_t>(asking));
  if (draws.uniform(0) >= share) return 0;
  place.tallies().add(asking == Asking::routine  ? own_.routine_put_off
                      : asking == Asking::urgent ? own_.urgent_put_off
                                                 : own_.private_put_off,
                      0);
  return 1 + static_cast<int>(sim::exponential(draws.uniform(1), settings_.asks_again_days));
}

}  // namespace models::shocks
