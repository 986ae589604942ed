#include "models/summary_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <variant>

#include "models/finance/grouped.hpp"
#include "models/summary.hpp"

namespace models {

namespace {

constexpr const char* summary_group = "summary";
constexpr const char* baseline_name = "baseline";

std::optional<double> scalar(const sim::io::Values& cells)
{
  return std::visit(
      [](const auto& values) -> std::optional<double> {
        using Value = typename std::decay_t<decltype(values)>::value_type;
        if constexpr (std::is_arithmetic_v<Value>) {
          if (values.size() == 1) return static_cast<double>(values.front());
        }
        return std::nullopt;
      },
      cells);
}

/// The figures of one run, in the order of its file.
std::vector<std::pair<Figure, double>> figures_of(const std::string& path)
{
  std::vector<std::pair<Figure, double>> figures;
  const sim::io::FileReader file{path};
  for (const auto& group : file.groups())
    if (group.name == summary_group)
      for (const auto& array : group.arrays)
        if (array.dimensions.empty())
          if (const auto value = scalar(file.read(summary_group, array.name)))
            figures.push_back({{array.name, array.unit, array.long_name}, *value});
  return figures;
}

/// Digits after the point that leave about four figures.
int digits_for(double value)
{
  constexpr double figures = 4;
  constexpr int most = 4;
  const double size = std::abs(value);
  if (size == 0) return 0;
  return std::clamp(static_cast<int>(figures - 1 - std::floor(std::log10(size))), 0, most);
}

std::string with_sign(double value, int digits)
{
  const std::string text = grouped(value, digits);
  return fmt::format("{}{}", text.starts_with('-') ? "" : "+", text);
}

struct Row {
  std::string name, mean, interval, difference, difference_interval;
};

Row row_of(const Summary& summary, const ScenarioFigures& scenario, const ScenarioFigures* baseline,
           std::size_t i)
{
  const Figure& figure = summary.figures[i];
  const Estimate mean = mean_of(scenario, i);
  const int digits = digits_for(mean.mean);
  Row row;
  const std::string& name = figure.long_name.empty() ? figure.name : figure.long_name;
  row.name = figure.unit.empty() || figure.unit == "1" ? name : fmt::format("{} [{}]", name, figure.unit);
  row.mean = grouped(mean.mean, digits);
  if (mean.half_width)
    row.interval = fmt::format("{} to {}", grouped(mean.mean - *mean.half_width, digits),
                               grouped(mean.mean + *mean.half_width, digits));
  if (baseline == nullptr) return row;
  if (const auto difference = paired_difference(scenario, *baseline, i)) {
    row.difference = with_sign(difference->mean, digits);
    if (difference->half_width)
      row.difference_interval =
          fmt::format("{} to {}", with_sign(difference->mean - *difference->half_width, digits),
                      with_sign(difference->mean + *difference->half_width, digits));
  }
  return row;
}

/// Columns as wide as their widest cell; the first to the left, the others to the right.
std::string aligned(const std::vector<Row>& rows)
{
  constexpr std::string Row::* columns[] = {&Row::name, &Row::mean, &Row::interval, &Row::difference,
                                            &Row::difference_interval};
  std::string text;
  std::vector<std::size_t> widths;
  for (const auto column : columns) {
    std::size_t width = 0;
    for (const auto& row : rows) width = std::max(width, (row.*column).size());
    widths.push_back(width);
  }
  for (const auto& row : rows) {
    std::string line = fmt::format("  {:<{}}", row.name, widths.front());
    for (std::size_t i = 1; i < widths.size(); ++i)
      if (widths[i] > 0) line += fmt::format("  {:>{}}", row.*columns[i], widths[i]);
    text += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
  }
  return text;
}

}  // namespace

Summary read_summary(const std::vector<sim::io::RunPath>& runs)
{
  Summary summary;
  for (const auto& run : runs) {
    auto scenario = std::ranges::find(summary.scenarios, run.scenario, &ScenarioFigures::scenario);
    if (scenario == summary.scenarios.end())
      scenario = summary.scenarios.insert(scenario, {run.scenario, {}});
    auto& values = scenario->by_replication[run.replication];
    for (const auto& [figure, value] : figures_of(run.path)) {
      if (values.size() == summary.figures.size()) summary.figures.push_back(figure);
      values.push_back(value);
    }
  }
  return summary;
}

Estimate mean_of(const ScenarioFigures& scenario, std::size_t figure)
{
  std::vector<double> values;
  for (const auto& [replication, figures] : scenario.by_replication) values.push_back(figures.at(figure));
  return estimate(values);
}

std::optional<Estimate> paired_difference(const ScenarioFigures& scenario, const ScenarioFigures& baseline,
                                          std::size_t figure)
{
  std::vector<double> differences;
  for (const auto& [replication, figures] : scenario.by_replication)
    if (const auto pair = baseline.by_replication.find(replication); pair != baseline.by_replication.end())
      differences.push_back(figures.at(figure) - pair->second.at(figure));
  if (differences.empty()) return std::nullopt;
  return estimate(differences);
}

std::string settling_note(const Summary& summary)
{
  constexpr double most = 0.2;  // percentage points a year (model.md section 1)
  const auto baseline = std::ranges::find(summary.scenarios, baseline_name, &ScenarioFigures::scenario);
  const auto figure = std::ranges::find(summary.figures, drift_figure, &Figure::name);
  if (baseline == summary.scenarios.end() || figure == summary.figures.end()) return {};
  const double drift = mean_of(*baseline, static_cast<std::size_t>(figure - summary.figures.begin())).mean;
  if (!(std::abs(drift) > most)) return {};
  return fmt::format(
      "Not settled: the baseline's share of residents seen in 24 months drifts by {:+.2f} points a year "
      "(settled: at most {}). A longer study.warm_up may help; few people drift by chance.\n",
      drift, most);
}

std::string table_of(const Summary& summary)
{
  std::string text;
  const auto baseline = std::ranges::find(summary.scenarios, baseline_name, &ScenarioFigures::scenario);
  for (const auto& scenario : summary.scenarios) {
    const bool compared = baseline != summary.scenarios.end() && scenario.scenario != baseline_name;
    const std::size_t replications = scenario.by_replication.size();
    const bool alone = replications == 1;
    text += fmt::format("{}{} ({}{})\n", text.empty() ? "" : "\n", scenario.scenario,
                        alone ? "1 replication" : fmt::format("{} replications", replications),
                        alone ? ", so no intervals" : "");
    std::vector<Row> rows{{"", "mean", alone ? "" : "95 % interval", compared ? "against baseline" : "",
                           compared && !alone ? "95 % interval" : ""}};
    for (std::size_t i = 0; i < summary.figures.size(); ++i)
      if (!std::isnan(mean_of(scenario, i).mean))  // a share of nobody
        rows.push_back(row_of(summary, scenario, compared ? &*baseline : nullptr, i));
    text += aligned(rows);
  }
  return text;
}

}  // namespace models
