// Which practices hold access sessions, and where access centres stand.
#pragma once
#include <cstdint>
#include <vector>

#include "models/pathways/access_sessions/settings.hpp"

namespace models::access_sessions {

/// Practices that hold sessions, none twice: those of named Places (the largest contracts), those of the list, then
/// by the rule. Fewer where the region has not so many.
std::vector<std::uint32_t> choose_practices(const Geography& geography, const PracticeSessions& settings);
/// People of Core20 by practice: those of the areas to which no practice is nearer.
std::vector<std::int64_t> core20_nearby(const Geography& geography);
/// The sites of the region: practices in their own rooms, then centres in rooms of their own.
std::vector<Site> make_sites(const Geography& geography, const Settings& settings);

}  // namespace models::access_sessions
