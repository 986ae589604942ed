// Referrals and clinics as pathways: size zero is absence, flows balance, draws are shared, bytes are the same.
#include <algorithm>

#include "tests/catch2.hpp"
#include "tests/tiny_run.hpp"

namespace {

using Index = std::vector<std::size_t>;
using tests::Sets;
using tests::TinyRun;
using tests::with;

const Sets a_year{"study.warm_up=6", "study.months=12"};
const Sets four{"referral_management", "community_dental_service", "hospital", "specialist_care"};
const std::string system_key = "pathway.referral_management.";

/// The same with pathways off, as without their blocks.
TinyRun without(const Sets& sets, const Sets& names)
{
  TinyRun run = tests::tiny_run(sets);
  run.scenario = tests::without(run.scenario, names);
  sim::Crew crew{1};
  const std::atomic<bool> stop{false};
  std::atomic<std::uint64_t> days{0};
  run.outcome = models::play(run.scenario, *run.geography, *run.population, 1, crew, stop, days).value();
  run.digest = sim::io::digest(run.outcome.groups);
  return run;
}

/// Numbers of the services beyond general practice.
std::vector<std::size_t> further_services(const TinyRun& run)
{
  std::vector<std::size_t> further;
  std::size_t service = 0;
  for (const models::PathwayOfScenario& pathway : run.scenario.model->pathways)
    for (std::size_t k = 0; k < pathway.kind.services.size(); ++k, ++service)
      if (pathway.kind.name != "general_practice") further.push_back(service);
  return further;
}

}  // namespace

TEST_CASE("referrals: at size zero the pathways change no byte", "[invariants]")
{
  const Sets zero = with(with(a_year, tests::nobody_referred()), tests::no_clinics());
  CHECK(tests::tiny_run(zero).digest == without(zero, four).digest);
  CHECK(tests::tiny_run(a_year).digest != without(a_year, four).digest);
}

TEST_CASE("referrals: clinics without sessions equal their absence", "[invariants]")
{
  const Sets closed = with(a_year, tests::no_clinics());
  CHECK(tests::tiny_run(closed).digest ==
        without(closed, {"community_dental_service", "hospital", "specialist_care"}).digest);
}

TEST_CASE("referrals: flows of further services balance in every cell", "[invariants]")
{
  const Sets poor = with(a_year, {"study.months=30", system_key + "quality.inappropriate=0.3",
                                  system_key + "quality.step_down=0.4"});
  const TinyRun& run = tests::tiny_run(poor);
  const auto asked = run.cube("queues", "asked"), started = run.cube("queues", "started"),
             left = run.cube("queues", "left"), waiting = run.cube("queues", "waiting"),
             before = run.cube("queues", "waiting_at_start");
  std::int64_t further_asked = 0;
  asked.each([&](const Index& i, std::int64_t n) {
    const Index cell{i.begin() + 1, i.end()};
    Index last = i;
    --last[0];
    const std::int64_t stock = i[0] == 0 ? before.at(cell) : waiting.at(last);
    if (waiting.at(i) != stock + n - started.at(i) - left.at(i))
      FAIL("month " << i[0] << " service " << i[2]);
  });
  for (const std::size_t service : further_services(run)) {
    const auto of = [service](const Index& i) { return i[2] == service; };
    further_asked += asked.sum(of);
    INFO("service " << service);
    CHECK(left.sum(of) == run.cube("queues", "left_by_reason").sum(of));
    CHECK(started.sum(of) == run.cube("waits", "completed").sum([&](const Index& i) {
      return i[2] == service && i[3] == 0;  // the group of all
    }));
    const std::size_t last_month = waiting.extent(0) - 1,
                      last_year = run.cube("waits", "completed").extent(0) - 1;
    CHECK(waiting.sum([&](const Index& i) { return of(i) && i[0] == last_month; }) ==
          run.cube("waits", "still_waiting").sum([&](const Index& i) {
            return i[0] == last_year && i[2] == service && i[3] == 0;
          }));
  }
  CHECK(further_asked > 100);
}

TEST_CASE("referrals: being referred moves no draw of general practice", "[invariants]")
{
  // forms take no time and no clinic treats: what is left is that people are referred
  const Sets idle = with(with(a_year, tests::no_clinics()), {system_key + "form_minutes=0"});
  const TinyRun &on = tests::tiny_run(idle), off = without(idle, four);
  CHECK(on.total("programmes", "referral_management__referrals") > 20);
  for (const char* group : {"population", "oral_health", "activity", "practices", "finance"}) {
    INFO(group);
    for (const sim::io::Group& one : on.outcome.groups) {
      if (one.name != group) continue;
      for (const sim::io::Array& array : one.arrays)
        CHECK(on.cube(group, array.name).values() == off.cube(group, array.name).values());
    }
  }
}

TEST_CASE("referrals: children treated under anaesthetic need theatre sessions", "[invariants]")
{
  const Sets three_years{"study.warm_up=0", "study.months=36", system_key + "needs.child_unable=1",
                         "pathway.community_dental_service.places.Seaport.sessions=[2, 1, 1]"};
  const auto treated = [&](const char* sessions) {
    return tests::tiny_run(
               with(three_years, {std::string{"pathway.hospital.places.Seaport.sessions="} + sessions}))
        .total("programmes", "hospital__ga_extractions");
  };
  const std::int64_t few = treated("[0.02, 0.1, 0.1]"), enough = treated("[0.5, 0.1, 0.1]");
  CHECK(few > 0);
  CHECK(enough > few);
  CHECK(treated("[0, 0.1, 0.1]") == 0);
}

TEST_CASE("referrals: urgent sites refer, but not the surgery that they do themselves", "[invariants]")
{
  const auto by_sites = [](const char* able) {
    const Sets needs{system_key + "needs.oral_surgery=[0.5, 0.5, 0.5, 0.5]",
                     "pathway.urgent_care.sites.places.Seaport.sites=4",
                     "pathway.urgent_care.sites.sessions=5"};
    return tests::tiny_run(with(with(a_year, needs), {std::string{"pathway.urgent_care.sites.able="} + able}))
        .total("programmes", "referral_management__referrals_by_urgent_sites");
  };
  const std::int64_t unable = by_sites("[1, 1, 0, 1]"), able = by_sites("[1, 1, 1, 1]");
  CHECK(unable > 10);
  CHECK(able < unable / 2);
}

TEST_CASE("referrals: same bytes at any number of threads", "[invariants][threads]")
{
  const Sets busy = with(a_year, {system_key + "needs.oral_surgery=[0.3, 0.3, 0.3, 0.3]"});
  const std::string alone = tests::tiny_run(busy).digest;
  CHECK(tests::play_tiny(busy, 1, 3).digest == alone);
}
