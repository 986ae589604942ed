// How far patients travel: coordinates of areas and practices side by side, since the rows of a Geography are
// so long that every visit would miss the cache.
#pragma once
#include <cmath>
#include <vector>

#include "models/population/geography.hpp"

namespace models {

class Journeys {
 public:
  explicit Journeys(const Geography& geography) : detour_{geography.detour}
  {
    for (const Area& area : geography.areas) areas_.push_back({area.easting_m, area.northing_m});
    for (const PracticeSite& site : geography.practices)
      practices_.push_back({site.easting_m, site.northing_m});
  }
  /// As Geography::travel_km has it.
  double km(std::size_t area, std::size_t practice) const
  {
    constexpr double metres_per_km = 1000;
    const double east = areas_[area].easting_m - practices_[practice].easting_m;
    const double north = areas_[area].northing_m - practices_[practice].northing_m;
    return std::sqrt(east * east + north * north) / metres_per_km * detour_;
  }

 private:
  struct Point {
    double easting_m, northing_m;
  };
  double detour_;
  std::vector<Point> areas_, practices_;
};

}  // namespace models
