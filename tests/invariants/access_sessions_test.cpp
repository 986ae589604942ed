// Access sessions: money to the penny, nobody lost, nothing moved where there are none, more people without a dentist
// seen where there are.
#include <algorithm>
#include <memory>

#include "tests/catch2.hpp"
#include "tests/invariants/paired.hpp"
#include "tests/tiny_run.hpp"

namespace {

using Index = std::vector<std::size_t>;
using tests::Sets;
using tests::TinyRun;
using tests::with;

const std::string key = "pathway.access_sessions.";
const Sets two_towns = with(tests::larger_region(), tests::years_from_the_first_day(1));

Sets practices(int number, const Sets& more = {})
{
  return with({key + "practices=" + std::to_string(number)}, more);
}
Sets centres(const std::string& per_million, const Sets& more = {})
{
  return with({key + "centres.per_million=" + per_million}, more);
}
/// Both kinds of site, with every lever on.
Sets everything()
{
  return with(
      practices(8, {key + "ramp=3", key + "kept=30", key + "displaces=0.3", key + "paid_unfilled=false"}),
      centres("100"));
}

std::int64_t own(const TinyRun& run, const std::string& measure)
{
  return run.total("programmes", "access_sessions__" + measure);
}

std::int64_t paid(const TinyRun& run, const std::string& line)
{
  std::size_t k = models::first_lines.size(), wanted = 0;
  for (const models::PathwayOfScenario& pathway : run.scenario.model->pathways)
    for (const std::string& one : pathway.kind.lines) {
      if (pathway.kind.name + "__" + one == "access_sessions__" + line) wanted = k;
      ++k;
    }
  REQUIRE(wanted != 0);
  return run.cube("finance", "paid").sum([&](const Index& i) { return i[3] == wanted; });
}

/// Residents seen in the last 24 months, at the end of a year.
std::int64_t seen_24m(const TinyRun& run)
{
  return run.cube("population", "seen_24m").sum([](const Index& i) { return i[0] == 11; });
}

/// The digest of a scenario without the block of the pathway.
std::string digest_without_it(const Sets& sets)
{
  models::Scenario scenario = tests::tiny_scenario(sets);
  auto model = std::make_shared<models::ModelSettings>(*scenario.model);
  for (models::PathwayOfScenario& pathway : model->pathways)
    if (pathway.kind.name == "access_sessions") pathway.settings = nullptr;
  scenario.model = std::move(model);
  return tests::play(scenario, 1, 1).digest;
}

}  // namespace

TEST_CASE("access sessions: a practice that hands back its contract holds sessions no more", "[invariants]")
{
  const TinyRun& run = tests::tiny_run(with(two_towns, practices(40, {"contract.hand_back_rate=60"})));
  const std::int64_t closures = run.total("programmes", "general_practice__closures");
  CHECK(closures > 10);
  CHECK(run.cube("programmes", "access_sessions__practices").sum([](const Index& i) { return i[0] == 11; }) ==
        40 - closures);
}

