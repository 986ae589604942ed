// Which practices are invited to one cluster: those that the config names, neighbours who together serve so many
// people, or those of one primary care network. No cluster crosses the border of an ICB.
#pragma once
#include <cstdint>
#include <vector>

#include "models/pathways/clusters/settings.hpp"
#include "models/population/neighbourhoods.hpp"

namespace models::clusters {

using Invited = Neighbourhood;

/// The clusters of an ICB: first those that the config names, in its order, then footprints or networks.
std::vector<Invited> make_clusters(const Geography& geography, const Settings& settings, std::size_t office);

/// Unknown Places and practices, practices that are named twice, named clusters that lie in two ICBs.
void check(const Geography& geography, const Settings& settings, sim::io::Faults& faults);

}  // namespace models::clusters
