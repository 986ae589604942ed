// Waves: what they take away, what follows, and what they leave alone.
#include <algorithm>
#include <string>

#include "tests/catch2.hpp"
#include "tests/invariants/paired.hpp"
#include "tests/open_region.hpp"
#include "tests/tiny_run.hpp"

namespace {

using tests::Cube;
using tests::Paired;
using tests::Sets;
using tests::TinyRun;
using tests::with;
using Index = std::vector<std::size_t>;

const std::string shocks = "pathway.shocks.", wave = shocks + "waves.wave.";

/// Two years from April 2024, and a wave from October to December.
Sets waves(const Sets& what)
{
  return with({"study.warm_up=6", "study.months=24", shocks + "asks_again=60", wave + "from=2024-10-01",
               wave + "until=2024-12-31"},
              what);
}
const Sets ordinary{"study.warm_up=6", "study.months=24"};
const Sets lockdown = waves({wave + "routine=0", wave + "urgent=0.3", wave + "fallow=30", wave + "absent=0.1",
                             wave + "put_off=0.3", wave + "put_off_urgent=0.1", wave + "paid_in_full=0.3",
                             wave + "private_visits=0.2", wave + "urgent_sites=1.5", wave + "ramp=3"});

constexpr std::size_t first_month = 6, last_month = 8;  // of the wave

double of_wave(const TinyRun& run, const std::string& group, const std::string& name)
{
  return static_cast<double>(
      run.cube(group, name).sum([](const Index& at) { return at[0] >= first_month && at[0] <= last_month; }));
}
double after_wave(const TinyRun& run, const std::string& group, const std::string& name)
{
  return static_cast<double>(run.cube(group, name).sum([](const Index& at) { return at[0] > last_month; }));
}
double courses(const TinyRun& run) { return of_wave(run, "activity", "courses_of_treatment"); }

std::string digest_without_programmes(const TinyRun& run)
{
  std::vector<sim::io::Group> groups = run.outcome.groups;
  std::erase_if(groups, [](const sim::io::Group& group) { return group.name == "programmes"; });
  return sim::io::digest(groups);
}

}  // namespace

TEST_CASE("shocks: waves that take nothing away, lie ahead or do not come change no byte", "[invariants]")
{
  const TinyRun& none = tests::tiny_run(ordinary);
  CHECK(tests::tiny_run(with(ordinary, {shocks + "asks_again=60"})).digest == none.digest);
  CHECK(tests::tiny_run(with(lockdown, {shocks + "on=false"})).digest == none.digest);
  CHECK(tests::tiny_run(with(lockdown, {wave + "from=2026-04-01", wave + "until=2026-12-31"})).digest ==
        none.digest);
  CHECK(digest_without_programmes(tests::tiny_run(waves({wave + "routine=1", wave + "fallow=0"}))) ==
        digest_without_programmes(none));
  CHECK(digest_without_programmes(tests::tiny_run(lockdown)) != digest_without_programmes(none));
}

TEST_CASE("shocks: same bytes at 1, 2 and 3 threads", "[invariants][threads]")
{
  const std::string alone = tests::tiny_run(lockdown).digest;
  for (const unsigned threads : {2u, 3u}) CHECK(tests::play_tiny(lockdown, 1, threads).digest == alone);
}

TEST_CASE("shocks: until its first day a wave moves nothing", "[invariants]")
{
  const auto before = [](const TinyRun& run, const std::string& group, const std::string& name) {
    const Cube cube = run.cube(group, name);
    const auto months = static_cast<std::ptrdiff_t>(cube.values().size() / cube.extent(0) * first_month);
    return std::vector<std::int64_t>{cube.values().begin(), cube.values().begin() + months};
  };
  const TinyRun &calm = tests::tiny_run(ordinary), &hit = tests::tiny_run(lockdown);
  CHECK(before(hit, "activity", "appointments") == before(calm, "activity", "appointments"));
  CHECK(before(hit, "queues", "waiting") == before(calm, "queues", "waiting"));
  CHECK(before(hit, "finance", "paid") == before(calm, "finance", "paid"));
}

