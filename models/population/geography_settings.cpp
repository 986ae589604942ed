#include "models/population/geography_settings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

namespace models {
namespace {

using sim::io::Allowed;
using sim::io::Block;
using sim::io::Presence;

constexpr double per_cent = 100;
constexpr double most_people = 5e6;  // of one band of one Place
constexpr double most_uda = 1e9;

struct ColumnName {
  std::string_view name;
  const char* about;
};
constexpr std::array area_columns{
    ColumnName{"area", "id of the small area"},
    ColumnName{"place", "its Place: a name, an alias or a code"},
    ColumnName{"office", "its Office (ICB)"},
    ColumnName{"network", "the primary care network of its people; without it networks are made"},
    ColumnName{"easting_m", "centroid, metres east (National Grid)"},
    ColumnName{"northing_m", "centroid, metres north"},
    ColumnName{"imd_decile", "decile of the 2025 index of deprivation, 1 = most deprived"},
    ColumnName{"imd_decile_2019", "decile of the 2019 index"},
    ColumnName{"rural", "1 = rural, 0 = urban; without it the people nearby decide"},
    ColumnName{"minority_ethnic", "share of people in minority ethnic groups, 0 to 1"},
    ColumnName{"p0_2", "persons aged 0-2"},
    ColumnName{"p3_5", "persons aged 3-5"},
    ColumnName{"p6_10", "persons aged 6-10"},
    ColumnName{"p11_15", "persons aged 11-15"},
    ColumnName{"p16_17", "persons aged 16-17"},
    ColumnName{"p18_24", "persons aged 18-24"},
    ColumnName{"p25_34", "persons aged 25-34"},
    ColumnName{"p35_44", "persons aged 35-44"},
    ColumnName{"p45_54", "persons aged 45-54"},
    ColumnName{"p55_64", "persons aged 55-64"},
    ColumnName{"p65_74", "persons aged 65-74"},
    ColumnName{"p75_84", "persons aged 75-84"},
    ColumnName{"p85p", "persons aged 85 and over"},
    ColumnName{"p0_15", "persons aged 0-15, where a table has coarser bands"},
    ColumnName{"p16_59", "persons aged 16-59, where a table has coarser bands"},
    ColumnName{"p60p", "persons aged 60 and over, where a table has coarser bands"}};
constexpr std::array practice_columns{
    ColumnName{"practice", "id of the practice"},
    ColumnName{"easting_m", "metres east (National Grid)"},
    ColumnName{"northing_m", "metres north"},
    ColumnName{"accepting_adults", "yes, no or unknown: takes new adults"},
    ColumnName{"accepting_children", "yes, no or unknown: takes new children"},
    ColumnName{"area", "the small area in which it stands"},
    ColumnName{"place", "its Place, where its area is not known"},
    ColumnName{"office", "its Office (ICB)"},
    ColumnName{"surgeries", "chairs"},
    ColumnName{"contracted_uda", "UDA a year"},
    ColumnName{"uda_value_gbp", "pounds a UDA"},
    ColumnName{"cqc", "inspection record: inadequate, requires improvement, good, outstanding or unknown"},
    ColumnName{"delivery", "% of last year's contract that was delivered"},
    ColumnName{"complaints", "complaints of a year"},
    ColumnName{"training", "yes or no: a foundation or training practice"},
    ColumnName{"performers_list", "yes or no: all its dentists are on the performers list"}};
constexpr std::array place_name_columns{
    ColumnName{"place", "the code that the area table uses"}, ColumnName{"name", "the Place's name"},
    ColumnName{"office", "its Office (ICB)"},
    ColumnName{"minority_ethnic", "share of people in minority ethnic groups, 0 to 1"}};

void read_table(Block& block, std::span<const ColumnName> known, TableSettings& out)
{
  block.file("file", out.file, "a CSV table; without it areas and practices are made from [places]",
             Presence::optional);
  out.given = block.has("file");
  out.where = block.where("file");
  const auto columns = [&](Block& names) {
    for (const ColumnName& column : known) {
      std::string theirs;
      if (names.text(column.name, theirs, column.about, Presence::optional))
        out.columns.emplace_back(column.name, theirs);
    }
  };
  block.block("columns", "the table's name of each column, where it is not ours", columns,
              Presence::optional);
  const auto values = [&](Block& maps) {
    for (const ColumnName& column : known) {
      const auto map = [&](Block& pairs) { out.values.emplace_back(column.name, pairs.texts_by_key()); };
      maps.block(column.name, "our value for each value of the table", map, Presence::optional);
    }
  };
  block.block("values", "the meaning of a table's values, by our column", values, Presence::optional);
  const auto only = [&](Block& pairs) { out.only = pairs.texts_by_key(); };
  block.block("only", "columns of the table with the value of the rows to keep", only, Presence::optional);
}

void read_contracts(Block& block, ContractedActivity& out)
{
  block.number("contracted_uda", out.region_uda,
               {"UDA/year", 0, most_uda, "contracts of all practices together, where a table has none"});
  block.number(
      "contract_spread", out.spread,
      {"", 0, 3,
       "coefficient of variation of contracts among practices with as many people nearby (lognormal)"});
  block.number(
      "contract_follows_people", out.follows_people,
      {"", 0, 1, "contracts grow with the people nearby to this power: 0 = not at all, 1 = in proportion"});
  block.number("uda_value", out.value, {"GBP/UDA", 1, 200, "mean price of a UDA where a table has none"});
  block.number("uda_value_spread", out.value_spread,
               {"", 0, 1, "coefficient of variation of that price (lognormal)"});
  block.number("uda_value_least", out.value_least, {"GBP/UDA", 0, 200, "the minimum price of a UDA"});
  block.number(
      "uda_per_surgery", out.uda_per_surgery,
      {"UDA/year", 100, 1e6, "NHS work that one chair is kept for; surgeries = contract / this, rounded up"});
  block.integer("most_surgeries", out.most_surgeries,
                {"surgery", 1, 100, "no practice has more chairs than this"});
  const auto share = [&](std::string_view key, double& value, const char* about) {
    if (block.number(key, value, {"%", 0, per_cent, about})) value /= per_cent;
  };
  share("accepting_adults", out.accepting_adults,
        "practices that take new adults, where a flag is not known");
  share("accepting_children", out.accepting_children,
        "practices that take new children, where a flag is not known");
}

/// Reads shares in per cent that add up to 100, give or take rounding.
void read_shares(Block& block, std::string_view key, std::span<double> out, const char* about)
{
  constexpr double rounding = 0.5;
  if (!block.numbers(key, out, deprivation_labels, {"%", 0, per_cent, about}, Presence::optional)) return;
  const double sum = std::accumulate(out.begin(), out.end(), 0.0);
  if (block.describing()) return;
  if (std::abs(sum - per_cent) > rounding)
    block.fault(
        key, fmt::format("'{}' is {}, together {:.4g} % (allowed: shares of a whole, 100 %) {} {:.4g} %", key,
                         fmt::join(out, " + "), sum, sum < per_cent ? "add" : "take away",
                         std::abs(sum - per_cent)));
  else
    for (double& share : out) share /= sum;
}

void read_place(Block& block, const GeographySettings& region, PlaceSettings& out)
{
  out.where = block.where("");
  const auto optional = Presence::optional;
  block.texts("aliases", out.aliases, "other names and codes of this Place", optional);
  block.text("office", out.office, "its Office (ICB), where no table says and it is not the region's",
             optional);
  block.numbers("people", out.people, table_age_labels, {"person", 0, most_people, "persons by age"},
                optional);
  block.integer("areas", out.areas, {"", 1, 65'535, "small areas (LSOA 2021)"}, optional);
  block.integer("practices", out.practices, {"", 0, 10'000, "dental practices with an NHS contract"},
                optional);
  block.number("easting", out.easting_m, {"m", 0, grid_east_m, "centroid of the people"}, optional);
  block.number("northing", out.northing_m, {"m", 0, grid_north_m, "centroid of the people"}, optional);
  block.number("radius", out.radius_km, {"km", 0.1, 100, "radius of the disk in which its areas lie"},
               optional);
  const auto share = [&](std::string_view key, double& value, const char* about) {
    const bool given = block.number(key, value, {"%", 0, per_cent, about}, optional);
    value /= per_cent;
    return given;
  };
  share("rural", out.rural, "share of people in rural areas");
  double minority = 0;
  if (share("minority_ethnic", minority, "share of people in minority ethnic groups"))
    out.minority_ethnic = minority;
  std::array<double, deprivation_classes> people_2019{}, people_2025{}, children_2019{}, children_2025{};
  read_shares(block, "deprivation_2019", people_2019,
              "people by fifth of the 2019 index, most deprived first");
  read_shares(block, "deprivation_2025", people_2025, "people by fifth of the 2025 index");
  read_shares(block, "children_2019", children_2019, "children under 18 by fifth of the 2019 index");
  read_shares(block, "children_2025", children_2025, "children under 18 by fifth of the 2025 index");
  const bool index_2019 = region.deprivation_index == 2019;
  out.people_by_class = index_2019 ? people_2019 : people_2025;
  out.children_by_class = index_2019 ? children_2019 : children_2025;
  const auto groups = [&](Block& counts) {
    for (std::size_t group = 0; group < plus_groups; ++group) {
      double people = 0;
      if (counts.number(plus_group_names[group], people,
                        {"person", 0, most_people, "persons of this group here"}, optional))
        out.group_people[group] = people;
    }
  };
  block.block("groups", "counts of PLUS groups, where this Place has its own", groups, optional);

  if (block.describing()) return;
  for (const PlaceSettings& other : region.places)
    for (const std::string& alias : out.aliases)
      if (alias == other.name ||
          std::find(other.aliases.begin(), other.aliases.end(), alias) != other.aliases.end())
        block.fault(
            "aliases",
            fmt::format("'aliases' has '{}', which means {} already (a name belongs to one Place) leave it "
                        "out of one of the two",
                        alias, other.name));
  const auto needed = [&](std::string_view key, std::string_view table) {
    if (!block.has(key) && block.complete())
      block.fault(
          key,
          fmt::format("missing key '{0}' in [{1}] (without a table of {2} they are made from it) write {0}, "
                      "or name a table in {2}.file",
                      key, block.path(), table));
  };
  const std::string year = index_2019 ? "_2019" : "_2025";
  if (!region.areas.given) {
    for (const auto key : {"people", "areas", "easting", "northing", "radius", "rural"}) needed(key, "areas");
    needed("deprivation" + year, "areas");
    needed("children" + year, "areas");
  }
  if (!region.practices.given) needed("practices", "practices");
}

void read_region(Block& block, GeographySettings& out)
{
  block.text("office", out.office, "the Office (ICB) of Places that no table gives one");
  block.integer("deprivation_index", out.deprivation_index,
                {"", 2019, 2025, "which English index of deprivation makes the classes: 2019 or 2025"});
  if (!block.describing() && out.deprivation_index > 2019 && out.deprivation_index < 2025)
    block.fault(
        "deprivation_index",
        fmt::format("'deprivation_index' is {} (allowed: 2019 or 2025, the editions of the index) write 2025",
                    out.deprivation_index));
  block.numbers("age_profile", out.age_profile, profile_labels,
                {"person", 0, 1e9, "persons by age, to split a table's coarser bands"});
  block.numbers(
      "reach", out.reach_km, deprivation_labels,
      {"km", 0.1, 100, "road distance over which a practice's pull falls to 1/e, by deprivation class"});
  block.number("reach_without_car", out.reach_without_car,
               {"", 0.05, 1, "reach of people without a car, times that of others"});
  block.number("rural_reach", out.rural_reach, {"", 1, 10, "reach of rural people, times that of others"});
  block.number("rural_within", out.rural.within_km,
               {"km", 0.5, 20, "where a table of areas has no column rural: straight line around an area"});
  block.number("rural_people", out.rural.people,
               {"person", 0, 1e6, "and the people who live within it, with fewer of whom an area is rural"});
  block.number("detour", out.detour, {"", 1, 3, "road distance / straight line"});
  block.number("network_people", out.network_people,
               {"person", 1000, 1e7,
                "people of a primary care network, where no table of areas names them: practices are put "
                "together by nearness"});
  if (block.number("minority_ethnic", out.minority_ethnic,
                   {"%", 0, per_cent, "people in minority ethnic groups where neither area nor Place says"}))
    out.minority_ethnic /= per_cent;
}

}  // namespace

void read(Block& study, GeographySettings& out)
{
  study.block("geography", "travel, deprivation and what fills gaps of the tables",
              [&](Block& block) { read_region(block, out); });
  study.block(
      "areas", "the table of small areas", [&](Block& block) { read_table(block, area_columns, out.areas); },
      Presence::optional);
  study.block("practices", "the table of practices, and contracts where it has none", [&](Block& block) {
    read_table(block, practice_columns, out.practices);
    read_contracts(block, out.contracts);
  });
  study.block(
      "place_names", "a table that names the Places of the area table's codes",
      [&](Block& block) { read_table(block, place_name_columns, out.place_names); }, Presence::optional);
  study.each("places", "a Place: its names and, without tables, what it is made from",
             [&](const std::string& name, Block& block) {
               PlaceSettings place;
               place.name = name;
               read_place(block, out, place);
               out.places.push_back(std::move(place));
             });
  if (study.complete() && out.places.empty() && !out.areas.given)
    study.fault("places",
                "the region has neither an [areas] file nor [places] (people must live somewhere) extend a "
                "region, such as cheshire_merseyside.toml, or write [areas] file = \"areas.csv\"");
}

}  // namespace models
