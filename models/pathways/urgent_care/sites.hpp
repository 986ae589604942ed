// Urgent sites: how many each Place has, where they stand, what they can do.
#pragma once
#include <cstdint>
#include <vector>

#include "models/pathways/urgent_care/settings.hpp"
#include "models/places/place.hpp"

namespace models::urgent_care {

/// Named Places have what the config says; the others of an ICB share `per_million` by their people. A site stands
/// in the rooms of a practice of its Place (the largest contracts first); a Place without practices has none.
std::vector<Site> make_sites(const Geography& geography, const SiteSettings& settings);
/// How many of a Place's sites are added ones: its last.
int added_in(const Geography& geography, const SiteSettings& settings, std::size_t place);
/// What each of the pathway's sites can do, a bit by Help: of every ICB's sites, in their order, the shares of
/// SiteSettings::able.
std::vector<std::uint8_t> abilities(const SiteSettings& settings, const Sites& sites, Sites::Range all,
                                    const Geography& geography);

/// Whether a caller may have the time that sites keep ([priority.urgent_site]).
bool goes_first(const Surroundings& around, std::uint32_t person, sim::Day today, std::uint8_t oral);

/// What the sites come to in a period.
std::vector<PlanFigure> plan(const Geography& geography, const SiteSettings& settings, Days period);

}  // namespace models::urgent_care
