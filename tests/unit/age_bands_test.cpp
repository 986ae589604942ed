#include "models/need/age_bands.hpp"

#include <algorithm>
#include <string>

#include "tests/catch2.hpp"

using namespace models;

TEST_CASE("age bands: every age has the band that its label names", "[need]")
{
  CHECK(need_age(0) == 0);
  CHECK(need_age(2) == 0);
  CHECK(need_age(3) == 1);
  CHECK(need_age(17) == 4);
  CHECK(need_age(adult_age) == 5);
  CHECK(need_age(34) == 5);
  CHECK(need_age(64) == 6);
  CHECK(need_age(65) == 7);
  CHECK(need_age(75) == 8);
  CHECK(need_age(110) == 8);
  for (std::size_t band = 0; band < need_ages; ++band)
    CHECK(std::string{need_age_labels[band]}.starts_with(std::to_string(need_age_from[band])));
}

TEST_CASE("age bands: a birthday is the first day of that age, for every birth day", "[need]")
{
  Person person{};
  for (int birth = 1; birth < 40'000; birth += 7) {
    person.birth = static_cast<std::uint16_t>(birth);
    for (const int years : {1, 5, 18, 65}) {
      const sim::Day day = birthday(person.birth, years);
      CHECK(age_years(person, day) == years);
      CHECK(age_years(person, day - 1) == years - 1);
    }
  }
}

TEST_CASE("age bands: milestones come one after another, the last never", "[need]")
{
  const std::uint16_t birth = 30'000;
  sim::Day day = birth;
  for (const int years : milestone_ages) {
    const sim::Day next = next_milestone(birth, day);
    CHECK(next == birthday(birth, years));
    CHECK(next_milestone(birth, next - 1) == next);
    day = next;
  }
  CHECK(next_milestone(birth, day) == sim::last_storable_day);
}

TEST_CASE("age bands: every band begins at a milestone", "[need]")
{
  for (std::size_t band = 1; band < need_ages; ++band)
    CHECK(std::count(milestone_ages.begin(), milestone_ages.end(), need_age_from[band]) == 1);
}
