#include "models/places/clinic_settings.hpp"

#include <cmath>

namespace models {

namespace {

constexpr double million = 1e6;

void read_service(sim::io::Block& block, ClinicSettings& out)
{
  block.number("sessions", out.sessions,
               {"1/1000000/week", 0, 1000, "sessions a week for each million people of the ICB"});
  block.number("patients", out.patients, {"person", 0.1, 60, "patients seen in a session"});
  block.number("visits", out.visits, {"visit", 1, 60, "visits of a course, mean"});
  block.number("course_days", out.course_days,
               {"d", 0, 1500, "days from the first visit of a course to its last, mean"});
  block.number("able", out.able, {"", 0, 1, "share of the pathway's locations that give this service"});
  block.number("list_weeks", out.list_weeks,
               {"week", 0, 300, "people on the list on the first day, in weeks of capacity"});
  block.integer("called_ahead", out.called_ahead,
                {"d", 1, 180, "days ahead for which people are called from the list"});
  block.number("missed", out.missed, {"", 0, 0.9, "share of those called who do not come"});
  block.integer("discharged_after", out.discharged_after,
                {"", 1, 15, "missed appointments after which somebody is discharged"});
  block.number("leaves_list", out.leaves_list,
               {"1/year", 0, 5, "rate at which people on the list are no longer there when called"});
  block.number("returned", out.returned,
               {"", 0, 1, "share of courses after which a patient without a practice is sent to one"});
  double pounds = 0;
  block.number("session_fee", pounds, {"GBP", 0, 50000, "cost of a session to the commissioner"});
  out.session_fee = {std::llround(pounds * static_cast<double>(pence_per_pound))};
}

const PlaceClinics* named(const Geography& geography, const ClinicsSettings& settings, std::size_t place)
{
  for (const PlaceClinics& one : settings.places)
    if (geography.find_place(one.place) == place) return &one;
  return nullptr;
}

/// Whether a share is met by taking the k-th (from 0) of a row, evenly spread, the first among them.
bool takes_turn(double share, int k) { return std::ceil(share * (k + 1)) > std::ceil(share * k); }

}  // namespace

void read(sim::io::Block& block, std::span<const std::string_view> services, ClinicsSettings& out)
{
  block.number("per_million", out.per_million,
               {"1/1000000", 0, 200, "locations for each million people, in Places not named in `places`"});
  block.number("bariatric", out.bariatric, {"", 0, 1, "share of locations with a bariatric chair"});
  block.number("home_visits", out.home_visits, {"", 0, 1, "share of locations that visit people at home"});
  block.each("places", "locations of a Place by its name",
             [&](const std::string& name, sim::io::Block& inner) {
               PlaceClinics place{name, inner.where(""), 0, std::vector<double>(services.size(), 0.0)};
               inner.integer("locations", place.locations, {"site", 0, 200, "locations in this Place"});
               if (!inner.numbers(
                       "sessions", place.sessions, services,
                       {"session/week", 0, 1000, "sessions a week in this Place by service (else by people)"},
                       sim::io::Presence::optional))
                 place.sessions.clear();
               out.places.push_back(std::move(place));
             });
  out.services.resize(services.size());
  for (std::size_t s = 0; s < services.size(); ++s)
    block.block(services[s], "how the service is given",
                [&](sim::io::Block& inner) { read_service(inner, out.services[s]); });
}

void check_places(const Geography& geography, const ClinicsSettings& settings, sim::io::Faults& faults)
{
  std::vector<PlaceName> names;
  for (const PlaceClinics& one : settings.places) names.push_back({one.place, one.where});
  check(geography, names, faults);
}

std::vector<Site> make_clinics(const Geography& geography, const ClinicsSettings& settings)
{
  const std::vector<int> by_place =
      sites_by_place(geography, settings.per_million, [&](std::size_t place) -> std::optional<int> {
        const PlaceClinics* own = named(geography, settings, place);
        return own == nullptr ? std::nullopt : std::optional{own->locations};
      });
  std::vector<int> before(geography.offices.size(), 0);  // locations of that ICB so far
  std::vector<Site> clinics;
  for (std::size_t place = 0; place < by_place.size(); ++place) {
    for (int k = 0; k < by_place[place]; ++k) {
      const int position = before[geography.places[place].office]++;
      Site site = site_of_its_own(geography, place, k);
      if (takes_turn(settings.bariatric, position)) site.equipment |= bit(Equipment::bariatric_chair);
      if (takes_turn(settings.home_visits, position)) site.equipment |= bit(Equipment::home_visits);
      for (std::size_t s = 0; s < settings.services.size(); ++s) {
        if (!takes_turn(settings.services[s].able, position)) continue;
        site.service = static_cast<std::uint8_t>(s);
        clinics.push_back(site);
      }
    }
  }
  return clinics;
}

std::vector<double> weekly_sessions(const Geography& geography, const Sites& sites, Sites::Range all,
                                    std::size_t first_service, const ClinicsSettings& settings)
{
  const auto own_sessions = [&](std::size_t place) {
    const PlaceClinics* own = named(geography, settings, place);
    return own != nullptr && !own->sessions.empty() ? own : nullptr;
  };
  // people of each ICB in Places without sessions of their own, and clinics there and in each Place
  std::vector<std::int64_t> people(geography.offices.size(), 0);
  for (std::size_t place = 0; place < geography.places.size(); ++place)
    if (own_sessions(place) == nullptr) people[geography.places[place].office] += people_of(geography, place);
  const std::size_t services = settings.services.size();
  std::vector<int> of_office(geography.offices.size() * services, 0),
      of_place(geography.places.size() * services, 0);
  const auto service = [&](std::uint16_t k) {
    return std::size_t{sites.other(all.first + std::size_t{k}).service} - first_service;
  };
  for (std::uint16_t k = 0; k < all.count; ++k) {
    const std::size_t place = sites.place_of(all.first + std::size_t{k});
    ++of_place[place * services + service(k)];
    if (own_sessions(place) == nullptr) ++of_office[geography.places[place].office * services + service(k)];
  }
  std::vector<double> weekly(all.count, 0.0);
  for (std::uint16_t k = 0; k < all.count; ++k) {
    const std::size_t place = sites.place_of(all.first + std::size_t{k}), s = service(k);
    const std::size_t office = geography.places[place].office;
    if (const PlaceClinics* own = own_sessions(place))
      weekly[k] = own->sessions[s] / of_place[place * services + s];
    else
      weekly[k] = settings.services[s].sessions * static_cast<double>(people[office]) / million /
                  of_office[office * services + s];
  }
  return weekly;
}

}  // namespace models
