#include "models/places/pathway.hpp"

namespace models {

Sites make_sites(const Geography& geography, std::span<const PathwayOfScenario> pathways)
{
  Sites sites{geography};
  for (std::size_t number = 0; number < pathways.size(); ++number)
    if (const PathwayOfScenario& pathway = pathways[number]; pathway.settings && pathway.kind.sites)
      sites.add(number, pathway.kind.sites(geography, *pathway.settings));
  return sites;
}

}  // namespace models
