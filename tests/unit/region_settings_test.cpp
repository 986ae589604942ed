// Faults of the blocks that describe a region and its people.
#include <algorithm>

#include "tests/catch2.hpp"
#include "tests/regions.hpp"

namespace {

bool faulty(const std::string& key_and_value, const std::string& part)
{
  const auto faults = tests::read_region("tiny.toml", {key_and_value}).faults;
  return std::any_of(faults.begin(), faults.end(),
                     [&](const std::string& line) { return line.find(part) != std::string::npos; });
}

}  // namespace

TEST_CASE("a region without faults has none", "[regions]")
{
  CHECK(tests::read_region("tiny.toml").faults.empty());
}

TEST_CASE("only the editions of the index of deprivation are known", "[regions]")
{
  CHECK(faulty("geography.deprivation_index=2021", "'deprivation_index' is 2021 (allowed: 2019 or 2025"));
  CHECK(faulty("geography.deprivation_index=1999", "deprivation_index"));
}

TEST_CASE("shares of a whole add up to it", "[regions]")
{
  CHECK(faulty("places.Seaport.deprivation_2025=[45, 20, 15, 10, 20]",
               "'deprivation_2025' is 45 + 20 + 15 + 10 + 20, together 110 %"));
  CHECK(faulty("population.households.families=[50, 50, 50, 0]",
               "'families' is 50 + 50 + 50 + 0, together 150 %"));
  CHECK(faulty("population.ethnicity.minority=[10, 10, 10, 10]",
               "'minority' is 10 + 10 + 10 + 10, together 40 %"));
}

TEST_CASE("ranges, units and missing figures are faults", "[regions]")
{
  CHECK(faulty("population.births=-1", "births"));
  CHECK(faulty("practices.accepting_adults=120", "accepting_adults"));
  CHECK(faulty("population.female=[50, 50]", "female"));
  CHECK(faulty("places.Newtown.areas=3", "missing key 'people' in [places.Newtown]"));
  CHECK(faulty("areas.file=\"no_such_table.csv\"", "no_such_table.csv"));
  CHECK(faulty("areas.columns.lsoa=\"x\"", "lsoa"));
  CHECK(faulty("practices.values.accepting_adult.Y=\"yes\"", "accepting_adult"));
  CHECK(faulty("population.groups.smokers.by_age=[1]", "smokers"));
}

TEST_CASE("a name belongs to one Place", "[regions]")
{
  CHECK(faulty("places.Upvale.aliases=[\"T01\"]", "'T01', which means Seaport already"));
}

TEST_CASE("the reference lists every parameter of a region with its unit", "[regions]")
{
  const auto rows = sim::io::reference([](sim::io::Block& root) {
    models::GeographySettings geography;
    models::PopulationSettings population;
    models::read(root, geography);
    models::read(root, population);
  });
  for (const auto& [path, unit] :
       {std::pair{"geography.reach", "km"}, std::pair{"practices.contracted_uda", "UDA/year"},
        std::pair{"places.NAME.people", "person"}, std::pair{"areas.columns.imd_decile", ""},
        std::pair{"population.groups.send.by_age", "1/1000"}}) {
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.path == path; });
    REQUIRE(found != rows.end());
    CHECK(found->unit == unit);
    CHECK_FALSE(found->about.empty());
  }
}

TEST_CASE("faulty settings make no geography and no further fault", "[regions]")
{
  for (const char* set :
       {"geography.reach=[0, 0, 0, 0, 0]", "practices.uda_per_surgery=0", "places.Newtown.areas=3"}) {
    const auto study = tests::read_region("tiny.toml", {set});
    CHECK_FALSE(study.faults.empty());
    sim::io::Faults faults;
    std::vector<std::string> notes;
    CHECK(models::build_geography(study.geography, 1, faults, notes).places.empty());
    CHECK(faults.empty());
  }
}
