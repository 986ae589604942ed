// The recorder: what is counted, and where.
//
// A Layout declares the variables of the result file once: group, name, unit, inner axes, per month or per
// year. Tallies hold the cells of one owner (a Place, with its practices) for all reported months; counting is
// one addition at a known offset. All cells are whole numbers, so no sum depends on who finished first.
#pragma once
#include <cstdint>
#include <span>
#include <string>
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
};

enum class Period { month, year, once };
enum class Owner { place, practice };
enum class Cell { count, sum };  // uint32, int64

struct Variable {
  std::string group, name, unit, long_name;
  Period period = Period::month;
  Owner owner = Owner::place;
  Cell cell = Cell::count;
  std::vector<int> axes;  // of the Layout, outermost first
};

/// A handle: where a variable's cells begin in the frame of its period.
struct Counter {
  std::uint32_t offset = 0;
  std::uint32_t variable = 0;
};

/// The variables of a roster, in the order of their declaration.
class Layout {
 public:
  /// Index of the axis of that name; declares it at first use. A second declaration with other labels asserts.
  int axis(const Axis& axis);
  /// Cells of a variable lie row-major by its axes (by practice first, where a practice owns them).
  Counter declare(Variable variable);

  std::span<const Variable> variables() const { return variables_; }
  std::span<const Axis> axes() const { return axes_; }
  std::size_t cells(const Variable& variable) const;  // inner cells: product of its axes
  Counter counter(std::string_view group, std::string_view name) const;
  /// Cells of a frame (Period x Owner x Cell), for `rows` practices where a practice owns them.
  std::size_t frame(Period period, Owner owner, Cell cell) const;

 private:
  std::vector<Axis> axes_;
  std::vector<Variable> variables_;
  std::vector<Counter> counters_;
};

/// The months and years that are reported. Part years count.
struct ReportedTime {
  int first_month = 0;  // month_index
  int months = 0;
  int first_year() const;  // contract year of the first month
  int years() const;
};

/// The cells of one Place and its practices. Before the first reported month cells go to a scratch frame that
/// is thrown away.
class Tallies {
 public:
  Tallies(const Layout& layout, const ReportedTime& time, std::size_t practices);

  /// Moves to the month that holds `day` (and to its contract year). Call in order.
  void open_month(Day day);
  bool reporting() const { return reporting_; }

  void add(Counter counter, std::size_t cell, std::uint32_t n = 1);           // Cell::count, Owner::place
  void add_sum(Counter counter, std::size_t cell, std::int64_t n);            // Cell::sum, Owner::place
  void add_practice(Counter counter, std::size_t practice, std::size_t cell, std::uint32_t n = 1);
  void add_practice_sum(Counter counter, std::size_t practice, std::size_t cell, std::int64_t n);

  /// All cells of a variable: [period, inner...] or, of a practice, [practice, period, inner...].
  std::vector<std::uint32_t> counts(Counter counter) const;
  std::vector<std::int64_t> sums(Counter counter) const;

 private:
  const Layout* layout_;
  ReportedTime time_;
  bool reporting_ = false;
  // storage: to be filled in by the implementation
};

}  // namespace sim
