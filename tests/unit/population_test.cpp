#include "models/population/population.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

#include "models/population/place_people.hpp"
#include "tests/catch2.hpp"
#include "tests/regions.hpp"

using namespace models;

namespace {

const sim::Day first = sim::to_day(2023, 10, 1), last = sim::to_day(2024, 9, 30);

/// |z| of the normal distribution beyond which one test in a million fails although nothing is wrong.
constexpr double one_in_a_million = 4.9;

struct Made {
  tests::RegionStudy study;
  Geography region;
  Population people;
};

Made make(const std::string& file, unsigned threads = 2, std::uint32_t replication = 1)
{
  Made out{tests::read_region(file), {}, {}};
  out.region = tests::build_region(out.study);
  sim::Crew crew{threads};
  out.people = synthesise(out.study.population, out.region, first, last, sim::Streams{5, replication}, crew);
  return out;
}

/// A count of chances drawn one by one, against their sum: at most so many standard deviations away.
class DrawnCount {
 public:
  void add(double chance, bool drawn)
  {
    expected_ += chance;
    variance_ += chance * (1 - chance);
    count_ += drawn;
  }
  double z() const
  {
    return variance_ > 0 ? std::abs(count_ - expected_) / std::sqrt(variance_) : std::abs(count_ - expected_);
  }
  double expected() const { return expected_; }

 private:
  double expected_ = 0, variance_ = 0, count_ = 0;
};

std::size_t table_band(int age)
{
  return static_cast<std::size_t>(std::upper_bound(table_age_from.begin(), table_age_from.end(), age) -
                                  table_age_from.begin() - 1);
}

template <class Visit>
void each_person(const Made& made, Visit visit)
{
  for (std::size_t place = 0; place < made.region.places.size(); ++place)
    for (const Person& person : made.people.of_place(place))
      visit(place, made.region.areas[made.region.places[place].first_area + person.area], person);
}

}  // namespace

TEST_CASE("ages are whole years of 365.2425 days", "[population]")
{
  Person person{};
  person.birth = static_cast<std::uint16_t>(sim::to_day(2000, 3, 1));
  CHECK(age_years(person, sim::to_day(2000, 2, 1)) == 0);
  CHECK(age_years(person, person.birth + 365) == 0);
  CHECK(age_years(person, person.birth + 366) == 1);
  CHECK(age_years(person, sim::to_day(2018, 3, 2)) == 18);
  const int from[]{0, 3, 6, 11, 16, 18, 65, 75};
  for (int group = 0; group < 8; ++group) {
    CHECK(age_group(from[group]) == group);
    if (group > 0) CHECK(age_group(from[group] - 1) == group - 1);
  }
  person.social = social_bits(Ethnicity::asian, 4);
  person.join(bit(PlusGroup::traveller));
  for (const int temper : {0, 3, 170, 255}) {
    person.set_temper(temper);
    CHECK(person.temper() == temper);
    CHECK(person.deprivation() == 4);
    CHECK(person.ethnicity() == Ethnicity::asian);
    CHECK(person.first_groups() == bit(PlusGroup::traveller));
  }
  CHECK(stratum(person, sim::to_day(2024, 4, 1)) == 5 * 5 + 3);
}

