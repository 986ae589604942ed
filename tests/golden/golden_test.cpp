// Reference figures: a change of the model or of its numbers shows here by name, meant or not.
// After a change that is meant: BITEWING_UPDATE=1 build/release/bitewing_tests "[golden]" writes them anew.
#include <algorithm>
#include <cmath>

#include "tests/catch2.hpp"
#include "tests/golden/reference_figures.hpp"
#include "tests/tiny_run.hpp"

namespace {

using tests::Figures;

constexpr const char* how_to_renew =
    "if the change is meant: BITEWING_UPDATE=1 build/release/bitewing_tests \"[golden]\", and say so in the "
    "commit";

/// Half the standard deviation of a figure: a rounding of the mathematical library that sends one run astray
/// stays within, a change of the model does not.
constexpr double tolerance_per_deviation = 0.5;

/// Means over replications, with half their standard error as tolerance.
Figures headlines_of_tiny()
{
  constexpr int replications = 10;
  std::map<std::string, std::vector<double>> found;
  for (std::uint32_t replication = 1; replication <= replications; ++replication) {
    const tests::TinyRun run = tests::play_tiny({}, replication);
    for (const sim::io::Group& group : run.outcome.groups)
      if (group.name == "summary")
        for (const sim::io::Array& array : group.arrays)
          found[array.name].push_back(run.headline(array.name));
  }
  Figures figures;
  for (const auto& [name, values] : found) {
    double sum = 0, squares = 0;
    for (const double value : values) sum += value;
    const double mean = sum / replications;
    for (const double value : values) squares += (value - mean) * (value - mean);
    const double error = std::sqrt(squares / (replications - 1) / replications);
    figures[name] = {mean, tolerance_per_deviation * error};
  }
  return figures;
}

enum class Kind { stock, flow };

/// Adds a variable's count of each Place, with half its Poisson deviation; of a stock the last month.
void add_by_place(Figures& figures, const tests::TinyRun& run, const std::string& group,
                  const std::string& name, Kind kind)
{
  const tests::Cube cube = run.cube(group, name);
  for (std::size_t place = 0; place < run.geography->places.size(); ++place) {
    const auto count = static_cast<double>(cube.sum([&](const std::vector<std::size_t>& i) {
      return i[1] == place && (kind == Kind::flow || i[0] + 1 == cube.extent(0));
    }));
    std::string label = run.geography->places[place].name;
    std::replace(label.begin(), label.end(), ' ', '_');
    figures[fmt::format("{}.{}", label, name)] = {count, tolerance_per_deviation * std::sqrt(count)};
  }
}

}  // namespace

TEST_CASE("golden: what differs is named with what was expected and what came", "[golden]")
{
  const Figures expected{{"gone", {1, 1}}, {"near", {10, 0.5}}, {"off", {10, 0.5}}, {"lost", {3, 1}}};
  const Figures got{{"near", {10.5, 0}}, {"off", {10.6, 0}}, {"new", {2, 0}}, {"lost", {std::nan(""), 0}}};
  CHECK(tests::differences(expected, got) ==
        "gone: expected 1, there is no such figure\nlost: expected 3 +- 1, got nan\n"
        "off: expected 10 +- 0.5, got 10.6\nnew: got 2, the file does not have it\n");
  std::istringstream lines{tests::text_of(expected, "# heading\n")};
  CHECK(tests::differences(tests::read_figures(lines), expected).empty());
}

TEST_CASE("golden: headline figures of the tiny region", "[golden]")
{
  const std::string differences =
      tests::compare_with_file("tiny.txt", headlines_of_tiny(),
                               "# configs/tiny.toml: mean of ten replications, half its standard error\n");
  INFO(differences << how_to_renew);
  CHECK(differences.empty());
}

TEST_CASE("golden: three months of Cheshire and Merseyside, Place by Place", "[golden][heavy]")
{
  const tests::TinyRun run = tests::play(
      tests::scenario_of("cheshire_merseyside.toml", {"study.warm_up=0", "study.months=3"}), 1, 2);
  Figures figures;
  for (const char* stock : {"persons", "seen_12m", "with_usual_practice", "unmet_need", "tried_24m_failed"})
    add_by_place(figures, run, "population", stock, Kind::stock);
  for (const char* flow : {"asked", "started"}) add_by_place(figures, run, "queues", flow, Kind::flow);
  for (const char* flow : {"courses_of_treatment", "appointments"})
    add_by_place(figures, run, "activity", flow, Kind::flow);
  const std::string differences =
      tests::compare_with_file("cheshire_merseyside.txt", figures,
                               "# configs/cheshire_merseyside.toml, three months without warm-up, one "
                               "replication: count, half its Poisson deviation\n");
  INFO(differences << how_to_renew);
  CHECK(differences.empty());
}
