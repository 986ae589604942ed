#include "models/pathways/urgent_care/sites.hpp"

#include <algorithm>
#include <cmath>

namespace models::urgent_care {

namespace {

/// Sites of every Place: named, or shared out over the rest of its ICB.
std::vector<int> sites_by_place(const Geography& geography, const SiteSettings& settings)
{
  std::vector<int> sites(geography.places.size(), -1);
  for (const PlaceSites& named : settings.places)
    if (const auto place = geography.find_place(named.place)) sites[*place] = named.sites;
  for (std::size_t office = 0; office < geography.offices.size(); ++office) {
    std::vector<std::size_t> rest;
    std::int64_t people = 0;
    for (std::size_t place = 0; place < sites.size(); ++place) {
      if (geography.places[place].office != office || sites[place] >= 0) continue;
      rest.push_back(place);
      people += people_of(geography, place);
    }
    constexpr double million = 1e6;
    const auto all =
        static_cast<int>(std::lround(settings.per_million * static_cast<double>(people) / million));
    const std::vector<int> share = share_by_people(geography, rest, all);
    for (std::size_t k = 0; k < rest.size(); ++k) sites[rest[k]] = share[k];
  }
  return sites;
}

}  // namespace

std::vector<Site> make_sites(const Geography& geography, const SiteSettings& settings)
{
  const std::vector<int> by_place = sites_by_place(geography, settings);
  std::vector<Site> sites;
  for (std::size_t place = 0; place < by_place.size(); ++place) {
    const std::vector<std::uint32_t> largest = largest_practices(geography, place);
    for (int k = 0; k < by_place[place] && !largest.empty(); ++k) {
      const std::uint32_t practice = largest[static_cast<std::size_t>(k) % largest.size()];
      const PracticeSite& rooms = geography.practices[practice];
      sites.push_back({rooms.id, static_cast<std::uint16_t>(place), rooms.easting_m, rooms.northing_m,
                       static_cast<std::uint16_t>(practice)});
    }
  }
  return sites;
}

std::vector<std::uint8_t> abilities(const SiteSettings& settings, const Sites& sites, Sites::Range all,
                                    const Geography& geography)
{
  std::vector<std::uint8_t> able(all.count, 0);
  std::vector<int> before(geography.offices.size(), 0);  // sites of that ICB so far
  for (std::uint16_t k = 0; k < all.count; ++k) {
    int& position = before[geography.places[sites.place_of(all.first + std::size_t{k})].office];
    for (std::size_t help = 0; help < helps; ++help) {
      const double share = settings.able[help];
      // the sites that can are spread evenly, the first among them
      if (std::ceil(share * (position + 1)) > std::ceil(share * position))
        able[k] = static_cast<std::uint8_t>(able[k] | 1u << help);
    }
    ++position;
  }
  return able;
}

bool goes_first(const Surroundings& around, std::uint32_t person, sim::Day today, std::uint8_t oral)
{
  const QueueOrder& order = around.priority.of(QueueName::urgent_site);
  return order.class_of(claimant(around.population, person, today, static_cast<OralState>(oral), 0)) <
         order.last_class();
}

}  // namespace models::urgent_care
