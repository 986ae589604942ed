#include "models/pathways/shocks/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/population/population.hpp"

namespace models::shocks {

namespace {

using sim::io::Block;
using sim::io::Presence;

constexpr double days_per_month = days_per_year / 12;
constexpr double longest_ramp = 120;  // months

void read_care(Block& block, Condition& out)
{
  const auto share = [&](const char* key, double& value, const char* about) {
    block.number(key, value, {"", 0, 1, about}, Presence::optional);
  };
  share("routine", out.routine,
        "share of practices' sessions in which routine patients are seen; 0 stops face-to-face routine care");
  share("urgent", out.urgent, "share of practices' sessions in which urgent patients are seen");
  block.number("urgent_sites", out.urgent_sites, {"", 0, 10, "sessions of urgent sites, times the usual"},
               Presence::optional);
  share(
      "clinics", out.clinics,
      "share of the sessions of clinics (community dental service, hospital, specialist care) that is held");
  block.integer("fallow", out.rest_minutes,
                {"min", 0, 90, "time for which a room rests after a procedure that makes aerosol"},
                Presence::optional);
  bool takes_aerosol = true;
  block.flag("aerosol_in_practices", takes_aerosol,
             "whether practices do what makes aerosol; false leaves it to urgent sites and to later",
             Presence::optional);
  out.aerosol_barred = !takes_aerosol;
  block.number("absent", out.absent,
               {"", 0, 0.9, "share of practices' clinicians who are away on a day (ill, isolating, caring)"},
               Presence::optional);
  share("paid_in_full", out.paid_in_full,
        "share of its activity for which a contract is paid in full (income protection); 1 = no relief");
}

void read_asking(Block& block, Condition& out)
{
  const auto share = [&](const char* key, double& value, const char* about) {
    block.number(key, value, {"", 0, 1, about}, Presence::optional);
  };
  share("put_off", out.routine_put_off,
        "share of people who, on the day on which they would ask for routine care, put it off");
  share("put_off_urgent", out.urgent_put_off, "share of people in pain who would seek help and do not");
  share("private_visits", out.private_visits,
        "share of private visits that take place; the rest are put off");
}

void read_wave(Block& block, NamedWave& out)
{
  Spell& spell = out.wave.spell;
  const bool has_from = block.date("from", spell.from, "first day; nobody knows of the wave before");
  const bool has_until = block.date("until", spell.until, "last day, known from the first");
  double ramp = 0;
  block.number(
      "ramp", ramp,
      {"month", 0, longest_ramp,
       "time after the last day over which what the wave took away comes back, along a straight line"},
      Presence::optional);
  out.has_days = has_from && has_until;
  spell.ramp_days = static_cast<int>(std::lround(ramp * days_per_month));
  read_care(block, out.wave.while_it_lasts);
  read_asking(block, out.wave.while_it_lasts);
  block.texts("places", out.places, "where, by the names of Places; left out: everywhere",
              Presence::optional);
  if (!block.describing() && has_from && has_until && spell.until < spell.from)
    block.fault_among(
        {"from", "until"},
        fmt::format("the wave '{}' ends on {}, before it begins on {} (its last day cannot come "
                    "before its first) exchange 'from' and 'until'",
                    out.name, sim::to_string(spell.until), sim::to_string(spell.from)));
}

}  // namespace

void read(Block& block, Settings& out)
{
  block.flag("on", out.on, "whether the waves come; false leaves all as in ordinary time",
             Presence::optional);
  block.number("asks_again", out.asks_again_days,
               {"d", 1, 730, "mean time after which somebody who put off asking has a date again"});
  out.waves.clear();
  block.each("waves", "a shock by its name: days, what it does to care, to asking and to contracts",
             [&](const std::string& name, Block& inner) {
               NamedWave wave{name, {}, {}, inner.where("from"), inner.where("places")};
               read_wave(inner, wave);
               out.waves.push_back(std::move(wave));
             });
}

namespace {

bool meet_in_time(const NamedWave& one, const NamedWave& other)
{
  const Spell &a = one.wave.spell, &b = other.wave.spell;
  return one.has_days && other.has_days && a.from <= a.until && b.from <= b.until && a.from <= b.until &&
         b.from <= a.until;
}

bool meet_in_place(const Geography& geography, const NamedWave& a, const NamedWave& b)
{
  if (a.places.empty() || b.places.empty()) return true;
  return std::any_of(a.places.begin(), a.places.end(), [&](const std::string& one) {
    const auto place = geography.find_place(one);
    return place && std::any_of(b.places.begin(), b.places.end(), [&](const std::string& other) {
             return geography.find_place(other) == place;
           });
  });
}

}  // namespace

void check(const Geography& geography, const Settings& settings, sim::io::Faults& faults)
{
  for (const NamedWave& wave : settings.waves)
    for (const std::string& place : wave.places)
      if (!geography.find_place(place))
        faults.add(wave.where_places,
                   fmt::format("unknown place {} (the region has no Place of that name)", place));
  for (std::size_t i = 0; i < settings.waves.size(); ++i)
    for (std::size_t k = 0; k < i; ++k) {
      const NamedWave &one = settings.waves[i], &other = settings.waves[k];
      if (!meet_in_time(one, other) || !meet_in_place(geography, one, other)) continue;
      const NamedWave& later = one.wave.spell.from >= other.wave.spell.from ? one : other;
      const NamedWave& earlier = &later == &one ? other : one;
      faults.add(later.where,
                 fmt::format("the wave '{}' begins on {}, while '{}' lasts until {} (one wave at a time in a "
                             "Place; a ramp may be cut short) let it begin later, or end the other before",
                             later.name, sim::to_string(later.wave.spell.from), earlier.name,
                             sim::to_string(earlier.wave.spell.until)));
    }
}

}  // namespace models::shocks
