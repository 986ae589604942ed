// Small regions made by hand, for tests that need no study file.
#pragma once
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "models/population/geography_settings.hpp"
#include "models/population/population_settings.hpp"
#include "tests/catch2.hpp"

namespace tests {

/// The folder of the real tables, where the environment names one.
inline std::optional<std::string> data_folder()
{
  const char* folder = std::getenv("BITEWING_DATA");
  return folder ? std::optional<std::string>{folder} : std::nullopt;
}

/// Says why a test that needs the real tables is left out.
inline void without_tables() { WARN("left out: BITEWING_DATA names no folder of tables"); }

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
  out.network_people = 40'000;
  out.contracts = {.region_uda = 10'000,
                   .spread = 0.75,
                   .follows_people = 0.5,
                   .value = 32,
                   .value_spread = 0.1,
                   .value_least = 28,
                   .uda_per_surgery = 5000,
                   .most_surgeries = 16,
                   .accepting_adults = 0.4,
                   .accepting_children = 0.6};
  return out;
}

/// What the population room reads of a study of configs/.
struct RegionStudy {
  models::GeographySettings geography;
  models::PopulationSettings population;
  std::vector<std::string> faults;  // without other rooms' tables, unknown here
};

inline RegionStudy read_region(const std::string& file, const std::vector<std::string>& sets = {})
{
  RegionStudy out;
  sim::io::Faults faults;
  const auto study = sim::io::Document::open(BITEWING_SOURCE_DIR "/configs/" + file, sets, faults);
  study.read("baseline", faults, [&](sim::io::Block& root) {
    models::read(root, out.geography);
    models::read(root, out.population);
  });
  for (std::string& line : faults.lines())
    if (line.find("(no such table at the top of the file)") == std::string::npos)
      out.faults.push_back(std::move(line));
  return out;
}

/// The geography of a study of configs/; faults are thrown as a text.
inline models::Geography build_region(const RegionStudy& study, std::uint64_t seed = 1)
{
  sim::io::Faults faults;
  std::vector<std::string> notes;
  auto out = models::build_geography(study.geography, seed, faults, notes);
  if (!faults.empty()) throw std::runtime_error{faults.lines().front()};
  return out;
}

}  // namespace tests
