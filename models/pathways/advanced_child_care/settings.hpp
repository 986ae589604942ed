// Advanced child care: which practices, from when, how much time they give to it, what they can do, what it costs.
#pragma once
#include <array>
#include <vector>

#include "models/places/clinic_settings.hpp"
#include "models/places/selection.hpp"

namespace models::advanced_child_care {

/// What an assessment at an advanced practice comes to.
struct CareSettings {
  std::array<double, 3>
      anaesthetic{};          // share of children whom the community service would send to theatre, by age
  double treats_instead = 0;  // share of them whom an advanced practice treats awake
  double beyond = 0;          // share of the others for whom the community service is asked
  double unsuitable = 0;      // share of the others whom any practice can treat
  int good_visits = 0;        // that a course leaves a child with
  bool varnish = false;
};

/// Who is sent here by triage, before the community service.
struct RouteSettings {
  double within = 0;              // days of waiting, at most
  double farthest = 0;            // km
  double unless_seen_within = 0;  // days: a child whom the community service sees as soon goes there
  double feedback = 0;            // what referrers learn from a child sent back
};

struct Settings : ClinicsSettings {
  Selection selection;
  sim::Day start = 0, end = sim::last_storable_day;  // the last day
  double ramp = 0;                                   // months over which practices begin their training
  int training_days = 0;                             // before the first referral is accepted
  double sessions = 0;                               // a week, of one practice
  int minutes = 0;                                   // of a session
  double displaces = 0;                              // share of it that comes out of the practice's book
  int notice = 0;                                    // days ahead on which that time is kept free
  Pence set_up, referral_fee;
  CareSettings care;
  RouteSettings route;

  const ClinicSettings& clinic() const { return services.front(); }
  /// The first day of training of the k-th of so many practices.
  sim::Day begins(std::size_t k, std::size_t practices) const;
  sim::Day accepts(std::size_t k, std::size_t practices) const
  {
    return begins(k, practices) + training_days;
  }
};
void read(sim::io::Block& block, Settings& out);
/// Places and practices that the region does not have.
void check(const Geography& geography, const Settings& settings, sim::io::Faults& faults);

/// What it comes to in a period: practices, sessions, the referrals that they have room for, money.
std::vector<PlanFigure> plan(const Geography& geography, const Settings& settings, Days period);

/// The practices, in the order in which they begin.
std::vector<std::uint32_t> chosen(const Geography& geography, const Settings& settings);

}  // namespace models::advanced_child_care
