// What a study says of its region: the tables or place-level figures of areas and practices, and travel.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/population/geography.hpp"
#include "sim/io/config_block.hpp"

namespace models {

/// The extent of the Ordnance Survey National Grid.
inline constexpr double grid_east_m = 700'000, grid_north_m = 1'300'000;

using TextPairs = std::vector<std::pair<std::string, std::string>>;

/// How a published table is read as it stands.
struct TableSettings {
  bool given = false;                                     // a file is named
  std::string file;                                       // as found; empty where it is not there
  std::string where;                                      // the line that names it
  TextPairs columns;                                      // our column, theirs
  std::vector<std::pair<std::string, TextPairs>> values;  // of our column: their value, ours
  TextPairs only;                                         // their column, the value of the rows that are kept
  /// The table's name for our column.
  std::string_view column(std::string_view ours) const;
  /// Our word for a cell of our column.
  std::string_view value(std::string_view ours, std::string_view cell) const;
};

/// One [places.NAME]: its names, and the figures from which areas and practices are made where no table is given.
struct PlaceSettings {
  std::string name;
  std::string where;
  std::vector<std::string> aliases;
  std::string office;                       // empty = the region's
  std::array<double, table_ages> people{};  // persons by band
  int areas = 0, practices = 0;
  double easting_m = 0, northing_m = 0;   // centroid of the people
  double radius_km = 0;                   // of the disk in which the areas lie
  double rural = 0;                       // share of people, 0..1
  std::optional<double> minority_ethnic;  // share of people, 0..1
  std::array<double, deprivation_classes> people_by_class{}, children_by_class{};  // shares, chosen index
  std::array<std::optional<double>, plus_groups> group_people{};                   // persons
};

/// Contracts and flags of practices where a table has none.
struct ContractedActivity {
  double region_uda = 0;                                // UDA a year, all practices
  double spread = 0;                                    // coefficient of variation of contracts among equals
  double follows_people = 0;                            // contracts grow with the people nearby to this power
  double value = 0, value_spread = 0, value_least = 0;  // GBP a UDA; coefficient of variation; GBP a UDA
  double uda_per_surgery = 0;                           // UDA a year that one chair can carry
  int most_surgeries = 0;
  double accepting_adults = 0, accepting_children = 0;  // shares of practices, 0..1
};

/// An area is rural where fewer people than this live so near to it.
struct RuralRule {
  double within_km = 0, people = 0;
};

/// Five-year steps where the tables' coarse bands end (60) split a band of ours.
inline constexpr std::size_t profile_ages = table_ages + 1;
inline constexpr std::array<std::string_view, profile_ages> profile_labels{
    "0-2",   "3-5",   "6-10",  "11-15", "16-17", "18-24", "25-34",
    "35-44", "45-54", "55-59", "60-64", "65-74", "75-84", "85+"};

struct GeographySettings {
  TableSettings areas, practices, place_names;
  std::vector<PlaceSettings> places;
  ContractedActivity contracts;
  std::string office;                                  // of Places that no table gives one
  int deprivation_index = 0;                           // 2019 or 2025
  std::array<double, profile_ages> age_profile{};      // persons, for the split of coarse bands
  std::array<double, deprivation_classes> reach_km{};  // distance at which a practice's pull falls to 1/e
  double reach_without_car = 1;                        // times the reach
  double rural_reach = 1;                              // times the reach
  RuralRule rural;                                     // where a table of areas does not say
  double detour = 1;                                   // road distance / straight line
  double network_people = 0;                           // of a primary care network, where no table names them
  double minority_ethnic = 0;                          // share where neither area nor Place gives one
};

/// Reads [geography], [areas], [practices], [place_names] and [places.NAME] of a study.
void read(sim::io::Block& study, GeographySettings& out);

}  // namespace models
