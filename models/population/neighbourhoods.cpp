#include "models/population/neighbourhoods.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace models {

namespace {

/// Practices on the map, with the people who have none of the others nearer.
class Map {
 public:
  Map(const Geography& geography, std::vector<std::uint16_t> practices, std::optional<std::size_t> office)
      : geography_{geography}, free_{std::move(practices)}, people_(geography.practices.size(), 0)
  {
    std::vector<bool> here(geography.practices.size(), false);
    for (const std::uint16_t practice : free_) here[practice] = true;
    for (std::size_t a = 0; a < geography.areas.size(); ++a) {
      if (office && geography.places[geography.areas[a].place].office != *office) continue;
      for (const std::uint16_t nearest : geography.choices[a].practice) {
        if (nearest == no_practice || !here[nearest]) continue;
        for (const std::uint32_t n : geography.areas[a].people) people_[nearest] += n;
        break;
      }
    }
  }
  bool empty() const { return free_.empty(); }
  double people(std::uint16_t practice) const { return people_[practice]; }
  double people() const
  {
    double sum = 0;
    for (const std::uint16_t practice : free_) sum += people_[practice];
    return sum;
  }
  struct Point {
    double easting_m = 0, northing_m = 0;
  };
  /// The practice that lies farthest from, or nearest to, a point (ties by order).
  std::uint16_t farthest(const Point& from) const { return first_by(from, -1); }
  std::uint16_t nearest(const Point& from) const { return first_by(from, 1); }
  void take(std::uint16_t practice) { free_.erase(std::find(free_.begin(), free_.end(), practice)); }
  Point middle(const std::vector<std::uint16_t>& practices) const
  {
    Point sum;
    for (const std::uint16_t practice : practices) {
      sum.easting_m += geography_.practices[practice].easting_m;
      sum.northing_m += geography_.practices[practice].northing_m;
    }
    const auto n = static_cast<double>(practices.size());
    return {sum.easting_m / n, sum.northing_m / n};
  }
  const std::vector<std::uint16_t>& free() const { return free_; }

 private:
  std::uint16_t first_by(const Point& from, double sign) const
  {
    std::uint16_t best = no_practice;
    double least = std::numeric_limits<double>::infinity();
    for (const std::uint16_t practice : free_) {
      const PracticeSite& site = geography_.practices[practice];
      const double metres = std::hypot(site.easting_m - from.easting_m, site.northing_m - from.northing_m);
      if (sign * metres >= least) continue;
      best = practice;
      least = sign * metres;
    }
    return best;
  }

  const Geography& geography_;
  std::vector<std::uint16_t> free_;
  std::vector<double> people_;  // by practice of the region
};

}  // namespace

/// From the rim inwards: the practice farthest from the middle of all, then its nearest neighbours until there are
/// people enough; the people are shared out evenly over as many groups as fit.
std::vector<Neighbourhood> neighbourhoods(const Geography& geography, std::vector<std::uint16_t> practices,
                                          double people, std::optional<std::size_t> office)
{
  std::vector<Neighbourhood> groups;
  Map map{geography, std::move(practices), office};
  if (map.empty()) return groups;
  const double share = map.people() / std::max(std::round(map.people() / people), 1.0);
  const Map::Point middle = map.middle(map.free());
  double given = 0;  // to the groups before
  double served = 0;
  const auto join = [&](Neighbourhood& group, std::uint16_t practice) {
    map.take(practice);
    served += map.people(practice);
    group.push_back(practice);
  };
  while (!map.empty()) {
    Neighbourhood group;
    join(group, map.farthest(middle));
    given += share;
    while (!map.empty()) {
      const std::uint16_t neighbour = map.nearest(map.middle(group));
      if (served + map.people(neighbour) / 2 > given) break;  // most of it belongs to the next
      join(group, neighbour);
    }
    std::sort(group.begin(), group.end());
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace models
