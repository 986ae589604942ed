// What becomes of people within a run: moves into care homes, groups that are grown out of, days lived.
#include <algorithm>
#include <array>
#include <cmath>

#include "models/population/population.hpp"
#include "tests/catch2.hpp"
#include "tests/tiny_run.hpp"

using namespace models;

namespace {

const sim::Day first = sim::to_day(2023, 10, 1);

/// |z| of the normal distribution beyond which one test in a million fails although nothing is wrong.
constexpr double one_in_a_million = 4.9;

}  // namespace

TEST_CASE("people in care homes are about as many after three years", "[population]")
{
  // 10 populations of 40,000; the stock is at most as uncertain as that of independent persons, and old people
  // become a few more, as the table's ages have it
  constexpr double slow_growth = 0.05;
  const auto scenario = tests::tiny_scenario(tests::larger_region());
  sim::io::Faults faults;
  std::vector<std::string> notes;
  const auto region = build_geography(scenario, faults, notes);
  const PopulationSettings& settings = scenario.model->population;
  std::array<double, 4> residents{};
  sim::Crew crew{2};
  for (std::uint32_t replication = 1; replication <= 10; ++replication) {
    const Population people =
        synthesise(settings, *region, first, first + 3 * 366, sim::Streams{5, replication}, crew);
    for (std::uint32_t row = 0; row < people.persons.size(); ++row)
      for (std::size_t year = 0; year < residents.size(); ++year) {
        const auto day =
            static_cast<sim::Day>(first + std::lround(static_cast<double>(year) * days_per_year));
        residents[year] +=
            people.persons[row].alive_on(day) && people.is_in(row, PlusGroup::care_home_resident, day);
      }
  }
  REQUIRE(residents[0] > 1500);
  for (std::size_t year = 1; year < residents.size(); ++year)
    CHECK(std::abs(residents[year] - residents[0]) <
          one_in_a_million * std::sqrt(2 * residents[0]) + slow_growth * residents[0]);
}

TEST_CASE("days lived are those between birth and death", "[population]")
{
  const auto& run = tests::tiny_run({});
  const sim::Day begin = run.scenario.study.first_day(), end = run.scenario.study.end();
  std::uint64_t lived = 0;
  for (const Person& person : run.population->persons)
    for (sim::Day day = begin; day < end; ++day) lived += person.alive_on(day);
  CHECK(run.outcome.person_days == lived);
  CHECK(lived < run.population->persons.size() * static_cast<std::uint64_t>(end - begin));
}

TEST_CASE("a child's cooperation is that of its age on the day, and at 18 it is an adult's", "[population]")
{
  const Population& people = *tests::tiny_run({}).population;
  const CooperationSettings& settings = people.cooperation;
  Person person{};
  person.social = social_bits(Ethnicity::white, 3);
  const auto share = [&](int age, int of_class) {
    int n = 0;
    for (int temper = 0; temper < 256; ++temper) {
      person.set_temper(temper);
      n += people.cooperation_at(person, age) == of_class;
    }
    return n / 256.0;
  };
  const int ages[]{2, 4, 8, 13, 17};
  for (std::size_t band = 0; band < std::size(ages); ++band) {
    CHECK(share(ages[band], 1) == Approx(settings.not_yet[band]).margin(1 / 128.0));
    CHECK(share(ages[band], 2) == Approx(settings.unable[band]).margin(1 / 128.0));
  }
  CHECK(share(18, 1) == Approx(settings.anxious[0]).margin(1 / 128.0));
  CHECK(share(45, 1) == Approx(settings.anxious[1]).margin(1 / 128.0));
}

TEST_CASE("nobody is a looked-after child or a pupil with special needs from 18 on", "[population]")
{
  const tests::TinyRun& run = tests::tiny_run({});
  const Population& people = *run.population;
  const sim::Day later = run.scenario.study.first_day() + 6 * 366;
  const std::uint16_t lasting = all_plus_groups ^ childrens_groups ^ bit(PlusGroup::care_home_resident);
  int grown_out = 0, still = 0;
  for (std::uint32_t row = 0; row < people.persons.size(); ++row) {
    const Person& person = people.persons[row];
    const auto groups = people.groups_on(row, later);
    CHECK((groups & lasting) == (person.first_groups() & lasting));
    if ((person.first_groups() & childrens_groups) == 0) continue;
    const bool adult = age_years(person, later) >= 18;
    CHECK(((groups & childrens_groups) == 0) == adult);
    ++(adult ? grown_out : still);
  }
  CHECK(grown_out > 10);
  CHECK(still > 10);
}
