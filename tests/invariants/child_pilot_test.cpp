// The children's pilot: money to the penny, nobody lost, nothing moved where there is none or where pay is not
// answered, more long slots for more pay where it is.
#include <algorithm>
#include <cstdlib>
#include <memory>
#include <set>

#include "tests/catch2.hpp"
#include "tests/invariants/paired.hpp"
#include "tests/tiny_run.hpp"

namespace {

using Index = std::vector<std::size_t>;
using tests::Sets;
using tests::TinyRun;
using tests::with;

const std::string key = "pathway.child_pilot.";
const Sets two_towns = with(tests::larger_region(), tests::years_from_the_first_day(1));

/// Practices of the pilot, from the first day on.
Sets pilot(int practices, const Sets& more = {})
{
  return with(with(two_towns, {key + "practices=" + std::to_string(practices), key + "start=2024-04-01",
                               key + "ramp=0", "study.practice_months=true"}),
              more);
}
Sets uplift(int percent) { return {key + "pay.uda_uplift=" + std::to_string(percent)}; }
/// Every lever on.
Sets everything()
{
  return pilot(12,
               {key + "ramp=3", key + "joins=0.8", key + "delay=10", key + "who.graded=true",
                key + "slots.acclimatisation=2", key + "pay.method=\"blended\"", key + "pay.uda_uplift=40",
                key + "pay.session=120", key + "pay.per_child=25", key + "pay.per_completed_course=15",
                key + "pay.acclimatisation=10", key + "menu=[\"child_filling\"]", key + "training.days=14",
                key + "training.minutes=240", key + "training.cost=500", key + "training.skill=0.3",
                key + "champion.hours=2", key + "champion.champion=1"});
}

std::int64_t own(const TinyRun& run, const std::string& measure)
{
  return run.total("programmes", "child_pilot__" + measure);
}
std::int64_t paid(const TinyRun& run, const std::string& line) { return run.paid("child_pilot__" + line); }

std::string digest_without_it(const Sets& sets)
{
  return tests::play(tests::without(tests::tiny_scenario(sets), {"child_pilot"}), 1, 1).digest;
}

/// All that a run tells but money and what E2 came to.
std::string events(const TinyRun& run)
{
  const std::set<std::string> money{"finance", "summary"};
  const std::set<std::string> weighed{"child_pilot__pay_ratio", "paid"};
  std::vector<sim::io::Group> rest;
  for (const sim::io::Group& group : run.outcome.groups) {
    if (money.count(group.name) != 0) continue;
    rest.push_back(group);
    std::erase_if(rest.back().arrays,
                  [&](const sim::io::Array& array) { return weighed.count(array.name) != 0; });
  }
  return sim::io::digest(rest);
}

}  // namespace

TEST_CASE("child pilot: without practices, or after the end, it is absent bit for bit", "[invariants]")
{
  const Sets rich = with(uplift(100), {key + "champion.hours=4", key + "training.minutes=240"});
  const std::string absent = digest_without_it(pilot(0));
  CHECK(tests::play_tiny(pilot(0, rich)).digest == absent);
  CHECK(tests::play_tiny(with(pilot(12, rich), {key + "start=2025-04-01"})).digest == absent);
  CHECK(tests::play_tiny(with(pilot(12, rich), {key + "joins=0"})).digest == absent);
  CHECK(tests::tiny_run(pilot(12, rich)).digest != absent);
}

TEST_CASE("child pilot: where practices do not answer pay, it moves money and no event", "[invariants]")
{
  const Sets no_answer{key + "slots.response=0"};
  const TinyRun& unpaid = tests::tiny_run(pilot(12, no_answer));
  const TinyRun& half = tests::tiny_run(pilot(12, with(no_answer, uplift(50))));
  const TinyRun& twice = tests::tiny_run(pilot(12, with(no_answer, uplift(100))));
  const TinyRun& blend = tests::tiny_run(
      pilot(12, with(no_answer, {key + "pay.method=\"blended\"", key + "pay.session=300",
                                 key + "pay.per_child=50", key + "pay.per_completed_course=40"})));
  CHECK(events(half) == events(unpaid));
  CHECK(events(twice) == events(unpaid));
  CHECK(events(blend) == events(unpaid));
  CHECK(paid(unpaid, "uda_uplift") == 0);
  CHECK(paid(half, "uda_uplift") > 0);
  // each course is rounded to the penny
  CHECK(std::abs(2 * paid(half, "uda_uplift") - paid(twice, "uda_uplift")) <=
        own(half, "completed") + own(half, "broken_off"));
  // and where they do answer, events move
  CHECK(events(tests::tiny_run(pilot(12, uplift(100)))) != events(tests::tiny_run(pilot(12))));
}

