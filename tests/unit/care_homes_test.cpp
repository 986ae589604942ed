// Care homes: which practices visit which homes and when, what a session does, and what is told of a wrong config.
#include "models/pathways/care_homes/care_homes.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "models/model.hpp"
#include "models/practices/working_days.hpp"
#include "models/study.hpp"
#include "tests/catch2.hpp"
#include "tests/open_region.hpp"
#include "tests/study_files.hpp"

using namespace models;

namespace {

using tests::Sets;
using tests::with;

const std::string key = "pathway.care_homes.";
/// Two towns with some hundred homes of a few residents each.
const Sets towns =
    with(tests::larger_region(), {"study.warm_up=0", "study.months=3", "population.care_homes.places=30",
                                  "population.care_homes.size=10"});
const std::string tiny = "extends = \"" BITEWING_SOURCE_DIR "/configs/tiny.toml\"\n";

care_homes::Settings settings_with(int practices, int homes)
{
  care_homes::Settings settings;
  settings.start = sim::to_day(2024, 4, 1);
  settings.practices = practices;
  settings.homes = homes;
  settings.roll_out_months = 1;
  return settings;
}

std::vector<care_homes::Link> all_links(const tests::OpenRegion& region, const care_homes::Settings& settings)
{
  std::vector<care_homes::Link> all;
  for (std::size_t place = 0; place < region.geography->places.size(); ++place)
    for (care_homes::Link& link :
         care_homes::make_links(*region.geography, *region.population, settings, place))
      all.push_back(std::move(link));
  return all;
}

const care_homes::CareHomes& care_homes_of(const Place& place)
{
  for (const auto& pathway : place.pathways())
    if (const auto* found = dynamic_cast<const care_homes::CareHomes*>(pathway.get())) return *found;
  throw std::runtime_error{"no care homes"};
}

std::int64_t programme(const tests::OpenRegion& region, const std::string& name)
{
  return region.total(region.layout.counter("programmes", "care_homes__" + name));
}

std::vector<std::string> faults_of(const std::string& text)
{
  tests::ScratchFolder folder;
  sim::io::Faults faults;
  CHECK_FALSE(read_study({folder.write("study.toml", tiny + text), {}, {}}, dental_model(), faults));
  return tests::without_folder(faults.lines(), folder);
}

}  // namespace

TEST_CASE("care homes: each home is visited by one practice of its Place at most, the nearest ones first",
          "[care_homes]")
{
  const tests::OpenRegion region{towns};
  const Geography& geography = *region.geography;
  const auto links = all_links(region, settings_with(10, 4));
  REQUIRE(links.size() == 10);
  std::set<std::pair<std::size_t, std::uint16_t>> visited;
  std::set<std::uint16_t> practices;
  double km = 0, of_any = 0, pairs = 0;
  for (const care_homes::Link& link : links) {
    CHECK(practices.insert(link.practice).second);
    CHECK(link.homes.size() == 4);
    const std::size_t place = geography.practices[link.practice].place;
    const auto homes = region.population->homes_of(place);
    double before = 0;
    for (const std::uint16_t home : link.homes) {
      REQUIRE(home < homes.size());
      CHECK(visited.insert({place, home}).second);
      const double way =
          geography.travel_km(geography.places[place].first_area + homes[home].area, link.practice);
      CHECK(way >= before);
      before = way;
      km += way / 40;
    }
    for (const CareHome& home : homes) {
      of_any += geography.travel_km(geography.places[place].first_area + home.area, link.practice);
      ++pairs;
    }
  }
  CHECK(km < of_any / pairs / 2);
  // both towns have practices that visit, in proportion to their homes (60 and 40 of a hundred)
  const auto in_first = std::count_if(links.begin(), links.end(), [&](const care_homes::Link& link) {
    return geography.practices[link.practice].place == 0;
  });
  CHECK(in_first == 6);
}

TEST_CASE("care homes: no more practices visit than there are homes for, and named ones are the first",
          "[care_homes]")
{
  const tests::OpenRegion region{towns};
  const Geography& geography = *region.geography;
  std::size_t homes = 0;
  for (const care_homes::Link& link : all_links(region, settings_with(1000, 4))) homes += link.homes.size();
  CHECK(homes == region.population->homes.size());
  CHECK(all_links(region, settings_with(0, 4)).empty());

  care_homes::Settings named = settings_with(3, 4);
  named.named = {geography.practices[20].id, geography.practices[5].id};
  named.pilot = {2, 2};
  const auto links = all_links(region, named);
  REQUIRE(links.size() == 5);
  for (const care_homes::Link& link : links) {
    const bool pilot = link.practice == 20 || link.practice == 5;
    CHECK(link.from == (pilot ? sim::to_day(2024, 4, 1) : sim::to_day(2024, 6, 1)));
  }
  care_homes::Settings one_town = settings_with(8, 4);
  one_town.places = {"Upvale"};
  const auto in_upvale = all_links(region, one_town);
  CHECK(in_upvale.size() == 8);
  for (const care_homes::Link& link : in_upvale)
    CHECK(geography.places[geography.practices[link.practice].place].name == "Upvale");
}

TEST_CASE("care homes: a pilot, then the roll-out over months", "[care_homes]")
{
  care_homes::Settings settings = settings_with(50, 4);
  CHECK(care_homes::first_day(settings, 0, 50) == settings.start);
  CHECK(care_homes::first_day(settings, 49, 50) == settings.start);
  settings.pilot = {2, 2};
  settings.roll_out_months = 6;
  std::map<sim::Day, int> begin;
  for (int rank = 0; rank < 50; ++rank) ++begin[care_homes::first_day(settings, rank, 50)];
  CHECK(begin[sim::to_day(2024, 4, 1)] == 2);
  for (const unsigned month : {6u, 7u, 8u, 9u, 10u, 11u}) CHECK(begin[sim::to_day(2024, month, 1)] == 8);
  CHECK(begin.size() == 7);
  // in the middle of a month the first begin at once
  settings.start = sim::to_day(2024, 4, 15);
  settings.pilot = {};
  CHECK(care_homes::first_day(settings, 0, 50) == settings.start);
  CHECK(care_homes::first_day(settings, 49, 50) == sim::to_day(2024, 9, 1));
}

