// Outreach: contacts make people ask, and no more; counts conserve; barriers and information act where people ask.
#include <algorithm>

#include "tests/catch2.hpp"
#include "tests/invariants/paired.hpp"
#include "tests/open_region.hpp"
#include "tests/study_files.hpp"

namespace {

using Index = std::vector<std::size_t>;
using tests::Sets;
using tests::TinyRun;
using tests::with;

const std::string key = "pathway.outreach.";
const Sets a_year{"study.warm_up=0", "study.months=12"};
const Sets two_towns = with(tests::larger_region(), {"study.warm_up=6", "study.months=12"});

std::string source(const std::string& name, const std::string& kind, const std::string& more)
{
  return key + "sources." + name + "={ kind = \"" + kind +
         "\", from = 2024-01-01, raises_trained = 0.9, raises_untrained = 0.3, contact_cost = 1.25, " + more +
         " }";
}
std::string route(const std::string& from, const std::string& to, const std::string& more = "")
{
  return key + "routes." + from + "_to_" + to + "={ source = \"" + from + "\", to = \"" + to +
         "\", from = 2024-01-01, share = 1" + more + " }";
}

/// Health visitors who meet children whom nobody has seen, so often a year.
Sets visitors(double contacts, const std::string& of_route = "")
{
  const std::string n = std::to_string(contacts);
  return {source("visitors", "health_visitor",
                 "meets = \"never_seen\", ages = [0, 5], trained = 0.5, contacts = [" + n + ", " + n + ", " +
                     n + ", " + n + ", " + n + "]"),
          route("visitors", "general_practice", of_route)};
}
/// All kinds of thing at once.
Sets everything()
{
  return with(
      visitors(3, ", champion = 1, champion_hours = 10, champion_hour = 20.5"),
      {source("venue", "community_venue",
              "meets = \"without_practice\", ages = [0, 120], trained = 1, contacts = [3, 1, 1, 1, 1], "
              "sessions = "
              "{ every = 7, people = 30, cost = 400.5 }"),
       route("venue", "general_practice"), route("venue", "urgent_care"),
       source("social", "social_care",
              "meets = \"everybody\", groups = [\"looked_after_child\", \"send\", \"homeless\"], ages = [0, "
              "90], "
              "trained = 0.2, contacts = [4, 4, 4, 4, 4]"),
       route("social", "community_dental_service"),
       key + "training.mecc={ sources = [\"visitors\", \"social\"], from = 2024-06-10, trained = 0.9, cost = "
             "1000 }",
       key + "information.call={ channel = \"helpline_at_once\", from = 2024-04-01, reach = [0.5, 0.5, 0.5, "
             "0.5, "
             "0.5], cost = 12000 }",
       key + "barriers.cost={ held = [0.3, 0.2, 0.1, 0.1, 0.1], puts_off = 0.5, actions = { forms = { from = "
             "2024-10-01, lowers = 0.5, cost = 2400 } } }"});
}

std::int64_t own(const TinyRun& run, const std::string& measure)
{
  return run.total("programmes", "outreach__" + measure);
}

double first_visits_by_two(const TinyRun& run)
{
  const auto by_two = [](const Index& i) { return i[3] == 1; };
  return static_cast<double>(run.cube("population", "first_visit_by").sum(by_two)) /
         static_cast<double>(run.cube("population", "reached_age").sum(by_two));
}

}  // namespace

TEST_CASE("outreach: contacts conserve", "[invariants]")
{
  const TinyRun& run = tests::tiny_run(with(two_towns, everything()));
  CHECK(own(run, "contacts") > 2000);
  CHECK(own(run, "contacts") == own(run, "raised") + own(run, "not_raised"));
  CHECK(own(run, "raised") == own(run, "declined") + own(run, "in_care") + own(run, "asked"));
  const std::int64_t at_practices = own(run, "asked") - own(run, "referred") - own(run, "rang");
  CHECK(own(run, "booked") + own(run, "turned_away") <= at_practices + 200);  // asked in the warm-up
  CHECK(own(run, "seen") <= own(run, "booked"));
  CHECK(own(run, "first_visits") <= own(run, "seen"));
  for (const char* some : {"declined", "in_care", "asked", "referred", "rang", "booked", "turned_away",
                           "seen", "first_visits", "put_off"}) {
    INFO(some);
    CHECK(own(run, some) > 0);
  }
}

