// The practices that the people of each area think of: the nearest ones, weighted by size and distance.
#pragma once
#include <span>
#include <vector>

#include "models/population/geography_settings.hpp"

namespace models {

/// For each area its nearest practices whatever their Place (equal distances: the lower index first), weighted by
/// Huff's model (1963): size x exp(-distance / reach). The reach is that of the area's deprivation class, since
/// fewer people have a car in poor areas, and longer in rural ones.
std::vector<Choices> choose_practices(const GeographySettings& settings, const Geography& geography);

/// People by practice, if every area's people went to its choices by their weights.
std::vector<double> catchments(const Geography& geography, std::span<const Choices> choices);

}  // namespace models
