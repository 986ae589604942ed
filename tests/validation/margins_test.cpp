// The people of the larger regions are those of their tables, by age and deprivation, on the first simulated day.
#include <array>
#include <numeric>

#include "models/population/population.hpp"
#include "tests/catch2.hpp"
#include "tests/regions.hpp"
#include "tests/tiny_run.hpp"

namespace {

using namespace models;

using Margins = std::array<std::array<std::int64_t, table_ages>, deprivation_classes>;

Margins margins_of(const Geography& region)
{
  Margins out{};
  for (const Area& area : region.areas)
    for (std::size_t age = 0; age < table_ages; ++age) out[area.deprivation - 1u][age] += area.people[age];
  return out;
}

Margins margins_of(const Population& people, sim::Day day)
{
  Margins out{};
  for (const Person& person : people.persons) {
    if (person.entry > day || person.birth > day || person.death <= day) continue;
    const int years = age_years(person, day);
    std::size_t age = table_ages - 1;
    while (table_age_from[age] > years) --age;
    ++out[static_cast<std::size_t>(person.deprivation()) - 1][age];
  }
  return out;
}

void check_margins(const std::string& file, std::int64_t people)
{
  const auto study = tests::read_region(file);
  REQUIRE(study.faults.empty());
  const Geography region = tests::build_region(study);
  const sim::Day first = sim::to_day(2024, 4, 1), last = sim::to_day(2024, 9, 30);
  sim::Crew crew{2};
  const Population made = synthesise(study.population, region, first, last, sim::Streams{1, 1}, crew);
  const Margins wanted = margins_of(region), found = margins_of(made, first);
  std::int64_t sum = 0;
  for (std::size_t d = 0; d < deprivation_classes; ++d)
    for (std::size_t age = 0; age < table_ages; ++age) {
      INFO("class " << d + 1 << ", " << table_age_labels[age]);
      CHECK(found[d][age] == wanted[d][age]);
      sum += found[d][age];
    }
  CHECK(sum == people);
}

}  // namespace

TEST_CASE("margins: the people of built-in North West London", "[validation][heavy]")
{
  check_margins("north_west_london.toml", 2'181'495);
}

TEST_CASE("margins: the people of North West London on the real tables", "[validation][heavy]")
{
  if (!tests::data_folder()) return tests::without_tables();
  check_margins("north_west_london_real.toml", 2'181'495);
}

TEST_CASE("margins: the people of England, and half a year of its play", "[validation][.long]")
{
  if (!tests::data_folder()) return tests::without_tables();
  check_margins("england.toml", 58'620'101);
  const auto run = tests::play_region("england.toml", {"study.warm_up=3", "study.months=3"}, 1, 2);
  CHECK(run.headline("persons") > 58'400'000);
  CHECK(run.headline("persons") < 58'800'000);
  CHECK(run.headline("courses_per_head") > 0.5);
  CHECK(run.headline("courses_per_head") < 0.75);
  CHECK(run.headline("appointments_missed_percent") > 6.5);
  CHECK(run.headline("appointments_missed_percent") < 8.5);
}
