// Clinics with waiting lists: parameters that the community dental service, hospitals and specialist care share.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/finance/money.hpp"
#include "models/places/pathway.hpp"

namespace models {

/// How one service is given.
struct ClinicSettings {
  double sessions = 0;     // a week for each million people of the ICB
  double patients = 0;     // seen in a session
  double visits = 1;       // of a course, mean
  double course_days = 0;  // from the first visit to the last, mean
  double able = 1;         // share of the pathway's locations that give it
  double list_weeks = 0;   // on the list on the first day, in weeks of capacity
  int called_ahead = 0;    // days between the call and the visit, at most
  double missed = 0;       // share of those called who do not come
  int discharged_after = 0;
  double leaves_list = 0;  // 1/year: no longer there, or no longer willing, when called
  double returned = 0;     // share of courses whose end a practice is told of, to take the patient (back)
  Pence session_fee{};
  /// Courses begun in a session.
  double courses() const { return patients / visits; }
};

/// What a Place has by the config, in place of its share by people.
struct PlaceClinics {
  std::string place, where;
  int locations = 0;
  std::vector<double> sessions;  // a week, by service; empty = by people
};

struct ClinicsSettings : PathwaySettings {
  double per_million = 0;  // locations
  double bariatric = 0;    // share of locations with a bariatric chair
  double home_visits = 0;  // share that visit people at home
  std::vector<PlaceClinics> places;
  std::vector<ClinicSettings> services;  // in the order of the pathway's kind
};
void read(sim::io::Block& block, std::span<const std::string_view> services, ClinicsSettings& out);
/// Places that the region does not have.
void check_places(const Geography& geography, const ClinicsSettings& settings, sim::io::Faults& faults);

/// The clinics of a pathway: a site for each location and each service given there, in the rooms of the largest
/// practices of its Place (without practices in its first area).
std::vector<Site> make_clinics(const Geography& geography, const ClinicsSettings& settings);
/// Sessions a week of each clinic of a pathway, in the order of Sites.
std::vector<double> weekly_sessions(const Geography& geography, const Sites& sites, Sites::Range all,
                                    std::size_t first_service, const ClinicsSettings& settings);

}  // namespace models
