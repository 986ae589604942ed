#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "models/population/region_tables.hpp"

namespace models {
namespace {

constexpr double most_uda = 1e6;      // of one practice a year: more is a slip
constexpr double most_pounds = 1000;  // a UDA
constexpr long most_chairs = 100;
constexpr double hundredths = 100;                               // of a UDA, and pence of a pound
constexpr double most_delivery = 1000, most_complaints = 10000;  // %; a year
constexpr std::array<std::string_view, 4> inspections{"inadequate", "requires improvement", "good",
                                                      "outstanding"};

Flag flag_at(const MappedTable& table, std::size_t row, std::string_view ours, std::size_t column)
{
  const std::string word = table.text(row, ours, column);
  if (word == "yes" || word == "1" || word == "true") return Flag::yes;
  if (word == "no" || word == "0" || word == "false") return Flag::no;
  if (word != "unknown" && !word.empty())
    table.fault(row, column,
                fmt::format("\"{}\" is none of yes, no, unknown; give its meaning in practices.values.{}",
                            word, ours));
  return Flag::unknown;
}

/// A number of an optional column in hundredths; nothing where the cell is empty.
std::optional<std::int64_t> hundredths_at(const MappedTable& table, std::size_t row, std::string_view ours,
                                          std::optional<std::size_t> column, double high)
{
  if (!column || table.text(row, ours, column).empty()) return std::nullopt;
  const auto number = table.number(row, *column, 0, high);
  if (!number) return std::nullopt;
  return std::llround(*number * hundredths);
}

/// The optional columns of what a commissioner knows: an empty cell says nothing.
class Records {
 public:
  explicit Records(MappedTable& table)
      : table_{table},
        inspection_{table.wanted("cqc")},
        delivery_{table.wanted("delivery")},
        complaints_{table.wanted("complaints")},
        trains_{table.wanted("training")},
        listed_{table.wanted("performers_list")}
  {}
  PracticeRecord at(std::size_t row) const
  {
    PracticeRecord record;
    record.inspection = inspection(row);
    record.delivery = number(row, "delivery", delivery_, most_delivery);
    record.complaints = number(row, "complaints", complaints_, most_complaints);
    if (trains_) record.trains = flag_at(table_, row, "training", *trains_) == Flag::yes;
    if (listed_) record.performers_listed = flag_at(table_, row, "performers_list", *listed_) != Flag::no;
    return record;
  }

 private:
  std::optional<int> inspection(std::size_t row) const
  {
    std::string word = table_.text(row, "cqc", inspection_);
    std::transform(word.begin(), word.end(), word.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (word.empty() || word == "unknown") return std::nullopt;
    const auto at = std::find(inspections.begin(), inspections.end(), word);
    if (at != inspections.end()) return static_cast<int>(at - inspections.begin());
    table_.fault(row, *inspection_,
                 fmt::format("\"{}\" is none of {}, unknown; give its meaning in practices.values.cqc", word,
                             fmt::join(inspections, ", ")));
    return std::nullopt;
  }
  std::optional<double> number(std::size_t row, std::string_view ours, std::optional<std::size_t> column,
                               double high) const
  {
    if (!column || table_.text(row, ours, column).empty()) return std::nullopt;
    return table_.number(row, *column, 0, high);
  }

  const MappedTable& table_;
  std::optional<std::size_t> inspection_, delivery_, complaints_, trains_, listed_;
};

}  // namespace

std::vector<PracticeRow> read_practices(const GeographySettings& settings, sim::io::Faults& faults)
{
  MappedTable table{settings.practices, faults};
  const auto id = table.needed("practice");
  const auto east = table.needed("easting_m"), north = table.needed("northing_m");
  const auto adults = table.needed("accepting_adults"), children = table.needed("accepting_children");
  const auto area = table.wanted("area"), place = table.wanted("place"), office = table.wanted("office");
  const auto chairs = table.wanted("surgeries"), uda = table.wanted("contracted_uda"),
             value = table.wanted("uda_value_gbp");
  const Records records{table};
  std::vector<PracticeRow> rows;
  if (!id || !east || !north || !adults || !children) return rows;
  table.check_ids(*id);
  rows.reserve(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.is_ragged(row)) continue;
    PracticeRow out;
    out.site.id = table.text(row, "practice", id);
    out.site.easting_m = table.number(row, *east, 0, grid_east_m).value_or(0);
    out.site.northing_m = table.number(row, *north, 0, grid_north_m).value_or(0);
    out.adults = flag_at(table, row, "accepting_adults", *adults);
    out.children = flag_at(table, row, "accepting_children", *children);
    out.area = table.text(row, "area", area);
    out.place = table.text(row, "place", place);
    out.office = table.text(row, "office", office);
    out.where = table.where(row, place.value_or(*id));
    out.contracted_uda = hundredths_at(table, row, "contracted_uda", uda, most_uda);
    out.uda_value = hundredths_at(table, row, "uda_value_gbp", value, most_pounds);
    if (chairs && !table.text(row, "surgeries", chairs).empty())
      if (const auto count = table.whole(row, *chairs, 1, most_chairs))
        out.surgeries = static_cast<int>(*count);
    out.site.record = records.at(row);
    rows.push_back(std::move(out));
  }
  return rows;
}

}  // namespace models
