// Which practices are invited to one cluster: those that the config names, or neighbours who together serve so many
// people. No cluster crosses the border of an ICB.
#pragma once
#include <cstdint>
#include <vector>

#include "models/pathways/clusters/settings.hpp"
#include "models/population/geography.hpp"

namespace models::clusters {

/// Numbers of the practices of the region, ascending.
using Invited = std::vector<std::uint16_t>;

/// The clusters of an ICB: first those that the config names, in its order, then footprints.
std::vector<Invited> make_clusters(const Geography& geography, const Settings& settings, std::size_t office);

/// Unknown Places and practices, practices that are named twice, named clusters that lie in two ICBs.
void check(const Geography& geography, const Settings& settings, sim::io::Faults& faults);

}  // namespace models::clusters
