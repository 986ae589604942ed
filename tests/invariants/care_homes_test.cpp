// Care homes as a pathway: of size zero it is absence, the plan's money to the penny, each mechanism does what it says.
#include <algorithm>

#include "tests/catch2.hpp"
#include "tests/invariants/paired.hpp"
#include "tests/tiny_run.hpp"

namespace {

using Index = std::vector<std::size_t>;
using tests::Paired;
using tests::Sets;
using tests::TinyRun;
using tests::with;

const std::string key = "pathway.care_homes.";
/// Two towns with some hundred homes of a few residents each.
const Sets towns =
    with(tests::larger_region(), {"study.warm_up=0", "study.months=12", "population.care_homes.places=30",
                                  "population.care_homes.size=10"});
/// Every home is visited.
const Sets visited = with(towns, {key + "practices=40"});
/// Nobody is found, so nothing follows from a session.
const Sets nothing_found{key + "trouble.finds=[0, 0]"};

std::int64_t own(const TinyRun& run, const std::string& measure)
{
  return run.total("programmes", "care_homes__" + measure);
}
/// A stock at the end of the last month.
std::int64_t at_the_end(const TinyRun& run, const std::string& measure)
{
  const auto cube = run.cube("programmes", "care_homes__" + measure);
  return cube.sum([&](const Index& i) { return i[0] + 1 == cube.extent(0); });
}
tests::Outcome stock(const std::string& measure)
{
  return [measure](const TinyRun& run) { return static_cast<double>(at_the_end(run, measure)); };
}
tests::Outcome flow(const std::string& measure)
{
  return [measure](const TinyRun& run) { return static_cast<double>(own(run, measure)); };
}
/// Of all variables but the pathway's own.
std::string digest_of_others(const TinyRun& run)
{
  std::vector<sim::io::Group> groups = run.outcome.groups;
  for (sim::io::Group& group : groups)
    std::erase_if(group.arrays,
                  [](const sim::io::Array& array) { return array.name.starts_with("care_homes__"); });
  return sim::io::digest(groups);
}

}  // namespace

TEST_CASE("care homes: no practice, or a start after the end, equals absence", "[invariants]")
{
  const Sets a_year{"study.warm_up=0", "study.months=12"};
  const std::string absent =
      digest_of_others(tests::play(tests::without(tests::tiny_scenario(a_year), {"care_homes"}), 1, 1));
  const TinyRun& none = tests::tiny_run(a_year);
  CHECK(digest_of_others(none) == absent);
  CHECK(own(none, "residents") > 0);
  CHECK(own(none, "diseased") > 0);
  CHECK(digest_of_others(tests::tiny_run(with(a_year, {key + "practices=6", key + "start=2025-04-01"}))) ==
        absent);
}

TEST_CASE("care homes: sessions alone change nothing but money", "[invariants]")
{
  const Sets idle = with(nothing_found, {"study.months=6"});
  const TinyRun &held = tests::tiny_run(with(visited, idle)), &none = tests::tiny_run(with(towns, idle));
  CHECK(own(held, "screened") > 1000);
  for (const char* group :
       {"population", "queues", "waits", "activity", "practices", "oral_health", "priority"}) {
    INFO(group);
    for (const sim::io::Group& one : none.outcome.groups) {
      if (one.name != group) continue;
      for (const sim::io::Array& array : one.arrays)
        CHECK(held.cube(group, array.name).values() == none.cube(group, array.name).values());
    }
  }
}

