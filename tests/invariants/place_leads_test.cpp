// Lead clinicians of Places: none is absence, the plan's money to the penny, their time comes out of a practice's book,
// and what they do for others is what a study assumes.
#include "models/pathways/place_leads/place_leads.hpp"

#include <algorithm>

#include "models/region.hpp"
#include "tests/catch2.hpp"
#include "tests/invariants/paired.hpp"
#include "tests/tiny_run.hpp"

namespace {

using tests::Paired;
using tests::Sets;
using tests::TinyRun;
using tests::with;

const std::string key = "pathway.place_leads.";
const Sets a_year = tests::years_from_the_first_day(1);
const Sets led = with(a_year, {key + "sessions=1"});

std::int64_t own(const TinyRun& run, const std::string& measure)
{
  return run.total("programmes", "place_leads__" + measure);
}
std::string digest_of_others(const TinyRun& run)
{
  std::vector<sim::io::Group> groups = run.outcome.groups;
  for (sim::io::Group& group : groups)
    std::erase_if(group.arrays,
                  [](const sim::io::Array& array) { return array.name.starts_with("place_leads__"); });
  return sim::io::digest(groups);
}

}  // namespace

TEST_CASE("place leads: no session, or a start after the end, equals absence", "[invariants]")
{
  const std::string absent =
      digest_of_others(tests::play(tests::without(tests::tiny_scenario(a_year), {"place_leads"}), 1, 1));
  CHECK(digest_of_others(tests::tiny_run(a_year)) == absent);
  CHECK(digest_of_others(tests::tiny_run(with(led, {key + "start=2025-04-01"}))) == absent);
  CHECK(digest_of_others(tests::tiny_run(
            with(a_year, {key + "effect.adoption=1", key + "effect.referrals=0.5"}))) == absent);
}

TEST_CASE("place leads: fifty sessions a year at GBP 340 in nine Places are GBP 153,000", "[invariants]")
{
  const TinyRun& run = tests::tiny_run(led);  // two Places
  CHECK(own(run, "sessions") == 100);
  CHECK(own(run, "minutes") == 100 * 210);
  CHECK(run.paid("place_leads__session_fee") == 100 * 34'000);
  CHECK(own(run, "cost") == 100 * 34'000);
  CHECK(own(run, "leads") == 12 * 2);
  CHECK(own(run, "trained") == 2);
  const TinyRun& trained = tests::tiny_run(with(led, {key + "training=500", key + "part_paid=0.5"}));
  CHECK(trained.paid("place_leads__training") == 100'000);
  CHECK(trained.paid("place_leads__session_fee") == 100 * 17'000);
  // from September 2023 to March 2024, as in 2023-24: 29 weeks, GBP 88,740 in nine Places; the plan has 89,000
  const TinyRun& part = tests::tiny_run(with(led, {"study.start=2023-04-01", key + "start=2023-09-01"}));
  CHECK(own(part, "sessions") == 2 * 29);

  const models::Scenario scenario = tests::scenario_of("cheshire_merseyside.toml", {key + "sessions=1"});
  sim::io::Faults faults;
  std::vector<std::string> notes;
  const auto geography = models::build_geography(scenario, faults, notes);
  for (const models::PathwayOfScenario& pathway : scenario.model->pathways) {
    if (pathway.kind.name != "place_leads") continue;
    const auto figures =
        pathway.kind.plan(*geography, *pathway.settings, {sim::to_day(2024, 4, 1), sim::to_day(2025, 3, 31)});
    const auto fees = std::find_if(figures.begin(), figures.end(), [](const models::PlanFigure& figure) {
      return figure.item == "session fees";
    });
    REQUIRE(fees != figures.end());
    CHECK(fees->amount == Approx(153'000));
  }
}

TEST_CASE("place leads: their time is taken from a practice's patients", "[invariants]")
{
  const TinyRun &run = tests::tiny_run(led), &none = tests::tiny_run(a_year);
  CHECK(own(run, "displaced_minutes") > 0);
  CHECK(own(run, "displaced_minutes") <= own(run, "minutes"));
  CHECK(run.total("practices", "minutes_offered") == none.total("practices", "minutes_offered"));
  const TinyRun& idle = tests::tiny_run(with(led, {key + "minutes=0"}));
  for (const char* group : {"population", "queues", "waits", "activity", "oral_health", "practices"})
    for (const sim::io::Group& one : none.outcome.groups) {
      if (one.name != group) continue;
      for (const sim::io::Array& array : one.arrays)
        CHECK(idle.cube(group, array.name).values() == none.cube(group, array.name).values());
    }
}

TEST_CASE("place leads: a budget that is spent ends their sessions", "[invariants]")
{
  const TinyRun& run = tests::tiny_run(
      with(led, {"budget.place_leads.years.2024.pounds=10000", "budget.place_leads.carried_over=0"}));
  CHECK(own(run, "unfunded") > 0);
  CHECK(own(run, "sessions") > 5);
  CHECK(own(run, "cost") <= 1'000'000);
}

TEST_CASE("place leads: next April's sessions are ordered out of next year's money", "[invariants]")
{
  // no money until April 2025: the first sessions of that year are still asked for so many weeks ahead
  const Sets two_years = with(tests::years_from_the_first_day(2), {key + "sessions=1"});
  const Sets free = with(two_years, {key + "start=2025-04-01"});
  const Sets paid =
      with(free, {"budget.place_leads.years.2025.pounds=1000000", "budget.place_leads.carried_over=0"});
  const TinyRun &without = tests::tiny_run(free), &with_budget = tests::tiny_run(paid);
  CHECK(own(without, "displaced_minutes") > 0);
  CHECK(own(with_budget, "sessions") == own(without, "sessions"));
  CHECK(own(with_budget, "displaced_minutes") == own(without, "displaced_minutes"));
}

TEST_CASE("place leads: what is assumed of them acts on projects and referrals", "[invariants][heavy]")
{
  const Sets region = with(tests::larger_region(),
                           {"study.warm_up=0", "study.months=12", key + "sessions=1",
                            "pathway.access_sessions.practices=20", "pathway.access_sessions.ramp=12"});
  const TinyRun &slow = tests::tiny_run(region),
                &fast = tests::tiny_run(with(region, {key + "effect.adoption=1"}));
  const auto sessions = [](const TinyRun& run) {
    return run.total("programmes", "access_sessions__sessions");
  };
  // half of a year's ramp: sessions stood at the half of what they are worth, now at three quarters
  CHECK(static_cast<double>(sessions(fast)) > 1.3 * static_cast<double>(sessions(slow)));
  const Sets referring{"study.warm_up=0", "study.months=12", key + "sessions=1"};
  const Sets many = with(tests::larger_region(), referring);
  const Paired pair{many, with(many, {key + "effect.referrals=0.9"})};
  CHECK(pair.falls([](const TinyRun& run) {
    return static_cast<double>(run.total("programmes", "referral_management__inappropriate"));
  }));
}

TEST_CASE("place leads: 1 and 3 threads give the same bytes", "[invariants][threads]")
{
  const Sets all = with(led, {key + "effect.adoption=1", key + "effect.referrals=0.3"});
  CHECK(tests::play_tiny(all, 1, 3).digest == tests::tiny_run(all).digest);
}
