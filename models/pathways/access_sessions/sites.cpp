#include "models/pathways/access_sessions/sites.hpp"

namespace models::access_sessions {

std::vector<Site> make_sites(const Geography& geography, const Settings& settings)
{
  std::vector<Site> sites;
  for (const std::uint32_t practice : select_practices(geography, settings.at_practices.selection))
    sites.push_back(site_in_rooms(geography, practice));
  const CentreSessions& centres = settings.at_centres;
  const std::vector<int> by_place = sites_by_place(geography, centres.per_million, [&](std::size_t place) {
    return find_named(geography, centres.places, place);
  });
  for (std::size_t place = 0; place < by_place.size(); ++place)
    for (int k = 0; k < by_place[place]; ++k) sites.push_back(site_of_its_own(geography, place, k));
  return sites;
}

}  // namespace models::access_sessions
