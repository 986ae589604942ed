#include "models/population/rurality.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace models {
namespace {

constexpr double metres_per_km = 1000;

/// Areas in the order of square cells as wide as the search, row by row, so that all within reach of an area lie
/// in three runs of neighbours.
class Cells {
 public:
  Cells(const std::vector<AreaRow>& rows, double width_m) : width_m_{width_m}
  {
    const auto cells_east = static_cast<std::int64_t>(grid_east_m / width_m_) + 1;
    row_ = cells_east + 2;  // an empty cell on either side: neighbours never lie in another row
    entries_.reserve(rows.size());
    for (const AreaRow& row : rows) {
      const Area& area = row.area;
      entries_.push_back({cell(area.easting_m, area.northing_m), area.easting_m, area.northing_m,
                          std::accumulate(area.people.begin(), area.people.end(), 0.0)});
    }
    std::sort(entries_.begin(), entries_.end(),
              [](const Entry& a, const Entry& b) { return a.cell < b.cell; });
  }

  double people_near(double easting_m, double northing_m) const
  {
    const std::int64_t here = cell(easting_m, northing_m);
    double people = 0;
    for (const std::int64_t middle : {here - row_, here, here + row_}) {
      const auto before = [](const Entry& entry, std::int64_t wanted) { return entry.cell < wanted; };
      auto at = std::lower_bound(entries_.begin(), entries_.end(), middle - 1, before);
      for (; at != entries_.end() && at->cell <= middle + 1; ++at) {
        const double east = at->easting_m - easting_m, north = at->northing_m - northing_m;
        if (east * east + north * north <= width_m_ * width_m_) people += at->people;
      }
    }
    return people;
  }

 private:
  struct Entry {
    std::int64_t cell;
    double easting_m, northing_m, people;
  };
  std::int64_t cell(double easting_m, double northing_m) const
  {
    return static_cast<std::int64_t>(northing_m / width_m_) * row_ +
           static_cast<std::int64_t>(easting_m / width_m_) + 1;
  }

  double width_m_;
  std::int64_t row_ = 0;
  std::vector<Entry> entries_;
};

}  // namespace

void derive_rurality(const RuralRule& rule, std::vector<AreaRow>& rows)
{
  const Cells cells{rows, rule.within_km * metres_per_km};
  for (AreaRow& row : rows)
    row.area.rural = cells.people_near(row.area.easting_m, row.area.northing_m) < rule.people;
}

}  // namespace models
