// Priority groups: who is counted, when a payment falls due; mouth care taught in homes and at sites for so many.
#include <algorithm>

#include "tests/catch2.hpp"
#include "tests/tiny_run.hpp"

namespace {

using Index = std::vector<std::size_t>;
using tests::Sets;
using tests::TinyRun;
using tests::with;

const Sets a_year{"study.warm_up=0", "study.months=12"};
const std::string groups = "pathway.priority_groups.";
const Sets named = with(a_year, {groups + "core20=true", groups + "groups=[\"send\", \"homeless\"]"});

std::string digest_without(const Sets& sets, const char* pathway)
{
  return tests::play(tests::without(tests::tiny_scenario(sets), {pathway}), 1, 1).digest;
}

/// Homes are small and many.
const Sets homes = with(a_year, {"population.care_homes.places=30", "population.care_homes.size=8"});
const std::string taught = "pathway.care_homes.taught.";

std::int64_t programme(const TinyRun& run, const char* measure) { return run.total("programmes", measure); }

std::int64_t in_month(const TinyRun& run, const char* measure, std::size_t month)
{
  return run.cube("programmes", measure).sum([month](const Index& i) { return i[0] == month; });
}

}  // namespace

TEST_CASE("priority groups: where nobody is named it is absent", "[invariants][priority_groups]")
{
  CHECK(tests::tiny_run(a_year).digest == digest_without(a_year, "priority_groups"));
  CHECK(tests::tiny_run(with(a_year, {groups + "foundation.patients=1"})).digest ==
        tests::tiny_run(a_year).digest);
}

TEST_CASE("priority groups: each patient counts once in a contract year", "[invariants][priority_groups]")
{
  const TinyRun &some = tests::tiny_run(named),
                &core20 = tests::tiny_run(with(a_year, {groups + "core20=true"}));
  const std::int64_t patients = programme(some, "priority_groups__patients");
  CHECK(patients > 200);
  CHECK(patients < programme(some, "priority_groups__courses"));
  CHECK(programme(core20, "priority_groups__patients") < patients);
  CHECK(programme(core20, "priority_groups__patients") > 0);
}

