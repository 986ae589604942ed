#include "sim/io/gather.hpp"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <utility>

namespace sim::io {

namespace {

Dimension month_dimension(const ReportedTime& time)
{
  std::vector<std::int32_t> days;
  for (int month = 0; month < time.months; ++month) {
    days.push_back(unix_day(first_day_of_month(time.first_month + month)));
  }
  return {"month", std::move(days), "days since 1970-01-01", "month, by its first day"};
}

Dimension year_dimension(const ReportedTime& time)
{
  std::vector<std::int32_t> years;
  for (int year = 0; year < time.years(); ++year) years.push_back(time.first_year() + year);
  return {"year", std::move(years), "", "contract year (April to March), by its first calendar year"};
}

Dimension practice_dimension(const OwnerNames& names)
{
  std::vector<std::string> all;
  for (const auto& of_place : names.practices) all.insert(all.end(), of_place.begin(), of_place.end());
  return {"practice", std::move(all), "", "practice, by its identifier"};
}

Dimension inner_dimension(const Axis& axis)
{
  if (axis.labels.empty()) return {axis.name, axis.values, axis.unit, axis.long_name};
  return {axis.name, axis.labels, axis.unit, axis.long_name};
}

Dimension dimension_named(const std::string& name, const Layout& layout, const ReportedTime& time,
                          const OwnerNames& names)
{
  if (name == "month") return month_dimension(time);
  if (name == "year") return year_dimension(time);
  if (name == "place") return {"place", names.places, "", "Place"};
  if (name == "practice") return practice_dimension(names);
  return inner_dimension(*std::ranges::find(layout.axes(), name, &Axis::name));
}

/// Lays the cells of each owner, [row, period, inner], side by side: [period, row, inner] or [row, period,
/// inner].
template <class T>
Values join(const std::vector<std::vector<T>>& parts, std::size_t frames, std::size_t inner, bool rows_first)
{
  std::size_t rows = 0;
  for (const auto& part : parts) rows += part.size() / (frames * inner);
  std::vector<T> out(rows * frames * inner);
  std::size_t row = 0;
  for (const auto& part : parts) {
    for (auto from = part.begin(); from != part.end(); ++row) {
      for (std::size_t frame = 0; frame < frames; ++frame) {
        const std::size_t at = rows_first ? row * frames + frame : frame * rows + row;
        std::copy_n(from, inner, out.begin() + static_cast<std::ptrdiff_t>(at * inner));
        from += static_cast<std::ptrdiff_t>(inner);
      }
    }
  }
  return out;
}

Values values_of(Counter counter, const Variable& variable, std::size_t inner, const ReportedTime& time,
                 std::span<const Tallies* const> tallies)
{
  const std::size_t frames = time.size(variable.period);
  const bool rows_first = variable.owner == Owner::practice && variable.period != Period::month;
  const auto collected = [&]<class T>(std::vector<T> (Tallies::*read)(Counter) const) {
    std::vector<std::vector<T>> parts;
    for (const Tallies* of_place : tallies) parts.push_back((of_place->*read)(counter));
    return join(parts, frames, inner, rows_first);
  };
  return variable.cell == Cell::count ? collected(&Tallies::counts) : collected(&Tallies::sums);
}

Group& group_of(std::vector<Group>& groups, const std::string& name)
{
  const auto found = std::ranges::find(groups, name, &Group::name);
  return found != groups.end() ? *found : groups.emplace_back(Group{name, {}, {}});
}

}  // namespace

std::vector<std::string> axis_names(const Layout& layout, const Variable& variable)
{
  std::vector<std::string> names;
  if (variable.period == Period::month) names.emplace_back("month");
  if (variable.period == Period::year) names.emplace_back("year");
  if (variable.owner == Owner::place) names.emplace_back("place");
  if (variable.owner == Owner::practice) {
    names.insert(variable.period == Period::month ? names.end() : names.begin(), "practice");
  }
  for (const int axis : variable.axes) names.push_back(layout.axes()[static_cast<std::size_t>(axis)].name);
  return names;
}

std::vector<Group> gather(const Layout& layout, const ReportedTime& time,
                          std::span<const Tallies* const> tallies, const OwnerNames& names)
{
  assert(tallies.size() == names.places.size() && names.practices.size() == names.places.size());
  std::vector<Group> groups;
  for (const Variable& variable : layout.variables()) {
    Group& group = group_of(groups, variable.group);
    Array array{variable.name, {}, variable.unit, variable.long_name, {}};
    array.dimensions = axis_names(layout, variable);
    for (const std::string& name : array.dimensions) {
      const bool known = std::ranges::count(group.dimensions, name, &Dimension::name) > 0;
      if (!known) group.dimensions.push_back(dimension_named(name, layout, time, names));
    }
    const Counter counter = layout.counter(variable.group, variable.name);
    array.values = values_of(counter, variable, layout.cells(variable), time, tallies);
    group.arrays.push_back(std::move(array));
  }
  return groups;
}

}  // namespace sim::io
