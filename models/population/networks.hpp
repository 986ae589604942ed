// Primary care networks: groups of practices that serve 30,000 to 50,000 people, each in one ICB.
//
// The NHS says of general practices, not of dental ones, to which network they belong; by where their patients live each
// small area has a network, and a dental practice belongs to that of the area in which it stands.
#pragma once
#include <span>
#include <string>

#include "models/population/region_tables.hpp"

namespace models {

/// By the networks that a table names for each area: sorted by ICB and name. A network whose areas lie in two ICBs is two.
void name_networks(std::span<const std::string> of_areas, std::span<const PracticeRow> practices,
                   Geography& out);
/// Without such a table: neighbourhoods for so many people each, ICB by ICB.
void make_networks(double people, Geography& out);

}  // namespace models
