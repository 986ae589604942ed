#include "models/population/choices.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace models {
namespace {

constexpr double metres_per_km = 1000;

struct Near {
  double squared_m;
  std::uint16_t practice;
  friend bool operator<(const Near& a, const Near& b)
  {
    return std::tie(a.squared_m, a.practice) < std::tie(b.squared_m, b.practice);
  }
};

/// Practices in square cells, so that a search for the nearest looks at few of them.
class PracticeGrid {
 public:
  explicit PracticeGrid(std::span<const PracticeSite> practices) : practices_{practices}
  {
    const auto [west, east] = std::minmax_element(practices.begin(), practices.end(), by_easting);
    const auto [south, north] = std::minmax_element(practices.begin(), practices.end(), by_northing);
    west_ = west->easting_m, south_ = south->northing_m;
    const double wide = east->easting_m - west_, high = north->northing_m - south_;
    // about two practices a cell, were they spread evenly
    cell_m_ = std::max(metres_per_km, std::sqrt(2 * wide * high / static_cast<double>(practices.size())));
    columns_ = column(east->easting_m) + 1, rows_ = row(north->northing_m) + 1;
    cells_.resize(static_cast<std::size_t>(columns_ * rows_));
    for (std::size_t p = 0; p < practices.size(); ++p)
      cells_[index(column(practices[p].easting_m), row(practices[p].northing_m))].push_back(
          static_cast<std::uint16_t>(p));
  }

  /// The nearest practices of a point, nearest first.
  void nearest(double easting_m, double northing_m, std::vector<Near>& out) const
  {
    out.clear();
    const int x = column(easting_m), y = row(northing_m);
    // after this ring every cell of the grid has been seen
    const int last =
        std::max({std::abs(x), std::abs(columns_ - 1 - x), std::abs(y), std::abs(rows_ - 1 - y)});
    for (int ring = 0; ring <= last; ++ring) {
      for (int j = std::max(y - ring, 0); j <= std::min(y + ring, rows_ - 1); ++j) {
        const bool edge = j == y - ring || j == y + ring;
        for (int i = x - ring; i <= x + ring; i += edge || ring == 0 ? 1 : 2 * ring)
          if (i >= 0 && i < columns_) look(index(i, j), easting_m, northing_m, out);
      }
      if (out.size() < choices_per_area) continue;
      std::nth_element(out.begin(), out.begin() + choices_per_area - 1, out.end());
      out.resize(choices_per_area);
      const double seen_m = ring * cell_m_;  // all within this distance has been seen
      if (out.back().squared_m <= seen_m * seen_m) break;
    }
    std::sort(out.begin(), out.end());
  }

 private:
  static bool by_easting(const PracticeSite& a, const PracticeSite& b) { return a.easting_m < b.easting_m; }
  static bool by_northing(const PracticeSite& a, const PracticeSite& b)
  {
    return a.northing_m < b.northing_m;
  }
  int column(double easting_m) const { return static_cast<int>(std::floor((easting_m - west_) / cell_m_)); }
  int row(double northing_m) const { return static_cast<int>(std::floor((northing_m - south_) / cell_m_)); }
  std::size_t index(int i, int j) const { return static_cast<std::size_t>(j * columns_ + i); }

  void look(std::size_t cell, double easting_m, double northing_m, std::vector<Near>& out) const
  {
    for (const std::uint16_t p : cells_[cell]) {
      const double east = practices_[p].easting_m - easting_m, north = practices_[p].northing_m - northing_m;
      out.push_back({east * east + north * north, p});
    }
  }

  std::span<const PracticeSite> practices_;
  double west_ = 0, south_ = 0, cell_m_ = 1;
  int columns_ = 0, rows_ = 0;
  std::vector<std::vector<std::uint16_t>> cells_;
};

}  // namespace

std::vector<Choices> choose_practices(const GeographySettings& settings, const Geography& geography)
{
  constexpr double farthest = 60;  // reaches beyond the nearest practice; weights stay within a float
  Choices nothing;
  nothing.practice.fill(no_practice);
  nothing.mean.fill(std::numeric_limits<float>::infinity());
  nothing.mean_without_car = nothing.mean;
  std::vector<Choices> out(geography.areas.size(), nothing);
  if (geography.practices.empty()) return out;
  const PracticeGrid grid{geography.practices};
  std::vector<Near> near;
  for (std::size_t a = 0; a < out.size(); ++a) {
    const Area& area = geography.areas[a];
    const double reach = settings.reach_km[area.deprivation - 1u] * (area.rural ? settings.rural_reach : 1);
    grid.nearest(area.easting_m, area.northing_m, near);
    const auto weigh = [&](double reach_km, std::array<float, choices_per_area>& mean) {
      std::array<double, choices_per_area> weight{};
      for (std::size_t k = 0; k < near.size(); ++k) {
        const double beyond_km =
            geography.travel_km(a, near[k].practice) - geography.travel_km(a, near[0].practice);
        const auto size = static_cast<double>(
            std::max<std::int64_t>(geography.practices[near[k].practice].contracted_uda, 1));
        weight[k] = size * std::exp(-std::min(beyond_km / reach_km, farthest));
      }
      const double sum = std::accumulate(weight.begin(), weight.end(), 0.0);
      for (std::size_t k = 0; k < near.size(); ++k) mean[k] = static_cast<float>(sum / weight[k]);
    };
    for (std::size_t k = 0; k < near.size(); ++k) out[a].practice[k] = near[k].practice;
    weigh(reach, out[a].mean);
    weigh(reach * settings.reach_without_car, out[a].mean_without_car);
  }
  return out;
}

std::vector<double> catchments(const Geography& geography, std::span<const Choices> choices)
{
  std::vector<double> out(geography.practices.size(), 0);
  for (std::size_t a = 0; a < choices.size(); ++a) {
    const auto& people = geography.areas[a].people;
    const double all = std::accumulate(people.begin(), people.end(), 0.0);
    for (std::size_t k = 0; k < choices_per_area; ++k)
      if (choices[a].practice[k] != no_practice)
        out[choices[a].practice[k]] += all / static_cast<double>(choices[a].mean[k]);
  }
  return out;
}

}  // namespace models
