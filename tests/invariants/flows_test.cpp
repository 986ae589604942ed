// Flows balance exactly, in every month, Place, service and stratum of a run.
#include "models/places/letter.hpp"
#include "tests/catch2.hpp"
#include "tests/tiny_run.hpp"

namespace {

using Index = std::vector<std::size_t>;

/// Three contract years of two towns; contracts are handed back now and then, people die and move practice.
const tests::TinyRun& years()
{
  return tests::tiny_run(tests::with(tests::larger_region(),
                                     {"study.warm_up=12", "study.months=30", "contract.hand_back_rate=20"}));
}

/// Cells of `found` that differ from `expected`.
struct Differences {
  std::size_t cells = 0;
  Index first;
  void compare(const Index& at, std::int64_t found, std::int64_t expected)
  {
    if (found != expected && cells++ == 0) first = at;
  }
};

/// The reported months of each contract year, as [first, end).
std::vector<std::pair<std::size_t, std::size_t>> months_of_years(std::size_t months)
{
  std::vector<std::pair<std::size_t, std::size_t>> years;
  for (std::size_t month = 0; month < months; month += models::months_per_year)
    years.emplace_back(month, std::min(month + models::months_per_year, months));
  return years;
}

}  // namespace

TEST_CASE("flows: waiting is what waited before, and who asked, less who began or left",
          "[invariants][heavy]")
{
  const tests::TinyRun& run = years();
  const auto asked = run.cube("queues", "asked"), started = run.cube("queues", "started"),
             left = run.cube("queues", "left"), waiting = run.cube("queues", "waiting"),
             at_start = run.cube("queues", "waiting_at_start");
  REQUIRE(asked.sum() > 10'000);
  REQUIRE(left.sum() > 1000);
  REQUIRE(at_start.sum() > 100);
  Differences differences;
  waiting.each([&](const Index& at, std::int64_t now) {
    Index before = at;
    --before[0];
    const std::int64_t stock = at[0] == 0 ? at_start.at({at[1], at[2], at[3], at[4]}) : waiting.at(before);
    differences.compare(at, now, stock + asked.at(at) - started.at(at) - left.at(at));
    CHECK(now < 40'000);  // a count never falls below nothing
  });
  INFO("first difference [month, place, service, age, deprivation] "
       << Catch::Detail::stringify(differences.first));
  CHECK(differences.cells == 0);
}

TEST_CASE("flows: who began in a year is in a bin of its completed waits", "[invariants][heavy]")
{
  const tests::TinyRun& run = years();
  const auto started = run.cube("queues", "started"), completed = run.cube("waits", "completed");
  const auto all_years = months_of_years(started.extent(0));
  REQUIRE(all_years.size() == completed.extent(0));
  for (std::size_t year = 0; year < all_years.size(); ++year)
    for (std::size_t place = 0; place < completed.extent(1); ++place)
      for (std::size_t service = 0; service < completed.extent(2); ++service) {
        const auto begun = [&](auto&& wanted) {
          return started.sum([&](const Index& i) {
            return i[0] >= all_years[year].first && i[0] < all_years[year].second && i[1] == place &&
                   i[2] == service && wanted(i[3], i[4]);
          });
        };
        const auto waited = [&](std::size_t group) {
          return completed.sum([&](const Index& i) {
            return i[0] == year && i[1] == place && i[2] == service && i[3] == group;
          });
        };
        const auto anybody = [](std::size_t, std::size_t) { return true; };
        CHECK(waited(0) == begun(anybody));
        for (std::size_t age = 0; age < models::age_groups; ++age)
          CHECK(waited(1 + age) == begun([&](std::size_t a, std::size_t) { return a == age; }));
        for (std::size_t dep = 0; dep < models::deprivation_classes; ++dep)
          CHECK(waited(1 + models::age_groups + dep) ==
                begun([&](std::size_t, std::size_t d) { return d == dep; }));
        const auto children_core20 = [](std::size_t a, std::size_t d) { return a < 5 && d == 0; };
        CHECK(waited(1 + models::age_groups + models::deprivation_classes) == begun(children_core20));
      }
}

TEST_CASE("flows: urgent waits in hours are as many as urgent courses begun", "[invariants][heavy]")
{
  const tests::TinyRun& run = years();
  const auto started = run.cube("queues", "started"), hours = run.cube("waits", "urgent_hours");
  CHECK(hours.sum([](const Index& i) { return i[2] == 0; }) ==
        started.sum([&](const Index& i) { return i[2] == run.service("urgent_care"); }));
  CHECK(hours.sum() > 0);
}

TEST_CASE("flows: those who left are counted once more by reason", "[invariants][heavy]")
{
  const tests::TinyRun& run = years();
  const auto left = run.cube("queues", "left"), by_reason = run.cube("queues", "left_by_reason");
  Differences differences;
  for (std::size_t month = 0; month < left.extent(0); ++month)
    for (std::size_t place = 0; place < left.extent(1); ++place)
      for (std::size_t service = 0; service < left.extent(2); ++service) {
        const auto here = [&](const Index& i) { return i[0] == month && i[1] == place && i[2] == service; };
        differences.compare({month, place, service}, by_reason.sum(here), left.sum(here));
      }
  CHECK(differences.cells == 0);
}

TEST_CASE("flows: who finds no urgent time goes elsewhere, wherever they asked", "[invariants][heavy]")
{
  const auto by_reason = years().cube("queues", "left_by_reason");
  const std::size_t urgent = years().service("urgent_care");
  const auto because = [&](models::Reason reason) {
    return by_reason.sum(
        [&](const Index& i) { return i[2] == urgent && i[3] == static_cast<std::size_t>(reason); });
  };
  CHECK(because(models::Reason::other_care) > 0);
  CHECK(because(models::Reason::refused) == 0);
  CHECK(because(models::Reason::wait_too_long) == 0);
  CHECK(because(models::Reason::no_practice_accepting) == 0);
}

TEST_CASE("flows: the waits still open at a year's end are the stock of that month", "[invariants][heavy]")
{
  const tests::TinyRun& run = years();
  const auto waiting = run.cube("queues", "waiting"), open = run.cube("waits", "still_waiting");
  const auto all_years = months_of_years(waiting.extent(0));
  for (std::size_t year = 0; year < all_years.size(); ++year)
    for (std::size_t place = 0; place < waiting.extent(1); ++place)
      for (std::size_t service = 0; service < waiting.extent(2); ++service)
        for (std::size_t age = 0; age < models::age_groups; ++age) {
          const auto stock = waiting.sum([&](const Index& i) {
            return i[0] + 1 == all_years[year].second && i[1] == place && i[2] == service && i[3] == age;
          });
          const auto counted = open.sum([&](const Index& i) {
            return i[0] == year && i[1] == place && i[2] == service && i[3] == 1 + age;
          });
          INFO("year " << year << " place " << place << " service " << service << " age " << age);
          CHECK(counted == stock);
        }
}

TEST_CASE("flows: PLUS groups ask, begin and wait no more than all people", "[invariants][heavy]")
{
  const tests::TinyRun& run = years();
  for (const char* flow : {"asked", "started", "waiting"}) {
    const auto all = run.cube("queues", flow), of_groups = run.cube("priority", flow);
    CHECK(of_groups.sum() > 0);
    of_groups.each([&](const Index& at, std::int64_t people) {
      const auto here = [&](const Index& i) { return i[0] == at[0] && i[1] == at[1]; };
      if (people > 0 && at[2] == 0) CHECK(people <= all.sum(here));
      CHECK(people < 40'000);
    });
  }
}

TEST_CASE("flows: people of a month are those of the month before who live on, and newborn ones",
          "[invariants][heavy]")
{
  const tests::TinyRun& run = years();
  const auto persons = run.cube("population", "persons");
  const sim::Day start = run.scenario.study.start;
  for (std::size_t month = 0; month < persons.extent(0); ++month)
    for (std::size_t place = 0; place < persons.extent(1); ++place) {
      const sim::Day last =
          sim::first_day_of_month(sim::month_index(start) + static_cast<int>(month) + 1) - 1;
      std::int64_t alive = 0;
      for (const models::Person& person : run.population->of_place(place)) alive += person.alive_on(last);
      CHECK(persons.sum([&](const Index& i) { return i[0] == month && i[1] == place; }) == alive);
    }
}
