#include "models/places/sites.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/check.hpp"

namespace models {

Sites::Sites(const Geography& geography) : geography_{geography} {}

void Sites::add(std::size_t pathway, std::vector<Site> sites)
{
  REQUIRED(pathways_.empty() || pathways_.back() < pathway, "pathways add their sites once, in their order");
  if (size() + sites.size() >= no_practice)
    throw sim::CapacityFault("more than 65,534 practices and other sites of care in one region");
  // a sort that keeps the order within a Place, by position
  std::vector<std::size_t> order(sites.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return sites[a].place != sites[b].place ? sites[a].place < sites[b].place : a < b;
  });
  others_.reserve(others_.size() + sites.size());
  for (const std::size_t k : order) others_.push_back(std::move(sites[k]));
  pathways_.resize(others_.size(), static_cast<std::uint8_t>(pathway));
}

Sites::Range Sites::of(std::size_t pathway) const
{
  const auto range = std::equal_range(pathways_.begin(), pathways_.end(), pathway);
  return {static_cast<std::uint16_t>(geography_.practices.size() +
                                     static_cast<std::size_t>(range.first - pathways_.begin())),
          static_cast<std::uint16_t>(range.second - range.first)};
}

Sites::Range Sites::of(std::size_t pathway, std::size_t place) const
{
  Range range = of(pathway);
  while (range.count > 0 && other(range.first).place != place) {
    ++range.first;
    --range.count;
  }
  while (range.count > 0 && other(range.first + range.count - 1u).place != place) --range.count;
  return range;
}

std::int64_t people_of(const Geography& geography, std::size_t place)
{
  const PlaceInfo& info = geography.places[place];
  std::int64_t people = 0;
  for (std::uint32_t a = 0; a < info.areas; ++a)
    for (const std::uint32_t n : geography.areas[info.first_area + a].people) people += n;
  return people;
}

std::vector<int> share_out(std::span<const std::int64_t> weights, int things)
{
  const std::int64_t all = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  std::vector<int> share(weights.size(), 0);
  if (all == 0) return share;
  std::vector<std::pair<std::int64_t, std::size_t>> remainder;
  remainder.reserve(weights.size());
  int given = 0;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    share[k] = static_cast<int>(weights[k] * things / all);
    given += share[k];
    remainder.emplace_back(-(weights[k] * things % all), k);  // the largest first, then by order
  }
  std::sort(remainder.begin(), remainder.end());
  for (std::size_t k = 0; given < things; ++k, ++given) ++share[remainder[k].second];
  return share;
}

std::vector<int> share_by_people(const Geography& geography, std::span<const std::size_t> places, int sites)
{
  std::vector<std::int64_t> people;
  people.reserve(places.size());
  for (const std::size_t place : places) people.push_back(people_of(geography, place));
  return share_out(people, sites);
}

std::vector<std::uint32_t> largest_practices(const Geography& geography, std::size_t place)
{
  const PlaceInfo& info = geography.places[place];
  std::vector<std::uint32_t> largest(info.practices);
  std::iota(largest.begin(), largest.end(), info.first_practice);
  std::sort(largest.begin(), largest.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto of = [&](std::uint32_t p) { return geography.practices[p].contracted_uda; };
    return of(a) != of(b) ? of(a) > of(b) : a < b;
  });
  return largest;
}

void check(const Geography& geography, std::span<const NamedSites> named, sim::io::Faults& faults)
{
  std::vector<PlaceName> names;
  for (const NamedSites& one : named) names.push_back({one.place, one.where});
  check(geography, names, faults);
}

void check(const Geography& geography, std::span<const PlaceName> names, sim::io::Faults& faults)
{
  for (auto one = names.begin(); one != names.end(); ++one) {
    const auto place = geography.find_place(one->name);
    if (!place)
      faults.add(one->where,
                 fmt::format("unknown place {} (the region has no Place of that name)", one->name));
    const auto same = std::find_if(names.begin(), one, [&](const PlaceName& other) {
      return place && geography.find_place(other.name) == place;
    });
    if (same != one)
      faults.add(one->where,
                 fmt::format("{} is set already as {} (both name one Place) write it as there, or "
                             "leave one out",
                             one->name, same->name));
  }
}

std::optional<int> find_named(const Geography& geography, std::span<const NamedSites> named,
                              std::size_t place)
{
  for (const NamedSites& one : named)
    if (geography.find_place(one.place) == place) return one.sites;
  return std::nullopt;
}

std::vector<int> sites_by_place(const Geography& geography, double per_million,
                                const std::function<std::optional<int>(std::size_t place)>& own)
{
  constexpr double million = 1e6;
  std::vector<int> sites(geography.places.size(), 0);
  for (std::size_t office = 0; office < geography.offices.size(); ++office) {
    std::vector<std::size_t> rest;
    std::int64_t people = 0;
    for (std::size_t place = 0; place < sites.size(); ++place) {
      if (geography.places[place].office != office) continue;
      if (const auto named = own(place)) {
        sites[place] = *named;
        continue;
      }
      rest.push_back(place);
      people += people_of(geography, place);
    }
    const auto all = static_cast<int>(std::lround(per_million * static_cast<double>(people) / million));
    const std::vector<int> share = share_by_people(geography, rest, all);
    for (std::size_t k = 0; k < rest.size(); ++k) sites[rest[k]] = share[k];
  }
  return sites;
}

Site site_of_its_own(const Geography& geography, std::size_t place, int k)
{
  const std::vector<std::uint32_t> largest = largest_practices(geography, place);
  if (!largest.empty()) {
    Site site = site_in_rooms(geography, largest[static_cast<std::size_t>(k) % largest.size()]);
    site.practice = no_practice;
    return site;
  }
  const Area& area = geography.areas[geography.places[place].first_area];
  return {area.id, static_cast<std::uint16_t>(place), area.easting_m, area.northing_m, no_practice};
}

Site site_in_rooms(const Geography& geography, std::uint32_t practice)
{
  const PracticeSite& rooms = geography.practices[practice];
  return {rooms.id, rooms.place, rooms.easting_m, rooms.northing_m, static_cast<std::uint16_t>(practice)};
}

}  // namespace models
