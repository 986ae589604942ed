// The community dental service: children who cannot be treated in practice, and adults who need special care, in
// clinics to which they are referred.
#pragma once
#include "models/places/clinics.hpp"

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

class CommunityDentalService final : public Pathway {
 public:
  CommunityDentalService(Place& place, const Settings& settings, const Seat& seat);

  void open_day(Place& place, sim::Day day) override { clinics_.open_day(place, day); }
  Answer receive(Place& place, const Request& request) override { return clinics_.receive(place, request); }
  void handle(Place& place, const sim::Event& event, std::uint32_t handler) override
  {
    clinics_.handle(place, event, handler);
  }
  sim::Touched touches(const sim::Event& event) const override { return clinics_.touches(event); }
  void close_month(Place& place, sim::Day) override { clinics_.close_month(place); }
  std::size_t bytes() const override { return clinics_.bytes(); }

 private:
  ClinicOutcome decide(Place& place, const ClinicPatient& patient, std::size_t service,
                       const sim::Draws& draws) const;
  void finish(Place& place, std::size_t service) const;

  const Settings& settings_;
  OwnMeasures own_;
  Clinics clinics_;
};

}  // namespace models::community_dental_service
