// Referral management: what practices and others find to be beyond level 1, the referral system in each Office, and
// what referrers learn from it.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "models/pathways/referral_management/decision.hpp"
#include "models/pathways/referral_management/settings.hpp"
#include "models/places/place.hpp"

namespace models::referral_management {

PathwayKind kind();

struct OwnMeasures {
  sim::Counter referrals, referrals_by_urgent_sites, referrals_by_others, inappropriate, form_minutes;
  sim::Counter accepted, redirected, rejected, asked_for_more, nowhere, misrouted, fast_track, triage_days,
      sent_back;
};

class ReferralManagement final : public Pathway {
 public:
  ReferralManagement(Place& place, const Settings& settings, const Seat& seat);

  int assessed(Place& place, const Assessment& assessment) override;
  void open_day(Place& place, sim::Day day) override;
  void handle(Place& place, const sim::Event& event, std::uint32_t handler) override;
  void read(Place& place, const Letter& letter) override;
  std::size_t bytes() const override
  {
    return known_to_others_.capacity() * sizeof(std::uint32_t) + odds_.capacity() * sizeof(double);
  }

  enum Handler : std::uint32_t { others_refer, handlers };

 private:
  /// Shares of assessments, one after the other; the sum is the chance of a referral.
  struct Needs {
    double cds = 0, orthodontic = 0, special_care = 0, restorative = 0, oral_surgery = 0;
    double sum() const { return cds + orthodontic + special_care + restorative + oral_surgery; }
  };
  Needs needs(const Place& place, const Assessment& assessment) const;
  Specialty pick(const Needs& needs, double x, double u) const;
  std::uint8_t service(Specialty specialty) const { return service_[static_cast<std::size_t>(specialty)]; }
  double rate_by_others(unsigned groups) const;
  double& odds_of(const Sites& sites, std::uint16_t site);
  void learn(const Sites& sites, std::uint16_t from, double how_much);

  const Settings& settings_;
  std::uint32_t first_handler_, first_practice_;
  OwnMeasures own_;
  std::array<std::uint8_t, specialties> service_{};
  std::vector<double> odds_;  // of inappropriate referrals, by practice, and of sites in rooms of their own
  std::vector<std::uint32_t> known_to_others_;  // rows of members of groups that others refer
};

}  // namespace models::referral_management