TEST_CASE("care homes: so many sessions a month, each on another working day", "[care_homes]")
{
  const tests::OpenRegion region{with(towns, {key + "practices=5", key + "sessions=3"})};
  std::set<sim::Day> days;
  int practices = 0;
  for (const auto& place : region.places)
    for (const care_homes::Link& link : care_homes_of(*place).links()) {
      ++practices;
      for (int month = sim::month_index(region.around.first); month < sim::month_index(region.around.last);
           ++month) {
        const auto held = care_homes_of(*place).session_days(*place, link, month);
        REQUIRE(held.size() == 3);
        CHECK(std::is_sorted(held.begin(), held.end()));
        CHECK(std::adjacent_find(held.begin(), held.end()) == held.end());
        for (const sim::Day day : held) {
          CHECK(is_working_day(day));
          CHECK(sim::month_index(day) == month);
          days.insert(day);
        }
      }
      CHECK(care_homes_of(*place).session_days(*place, link, sim::month_index(link.from) - 1).empty());
    }
  CHECK(practices == 5);
  CHECK(days.size() > 12);  // not all on the same days
}

TEST_CASE("care homes: residents are seen in turn while minutes last", "[care_homes]")
{
  // one practice, one home of some eight residents, four seen in each session
  const Sets one{key + "practices=1",        key + "homes=1",
                 key + "training.minutes=0", key + "trouble.finds=[0, 0]",
                 key + "minutes=80",         key + "resident_minutes=20",
                 key + "end_of_life.days=0", "population.care_homes.leaving=0"};
  tests::OpenRegion region{with(towns, one)};
  region.play_all();
  CHECK(programme(region, "sessions") == 6);
  CHECK(programme(region, "screened") == 24);
  // everybody has been seen before anybody is seen again: the stock of plans is the home's
  const sim::Counter plans = region.layout.counter("programmes", "care_homes__plans"),
                     linked = region.layout.counter("programmes", "care_homes__linked_residents");
  const auto last_month = [&](sim::Counter counter) {
    std::uint32_t n = 0;
    for (const auto& place : region.places) n += place->tallies().counts(counter).back();
    return n;
  };
  CHECK(last_month(linked) > 4);
  CHECK(last_month(linked) < 13);
  CHECK(last_month(plans) == last_month(linked));
  // training takes time from residents, and all minutes where it takes all
  tests::OpenRegion trained{with(with(towns, one), {key + "training.minutes=80", key + "training.every=0"})};
  trained.play_all();
  CHECK(programme(trained, "trainings") == 6);
  CHECK(programme(trained, "screened") == 0);
}

TEST_CASE("care homes: all faults of a wrong block are told at their places", "[care_homes][planner]")
{
  const auto lines = faults_of(
      "[pathway.care_homes]\nstart = 2024-04-01\nend = 2024-03-01\npractices = -1\nhomes = 0\nled_by = "
      "\"nurse\"\n"
      "linked = \"town\"\nhome = 1\n[pathway.care_homes.trouble]\ntravels = 1.5\n"
      "[pathway.care_homes.prevention]\nfactor = 1.2\n");
  REQUIRE(lines.size() == 8);
  CHECK(lines[0].starts_with("study.toml:4:7: 'end' is 2024-03-01, before 'start', 2024-04-01"));
  CHECK(lines[1].starts_with("study.toml:5:13: 'practices' is -1"));
  CHECK(lines[2].starts_with("study.toml:6:9: 'homes' is 0"));
  CHECK(lines[3].starts_with("study.toml:7:10: 'led_by' is"));
  CHECK(lines[4].starts_with("study.toml:8:10: 'linked' is"));
  CHECK(lines[5].starts_with("study.toml:9:1: unknown key 'home'"));
  CHECK(lines[6].starts_with("study.toml:11:11: 'travels' is 1.5"));
  CHECK(lines[7].starts_with("study.toml:13:10: 'factor' is 1.2"));
}

TEST_CASE("care homes: what the map does not have is told where it is named", "[care_homes][planner]")
{
  const tests::OpenRegion region{{"study.warm_up=0", "study.months=1"}};
  const std::string first = region.geography->practices[0].id;
  tests::ScratchFolder folder;
  sim::io::Faults faults;
  const std::string text = tiny + "[pathway.care_homes]\nnamed = [\"" + first + "\", \"lost\", \"" + first +
                           "\"]\nplaces = [\"Nowhere\"]\n";
  models::Scenario scenario;
  const auto study = sim::io::Document::open(folder.write("study.toml", text), {}, faults);
  study.read("baseline", faults, [&](sim::io::Block& root) { read_scenario(root, scenario); });
  REQUIRE(faults.empty());
  std::vector<std::string> notes;
  check_in_region(scenario, *build_geography(scenario, faults, notes), faults);
  const auto lines = tests::without_folder(faults.lines(), folder);
  REQUIRE(lines.size() == 3);
  CHECK(lines[0].starts_with("study.toml:3:9: practice " + first + " is named twice"));
  CHECK(lines[1].starts_with("study.toml:3:9: unknown practice lost"));
  CHECK(lines[2].starts_with("study.toml:4:10: unknown place Nowhere"));
}
