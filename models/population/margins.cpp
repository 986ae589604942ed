// The margins that people are drawn to: rows by area, minority shares, group prevalence, deaths.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/population/place_people.hpp"
#include "sim/numeric.hpp"

namespace models {
namespace {

std::uint16_t day_within(double day, sim::Day last)
{
  return day > last ? no_death : static_cast<std::uint16_t>(day);
}

}  // namespace

std::vector<AreaRows> rows_of_areas(const PopulationSettings& settings, const Geography& geography,
                                    std::size_t place, sim::Day first, sim::Day last)
{
  const PlaceInfo& info = geography.places[place];
  const double births_per_infant = settings.births * (last - first) / days_per_year;
  double expected = 0;  // births in the areas so far
  std::vector<AreaRows> out(info.areas);
  for (std::uint32_t a = 0; a < info.areas; ++a) {
    const auto& people = geography.areas[info.first_area + a].people;
    const double before = std::floor(expected);
    expected += people[0] * births_per_infant;
    out[a].people = std::accumulate(people.begin(), people.end(), 0u);
    out[a].births = static_cast<std::uint32_t>(std::floor(expected) - before);
  }
  return out;
}

std::vector<std::array<double, table_ages>> minority_shares(const EthnicitySettings& settings,
                                                            std::span<const Area> areas)
{
  constexpr std::size_t kinds = 2;  // in a minority ethnic group, or not
  std::vector<double> table, by_area_and_age, by_area_and_kind;
  for (const Area& area : areas) {
    const double share = area.minority_ethnic;
    const double people = std::accumulate(area.people.begin(), area.people.end(), 0.0);
    by_area_and_kind.insert(by_area_and_kind.end(), {people * share, people * (1 - share)});
    for (std::size_t band = 0; band < table_ages; ++band) {
      const double count = area.people[band];
      const double odds = share * settings.minority_by_age[band];
      by_area_and_age.push_back(count);
      table.insert(table.end(), {count * odds, count * (1 - share)});
    }
  }
  const sim::Raking raking{{areas.size(), table_ages, kinds}, {{0, 1}, {0, 2}}};
  const std::vector<std::vector<double>> targets{by_area_and_age, by_area_and_kind};
  raking.fit(table, targets);
  std::vector<std::array<double, table_ages>> out(areas.size());
  for (std::size_t a = 0; a < areas.size(); ++a)
    for (std::size_t band = 0; band < table_ages; ++band) {
      const double count = areas[a].people[band];
      out[a][band] = count > 0 ? table[(a * table_ages + band) * kinds] / count : areas[a].minority_ethnic;
    }
  return out;
}

GroupChances group_chances(const PopulationSettings& settings, const PlaceInfo& place,
                           std::span<const Area> areas)
{
  std::array<std::array<double, deprivation_classes>, age_groups> people{};
  for (const Area& area : areas)
    for (std::size_t band = 0; band < table_ages; ++band)
      people[group_of_band(band)][area.deprivation - 1u] += area.people[band];
  GroupChances out{};
  for (std::size_t group = 0; group < plus_groups; ++group) {
    double expected = 0;
    for (std::size_t age = 0; age < age_groups; ++age)
      for (std::size_t c = 0; c < deprivation_classes; ++c) {
        const GroupPrevalence& prevalence = settings.groups[group];
        out[group][age][c] = prevalence.by_age[age] * prevalence.by_deprivation[c];
        expected += out[group][age][c] * people[age][c];
      }
    const double factor =
        place.group_people[group] && expected > 0 ? *place.group_people[group] / expected : 1;
    for (auto& by_class : out[group])
      for (double& chance : by_class) chance = std::min(chance * factor, 1.0);
  }
  return out;
}

// The cumulative hazard of Gompertz's law is inverted: H(t) = b/g exp(g age) (exp(g t) - 1) = -ln u.
std::uint16_t death_day(const Mortality& settings, const Person& person, sim::Day from, sim::Day last,
                        double u)
{
  constexpr double reference_age = 65;
  const double age = (from - person.birth) / days_per_year;
  const double rate = settings.rate_at_65 * std::exp(settings.growth * (age - reference_age)) *
                      settings.by_sex[person.is(Person::female) ? 1 : 0] *
                      settings.by_deprivation[static_cast<std::size_t>(person.deprivation() - 1)];
  if (rate <= 0) return no_death;
  // most outlive the run, and need no logarithm: -ln u >= 1 - u, and exp(x) - 1 <= x (1 + x) up to x = 1.79
  const double run = (last - from) / days_per_year, x = settings.growth * run;
  if (x <= 1 && 1 - u >= rate * run * (1 + x)) return no_death;
  const double years = std::log1p(-std::log(u) * settings.growth / rate) / settings.growth;
  return day_within(std::floor(from + 1 + years * days_per_year), last);
}

std::uint16_t death_day_in_home(const CareHomeSettings& settings, sim::Day from, sim::Day last, double u)
{
  if (settings.leaving <= 0) return no_death;
  return day_within(std::floor(from + 1 - std::log(u) / settings.leaving * days_per_year), last);
}

}  // namespace models