TEST_CASE("people of areas by age are those of the table, exactly", "[population]")
{
  const Made made = make("tiny.toml");
  REQUIRE(made.study.faults.empty());
  std::vector<std::array<std::uint32_t, table_ages>> counted(made.region.areas.size());
  std::size_t births = 0;
  for (std::size_t place = 0; place < made.region.places.size(); ++place)
    for (const Person& person : made.people.of_place(place)) {
      if (person.entry > first) {
        ++births;
        CHECK(person.entry == person.birth);
        CHECK(person.birth <= last);
      } else {
        CHECK(person.entry == first);
        ++counted[made.region.places[place].first_area + person.area][table_band(age_years(person, first))];
      }
      CHECK(person.death > person.entry);
      CHECK((person.death <= last || person.death == no_death));
      CHECK(person.birth >= sim::to_day(1918, 1, 1));
    }
  for (std::size_t a = 0; a < counted.size(); ++a) CHECK(counted[a] == made.region.areas[a].people);
  CHECK(births == static_cast<std::size_t>(std::floor(96 * 0.303 * (last - first) / 365.2425)) +
                      static_cast<std::size_t>(std::floor(64 * 0.303 * (last - first) / 365.2425)));
  CHECK(made.people.persons.size() == expected_rows(made.study.population, made.region, first, last));
  CHECK(made.people.persons.size() == 5000 + births);
  CHECK(made.people.place_of(0) == 0);
  CHECK(made.people.place_of(made.people.first_person[1] - 1) == 0);
  CHECK(made.people.place_of(made.people.first_person[1]) == 1);
}

TEST_CASE("people are the same at any number of threads and differ between replications",
          "[population][threads]")
{
  const Made one = make("tiny.toml", 1);
  for (const unsigned threads : {2u, 3u, 8u}) {
    const Made other = make("tiny.toml", threads);
    CHECK(std::equal(one.people.persons.begin(), one.people.persons.end(), other.people.persons.begin(),
                     other.people.persons.end()));
    CHECK(one.people.moves == other.people.moves);
  }
  const Made second = make("tiny.toml", 1, 2);
  CHECK_FALSE(std::equal(one.people.persons.begin(), one.people.persons.end(), second.people.persons.begin(),
                         second.people.persons.end()));
}

TEST_CASE("a Place's people do not depend on the other Places", "[population]")
{
  const Made both = make("tiny.toml");
  Made one = both;
  std::erase_if(one.study.geography.places,
                [](const PlaceSettings& place) { return place.name != "Upvale"; });
  one.region = tests::build_region(one.study);
  sim::Crew crew{1};
  one.people = synthesise(one.study.population, one.region, first, last, sim::Streams{5, 1}, crew);
  const auto alone = one.people.of_place(0), together = both.people.of_place(1);
  CHECK(std::equal(alone.begin(), alone.end(), together.begin(), together.end()));
}

TEST_CASE("a longer run adds births and leaves the first people as they are", "[population]")
{
  const Made made = make("tiny.toml");
  sim::Crew crew{1};
  const auto longer =
      synthesise(made.study.population, made.region, first, last + 365, sim::Streams{5, 1}, crew);
  const auto at_start = [](const Population& people) {
    std::vector<std::array<int, 9>> out;  // all but the household and its car
    for (std::uint32_t row = 0; row < people.persons.size(); ++row) {
      const Person& person = people.persons[row];
      if (person.entry != first) continue;
      constexpr int of_household = Person::with_row_before | Person::has_car;
      out.push_back({person.birth, person.area, person.rank, person.health, person.flags & ~of_household,
                     person.social, person.marks, person.death <= last ? person.death : no_death,
                     people.groups_on(row, last)});
    }
    std::sort(out.begin(), out.end());
    return out;
  };
  CHECK(at_start(made.people) == at_start(longer));
  CHECK(longer.persons.size() > made.people.persons.size());
}

TEST_CASE("minority shares are raked to each area and to the people of each age", "[population]")
{
  const Made made = make("tiny.toml");
  const auto shares = minority_shares(made.study.population.ethnicity, made.region.areas);
  double young = 0, old = 0;
  for (std::size_t a = 0; a < shares.size(); ++a) {
    const Area& area = made.region.areas[a];
    double minority = 0, people = 0;
    for (std::size_t band = 0; band < table_ages; ++band) {
      minority += shares[a][band] * area.people[band];
      people += area.people[band];
      CHECK(shares[a][band] >= 0);
      CHECK(shares[a][band] <= 1);
    }
    CHECK(minority == Approx(people * static_cast<double>(area.minority_ethnic)).epsilon(1e-6));
    young += shares[a][1], old += shares[a][12];
  }
  CHECK(young > 3 * old);
}

