// The rows of areas and practices as tables give them or as they are made from place-level figures, before
// Places are joined to them.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/population/geography_settings.hpp"
#include "sim/io/table.hpp"

namespace models {

struct AreaRow {
  Area area;
  std::string place;    // as the table calls it
  std::string office;   // empty = not given
  std::string network;  // the same
  std::optional<double> minority_ethnic;
};

enum class Flag : std::uint8_t { no, yes, unknown };

struct PracticeRow {
  PracticeSite site;
  std::string area, place, office;  // empty = not given
  std::string where;                // its line in the table
  std::uint32_t stands_in = 0;      // area of the Geography, or the nearest one of its Place
  Flag adults = Flag::unknown, children = Flag::unknown;
  std::optional<std::int64_t> contracted_uda;  // 0.01 UDA a year
  std::optional<std::int64_t> uda_value;       // pence
  std::optional<int> surgeries;
};

/// What a table of codes says of a Place.
struct PlaceNameRow {
  std::string place, name, office;
  std::optional<double> minority_ethnic;
};

std::vector<AreaRow> read_areas(const GeographySettings& settings, sim::io::Faults& faults,
                                std::vector<std::string>& notes);
std::vector<PracticeRow> read_practices(const GeographySettings& settings, sim::io::Faults& faults);
std::vector<PlaceNameRow> read_place_names(const GeographySettings& settings, sim::io::Faults& faults);

/// Areas of the Places of [places]: equal parts of each deprivation class, the most deprived innermost, on a
/// disk around the centroid, so that the Places' figures by age and class are met exactly.
std::vector<AreaRow> make_areas(const GeographySettings& settings);
/// Practices of the Places of [places], spread evenly over the people of the (sorted) areas.
std::vector<PracticeRow> make_practices(const GeographySettings& settings, const Geography& geography,
                                        std::uint64_t seed);

/// One table under its column map: the filter applied, cells by our names.
class MappedTable {
 public:
  MappedTable(const TableSettings& settings, sim::io::Faults& faults);

  std::size_t rows() const { return table_.rows(); }
  bool has(std::string_view ours) const { return table_.column(settings_.column(ours)).has_value(); }
  /// The column, a fault where the table lacks it.
  std::optional<std::size_t> needed(std::string_view ours);
  /// The column, where the table has it; a fault where the study names one that it lacks.
  std::optional<std::size_t> wanted(std::string_view ours);
  /// A cell in our words; empty where there is no such column.
  std::string text(std::size_t row, std::string_view ours, std::optional<std::size_t> column) const;
  std::optional<double> number(std::size_t row, std::size_t column, double low, double high) const;
  std::optional<long> whole(std::size_t row, std::size_t column, long low, long high) const;
  /// A fault of a cell; a ragged row has had its fault.
  void fault(std::size_t row, std::size_t column, std::string text) const;
  bool is_ragged(std::size_t row) const { return table_.is_ragged(row); }
  void fault_of_table(std::string text) const;
  std::string where(std::size_t row, std::size_t column) const { return table_.where(row, column); }
  /// Faults of ids that stand twice, or not at all.
  void check_ids(std::size_t column) const;

 private:
  const TableSettings& settings_;
  sim::io::Faults& faults_;
  sim::io::Table table_;
};

}  // namespace models
