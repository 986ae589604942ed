// Small regions made by hand, for tests that need no study file.
#pragma once
#include <cstdlib>
#include <optional>
#include <string>

#include "models/population/geography_settings.hpp"

namespace tests {

/// The folder of the real tables, where the environment names one.
inline std::optional<std::string> data_folder()
{
  const char* folder = std::getenv("BITEWING_DATA");
  return folder ? std::optional<std::string>{folder} : std::nullopt;
}

/// What no table and no Place gives, made up.
inline models::GeographySettings plain_settings()
{
  models::GeographySettings out;
  out.office = "Office";
  out.deprivation_index = 2025;
  out.age_profile = {3, 3, 5, 5, 2, 7, 14, 13, 13, 7, 6, 10, 6, 2};
  out.reach_km = {2, 2.5, 3, 3.5, 4};
  out.rural_reach = 2;
  out.detour = 1.3;
  out.contracts = {.region_uda = 10'000, .spread = 0.75, .value = 32, .value_spread = 0.1, .value_least = 28,
                   .uda_per_surgery = 5000, .most_surgeries = 16, .accepting_adults = 0.4, .accepting_children = 0.6};
  return out;
}

}  // namespace tests
