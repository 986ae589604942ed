#include "models/population/region_tables.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numeric>
#include <span>

#include "models/population/rurality.hpp"
#include "sim/numeric.hpp"

namespace models {
namespace {

constexpr long most_people = 1'000'000;  // of one band of one area: more is a slip
constexpr long deciles = 10;
constexpr std::array<std::string_view, table_ages> band_columns{
    "p0_2",   "p3_5",   "p6_10",  "p11_15", "p16_17", "p18_24", "p25_34",
    "p35_44", "p45_54", "p55_64", "p65_74", "p75_84", "p85p"};
constexpr std::size_t young = 4;  // bands of 0-15
constexpr std::size_t to_59 = 6;  // profile bands of 16-59
constexpr std::size_t from_60 = young + to_59;

/// The age bands of one table: its own, or coarser ones split by the region's profile.
class AgeColumns {
 public:
  AgeColumns(MappedTable& table, const std::array<double, profile_ages>& profile)
      : table_{table}, profile_{profile}
  {
    std::size_t adult_bands = 0;
    for (std::size_t band = 0; band < table_ages; ++band) {
      fine_[band] = table.wanted(band_columns[band]);
      if (band >= child_table_ages && fine_[band]) ++adult_bands;
    }
    split_young_ = table.has("p0_15") && !complete(0, table_ages);
    split_old_ = adult_bands < table_ages - child_table_ages;
    if (!split_young_)
      for (std::size_t band = 0; band < young; ++band) table.needed(band_columns[band]);
    if (split_old_ && adult_bands > 0)
      for (std::size_t band = child_table_ages; band < table_ages; ++band) table.needed(band_columns[band]);
    if (!split_old_) table.needed(band_columns[young]);
    if (split_young_) coarse_[0] = table.needed("p0_15");
    if (split_old_) coarse_[1] = table.needed("p16_59"), coarse_[2] = table.needed("p60p");
  }

  bool splits() const { return split_young_ || split_old_; }

  std::array<std::uint32_t, table_ages> read(std::size_t row) const
  {
    std::array<std::optional<long>, profile_ages> known{};  // 55-64 is never known where it is split
    std::array<std::uint32_t, table_ages> people{};
    for (std::size_t band = 0; band < table_ages; ++band) {
      if (!fine_[band] || (split_old_ && band >= child_table_ages)) continue;
      const auto count = table_.whole(row, *fine_[band], 0, most_people);
      people[band] = static_cast<std::uint32_t>(count.value_or(0));
      if (band < child_table_ages) known[band] = count;
    }
    if (split_young_) split(row, coarse_[0], known, 0, young, people);
    if (split_old_) {
      split(row, coarse_[1], known, young, to_59, people);
      split(row, coarse_[2], known, from_60, profile_ages - from_60, people);
    }
    return people;
  }

 private:
  bool complete(std::size_t from, std::size_t to) const
  {
    for (std::size_t band = from; band < to; ++band)
      if (!fine_[band]) return false;
    return true;
  }

  /// Shares a coarse band out: what is known of it stands (rounded to its total where all is known), the rest
  /// follows the profile.
  void split(std::size_t row, std::optional<std::size_t> column,
             const std::array<std::optional<long>, profile_ages>& known, std::size_t first, std::size_t bands,
             std::array<std::uint32_t, table_ages>& people) const
  {
    if (!column) return;
    const auto total = table_.whole(row, *column, 0, most_people);
    if (!total) return;
    std::vector<double> weights(bands, 0);
    long sum = 0;
    bool all_known = true;
    for (std::size_t i = 0; i < bands; ++i) {
      if (known[first + i])
        sum += *known[first + i];
      else
        all_known = false;
    }
    constexpr double rounding =
        0.05;  // sums of rounded or perturbed bands differ from their total by this at most
    constexpr double few = 5;
    const auto whole = static_cast<double>(*total);
    if (all_known ? std::abs(static_cast<double>(sum) - whole) > rounding * whole + few : sum > *total) {
      table_.fault(row, *column, fmt::format("{} persons, but the finer bands add up to {}", *total, sum));
      return;
    }
    const bool as_known = all_known && sum > 0;
    for (std::size_t i = 0; i < bands; ++i)
      weights[i] = as_known           ? static_cast<double>(known[first + i].value_or(0))
                   : known[first + i] ? 0.0
                                      : profile_[first + i];
    const auto shares = sim::apportion(weights, all_known ? *total : *total - sum);
    for (std::size_t i = 0; i < bands; ++i) {
      const std::size_t profile_band = first + i;
      const std::size_t band =
          profile_band < from_60 ? profile_band : profile_band - 1;  // 55-59 and 60-64 are one band of ours
      if (as_known) people[band] = 0;
      people[band] += static_cast<std::uint32_t>(shares[i]);
    }
  }

