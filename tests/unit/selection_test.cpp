// Which practices a programme commissions: by a rule, by name, by Place, by an expression of interest.
#include "models/places/selection.hpp"

#include <algorithm>

#include "tests/catch2.hpp"
#include "tests/tiny_run.hpp"

using namespace models;

namespace {

const Geography& two_towns()
{
  static const auto geography = [] {
    sim::io::Faults faults;
    std::vector<std::string> notes;
    auto made = build_geography(tests::tiny_scenario(tests::larger_region()), faults, notes);
    REQUIRE(faults.empty());
    return made;
  }();
  return *geography;
}

Selection some(int practices, Chosen rule)
{
  Selection settings;
  settings.practices = practices;
  settings.chosen = static_cast<int>(rule);
  return settings;
}

int in_place(const std::vector<std::uint32_t>& chosen, const std::string& name)
{
  return static_cast<int>(std::count_if(chosen.begin(), chosen.end(), [&](std::uint32_t p) {
    return two_towns().places[two_towns().practices[p].place].name == name;
  }));
}

bool has_none_twice(std::vector<std::uint32_t> chosen)
{
  std::sort(chosen.begin(), chosen.end());
  return std::adjacent_find(chosen.begin(), chosen.end()) == chosen.end();
}

/// The two towns, with what their commissioner knows of the first practices.
Geography known()
{
  Geography geography = two_towns();
  const auto record = [&](std::size_t p) -> PracticeRecord& { return geography.practices[p].record; };
  record(0).inspection = 3;
  record(0).delivery = 102;
  record(0).complaints = 1;
  record(0).trains = true;
  record(1).inspection = 0;
  record(1).delivery = 110;
  record(2).inspection = 2;
  record(2).delivery = 70;
  record(2).complaints = 9;
  record(3).delivery = 101;
  record(3).performers_listed = false;
  return geography;
}

}  // namespace

TEST_CASE("selection: practices are chosen by need, by contract or by people", "[places]")
{
  const Geography& geography = two_towns();
  const std::vector<std::int64_t> core20 = core20_nearby(geography);
  const auto by_need = select_practices(geography, some(10, Chosen::need));
  REQUIRE(by_need.size() == 10);
  CHECK(has_none_twice(by_need));
  const auto least = std::min_element(by_need.begin(), by_need.end(), [&](std::uint32_t a, std::uint32_t b) {
    return core20[a] < core20[b];
  });
  for (std::uint32_t p = 0; p < core20.size(); ++p)
    if (std::find(by_need.begin(), by_need.end(), p) == by_need.end()) CHECK(core20[p] <= core20[*least]);

  const auto by_contract = select_practices(geography, some(10, Chosen::contract));
  const auto uda = [&](std::uint32_t p) { return geography.practices[p].contracted_uda; };
  for (std::size_t k = 1; k < by_contract.size(); ++k) CHECK(uda(by_contract[k - 1]) >= uda(by_contract[k]));

  const auto by_people = select_practices(geography, some(10, Chosen::people));
  CHECK(in_place(by_people, "Seaport") == 6);  // 24,000 of 40,000 people
  CHECK(in_place(by_people, "Upvale") == 4);
  CHECK(select_practices(geography, some(1000, Chosen::need)).size() == geography.practices.size());
  CHECK(select_practices(geography, some(0, Chosen::need)).empty());
}

TEST_CASE("selection: names go first, and a named Place has its own number", "[places]")
{
  const Geography& geography = two_towns();
  Selection settings = some(5, Chosen::need);
  const std::uint32_t last = static_cast<std::uint32_t>(geography.practices.size()) - 1;  // of Upvale
  settings.named = {geography.practices[last].id};
  const auto named = select_practices(geography, settings);
  CHECK(named.size() == 5);
  CHECK(named.front() == last);
  CHECK(has_none_twice(named));

  settings.named.clear();
  settings.places = {{"Upvale", "", 3}};
  const auto own = select_practices(geography, settings);
  CHECK(in_place(own, "Upvale") == 3);
  CHECK(in_place(own, "Seaport") == 5);
}

TEST_CASE("selection: an expression of interest has gates, scores, and answers that stay", "[places]")
{
  const Geography geography = known();
  const auto all = static_cast<int>(geography.practices.size());
  Selection selection = some(all, Chosen::interest);
  selection.interest.weight[Interest::delivery] = 1;
  const auto has = [](const std::vector<std::uint32_t>& chosen, std::uint32_t p) {
    return std::find(chosen.begin(), chosen.end(), p) != chosen.end();
  };
  const auto listed = select_practices(geography, selection);
  CHECK(listed.size() == static_cast<std::size_t>(all) - 1);  // one is not on the performers list
  CHECK_FALSE(has(listed, 3));
  CHECK(listed.front() == 1);  // 110 %
  CHECK(listed.back() == 2);   // 70 %: below all of whom nothing is known

  selection.interest.least_inspection = 2;
  const auto inspected = select_practices(geography, selection);
  CHECK_FALSE(has(inspected, 1));
  CHECK(inspected.front() == 0);  // who has no record passes, in the middle of the ranking

  selection.interest.weight = {};
  selection.interest.weight[Interest::complaints] = 1;
  CHECK(select_practices(geography, selection).back() == 2);
  selection.interest.weight[Interest::training] = 1;
  CHECK(select_practices(geography, selection).front() == 0);

  selection.interest.expressed = 0.5;
  const auto half = select_practices(geography, selection);
  CHECK(half.size() < inspected.size());
  CHECK_FALSE(half.empty());
  selection.interest.expressed = 0.8;
  const auto more = select_practices(geography, selection);
  CHECK(std::all_of(half.begin(), half.end(), [&](std::uint32_t p) { return has(more, p); }));
}