TEST_CASE("care homes: the plan's own schedule costs what the plan says, to the penny", "[invariants]")
{
  // 50 practices, two sessions a month for a year: GBP 420,000, and GBP 15,000 of equipment
  const Sets fifty = with(towns, {"places.Seaport.practices=36", "places.Upvale.practices=24",
                                  key + "practices=50", key + "homes=2"});
  const TinyRun& full_year = tests::tiny_run(fifty);
  CHECK(at_the_end(full_year, "practices") == 50);
  CHECK(own(full_year, "sessions") == 1200);
  CHECK(own(full_year, "session_minutes") == 1200 * 210);
  CHECK(full_year.paid("care_homes__session_fee") == 42'000'000);
  CHECK(full_year.paid("care_homes__equipment") == 1'500'000);
  CHECK(full_year.paid("care_homes__visit_fee") == 9600 * own(full_year, "visits"));
  // the pilot of two practices for two months: GBP 2,800 of the GBP 3,500 in the plan, and GBP 600
  const TinyRun& pilot = tests::tiny_run(with(fifty, {key + "practices=2", key + "end=2024-05-31"}));
  CHECK(own(pilot, "sessions") == 8);
  CHECK(pilot.paid("care_homes__session_fee") == 280'000);
  CHECK(pilot.paid("care_homes__equipment") == 60'000);
  // the pilot and six months of all, as in 2023-24: GBP 212,800; the plan has 214,000
  const TinyRun& first_year = tests::tiny_run(with(fifty, {key + "pilot.months=2", "study.months=8"}));
  CHECK(own(first_year, "sessions") == 8 + 600);
  CHECK(first_year.paid("care_homes__session_fee") == 21'280'000);
  CHECK(first_year.paid("care_homes__equipment") == 1'500'000);
}

TEST_CASE("care homes: whoever is found is helped in one way, and every visit ends", "[invariants]")
{
  for (const char* team : {"dentist", "dental_care_professional"}) {
    INFO(team);
    const TinyRun& run = tests::tiny_run(with(visited, {key + "led_by=" + team}));
    const std::int64_t found = own(run, "found_disease") + own(run, "found_pain");
    CHECK(found > 200);
    CHECK(found == own(run, "in_care") + own(run, "sent_routine") + own(run, "sent_urgent") +
                       own(run, "visits_called") + own(run, "referred") + own(run, "left_at_home"));
    for (const char* way : {"sent_routine", "sent_urgent", "visits_called", "referred", "left_at_home"}) {
      INFO(way);
      CHECK(own(run, way) > 5);
    }
    CHECK(own(run, "visits") <= own(run, "visits_called"));
    CHECK(own(run, "visits") > own(run, "visits_called") * 3 / 4);
    CHECK(own(run, "dying_screened") > 5);
    CHECK(own(run, "screened") <= own(run, "session_minutes") / 20);
    // a session sees everybody it has time for: homes have more residents than that
    CHECK(own(run, "screened") > own(run, "session_minutes") / 20 / 2);
    const auto asked = run.cube("queues", "asked"), started = run.cube("queues", "started"),
               left = run.cube("queues", "left"), waiting = run.cube("queues", "waiting"),
               before = run.cube("queues", "waiting_at_start");
    asked.each([&](const Index& i, std::int64_t n) {
      const Index cell{i.begin() + 1, i.end()};
      Index last = i;
      --last[0];
      const std::int64_t stood = i[0] == 0 ? before.at(cell) : waiting.at(last);
      if (waiting.at(i) != stood + n - started.at(i) - left.at(i))
        FAIL("month " << i[0] << " service " << i[2]);
    });
  }
}

TEST_CASE("care homes: more sessions, more plans and fewer residents in pain", "[invariants][heavy]")
{
  const Paired pair{with(visited, {key + "sessions=1", "study.months=6"}),
                    with(visited, {key + "sessions=4", "study.months=6"})};
  CHECK(pair.always_rises(stock("plans")));
  CHECK(pair.always_rises(flow("found_pain")));
  CHECK(pair.falls(stock("in_pain")));
  // whoever has a plan lives in a home that is visited
  const TinyRun& many = tests::tiny_run(with(visited, {key + "sessions=4", "study.months=6"}));
  CHECK(at_the_end(many, "plans") <= at_the_end(many, "linked_residents"));
  CHECK(at_the_end(many, "linked_residents") == at_the_end(many, "residents"));
  CHECK(at_the_end(many, "plans") > at_the_end(many, "residents") * 3 / 4);
}

TEST_CASE("care homes: prevention and trained staff leave fewer residents with disease",
          "[invariants][heavy]")
{
  const Sets seldom_cared = with(with(visited, nothing_found), {key + "sessions=4"});
  for (const char* effect : {"prevention.factor=0", "training.factor=0"}) {
    INFO(effect);
    CHECK(Paired(seldom_cared,
                 with(seldom_cared, {key + effect, key + "prevention.months=12", key + "training.months=12"}))
              .falls(stock("diseased")));
  }
}

TEST_CASE("care homes: a dentist treats on the spot, a team without one calls, in no time of the books",
          "[invariants]")
{
  const Sets early{"study.months=6", "population.care_homes.leaving=0"};
  const TinyRun& dentist = tests::tiny_run(with(with(visited, early), {key + "led_by=dentist"}));
  const TinyRun& professional = tests::tiny_run(with(visited, early));
  CHECK(own(dentist, "visits") == own(dentist, "visits_called"));
  CHECK(own(professional, "visits") <= own(professional, "visits_called"));
  CHECK(own(dentist, "screened") < own(professional, "screened"));  // treatment takes a session's minutes
  CHECK(own(dentist, "travel_m") < own(professional, "travel_m"));
  for (const TinyRun* run : {&dentist, &professional}) CHECK(own(*run, "minutes_from_books") == 0);
  const TinyRun& own_time =
      tests::tiny_run(with(with(visited, early), {key + "led_by=dentist", key + "own_time=true"}));
  CHECK(own(own_time, "sessions") == own(dentist, "sessions"));
  CHECK(own(own_time, "minutes_from_books") > own(dentist, "session_minutes") / 4);
  // patients find less time
  CHECK(own_time.total("practices", "minutes_booked") < dentist.total("practices", "minutes_booked"));
  // a team without a dentist takes dentists' time for its visits only
  const TinyRun& visits = tests::tiny_run(with(with(visited, early), {key + "own_time=true"}));
  CHECK(own(visits, "minutes_from_books") > 0);
  CHECK(own(visits, "minutes_from_books") <= 30 * own(visits, "visits_called"));
}

TEST_CASE("care homes: a practice linked by its cluster visits while it takes part", "[invariants]")
{
  const Sets linked = with(visited, {key + "linked=cluster", "study.months=6"});
  const TinyRun& nobody = tests::tiny_run(linked);
  CHECK(own(nobody, "sessions") == 0);
  CHECK(own(nobody, "not_held") > 100);
  CHECK(own(nobody, "practices") == 0);
  CHECK(nobody.paid("care_homes__session_fee") + nobody.paid("care_homes__equipment") == 0);
  const std::string clusters = "pathway.clusters.";
  const Sets half{clusters + "everywhere=true",
                  clusters + "start=2024-04-01",
                  clusters + "footprint=1000000",
                  clusters + "engagement.most=[0.5, 0.5]",
                  clusters + "engagement.halfway=0",
                  clusters + "engagement.scale=0.1",
                  clusters + "engagement.goodwill_loss=[0, 0]"};
  const TinyRun& some = tests::tiny_run(with(linked, half));
  CHECK(own(some, "sessions") > 20);
  CHECK(own(some, "not_held") > 20);
  CHECK(own(some, "sessions") + own(some, "not_held") == own(nobody, "not_held"));
  CHECK(at_the_end(some, "practices") <=
        some.cube("programmes", "clusters__members").sum([](const Index& i) { return i[0] == 5; }));
}

TEST_CASE("care homes: the bytes are the same at any number of threads", "[invariants][threads]")
{
  const Sets busy = with(visited, {key + "led_by=dentist", key + "own_time=true",
                                   key + "prevention.factor=0.5", key + "pilot.months=2", "study.months=6"});
  const std::string digest = tests::tiny_run(busy).digest;
  for (const unsigned threads : {2u, 3u}) CHECK(tests::play_tiny(busy, 1, threads).digest == digest);
}