TEST_CASE("child pilot: every way of paying, to the penny", "[invariants]")
{
  const auto pay = [](const std::string& method, const std::string& what, int pounds) {
    return Sets{key + "pay.method=\"" + method + "\"", key + "pay." + what + "=" + std::to_string(pounds)};
  };
  const TinyRun& by_session = tests::tiny_run(pilot(12, pay("session", "session", 150)));
  CHECK(own(by_session, "long_sessions") > 0);
  CHECK(paid(by_session, "session") == 15'000 * own(by_session, "long_sessions"));
  const TinyRun& by_course =
      tests::tiny_run(pilot(12, pay("per_completed_course", "per_completed_course", 35)));
  CHECK(own(by_course, "completed") > 0);
  CHECK(paid(by_course, "completed_course") == 3'500 * own(by_course, "completed"));
  const TinyRun& by_child = tests::tiny_run(pilot(12, pay("per_child", "per_child", 60)));
  CHECK(paid(by_child, "per_child") > 0);
  CHECK(paid(by_child, "per_child") % 6'000 == 0);
  CHECK(paid(by_child, "per_child") >= 6'000 * own(by_child, "first_visits"));
  CHECK(paid(by_child, "per_child") <= 6'000 * own(by_child, "seen"));
  for (const TinyRun* run : {&by_session, &by_course, &by_child}) CHECK(paid(*run, "uda_uplift") == 0);
  const TinyRun& all = tests::tiny_run(everything());
  CHECK(paid(all, "acclimatisation") == 1'000 * own(all, "acclimatised"));
  CHECK(paid(all, "session") == 12'000 * own(all, "long_sessions"));
  CHECK(paid(all, "completed_course") == 1'500 * own(all, "completed"));
  CHECK(paid(all, "training") % 50'000 == 0);
  CHECK(paid(all, "training") > 0);
}

TEST_CASE("child pilot: nobody is lost between asking and the end of a course", "[invariants]")
{
  for (const Sets& sets : {pilot(12, uplift(50)), everything()}) {
    const TinyRun& run = tests::tiny_run(sets);
    CHECK(own(run, "asked") >= own(run, "booked"));
    CHECK(own(run, "booked") >= own(run, "seen"));
    CHECK(own(run, "seen") >= own(run, "completed") + own(run, "broken_off"));
    CHECK(own(run, "seen") >= own(run, "first_visits"));
    CHECK(own(run, "first_visits") >= own(run, "core20plus_first_visits"));
    CHECK(own(run, "completed") > 0);
    CHECK(own(run, "core20plus_first_visits") > 0);
    CHECK(own(run, "long_minutes_used") > 0);
    for (const char* measure : {"asked", "seen", "completed", "long_sessions", "practices"})
      CHECK(run.total("practice_months", std::string{"child_pilot__"} + measure) == own(run, measure));
  }
  const TinyRun& all = tests::tiny_run(everything());
  CHECK(own(all, "acclimatised") > 0);
  CHECK(own(all, "graded_missed") > 0);
  CHECK(own(all, "graded_mistaken") > 0);
  CHECK(own(all, "off_menu") > 0);
  CHECK(own(all, "broken_off") >= own(all, "off_menu"));
  CHECK(own(all, "champion_minutes") > 0);
  CHECK(own(all, "training_minutes") > 0);
}

TEST_CASE("child pilot: a budget is not overspent, and what it does not buy is ordinary care", "[invariants]")
{
  const Sets dear = pilot(12, {key + "pay.method=\"blended\"", key + "pay.session=100",
                               key + "pay.per_child=40", key + "pay.per_completed_course=30"});
  const Sets bounded =
      with(dear, {"budget.child_pilot.carried_over={ value = 0, unit = \"%\" }",
                  "budget.child_pilot.years.2024.pounds={ value = 3000, unit = \"GBP/year\" }"});
  const auto spent = [](const TinyRun& run) {
    return paid(run, "session") + paid(run, "per_child") + paid(run, "completed_course");
  };
  const TinyRun& run = tests::tiny_run(bounded);
  CHECK(spent(tests::tiny_run(dear)) > 600'000);
  CHECK(spent(run) <= 300'000);
  CHECK(spent(run) > 100'000);
  CHECK(own(run, "unfunded") > 0);
  CHECK(own(run, "long_sessions") < own(tests::tiny_run(dear), "long_sessions"));
}

TEST_CASE("child pilot: what a course did not cost comes back to the year in which it was accepted",
          "[invariants]")
{
  // the second year has no money of its own: courses accepted in the first one end in it, and cost less
  const auto run = [](const std::string& carried) -> const TinyRun& {
    return tests::tiny_run(
        with(pilot(12, {key + "pay.method=\"blended\"", key + "pay.uda_uplift=100", key + "pay.per_child=40",
                        key + "pay.per_completed_course=30"}),
             with(tests::years_from_the_first_day(2),
                  {"budget.child_pilot.carried_over={ value = " + carried + ", unit = \"%\" }",
                   "budget.child_pilot.years.2024.pounds={ value = 100000, unit = \"GBP/year\" }"})));
  };
  const auto booked_in_second_year = [](const TinyRun& in) {
    return in.cube("programmes", "child_pilot__booked").sum([](const Index& i) { return i[0] >= 12; });
  };
  CHECK(own(run("0"), "booked") > 100);
  CHECK(booked_in_second_year(run("0")) == 0);
  CHECK(booked_in_second_year(run("100")) > 100);
}

TEST_CASE("child pilot: a session that a wave takes away is not paid", "[invariants]")
{
  const std::string wave = "pathway.shocks.waves.wave.";
  const TinyRun& run = tests::tiny_run(
      pilot(12, {key + "pay.method=\"session\"", key + "pay.session=100", "pathway.shocks.asks_again=60",
                 wave + "from=2024-10-01", wave + "until=2024-12-31", wave + "absent=0.9"}));
  const auto held = [&](std::size_t from, std::size_t until) {
    return run.cube("programmes", "child_pilot__long_sessions").sum([&](const Index& i) {
      return i[0] >= from && i[0] < until;
    });
  };
  CHECK(held(0, 6) > 100);
  CHECK(held(6, 9) * 4 < held(0, 6) / 2);  // a tenth is expected
}

TEST_CASE("child pilot: 1 and 3 threads write the same bytes", "[invariants][threads]")
{
  CHECK(tests::play_tiny(everything(), 1, 3).digest == tests::tiny_run(everything()).digest);
}

TEST_CASE("child pilot: what the menu lacks is referred to the community dental service", "[invariants]")
{
  const TinyRun& whole = tests::tiny_run(pilot(12));
  const TinyRun& none = tests::tiny_run(pilot(12, {key + "menu=[\"repair\"]"}));
  CHECK(own(whole, "off_menu") == 0);
  const auto referred = [](const TinyRun& run) {
    const std::size_t service = run.service("cds_assessment");
    return run.cube("queues", "asked").sum([&](const std::vector<std::size_t>& i) {
      return i[2] == service;
    });
  };
  CHECK(own(none, "off_menu") > 0);
  CHECK(referred(none) > referred(whole));
}

TEST_CASE("child pilot: sessions with long slots rise with pay where practices answer it",
          "[invariants][heavy]")
{
  const tests::Paired pair{pilot(12), pilot(12, uplift(150))};
  CHECK(pair.rises([](const TinyRun& run) { return static_cast<double>(own(run, "long_sessions")); }));
}

TEST_CASE("child pilot: sessions with long slots rise with pay, 30 paired replications", "[.long]")
{
  int rises = 0;
  double difference = 0;
  for (std::uint32_t r = 1; r <= 30; ++r) {
    const auto more = own(tests::play_tiny(pilot(12, uplift(100)), r), "long_sessions") -
                      own(tests::play_tiny(pilot(12), r), "long_sessions");
    rises += more > 0 ? 1 : 0;
    difference += static_cast<double>(more) / 30;
  }
  INFO(difference << " sessions more on average");
  CHECK(rises == 30);  // by chance alone: 2^-30
}
