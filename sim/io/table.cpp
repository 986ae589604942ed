#include "sim/io/table.hpp"

#include <csv.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string_view>

#include "sim/io/utf8.hpp"

namespace sim::io {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// The fields of a file in their order, row after row, with the line on which each row begins.
struct Cells {
  std::string text;
  std::vector<std::uint32_t> starts;      // of each field in text, and the end
  std::vector<std::size_t> first_fields;  // of each row, and the end
  std::vector<std::uint32_t> lines;       // of each row
  std::uint32_t row_line = 1;
  std::string fault;  // broken quotes, where they are
  std::uint32_t fault_line = 0;

  std::size_t rows() const { return lines.size(); }
  std::size_t fields(std::size_t row) const { return first_fields[row + 1] - first_fields[row]; }
};

void end_field(void* bytes, std::size_t size, void* data)
{
  auto& cells = *static_cast<Cells*>(data);
  cells.text.append(static_cast<const char*>(bytes), size);
  cells.starts.push_back(static_cast<std::uint32_t>(cells.text.size()));
}

void end_row(int, void* data)
{
  auto& cells = *static_cast<Cells*>(data);
  cells.first_fields.push_back(cells.starts.size() - 1);
  cells.lines.push_back(cells.row_line);
}

// libcsv knows no lines, so it is fed line by line.
Cells split(std::string_view content)
{
  Cells cells;
  cells.text.reserve(content.size());
  cells.starts.push_back(0);
  cells.first_fields.push_back(0);
  csv_parser parser;
  csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
  std::uint32_t line = 0;
  while (!content.empty() && cells.fault.empty()) {
    const std::size_t size = std::min(content.find('\n'), content.size() - 1) + 1;
    ++line;
    if (parser.pstate == 0) cells.row_line = line;  // csv.h: 0 = between rows
    if (csv_parse(&parser, content.data(), size, end_field, end_row, &cells) != size) {
      cells.fault =
          "a quotation mark inside a field (it must enclose the whole field and be doubled within it)";
      cells.fault_line = line;
    }
    content.remove_prefix(size);
  }
  if (cells.fault.empty() && csv_fini(&parser, end_field, end_row, &cells) != 0) {
    cells.fault = "a quotation mark is opened and never closed (the file ends inside the field)";
    cells.fault_line = cells.row_line;
  }
  csv_free(&parser);
  return cells;
}

std::optional<std::string> read_whole(const std::string& path, const std::string& printed, Faults& faults)
{
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    faults.add(printed, "is a folder (a table is one CSV file)");
    return std::nullopt;
  }
  std::ifstream file{path, std::ios::binary};
  if (!file) {
    faults.add(printed, fmt::format("cannot be read ({})", std::strerror(errno)));
    return std::nullopt;
  }
  std::ostringstream whole;
  whole << file.rdbuf();
  return std::move(whole).str();
}

bool is_text(std::string_view content, const std::string& printed, Faults& faults)
{
  const std::size_t bad = first_bad_byte(content);
  if (bad == content.size()) return true;
  const auto line = std::count(content.begin(), content.begin() + static_cast<std::ptrdiff_t>(bad), '\n') + 1;
  const auto byte = static_cast<unsigned char>(content[bad]);
  faults.add(fmt::format("{}:{}", printed, line),
             fmt::format("not UTF-8 text (byte 0x{:02X}) save the table as 'CSV UTF-8'", byte));
  return false;
}

// The starts of the cells below the header, `width` to a row: a short row gets empty cells at its end, a long
// one keeps what is over in its last.
std::vector<std::uint32_t> rows_as_wide_as(const Cells& cells, std::size_t width)
{
  std::vector<std::uint32_t> starts;
  starts.reserve((cells.rows() - 1) * width + 1);
  for (std::size_t row = 1; row < cells.rows(); ++row)
    for (std::size_t i = 0; i < width; ++i)
      starts.push_back(cells.starts[std::min(cells.first_fields[row] + i, cells.first_fields[row + 1])]);
  starts.push_back(cells.starts[cells.first_fields.back()]);
  return starts;
}

// False where the file is no table of columns.
bool check_header(const std::vector<std::string>& columns, const std::string& printed, Faults& faults)
{
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto first = std::find(columns.begin(), columns.end(), columns[i]) - columns.begin();
    if (columns[i].empty() || first == static_cast<std::ptrdiff_t>(i)) continue;
    faults.add(fmt::format("{}:1:{}", printed, i + 1),
               fmt::format("column '{}' occurs twice (also as column {}) rename or remove one", columns[i],
                           first + 1));
  }
  const bool other_separator = columns.size() == 1 && columns[0].find_first_of(";\t|") != std::string::npos;
  if (other_separator)
    faults.add(fmt::format("{}:1:1", printed),
               "one column only (fields are separated by commas) save the table as comma-separated");
  return !other_separator;
}

std::string range_text(double low, double high) { return fmt::format("allowed: {} to {}", low, high); }

}  // namespace

