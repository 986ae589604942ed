#include "models/pathways/urgent_care/sites.hpp"

#include <fmt/format.h>

#include <cmath>

namespace models::urgent_care {

namespace {

/// Of each Place: those that it has, then those added.
struct Numbers {
  std::vector<int> own, added;
};

Numbers numbers(const Geography& geography, const SiteSettings& settings)
{
  Numbers out;
  out.own = sites_by_place(geography, settings.per_million,
                           [&](std::size_t place) { return find_named(geography, settings.places, place); });
  for (std::size_t place = 0; place < geography.places.size(); ++place)
    out.added.push_back(find_named(geography, settings.added.places, place).value_or(0));
  return out;
}

}  // namespace

std::vector<Site> make_sites(const Geography& geography, const SiteSettings& settings)
{
  const Numbers sites_of = numbers(geography, settings);
  std::vector<Site> sites;
  for (std::size_t place = 0; place < geography.places.size(); ++place) {
    const std::vector<std::uint32_t> largest = largest_practices(geography, place);
    for (int k = 0; k < sites_of.own[place] + sites_of.added[place] && !largest.empty(); ++k)
      sites.push_back(site_in_rooms(geography, largest[static_cast<std::size_t>(k) % largest.size()]));
  }
  return sites;
}

int added_in(const Geography& geography, const SiteSettings& settings, std::size_t place)
{
  return find_named(geography, settings.added.places, place).value_or(0);
}

std::vector<PlanFigure> plan(const Geography& geography, const SiteSettings& settings, Days period)
{
  const std::vector<Site> sites = make_sites(geography, settings);
  double added = 0;
  for (std::size_t place = 0; place < geography.places.size(); ++place)
    if (geography.places[place].practices > 0) added += added_in(geography, settings, place);
  const int of_a_session = units_per_session * minutes_per_unit / settings.minutes;
  std::vector<PlanFigure> figures;
  const auto add = [&](const std::string& which, double number, const WeeklySessions& weekly, Days held,
                       Pence session_fee) {
    if (number == 0 || held.count() == 0) return;
    const double sessions = number * sessions_in(weekly, held), fee = in_pounds(session_fee);
    const std::string sum = fmt::format("{} {} x {}", number, which, sessions_in_words(weekly, held));
    figures.push_back({PlanQuantity::sites, which, number, fmt::format("{} {}", number, which)});
    figures.push_back({PlanQuantity::sessions, "sessions of " + which, sessions, sum});
    figures.push_back({PlanQuantity::appointments, "appointments at " + which, sessions * of_a_session,
                       fmt::format("{} x {} appointments", sum, of_a_session)});
    figures.push_back({PlanQuantity::fee, "a session of " + which, fee, "a session"});
    figures.push_back({PlanQuantity::cost, "session fees of " + which, sessions * fee,
                       fmt::format("{} x {}", sum, in_words(PlanQuantity::cost, fee))});
  };
  add("sites", static_cast<double>(sites.size()) - added, settings.weekly,
      common(period, {0, settings.until}), settings.session_fee);
  add("added sites", added, settings.added.weekly, common(period, settings.added.open),
      settings.added.session_fee);
  return figures;
}

std::vector<std::uint8_t> abilities(const SiteSettings& settings, const Sites& sites, Sites::Range all,
                                    const Geography& geography)
{
  std::vector<std::uint8_t> able(all.count, 0);
  std::vector<int> before(geography.offices.size(), 0);  // sites of that ICB so far
  const auto give = [&](std::uint16_t k) {
    int& position = before[geography.places[sites.place_of(all.first + std::size_t{k})].office];
    for (std::size_t help = 0; help < helps; ++help) {
      const double share = settings.able[help];
      // the sites that can are spread evenly, the first among them
      if (std::ceil(share * (position + 1)) > std::ceil(share * position))
        able[k] = static_cast<std::uint8_t>(able[k] | 1u << help);
    }
    ++position;
  };
  // a Place's added sites are its last; they come after all others, which stay as they were
  std::vector<std::uint16_t> later;
  std::vector<int> left(geography.places.size(), 0);
  for (std::uint16_t k = 0; k < all.count; ++k) ++left[sites.place_of(all.first + std::size_t{k})];
  for (std::uint16_t k = 0; k < all.count; ++k) {
    const std::size_t place = sites.place_of(all.first + std::size_t{k});
    if (left[place]-- <= added_in(geography, settings, place))
      later.push_back(k);
    else
      give(k);
  }
  for (const std::uint16_t k : later) give(k);
  return able;
}

bool goes_first(const Surroundings& around, std::uint32_t person, sim::Day today, std::uint8_t oral)
{
  const QueueOrder& order = around.priority.of(QueueName::urgent_site);
  return order.class_of(claimant(around.population, person, today, static_cast<OralState>(oral), 0)) <
         order.last_class();
}

}  // namespace models::urgent_care
