// Clusters: who is invited, how engagement grows and wears off, what members know of each other, and what is told of a
// wrong config.
#include "models/pathways/clusters/clusters.hpp"

#include <algorithm>
#include <cmath>

#include "models/model.hpp"
#include "models/study.hpp"
#include "tests/catch2.hpp"
#include "tests/open_region.hpp"
#include "tests/study_files.hpp"

using namespace models;

namespace {

using tests::Sets;
using tests::with;

const std::string key = "pathway.clusters.";
const Sets together =
    with(tests::larger_region(),
         {"study.warm_up=0", "study.months=12", key + "everywhere=true", key + "footprint=1000000",
          key + "start=2024-04-01", key + "engagement.most=[1, 1]"});

clusters::Settings settings_with(double footprint, std::vector<std::string> places, bool everywhere = false)
{
  clusters::Settings settings;
  settings.footprint = footprint;
  settings.places = std::move(places);
  settings.everywhere = everywhere;
  return settings;
}

/// The clusters of a Place of an open region.
const clusters::Clusters& clusters_of(const Place& place)
{
  for (const auto& pathway : place.pathways())
    if (const auto* found = dynamic_cast<const clusters::Clusters*>(pathway.get())) return *found;
  throw std::runtime_error{"no clusters"};
}

std::int64_t programme(const tests::OpenRegion& region, const std::string& name, bool sums = false)
{
  const sim::Counter counter = region.layout.counter("programmes", "clusters__" + name);
  return sums ? region.total_of_sums(counter) : region.total(counter);
}

}  // namespace

TEST_CASE("clusters: engagement is E6", "[clusters]")
{
  const clusters::EngagementSettings e{0.35, 6, 2, 0.03};
  for (const double months : {0.0, 3.0, 6.0, 12.0, 36.0}) {
    const double curve = 0.35 / (1 + std::exp(-(months - 6) / 2));
    CHECK(e.joined(months) == Approx(curve));
    CHECK(e.at(months) == Approx(curve * std::pow(0.97, months)));
  }
  CHECK(e.joined(6) == Approx(0.175));
  CHECK(e.joined(-1) == 0);
}

TEST_CASE("clusters: footprints share out the practices by nearness, each once", "[clusters]")
{
  const tests::OpenRegion region{with(tests::larger_region(), {"study.warm_up=0", "study.months=1"})};
  const Geography& geography = *region.geography;
  const auto all = clusters::make_clusters(geography, settings_with(10000, {}, true), 0);
  CHECK(all.size() == 4);  // 40,000 people
  std::vector<int> times(geography.practices.size(), 0);
  for (const clusters::Invited& cluster : all) {
    CHECK(std::is_sorted(cluster.begin(), cluster.end()));
    for (const std::uint16_t practice : cluster) ++times[practice];
  }
  CHECK(std::all_of(times.begin(), times.end(), [](int n) { return n == 1; }));
  CHECK(clusters::make_clusters(geography, settings_with(10000, {}), 0).empty());
  const auto one_place = clusters::make_clusters(geography, settings_with(1e6, {"Upvale"}), 0);
  REQUIRE(one_place.size() == 1);
  CHECK(one_place.front().size() == 14);
  for (const std::uint16_t practice : one_place.front())
    CHECK(geography.places[geography.practices[practice].place].name == "Upvale");
}

TEST_CASE("clusters: by network they are those of its practices that are invited", "[clusters]")
{
  const tests::OpenRegion region{
      with(tests::larger_region(), {"study.warm_up=0", "study.months=1", "geography.network_people=10000"})};
  const Geography& geography = *region.geography;
  clusters::Settings settings = settings_with(1e6, {}, true);
  settings.grouped_by = static_cast<int>(clusters::GroupedBy::network);
  // networks are made as footprints are
  CHECK(clusters::make_clusters(geography, settings, 0) ==
        clusters::make_clusters(geography, settings_with(10000, {}, true), 0));
  settings.everywhere = false;
  settings.places = {"Upvale"};
  std::size_t practices = 0;
  for (const clusters::Invited& cluster : clusters::make_clusters(geography, settings, 0)) {
    practices += cluster.size();
    for (const std::uint16_t practice : cluster) {
      CHECK(geography.practices[practice].network == geography.practices[cluster.front()].network);
      CHECK(geography.places[geography.practices[practice].place].name == "Upvale");
    }
  }
  CHECK(practices == 14);
}

