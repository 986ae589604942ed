// Clusters as a pathway: nobody invited is absence, meetings alone only cost, each effect does what it says and no more.
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

const std::string key = "pathway.clusters.";
const Sets a_year{"study.warm_up=6", "study.months=12"};
/// All practices of both Places meet every week from the first day.
const Sets one_cluster =
    with(a_year, {key + "everywhere=true", key + "start=2023-10-01", key + "footprint=1000000",
                  key + "engagement.most=[1, 1]", key + "engagement.halfway=0", key + "engagement.scale=0.1",
                  key + "engagement.goodwill_loss=[0, 0]", key + "meetings.interval=7"});
const Sets all_on{key + "effects.shared_urgent=1",
                  key + "effects.direct_referral=1",
                  key + "effects.advice=0.3",
                  key + "effects.upskilling=0.5",
                  key + "effects.retention=0.3",
                  key + "effects.links=[1, 1, 1]",
                  key + "funded=true"};

std::int64_t programme(const TinyRun& run, const std::string& name)
{
  return run.total("programmes", "clusters__" + name);
}
tests::Outcome headline(const std::string& name)
{
  return [name](const TinyRun& run) { return run.headline(name); };
}

}  // namespace

TEST_CASE("clusters: nobody invited, nobody joining or a start after the end equals absence", "[invariants]")
{
  const std::string absent =
      tests::play(tests::without(tests::tiny_scenario(a_year), {"clusters"}), 1, 1).digest;
  CHECK(tests::tiny_run(a_year).digest == absent);
  CHECK(tests::tiny_run(with(one_cluster, {key + "start=2031-04-01"})).digest == absent);
  const TinyRun& nobody = tests::tiny_run(with(with(one_cluster, all_on), {key + "engagement.most=[0, 0]"}));
  CHECK(programme(nobody, "invited") > 0);
  std::vector<sim::io::Group> groups = nobody.outcome.groups;
  for (sim::io::Group& group : groups)
    if (group.name == "programmes")
      for (sim::io::Array& array : group.arrays)
        if (array.name == "clusters__invited")
          std::visit(
              [](auto& values) {
                std::fill(values.begin(), values.end(),
                          typename std::decay_t<decltype(values)>::value_type{});
              },
              array.values);
  CHECK(sim::io::digest(groups) == absent);
}

TEST_CASE("clusters: meetings alone take time and do nothing else", "[invariants]")
{
  const TinyRun &null = tests::tiny_run(one_cluster), &none = tests::tiny_run(a_year);
  CHECK(programme(null, "meetings") > 200);
  for (const char* name :
       {"urgent_asked", "urgent_accepted", "urgent_full", "routine_asked", "routine_accepted", "routine_full",
        "linked", "advised", "done_in_practice", "extra_minutes"})
    CHECK(programme(null, name) == 0);
  // the sessions are the same: meetings lie within them, unpaid
  CHECK(null.total("practices", "minutes_offered") == none.total("practices", "minutes_offered"));
  CHECK(null.total("population", "persons") == none.total("population", "persons"));
  // where meetings take no time, nothing at all has changed
  const TinyRun& idle =
      tests::tiny_run(with(one_cluster, {key + "meetings.minutes=0", key + "meetings.lead_minutes=0"}));
  for (const char* group :
       {"population", "queues", "waits", "activity", "finance", "oral_health", "priority"}) {
    INFO(group);
    for (const sim::io::Group& one : none.outcome.groups) {
      if (one.name != group) continue;
      for (const sim::io::Array& array : one.arrays)
        CHECK(idle.cube(group, array.name).values() == none.cube(group, array.name).values());
    }
  }
}

TEST_CASE("clusters: long meetings make care rarer", "[invariants][heavy]")
{
  // most of all clinical time: two hours of ten clinicians in every week and practice, asked for before patients come
  const Sets long_meetings = with(one_cluster, {key + "meetings.minutes=120", key + "meetings.attendees=10",
                                                key + "meetings.notice=150"});
  const Paired pair{a_year, long_meetings};
  CHECK(pair.falls(
      [](const TinyRun& run) { return static_cast<double>(run.total("practices", "minutes_booked")); }));
}

TEST_CASE("clusters: whom a member has turned away a colleague may take", "[invariants][heavy]")
{
  const Sets urgent = with(one_cluster, {key + "effects.shared_urgent=1", "front_door.urgent_unknown=0.1"});
  const TinyRun& run = tests::tiny_run(urgent);
  CHECK(programme(run, "urgent_accepted") > 10);
  CHECK(programme(run, "routine_asked") == 0);
  // every question is answered, but those under way at the two ends of the reported time
  const std::int64_t open =
      programme(run, "urgent_asked") - programme(run, "urgent_accepted") - programme(run, "urgent_full");
  CHECK(std::abs(open) <= 3);
  const Paired pair{with(one_cluster, {"front_door.urgent_unknown=0.1"}), urgent};
  CHECK(pair.rises(headline("urgent_started_percent")));
}

