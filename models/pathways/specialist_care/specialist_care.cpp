#include "models/pathways/specialist_care/specialist_care.hpp"

namespace models::specialist_care {

namespace {

constexpr const char* name = "specialist_care";
/// Its services, in their order.
enum Service : std::size_t { oral_surgery_l2, orthodontic };
constexpr std::array<std::string_view, 2> service_names{"oral_surgery_l2", "orthodontic"};

struct Declared {
  const char* name;
  const char* unit;
  const char* about;
  sim::Counter OwnMeasures::* counter;
};
constexpr Declared all[]{
    {"oral_surgery_courses", "course", "courses of oral surgery that ended",
     &OwnMeasures::oral_surgery_courses},
    {"orthodontic_courses", "course", "courses of orthodontic treatment that ended",
     &OwnMeasures::orthodontic_courses},
};

std::string full_name(const Declared& measure) { return std::string{name} + "__" + measure.name; }

OwnMeasures own_measures(const sim::Layout& layout)
{
  OwnMeasures own;
  for (const Declared& measure : all) own.*measure.counter = layout.counter("programmes", full_name(measure));
  return own;
}

}  // namespace

void read(sim::io::Block& block, Settings& out) { models::read(block, service_names, out); }

PathwayKind kind()
{
  PathwayKind kind;
  kind.name = name;
  kind.services = {service_names.begin(), service_names.end()};
  kind.lines = {"session_fee"};
  kind.handlers = Clinics::handlers;
  kind.events = {Clinics::events.begin(), Clinics::events.end()};
  kind.read = [](sim::io::Block& block) {
    auto settings = std::make_shared<Settings>();
    read(block, *settings);
    return settings;
  };
  const PathwayKind names = kind;
  kind.declare = [names](sim::Layout& layout) {
    Clinics::declare(layout, names);
    for (const Declared& measure : all)
      layout.declare({"programmes",
                      full_name(measure),
                      measure.unit,
                      measure.about,
                      sim::Period::month,
                      sim::Owner::place,
                      sim::Cell::count,
                      {}});
  };
  kind.make = [](Place& place, const PathwaySettings& settings, const Seat& seat) {
    return std::make_unique<SpecialistCare>(place, static_cast<const Settings&>(settings), seat);
  };
  kind.check = [](const Geography& geography, const PathwaySettings& settings, sim::io::Faults& faults) {
    check_places(geography, static_cast<const Settings&>(settings), faults);
  };
  kind.sites = [](const Geography& geography, const PathwaySettings& settings) {
    return make_clinics(geography, static_cast<const Settings&>(settings));
  };
  return kind;
}

SpecialistCare::SpecialistCare(Place& place, const Settings& settings, const Seat& seat)
    : own_{own_measures(place.around().layout)},
      clinics_{place,
               settings,
               seat,
               kind(),
               {[this](Place& here, const ClinicPatient& patient, std::size_t service,
                       const sim::Draws& draws) { return decide(here, patient, service, draws); },
                [this](Place& here, const ClinicPatient&, std::size_t service) { finish(here, service); }}}
{}

ClinicOutcome SpecialistCare::decide(Place&, const ClinicPatient&, std::size_t service,
                                     const sim::Draws&) const
{
  return {.treats = service == oral_surgery_l2};
}

void SpecialistCare::finish(Place& place, std::size_t service) const
{
  place.tallies().add(service == oral_surgery_l2 ? own_.oral_surgery_courses : own_.orthodontic_courses, 0);
}

}  // namespace models::specialist_care
