// A pathway that is nothing but clinics. What is left for it to say: what a first visit decides, and what counts when a
// course has ended.
#pragma once
#include <memory>
#include <span>
#include <string_view>

#include "models/places/clinics.hpp"
#include "models/places/registration.hpp"

namespace models {

class ClinicPathway : public Pathway {
 public:
  ClinicPathway(Place& place, const ClinicsSettings& settings, const Seat& seat, const PathwayKind& kind)
      : clinics_{place,
                 settings,
                 seat,
                 kind,
                 {[this](Place& here, const ClinicPatient& patient, std::size_t service,
                         const sim::Draws& draws) { return decide(here, patient, service, draws); },
                  [this](Place& here, const ClinicPatient&, std::size_t service) { finish(here, service); }}}
  {}

  void open_day(Place& place, sim::Day day) final { clinics_.open_day(place, day); }
  Answer receive(Place& place, const Request& request) final { return clinics_.receive(place, request); }
  void handle(Place& place, const sim::Event& event, std::uint32_t handler) final
  {
    clinics_.handle(place, event, handler);
  }
  sim::Touched touches(const sim::Event& event) const final { return clinics_.touches(event); }
  void close_month(Place& place, sim::Day) final { clinics_.close_month(place); }
  std::size_t bytes() const final { return clinics_.bytes(); }

 private:
  /// Clinics::Decide, where the service is the pathway's, from 0.
  virtual ClinicOutcome decide(Place& place, const ClinicPatient& patient, std::size_t service,
                               const sim::Draws& draws) const = 0;
  /// Clinics::Finish.
  virtual void finish(Place& place, std::size_t service) const = 0;

  Clinics clinics_;
};

/// The kind of such a pathway, its own measures apart: they follow those of all clinics, by `declare_own`.
template <class Service, class Settings>
PathwayKind clinic_kind(std::string_view name, std::span<const std::string_view> services,
                        void (*declare_own)(sim::Layout&))
{
  PathwayKind kind;
  kind.name = name;
  kind.services = {services.begin(), services.end()};
  kind.lines = {"session_fee"};
  kind.handlers = Clinics::handlers;
  kind.events = {Clinics::events.begin(), Clinics::events.end()};
  register_instance<Service, Settings>(kind);
  const PathwayKind names = kind;
  kind.declare = [names, declare_own](sim::Layout& layout) {
    Clinics::declare(layout, names);
    declare_own(layout);
  };
  kind.check = [](const Geography& geography, const PathwaySettings& settings, sim::io::Faults& faults) {
    check_places(geography, static_cast<const Settings&>(settings), faults);
  };
  kind.sites = with_settings(make_clinics);
  return kind;
}

}  // namespace models
