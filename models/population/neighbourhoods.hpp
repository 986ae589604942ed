// Neighbourhoods: practices of a map put together by nearness, so that each group serves about as many people.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/population/geography.hpp"

namespace models {

/// Numbers of the practices of the region, ascending.
using Neighbourhood = std::vector<std::uint16_t>;

/// These practices in neighbourhoods for so many people each, from the rim inwards. An area's people count for the nearest
/// of these practices; where an ICB is given, those of its own areas alone.
std::vector<Neighbourhood> neighbourhoods(const Geography& geography, std::vector<std::uint16_t> practices,
                                          double people, std::optional<std::size_t> office = {});

}  // namespace models
