// Advanced practices for children: nobody before the team is trained, who is sent where, what it costs.
#include <algorithm>

#include "tests/catch2.hpp"
#include "tests/tiny_run.hpp"

namespace {

using Index = std::vector<std::size_t>;
using tests::Sets;
using tests::TinyRun;
using tests::with;

const std::string care = "pathway.advanced_child_care.";
/// Decay is common, and most children with it who do not cooperate are referred.
const Sets many = with(
    tests::larger_region(),
    {"study.warm_up=0", "study.months=18", "pathway.referral_management.needs.child_unable=1",
     "pathway.referral_management.needs.child_not_yet=0.7", "oral_health.child_onset=0.3",
     "population.cooperation.unable=[10,10,10,10,10]", "pathway.referral_management.triage.sessions=200"});
const Sets thirty =
    with(many, {care + "practices=30", care + "training=28", care + "sessions=3", care + "course_days=0"});

std::int64_t count(const TinyRun& run, const char* measure)
{
  return run.total("programmes", std::string{"advanced_child_care__"} + measure);
}

std::int64_t asked(const TinyRun& run, const char* service)
{
  const std::size_t wanted = run.service(service);
  return run.cube("queues", "asked").sum([wanted](const Index& i) { return i[2] == wanted; });
}

std::string digest_without(const Sets& sets)
{
  return tests::play(tests::without(tests::tiny_scenario(sets), {"advanced_child_care"}), 1, 1).digest;
}

}  // namespace

TEST_CASE("advanced child care: with no practice, or after the end, it is absent", "[invariants][children]")
{
  const Sets a_year{"study.warm_up=0", "study.months=12"};
  const std::string absent = digest_without(a_year);
  CHECK(tests::tiny_run(a_year).digest == absent);
  CHECK(tests::tiny_run(with(a_year, {care + "practices=3", care + "start=2040-04-01"})).digest == absent);
  CHECK(tests::tiny_run(with(a_year, {care + "practices=3"})).digest != absent);
}