TEST_CASE("outreach: of those who ask nobody is lost", "[invariants]")
{
  // from the first day on: what is neither booked nor turned away at the end is open
  const TinyRun& run = tests::tiny_run(
      with(with(tests::larger_region(), {"study.warm_up=0", "study.months=18"}), visitors(3)));
  const std::int64_t ended = own(run, "booked") + own(run, "turned_away");
  CHECK(own(run, "asked") > 300);
  CHECK(ended <= own(run, "asked"));
  CHECK(ended > own(run, "asked") * 8 / 10);
}

TEST_CASE("outreach: a source that meets nobody changes no byte", "[invariants]")
{
  const std::string absent = tests::tiny_run(a_year).digest;
  CHECK(tests::tiny_run(with(a_year, visitors(0))).digest == absent);
  CHECK(tests::tiny_run(with(a_year, {key + "barriers.cost={ held = [0, 0, 0, 0, 0], puts_off = 1 }"}))
            .digest == absent);
  CHECK(tests::tiny_run(
            with(a_year, {key + "information.call={ channel = \"helpline_at_once\", from = 2024-04-01, "
                                "reach = [0, 0, 0, 0, 0], cost = 0 }"}))
            .digest == absent);
  // where it meets people and nobody asks, only its own counts and costs are there
  const TinyRun& talk = tests::tiny_run(with(with(a_year, visitors(3)), {key + "without_champion=0"}));
  CHECK(own(talk, "raised") > 50);
  CHECK(talk.cube("queues", "asked").values() == tests::tiny_run(a_year).cube("queues", "asked").values());
  CHECK(talk.cube("activity", "courses_of_treatment").values() ==
        tests::tiny_run(a_year).cube("activity", "courses_of_treatment").values());
}

TEST_CASE("outreach: contacts bring first visits, a champion more, training more", "[invariants][heavy]")
{
  const Sets cheap = with(two_towns, {"study.months=18"});
  const Sets few = with(cheap, visitors(2)), champion = with(cheap, visitors(2, ", champion = 1")),
             trained =
                 with(few, {key + "training.mecc={ sources = [\"visitors\"], from = 2024-01-01, trained = 1, "
                                  "cost = 0 }"});
  const auto sum = [](const Sets& sets, const char* measure) {
    std::int64_t n = 0;
    for (std::uint32_t r = 1; r <= 3; ++r) n += own(tests::tiny_run(sets, r), measure);
    return n;
  };
  CHECK(sum(champion, "booked") > sum(few, "booked") * 12 / 10);
  CHECK(sum(trained, "booked") > sum(few, "booked") * 11 / 10);
  CHECK(sum(trained, "raised") > sum(few, "raised") * 12 / 10);
  for (std::uint32_t r = 1; r <= 3; ++r)
    CHECK(first_visits_by_two(tests::tiny_run(few, r)) >
          1.2 * first_visits_by_two(tests::tiny_run(cheap, r)));
}

TEST_CASE("outreach: a request needs room, where there is none nobody is booked", "[invariants]")
{
  // practices that take nobody whom they do not know
  const TinyRun& closed =
      tests::tiny_run(with(with(two_towns, visitors(3)),
                           {"contract.acceptance_base=-20", "pathway.general_practice.child_acceptance=0"}));
  CHECK(own(closed, "asked") > 100);
  CHECK(own(closed, "booked") == 0);
  CHECK(own(closed, "turned_away") > 100);
}

