#include "models/reference_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace models {

namespace {

using sim::io::ParameterRow;

bool has_range(const ParameterRow& row)
{
  return (row.kind == "number" || row.kind == "integer" || row.kind == "numbers") && row.low < row.high;
}

std::string range_of(const ParameterRow& row)
{
  const auto bound = [](double value) { return std::isfinite(value) ? sim::io::in_digits(value) : "any"; };
  std::string text;
  if (has_range(row)) text = fmt::format("{} to {}", bound(row.low), bound(row.high));
  if (has_range(row) && row.step > 0)
    text += row.step == 1 ? ", whole numbers" : fmt::format(" in steps of {}", row.step);
  if (!row.choices.empty())
    text += fmt::format("{}{}", text.empty() ? "one of " : " for each of ", fmt::join(row.choices, ", "));
  return text;
}

std::string table_of(const std::string& path)
{
  const auto dot = path.rfind('.');
  return dot == std::string::npos ? std::string{} : path.substr(0, dot);
}

std::string parameter_in_words(const ParameterRow& row, const std::string& table)
{
  std::string text = fmt::format("- `{}`", table.empty() ? row.path : row.path.substr(table.size() + 1));
  if (!row.value.empty()) text += fmt::format(" = {}", row.value);
  text += fmt::format(" ({}{}{}): {}", row.kind, row.unit.empty() ? "" : ", " + row.unit,
                      row.required ? "" : ", optional", row.about);
  if (const std::string range = range_of(row); !range.empty()) text += fmt::format(" Range: {}.", range);
  if (!row.source.empty()) text += fmt::format(" Source: {}", row.source);
  return text + '\n';
}

}  // namespace

std::string parameters_in_words(const std::vector<ParameterRow>& rows)
{
  std::string text = "# Parameters\n";
  std::string table = "none yet";
  for (const auto& row : rows) {
    const bool is_table = row.kind == "table" || row.kind == "free";
    if (const std::string next = is_table ? row.path : table_of(row.path); next != table) {
      table = next;
      text += fmt::format("\n## {}\n\n", table.empty() ? "top of the file" : fmt::format("[{}]", table));
    }
    if (is_table)
      text += fmt::format("{}{}\n\n", row.about, row.required ? "" : " (optional)");
    else
      text += parameter_in_words(row, table);
  }
  return text;
}

std::string values_in_words(const std::vector<ParameterRow>& rows)
{
  std::string text;
  for (const auto& row : rows) {
    if (row.value.empty()) continue;
    text += fmt::format("  {} = {}", row.path, row.value);
    if (!row.unit.empty()) text += ' ' + row.unit;
    if (!row.source.empty()) text += "  " + row.source;
    if (!row.where.empty()) text += fmt::format("  ({})", row.where);
    text += '\n';
  }
  return text;
}

std::vector<ParameterRow> changed_rows(const std::vector<ParameterRow>& baseline,
                                       const std::vector<ParameterRow>& other)
{
  std::vector<ParameterRow> changed;
  std::ranges::copy_if(other, std::back_inserter(changed), [&](const ParameterRow& row) {
    const auto same = std::ranges::find(baseline, row.path, &ParameterRow::path);
    return same == baseline.end() || same->value != row.value;
  });
  return changed;
}

}  // namespace models
