// Specialist care outside hospital: oral surgery by dentists with enhanced skills (level 2), and orthodontics, paid
// by its own unit and not by UDA.
#pragma once
#include "models/places/clinics.hpp"

namespace models::specialist_care {

PathwayKind kind();

struct Settings : ClinicsSettings {};
void read(sim::io::Block& block, Settings& out);

/// Its own measures, beside those that all clinics have.
struct OwnMeasures {
  sim::Counter oral_surgery_courses, orthodontic_courses;
};

class SpecialistCare final : public Pathway {
 public:
  SpecialistCare(Place& place, const Settings& settings, const Seat& seat);

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

  OwnMeasures own_;
  Clinics clinics_;
};

}  // namespace models::specialist_care