TEST_CASE("outreach: the named practice is asked first", "[invariants]")
{
  const TinyRun& before = tests::tiny_run(two_towns);
  const std::string id = before.geography->practices.front().id;
  const TinyRun &free = tests::tiny_run(with(two_towns, visitors(3))),
                &named = tests::tiny_run(with(two_towns, visitors(3, ", practices = [\"" + id + "\"]")));
  const auto children_listed = [](const TinyRun& run) {
    return run.cube("practices", "list_size").sum([](const Index& i) { return i[0] == 0; });
  };
  CHECK(children_listed(named) > children_listed(free));
}

TEST_CASE("outreach: costs to the penny", "[invariants]")
{
  const TinyRun& run = tests::tiny_run(with(tests::larger_region(), with(a_year, everything())));
  constexpr std::int64_t contact_pence = 125, session_pence = 40'050, towns = 2, months = 12;
  CHECK(run.paid("outreach__contact") == contact_pence * own(run, "contacts"));
  // from 1 January 2024 every seven days: on 1 April 2024 and every week until 31 March 2025
  constexpr std::int64_t sessions = 53;
  CHECK(run.paid("outreach__session") == sessions * towns * session_pence);
  CHECK(run.paid("outreach__training") == towns * 100'000);
  CHECK(run.paid("outreach__champion") == towns * months * 10 * 2050);
  CHECK(run.paid("outreach__information") == towns * 1'200'000);
  CHECK(run.paid("outreach__barrier_action") == towns * 240'000 / 2);  // from October
}

TEST_CASE("outreach: the same bytes at one, two and three threads with everything on",
          "[invariants][threads]")
{
  const Sets prevention{
      "pathway.prevention.programmes.brushing={ kind = \"brushing\", among = \"seen_within_a_year\", ages = "
      "[0, 5], "
      "from = 2024-04-01, coverage = 0.5, uptake = [0.9, 0.8, 0.7, 0.6, 0.5], factor = 0.6, half_life = 12, "
      "cost = "
      "16 }"};
  const Sets all = with(a_year, with(everything(), prevention));
  const std::string alone = tests::tiny_run(all).digest;
  CHECK(tests::play_tiny(all, 1, 2).digest == alone);
  CHECK(tests::play_tiny(all, 1, 3).digest == alone);
  CHECK(alone != tests::tiny_run(a_year).digest);
}

TEST_CASE("outreach: nobody's clock is renumbered", "[invariants]")
{
  tests::OpenRegion off{two_towns}, on{with(two_towns, with(visitors(3), {everything().back()}))};
  off.play_all();
  on.play_all();
  std::size_t renumbered = 0, untouched = 0, moved = 0;
  for (std::size_t p = 0; p < on.places.size(); ++p)
    for (std::size_t i = 0; i < on.places[p]->residents().size(); ++i) {
      const models::PersonState &a = on.places[p]->residents()[i].state,
                                &b = off.places[p]->residents()[i].state;
      // who has begun to seek care has another ceiling from then on, as in any other way of beginning
      if (a.has(models::PersonState::begun) != b.has(models::PersonState::begun)) continue;
      const models::Person& person = on.population->of_place(p)[i];
      if (models::age_years(person, on.around.last) < 12) continue;
      ++untouched;
      renumbered += a.candidate != b.candidate || a.clock_day != b.clock_day;
      moved += a.last_seen != b.last_seen;
    }
  CHECK(untouched > 30'000);
  CHECK(renumbered == 0);
  CHECK(moved > 100);
}

TEST_CASE("outreach: barriers thin asking, an action gives some of it back", "[invariants]")
{
  const Sets base = with(tests::larger_region(), {"study.warm_up=0", "study.months=24"});
  const std::string barrier = key + "barriers.cost={ held = [0.4, 0.4, 0.4, 0.4, 0.4], puts_off = 0.9";
  const TinyRun &usual = tests::tiny_run(base), &high = tests::tiny_run(with(base, {barrier + " }"})),
                &lowered = tests::tiny_run(with(
                    base,
                    {barrier + ", actions = { help = { from = 2024-10-01, lowers = 0.8, cost = 0 } } }"}));
  const auto routine = [](const TinyRun& run) {
    const std::size_t service = run.service("routine_care");
    return run.cube("queues", "asked").sum([&](const Index& i) { return i[2] == service; });
  };
  CHECK(routine(high) < routine(usual) * 95 / 100);
  CHECK(routine(lowered) > routine(high) * 102 / 100);
  CHECK(routine(lowered) < routine(usual));
  CHECK(own(lowered, "put_off") < own(high, "put_off"));
}

TEST_CASE("outreach: public information moves the first channel", "[invariants]")
{
  const auto information = [](const std::string& channel) {
    return Sets{key + "information.call={ channel = \"" + channel +
                "\", from = 2024-01-01, reach = [1, 1, 1, 1, 1], cost = 0 }"};
  };
  const auto urgent = [](const TinyRun& run, const char* measure) {
    return run.total("programmes", std::string{"urgent_care__"} + measure);
  };
  const TinyRun &usual = tests::tiny_run(two_towns),
                &before = tests::tiny_run(with(two_towns, information("helpline_before_emergency"))),
                &at_once = tests::tiny_run(with(two_towns, information("helpline_at_once")));
  CHECK(urgent(before, "calls") > urgent(usual, "calls"));
  CHECK(urgent(at_once, "calls") > urgent(before, "calls") * 12 / 10);
  CHECK(urgent(before, "emergency_department") < urgent(usual, "emergency_department"));
}

TEST_CASE("outreach: every fault is told in one pass, with its place", "[config]")
{
  tests::StudyFiles files;
  files.write("study.toml", "extends = \"" BITEWING_SOURCE_DIR
                            "/configs/tiny.toml\"\n"
                            "[pathway.outreach.sources.bad]\n"
                            "kind = \"dentist\"\n"
                            "meets = \"everybody\"\n"
                            "groups = [\"homeles\"]\n"
                            "ages = [0, 5]\n"
                            "from = 2024-04-01\n"
                            "contacts = [1, 1, 1, 1, -1]\n"
                            "trained = 0.5\n"
                            "raises_trained = 2\n"
                            "raises_untrained = 0\n"
                            "contact_cost = 0\n"
                            "[pathway.outreach.routes.nowhere]\n"
                            "source = \"good\"\n"
                            "to = \"general_practice\"\n"
                            "from = 2024-04-01\n"
                            "share = 1\n");
  files.read([](sim::io::Block& root) {
    models::Scenario scenario;
    models::read_scenario(root, scenario);
  });
  const auto found = files.found();
  for (const std::string& line : found) UNSCOPED_INFO(line);
  CHECK(found.size() == 6);
  for (const char* start :
       {"study.toml:3:8: 'kind' is 'dentist' ", "study.toml:5:10: unknown group 'homeles' ",
        "study.toml:8:25: 'contacts' for '5' is -1 ", "study.toml:10:18: 'raises_trained' is 2 ",
        "study.toml:14:10: unknown source 'good' ", "study.toml:2:1: source 'bad' has no route "}) {
    UNSCOPED_INFO(start);
    CHECK(std::any_of(found.begin(), found.end(),
                      [&](const std::string& line) { return line.starts_with(start); }));
  }
}

TEST_CASE("outreach: a practice that does not exist is a fault at its line", "[config]")
{
  const models::Scenario scenario =
      tests::tiny_scenario(with(a_year, visitors(1, ", practices = [\"V999999\"], places = [\"Nowhere\"]")));
  const auto geography = tests::tiny_run({"study.warm_up=0", "study.months=1"}).geography;
  sim::io::Faults faults;
  for (const models::PathwayOfScenario& pathway : scenario.model->pathways)
    if (pathway.settings && pathway.kind.check) pathway.kind.check(*geography, *pathway.settings, faults);
  CHECK(faults.lines().size() == 2);
}