TEST_CASE("shocks: activity falls, a backlog builds up, urgent need rises, and care comes back",
          "[invariants]")
{
  const Sets towns = tests::larger_region();
  const TinyRun &calm = tests::tiny_run(with(towns, ordinary)), &hit = tests::tiny_run(with(towns, lockdown));
  CHECK(courses(hit) < 0.25 * courses(calm));
  CHECK(after_wave(hit, "activity", "courses_of_treatment") >
        0.8 * after_wave(calm, "activity", "courses_of_treatment"));
  const auto month = [](const TinyRun& run, const std::string& group, const std::string& name,
                        std::size_t m) {
    return static_cast<double>(run.cube(group, name).sum([m](const Index& at) { return at[0] == m; }));
  };
  CHECK(month(hit, "queues", "waiting", last_month) > 1.5 * month(calm, "queues", "waiting", last_month));
  CHECK(month(hit, "population", "unmet_need", last_month) >
        1.1 * month(calm, "population", "unmet_need", last_month));
  CHECK(month(hit, "population", "seen_12m", last_month) <
        0.9 * month(calm, "population", "seen_12m", last_month));
  // nobody sets severity: mouths run on
  const std::size_t urgent = hit.service("urgent_care");
  const auto asked_after = [&](const TinyRun& run) {
    return run.cube("queues", "asked").sum([&](const Index& at) {
      return at[0] > last_month && at[2] == urgent;
    });
  };
  CHECK(asked_after(hit) > asked_after(calm));
  for (const char* measure :
       {"general_practice__sessions_lost", "general_practice__clinicians_absent", "general_practice__put_off",
        "general_practice__waived", "shocks__routine_put_off", "shocks__urgent_put_off",
        "shocks__private_put_off"}) {
    INFO(measure);
    CHECK(of_wave(hit, "programmes", measure) > 0);
    CHECK(calm.total("programmes", measure) == 0);
  }
  CHECK(hit.headline("clawback") < calm.headline("clawback") + 1e6);
}

TEST_CASE("shocks: the longer rooms rest, the fewer courses", "[invariants][heavy]")
{
  const Sets half = waves({wave + "routine=0.5"});
  const Paired rest{half, with(half, {wave + "fallow=60"})};
  CHECK(rest.always_falls(courses));
  const Paired barred{half, with(half, {wave + "aerosol_in_practices=false"})};
  CHECK(barred.always_falls([](const TinyRun& run) {
    return static_cast<double>(run.cube("activity", "courses_of_treatment").sum([](const Index& at) {
      return at[0] >= first_month && at[0] <= last_month && at[2] > 0 && at[2] < 5;  // bands 2 and 3
    }));
  }));
  CHECK(tests::tiny_run(with(half, {wave + "fallow=60"}))
            .total("programmes", "general_practice__rest_minutes") > 0);
}

TEST_CASE("shocks: the slower the ramp, the larger the backlog", "[invariants][heavy]")
{
  const Paired slower{with(lockdown, {wave + "ramp=0"}), with(lockdown, {wave + "ramp=12"})};
  CHECK(slower.always_falls(
      [](const TinyRun& run) { return after_wave(run, "activity", "courses_of_treatment"); }));
  CHECK(slower.always_rises([](const TinyRun& run) { return after_wave(run, "population", "unmet_need"); }));
}

TEST_CASE("shocks: the more clinicians away, the more appointments put off", "[invariants]")
{
  const auto away = [](const std::string& share) {
    return tests::tiny_run(waves({wave + "absent=" + share}))
        .total("programmes", "general_practice__put_off");
  };
  CHECK(away("0") == 0);
  CHECK(away("0.1") > 0);
  CHECK(away("0.4") > 2 * away("0.1"));
}

TEST_CASE("shocks: clinics that hold no sessions begin nothing, and their lists grow", "[invariants]")
{
  const TinyRun &usual = tests::tiny_run(ordinary), &shut = tests::tiny_run(waves({wave + "clinics=0"}));
  const auto sessions = [](const TinyRun& run) {
    double held = 0;
    for (const char* service : {"hospital__oral_surgery_l3", "specialist_care__orthodontic",
                                "community_dental_service__special_care"})
      held += of_wave(run, "programmes", std::string{service} + "_sessions");
    return held;
  };
  CHECK(sessions(usual) > 5);
  CHECK(sessions(shut) == 0);
  const auto of_clinics = [](const TinyRun& run, const char* name, std::size_t from, std::size_t to) {
    const std::size_t routine = run.service("routine_care"), urgent = run.service("urgent_care");
    return run.cube("queues", name).sum([&](const Index& at) {
      return at[0] >= from && at[0] <= to && at[2] != routine && at[2] != urgent;
    });
  };
  CHECK(of_clinics(usual, "started", first_month, last_month) > 5);
  CHECK(of_clinics(shut, "started", first_month, last_month) == 0);
  CHECK(of_clinics(shut, "waiting", last_month, last_month) >
        of_clinics(usual, "waiting", last_month, last_month));
  CHECK(of_clinics(shut, "started", last_month + 1, 23) > 5);
}

