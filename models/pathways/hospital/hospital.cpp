#include "models/pathways/hospital/hospital.hpp"

namespace models::hospital {

namespace {

constexpr const char* name = "hospital";
/// Its services, in their order.
enum Service : std::size_t { ga_list, oral_surgery_l3, restorative };
constexpr std::array<std::string_view, 3> service_names{"ga_list", "oral_surgery_l3", "restorative"};

struct Declared {
  const char* name;
  const char* unit;
  const char* about;
  sim::Counter OwnMeasures::* counter;
};
constexpr Declared all[]{
    {"ga_extractions", "admission", "children admitted for extractions under general anaesthetic",
     &OwnMeasures::ga_extractions},
    {"oral_surgery_courses", "course", "courses of oral surgery that ended",
     &OwnMeasures::oral_surgery_courses},
    {"restorative_courses", "course", "courses of restorative dentistry that ended",
     &OwnMeasures::restorative_courses},
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
    return std::make_unique<Hospital>(place, static_cast<const Settings&>(settings), seat);
  };
  kind.check = [](const Geography& geography, const PathwaySettings& settings, sim::io::Faults& faults) {
    check_places(geography, static_cast<const Settings&>(settings), faults);
  };
  kind.sites = [](const Geography& geography, const PathwaySettings& settings) {
    return make_clinics(geography, static_cast<const Settings&>(settings));
  };
  return kind;
}

Hospital::Hospital(Place& place, const Settings& settings, const Seat& seat)
    : own_{own_measures(place.around().layout)},
      clinics_{place,
               settings,
               seat,
               kind(),
               {[this](Place& here, const ClinicPatient& patient, std::size_t service,
                       const sim::Draws& draws) { return decide(here, patient, service, draws); },
                [this](Place& here, const ClinicPatient&, std::size_t service) { finish(here, service); }}}
{}

ClinicOutcome Hospital::decide(Place&, const ClinicPatient&, std::size_t, const sim::Draws&) const
{
  return {.treats = true};
}

void Hospital::finish(Place& place, std::size_t service) const
{
  const sim::Counter ended = service == ga_list           ? own_.ga_extractions
                             : service == oral_surgery_l3 ? own_.oral_surgery_courses
                                                          : own_.restorative_courses;
  place.tallies().add(ended, 0);
}

}  // namespace models::hospital
