// Prevention: those who take part get less decay, nobody else does; nobody is renumbered; it costs what it says.
#include <map>
#include <numeric>

#include "tests/catch2.hpp"
#include "tests/invariants/paired.hpp"
#include "tests/open_region.hpp"
#include "tests/study_files.hpp"

namespace {

using Index = std::vector<std::size_t>;
using tests::Sets;
using tests::TinyRun;
using tests::with;

const Sets two_towns = with(tests::larger_region(), {"study.warm_up=0", "study.months=36"});

std::string programme(const std::string& name, const std::string& kind, const std::string& more)
{
  return "pathway.prevention.programmes." + name + "={ kind = \"" + kind +
         "\", among = \"everybody\", from = 2024-04-01, " + more + " }";
}
/// For children of up to four, so that whoever is reached is reached before the fifth birthday.
Sets brushing(double coverage, double factor = 0.4)
{
  return {programme("brushing", "brushing",
                    "ages = [0, 4], coverage = " + std::to_string(coverage) +
                        ", uptake = [0.9, 0.8, 0.5, 0.5, 0], factor = " + std::to_string(factor) +
                        ", half_life = 12, cost = 16")};
}
const std::string sugar_action =
    "pathway.prevention.drivers.sugar={ hazard = [2, 2, 2, 2, 2], actions = { tax = { from = 2024-04-01, "
    "lowers = 0.5, cost = 1000 } } }";

/// Children with decay at five, of those a programme had reached (1) and of the others (0).
std::int64_t decay_at_five(const TinyRun& run, std::size_t reached)
{
  return run.cube("programmes", "prevention__decay_at_five").sum([&](const Index& i) {
    return i[2] == reached;
  });
}

/// Digest of all but the programmes' own measures, without the headline figures if asked.
std::string digest_but_programmes(const TinyRun& run)
{
  std::vector<sim::io::Group> groups = run.outcome.groups;
  std::erase_if(groups, [](const sim::io::Group& group) { return group.name == "programmes"; });
  return sim::io::digest(groups);
}

}  // namespace

TEST_CASE("prevention: brushing lowers decay at five of those taking part and not of others",
          "[invariants][heavy]")
{
  // the same programme, with and without an effect: the same children take part
  std::int64_t before = 0, after = 0, others_before = 0, others_after = 0;
  for (std::uint32_t replication = 1; replication <= 5; ++replication) {
    const TinyRun& none = tests::tiny_run(with(two_towns, brushing(1, 1)), replication);
    const TinyRun& some = tests::tiny_run(with(two_towns, brushing(1)), replication);
    CHECK(none.cube("programmes", "prevention__taking_part").values() ==
          some.cube("programmes", "prevention__taking_part").values());
    before += decay_at_five(none, 1);
    after += decay_at_five(some, 1);
    others_before += decay_at_five(none, 0);
    others_after += decay_at_five(some, 0);
  }
  CHECK(before > 300);
  CHECK(after < before * 9 / 10);
  // a brother or sister may come to the dentist on another day: a handful of courses, hardly a case of decay
  CHECK(others_before > 200);
  CHECK(std::abs(others_after - others_before) <= others_before / 50);
}

TEST_CASE("prevention: its survey of five-year-olds is the house's", "[invariants]")
{
  const TinyRun& run = tests::tiny_run(with(two_towns, brushing(0.5)));
  CHECK(run.total("programmes", "prevention__reached_five") == run.total("oral_health", "reached_five"));
  CHECK(run.total("programmes", "prevention__decay_at_five") == run.total("oral_health", "decay_at_five"));
  CHECK(run.total("programmes", "prevention__reached_five") > 1000);
}

