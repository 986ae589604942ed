// Primary care networks: named by the table of areas, or made by nearness; programmes and clusters that follow them.
#include "models/population/networks.hpp"

#include <algorithm>
#include <set>

#include "models/places/selection.hpp"
#include "models/population/neighbourhoods.hpp"
#include "tests/catch2.hpp"
#include "tests/regions.hpp"
#include "tests/scratch_folder.hpp"
#include "tests/tiny_run.hpp"

using namespace models;

namespace {

/// Four villages in a row, a kilometre apart, of 1,000 people each, each with two practices: P1a, P1b to P4b. The first
/// three are of one ICB.
class Row {
 public:
  Geography build(const std::string& networks = "", double people = 2000)
  {
    std::string areas = "area,place,office,network,easting_m,northing_m,imd_decile,rural";
    for (const char* age : {"p0_2", "p3_5", "p6_10", "p11_15", "p16_17", "p18_24", "p25_34", "p35_44",
                            "p45_54", "p55_64", "p65_74", "p75_84", "p85p"})
      areas += std::string{","} + age;
    std::string practices = "practice,easting_m,northing_m,accepting_adults,accepting_children,area,place\n";
    for (int village = 1; village <= 4; ++village) {
      const std::string n = std::to_string(village), east = std::to_string(300'000 + 1000 * village);
      areas += "\nA" + n + (village == 4 ? ",South,South ICB," : ",North,North ICB,") +
               (networks.empty() ? "" : networks.substr(static_cast<std::size_t>(village) - 1, 1)) + "," +
               east + ",400000," + (village == 2 ? "1" : "5") + ",0,0,0,0,0,0,200,200,200,200,200,0,0,0";
      practices += "P" + n + "a," + east + ",400010,yes,yes,A" + n + ",\n";
      practices += "P" + n + "b," + east + ",400020,yes,yes,," + (village == 4 ? "South" : "North") + "\n";
    }
    if (networks.empty()) areas.replace(areas.find("network"), 7, "nothing");
    const tests::ScratchFolder folder;
    GeographySettings settings = tests::plain_settings();
    settings.network_people = people;
    settings.areas.given = settings.practices.given = true;
    settings.areas.file = folder.write("areas.csv", areas + "\n");
    settings.practices.file = folder.write("practices.csv", practices);
    sim::io::Faults faults;
    std::vector<std::string> notes;
    Geography out = build_geography(settings, 7, faults, notes);
    lines_ = faults.lines();
    return out;
  }
  const std::vector<std::string>& faults() const { return lines_; }

 private:
  std::vector<std::string> lines_;
};

std::string network(const Geography& geography, const std::string& practice)
{
  return geography.networks.at(geography.practices.at(*geography.find_practice(practice)).network);
}

}  // namespace

TEST_CASE("networks: neighbours are put together, and none crosses the border of an ICB", "[geography]")
{
  const Geography row = Row{}.build();
  REQUIRE(row.networks.size() == 3);  // 3,000 people are 1.5 networks of 2,000, so two
  CHECK(row.networks[0] == "North ICB 1");
  CHECK(row.networks[2] == "South ICB 1");
  CHECK(network(row, "P4a") == "South ICB 1");
  CHECK(network(row, "P4b") == "South ICB 1");
  CHECK(network(row, "P1a") != network(row, "P3a"));
  CHECK(Row{}.build("", 1000).networks.size() == 4);
  CHECK(Row{}.build("", 1e6).networks == std::vector<std::string>{"North ICB 1", "South ICB 1"});
}

TEST_CASE("networks: the table of areas names them, and a practice is of the area where it stands",
          "[geography]")
{
  const Geography row = Row{}.build("YXYX");
  // a name in two ICBs is two networks
  CHECK(row.networks == std::vector<std::string>{"X", "Y", "X"});
  const auto number = [&](const std::string& practice) {
    return row.practices[*row.find_practice(practice)].network;
  };
  CHECK(number("P1a") == 1);
  CHECK(number("P1b") == 1);  // says its Place only: of the nearest area
  CHECK(number("P2a") == 0);
  CHECK(number("P2b") == 0);
  CHECK(number("P3a") == 1);
  CHECK(number("P4b") == 2);
  Row gap;
  gap.build("YX Y");
  REQUIRE(gap.faults().size() == 1);
  CHECK_THAT(gap.faults().front(),
             ContainsSubstring("areas.csv:4:4: ") && ContainsSubstring("has no network"));
}

TEST_CASE("networks: a programme takes one practice of each before a second of any", "[places]")
{
  const Geography row = Row{}.build("ABBC");
  Selection selection;
  selection.chosen = static_cast<int>(Chosen::network);
  const auto chosen = [&](int practices) {
    selection.practices = practices;
    std::vector<std::string> ids;
    for (const std::uint32_t p : select_practices(row, selection)) ids.push_back(row.practices[p].id);
    return ids;
  };
  const auto networks_of = [&](const std::vector<std::string>& ids) {
    std::set<std::string> names;
    for (const std::string& id : ids) names.insert(network(row, id));
    return names;
  };
  CHECK(chosen(1) == std::vector<std::string>{"P2a"});  // the village of Core20
  CHECK(networks_of(chosen(3)).size() == 3);
  CHECK(chosen(8).size() == 8);
  // who is named is the first of its network
  selection.named = {"P3b"};
  const auto with_named = chosen(3);
  CHECK(with_named.front() == "P3b");
  CHECK(networks_of(with_named).size() == 3);
  CHECK(chosen(4).back() == "P2a");  // the second of B before the second of A or C, since need is there
  // a Place with a number of its own takes nobody else's turn
  selection.named.clear();
  selection.places = {{"South", "", 0}};
  CHECK(networks_of(chosen(2)) == std::set<std::string>{"A", "B"});
}

TEST_CASE("networks: the result file says that of each practice", "[places]")
{
  const tests::Sets towns = tests::with(tests::larger_region(), {"geography.network_people=10000"});
  const tests::TinyRun& run = tests::tiny_run(towns);
  sim::io::Faults faults;
  std::vector<std::string> notes;
  const auto geography = build_geography(tests::tiny_scenario(towns), faults, notes);
  const auto values = run.cube("practices", "network").values();
  REQUIRE(values.size() == geography->practices.size());
  CHECK(std::set<std::int64_t>(values.begin(), values.end()) == std::set<std::int64_t>{1, 2, 3, 4});
  for (std::size_t p = 0; p < values.size(); ++p) CHECK(values[p] == geography->practices[p].network + 1);
  // how large networks are changes nothing else
  const tests::TinyRun& one = tests::tiny_run(tests::larger_region());
  CHECK(one.cube("practices", "network").sum() == static_cast<std::int64_t>(values.size()));
  std::vector<sim::io::Group> changed = run.outcome.groups, same = one.outcome.groups;
  for (auto* groups : {&changed, &same})
    sim::io::find_array(*groups, "practices", "network").values = std::vector<std::int64_t>(values.size());
  CHECK(sim::io::digest(changed) == sim::io::digest(same));
}
