#include "models/pathways/community_dental_service/community_dental_service.hpp"

#include "models/places/own_measures.hpp"

namespace models::community_dental_service {

namespace {

constexpr const char* name = "community_dental_service";
/// Its services, in their order.
enum Service : std::size_t { cds_assessment, inhalation_sedation, special_care };
constexpr std::array<std::string_view, 3> service_names{"cds_assessment", "inhalation_sedation",
                                                        "special_care"};
constexpr std::array<std::string_view, 3> child_ages{"0-5", "6-10", "11-17"};
constexpr int middle_from = 6, oldest_from = 11;  // years

constexpr OwnMeasure<OwnMeasures> all[]{
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

OwnMeasures own_measures(const sim::Layout& layout) { return find_own(layout, name, all); }

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
  return clinic_kind<CommunityDentalService, Settings>(
      name, service_names, [](sim::Layout& layout) { declare_own(layout, name, all); });
}

CommunityDentalService::CommunityDentalService(Place& place, const Settings& settings, const Seat& seat)
    : ClinicPathway{place, settings, seat, kind()},
      settings_{settings},
      own_{own_measures(place.around().layout)}
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
