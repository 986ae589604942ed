// Hospital dentistry: theatre lists for children's extractions under general anaesthetic, oral surgery and
// restorative dentistry by specialists.
#pragma once
#include "models/places/clinic_pathway.hpp"

namespace models::hospital {

PathwayKind kind();

struct Settings : ClinicsSettings {};
void read(sim::io::Block& block, Settings& out);

/// Its own measures, beside those that all clinics have.
struct OwnMeasures {
  sim::Counter ga_extractions, oral_surgery_courses, restorative_courses;
};

class Hospital final : public ClinicPathway {
 public:
  Hospital(Place& place, const Settings& settings, const Seat& seat);

 private:
  ClinicOutcome decide(Place& place, const ClinicPatient& patient, std::size_t service,
                       const sim::Draws& draws) const override;
  void finish(Place& place, std::size_t service) const override;

  OwnMeasures own_;
};

}  // namespace models::hospital
