// Where people live and where practices stand: Places, small areas, practice sites and each area's choices.
//
// Places are sorted by name, areas by (Place, id), practice sites by (Place, id), so that the order of rows
// in a table changes nothing. Immutable; shared by every run of a study.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/population/groups.hpp"
#include "sim/io/config_block.hpp"

namespace models {

/// The age bands of the tables, by their lowest age; the last is open.
inline constexpr std::size_t table_ages = 13;
inline constexpr std::array<int, table_ages> table_age_from{0, 3, 6, 11, 16, 18, 25, 35, 45, 55, 65, 75, 85};
inline constexpr std::array<std::string_view, table_ages> table_age_labels{
    "0-2",   "3-5",   "6-10",  "11-15", "16-17", "18-24", "25-34",
    "35-44", "45-54", "55-64", "65-74", "75-84", "85+"};
inline constexpr std::size_t child_table_ages = 5;  // the bands below 18
/// The age groups of the results: 0-2, 3-5, 6-10, 11-15, 16-17, 18-64, 65-74, 75+.
inline constexpr std::size_t age_groups = 8;
inline constexpr std::array<std::string_view, age_groups> age_group_labels{"0-2",   "3-5",   "6-10",  "11-15",
                                                                           "16-17", "18-64", "65-74", "75+"};
inline constexpr std::size_t deprivation_classes = 5;  // 1 = Core20 (most deprived fifth) .. 5
inline constexpr std::array<std::string_view, deprivation_classes> deprivation_labels{"1", "2", "3", "4",
                                                                                      "5"};
inline constexpr std::size_t strata = age_groups * deprivation_classes;

/// How an area is settled, and a practice in it.
enum class Rurality : std::uint8_t { urban, rural };
inline constexpr std::size_t ruralities = 2;
inline constexpr std::array<std::string_view, ruralities> rurality_labels{"urban", "rural"};

struct Area {
  std::string id;
  std::uint16_t place = 0;
  double easting_m = 0, northing_m = 0;
  std::uint8_t deprivation = 1;  // class 1..5 of the chosen index
  bool rural = false;
  float minority_ethnic = 0;  // share of its people, 0..1
  std::array<std::uint32_t, table_ages> people{};
  Rurality rurality() const { return rural ? Rurality::rural : Rurality::urban; }
};

/// What a commissioner knows of a practice, where a table says it.
struct PracticeRecord {
  std::optional<int> inspection;   // of the CQC: 0 inadequate, 1 requires improvement, 2 good, 3 outstanding
  std::optional<double> delivery;  // % of its contract, last year
  std::optional<double> complaints;  // a year
  bool trains = false;               // foundation or training practice
  bool performers_listed = true;     // all its dentists are on the performers list
};

struct PracticeSite {
  std::string id;
  std::uint16_t place = 0;
  double easting_m = 0, northing_m = 0;
  Rurality rurality = Rurality::urban;                        // of the area in which it stands
  bool accepting_adults = false, accepting_children = false;  // the flags of the first day
  std::int64_t contracted_uda = 0;                            // 0.01 UDA a year
  std::int64_t uda_value = 0;                                 // pence
  int surgeries = 0;                                          // chairs
  std::uint32_t network = 0;                                  // of the Geography's networks
  PracticeRecord record;
};

struct PlaceInfo {
  std::string name;
  std::vector<std::string> aliases;  // other names and codes that mean this Place
  std::uint16_t office = 0;
  std::uint32_t first_area = 0, areas = 0;
  std::uint32_t first_practice = 0, practices = 0;
  /// Persons of a PLUS group where a count of this Place is known.
  std::array<std::optional<double>, plus_groups> group_people{};
};

/// The nearest practices of an area with their weights (Huff: size x exp(-distance / reach)), nearest first. The
/// reach of people without a car is shorter.
inline constexpr std::size_t choices_per_area = 16;
inline constexpr std::uint16_t no_practice = 0xffff;
struct Choices {
  std::array<std::uint16_t, choices_per_area> practice;  // of the region; no_practice = padding
  // 1 / share of the weight, with a car and without: the order is that of Exp(mean) draws
  std::array<float, choices_per_area> mean, mean_without_car;
};

struct Geography {
  std::vector<std::string> offices;   // ICBs
  std::vector<std::string> networks;  // primary care networks, each of one ICB
  std::vector<PlaceInfo> places;
  std::vector<Area> areas;
  std::vector<PracticeSite> practices;
  std::vector<Choices> choices;  // by area
  /// Straight-line distance times the detour factor, km.
  double travel_km(std::size_t area, std::size_t practice) const;
  double detour = 1;
  /// The ICB of a practice.
  std::uint16_t office_of(std::size_t practice) const { return places[practices[practice].place].office; }
  /// The Place of that name, alias or code.
  std::optional<std::size_t> find_place(std::string_view name) const;
  /// The practice of that id.
  std::optional<std::uint16_t> find_practice(std::string_view id) const;
};

/// The 32-bit key of an id (FNV-1a): who decides, in the streams of areas and practices.
std::uint32_t id_key(std::string_view id);

struct GeographySettings;
/// Makes the geography that [areas], [practices], [places] and [geography] describe. Faults of the tables are
/// added with their lines (the result is then empty); `notes` gets what was assumed in silence elsewhere.
Geography build_geography(const GeographySettings& settings, std::uint64_t seed, sim::io::Faults& faults,
                          std::vector<std::string>& notes);

}  // namespace models
