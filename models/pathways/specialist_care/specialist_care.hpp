// Specialist care outside hospital: oral surgery by dentists with enhanced skills (level 2), and orthodontics, paid
// by its own unit and not by UDA.
#pragma once
#include "models/places/clinic_pathway.hpp"

namespace models::specialist_care {

PathwayKind kind();

struct Settings : ClinicsSettings {};
void read(sim::io::Block& block, Settings& out);

/// Its own measures, beside those that all clinics have.
struct OwnMeasures {
  sim::Counter oral_surgery_courses, orthodontic_courses;
};

class SpecialistCare final : public ClinicPathway {
 public:
  SpecialistCare(Place& place, const Settings& settings, const Seat& seat);

 private:
  ClinicOutcome decide(Place& place, const ClinicPatient& patient, std::size_t service,
                       const sim::Draws& draws) const override;
  void finish(Place& place, std::size_t service) const override;

  OwnMeasures own_;
};

}  // namespace models::specialist_care
