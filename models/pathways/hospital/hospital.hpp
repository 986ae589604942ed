// Hospital dentistry: theatre lists for children's extractions under general anaesthetic, oral surgery and
// restorative dentistry by specialists.
#pragma once
#include "models/places/clinics.hpp"

namespace models::hospital {

PathwayKind kind();

struct Settings : ClinicsSettings {};
void read(sim::io::Block& block, Settings& out);

/// Its own measures, beside those that all clinics have.
struct OwnMeasures {
  sim::Counter ga_extractions, oral_surgery_courses, restorative_courses;
};

class Hospital final : public Pathway {
 public:
  Hospital(Place& place, const Settings& settings, const Seat& seat);

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

}  // namespace models::hospital
