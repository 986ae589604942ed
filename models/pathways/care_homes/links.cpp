#include "models/pathways/care_homes/links.hpp"

#include <algorithm>

#include "models/places/sites.hpp"

namespace models::care_homes {

namespace {

/// The homes of a Place that no practice visits yet, and the way to them.
class FreeHomes {
 public:
  FreeHomes(const Geography& geography, std::span<const CareHome> homes, std::size_t place)
      : geography_{geography}, homes_{homes}, first_area_{geography.places[place].first_area}
  {
    for (std::uint16_t home = 0; home < homes.size(); ++home) free_.push_back(home);
  }
  bool empty() const { return free_.empty(); }
  struct Nearest {
    double km = 0;  // on average
    std::vector<std::uint16_t> homes;
  };
  Nearest nearest(std::uint16_t practice, int most) const
  {
    std::vector<std::pair<double, std::uint16_t>> order;
    order.reserve(free_.size());
    for (const std::uint16_t home : free_)
      order.emplace_back(geography_.travel_km(first_area_ + homes_[home].area, practice), home);
    const auto count = static_cast<std::ptrdiff_t>(std::min(order.size(), static_cast<std::size_t>(most)));
    std::partial_sort(order.begin(), order.begin() + count, order.end());
    Nearest found;
    for (auto at = order.begin(); at != order.begin() + count; ++at) {
      found.km += at->first / static_cast<double>(count);
      found.homes.push_back(at->second);
    }
    return found;
  }
  void take(const std::vector<std::uint16_t>& homes)
  {
    std::erase_if(free_, [&](std::uint16_t home) {
      return std::find(homes.begin(), homes.end(), home) != homes.end();
    });
  }

 private:
  const Geography& geography_;
  std::span<const CareHome> homes_;
  std::size_t first_area_;
  std::vector<std::uint16_t> free_;
};

bool is_among(const Geography& geography, const Settings& settings, std::size_t place)
{
  return settings.places.empty() ||
         std::any_of(settings.places.begin(), settings.places.end(),
                     [&](const std::string& name) { return geography.find_place(name) == place; });
}

/// Practices of an ICB that are chosen, by Place: no more than a Place has, nor than have a home to visit.
std::vector<int> chosen_by_place(const Geography& geography, const Population& population,
                                 const Settings& settings, std::size_t office,
                                 const std::vector<std::uint16_t>& named)
{
  const std::size_t places = geography.places.size();
  std::vector<std::int64_t> homes(places, 0);
  for (std::size_t place = 0; place < places; ++place)
    if (geography.places[place].office == office && is_among(geography, settings, place))
      homes[place] = static_cast<std::int64_t>(population.homes_of(place).size());
  std::vector<int> chosen = share_out(homes, settings.practices);
  for (std::size_t place = 0; place < places; ++place) {
    const auto taken = std::count_if(named.begin(), named.end(), [&](std::uint16_t practice) {
      return geography.practices[practice].place == place;
    });
    const std::int64_t left = std::max<std::int64_t>(homes[place] - taken * settings.homes, 0);
    const std::int64_t with_a_home = (left + settings.homes - 1) / settings.homes;
    const std::int64_t practices = std::int64_t{geography.places[place].practices} - taken;
    chosen[place] = static_cast<int>(std::min({std::int64_t{chosen[place]}, with_a_home, practices}));
  }
  return chosen;
}

/// Of the k-th practice chosen in a Place, among all chosen: Places take turns in proportion to what they have.
int rank_of(const std::vector<int>& chosen, std::size_t place, int k)
{
  int before = 0;
  for (std::size_t other = 0; other < chosen.size(); ++other) {
    // those j of the other Place with (j + 1/2) / chosen[other] below (k + 1/2) / chosen[place]; ties by Place
    const std::int64_t mine = (2 * std::int64_t{k} + 1) * chosen[other],
                       each = 2 * std::int64_t{chosen[place]};
    for (int j = 0; j < chosen[other]; ++j) {
      const std::int64_t theirs = j * each + chosen[place];
      before += theirs < mine || (theirs == mine && other < place) ? 1 : 0;
    }
  }
  return before;
}

}  // namespace

std::vector<std::uint16_t> named_in(const Geography& geography, const Settings& settings, std::size_t office)
{
  std::vector<std::uint16_t> named;
  for (const std::string& id : settings.named)
    if (const auto practice = geography.find_practice(id);
        practice && geography.places[geography.practices[*practice].place].office == office)
      named.push_back(*practice);
  return named;
}

int practices_to_choose_from(const Geography& geography, const Settings& settings, std::size_t office)
{
  int practices = 0;
  for (std::size_t place = 0; place < geography.places.size(); ++place)
    if (geography.places[place].office == office && is_among(geography, settings, place))
      practices += static_cast<int>(geography.places[place].practices);
  for (const std::uint16_t named : named_in(geography, settings, office))
    practices += is_among(geography, settings, geography.practices[named].place) ? 0 : 1;
  return practices;
}

sim::Day first_day(const Settings& settings, int rank, int practices)
{
  const int pilot = settings.pilot.months > 0 ? settings.pilot.practices : 0;
  if (rank < pilot) return settings.start;
  const int later = std::max(practices - pilot, 1);
  const int month = sim::month_index(settings.start) + settings.pilot.months +
                    (rank - pilot) * settings.roll_out_months / later;
  return std::max(settings.start, sim::first_day_of_month(month));
}

std::vector<Link> make_links(const Geography& geography, const Population& population,
                             const Settings& settings, std::size_t place)
{
  std::vector<Link> links;
  if (settings.practices == 0 && settings.named.empty()) return links;
  const PlaceInfo& info = geography.places[place];
  const std::vector<std::uint16_t> named = named_in(geography, settings, info.office);
  const std::vector<int> chosen = chosen_by_place(geography, population, settings, info.office, named);
  const auto first = static_cast<int>(named.size());
  int all = first;
  for (const int n : chosen) all += n;
  FreeHomes homes{geography, population.homes_of(place), place};
  const auto join = [&](std::uint16_t practice, std::vector<std::uint16_t> visited, int rank) {
    homes.take(visited);
    links.push_back({practice, std::move(visited), first_day(settings, rank, all)});
  };
  for (int k = 0; k < first; ++k)
    if (const std::uint16_t practice = named[static_cast<std::size_t>(k)];
        geography.practices[practice].place == place && !homes.empty())
      join(practice, homes.nearest(practice, settings.homes).homes, k);
  for (int k = 0; k < chosen[place]; ++k) {
    FreeHomes::Nearest best;
    std::uint16_t next = no_practice;
    for (std::uint32_t p = 0; p < info.practices; ++p) {
      const auto practice = static_cast<std::uint16_t>(info.first_practice + p);
      if (std::any_of(links.begin(), links.end(),
                      [&](const Link& link) { return link.practice == practice; }))
        continue;
      FreeHomes::Nearest found = homes.nearest(practice, settings.homes);
      if (next != no_practice && found.km >= best.km) continue;
      best = std::move(found);
      next = practice;
    }
    if (next == no_practice || best.homes.empty()) break;
    join(next, std::move(best.homes), first + rank_of(chosen, place, k));
  }
  return links;
}

}  // namespace models::care_homes
