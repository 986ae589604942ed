#include "models/population/geography.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <unordered_map>

#include "models/population/choices.hpp"
#include "models/population/contracts.hpp"
#include "models/population/networks.hpp"
#include "models/population/place_names.hpp"
#include "models/population/region_tables.hpp"

namespace models {
namespace {

constexpr double metres_per_km = 1000;

double total(const Area& area) { return std::accumulate(area.people.begin(), area.people.end(), 0.0); }

double squared_m(double east_a, double north_a, double east_b, double north_b)
{
  return (east_a - east_b) * (east_a - east_b) + (north_a - north_b) * (north_a - north_b);
}

/// Votes of people or practices for a Place's Office.
using OfficeVotes = std::vector<std::map<std::string, double>>;

/// The networks that the table names, by area; none where it names none.
std::vector<std::string> take_areas(std::vector<AreaRow> rows, const PlaceNames& names, Geography& out,
                                    OfficeVotes& votes)
{
  std::vector<std::string> networks;
  for (AreaRow& row : rows) row.place = names.name(row.place);
  std::sort(rows.begin(), rows.end(), [](const AreaRow& a, const AreaRow& b) {
    return std::tie(a.place, a.area.id) < std::tie(b.place, b.area.id);
  });
  for (AreaRow& row : rows) {
    if (out.places.empty() || out.places.back().name != row.place) {
      out.places.push_back(names.info(row.place));
      out.places.back().first_area = static_cast<std::uint32_t>(out.areas.size());
      votes.emplace_back();
    }
    PlaceInfo& place = out.places.back();
    ++place.areas;
    row.area.place = static_cast<std::uint16_t>(out.places.size() - 1);
    row.area.minority_ethnic =
        static_cast<float>(row.minority_ethnic ? *row.minority_ethnic : names.minority_ethnic(place.name));
    if (!row.office.empty()) votes.back()[row.office] += total(row.area);
    if (!row.network.empty()) networks.push_back(std::move(row.network));
    out.areas.push_back(std::move(row.area));
  }
  return networks;
}

/// Centroids of the people of each Place.
std::vector<std::pair<double, double>> centroids(const Geography& geography)
{
  std::vector<std::pair<double, double>> out;
  for (const PlaceInfo& place : geography.places) {
    double weights = 0, east = 0, north = 0;
    for (std::uint32_t a = place.first_area; a < place.first_area + place.areas; ++a) {
      const Area& area = geography.areas[a];
      const double weight = total(area) + 1;  // empty areas count a little
      weights += weight, east += weight * area.easting_m, north += weight * area.northing_m;
    }
    out.emplace_back(east / weights, north / weights);
  }
  return out;
}

/// What to do about a practice in an unknown Place.
std::string near_place(const std::string& name, const Geography& geography)
{
  std::vector<std::string> names;
  for (const PlaceInfo& place : geography.places) names.push_back(place.name);
  const std::string near = sim::io::did_you_mean(name, names);
  return near.empty() ? "filter the table with practices.only, or give the Place that name as an alias"
                      : near;
}

/// The area of its Place that is nearest to a practice.
std::uint32_t nearest_area(const Geography& geography, const PracticeSite& site)
{
  const PlaceInfo& place = geography.places[site.place];
  const auto first = geography.areas.begin() + place.first_area;
  const auto far = [&](const Area& area) {
    return squared_m(area.easting_m, area.northing_m, site.easting_m, site.northing_m);
  };
  const auto nearest = std::min_element(first, first + place.areas,
                                        [&](const Area& a, const Area& b) { return far(a) < far(b); });
  return static_cast<std::uint32_t>(nearest - geography.areas.begin());
}

/// The Place of each practice: of its area, else of its name, else of the nearest centroid. Whether it is rural is said by
/// its area, or the nearest.
void find_places(std::vector<PracticeRow>& rows, const Geography& geography, const PlaceNames& names,
                 sim::io::Faults& faults, std::vector<std::string>& notes)
{
  std::unordered_map<std::string_view, std::uint32_t> area_of;
  for (const Area& area : geography.areas)
    area_of.emplace(area.id, static_cast<std::uint32_t>(area_of.size()));
  const auto stand = [&](PracticeRow& row, std::uint32_t area) {
    row.stands_in = area;
    row.site.rurality = geography.areas[area].rurality();
  };
  std::unordered_map<std::string_view, std::uint16_t> place_of_name;
  for (const PlaceInfo& place : geography.places)
    place_of_name.emplace(place.name, static_cast<std::uint16_t>(place_of_name.size()));
  const auto centres = centroids(geography);
  std::size_t by_distance = 0;
  for (PracticeRow& row : rows) {
    const auto area = area_of.find(row.area);
    if (area != area_of.end()) {
      row.site.place = geography.areas[area->second].place;
      stand(row, area->second);
      continue;
    }
    const auto named = place_of_name.find(names.name(row.place));
    if (named != place_of_name.end()) {
      row.site.place = named->second;
      stand(row, nearest_area(geography, row.site));
      continue;
    }
    if (!row.place.empty()) {
      faults.add(row.where,
                 sim::io::suggest(fmt::format("practice '{}' lies in '{}' (no area of the region does)",
                                              row.site.id, row.place),
                                  near_place(row.place, geography)));
      continue;
    }
    ++by_distance;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t place = 0; place < centres.size(); ++place) {
      const double far =
          squared_m(centres[place].first, centres[place].second, row.site.easting_m, row.site.northing_m);
      if (far < least) least = far, row.site.place = static_cast<std::uint16_t>(place);
    }
    stand(row, nearest_area(geography, row.site));
  }
  if (by_distance > 0)
    notes.push_back(
        fmt::format("{} practices have neither a known area nor a Place; each counts to the Place with the "
                    "nearest centroid",
                    by_distance));
}

void take_practices(std::vector<PracticeRow>& rows, Geography& out, OfficeVotes& practice_votes)
{
  std::sort(rows.begin(), rows.end(), [](const PracticeRow& a, const PracticeRow& b) {
    return std::tie(a.site.place, a.site.id) < std::tie(b.site.place, b.site.id);
  });
  std::uint32_t next = 0;
  for (std::size_t p = 0; p < out.places.size(); ++p) {
    out.places[p].first_practice = next;
    for (; next < rows.size() && rows[next].site.place == p; ++next) {
      ++out.places[p].practices;
      if (!rows[next].office.empty()) practice_votes[p][rows[next].office] += 1;
    }
  }
}

/// The Office of each Place: that of most of its people, else of most of its practices, else of the nearest
/// Place that has one; without any, the region's own.
void give_offices(const GeographySettings& settings, const PlaceNames& names, const OfficeVotes& by_people,
                  const OfficeVotes& by_practices, Geography& out)
{
  const auto most = [](const std::map<std::string, double>& votes) {
    const auto first = std::max_element(votes.begin(), votes.end(),
                                        [](const auto& a, const auto& b) { return a.second < b.second; });
    return first == votes.end() ? std::string{} : first->first;
  };
  std::vector<std::string> office(out.places.size());
  for (std::size_t p = 0; p < office.size(); ++p) {
    office[p] = most(by_people[p]);
    if (office[p].empty()) office[p] = names.office(out.places[p].name);
    if (office[p].empty()) office[p] = most(by_practices[p]);
  }
  const auto centres = centroids(out);
  const std::vector<std::string> known = office;
  for (std::size_t p = 0; p < office.size(); ++p) {
    if (!office[p].empty()) continue;
    office[p] = settings.office;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t q = 0; q < known.size(); ++q) {
      const double far = squared_m(centres[p].first, centres[p].second, centres[q].first, centres[q].second);
      if (!known[q].empty() && far < least) least = far, office[p] = known[q];
    }
  }
  out.offices = office;
  std::sort(out.offices.begin(), out.offices.end());
  out.offices.erase(std::unique(out.offices.begin(), out.offices.end()), out.offices.end());
  for (std::size_t p = 0; p < office.size(); ++p)
    out.places[p].office = static_cast<std::uint16_t>(
        std::lower_bound(out.offices.begin(), out.offices.end(), office[p]) - out.offices.begin());
}