TEST_CASE("shocks: a clinic that loses part of a day's sessions sees no more than the rest has room for",
          "[invariants]")
{
  // one course begins in a session, and a list of a year waits for eight sessions a day
  const Sets busy{"pathway.specialist_care.places.Seaport.sessions=[0.1, 40]",
                  "pathway.specialist_care.orthodontic.visits=20",
                  "pathway.specialist_care.orthodontic.patients=20",
                  "pathway.specialist_care.orthodontic.list_weeks=52"};
  const TinyRun& run = tests::tiny_run(with(waves({wave + "clinics=0.3"}), busy));
  const double held = of_wave(run, "programmes", "specialist_care__orthodontic_sessions");
  const std::size_t braces = run.service("orthodontic");
  const auto begun = run.cube("queues", "started").sum([&](const Index& at) {
    return at[0] >= first_month && at[0] <= last_month && at[2] == braces;
  });
  CHECK(held > 20);
  CHECK(static_cast<double>(begun) <= held);
}

TEST_CASE("shocks: relief of contracts lets them keep their pay, and changes no visit", "[invariants]")
{
  const Sets hit = waves({wave + "routine=0.1"});
  const TinyRun &strict = tests::tiny_run(hit),
                &relieved = tests::tiny_run(with(hit, {wave + "paid_in_full=0.1"}));
  CHECK(relieved.headline("clawback") < strict.headline("clawback"));
  CHECK(relieved.total("programmes", "general_practice__waived") > 0);
  const auto first_year = [](const TinyRun& run) {
    return run.cube("activity", "courses_of_treatment").sum([](const Index& at) { return at[0] < 12; });
  };
  CHECK(first_year(relieved) == first_year(strict));
}

TEST_CASE("shocks: flows balance in every cell through waves", "[invariants]")
{
  const TinyRun& run = tests::tiny_run(
      with(lockdown, {shocks + "waves.second.from=2025-02-01", shocks + "waves.second.until=2025-03-31",
                      shocks + "waves.second.routine=0.4", shocks + "waves.second.aerosol_in_practices=false",
                      "contract.hand_back_rate=20"}));
  const Cube asked = run.cube("queues", "asked"), started = run.cube("queues", "started"),
             left = run.cube("queues", "left"), waiting = run.cube("queues", "waiting"),
             at_start = run.cube("queues", "waiting_at_start");
  std::size_t differ = 0;
  waiting.each([&](const Index& at, std::int64_t now) {
    Index before = at;
    --before[0];
    const std::int64_t stock = at[0] == 0 ? at_start.at({at[1], at[2], at[3], at[4]}) : waiting.at(before);
    differ += now != stock + asked.at(at) - started.at(at) - left.at(at);
    differ += now > 40'000;
  });
  CHECK(differ == 0);
  CHECK(run.total("practices", "uda_delivered") == run.total("activity", "uda"));
  const Cube minutes = run.cube("activity", "session_minutes");
  const std::size_t routine = run.service("routine_care");
  for (std::size_t month = first_month; month <= last_month; ++month)  // offered is what is left
    CHECK(minutes.at({month, 0, routine, 0}) < minutes.at({first_month - 2, 0, routine, 0}));
}

TEST_CASE("shocks: what waits is the people who wait, through waves", "[places]")
{
  tests::OpenRegion region{with(lockdown, {"contract.hand_back_rate=20"})};
  region.play_all();
  std::int64_t waiting = 0;
  region.each_person([&](const models::Person&, const models::PersonState& state) {
    using State = models::PersonState;
    waiting += state.has(State::routine_live) && !state.has(State::in_course) && !state.has(State::held);
    waiting += state.has(State::urgent_live) && !state.has(State::in_urgent_course);
  });
  std::int64_t stock = 0;
  for (const auto& place : region.places) {
    place->open_requests().each(
        [&](const models::OpenRequest& request) { waiting += request.begun ? 0 : 1; });
    const auto by_month = place->tallies().counts(region.measures.waiting);
    const auto cells = static_cast<std::ptrdiff_t>(by_month.size()) / region.scenario.study.months;
    for (auto cell = by_month.end() - cells; cell != by_month.end(); ++cell) stock += *cell;
    CHECK(place->stale_letters() == 0);
  }
  CHECK(stock == waiting);
}