TEST_CASE("what is drawn meets its margin", "[population]")
{
  const Made made = make("tiny.toml");
  const PopulationSettings& settings = made.study.population;
  DrawnCount women, minority, exempt, students, interpreter, not_yet, phobic, send, cancer;
  std::vector<std::vector<std::array<double, table_ages>>> shares;
  for (const PlaceInfo& place : made.region.places)
    shares.push_back(minority_shares(settings.ethnicity,
                                     std::span{made.region.areas}.subspan(place.first_area, place.areas)));
  each_person(made, [&](std::size_t place, const Area& area, const Person& person) {
    const int age = age_years(person, first);
    const std::size_t band = table_band(age);
    const std::size_t c = area.deprivation - 1u;
    CHECK(person.deprivation() == area.deprivation);
    women.add(settings.female[band], person.is(Person::female));
    minority.add(shares[place][person.area][band], person.ethnicity() != Ethnicity::white);
    CHECK(person.in(PlusGroup::minority_ethnic) == (person.ethnicity() != Ethnicity::white));
    exempt.add(settings.exempt_adult[c], person.is(Person::exempt_adult));
    interpreter.add(settings.ethnicity.interpreter[static_cast<std::size_t>(person.ethnicity())],
                    person.is(Person::needs_interpreter));
    students.add(age < 25 ? settings.student_18 : 0, person.is(Person::student_18));
    const auto prevalence = [&](PlusGroup group) {
      const GroupPrevalence& of = settings.groups[static_cast<std::size_t>(group)];
      return of.by_age[group_of_band(band)] * of.by_deprivation[c];
    };
    send.add(prevalence(PlusGroup::send), person.in(PlusGroup::send));
    cancer.add(prevalence(PlusGroup::cancer_or_cardiac), person.in(PlusGroup::cancer_or_cardiac));
    const int anxiety = made.people.cooperation_at(person, age);
    if (age < 18) {
      const double factor = person.in(PlusGroup::send) ? settings.cooperation.send : 1;
      not_yet.add(settings.cooperation.not_yet[table_band(age)] * factor, anxiety == 1);
    } else {
      const double men = 2 *
                         settings.cooperation.phobic[age < 40   ? 0
                                                     : age < 60 ? 1
                                                                : 2] /
                         (1 + settings.cooperation.phobic_women);
      phobic.add(person.is(Person::female) ? men * settings.cooperation.phobic_women : men, anxiety == 2);
    }
  });
  for (const DrawnCount& count :
       {women, minority, exempt, students, interpreter, not_yet, phobic, send, cancer}) {
    CHECK(count.expected() > 10);
    CHECK(count.z() < one_in_a_million);
  }
}

TEST_CASE("a Place's own count of a PLUS group is met", "[population]")
{
  Made made = make("tiny.toml");
  PlaceInfo& place = made.region.places[0];
  place.group_people[static_cast<std::size_t>(PlusGroup::asylum_seeker)] = 200;
  const auto chances =
      group_chances(made.study.population, place, std::span{made.region.areas}.subspan(0, place.areas));
  double expected = 0;
  for (std::uint32_t a = 0; a < place.areas; ++a)
    for (std::size_t band = 0; band < table_ages; ++band)
      expected += made.region.areas[a].people[band] *
                  chances[0][group_of_band(band)][made.region.areas[a].deprivation - 1u];
  CHECK(expected == Approx(200).epsilon(1e-9));
}

