#include "models/summary_table.hpp"

#include "models/summary.hpp"
#include "tests/catch2.hpp"
#include "tests/sample_groups.hpp"
#include "tests/scratch_folder.hpp"

namespace {

models::Summary two_scenarios()
{
  return {{{"seen", "%", "children seen in 12 months"}, {"courses", "", ""}},
          {{"baseline", {{1, {50, 1000000}}, {2, {54, 1000200}}, {3, {52, 1000100}}}},
           {"pilot", {{1, {51, 1000000}}, {2, {55.2, 1000200}}}}}};
}

}  // namespace

TEST_CASE("summary: scalars of the group summary, with the file's own names and units", "[summary]")
{
  const tests::ScratchFolder folder;
  std::vector<sim::io::RunPath> runs;
  for (int i = 1; i <= 2; ++i) {
    runs.push_back({"baseline", i, folder.path(std::to_string(i) + ".h5")});
    sim::io::write_file(runs.back().path, "1-of-1", {}, tests::sample_groups(static_cast<std::uint32_t>(i)));
  }
  const auto summary = models::read_summary(runs);
  REQUIRE(summary.figures.size() == 1);
  CHECK(summary.figures[0] == models::Figure{"adults_seen_24m_percent", "%", "adults seen in 24 months"});
  CHECK(models::mean_of(summary.scenarios.at(0), 0).mean == Approx(45.0));
}

TEST_CASE("summary: differences are paired by replication, on those that both have", "[summary]")
{
  const auto summary = two_scenarios();
  const auto difference = models::paired_difference(summary.scenarios[1], summary.scenarios[0], 0);
  REQUIRE(difference);
  CHECK(difference->values == 2);
  CHECK(difference->mean == Approx(1.1));  // 1 and 1.2; unpaired means would differ by 1.1 as well, but
  REQUIRE(difference->half_width);         // the spread of 50 to 55 would not be 0.1
  CHECK(*difference->half_width == Approx(12.7062 * 0.1).epsilon(1e-4));
  CHECK_FALSE(models::paired_difference({"x", {{9, {1, 1}}}}, summary.scenarios[0], 0));
}

TEST_CASE("summary: its table", "[summary]")
{
  const std::string table = models::table_of(two_scenarios());
  CHECK_THAT(table, ContainsSubstring("baseline (3 replications)"));
  CHECK_THAT(table, ContainsSubstring("children seen in 12 months [%]      52.00        47.03 to 56.97"));
  CHECK_THAT(table, ContainsSubstring("1,000,100"));
  CHECK_THAT(table, ContainsSubstring("against baseline"));
  CHECK_THAT(table, ContainsSubstring("+1.10"));
}

TEST_CASE("summary: one replication has no interval, and says so", "[summary]")
{
  const std::string table = models::table_of({{{"seen", "%", "seen"}}, {{"baseline", {{1, {-0.001}}}}}});
  CHECK(table == "baseline (1 replication, so no intervals)\n               mean\n  seen [%]  -0.0010\n");
}

TEST_CASE("summary: a baseline that drifts is reported as not settled, one that stands still is not",
          "[summary]")
{
  const auto drifting = [](double first, double second) {
    return models::settling_note(
        {{{models::drift_figure, "%/year", ""}},
         {{"baseline", {{1, {first}}, {2, {second}}}}, {"pilot", {{1, {9}}, {2, {9}}}}}});
  };
  CHECK(drifting(0.5, 0.1).find("+0.30") != std::string::npos);  // the mean of replications
  CHECK(drifting(-0.5, -0.1).find("Not settled") == 0);
  CHECK(drifting(0.5, -0.4).empty());
  CHECK(models::settling_note(two_scenarios()).empty());  // files without the figure say nothing
}