  MappedTable& table_;
  const std::array<double, profile_ages>& profile_;
  std::array<std::optional<std::size_t>, table_ages> fine_{};
  std::array<std::optional<std::size_t>, 3> coarse_{};
  bool split_young_ = false, split_old_ = false;
};

std::optional<double> share_at(const MappedTable& table, std::size_t row, std::optional<std::size_t> column)
{
  if (!column || table.text(row, "minority_ethnic", column).empty()) return std::nullopt;
  return table.number(row, *column, 0, 1);
}

}  // namespace

std::vector<AreaRow> read_areas(const GeographySettings& settings, sim::io::Faults& faults,
                                std::vector<std::string>& notes)
{
  MappedTable table{settings.areas, faults};
  const auto id = table.needed("area"), place = table.needed("place");
  const auto east = table.needed("easting_m"), north = table.needed("northing_m");
  const auto decile = table.needed(settings.deprivation_index == 2019 ? "imd_decile_2019" : "imd_decile");
  const auto rural = table.wanted("rural"), office = table.wanted("office"),
             network = table.wanted("network"), minority = table.wanted("minority_ethnic");
  const AgeColumns ages{table, settings.age_profile};
  std::vector<AreaRow> rows;
  if (!id || !place || !east || !north || !decile) return rows;
  table.check_ids(*id);
  if (!rural)
    notes.push_back(fmt::format(
        "{}: there is no column rural; areas with fewer than {:.0f} people within {:g} km count as rural",
        settings.areas.file, settings.rural.people, settings.rural.within_km));
  if (ages.splits())
    notes.push_back(settings.areas.file + ": coarser age bands are split by the region's profile");
  rows.reserve(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    AreaRow out;
    out.area.id = table.text(row, "area", id);
    out.place = table.text(row, "place", place);
    if (out.place.empty()) table.fault(row, *place, "the area has no Place (every area lies in one)");
    out.office = table.text(row, "office", office);
    out.network = table.text(row, "network", network);
    if (network && out.network.empty())
      table.fault(row, *network,
                  "the area has no network (where there is the column, every area has one) name the nearest");
    out.area.easting_m = table.number(row, *east, 0, grid_east_m).value_or(0);
    out.area.northing_m = table.number(row, *north, 0, grid_north_m).value_or(0);
    out.area.deprivation =
        static_cast<std::uint8_t>((table.whole(row, *decile, 1, deciles).value_or(1) + 1) / 2);
    if (rural) {
      const std::string word = table.text(row, "rural", rural);
      out.area.rural = word == "1";
      if (word != "0" && word != "1")
        table.fault(row, *rural,
                    fmt::format("\"{}\" is neither 0 nor 1 (urban or rural); give its meaning in "
                                "areas.values.rural",
                                word));
    }
    out.minority_ethnic = share_at(table, row, minority);
    out.area.people = ages.read(row);
    rows.push_back(std::move(out));
  }
  if (!rural && settings.rural.within_km > 0) derive_rurality(settings.rural, rows);
  return rows;
}

std::vector<PlaceNameRow> read_place_names(const GeographySettings& settings, sim::io::Faults& faults)
{
  std::vector<PlaceNameRow> rows;
  if (!settings.place_names.given) return rows;
  MappedTable table{settings.place_names, faults};
  const auto place = table.needed("place"), name = table.needed("name");
  const auto office = table.wanted("office"), minority = table.wanted("minority_ethnic");
  if (!place || !name) return rows;
  table.check_ids(*place);
  for (std::size_t row = 0; row < table.rows(); ++row)
    rows.push_back({table.text(row, "place", place), table.text(row, "name", name),
                    table.text(row, "office", office), share_at(table, row, minority)});
  return rows;
}

}  // namespace models