TEST_CASE("deaths follow the law of mortality", "[population]")
{
  const Made made = make("tiny.toml");
  const Mortality& law = made.study.population.mortality;
  Person man{};
  man.birth = static_cast<std::uint16_t>(first - std::lround(65 * days_per_year));
  man.social = social_bits(Ethnicity::white, 3);
  const double rate = law.rate_at_65 * law.by_sex[0] * law.by_deprivation[2];
  const double five_years = rate / law.growth * (std::exp(5 * law.growth) - 1);
  const auto after = static_cast<sim::Day>(first + std::lround(5 * days_per_year));
  CHECK(death_day(law, man, first, 60'000, std::exp(-five_years)) == Approx(after).margin(2));
  CHECK(death_day(law, man, first, after - 10, std::exp(-five_years)) == no_death);
  CHECK(death_day(law, man, first, 60'000, 1 - 1e-12) == first + 1);
  Person woman = man;
  woman.flags = Person::female;
  CHECK(death_day(law, woman, first, 60'000, 0.5) > death_day(law, man, first, 60'000, 0.5));
}

TEST_CASE("families stand together: parents, then children from the oldest", "[population]")
{
  const Made made = make("tiny.toml");
  std::size_t children = 0, with_adult = 0, with_sibling = 0, flagged = 0;
  double gaps = 0, parent_gaps = 0, mothers = 0;
  for (std::size_t place = 0; place < made.region.places.size(); ++place) {
    const auto rows = made.people.of_place(place);
    CHECK_FALSE(rows[0].is(Person::with_row_before));
    std::size_t head = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Person& person = rows[i];
      if (!person.is(Person::with_row_before))
        head = i;
      else {
        ++flagged;
        CHECK(person.area == rows[i - 1].area);
        CHECK(person.is(Person::has_car) == rows[i - 1].is(Person::has_car));
        CHECK_FALSE(person.in(PlusGroup::care_home_resident));
      }
      if (age_years(person, first) >= 18 || i == head) continue;
      ++children;
      if (age_years(rows[head], first) >= 18) ++with_adult;
      if (age_years(rows[i - 1], first) < 18) {
        ++with_sibling;
        CHECK(person.birth >= rows[i - 1].birth);
        gaps += (person.birth - rows[i - 1].birth) / days_per_year;
      } else if (rows[head].is(Person::female)) {
        parent_gaps += (person.birth - rows[head].birth) / days_per_year;
        ++mothers;
      }
    }
  }
  CHECK(flagged > children);
  CHECK(static_cast<double>(with_adult) > 0.97 * static_cast<double>(children));
  CHECK(static_cast<double>(with_sibling) > 0.3 * static_cast<double>(children));
  CHECK(gaps / static_cast<double>(with_sibling) ==
        Approx(made.study.population.households.sibling_gap).margin(1));
  CHECK(parent_gaps / mothers == Approx(made.study.population.households.parent_age).margin(2));
}

TEST_CASE("care homes have their residents, and as many move in as leave", "[population]")
{
  const Made made = make("tiny.toml");
  const CareHomeSettings& homes = made.study.population.care_homes;
  for (std::size_t place = 0; place < made.region.places.size(); ++place) {
    double old = 0, residents = 0;
    std::vector<std::uint32_t> by_home(made.people.homes_of(place).size());
    for (const Person& person : made.people.of_place(place)) {
      if (person.entry == first && age_years(person, first) >= 75) ++old;
      if (!person.in(PlusGroup::care_home_resident)) continue;
      ++residents;
      REQUIRE(person.home < by_home.size());
      ++by_home[person.home];
      CHECK(age_years(person, first) >= 75);
    }
    CHECK(residents == std::round(old * homes.places * homes.occupied));
    for (std::size_t home = 0; home < by_home.size(); ++home)
      CHECK(by_home[home] == made.people.homes_of(place)[home].residents);
    std::uint32_t before = 0;
    for (const CareHomeMove& move : made.people.moves_of(place)) {
      const Person& person = made.people.persons[move.person];
      CHECK(made.people.place_of(move.person) == place);
      CHECK(person.home == move.home);
      CHECK_FALSE(person.in(PlusGroup::care_home_resident));
      CHECK(person.alive_on(move.day));
      CHECK_FALSE(made.people.is_in(move.person, PlusGroup::care_home_resident, move.day - 1));
      CHECK(made.people.is_in(move.person, PlusGroup::care_home_resident, move.day));
      CHECK(age_years(person, move.day) >= 75);
      CHECK((move.person > before || before == 0));
      before = move.person;
    }
  }
}
