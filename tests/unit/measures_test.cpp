#include "models/places/measures.hpp"

#include <algorithm>

#include "models/need/age_bands.hpp"
#include "tests/catch2.hpp"

using namespace models;

TEST_CASE("measures: a wait is in the first bin whose upper edge reaches it", "[places]")
{
  const std::vector<std::int32_t> edges = wait_edges();
  REQUIRE(edges.size() == wait_bins);
  CHECK(std::is_sorted(edges.begin(), edges.end()));
  CHECK(edges[60] == 60);
  CHECK(edges[61] == 67);
  CHECK(edges[103] == 361);
  CHECK(edges[104] == 391);
  CHECK(edges[139] == 1441);
  CHECK(edges.back() == 32767);
  for (int days = 0; days < 1600; ++days) {
    const auto first = std::lower_bound(edges.begin(), edges.end(), days);
    CHECK(wait_bin(days) == static_cast<std::size_t>(first - edges.begin()));
  }
  CHECK(wait_bin(-3) == 0);
}

TEST_CASE("measures: hours of urgent waits end at 4, 12, 24, 48, 72, 120 and 168", "[places]")
{
  CHECK(hour_bin(0) == 0);
  CHECK(hour_bin(4) == 0);
  CHECK(hour_bin(5) == 1);
  CHECK(hour_bin(24) == 2);
  CHECK(hour_bin(25) == 3);
  CHECK(hour_bin(168) == 6);
  CHECK(hour_bin(169) == 7);
  CHECK(hour_bin(100'000) == hour_bins - 1);
}

TEST_CASE("measures: a stratum belongs to all people, its age, its class and its mix of both", "[places]")
{
  // the labels, as they stand in the file
  sim::Layout layout;
  const std::vector<std::string> services{"routine_care"}, lines{"uda"};
  declare_measures(layout, services, lines, false);
  const auto axes = layout.axes();
  const auto& labels =
      std::find_if(axes.begin(), axes.end(), [](const sim::Axis& a) { return a.name == "group"; })->labels;
  REQUIRE(labels.size() == wait_groups);
  for (int s = 0; s < static_cast<int>(strata); ++s) {
    const auto age = static_cast<std::size_t>(s) / deprivation_classes,
               dep = static_cast<std::size_t>(s) % deprivation_classes;
    const auto groups = wait_groups_of(s);
    CHECK(labels[groups[0]] == "total");
    CHECK(labels[groups[1]] == age_group_labels[age]);
    CHECK(labels[groups[2]] == "deprivation_" + std::to_string(dep + 1));
    const std::string who = age < 5 ? "children" : "adults", where = dep == 0 ? "_core20" : "_rest";
    CHECK(labels[groups[3]] == who + where);
  }
}

TEST_CASE("measures: every variable has a unit and a sentence", "[places]")
{
  sim::Layout layout;
  const std::vector<std::string> services{"routine_care", "urgent_care"},
      lines{"uda", "general_practice__clawback"};
  declare_measures(layout, services, lines, false);
  CHECK(layout.variables().size() > 40);
  for (const sim::Variable& variable : layout.variables()) {
    INFO(variable.group << " " << variable.name);
    CHECK_FALSE(variable.unit.empty());
    CHECK(variable.long_name.size() > 10);
  }
}