TEST_CASE("access sessions: 3,500 commissioned sessions cost GBP 2,275,000", "[invariants]")
{
  const TinyRun& run =
      tests::tiny_run(with(two_towns, practices(40, {key + "commissioned=3500", key + "sessions=4"})));
  CHECK(own(run, "sessions") == 3500);
  CHECK(paid(run, "session_fee") == 227'500'000);
  CHECK(own(run, "cost") == 227'500'000);
  CHECK(paid(run, "centre_session") == 0);
  // 30,000 appointments are 8.57 a session; each practice's are rounded down
  CHECK(own(run, "slots") <= 29'995);
  CHECK(own(run, "slots") >= 29'995 - 40);
}

TEST_CASE("access sessions: sessions that nobody booked are not paid where they are called off",
          "[invariants]")
{
  const TinyRun& run = tests::tiny_run(
      with(two_towns,
           practices(40, {key + "commissioned=3500", key + "sessions=4", key + "paid_unfilled=false"})));
  CHECK(own(run, "not_held") > 0);
  CHECK(own(run, "sessions") + own(run, "not_held") == 3500);
  CHECK(paid(run, "session_fee") == own(run, "sessions") * 65'000);
}

TEST_CASE("access sessions: centres are paid in and out of hours", "[invariants]")
{
  const TinyRun& run = tests::tiny_run(with(two_towns, centres("50")));
  const std::int64_t all = own(run, "centre_sessions"), rest = own(run, "rest_day_sessions");
  CHECK(all > 900);  // two centres, twelve sessions a week
  CHECK(rest > 150);
  CHECK(paid(run, "centre_session") == (all - rest) * 70'000 + rest * 90'000);
  CHECK(own(run, "cost") == paid(run, "centre_session"));
  CHECK(own(run, "sessions") == 0);
  CHECK(own(run, "urgent_visits") > 0);
  const TinyRun& in_hours =
      tests::tiny_run(with(two_towns, centres("50", {key + "centres.rest_day_sessions=0"})));
  CHECK(own(in_hours, "rest_day_sessions") == 0);
}

TEST_CASE("access sessions: of size zero, or after the end, they change no byte", "[invariants]")
{
  const Sets a_year{"study.warm_up=6", "study.months=12"};
  const std::string absent = digest_without_it(a_year);
  CHECK(tests::tiny_run(a_year).digest == absent);
  CHECK(tests::tiny_run(with(a_year, with(practices(6), with(centres("200"), {key + "start=2030-01-01"}))))
            .digest == absent);
  CHECK(tests::tiny_run(
            with(a_year, practices(6, {key + "sessions=0", key + "groups.referred=[0, 0, 0, 0, 0, 0, "
                                                                 "0, 0, 0, 0]"})))
            .cube("queues", "started")
            .values() == tests::tiny_run(a_year).cube("queues", "started").values());
  CHECK(tests::tiny_run(with(a_year, practices(6))).digest != absent);
}

TEST_CASE("access sessions: the same bytes at any number of threads", "[invariants][threads]")
{
  const Sets sets = with({"study.warm_up=0", "study.months=9"}, everything());
  const std::string alone = tests::tiny_run(sets).digest;
  for (const unsigned threads : {2u, 3u}) {
    INFO(threads << " threads");
    CHECK(tests::play_tiny(sets, 1, threads).digest == alone);
  }
}

TEST_CASE("access sessions: nobody is lost", "[invariants]")
{
  const TinyRun& run =
      tests::tiny_run(with(with(tests::larger_region(), {"study.warm_up=0", "study.months=20"}),
                           with(everything(), {key + "end=2025-08-31", key + "seen_again=8"})));
  for (const char* some :
       {"sessions", "centre_sessions", "rest_day_sessions", "not_held", "asked", "referred", "no_room",
        "visits", "missed", "begun", "put_first", "urgent_visits", "fit", "unfinished", "kept_on",
        "seen_again", "not_seen_again", "interpreter_minutes", "displaced_minutes"}) {
    INFO(some);
    CHECK(own(run, some) > 0);
  }
  // three months after the last session every course has ended, of whoever lives
  CHECK(own(run, "begun") == own(run, "fit") + own(run, "unfinished"));
  CHECK(own(run, "kept_on") <= own(run, "fit"));
  CHECK(own(run, "seen_again") + own(run, "not_seen_again") <= own(run, "kept_on"));
  CHECK(own(run, "visits") >= own(run, "begun"));
  CHECK(own(run, "begun") <= own(run, "asked") + own(run, "referred") - own(run, "no_room"));
  const auto asked = run.cube("queues", "asked"), started = run.cube("queues", "started"),
             left = run.cube("queues", "left"), waiting = run.cube("queues", "waiting");
  // [month, place, service, age, deprivation]
  for (const char* service : {"routine_care", "urgent_care"}) {
    const std::size_t number = run.service(service);
    const auto of = [&](const Index& i) { return i[2] == number; };
    const std::int64_t at_start =
        run.cube("queues", "waiting_at_start").sum([&](const Index& i) { return i[1] == number; });
    const std::int64_t at_end = waiting.sum([&](const Index& i) { return i[2] == number && i[0] + 1 == 20; });
    INFO(service);
    CHECK(at_end == at_start + asked.sum(of) - started.sum(of) - left.sum(of));
  }
}

TEST_CASE("access sessions: no UDA is credited for what is done in them", "[invariants]")
{
  const TinyRun& run = tests::tiny_run(
      with(two_towns, practices(20, {"clinicians.training_practices=0", "contract.hand_back_rate=0"})));
  CHECK(own(run, "fit") > 500);
  CHECK(run.total("activity", "uda") == run.total("practices", "uda_delivered"));
}

TEST_CASE("access sessions: for named groups nobody else is seen", "[invariants]")
{
  const TinyRun& run = tests::tiny_run(with(two_towns, practices(20, {key + "groups.only=[\"homeless\"]"})));
  CHECK(own(run, "begun") > 20);
  constexpr std::size_t homeless = 1;
  CHECK(run.cube("programmes", "access_sessions__begun_by_group").sum([](const Index& i) {
    return i[2] == homeless;
  }) == own(run, "begun"));
}

TEST_CASE("access sessions: kept time goes to those who are put first", "[invariants]")
{
  // so few sessions that they are full; in kept time those put first find a place
  const Sets few = with(two_towns, practices(2, {key + "sessions=2", key + "farthest=100"}));
  const auto first = [&](const char* kept) {
    return own(tests::tiny_run(with(few, {key + kept})), "put_first");
  };
  CHECK(first("kept=105") > first("kept=0") * 3 / 2);
}

TEST_CASE("access sessions: practices begin one after the other over the ramp", "[invariants]")
{
  const auto by_month = tests::tiny_run(with(two_towns, practices(40, {key + "ramp=6"})))
                            .cube("programmes", "access_sessions__practices");
  const auto in = [&](std::size_t month) {
    return by_month.sum([&](const Index& i) { return i[0] == month; });
  };
  CHECK(in(0) < 20);
  CHECK(in(0) < in(3));
  CHECK(in(6) == 40);
}

TEST_CASE("access sessions: they see people without a dentist, and nothing is displaced", "[invariants]")
{
  const Sets year{"study.warm_up=6", "study.months=12"};
  const tests::Paired pair{year, with(year, practices(6))};
  CHECK(pair.rises([](const TinyRun& run) { return static_cast<double>(seen_24m(run)); }));
  CHECK(pair.falls(
      [](const TinyRun& run) { return static_cast<double>(run.total("population", "unmet_need")); }));
  for (std::uint32_t r = 1; r <= 20; ++r)
    CHECK(own(tests::tiny_run(with(year, practices(6)), r), "displaced_minutes") == 0);
}

TEST_CASE("access sessions: more of them, more people without a dentist seen", "[invariants]")
{
  // a session has time for some four people; about 1,100 of 40,000 come where there is time for all
  const auto run = [](int number) -> const TinyRun& {
    return tests::tiny_run(with(two_towns, practices(number, {key + "farthest=100"})));
  };
  const TinyRun &none = run(0), &few = run(1), &more = run(12);
  CHECK(own(none, "begun") == 0);
  CHECK(own(few, "begun") > 150);
  CHECK(own(more, "begun") > own(few, "begun") * 2);
  CHECK(seen_24m(few) > seen_24m(none) + own(few, "begun") / 2);
  CHECK(seen_24m(more) > seen_24m(few) + own(few, "begun") / 2);
  CHECK(own(few, "no_room") > own(more, "no_room"));
}

TEST_CASE("access sessions: people in trouble who come to a centre ring nobody", "[invariants]")
{
  const auto calls = [](const char* urgent) {
    return tests::tiny_run(with(two_towns, centres("50", {key + "centres." + urgent})))
        .total("programmes", "urgent_care__calls");
  };
  const std::int64_t none = calls("urgent=0"), all = calls("urgent=1");
  CHECK(none > 500);
  CHECK(all < none * 3 / 4);
}
