#include "models/places/pathway.hpp"

namespace models {

Conditions make_conditions(const Geography& geography, std::span<const PathwayOfScenario> pathways)
{
  Conditions conditions;
  for (const PathwayOfScenario& pathway : pathways)
    if (pathway.settings && pathway.kind.set_conditions)
      pathway.kind.set_conditions(geography, *pathway.settings, conditions);
  return conditions;
}

Sites make_sites(const Geography& geography, std::span<const PathwayOfScenario> pathways)
{
  Sites sites{geography};
  std::size_t first_service = 0;
  for (std::size_t number = 0; number < pathways.size(); ++number) {
    const PathwayOfScenario& pathway = pathways[number];
    if (pathway.settings && pathway.kind.sites) {
      std::vector<Site> own = pathway.kind.sites(geography, *pathway.settings);
      for (Site& site : own)
        if (site.service != no_service)
          site.service = static_cast<std::uint8_t>(first_service + site.service);
      sites.add(number, std::move(own));
    }
    first_service += pathway.kind.services.size();
  }
  return sites;
}

std::vector<double> most_onset(const Geography& geography, std::span<const PathwayOfScenario> pathways)
{
  std::vector<double> most(geography.places.size(), 1);
  for (const PathwayOfScenario& pathway : pathways)
    if (pathway.settings && pathway.kind.most_onset)
      for (std::size_t place = 0; place < most.size(); ++place)
        most[place] *= pathway.kind.most_onset(geography, *pathway.settings, place);
  return most;
}

}  // namespace models
