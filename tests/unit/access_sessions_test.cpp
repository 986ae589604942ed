// Access sessions: what a wrong study is told, and which practices are chosen.
#include <algorithm>

#include "models/pathways/access_sessions/sites.hpp"
#include "tests/catch2.hpp"
#include "tests/study_files.hpp"
#include "tests/tiny_run.hpp"

using namespace models;
using namespace models::access_sessions;
using tests::Lines;
using tests::Sets;

namespace {

const std::string key = "pathway.access_sessions.";

std::string fault_of(const Sets& sets)
{
  try {
    tests::tiny_scenario(sets);
  } catch (const std::runtime_error& fault) {
    return fault.what();
  }
  return "";
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::shared_ptr<const Geography> geography_of(const Sets& sets, Lines& faults)
{
  sim::io::Faults found;
  std::vector<std::string> notes;
  const Scenario scenario = tests::tiny_scenario(sets);
  auto geography = build_geography(scenario, found, notes);
  check_in_region(scenario, *geography, found);
  faults = found.lines();
  return geography;
}

const Geography& two_towns()
{
  static Lines faults;
  static const auto geography = geography_of(tests::larger_region(), faults);
  REQUIRE(faults.empty());
  return *geography;
}

}  // namespace

TEST_CASE("access sessions: faults across values are told", "[planner]")
{
  CHECK(fault_of({}).empty());
  CHECK(has(fault_of({key + "end=2024-03-01"}), "'end' is 2024-03-01, before 'start', 2024-04-01"));
  CHECK(has(fault_of({key + "kept=120"}), "'kept' and 'centres.urgent_kept' are 120 + 100 min"));
  CHECK(has(fault_of({key + "named=[\"a\", \"b\"]"}), "'named' has 2 practices and 'practices' is 0"));
  CHECK(has(fault_of({key + "groups.only=[\"homeles\"]"}), "unknown group 'homeles'"));
  CHECK(has(fault_of({key + "chosen=\"size\""}), "'chosen' is 'size' (expected one of need"));
  CHECK(has(fault_of({key + "minutes=212"}), "steps of 5"));
}

TEST_CASE("access sessions: Places and practices that the region does not have are told", "[planner]")
{
  Lines faults;
  geography_of({key + "places.Nowhere.practices=2", key + "centres.places.Elsewhere.centres=1",
                key + "practices=1", key + "named=[\"no such practice\"]"},
               faults);
  REQUIRE(faults.size() == 3);
  CHECK(std::count_if(faults.begin(), faults.end(), [](const std::string& f) { return has(f, "Nowhere"); }) ==
        1);
  CHECK(std::count_if(faults.begin(), faults.end(),
                      [](const std::string& f) { return has(f, "Elsewhere"); }) == 1);
  CHECK(std::count_if(faults.begin(), faults.end(),
                      [](const std::string& f) { return has(f, "no such practice"); }) == 1);
}

TEST_CASE("access sessions: practices are sites in their rooms, centres in rooms of their own", "[places]")
{
  const Geography& geography = two_towns();
  Settings settings;
  settings.at_practices.selection.practices = 4;
  settings.at_practices.selection.chosen = static_cast<int>(Chosen::contract);
  settings.at_centres.per_million = 50;  // two for 40,000 people
  settings.at_centres.places = {{"Upvale", "", 3}};
  const std::vector<Site> sites = make_sites(geography, settings);
  const auto centres = std::count_if(sites.begin(), sites.end(),
                                     [](const Site& site) { return site.practice == no_practice; });
  CHECK(sites.size() == 4 + 1 + 3);  // 24,000 people of Seaport: 1.2
  CHECK(centres == 4);
}