TEST_CASE("priority groups: the payment falls due once a year and Place, and moves nothing but money",
          "[invariants][priority_groups]")
{
  const Sets two_years = with(named, {"study.months=24"});
  const TinyRun& due = tests::tiny_run(with(two_years, {groups + "foundation.patients=10"}));
  const auto places = static_cast<std::int64_t>(due.geography->places.size());
  CHECK(programme(due, "priority_groups__payments_due") == 2 * places);
  CHECK(due.paid("priority_groups__foundation_dentists") == 2 * places * 64'000 * 100);
  const TinyRun& later = tests::tiny_run(
      with(two_years, {groups + "foundation.patients=10", groups + "foundation.from=2025-04-01"}));
  CHECK(later.paid("priority_groups__foundation_dentists") == places * 64'000 * 100);
  const TinyRun& never = tests::tiny_run(with(two_years, {groups + "foundation.patients=100000"}));
  CHECK(programme(never, "priority_groups__payments_due") == 0);
  CHECK(never.digest == tests::tiny_run(two_years).digest);
  CHECK(due.cube("activity", "courses_of_treatment").values() ==
        never.cube("activity", "courses_of_treatment").values());
}

TEST_CASE("care homes: mouth care is taught in every home, at its price", "[invariants][priority_groups]")
{
  // on the first day and every six months: three times in a year
  const Sets all = with(homes, {taught + "share=1", taught + "over=0"});
  const TinyRun& run = tests::tiny_run(all);
  for (const std::size_t month : {0u, 5u, 11u})
    CHECK(in_month(run, "care_homes__homes_trained", month) == in_month(run, "care_homes__all_homes", month));
  CHECK(programme(run, "care_homes__homes_taught") == 3 * in_month(run, "care_homes__all_homes", 0));
  CHECK(run.paid("care_homes__mouth_care_taught") == programme(run, "care_homes__homes_taught") * 150 * 100);
  const TinyRun& upvale = tests::tiny_run(with(all, {taught + "places=[\"Upvale\"]"}));
  CHECK(programme(upvale, "care_homes__homes_taught") > 0);
  CHECK(programme(upvale, "care_homes__homes_taught") < programme(run, "care_homes__homes_taught"));
}

TEST_CASE("care homes: homes are reached one after the other, and taught staff protect residents",
          "[invariants][priority_groups]")
{
  const TinyRun& slow = tests::tiny_run(with(homes, {taught + "share=1", taught + "over=6"}));
  CHECK(in_month(slow, "care_homes__homes_trained", 0) < in_month(slow, "care_homes__homes_trained", 3));
  CHECK(in_month(slow, "care_homes__homes_trained", 3) < in_month(slow, "care_homes__homes_trained", 6));
  const Sets all = with(homes, {taught + "share=1", taught + "over=0"});
  const TinyRun &useless = tests::tiny_run(all),
                &useful = tests::tiny_run(with(all, {"pathway.care_homes.training.factor=0"}));
  CHECK(in_month(useful, "care_homes__diseased", 11) < in_month(useless, "care_homes__diseased", 11));
  CHECK(programme(tests::tiny_run(homes), "care_homes__homes_taught") == 0);
}

TEST_CASE("prevention: a programme at a site is for so many, and for its group",
          "[invariants][priority_groups]")
{
  const auto playing = [](const char* more) {
    return tests::tiny_run(with(
        a_year,
        {std::string{"pathway.prevention.programmes.site={ kind = \"mouth_care\", among = \"everybody\", "
                     "ages = [0, 17], from = 2024-04-01, places = [\"Seaport\"], coverage = 1, uptake = "
                     "[1, 1, 1, 1, 1], factor = 0.5, half_life = 0, cost = 12"} +
         more + " }"}));
  };
  const TinyRun &all = playing(""), &forty = playing(", people = 40"),
                &send = playing(", groups = [\"send\"]");
  const char* const measure = "prevention__taking_part";
  CHECK(in_month(all, measure, 0) > 300);
  CHECK(in_month(forty, measure, 0) <= 42);
  CHECK(in_month(forty, measure, 0) >= 36);
  CHECK(in_month(send, measure, 0) > 0);
  CHECK(in_month(send, measure, 0) < in_month(all, measure, 0) / 4);
  CHECK(programme(forty, "prevention__schemes") == 12);
  CHECK(forty.paid("prevention__mouth_care") == programme(forty, measure) * 100);
}

namespace {

/// Half as much again for bands 2b and 2c at every practice, one UDA value for all.
Sets enhanced(const char* response, const char* start = "2024-04-01", const char* more = "50")
{
  const std::string key = groups + "enhanced.";
  return with(named, {"practices.uda_value_spread=0", key + "practices=100",
                      key + "uplift=[0, 0, " + more + ", " + more + ", 0, 0, 0]", key + "start=" + start,
                      key + "response=" + response});
}

}  // namespace

TEST_CASE("priority groups: enhanced units are paid on top, to the penny of each course",
          "[invariants][priority_groups]")
{
  const TinyRun& run = tests::tiny_run(enhanced("1"));
  const std::int64_t uda = programme(run, "priority_groups__enhanced_uda");
  const std::int64_t courses = programme(run, "priority_groups__enhanced_courses");
  CHECK(courses > 50);
  CHECK(uda >= 500 * courses);  // 2b and 2c are 5 UDA and more
  const std::int64_t value =
      run.total("practices", "uda_value") / static_cast<std::int64_t>(run.geography->practices.size());
  CHECK(std::abs(run.paid("priority_groups__enhanced_units") - uda * value / 200) <= courses);
}

TEST_CASE("priority groups: without an answer to pay enhanced units move money and nothing else",
          "[invariants][priority_groups]")
{
  const TinyRun &paid = tests::tiny_run(enhanced("0")),
                &none = tests::tiny_run(enhanced("0", "2024-04-01", "0"));
  for (const char* measure : {"asked", "started", "wait_days_sum"})
    CHECK(paid.total("queues", measure) == none.total("queues", measure));
  CHECK(paid.total("activity", "uda") == none.total("activity", "uda"));
  CHECK(paid.paid("uda") == none.paid("uda"));
  CHECK(paid.paid("priority_groups__enhanced_units") > 0);
  CHECK(tests::tiny_run(enhanced("1", "2031-04-01")).digest ==
        tests::tiny_run(with(named, {"practices.uda_value_spread=0"})).digest);
}

TEST_CASE("priority groups: a budget ends enhanced units, and they need somebody to be for",
          "[invariants][priority_groups]")
{
  const Sets poor =
      with(enhanced("1"), {"budget.priority_groups.carried_over={ value = 0, unit = \"%\" }",
                           "budget.priority_groups.years.2024.pounds={ value = 1500, unit = \"GBP/year\" }"});
  const TinyRun& run = tests::tiny_run(poor);
  CHECK(run.paid("priority_groups__enhanced_units") > 0);
  CHECK(run.paid("priority_groups__enhanced_units") <= 150'000);
  CHECK(programme(run, "priority_groups__unfunded") > 0);
  CHECK_THROWS_WITH(tests::tiny_scenario(with(a_year, {groups + "enhanced.practices=3"})),
                    ContainsSubstring("enhanced units for nobody"));
}

TEST_CASE("priority groups: a payment that the budget never has is due once and asked for once a month",
          "[invariants][priority_groups]")
{
  // far more patients come than wants of GBP 64,000 each would fit a letter
  const TinyRun& run = tests::tiny_run(with(
      with(tests::larger_region(), named),
      {groups + "foundation.patients=10", "budget.priority_groups.carried_over={ value = 0, unit = \"%\" }",
       "budget.priority_groups.years.2024.pounds={ value = 1500, unit = \"GBP/year\" }"}));
  const auto places = static_cast<std::int64_t>(run.geography->places.size());
  CHECK(programme(run, "priority_groups__patients") > 5000);
  CHECK(programme(run, "priority_groups__payments_due") == places);
  CHECK(run.paid("priority_groups__foundation_dentists") == 0);
  CHECK(run.total("finance", "unfunded") >= places);
  CHECK(run.total("finance", "unfunded") <= 12 * places);
}
