#include "sim/recorder.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace sim {

int Layout::axis(const Axis& axis)
{
  const auto found = std::ranges::find(axes_, axis.name, &Axis::name);
  if (found != axes_.end()) {
    assert(*found == axis);
    return static_cast<int>(found - axes_.begin());
  }
  assert(axis.labels.empty() != axis.values.empty());
  axes_.push_back(axis);
  return static_cast<int>(axes_.size()) - 1;
}

Counter Layout::declare(Variable variable)
{
  assert(std::ranges::none_of(variables_, [&](const Variable& other) {
    return other.group == variable.group && other.name == variable.name;
  }));
  assert(variables_.size() < std::numeric_limits<std::uint16_t>::max());
  std::size_t& width =
      frames_[static_cast<std::size_t>(variable.period)][static_cast<std::size_t>(variable.owner)]
             [static_cast<std::size_t>(variable.cell)];
  const Counter counter{static_cast<std::uint32_t>(width), static_cast<std::uint16_t>(variables_.size()),
                        variable.period};
  width += cells(variable);
  variables_.push_back(std::move(variable));
  counters_.push_back(counter);
  return counter;
}

std::size_t Layout::cells(const Variable& variable) const
{
  std::size_t cells = 1;
  for (const int axis : variable.axes) cells *= axes_[static_cast<std::size_t>(axis)].size();
  return cells;
}

Counter Layout::counter(std::string_view group, std::string_view name) const
{
  const auto found = std::ranges::find_if(
      variables_, [&](const Variable& variable) { return variable.group == group && variable.name == name; });
  assert(found != variables_.end());
  return counters_[static_cast<std::size_t>(found - variables_.begin())];
}

std::size_t Layout::frame(Period period, Owner owner, Cell cell) const
{
  return frames_[static_cast<std::size_t>(period)][static_cast<std::size_t>(owner)]
                [static_cast<std::size_t>(cell)];
}

int ReportedTime::first_year() const { return contract_year(first_day_of_month(first_month)); }

int ReportedTime::years() const
{
  return contract_year(first_day_of_month(first_month + months - 1)) - first_year() + 1;
}

std::size_t ReportedTime::size(Period period) const
{
  switch (period) {
    case Period::month: return static_cast<std::size_t>(months);
    case Period::year: return static_cast<std::size_t>(years());
    case Period::once: break;
  }
  return 1;
}

namespace {

constexpr std::array every_period{Period::month, Period::year, Period::once};
/// Frames before the first reported one.
constexpr std::size_t scratch(Period period) { return period == Period::once ? 0 : 1; }

}  // namespace

template <class T>
Frames<T>::Frames(const Layout& layout, Owner owner, Cell cell, const ReportedTime& time, std::size_t rows)
    : rows_{rows}
{
  for (const Period period : every_period) {
    const auto i = static_cast<std::size_t>(period);
    width_[i] = layout.frame(period, owner, cell);
    cells_[i].resize((scratch(period) + time.size(period)) * rows * width_[i]);
    running_[i] = cells_[i].data();
  }
}

template <class T>
void Frames<T>::open(Period period, int frame, std::size_t reported)
{
  const auto i = static_cast<std::size_t>(period);
  const bool is_reported = frame >= 0 && static_cast<std::size_t>(frame) < reported;
  const std::size_t at = is_reported ? scratch(period) + static_cast<std::size_t>(frame) : 0;
  running_[i] = cells_[i].data() + at * rows_ * width_[i];
}

template <class T>
std::span<const T> Frames<T>::read(Counter counter, std::size_t frame, std::size_t row,
                                   std::size_t cells) const
{
  const auto i = static_cast<std::size_t>(counter.period);
  const std::size_t at = ((scratch(counter.period) + frame) * rows_ + row) * width_[i] + counter.offset;
  return std::span{cells_[i]}.subspan(at, cells);
}

template <class T>
std::size_t Frames<T>::bytes() const
{
  std::size_t bytes = 0;
  for (const auto& cells : cells_) bytes += cells.size() * sizeof(T);
  return bytes;
}

template class Frames<std::uint32_t>;
template class Frames<std::int64_t>;

Tallies::Tallies(const Layout& layout, const ReportedTime& time, std::size_t practices)
    : layout_{&layout},
      time_{time},
      place_counts_{layout, Owner::place, Cell::count, time, 1},
      practice_counts_{layout, Owner::practice, Cell::count, time, practices},
      place_sums_{layout, Owner::place, Cell::sum, time, 1},
      practice_sums_{layout, Owner::practice, Cell::sum, time, practices}
{}

void Tallies::open_month(Day day)
{
  const int month = month_index(day) - time_.first_month;
  reporting_ = month >= 0 && month < time_.months;
  // A contract year that the reported months begin within counts from the first of them.
  const int year = reporting_ ? contract_year(day) - time_.first_year() : -1;
  const auto open = [&](auto&... frames) {
    (frames.open(Period::month, month, time_.size(Period::month)), ...);
    (frames.open(Period::year, year, time_.size(Period::year)), ...);
  };
  open(place_counts_, practice_counts_, place_sums_, practice_sums_);
}

template <class T>
std::vector<T> Tallies::all(const Frames<T>& frames, Counter counter) const
{
  const std::size_t cells = layout_->cells(layout_->variables()[counter.variable]);
  const std::size_t reported = time_.size(counter.period);
  std::vector<T> out;
  out.reserve(frames.rows() * reported * cells);
  for (std::size_t row = 0; row < frames.rows(); ++row) {
    for (std::size_t frame = 0; frame < reported; ++frame) {
      const std::span<const T> part = frames.read(counter, frame, row, cells);
      out.insert(out.end(), part.begin(), part.end());
    }
  }
  return out;
}

std::vector<std::uint32_t> Tallies::counts(Counter counter) const
{
  const Variable& variable = layout_->variables()[counter.variable];
  assert(variable.cell == Cell::count);
  return all(variable.owner == Owner::place ? place_counts_ : practice_counts_, counter);
}

std::vector<std::int64_t> Tallies::sums(Counter counter) const
{
  const Variable& variable = layout_->variables()[counter.variable];
  assert(variable.cell == Cell::sum);
  return all(variable.owner == Owner::place ? place_sums_ : practice_sums_, counter);
}

std::size_t Tallies::bytes() const
{
  return place_counts_.bytes() + practice_counts_.bytes() + place_sums_.bytes() + practice_sums_.bytes();
}

}  // namespace sim