Table Table::open(const std::string& path, Faults& faults)
{
  Table table;
  table.path_ = printed_path(path);
  table.starts_.push_back(0);
  const std::optional<std::string> file = read_whole(path, table.path_, faults);
  if (!file || !is_text(*file, table.path_, faults)) return table;
  std::string_view content = *file;
  if (content.starts_with(byte_order_mark)) content.remove_prefix(byte_order_mark.size());

  const std::size_t faults_before = faults.size();
  Cells cells = split(content);
  if (!cells.fault.empty()) faults.add(fmt::format("{}:{}", table.path_, cells.fault_line), cells.fault);
  if (cells.rows() == 0) {
    if (cells.fault.empty()) faults.add(table.path_ + ":1:1", "the table is empty (no header and no rows)");
    return table;
  }
  const std::size_t width = cells.fields(0);
  for (std::size_t i = 0; i < width; ++i)
    table.columns_.push_back(cells.text.substr(cells.starts[i], cells.starts[i + 1] - cells.starts[i]));
  const bool readable = check_header(table.columns_, table.path_, faults) && cells.fault.empty();
  for (std::size_t row = 1; row < cells.rows(); ++row) {
    const std::size_t fields = cells.fields(row);
    if (fields == width) continue;
    table.ragged_.push_back(cells.lines[row]);
    faults.add(fmt::format("{}:{}:{}", table.path_, cells.lines[row], std::min(fields, width) + 1),
               fmt::format("{} fields where the header has {} (each row has one field for each column)",
                           fields, width));
  }
  if (cells.rows() == 1 && faults.size() == faults_before)
    faults.add(table.path_ + ":1:1", "the table is empty (a header without rows)");
  if (!readable) return table;
  table.starts_ = rows_as_wide_as(cells, width);
  cells.lines.erase(cells.lines.begin());
  table.text_ = std::move(cells.text);
  table.lines_ = std::move(cells.lines);
  return table;
}

bool Table::is_ragged(std::size_t row) const
{
  return std::binary_search(ragged_.begin(), ragged_.end(), lines_[row]);
}

std::optional<std::size_t> Table::column(std::string_view name) const
{
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  if (found == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns_.begin());
}

std::optional<std::size_t> Table::require(std::string_view name, Faults& faults) const
{
  const std::optional<std::size_t> found = column(name);
  if (!found && !columns_.empty())
    faults.add(path_ + ":1:1",
               suggest(fmt::format("missing column '{}' (columns: {})", name, fmt::join(columns_, ", ")),
                       did_you_mean(name, columns_)));
  return found;
}

std::string Table::where(std::size_t row, std::size_t column) const
{
  return fmt::format("{}:{}:{}", path_, lines_[row], column + 1);
}

std::string Table::where(std::size_t row) const { return fmt::format("{}:{}", path_, lines_[row]); }

void Table::keep_only(std::size_t column, std::string_view value)
{
  std::string text;
  std::vector<std::uint32_t> starts{0}, lines;
  for (std::size_t row = 0; row < rows(); ++row) {
    if (cell(row, column) != value) continue;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      text.append(cell(row, i));
      starts.push_back(static_cast<std::uint32_t>(text.size()));
    }
    lines.push_back(lines_[row]);
  }
  text_ = std::move(text);
  starts_ = std::move(starts);
  lines_ = std::move(lines);
}

bool Table::unique(std::size_t column, Faults& faults) const
{
  std::map<std::string_view, std::size_t> first_rows;
  bool all = true;
  for (std::size_t row = 0; row < rows(); ++row) {
    const std::string_view id = cell(row, column);
    const auto [first, added] = first_rows.emplace(id, row);
    if ((added && !id.empty()) || is_ragged(row)) continue;
    all = false;
    faults.add(where(row, column), id.empty() ? fmt::format("empty {}", columns_[column])
                                              : fmt::format("duplicate {} '{}' (first on line {})",
                                                            columns_[column], id, lines_[first->second]));
  }
  return all;
}

std::optional<double> Table::number(std::size_t row, std::size_t column, double low, double high,
                                    Faults& faults) const
{
  if (is_ragged(row)) return std::nullopt;
  const std::string_view text = cell(row, column);
  const std::string& name = columns_[column];
  double value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  std::string fault;
  if (text.empty())
    fault = fmt::format("empty {} (a number is needed; {})", name, range_text(low, high));
  else if (error != std::errc{} || stop != text.data() + text.size() || !std::isfinite(value))
    fault = fmt::format("{} '{}' is not a number ({})", name, text, range_text(low, high));
  else if (value < low || value > high)
    fault = fmt::format("{} {} is out of range ({})", name, text, range_text(low, high));
  if (fault.empty()) return value;
  faults.add(where(row, column), fault);
  return std::nullopt;
}

std::optional<long> Table::whole(std::size_t row, std::size_t column, long low, long high,
                                 Faults& faults) const
{
  const std::optional<double> value =
      number(row, column, static_cast<double>(low), static_cast<double>(high), faults);
  if (!value || *value == std::floor(*value))
    return value ? std::optional{std::lround(*value)} : std::nullopt;
  faults.add(where(row, column),
             fmt::format("{} {} is not a whole number", columns_[column], cell(row, column)));
  return std::nullopt;
}

}  // namespace sim::io
