#include "models/pathways/clusters/footprints.hpp"

#include <algorithm>
#include <optional>

namespace models::clusters {

namespace {

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
    if (place[geography.practices[p].place] && geography.office_of(practice) == office &&
        std::none_of(named.begin(), named.end(), has))
      invited.push_back(practice);
  }
  return invited;
}

/// Practices by their network, in the order of networks.
std::vector<Invited> of_networks(const Geography& geography, const std::vector<std::uint16_t>& practices)
{
  std::vector<Invited> groups(geography.networks.size());
  for (const std::uint16_t practice : practices)
    groups[geography.practices[practice].network].push_back(practice);
  std::erase_if(groups, [](const Invited& group) { return group.empty(); });
  return groups;
}

}  // namespace

std::vector<Invited> make_clusters(const Geography& geography, const Settings& settings, std::size_t office)
{
  std::vector<Invited> clusters;
  for (const NamedCluster& named : settings.named) {
    Invited cluster;
    for (const std::string& id : named.practices)
      if (const auto practice = geography.find_practice(id);
          practice && geography.office_of(*practice) == office)
        cluster.push_back(*practice);
    std::sort(cluster.begin(), cluster.end());
    if (!cluster.empty()) clusters.push_back(std::move(cluster));
  }
  std::vector<std::uint16_t> others = others_invited(geography, settings, office, clusters);
  const bool by_network = static_cast<GroupedBy>(settings.grouped_by) == GroupedBy::network;
  for (Invited& cluster : by_network ? of_networks(geography, others)
                                     : neighbourhoods(geography, std::move(others), settings.footprint))
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
        office = geography.office_of(*practice);
      else if (*office != geography.office_of(*practice))
        faults.add(named.where, "practice " + id + " lies in another ICB than those before it (a cluster " +
                                    "crosses no border of an ICB) name it in a cluster of its own");
    }
  }
}

}  // namespace models::clusters