void note_absent_places(const GeographySettings& settings, const Geography& geography,
                        std::vector<std::string>& notes)
{
  for (const PlaceSettings& place : settings.places)
    if (!geography.find_place(place.name))
      notes.push_back(fmt::format("{}: no area of the table lies in {}; its figures are not used",
                                  place.where, place.name));
}

/// Whether the settings are whole. What is missing is a fault of the study already.
bool usable(const GeographySettings& settings)
{
  const ContractedActivity& contracts = settings.contracts;
  const auto positive = [](double number) { return number > 0; };
  const auto whole = [&](const PlaceSettings& place) {
    return place.areas > 0 && place.radius_km > 0 &&
           std::any_of(place.people_by_class.begin(), place.people_by_class.end(), positive);
  };
  return std::all_of(settings.reach_km.begin(), settings.reach_km.end(), positive) &&
         contracts.uda_per_surgery > 0 && contracts.value > 0 && contracts.most_surgeries > 0 &&
         settings.detour > 0 && settings.network_people > 0 &&
         (settings.areas.given ||
          (!settings.places.empty() && std::all_of(settings.places.begin(), settings.places.end(), whole)));
}

void check_sizes(const Geography& geography, std::size_t practices, const std::string& where,
                 sim::io::Faults& faults)
{
  constexpr std::size_t most = no_practice;
  const auto check = [&](std::size_t count, const char* things) {
    if (count >= most)
      faults.add(where, fmt::format("{} {} (room for {}) split the region", count, things, most - 1));
  };
  check(geography.places.size(), "Places");
  check(practices, "practices");
  for (const PlaceInfo& place : geography.places) check(place.areas, "areas in one Place");
  const bool nobody = std::all_of(geography.areas.begin(), geography.areas.end(),
                                  [](const Area& area) { return total(area) < 1; });
  if (nobody)
    faults.add(where,
               "the region has no people (every area is empty) check the columns of ages and the filter "
               "areas.only");
}

}  // namespace

