#include <fmt/format.h>
#include <fmt/ranges.h>

#include "models/population/region_tables.hpp"

namespace models {

std::string_view TableSettings::column(std::string_view ours) const
{
  for (const auto& [mine, theirs] : columns)
    if (mine == ours) return theirs;
  return ours;
}

std::string_view TableSettings::value(std::string_view ours, std::string_view cell) const
{
  for (const auto& [column, pairs] : values)
    if (column == ours)
      for (const auto& [theirs, mine] : pairs)
        if (theirs == cell) return mine;
  return cell;
}

MappedTable::MappedTable(const TableSettings& settings, sim::io::Faults& faults)
    : settings_{settings}, faults_{faults}
{
  if (settings.file.empty()) return;  // the missing file is a fault already
  const std::size_t before = faults.size();
  table_ = sim::io::Table::open(settings.file, faults);
  if (table_.rows() == 0) return;
  for (const auto& [column, value] : settings.only) {
    if (const auto found = table_.column(column))
      table_.keep_only(*found, value);
    else
      fault_of_table(fmt::format("missing column '{}' (the study keeps only its rows '{}'; columns: {})",
                                 column, value, fmt::join(table_.columns(), ", ")));
  }
  if (table_.rows() == 0 && faults.size() == before)
    fault_of_table(settings.only.empty() ? "the table has no rows (a region needs some)"
                                         : "no row passes the study's filter 'only' (a region needs rows)");
}

std::optional<std::size_t> MappedTable::needed(std::string_view ours)
{
  const auto found = table_.column(settings_.column(ours));
  if (!found && table_.rows() > 0)
    fault_of_table(fmt::format("missing column '{}' (it is needed as {}; columns: {}) map it in columns.{}",
                               settings_.column(ours), ours, fmt::join(table_.columns(), ", "), ours));
  return found;
}

std::optional<std::size_t> MappedTable::wanted(std::string_view ours)
{
  for (const auto& [mine, theirs] : settings_.columns)
    if (mine == ours) return needed(ours);
  return table_.column(ours);
}

std::string MappedTable::text(std::size_t row, std::string_view ours, std::optional<std::size_t> column) const
{
  if (!column) return {};
  return std::string{settings_.value(ours, table_.cell(row, *column))};
}

std::optional<double> MappedTable::number(std::size_t row, std::size_t column, double low, double high) const
{
  return table_.number(row, column, low, high, faults_);
}

std::optional<long> MappedTable::whole(std::size_t row, std::size_t column, long low, long high) const
{
  return table_.whole(row, column, low, high, faults_);
}

void MappedTable::fault(std::size_t row, std::size_t column, std::string text) const
{
  if (!table_.is_ragged(row)) faults_.add(table_.where(row, column), std::move(text));
}

void MappedTable::fault_of_table(std::string text) const
{
  faults_.add(table_.path() + ":1:1", std::move(text));
}

void MappedTable::check_ids(std::size_t column) const { table_.unique(column, faults_); }

}  // namespace models