TEST_CASE("prevention: offered to nobody it changes no byte but its own", "[invariants]")
{
  const Sets a_year{"study.warm_up=0", "study.months=12"};
  const TinyRun &absent = tests::tiny_run(a_year), &nobody = tests::tiny_run(with(a_year, brushing(0)));
  CHECK(digest_but_programmes(nobody) == digest_but_programmes(absent));
  CHECK(nobody.total("programmes", "prevention__taking_part") == 0);
  // without effect neither, but for what it costs
  const TinyRun& idle = tests::tiny_run(with(a_year, brushing(1, 1)));
  CHECK(idle.cube("activity", "courses_of_treatment").values() ==
        absent.cube("activity", "courses_of_treatment").values());
  CHECK(idle.cube("oral_health", "persons").values() == absent.cube("oral_health", "persons").values());
  // a driver shows only when an action lowers it
  const TinyRun& driver =
      tests::tiny_run(with(a_year, {"pathway.prevention.drivers.sugar={ hazard = [2, 2, 2, 2, 2] }"}));
  CHECK(driver.digest == absent.digest);
}

TEST_CASE("prevention: a programme not yet begun and one elsewhere change nothing", "[invariants]")
{
  const Sets a_year{"study.warm_up=0", "study.months=12"};
  const std::string rest =
      "ages = [0, 4], coverage = 1, uptake = [1, 1, 1, 1, 1], factor = 0, half_life = 0, cost = 16";
  const TinyRun& later = tests::tiny_run(
      with(a_year, {"pathway.prevention.programmes.late={ kind = \"packs\", among = \"everybody\", from = "
                    "2025-04-01, " +
                    rest + " }"}));
  CHECK(digest_but_programmes(later) == digest_but_programmes(tests::tiny_run(a_year)));
  const TinyRun& here =
      tests::tiny_run(with(a_year, {programme("here", "packs", "places = [\"Upvale\"], " + rest)}));
  const auto by_place = here.cube("programmes", "prevention__taking_part");
  CHECK(by_place.sum([](const Index& i) { return i[1] == 0; }) == 0);
  CHECK(by_place.sum([](const Index& i) { return i[1] == 1; }) > 0);
}

TEST_CASE("prevention: costs to the penny", "[invariants]")
{
  const TinyRun& run = tests::tiny_run(with(two_towns, with(brushing(0.5), {sugar_action})));
  const auto taking_part = run.cube("programmes", "prevention__taking_part");
  constexpr std::int64_t pence_a_year = 1600, months_a_year = 12;
  std::map<std::pair<std::size_t, std::size_t>, std::int64_t> children;  // by month and Place
  taking_part.each([&](const Index& i, std::int64_t n) { children[{i[0], i[1]}] += n; });
  std::int64_t expected = 0;
  for (const auto& [at, n] : children)
    expected += models::instalment(n * pence_a_year, static_cast<int>((at.first + 3) % months_a_year),
                                   months_a_year);  // the first month is April
  CHECK(expected > 0);
  CHECK(run.paid("prevention__brushing") == expected);
  CHECK(run.paid("prevention__varnish") == 0);
  constexpr std::int64_t years = 3, towns = 2, pence = 100'000;
  CHECK(run.paid("prevention__driver_action") == years * towns * pence);
}