TEST_CASE("advanced child care: GBP 500 a practice and GBP 100 a referral, to the penny",
          "[invariants][children]")
{
  const TinyRun& run = tests::tiny_run(thirty);
  const std::int64_t referrals = count(run, "referrals");
  CHECK(referrals > 100);
  CHECK(run.paid("advanced_child_care__set_up") == 15'000 * 100);
  CHECK(run.paid("advanced_child_care__referral") == referrals * 100 * 100);
  CHECK(run.paid("advanced_child_care__session_fee") == 0);
  CHECK(asked(run, "child_stabilisation") >= referrals);
}

TEST_CASE("advanced child care: every child assessed is treated, sent back or sent on",
          "[invariants][children]")
{
  const TinyRun& run = tests::tiny_run(thirty);
  CHECK(count(run, "assessed") > 100);
  CHECK(count(run, "stepped_down") > 10);
  CHECK(count(run, "sent_to_community") > 0);
  CHECK(count(run, "sent_for_anaesthetic") > 10);
  CHECK(count(run, "anaesthetics_spared") <= count(run, "treated"));
  CHECK(count(run, "varnished") == count(run, "treated"));
  CHECK(count(run, "assessed") == count(run, "treated") + count(run, "stepped_down") +
                                      count(run, "sent_for_anaesthetic") + count(run, "sent_to_community"));
  CHECK(run.total("programmes", "referral_management__sent_back") > 0);
}

TEST_CASE("advanced child care: no referral is accepted before the team is trained", "[invariants][children]")
{
  // training ends on 29 July; three of nine practices begin in each of the months after, the last at the end of October
  const TinyRun& run = tests::tiny_run(
      with(many, {care + "practices=9", care + "training=119", care + "ramp=3", care + "sessions=3"}));
  const auto referrals = run.cube("programmes", "advanced_child_care__referrals"),
             trained = run.cube("programmes", "advanced_child_care__trained"),
             practices = run.cube("programmes", "advanced_child_care__practices");
  const auto in_month = [](const tests::Cube& cube, std::size_t month) {
    return cube.sum([month](const Index& i) { return i[0] == month; });
  };
  for (std::size_t month = 0; month < 3; ++month) CHECK(in_month(referrals, month) == 0);
  CHECK(in_month(practices, 0) == 3);
  CHECK(in_month(trained, 2) == 0);
  CHECK(in_month(practices, 2) == 9);
  CHECK(in_month(trained, 3) > 0);
  CHECK(in_month(trained, 3) < 9);
  CHECK(in_month(trained, 6) == 9);
  CHECK(count(run, "referrals") > 20);
}

TEST_CASE("advanced child care: who is treated awake does not go to theatre", "[invariants][children]")
{
  const TinyRun &none = tests::tiny_run(with(thirty, {care + "care.treats_instead=0"})),
                &all = tests::tiny_run(with(thirty, {care + "care.treats_instead=1"}));
  CHECK(count(none, "anaesthetics_spared") == 0);
  CHECK(count(all, "anaesthetics_spared") > 50);
  CHECK(count(all, "sent_for_anaesthetic") == 0);
  CHECK(count(none, "sent_for_anaesthetic") > 50);
  CHECK(asked(all, "ga_list") < asked(none, "ga_list") - 40);
}

TEST_CASE(
    "advanced child care: the community service keeps whom it sees soon, and whom nobody near has room for",
    "[invariants][children]")
{
  const TinyRun& never =
      tests::tiny_run(with(thirty, {care + "route.unless_seen_within=200",
                                    "pathway.community_dental_service.places.Seaport.sessions=[5, 1, 1]"}));
  CHECK(count(never, "referrals") == 0);
  const TinyRun& far = tests::tiny_run(with(thirty, {care + "route.farthest=0"}));
  CHECK(2 * count(far, "referrals") < count(tests::tiny_run(thirty), "referrals"));
  // one session in ten weeks at each: lists of four weeks are one child long
  const TinyRun &few = tests::tiny_run(with(thirty, {care + "sessions=0.1", care + "practices=3"})),
                &enough = tests::tiny_run(thirty);
  CHECK(count(few, "referrals") > 0);
  CHECK(2 * count(few, "referrals") < count(enough, "referrals"));
  const auto list = few.cube("programmes", "advanced_child_care__child_stabilisation_list");
  const auto most = *std::max_element(list.values().begin(), list.values().end());
  CHECK(most <= 3 * 3);
}

TEST_CASE("advanced child care: referrers learn from children sent back", "[invariants][children]")
{
  const Sets poor = with(thirty, {"pathway.referral_management.quality.inappropriate=0.4",
                                  "pathway.referral_management.quality.recognised=0"});
  const auto inappropriate = [](const Sets& sets) {
    return tests::tiny_run(sets).total("programmes", "referral_management__inappropriate");
  };
  CHECK(4 * inappropriate(with(poor, {care + "route.feedback=1"})) < 3 * inappropriate(poor));
}

TEST_CASE("advanced child care: when it ends, who waits is sent on to the community service",
          "[invariants][children]")
{
  const TinyRun& run = tests::tiny_run(
      with(thirty, {care + "end=2025-03-31", care + "sessions=0.1", care + "route.within=84"}));
  const auto waiting = run.cube("queues", "waiting");
  const std::size_t service = run.service("child_stabilisation");
  const auto in_month = [&](std::size_t month) {
    return waiting.sum([&](const Index& i) { return i[0] == month && i[2] == service; });
  };
  CHECK(in_month(10) > 10);
  // on their way through triage, or called to a session that was held no more
  CHECK(in_month(waiting.extent(0) - 1) < in_month(10) / 4);
  CHECK(run.cube("programmes", "advanced_child_care__practices").sum([](const Index& i) {
    return i[0] >= 12;
  }) == 0);
}

TEST_CASE("advanced child care: who is called and misses does not stay on a closed practice's list",
          "[invariants][children]")
{
  // most contracts are handed back while children are called for the next weeks; the programme ends in month 15
  const TinyRun& run =
      tests::tiny_run(with(thirty, {care + "end=2025-06-30", care + "missed=0.6", care + "called_ahead=28",
                                    care + "discharged_after=15", care + "sessions=0.2",
                                    care + "route.within=84", "contract.hand_back_rate=100"}));
  CHECK(run.total("programmes", "general_practice__closures") > 30);
  CHECK(count(run, "child_stabilisation_missed") > 50);
  CHECK(run.cube("programmes", "advanced_child_care__child_stabilisation_list").sum([](const Index& i) {
    return i[0] >= 15;
  }) == 0);
}

TEST_CASE("advanced child care: time comes out of the practices' books, or does not",
          "[invariants][children]")
{
  const Sets seldom = with(thirty, {care + "sessions=0.5"});
  const TinyRun &own = tests::tiny_run(seldom),
                &on_top = tests::tiny_run(with(seldom, {care + "displaces=0"}));
  CHECK(count(on_top, "minutes_from_books") == 0);
  const std::int64_t held = count(own, "child_stabilisation_sessions") * 210;
  CHECK(count(own, "minutes_from_books") > held / 2);
  CHECK(count(own, "minutes_from_books") < held * 11 / 10);
}

TEST_CASE("advanced child care: same bytes at any number of threads", "[invariants][children][threads]")
{
  CHECK(tests::play_tiny(thirty, 1, 3).digest == tests::tiny_run(thirty).digest);
}

TEST_CASE("advanced child care: when its money is spent, children go to the community service",
          "[invariants][children]")
{
  const Sets poor =
      with(thirty, {"budget.advanced_child_care.carried_over={ value = 0, unit = \"%\" }",
                    "budget.advanced_child_care.years.2024.pounds={ value = 16000, unit = \"GBP/year\" }",
                    "budget.advanced_child_care.years.2025.pounds={ value = 0, unit = \"GBP/year\" }"});
  const TinyRun& run = tests::tiny_run(poor);
  CHECK(count(run, "refused") > 10);
  CHECK(run.paid("advanced_child_care__set_up") + run.paid("advanced_child_care__referral") <= 16'000 * 100);
  CHECK(run.paid("advanced_child_care__referral") == count(run, "referrals") * 100 * 100);
  CHECK(count(run, "referrals") > 0);
}
