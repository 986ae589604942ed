// Urgent sites: how many each Place has, where they stand, what they can do.
#pragma once
#include <cstdint>
#include <vector>

#include "models/pathways/urgent_care/settings.hpp"

namespace models::urgent_care {

/// Named Places have what the config says; the others of an ICB share `per_million` by their people. A site stands
/// in the rooms of a practice of its Place (the largest contracts first); a Place without practices has none.
std::vector<Site> make_sites(const Geography& geography, const SiteSettings& settings);
/// What each of the pathway's sites can do, a bit by Help: of every ICB's sites, in their order, the shares of
/// SiteSettings::able.
std::vector<std::uint8_t> abilities(const SiteSettings& settings, const Sites& sites, Sites::Range all,
                                    const Geography& geography);

}  // namespace models::urgent_care
