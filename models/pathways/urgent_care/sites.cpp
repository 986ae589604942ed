#include "models/pathways/urgent_care/sites.hpp"

#include <fmt/format.h>

#include <cmath>

namespace models::urgent_care {

std::vector<Site> make_sites(const Geography& geography, const SiteSettings& settings)
{
  const std::vector<int> by_place = sites_by_place(geography, settings.per_million, [&](std::size_t place) {
    return find_named(geography, settings.places, place);
  });
  std::vector<Site> sites;
  for (std::size_t place = 0; place < by_place.size(); ++place) {
    const std::vector<std::uint32_t> largest = largest_practices(geography, place);
    for (int k = 0; k < by_place[place] && !largest.empty(); ++k)
      sites.push_back(site_in_rooms(geography, largest[static_cast<std::size_t>(k) % largest.size()]));
  }
  return sites;
}

std::vector<PlanFigure> plan(const Geography& geography, const SiteSettings& settings, Days period)
{
  const auto sites = static_cast<double>(make_sites(geography, settings).size());
  const int of_a_session = units_per_session * minutes_per_unit / settings.minutes;
  const double sessions = sites * sessions_in(settings.weekly, period);
  const std::string held = fmt::format("{} sites x {}", sites, sessions_in_words(settings.weekly, period));
  const double fee = static_cast<double>(settings.session_fee.amount) / pence_per_pound;
  return {{PlanQuantity::sites, "sites", sites, fmt::format("{} sites", sites)},
          {PlanQuantity::sessions, "sessions", sessions, held},
          {PlanQuantity::appointments, "appointments", sessions * of_a_session,
           fmt::format("{} x {} appointments", held, of_a_session)},
          {PlanQuantity::cost, "session fees", sessions * fee,
           fmt::format("{} x {}", held, in_words(PlanQuantity::cost, fee))}};
}

std::vector<std::uint8_t> abilities(const SiteSettings& settings, const Sites& sites, Sites::Range all,
                                    const Geography& geography)
{
  std::vector<std::uint8_t> able(all.count, 0);
  std::vector<int> before(geography.offices.size(), 0);  // sites of that ICB so far
  for (std::uint16_t k = 0; k < all.count; ++k) {
    int& position = before[geography.places[sites.place_of(all.first + std::size_t{k})].office];
    for (std::size_t help = 0; help < helps; ++help) {
      const double share = settings.able[help];
      // the sites that can are spread evenly, the first among them
      if (std::ceil(share * (position + 1)) > std::ceil(share * position))
        able[k] = static_cast<std::uint8_t>(able[k] | 1u << help);
    }
    ++position;
  }
  return able;
}

bool goes_first(const Surroundings& around, std::uint32_t person, sim::Day today, std::uint8_t oral)
{
  const QueueOrder& order = around.priority.of(QueueName::urgent_site);
  return order.class_of(claimant(around.population, person, today, static_cast<OralState>(oral), 0)) <
         order.last_class();
}

}  // namespace models::urgent_care
