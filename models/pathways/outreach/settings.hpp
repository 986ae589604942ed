// Outreach: parameters of sources, routes, training, public information and barriers.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "models/places/deployment.hpp"
#include "models/places/front_door.hpp"
#include "models/places/pathway.hpp"

namespace models::outreach {

/// Who meets people outside dentistry.
inline constexpr std::array<std::string_view, 10> source_labels{
    "health_visitor", "family_hub",  "child_health_hub", "school",          "general_medical_practice",
    "pharmacy",       "social_care", "local_authority",  "community_venue", "other"};
inline constexpr std::size_t source_kinds = source_labels.size();

/// Whom a source's staff speak to about dental care.
enum class Meets : std::uint8_t { everybody, never_seen, without_practice };
inline constexpr std::array<std::string_view, 3> meets_labels{"everybody", "never_seen", "without_practice"};

/// Of a source that holds sessions on set dates.
struct VenueSessions {
  int every = 0;      // days from the source's first day on; 0 = no sessions
  double people = 0;  // met in one, on average
  Pence cost;         // of one
};

struct Source {
  std::string name;
  int kind = 0;
  int meets = 0;             // Meets
  std::uint16_t groups = 0;  // PLUS groups; 0 = everybody
  Ages ages;
  Deployment deployment;
  std::array<double, deprivation_classes> contacts{};  // 1/year and person; with sessions: relative weights
  double trained = 0;                                  // share of staff
  double raises_trained = 0, raises_untrained = 0;     // chance that they raise it
  Pence contact_cost;
  VenueSessions sessions;
};

/// From its first day to its last, so many of some sources' staff are trained.
struct Training {
  std::vector<std::string> sources;
  Deployment deployment;
  double trained = 0;
  Pence cost;  // once, in each Place
};

enum class To : std::uint8_t { general_practice, community_dental_service, urgent_care };
inline constexpr std::array<std::string_view, 3> to_labels{"general_practice", "community_dental_service",
                                                           "urgent_care"};

/// From a source to a service: an edge of the graph.
struct Route {
  std::string source;
  int to = 0;  // To
  Deployment deployment;
  double share = 0;                    // of the source's referrals, against its other routes
  std::vector<std::string> practices;  // general practice: the nearest of them is asked first
  std::string practices_where;
  bool nominated =
      false;            // also those that a programme has nominated, from the day on which they see children
  double within = 0;    // km: nominated practices farther from home are not thought of; 0 = however far
  double champion = 0;  // 0 without, 1 with a nominated champion
  int champion_hours = 0;
  Pence champion_hour;
};

/// Tells people in trouble where to turn to first.
struct Information {
  std::string name;
  Deployment deployment;
  int channel = 0;                                  // FirstChannel, from helpline_before_emergency on
  std::array<double, deprivation_classes> reach{};  // share of people who act on it
  Pence a_year;                                     // for each Place
};

/// What keeps people from asking for routine care.
struct Barrier {
  std::string name;
  std::array<double, deprivation_classes> held{};  // share of people held back
  double puts_off = 0;                             // chance that they put off a date
  std::vector<LoweringAction> actions;
};

struct Settings : PathwaySettings {
  double without_champion = 0, with_champion = 0;  // chance that a family asks, once it was raised
  double further = 1;                              // factor for each time it was raised before
  std::vector<Source> sources;
  std::vector<Training> trainings;
  std::vector<Route> routes;
  std::vector<Information> information;
  std::vector<Barrier> barriers;
};
void read(sim::io::Block& block, Settings& out);
void check(const Geography& geography, const Settings& settings, sim::io::Faults& faults);

}  // namespace models::outreach
