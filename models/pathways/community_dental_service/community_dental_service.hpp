// The community dental service: children who cannot be treated in practice, and adults who need special care, in
// clinics to which they are referred.
#pragma once
#include "models/places/clinic_pathway.hpp"

namespace models::community_dental_service {

PathwayKind kind();

struct Settings : ClinicsSettings {
  std::array<double, 3> anaesthetic{};  // share of children assessed who need one, by age
  double sedation = 0;                  // share of the others who are sedated
  double sedation_fails = 0;            // share of them who need a general anaesthetic after all
};
void read(sim::io::Block& block, Settings& out);

/// Its own measures, beside those that all clinics have.
struct OwnMeasures {
  sim::Counter to_anaesthetic, to_sedation, treated_awake, treated_sedated, special_care_courses;
};

class CommunityDentalService final : public ClinicPathway {
 public:
  CommunityDentalService(Place& place, const Settings& settings, const Seat& seat);

 private:
  ClinicOutcome decide(Place& place, const ClinicPatient& patient, std::size_t service,
                       const sim::Draws& draws) const override;
  void finish(Place& place, std::size_t service) const override;

  const Settings& settings_;
  OwnMeasures own_;
};

}  // namespace models::community_dental_service