TEST_CASE("prevention: nobody's clock is renumbered", "[invariants]")
{
  tests::OpenRegion off{two_towns}, on{with(two_towns, with(brushing(1), {sugar_action}))};
  off.play_all();
  on.play_all();
  std::size_t candidates = 0, days = 0, healthier = 0, persons = 0;
  for (std::size_t p = 0; p < on.places.size(); ++p)
    for (std::size_t i = 0; i < on.places[p]->residents().size(); ++i) {
      const models::PersonState &a = on.places[p]->residents()[i].state,
                                &b = off.places[p]->residents()[i].state;
      ++persons;
      candidates += a.candidate != b.candidate;
      days += a.clock_day != b.clock_day;
      healthier += a.oral < b.oral;
    }
  CHECK(persons > 40'000);
  CHECK(candidates == 0);
  CHECK(days == 0);
  CHECK(healthier > 100);
}

TEST_CASE("prevention: who takes part is the same whatever else is offered", "[invariants]")
{
  const Sets a_year = with(tests::larger_region(), {"study.warm_up=0", "study.months=3"});
  const std::string packs = programme(
      "packs", "packs",
      "ages = [0, 4], coverage = 0.5, uptake = [1, 1, 1, 1, 1], factor = 1, half_life = 0, cost = 0");
  const auto of_brushing = [](const TinyRun& run) {
    constexpr auto kind = static_cast<std::size_t>(1);
    return run.cube("programmes", "prevention__taking_part").sum([](const Index& i) { return i[2] == kind; });
  };
  CHECK(of_brushing(tests::tiny_run(with(a_year, brushing(0.5)))) ==
        of_brushing(tests::tiny_run(with(a_year, with(brushing(0.5), {packs})))));
}

TEST_CASE("prevention: a Place's driver raises onset, an action takes it back", "[invariants][heavy]")
{
  // of the third year's children, who have lived most of the years of onset under it; the first Place is Seaport
  const auto diseased = [](const Sets& more) {
    std::int64_t sum = 0;
    for (std::uint32_t replication = 1; replication <= 3; ++replication)
      sum += tests::tiny_run(with(two_towns, more), replication)
                 .cube("oral_health", "decay_at_five")
                 .sum([](const Index& i) { return i[0] == 2 && i[1] == 0; });
    return sum;
  };
  const std::string worse =
      "pathway.prevention.drivers.fluoride={ hazard = [1, 1, 1, 1, 1], places = { Seaport = { hazard = 3 } }";
  const std::int64_t usual = diseased({}), high = diseased({worse + " }"}),
                     lowered = diseased(
                         {worse + ", actions = { water = { from = 2024-04-01, lowers = 1, cost = 0 } } }"});
  CHECK(usual > 100);
  CHECK(high > usual * 13 / 10);
  CHECK(lowered < high * 9 / 10);
}

TEST_CASE("prevention: every fault of a programme is told in one pass, with its place", "[config]")
{
  const std::string text = "extends = \"" BITEWING_SOURCE_DIR
                           "/configs/tiny.toml\"\n"
                           "[pathway.prevention.programmes.bad]\n"
                           "kind = \"brushes\"\n"
                           "among = \"everybody\"\n"
                           "ages = [5, 3]\n"
                           "from = 2025-04-01\n"
                           "until = 2024-04-01\n"
                           "coverage = 1.5\n"
                           "uptake = [1, 1, 1]\n"
                           "factor = 0.8\n"
                           "half_life = 0\n"
                           "cost = 0.001\n"
                           "costs = 1\n";
  tests::StudyFiles files;
  files.write("study.toml", text);
  files.read([](sim::io::Block& root) {
    models::Scenario scenario;
    models::read_scenario(root, scenario);
  });
  const auto found = files.found();
  for (const std::string& line : found) UNSCOPED_INFO(line);
  CHECK(found.size() == 7);
  const auto told = [&](const std::string& start) {
    INFO(start);
    return std::any_of(found.begin(), found.end(),
                       [&](const std::string& line) { return line.starts_with(start); });
  };
  CHECK(told("study.toml:3:8: 'kind' is 'brushes' "));
  CHECK(told("study.toml:5:8: 'ages' is 5 to 3 "));
  CHECK(told("study.toml:7:9: 'until' is 2024-04-01, before 'from', 2025-04-01 "));
  CHECK(told("study.toml:8:12: 'coverage' is 1.5 "));
  CHECK(told("study.toml:9:10: 'uptake' "));
  CHECK(told("study.toml:12:8: 'cost' is 0.001 "));
  CHECK(told("study.toml:13:1: unknown key 'costs' "));
}

TEST_CASE("prevention: a Place that does not exist is a fault at its line", "[config]")
{
  models::Scenario scenario = tests::tiny_scenario(
      {programme("elsewhere", "packs",
                 "places = [\"Nowhere\"], ages = [0, 4], coverage = 1, uptake = [1, 1, 1, 1, 1], factor = 1, "
                 "half_life = 0, cost = 0")});
  const auto geography = tests::tiny_run({"study.warm_up=0", "study.months=1"}).geography;
  sim::io::Faults faults;
  for (const models::PathwayOfScenario& pathway : scenario.model->pathways)
    if (pathway.settings && pathway.kind.check) pathway.kind.check(*geography, *pathway.settings, faults);
  REQUIRE(faults.lines().size() == 1);
  CHECK(faults.lines().front().find("unknown place Nowhere") != std::string::npos);
}
