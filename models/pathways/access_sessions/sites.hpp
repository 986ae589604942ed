// Which practices hold access sessions, and where access centres stand.
#pragma once
#include <cstdint>
#include <vector>

#include "models/pathways/access_sessions/settings.hpp"

namespace models::access_sessions {

/// The sites of the region: practices in their own rooms, then centres in rooms of their own.
std::vector<Site> make_sites(const Geography& geography, const Settings& settings);

}  // namespace models::access_sessions
