#include "models/pathways/access_sessions/sites.hpp"

#include <algorithm>
#include <numeric>

namespace models::access_sessions {

std::vector<std::int64_t> core20_nearby(const Geography& geography)
{
  constexpr int core20 = 1;
  std::vector<std::int64_t> people(geography.practices.size(), 0);
  for (std::size_t a = 0; a < geography.areas.size(); ++a) {
    const std::uint16_t nearest = geography.choices[a].practice[0];
    if (geography.areas[a].deprivation != core20 || nearest == no_practice) continue;
    for (const std::uint32_t n : geography.areas[a].people) people[nearest] += n;
  }
  return people;
}

namespace {

/// The practices that are free to choose, in the order in which the rule takes them.
std::vector<std::uint32_t> in_order(const Geography& geography, Chosen rule)
{
  std::vector<std::int64_t> claim = core20_nearby(geography);
  if (rule == Chosen::contract)
    for (std::size_t p = 0; p < claim.size(); ++p) claim[p] = geography.practices[p].contracted_uda;
  std::vector<std::uint32_t> order(claim.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return claim[a] != claim[b] ? claim[a] > claim[b] : a < b;
  });
  return order;
}

/// Takes up to `wanted` more of a list that are not taken yet.
void take(const std::vector<std::uint32_t>& list, int wanted, std::vector<bool>& taken,
          std::vector<std::uint32_t>& out)
{
  for (std::size_t k = 0; k < list.size() && wanted > 0; ++k) {
    if (taken[list[k]]) continue;
    taken[list[k]] = true;
    out.push_back(list[k]);
    --wanted;
  }
}

}  // namespace

std::vector<std::uint32_t> choose_practices(const Geography& geography, const PracticeSessions& settings)
{
  std::vector<std::uint32_t> chosen;
  std::vector<bool> taken(geography.practices.size(), false);
  std::vector<std::size_t> rest;  // Places that are not named
  for (std::size_t place = 0; place < geography.places.size(); ++place) {
    const auto own = find_named(geography, settings.places, place);
    if (own)
      take(largest_practices(geography, place), *own, taken, chosen);
    else
      rest.push_back(place);
  }
  const std::size_t of_places = chosen.size();
  std::vector<std::uint32_t> named;
  for (const std::string& id : settings.named)
    if (const auto practice = geography.find_practice(id)) named.push_back(*practice);
  take(named, settings.practices, taken, chosen);
  // a named Place has its own number and no more
  for (std::uint32_t p = 0; p < taken.size(); ++p)
    if (find_named(geography, settings.places, geography.practices[p].place)) taken[p] = true;
  const int left = settings.practices - static_cast<int>(chosen.size() - of_places);
  if (static_cast<Chosen>(settings.chosen) != Chosen::people) {
    take(in_order(geography, static_cast<Chosen>(settings.chosen)), left, taken, chosen);
    return chosen;
  }
  const std::vector<int> share = share_by_people(geography, rest, std::max(left, 0));
  for (std::size_t k = 0; k < rest.size(); ++k)
    take(largest_practices(geography, rest[k]), share[k], taken, chosen);
  return chosen;
}

std::vector<Site> make_sites(const Geography& geography, const Settings& settings)
{
  std::vector<Site> sites;
  for (const std::uint32_t practice : choose_practices(geography, settings.at_practices))
    sites.push_back(site_in_rooms(geography, practice));
  const CentreSessions& centres = settings.at_centres;
  const std::vector<int> by_place = sites_by_place(geography, centres.per_million, [&](std::size_t place) {
    return find_named(geography, centres.places, place);
  });
  for (std::size_t place = 0; place < by_place.size(); ++place)
    for (int k = 0; k < by_place[place]; ++k) sites.push_back(site_of_its_own(geography, place, k));
  return sites;
}

}  // namespace models::access_sessions
