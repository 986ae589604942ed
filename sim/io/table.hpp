// A table of text cells read from a CSV file (the only door to libcsv).
//
// A byte-order mark, CRLF, a missing last newline and extra columns are read; wrong encoding (not UTF-8), a
// missing column and ragged rows are faults at file:line:column.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/io/config_block.hpp"

namespace sim::io {

class Table {
 public:
  /// Reads a file; `faults` gets what is wrong with it and the table is then empty.
  static Table open(const std::string& path, Faults& faults);

  std::size_t rows() const { return lines_.size(); }
  const std::vector<std::string>& columns() const { return columns_; }
  std::optional<std::size_t> column(std::string_view name) const;
  const std::string& cell(std::size_t row, std::size_t column) const
  {
    return cells_[row * columns_.size() + column];
  }
  /// "file.csv:line:column" of a cell, where column counts fields from 1; rows start at line 2.
  std::string where(std::size_t row, std::size_t column) const;
  const std::string& path() const { return path_; }
  /// Keeps the rows whose cell in `column` equals `value`.
  void keep_only(std::size_t column, std::string_view value);

  /// Cells as numbers: nan, inf, trailing text and values outside [low, high] are faults; nullopt then.
  std::optional<double> number(std::size_t row, std::size_t column, double low, double high, Faults&) const;
  std::optional<long> whole(std::size_t row, std::size_t column, long low, long high, Faults&) const;

 private:
  std::string path_;
  std::vector<std::string> columns_;
  std::vector<std::string> cells_;
  std::vector<std::size_t> lines_;  // line of each row in the file
};

}  // namespace sim::io