TEST_CASE("clusters: a picture can be out of date, and a message is newer", "[invariants]")
{
  const Sets scarce{key + "effects.shared_urgent=1", "books.reserved_morning=[0, 0, 0]",
                    "books.reserved_afternoon=[0, 0, 0]", key + "meetings.interval=28",
                    "care_seeking.siblings_together=0"};
  const TinyRun& told = tests::tiny_run(with(one_cluster, scarce));
  const TinyRun& messages = tests::tiny_run(with(with(one_cluster, scarce), {key + "messaging=true"}));
  CHECK(programme(told, "urgent_full") > 0);
  const auto share = [](const TinyRun& run) {
    return static_cast<double>(programme(run, "urgent_full")) /
           static_cast<double>(programme(run, "urgent_asked"));
  };
  CHECK(share(messages) < share(told));
}

TEST_CASE("clusters: people without a practice are sent to a member with room", "[invariants][heavy]")
{
  const Sets sent = with(one_cluster, {key + "effects.direct_referral=1", key + "room_within=120"});
  const TinyRun& run = tests::tiny_run(sent);
  CHECK(programme(run, "routine_accepted") > 10);
  CHECK(programme(run, "urgent_asked") == 0);
  const Paired pair{one_cluster, sent};
  CHECK(pair.falls(headline("tried_and_failed_percent")));
}

TEST_CASE("clusters: advice and skill leave fewer referrals", "[invariants][heavy]")
{
  const auto referrals = [](const TinyRun& run) {
    return static_cast<double>(run.total("programmes", "referral_management__referrals"));
  };
  const Sets many =
      with(one_cluster, {"pathway.referral_management.needs.oral_surgery=[0.1, 0.1, 0.2, 0.3]"});
  for (const char* effect : {"effects.advice=0.5", "effects.upskilling=0.9"}) {
    INFO(effect);
    CHECK(Paired(many, with(many, {key + effect})).falls(referrals));
  }
  const TinyRun& skilled = tests::tiny_run(with(many, {key + "effects.upskilling=1"}));
  CHECK(programme(skilled, "done_in_practice") > 0);
  CHECK(programme(skilled, "extra_minutes") == 40 * programme(skilled, "done_in_practice"));
  CHECK(programme(skilled, "advised") == 0);
}

TEST_CASE("clusters: links take calls off the helpline and people off emergency departments",
          "[invariants][heavy]")
{
  const Sets linked = with(one_cluster, {key + "effects.links=[1, 1, 1]", "front_door.urgent_unknown=0.1"});
  CHECK(programme(tests::tiny_run(linked), "linked") > 10);
  const Paired pair{with(one_cluster, {"front_door.urgent_unknown=0.1"}), linked};
  CHECK(pair.falls(
      [](const TinyRun& run) { return static_cast<double>(run.total("programmes", "urgent_care__calls")); }));
  CHECK(pair.rises(headline("urgent_started_percent")));
}

TEST_CASE("clusters: clinicians who stay leave more time", "[invariants][heavy]")
{
  const Sets busy = with(one_cluster, {"clinicians.leave_rate=1", "study.months=24"});
  const Paired pair{busy, with(busy, {key + "effects.retention=1"})};
  CHECK(pair.rises(
      [](const TinyRun& run) { return static_cast<double>(run.total("practices", "minutes_offered")); }));
}

TEST_CASE("clusters: where time is paid for, members are paid for their minutes", "[invariants]")
{
  const TinyRun& run = tests::tiny_run(with(one_cluster, {key + "funded=true"}));
  const auto expected = static_cast<double>(programme(run, "meeting_minutes")) / 60 * 97.14;
  CHECK(run.headline("paid") - tests::tiny_run(one_cluster).headline("paid") ==
        Approx(expected).epsilon(0.001));
}

TEST_CASE("clusters: flows balance and bytes are the same at any number of threads, all on",
          "[invariants][threads]")
{
  const Sets busy = with(with(one_cluster, all_on), {"front_door.urgent_unknown=0.1"});
  const TinyRun& run = tests::tiny_run(busy);
  const auto asked = run.cube("queues", "asked"), started = run.cube("queues", "started"),
             left = run.cube("queues", "left"), waiting = run.cube("queues", "waiting"),
             before = run.cube("queues", "waiting_at_start");
  asked.each([&](const Index& i, std::int64_t n) {
    const Index cell{i.begin() + 1, i.end()};
    Index last = i;
    --last[0];
    const std::int64_t stock = i[0] == 0 ? before.at(cell) : waiting.at(last);
    if (waiting.at(i) != stock + n - started.at(i) - left.at(i))
      FAIL("month " << i[0] << " service " << i[2]);
  });
  // members of both Places are asked
  const auto taken = run.cube("programmes", "clusters__urgent_accepted");
  for (const std::size_t place : {std::size_t{0}, std::size_t{1}})
    CHECK(taken.sum([place](const Index& i) { return i[1] == place; }) > 0);
  for (const unsigned threads : {2u, 3u}) CHECK(tests::play_tiny(busy, 1, threads).digest == run.digest);
}
