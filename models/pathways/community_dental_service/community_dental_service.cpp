#include "models/pathways/community_dental_service/community_dental_service.hpp"

namespace models::community_dental_service {

namespace {

constexpr const char* name = "community_dental_service";
/// Its services, in their order.
enum Service : std::size_t { cds_assessment, inhalation_sedation, special_care };
constexpr std::array<std::string_view, 3> service_names{"cds_assessment", "inhalation_sedation",
                                                        "special_care"};
constexpr std::array<std::string_view, 3> child_ages{"0-5", "6-10", "11-17"};
constexpr int middle_from = 6, oldest_from = 11;  // years

struct Declared {
  const char* name;
  const char* unit;
  const char* about;
  sim::Counter OwnMeasures::* counter;
};
constexpr Declared all[]{
    {"to_anaesthetic", "child", "children sent on to hospital for a general anaesthetic",
     &OwnMeasures::to_anaesthetic},
    {"to_sedation", "child", "children assessed who were put down for inhalation sedation",
     &OwnMeasures::to_sedation},
    {"treated_awake", "child", "children whose treatment ended without sedation",
     &OwnMeasures::treated_awake},
    {"treated_sedated", "child", "children whose treatment under sedation ended",
     &OwnMeasures::treated_sedated},
    {"special_care_courses", "course", "courses of adults with special needs that ended",
     &OwnMeasures::special_care_courses},
};

std::string full_name(const Declared& measure) { return std::string{name} + "__" + measure.name; }

OwnMeasures own_measures(const sim::Layout& layout)
{
  OwnMeasures own;
  for (const Declared& measure : all) own.*measure.counter = layout.counter("programmes", full_name(measure));
  return own;
}

}  // namespace

void read(sim::io::Block& block, Settings& out)
{
  models::read(block, service_names, out);
  block.numbers("anaesthetic", out.anaesthetic, child_ages,
                {"", 0, 1, "share of children assessed who need extractions under general anaesthetic"});
  block.number("sedation", out.sedation,
               {"", 0, 1, "share of the other children who are treated under inhalation sedation"});
  block.number("sedation_fails", out.sedation_fails,
               {"", 0, 1, "share of those sedated who need a general anaesthetic after all"});
}

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
    return std::make_unique<CommunityDentalService>(place, static_cast<const Settings&>(settings), seat);
  };
  kind.check = [](const Geography& geography, const PathwaySettings& settings, sim::io::Faults& faults) {
    check_places(geography, static_cast<const Settings&>(settings), faults);
  };
  kind.sites = [](const Geography& geography, const PathwaySettings& settings) {
    return make_clinics(geography, static_cast<const Settings&>(settings));
  };
  return kind;
}

CommunityDentalService::CommunityDentalService(Place& place, const Settings& settings, const Seat& seat)
    : settings_{settings},
      own_{own_measures(place.around().layout)},
      clinics_{place,
               settings,
               seat,
               kind(),
               {[this](Place& here, const ClinicPatient& patient, std::size_t service,
                       const sim::Draws& draws) { return decide(here, patient, service, draws); },
                [this](Place& here, const ClinicPatient&, std::size_t service) { finish(here, service); }}}
{}

ClinicOutcome CommunityDentalService::decide(Place& place, const ClinicPatient& patient, std::size_t service,
                                             const sim::Draws& draws) const
{
  if (service == special_care) return {.treats = true};
  const int years = age_years(place.person(patient.person), place.today());
  const auto age = static_cast<std::size_t>((years >= middle_from) + (years >= oldest_from));
  const bool assessment = service == cds_assessment;
  if (draws.uniform(0) < (assessment ? settings_.anaesthetic[age] : settings_.sedation_fails)) {
    place.tallies().add(own_.to_anaesthetic, 0);
    return {.onward = place.service("ga_list")};
  }
  if (assessment && draws.uniform(1) < settings_.sedation) {
    place.tallies().add(own_.to_sedation, 0);
    return {.onward = place.service("inhalation_sedation")};
  }
  return {.treats = true};
}

void CommunityDentalService::finish(Place& place, std::size_t service) const
{
  const sim::Counter ended = service == cds_assessment        ? own_.treated_awake
                             : service == inhalation_sedation ? own_.treated_sedated
                                                              : own_.special_care_courses;
  place.tallies().add(ended, 0);
}

}  // namespace models::community_dental_service