TEST_CASE("clusters: a named one leaves its practices out of the footprints", "[clusters]")
{
  const tests::OpenRegion region{{"study.warm_up=0", "study.months=1"}};
  const Geography& geography = *region.geography;
  clusters::Settings settings = settings_with(1e6, {}, true);
  settings.named.push_back({"friends", "", {geography.practices[4].id, geography.practices[0].id}});
  const auto all = clusters::make_clusters(geography, settings, 0);
  REQUIRE(all.size() == 2);
  CHECK(all[0] == clusters::Invited{0, 4});
  CHECK(all[1] == clusters::Invited{1, 2, 3, 5});
}

TEST_CASE("clusters: practices come as often as E6 says", "[clusters]")
{
  // 40 practices in one cluster, 26 meetings a year; each practice's rank makes its meetings depend on each other, so the
  // bound is that of 40 independent practices: sum of shares within 4.9 standard deviations of one practice's, 1e-6
  tests::OpenRegion region{with(together, {key + "engagement.most=[0.6, 0.6]"})};
  region.play_all();
  const clusters::EngagementSettings e{0.6, 6, 2, 0.03};
  double expected = 0, meetings = 0;
  for (int days = 14; days < 365; days += 14, ++meetings) expected += e.at(days / (365.2425 / 12));
  const double practices = 40, came = static_cast<double>(programme(region, "meetings"));
  INFO("came " << came << ", expected " << practices * expected);
  CHECK(std::abs(came / meetings - practices * expected / meetings) <
        4.9 * std::sqrt(practices) * expected / meetings);
  CHECK(came > 0);
}

TEST_CASE("clusters: all Places know the same, and no more than at the last meeting", "[clusters]")
{
  tests::OpenRegion region{with(together, {key + "engagement.halfway=0", key + "engagement.scale=0.1"})};
  region.play_to(region.around.first + 200);
  const auto before = clusters_of(*region.places[0]).pictures();
  const auto there = clusters_of(*region.places[1]).pictures();
  REQUIRE(before.size() == 1);
  REQUIRE(there.size() == 1);
  int take_part = 0, changes = 0;
  for (std::size_t k = 0; k < before[0].size(); ++k) {
    CHECK(before[0][k].practice == there[0][k].practice);
    CHECK(before[0][k].takes_part == there[0][k].takes_part);
    CHECK(before[0][k].first_free == there[0][k].first_free);
    CHECK(before[0][k].urgent_free == there[0][k].urgent_free);
    take_part += before[0][k].takes_part;
  }
  CHECK(take_part > 20);
  // within an interval nothing is learnt, whatever the books show; after it something is
  region.play_to(region.around.first + 204);
  const auto next = clusters_of(*region.places[0]).pictures();
  region.play_to(region.around.first + 220);
  const auto later = clusters_of(*region.places[0]).pictures();
  for (std::size_t k = 0; k < before[0].size(); ++k) {
    CHECK(next[0][k].first_free == before[0][k].first_free);
    changes += later[0][k].first_free != before[0][k].first_free;
  }
  CHECK(changes > 0);
}

