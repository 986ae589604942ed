#include "models/population/geography.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/catch2.hpp"
#include "tests/regions.hpp"
#include "tests/scratch_folder.hpp"

using namespace models;

namespace {

const std::string area_header =
    "area,place,easting_m,northing_m,imd_decile,rural,p0_2,p3_5,p6_10,p11_15,p16_17,p18_24,p25_34,p35_44,p45_"
    "54,p55_64,"
    "p65_74,p75_84,p85p,office\n";
const std::string area_rows[] = {
    "A1,West,100000,100000,1,0,10,10,20,20,8,30,50,50,50,40,30,20,5,North ICB\n",
    "A2,West,101000,100000,4,0,10,10,20,20,8,30,50,50,50,40,30,20,5,North ICB\n",
    "B1,East,120000,100000,9,1,10,10,20,20,8,30,50,50,50,40,30,20,5,South ICB\n"};
const std::string practice_header =
    "practice,easting_m,northing_m,accepting_adults,accepting_children,area,place,contracted_uda,uda_value_"
    "gbp,surgeries\n";
const std::string practice_rows[] = {"P1,100000,100500,yes,yes,A1,,6000,30.50,3\n",
                                     "P2,101500,100000,no,unknown,,West,,,\n",
                                     "P3,119000,100000,unknown,yes,,,,,\n"};

struct Built {
  Geography geography;
  std::vector<std::string> faults, notes;
};

Built build(GeographySettings settings, const std::string& areas, const std::string& practices)
{
  const tests::ScratchFolder folder;
  settings.areas.given = settings.practices.given = true;
  settings.areas.file = folder.write("areas.csv", areas);
  settings.practices.file = folder.write("practices.csv", practices);
  settings.areas.where = "study.toml:1:1", settings.practices.where = "study.toml:9:1";
  sim::io::Faults faults;
  Built out;
  out.geography = build_geography(settings, 7, faults, out.notes);
  out.faults = faults.lines();
  return out;
}

std::string all_areas() { return area_header + area_rows[0] + area_rows[1] + area_rows[2]; }
std::string all_practices()
{
  return practice_header + practice_rows[0] + practice_rows[1] + practice_rows[2];
}

bool any_contains(const std::vector<std::string>& lines, const std::string& part)
{
  return std::any_of(lines.begin(), lines.end(),
                     [&](const std::string& line) { return line.find(part) != std::string::npos; });
}

std::string with(std::string text, const std::string& from, const std::string& to)
{
  return text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST_CASE("areas and practices are read from tables and joined to Places and Offices", "[geography]")
{
  const auto [region, faults, notes] = build(tests::plain_settings(), all_areas(), all_practices());
  CHECK(faults.empty());
  REQUIRE(region.places.size() == 2);
  CHECK(region.places[0].name == "East");
  CHECK(region.places[1].name == "West");
  CHECK(region.places[1].areas == 2);
  CHECK(region.places[1].practices == 2);
  CHECK(region.offices == std::vector<std::string>{"North ICB", "South ICB"});
  CHECK(region.places[0].office == 1);
  CHECK(region.areas[0].id == "B1");
  CHECK(region.areas[0].deprivation == 5);
  CHECK(region.areas[0].rural);
  CHECK(region.areas[1].deprivation == 1);
  CHECK(region.areas[2].deprivation == 2);
  REQUIRE(region.practices.size() == 3);
  CHECK(region.practices[0].id == "P3");  // of the nearest centroid
  CHECK(any_contains(notes, "1 practices have neither"));
  CHECK(region.practices[1].contracted_uda == 600'000);
  CHECK(region.practices[1].uda_value == 3050);
  CHECK(region.practices[1].surgeries == 3);
  CHECK(region.practices[1].accepting_adults);
  CHECK_FALSE(region.practices[2].accepting_adults);
  CHECK(region.find_place("East") == 0u);
  CHECK_FALSE(region.find_place("Atlantis").has_value());
  CHECK(region.travel_km(1, 1) == Approx(0.5 * 1.3));
}

TEST_CASE("contracts add up exactly to the total of the region", "[geography]")
{
  const auto [region, faults, notes] = build(tests::plain_settings(), all_areas(), all_practices());
  std::int64_t sum = 0;
  for (const PracticeSite& practice : region.practices) {
    sum += practice.contracted_uda;
    CHECK(practice.contracted_uda > 0);
    CHECK(practice.uda_value >= 2800);
    CHECK(practice.surgeries >= 1);
  }
  CHECK(sum == 1'000'000);
  auto settings = tests::plain_settings();
  settings.contracts.region_uda = 5000;
  CHECK(any_contains(build(settings, all_areas(), all_practices()).faults,
                     "study.toml:9:1: the table's contracts add up to 6000"));
}

TEST_CASE("contracts follow the people nearby as far as they are told to", "[geography]")
{
  auto settings = tests::plain_settings();
  settings.contracts.spread = 0;
  settings.rural_reach = 1;
  const std::string practices =
      practice_header + "P1,100000,100000,no,no,A1,,,,\n" + "P3,120000,100000,no,no,B1,,,,\n";
  const auto even = [&](double power) {
    settings.contracts.follows_people = power;
    const auto region = build(settings, all_areas(), practices).geography;
    return static_cast<double>(region.practices[1].contracted_uda) /
           static_cast<double>(region.practices[0].contracted_uda);
  };
  CHECK(even(0) == 1);
  CHECK(even(1) == Approx(2).epsilon(0.02));  // two areas against one, 20 km apart
  CHECK(even(0.5) == Approx(std::sqrt(2)).epsilon(0.02));
}

TEST_CASE("a practice is rural where its area, or the nearest of its Place, is", "[geography]")
{
  const auto region = build(tests::plain_settings(), all_areas(), all_practices()).geography;
  for (const PracticeSite& practice : region.practices) {
    INFO(practice.id);
    CHECK(practice.rurality == (practice.id == "P3" ? Rurality::rural : Rurality::urban));
  }
  // a Place of both: what stands nearest decides
  const auto mixed = build(tests::plain_settings(),
                           with(all_areas(), "101000,100000,4,0", "101000,100000,4,1"), all_practices())
                         .geography;
  CHECK(mixed.practices[1].rurality == Rurality::urban);  // P1, of area A1
  CHECK(mixed.practices[2].rurality == Rurality::rural);  // P2, nearer to A2
}

TEST_CASE("where a table does not say, few people nearby make an area rural", "[geography]")
{
  auto settings = tests::plain_settings();
  const std::string areas = with(all_areas(), "rural", "unknown");
  settings.rural = {2, 500};  // 353 people live in each area; A1 and A2 are a kilometre apart
  const auto [region, faults, notes] = build(settings, areas, all_practices());
  CHECK(faults.empty());
  CHECK(any_contains(notes, "there is no column rural; areas with fewer than 500 people within 2 km"));
  CHECK(region.areas[0].rural);  // B1
  CHECK_FALSE(region.areas[1].rural);
  CHECK_FALSE(region.areas[2].rural);
  settings.rural.within_km = 0.9;
  CHECK(build(settings, areas, all_practices()).geography.areas[1].rural);
  settings.rural = {2, 300};
  CHECK_FALSE(build(settings, areas, all_practices()).geography.areas[0].rural);
}

TEST_CASE("the order of rows changes nothing", "[geography]")
{
  const auto one = build(tests::plain_settings(), all_areas(), all_practices()).geography;
  const auto other = build(tests::plain_settings(), area_header + area_rows[2] + area_rows[1] + area_rows[0],
                           practice_header + practice_rows[1] + practice_rows[2] + practice_rows[0])
                         .geography;
  REQUIRE(one.practices.size() == other.practices.size());
  for (std::size_t p = 0; p < one.practices.size(); ++p) {
    CHECK(one.practices[p].id == other.practices[p].id);
    CHECK(one.practices[p].contracted_uda == other.practices[p].contracted_uda);
    CHECK(one.practices[p].accepting_children == other.practices[p].accepting_children);
  }
  for (std::size_t a = 0; a < one.areas.size(); ++a) {
    CHECK(one.areas[a].id == other.areas[a].id);
    CHECK(one.choices[a].practice == other.choices[a].practice);
    CHECK(one.choices[a].mean == other.choices[a].mean);
  }
}

TEST_CASE("choices are the nearest practices, padded where there are few", "[geography]")
{
  const auto region = build(tests::plain_settings(), all_areas(), all_practices()).geography;
  const Choices& choices = region.choices[1];  // of A1
  CHECK(choices.practice[0] == 1);
  CHECK(choices.practice[1] == 2);
  CHECK(choices.practice[2] == 0);
  CHECK(choices.practice[3] == no_practice);
  CHECK(std::isinf(choices.mean[3]));
  double sum = 0;
  for (std::size_t k = 0; k < 3; ++k) sum += 1 / static_cast<double>(choices.mean[k]);
  CHECK(sum == Approx(1).epsilon(1e-5));
  const double beyond_km = region.travel_km(1, 2) - region.travel_km(1, 1);
  const double expected = static_cast<double>(region.practices[2].contracted_uda) /
                          static_cast<double>(region.practices[1].contracted_uda) * std::exp(-beyond_km / 2);
  CHECK(choices.mean[0] / choices.mean[1] == Approx(expected).epsilon(1e-5));
}

TEST_CASE("faults of tables name file, line and column", "[geography]")
{
  const auto areas_with = [](const std::string& from, const std::string& to) {
    return build(tests::plain_settings(), with(all_areas(), from, to), all_practices()).faults;
  };
  CHECK(any_contains(areas_with("A2,West", "A1,West"), "areas.csv:3:1: "));
  CHECK(any_contains(areas_with("A2,West", ",West"), "areas.csv:3:1: "));
  CHECK(any_contains(areas_with("A2,West,101000,100000,4,0,10", "A2,West,101000,100000,4,0,-1"),
                     "areas.csv:3:7: "));
  CHECK(any_contains(areas_with("A2,West,101000,100000,4,0,10", "A2,West,101000,100000,4,0,9.5"),
                     "areas.csv:3:7: "));
  CHECK(any_contains(areas_with("A2,West,101000,100000,4,0,10", "A2,West,101000,100000,4,0,nan"),
                     "areas.csv:3:7: "));
  CHECK(any_contains(areas_with("A2,West,101000,100000,4,0,10", "A2,West,101000,100000,4,0,9000000"),
                     "areas.csv:3:7: "));
  CHECK(any_contains(areas_with("A2,West,101000,100000,4", "A2,West,101000,100000,11"), "areas.csv:3:5: "));
  CHECK(any_contains(areas_with("101000,100000,4,0", "101000,100000,4,UN1"),
                     "areas.csv:3:6: \"UN1\" is neither 0 nor 1"));
  CHECK(any_contains(areas_with(",p3_5,", ",p3to5,"), "missing column 'p3_5'"));
  CHECK(any_contains(areas_with("imd_decile", "decile"), "areas.csv:1:1: missing column 'imd_decile'"));
  auto settings = tests::plain_settings();
  settings.deprivation_index = 2019;
  CHECK(
      any_contains(build(settings, all_areas(), all_practices()).faults, "missing column 'imd_decile_2019'"));
  CHECK(any_contains(build(tests::plain_settings(), area_header, all_practices()).faults, "areas.csv:1:1: "));
  CHECK(any_contains(
      build(tests::plain_settings(), all_areas(), with(all_practices(), ",,West,", ",,Nowhere,")).faults,
      "practices.csv:3:7: practice 'P2' lies in 'Nowhere'"));
  CHECK(any_contains(
      build(tests::plain_settings(), all_areas(), with(all_practices(), "no,unknown", "no,perhaps")).faults,
      "practices.csv:3:5: \"perhaps\" is none of yes, no, unknown"));
}

TEST_CASE("a practice's area decides before its Place", "[geography]")
{
  const auto [region, faults, notes] = build(tests::plain_settings(), all_areas(),
                                             with(all_practices(), "yes,yes,A1,,", "yes,yes,A1,Nowhere,"));
  CHECK(faults.empty());
  CHECK(region.practices[1].id == "P1");
}

TEST_CASE("tables are read through maps of columns and values, and a filter", "[geography]")
{
  auto settings = tests::plain_settings();
  settings.areas.columns = {{"area", "lsoa"}, {"rural", "ruc"}};
  settings.areas.values = {{"rural", {{"UN1", "0"}, {"RSN1", "1"}}}};
  settings.areas.only = {{"office", "North ICB"}};
  PlaceSettings west;
  west.name = "The West";
  west.aliases = {"West"};
  settings.places = {west};
  std::string areas = with(with(all_areas(), "area,", "lsoa,"), "rural", "ruc");
  areas = with(areas, "100000,1,0", "100000,1,UN1");
  areas = with(areas, "100000,4,0", "100000,4,RSN1");
  const auto practices = practice_header + practice_rows[0] + practice_rows[1];
  const auto [region, faults, notes] = build(settings, areas, practices);
  CHECK(faults.empty());
  REQUIRE(region.places.size() == 1);
  CHECK(region.places[0].name == "The West");
  CHECK(region.find_place("West") == 0u);
  CHECK(region.areas.size() == 2);
  CHECK_FALSE(region.areas[0].rural);
  CHECK(region.areas[1].rural);
  settings.areas.only = {{"office", "East ICB"}};
  CHECK(any_contains(build(settings, areas, practices).faults, "no row passes the study's filter"));
  settings.areas.only = {{"icb", "North ICB"}};
  CHECK(any_contains(build(settings, areas, practices).faults, "missing column 'icb'"));
}

TEST_CASE("coarser age bands are split by the profile and keep their totals", "[geography]")
{
  auto settings = tests::plain_settings();
  const std::string header =
      "area,place,easting_m,northing_m,imd_decile,p0_15,p16_59,p60p,p0_2,p3_5,p6_10,p11_15,p16_17\n";
  const auto practices = practice_header + practice_rows[1];
  const auto good =
      build(settings, header + "A1,West,100000,100000,1,101,600,203,20,20,30,30,25\n", practices);
  CHECK(good.faults.empty());
  REQUIRE(good.geography.areas.size() == 1);
  const auto& people = good.geography.areas[0].people;
  CHECK(people[0] + people[1] + people[2] + people[3] == 101);
  CHECK(people[4] == 25);
  CHECK(std::accumulate(people.begin(), people.end(), 0u) == 904);
  // 575 of 18-59 over 7 14 13 13 7, 203 of 60+ over 6 10 6 2
  CHECK(people[5] == Approx(575 * 7.0 / 54).margin(1));
  CHECK(people[9] == Approx(575 * 7.0 / 54 + 203 * 6.0 / 24).margin(2));
  CHECK(people[12] == Approx(203 * 2.0 / 24).margin(1));
  CHECK(any_contains(good.notes, "split by the region's profile"));
  const auto bad =
      build(settings, header + "A1,West,100000,100000,1,201,600,203,20,20,30,30,25\n", practices);
  CHECK(any_contains(bad.faults, "areas.csv:2:6: 201 persons, but the finer bands add up to 100"));
}

TEST_CASE("made areas meet the figures of their Place exactly", "[geography]")
{
  auto settings = tests::plain_settings();
  PlaceSettings place;
  place.name = "Town";
  place.people = {96, 105, 180, 170, 68, 254, 412, 389, 404, 373, 294, 181, 74};
  place.areas = 12, place.practices = 4;
  place.easting_m = 300'000, place.northing_m = 400'000, place.radius_km = 3;
  place.people_by_class = {0.45, 0.2, 0.15, 0.1, 0.1};
  place.children_by_class = {0.5, 0.2, 0.13, 0.09, 0.08};
  settings.places = {place};
  sim::io::Faults faults;
  std::vector<std::string> notes;
  const Geography region = build_geography(settings, 1, faults, notes);
  CHECK(faults.empty());
  CHECK(region.areas.size() == 12);
  CHECK(region.practices.size() == 4);
  CHECK(region.offices == std::vector<std::string>{"Office"});
  std::array<double, deprivation_classes> people{}, children{};
  for (std::size_t band = 0; band < table_ages; ++band) {
    std::uint32_t sum = 0;
    for (const Area& area : region.areas) {
      sum += area.people[band];
      people[area.deprivation - 1u] += area.people[band];
      if (band < child_table_ages) children[area.deprivation - 1u] += area.people[band];
    }
    CHECK(sum == place.people[band]);
  }
  for (std::size_t c = 0; c < deprivation_classes; ++c) {
    CHECK(people[c] ==
          Approx(3000 * place.people_by_class[c]).margin(table_ages / 2.0));  // half a person a band
    CHECK(children[c] == Approx(619 * place.children_by_class[c]).margin(child_table_ages / 2.0));
  }
}
