// How far patients travel: coordinates of areas and sites of care side by side, since the rows of a Geography are
// so long that every visit would miss the cache.
#pragma once
#include <cmath>
#include <vector>

#include "models/places/sites.hpp"

namespace models {

class Journeys {
 public:
  Journeys(const Geography& geography, const Sites& sites) : detour_{geography.detour}
  {
    for (const Area& area : geography.areas) areas_.push_back({area.easting_m, area.northing_m});
    for (const PracticeSite& site : geography.practices) sites_.push_back({site.easting_m, site.northing_m});
    for (std::size_t number = geography.practices.size(); number < sites.size(); ++number)
      sites_.push_back({sites.other(number).easting_m, sites.other(number).northing_m});
  }
  /// Straight-line distance times the detour factor, between an area of the region and a site (Sites).
  double km(std::size_t area, std::size_t site) const
  {
    constexpr double metres_per_km = 1000;
    const double east = areas_[area].easting_m - sites_[site].easting_m;
    const double north = areas_[area].northing_m - sites_[site].northing_m;
    return std::sqrt(east * east + north * north) / metres_per_km * detour_;
  }

 private:
  struct Point {
    double easting_m, northing_m;
  };
  double detour_;
  std::vector<Point> areas_, sites_;
};

}  // namespace models
