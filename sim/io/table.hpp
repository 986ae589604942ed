// A table of text cells read from a CSV file (the only door to libcsv).
//
// A byte-order mark, CRLF, a missing last newline, blank lines and extra columns are read; an unreadable or
// empty file, wrong encoding (not UTF-8), ragged rows, broken quotes, doubled or missing columns and bad
// numbers are faults at file.csv:line:column, where column counts fields from 1.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/io/faults.hpp"

namespace sim::io {

class Table {
 public:
  /// Reads a file; `faults` gets what is wrong with it. A table that cannot be read has no rows; a ragged row
  /// stays, and gives no further faults.
  static Table open(const std::string& path, Faults& faults);

  std::size_t rows() const { return lines_.size(); }
  const std::vector<std::string>& columns() const { return columns_; }
  std::optional<std::size_t> column(std::string_view name) const;
  /// The column of that name; a missing one is a fault at the header, with the nearest name.
  std::optional<std::size_t> require(std::string_view name, Faults& faults) const;
  /// Valid while the table lives.
  std::string_view cell(std::size_t row, std::size_t column) const
  {
    const std::size_t i = row * columns_.size() + column;
    return std::string_view{text_}.substr(starts_[i], starts_[i + 1] - starts_[i]);
  }
  /// "file.csv:line:column" of a cell, where column counts fields from 1; rows start at line 2.
  std::string where(std::size_t row, std::size_t column) const;
  /// "file.csv:line" of a row.
  std::string where(std::size_t row) const;
  const std::string& path() const { return path_; }
  /// Whether a row has too few or too many fields (a fault already): what it lacks is empty here.
  bool is_ragged(std::size_t row) const;
  /// Keeps the rows whose cell in `column` equals `value`.
  void keep_only(std::size_t column, std::string_view value);
  /// No cell of a column occurs twice and none is empty; a repetition is a fault that names the first line.
  bool unique(std::size_t column, Faults& faults) const;

  /// Cells as numbers: empty, nan, inf, trailing text, fractions of whole numbers and values outside
  /// [low, high] are faults (but of a ragged row); nullopt then.
  std::optional<double> number(std::size_t row, std::size_t column, double low, double high, Faults&) const;
  std::optional<long> whole(std::size_t row, std::size_t column, long low, long high, Faults&) const;

 private:
  std::string path_;  // as faults print it
  std::vector<std::string> columns_;
  std::string text_;                   // the cells, one after the other
  std::vector<std::uint32_t> starts_;  // of each cell in text_, and the end
  std::vector<std::uint32_t> lines_;   // line of each row in the file
  std::vector<std::uint32_t> ragged_;  // lines of ragged rows, ascending
};

}  // namespace sim::io
