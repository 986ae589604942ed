// Which areas are rural, where a table of areas does not say: those with few people around them.
#pragma once
#include <vector>

#include "models/population/region_tables.hpp"

namespace models {

/// Gives each area its class by the people of all areas whose centroids lie within the rule's distance, its own
/// included. People beyond the table's edge are not known.
void derive_rurality(const RuralRule& rule, std::vector<AreaRow>& rows);

}  // namespace models
