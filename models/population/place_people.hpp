// The people of one Place: what `synthesise` does in parallel.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "models/population/population.hpp"

namespace models {

/// The simulated days, and the random numbers of the replication.
struct Making {
  const PopulationSettings& settings;
  const Geography& geography;
  sim::Day first, last;
  const sim::Streams& streams;
};

/// Rows of an area: the people of its table, and births between the first day and the last.
struct AreaRows {
  std::uint32_t people = 0, births = 0;
};
/// By area of the Place. Births are shared out over the areas so that the Place's total is whole.
std::vector<AreaRows> rows_of_areas(const PopulationSettings& settings, const Geography& geography,
                                    std::size_t place, sim::Day first, sim::Day last);

struct PlaceHomes {
  std::vector<CareHome> homes;
  std::vector<CareHomeMove> moves;
};

/// Fills the Place's rows, of which the first is `first_row` of the region.
PlaceHomes make_people(const Making& making, std::size_t place, std::uint32_t first_row,
                       std::span<Person> rows);

/// Share of minority ethnic people by area of the Place and band of age: the seed is the age profile of
/// minorities, raked to the people of each area and band and to each area's share.
std::vector<std::array<double, table_ages>> minority_shares(const EthnicitySettings& settings,
                                                            std::span<const Area> areas);

/// Chances of belonging to the PLUS groups that are drawn: by group, age group and deprivation class, brought to
/// the Place's own counts where it has them.
using GroupChances = std::array<std::array<std::array<double, deprivation_classes>, age_groups>, plus_groups>;
GroupChances group_chances(const PopulationSettings& settings, const PlaceInfo& place,
                           std::span<const Area> areas);

/// The age group that a table's band lies in.
constexpr std::size_t group_of_band(std::size_t band)
{
  return static_cast<std::size_t>(age_group(table_age_from[band]));
}

/// The day on which somebody dies who is alive on `from`, by Gompertz's law; no_death if after `last`. `u` is
/// uniform in (0, 1).
std::uint16_t death_day(const Mortality& settings, const Person& person, sim::Day from, sim::Day last,
                        double u);
/// The same for a resident of a care home from that day on.
std::uint16_t death_day_in_home(const CareHomeSettings& settings, sim::Day from, sim::Day last, double u);

/// Puts an area's rows in the order of households and marks who lives with the row before: parents, then their
/// children from the oldest; then couples and people alone. Families share their car. `who` is the area's key.
void arrange_households(const HouseholdSettings& settings, std::span<Person> rows, sim::Day first,
                        const sim::Streams& streams, std::uint32_t who);

}  // namespace models