TEST_CASE("clusters: a meeting takes half an hour of each, and as much of the lead", "[clusters]")
{
  tests::OpenRegion region{together};
  region.play_all();
  const std::int64_t came = programme(region, "meetings"),
                     minutes = programme(region, "meeting_minutes", true);
  CHECK(came > 100);
  CHECK(minutes > 30 * came);
  CHECK(minutes <= 30 * came + 30 * 26);  // one lead at each of 26 meetings
  // £126.29 an hour
  const auto cost = static_cast<double>(programme(region, "meeting_cost", true));
  CHECK(cost == Approx(static_cast<double>(minutes) / 60 * 12629).epsilon(0.001));
  // a book that is asked early has more of it
  tests::OpenRegion early{with(together, {key + "meetings.notice=150"})};
  early.play_all();
  CHECK(programme(early, "meetings") == came);
  CHECK(programme(early, "minutes_out_of_hours", true) < programme(region, "minutes_out_of_hours", true));
  for (const char* none : {"urgent_asked", "routine_asked", "urgent_accepted", "routine_accepted", "linked",
                           "advised", "done_in_practice"})
    CHECK(programme(region, none) == 0);
}

TEST_CASE("clusters: all faults of a wrong block are told at their places", "[clusters][planner]")
{
  const std::string tiny = "extends = \"" BITEWING_SOURCE_DIR "/configs/tiny.toml\"\n";
  tests::ScratchFolder folder;
  const auto told = [&](const std::string& text) {
    sim::io::Faults faults;
    CHECK_FALSE(read_study({folder.write("study.toml", tiny + text), {}, {}}, dental_model(), faults));
    return tests::without_folder(faults.lines(), folder);
  };
  const auto lines = told(
      "[pathway.clusters]\nfootprint = 10\npreferred = \"next\"\nasked = 9\nmeeting = 1\n"
      "[pathway.clusters.effects]\nadvice = 1.5\n[pathway.clusters.meetings]\nminutes = 33\n"
      "[pathway.clusters.engagement]\nmost = [0.3]\n");
  REQUIRE(lines.size() == 7);
  CHECK(lines[0].starts_with("study.toml:3:13: 'footprint' is 10"));
  CHECK(lines[1].starts_with("study.toml:4:13: 'preferred' is"));
  CHECK(lines[2].starts_with("study.toml:5:9: 'asked' is 9"));
  CHECK(lines[3].starts_with("study.toml:6:1: unknown key 'meeting'"));
  CHECK(lines[4].starts_with("study.toml:8:10: 'advice' is 1.5"));
  CHECK(lines[5].starts_with("study.toml:10:11: 'minutes' is 33"));
  CHECK(lines[6].starts_with("study.toml:12:8: 'most'"));
}

TEST_CASE("clusters: what the map does not have is told where it is named", "[clusters][planner]")
{
  const std::string tiny = "extends = \"" BITEWING_SOURCE_DIR "/configs/tiny.toml\"\n";
  tests::ScratchFolder folder;
  const tests::OpenRegion region{{"study.warm_up=0", "study.months=1"}};
  const std::string first = region.geography->practices[0].id;
  sim::io::Faults faults;
  const std::string text = tiny + "[pathway.clusters]\nplaces = [\"Seaport\", \"Nowhere\"]\n" +
                           "[pathway.clusters.named.a]\npractices = [\"" + first + "\", \"lost\"]\n" +
                           "[pathway.clusters.named.b]\npractices = [\"" + first + "\"]\n";
  const models::Scenario scenario = [&] {
    models::Scenario made;
    const auto study = sim::io::Document::open(folder.write("study.toml", text), {}, faults);
    study.read("baseline", faults, [&](sim::io::Block& root) { read_scenario(root, made); });
    return made;
  }();
  REQUIRE(faults.empty());
  std::vector<std::string> notes;
  check_in_region(scenario, *build_geography(scenario, faults, notes), faults);
  const auto lines = tests::without_folder(faults.lines(), folder);
  REQUIRE(lines.size() == 3);
  CHECK(lines[0].starts_with("study.toml:3:10: unknown place Nowhere"));
  CHECK(lines[1].starts_with("study.toml:5:13: unknown practice lost"));
  CHECK(lines[2].starts_with("study.toml:7:13: practice " + first + " is named twice"));
}