double Geography::travel_km(std::size_t area, std::size_t practice) const
{
  const Area& from = areas[area];
  const PracticeSite& to = practices[practice];
  return std::sqrt(squared_m(from.easting_m, from.northing_m, to.easting_m, to.northing_m)) / metres_per_km *
         detour;
}

std::optional<std::uint16_t> Geography::find_practice(std::string_view id) const
{
  for (std::size_t p = 0; p < practices.size(); ++p)
    if (practices[p].id == id) return static_cast<std::uint16_t>(p);
  return std::nullopt;
}

std::optional<std::size_t> Geography::find_place(std::string_view name) const
{
  for (std::size_t p = 0; p < places.size(); ++p) {
    const auto& aliases = places[p].aliases;
    if (places[p].name == name || std::find(aliases.begin(), aliases.end(), name) != aliases.end()) return p;
  }
  return std::nullopt;
}

std::uint32_t id_key(std::string_view id)
{
  std::uint32_t hash = 2166136261u;  // FNV-1a, 32 bits
  for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

Geography build_geography(const GeographySettings& settings, std::uint64_t seed, sim::io::Faults& faults,
                          std::vector<std::string>& notes)
{
  const std::size_t before = faults.size();
  Geography out;
  out.detour = settings.detour;
  const PlaceNames names{settings, read_place_names(settings, faults)};
  OfficeVotes by_people;
  const bool is_usable = usable(settings);
  auto areas = settings.areas.given ? read_areas(settings, faults, notes)
               : is_usable          ? make_areas(settings)
                                    : std::vector<AreaRow>{};
  auto rows = settings.practices.given ? read_practices(settings, faults) : std::vector<PracticeRow>{};
  if (areas.empty()) return Geography{};
  const std::vector<std::string> networks = take_areas(std::move(areas), names, out, by_people);
  note_absent_places(settings, out, notes);
  if (!settings.practices.given) {
    if (!is_usable || faults.size() > before) return Geography{};
    rows = make_practices(settings, out, seed);
  }
  find_places(rows, out, names, faults, notes);
  OfficeVotes by_practices(out.places.size());
  take_practices(rows, out, by_practices);
  give_offices(settings, names, by_people, by_practices, out);
  if (faults.size() == before)
    check_sizes(out, rows.size(), settings.areas.given ? settings.areas.where : settings.places.front().where,
                faults);
  if (!is_usable || faults.size() > before) return Geography{};
  for (const PracticeRow& row : rows) out.practices.push_back(row.site);  // equally large so far
  const auto people_nearby = catchments(out, choose_practices(settings, out));
  out.practices =
      give_contracts(settings.contracts, rows, people_nearby, seed, settings.practices.where, faults);
  if (faults.size() > before) return Geography{};
  out.choices = choose_practices(settings, out);
  if (networks.empty())
    make_networks(settings.network_people, out);
  else
    name_networks(networks, rows, out);
  return out;
}

}  // namespace models
