// Areas and practices made from the figures of [places] where no table is given.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "models/population/region_tables.hpp"
#include "sim/numeric.hpp"
#include "sim/stream.hpp"

namespace models {
namespace {

constexpr double metres_per_km = 1000;
const double golden_angle = std::numbers::pi * (3 - std::sqrt(5.0));

/// Areas of each class: in proportion to its people, at least one where it has any.
std::vector<std::int64_t> areas_by_class(const PlaceSettings& place)
{
  auto areas = sim::apportion(place.people_by_class, place.areas);
  for (std::size_t c = 0; c < deprivation_classes; ++c)
    if (place.people_by_class[c] > 0 && areas[c] == 0) {
      --*std::max_element(areas.begin(), areas.end());
      areas[c] = 1;
    }
  return areas;
}

/// Persons of one band by class: children by the children's shares, adults by what the classes' totals leave.
std::vector<std::int64_t> people_by_class(const PlaceSettings& place, std::size_t band)
{
  const double all = std::accumulate(place.people.begin(), place.people.end(), 0.0);
  const double children = std::accumulate(place.people.begin(), place.people.begin() + child_table_ages, 0.0);
  std::array<double, deprivation_classes> weights{};
  for (std::size_t c = 0; c < deprivation_classes; ++c) {
    const double young = children * place.children_by_class[c];
    if (place.people_by_class[c] > 0)
      weights[c] = band < child_table_ages ? young : std::max(0.0, all * place.people_by_class[c] - young);
  }
  return sim::apportion(weights, std::llround(place.people[band]));
}

/// The k-th of n equal whole parts of `total`, the remainders beginning at `offset`; all parts sum to total.
std::uint32_t part(std::int64_t total, std::int64_t k, std::int64_t n, double offset)
{
  const auto until = [&](std::int64_t parts) {
    return std::floor(static_cast<double>(total) * static_cast<double>(parts) / static_cast<double>(n) +
                      offset);
  };
  return static_cast<std::uint32_t>(until(k + 1) - until(k));
}

void make_areas(const PlaceSettings& place, std::vector<AreaRow>& out)
{
  const auto areas = areas_by_class(place);
  const std::size_t first = out.size();
  for (std::size_t c = 0; c < deprivation_classes; ++c)
    for (std::int64_t k = 0; k < areas[c]; ++k) {
      const auto i = static_cast<double>(out.size() - first);
      const double share = (i + 0.5) / place.areas;  // of the Place's areas, from the centre outwards
      const double radius = place.radius_km * metres_per_km * std::sqrt(share);
      AreaRow row;
      row.place = place.name;
      row.area.id = fmt::format("{} {:04}", place.name, out.size() - first + 1);
      row.area.easting_m =
          std::clamp(place.easting_m + radius * std::cos(i * golden_angle), 0.0, grid_east_m);
      row.area.northing_m =
          std::clamp(place.northing_m + radius * std::sin(i * golden_angle), 0.0, grid_north_m);
      row.area.deprivation = static_cast<std::uint8_t>(c + 1);
      row.area.rural = share > 1 - place.rural;
      out.push_back(std::move(row));
    }
  for (std::size_t band = 0; band < table_ages; ++band) {
    const auto people = people_by_class(place, band);
    const double offset = static_cast<double>(band) / table_ages;
    std::size_t area = first;
    for (std::size_t c = 0; c < deprivation_classes; ++c)
      for (std::int64_t k = 0; k < areas[c]; ++k)
        out[area++].area.people[band] = part(people[c], k, areas[c], offset);
  }
}

}  // namespace

std::vector<AreaRow> make_areas(const GeographySettings& settings)
{
  std::vector<AreaRow> rows;
  for (const PlaceSettings& place : settings.places) make_areas(place, rows);
  return rows;
}

std::vector<PracticeRow> make_practices(const GeographySettings& settings, const Geography& geography,
                                        std::uint64_t seed)
{
  constexpr sim::Why where{"site of a practice"};
  const sim::Streams streams{seed, 0};
  std::vector<PracticeRow> rows;
  for (const PlaceSettings& settings_of_place : settings.places) {
    const auto index = geography.find_place(settings_of_place.name);
    if (!index) continue;
    const PlaceInfo& place = geography.places[*index];
    std::vector<double> people_until;  // running total over the Place's areas
    double people = 0;
    for (std::uint32_t a = 0; a < place.areas; ++a) {
      const auto& bands = geography.areas[place.first_area + a].people;
      people += std::accumulate(bands.begin(), bands.end(), 0.0);
      people_until.push_back(people);
    }
    for (int i = 0; i < settings_of_place.practices; ++i) {
      PracticeRow row;
      row.site.id = fmt::format("{} practice {:03}", place.name, i + 1);
      const double u = streams.draw(id_key(row.site.id), where, 0).uniform(0);
      const double at = (i + u) / settings_of_place.practices * people;
      const auto found = std::upper_bound(people_until.begin(), people_until.end() - 1, at);
      const Area& area =
          geography.areas[place.first_area + static_cast<std::size_t>(found - people_until.begin())];
      row.area = area.id;
      row.place = place.name;
      row.site.easting_m = area.easting_m;
      row.site.northing_m = area.northing_m;
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

}  // namespace models
