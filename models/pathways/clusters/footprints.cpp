#include "models/pathways/clusters/footprints.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace models::clusters {

namespace {

std::uint16_t office_of(const Geography& geography, std::uint16_t practice)
{
  return geography.places[geography.practices[practice].place].office;
}

/// Practices of an ICB that are invited and belong to no named cluster.
std::vector<std::uint16_t> others_invited(const Geography& geography, const Settings& settings,
                                          std::size_t office, const std::vector<Invited>& named)
{
  std::vector<bool> place(geography.places.size(), settings.everywhere);
  for (const std::string& name : settings.places)
    if (const auto found = geography.find_place(name)) place[*found] = true;
  std::vector<std::uint16_t> invited;
  for (std::size_t p = 0; p < geography.practices.size(); ++p) {
    const auto practice = static_cast<std::uint16_t>(p);
    const auto has = [&](const Invited& one) { return std::binary_search(one.begin(), one.end(), practice); };
    if (place[geography.practices[p].place] && office_of(geography, practice) == office &&
        std::none_of(named.begin(), named.end(), has))
      invited.push_back(practice);
  }
  return invited;
}

/// Practices on the map, with the people who have none of the others nearer.
class Map {
 public:
  Map(const Geography& geography, std::vector<std::uint16_t> practices)
      : geography_{geography}, free_{std::move(practices)}, people_(geography.practices.size(), 0)
  {
    std::vector<bool> here(geography.practices.size(), false);
    for (const std::uint16_t practice : free_) here[practice] = true;
    for (std::size_t a = 0; a < geography.areas.size(); ++a)
      for (const std::uint16_t nearest : geography.choices[a].practice) {
        if (nearest == no_practice || !here[nearest]) continue;
        for (const std::uint32_t n : geography.areas[a].people) people_[nearest] += n;
        break;
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

/// From the rim inwards: the practice farthest from the middle of all, then its nearest neighbours until there are
/// people enough; the people are shared out evenly over as many clusters as footprints fit.
std::vector<Invited> footprints(Map map, double footprint)
{
  std::vector<Invited> clusters;
  const double share = map.people() / std::max(std::round(map.people() / footprint), 1.0);
  const Map::Point middle = map.middle(map.free());
  double given = 0;  // to the clusters before
  double served = 0;
  const auto join = [&](Invited& cluster, std::uint16_t practice) {
    map.take(practice);
    served += map.people(practice);
    cluster.push_back(practice);
  };
  while (!map.empty()) {
    Invited cluster;
    join(cluster, map.farthest(middle));
    given += share;
    while (!map.empty()) {
      const std::uint16_t neighbour = map.nearest(map.middle(cluster));
      if (served + map.people(neighbour) / 2 > given) break;  // most of it belongs to the next
      join(cluster, neighbour);
    }
    std::sort(cluster.begin(), cluster.end());
    clusters.push_back(std::move(cluster));
  }
  return clusters;
}

}  // namespace

std::vector<Invited> make_clusters(const Geography& geography, const Settings& settings, std::size_t office)
{
  std::vector<Invited> clusters;
  for (const NamedCluster& named : settings.named) {
    Invited cluster;
    for (const std::string& id : named.practices)
      if (const auto practice = geography.find_practice(id);
          practice && office_of(geography, *practice) == office)
        cluster.push_back(*practice);
    std::sort(cluster.begin(), cluster.end());
    if (!cluster.empty()) clusters.push_back(std::move(cluster));
  }
  std::vector<std::uint16_t> others = others_invited(geography, settings, office, clusters);
  if (others.empty()) return clusters;
  for (Invited& cluster : footprints({geography, std::move(others)}, settings.footprint))
    clusters.push_back(std::move(cluster));
  return clusters;
}

void check(const Geography& geography, const Settings& settings, sim::io::Faults& faults)
{
  for (const std::string& name : settings.places)
    if (!geography.find_place(name))
      faults.add(settings.places_where, "unknown place " + name + " (the region has no Place of that name)");
  std::vector<const NamedCluster*> of(geography.practices.size(), nullptr);
  for (const NamedCluster& named : settings.named) {
    std::optional<std::uint16_t> office;
    for (const std::string& id : named.practices) {
      const auto practice = geography.find_practice(id);
      if (!practice) {
        faults.add(named.where, "unknown practice " + id + " (the region has no practice of that id)");
        continue;
      }
      if (const NamedCluster*& other = of[*practice]; other == nullptr)
        other = &named;
      else
        faults.add(named.where, "practice " + id + " is named twice (here and in cluster " + other->name +
                                    ") a practice belongs to one cluster");
      if (!office)
        office = office_of(geography, *practice);
      else if (*office != office_of(geography, *practice))
        faults.add(named.where, "practice " + id + " lies in another ICB than those before it (a cluster " +
                                    "crosses no border of an ICB) name it in a cluster of its own");
    }
  }
}

}  // namespace models::clusters
