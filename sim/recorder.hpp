// The recorder: what is counted, and where.
//
// A Layout declares the variables of the result file once: group, name, unit, inner axes, per month or per
// year. Tallies hold the cells of one owner (a Place, with its practices) for all reported months; counting
// is one addition at a known offset. All cells are whole numbers, so no sum depends on who finished first.
#pragma once
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/clock.hpp"

namespace sim {

/// An axis that many variables share. Exactly one of `labels` and `values` is filled.
struct Axis {
  std::string name;
  std::vector<std::string> labels;
  std::vector<std::int32_t> values;
  std::string unit;
  std::string long_name;
  std::size_t size() const { return labels.empty() ? values.size() : labels.size(); }

  friend bool operator==(const Axis&, const Axis&) = default;
};

enum class Period : std::uint8_t { month, year, once };
enum class Owner : std::uint8_t { place, practice };
enum class Cell : std::uint8_t { count, sum };  // uint32, int64
inline constexpr std::size_t periods = 3, owners = 2, cell_kinds = 2;

struct Variable {
  std::string group, name, unit, long_name;
  Period period = Period::month;
  Owner owner = Owner::place;
  Cell cell = Cell::count;
  std::vector<int> axes;  // of the Layout, outermost first
};

/// A handle: where a variable's cells begin in the frame of its period, owner and kind of cell.
struct Counter {
  std::uint32_t offset = 0;
  std::uint16_t variable = 0;
  Period period = Period::month;
};

/// The variables of a roster, in the order of their declaration.
class Layout {
 public:
  /// Index of the axis of that name; declares it at first use. A second declaration with other labels
  /// asserts.
  int axis(const Axis& axis);
  /// Cells of a variable lie row-major by its axes. A second variable of that group and name asserts.
  Counter declare(Variable variable);

  std::span<const Variable> variables() const { return variables_; }
  std::span<const Axis> axes() const { return axes_; }
  std::size_t cells(const Variable& variable) const;  // inner cells: product of its axes
  /// The handle of a declared variable; asserts that there is one.
  Counter counter(std::string_view group, std::string_view name) const;
  /// Cells of one frame: of a Place, or of one practice.
  std::size_t frame(Period period, Owner owner, Cell cell) const;

 private:
  std::vector<Axis> axes_;
  std::vector<Variable> variables_;
  std::vector<Counter> counters_;
  std::array<std::array<std::array<std::size_t, cell_kinds>, owners>, periods> frames_{};
};

/// The months and years that are reported. Part years count.
struct ReportedTime {
  int first_month = 0;  // month_index
  int months = 0;
  int first_year() const;  // contract year of the first month
  int years() const;
  std::size_t size(Period period) const;  // frames: months, years, 1

  friend bool operator==(const ReportedTime&, const ReportedTime&) = default;
};

/// The cells of one kind and one kind of owner: for months and for years a scratch frame and then one frame
/// for each that is reported; one frame for what is counted once. The running frames are what additions go
/// to.
template <class T>
class Frames {
 public:
  Frames(const Layout& layout, Owner owner, Cell cell, const ReportedTime& time, std::size_t rows);

  T& at(Counter counter, std::size_t row, std::size_t cell)
  {
    const auto period = static_cast<std::size_t>(counter.period);
    assert(row < rows_ && counter.offset + cell < width_[period]);
    return running_[period][row * width_[period] + counter.offset + cell];
  }
  /// Further additions go to this frame (from 0), or to scratch where it is none.
  void open(Period period, int frame, std::size_t reported);
  /// The cells of a variable in one frame (from 0).
  std::span<const T> read(Counter counter, std::size_t frame, std::size_t row, std::size_t cells) const;
  std::size_t rows() const { return rows_; }
  std::size_t bytes() const;

 private:
  std::size_t rows_;
  std::array<std::size_t, periods> width_{};  // cells of a row in a frame
  std::array<T*, periods> running_{};
  std::array<std::vector<T>, periods> cells_;  // [scratch, frame 0, frame 1, ...][row][cell]
};

/// The cells of one Place and its practices. Before the first reported month (and after the last) what
/// belongs to a month or a year goes to a scratch frame that is thrown away.
class Tallies {
 public:
  Tallies(const Layout& layout, const ReportedTime& time, std::size_t practices);
  Tallies(Tallies&&) = default;
  Tallies& operator=(Tallies&&) = default;
  Tallies(const Tallies&) = delete;  // the running frames are addresses
  Tallies& operator=(const Tallies&) = delete;

  /// Moves to the month that holds `day` (and to its contract year). Call in order.
  void open_month(Day day);
  bool reporting() const { return reporting_; }

  void add(Counter counter, std::size_t cell, std::uint32_t n = 1)
  {
    place_counts_.at(counter, 0, cell) += n;
  }
  void add_sum(Counter counter, std::size_t cell, std::int64_t n) { place_sums_.at(counter, 0, cell) += n; }
  void add_practice(Counter counter, std::size_t practice, std::size_t cell, std::uint32_t n = 1)
  {
    practice_counts_.at(counter, practice, cell) += n;
  }
  void add_practice_sum(Counter counter, std::size_t practice, std::size_t cell, std::int64_t n)
  {
    practice_sums_.at(counter, practice, cell) += n;
  }

  /// All cells of a variable: [period, inner...] or, of a practice, [practice, period, inner...].
  std::vector<std::uint32_t> counts(Counter counter) const;
  std::vector<std::int64_t> sums(Counter counter) const;

  std::size_t practices() const { return practice_counts_.rows(); }
  std::size_t bytes() const;

 private:
  template <class T>
  std::vector<T> all(const Frames<T>& frames, Counter counter) const;

  const Layout* layout_;
  ReportedTime time_;
  bool reporting_ = false;
  Frames<std::uint32_t> place_counts_, practice_counts_;
  Frames<std::int64_t> place_sums_, practice_sums_;
};

}  // namespace sim
