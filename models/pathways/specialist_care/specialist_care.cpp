#include "models/pathways/specialist_care/specialist_care.hpp"

#include "models/places/own_measures.hpp"

namespace models::specialist_care {

namespace {

constexpr const char* name = "specialist_care";
/// Its services, in their order.
enum Service : std::size_t { oral_surgery_l2, orthodontic };
constexpr std::array<std::string_view, 2> service_names{"oral_surgery_l2", "orthodontic"};

constexpr OwnMeasure<OwnMeasures> all[]{
    {"oral_surgery_courses", "course", "courses of oral surgery that ended",
     &OwnMeasures::oral_surgery_courses},
    {"orthodontic_courses", "course", "courses of orthodontic treatment that ended",
     &OwnMeasures::orthodontic_courses},
};

OwnMeasures own_measures(const sim::Layout& layout) { return find_own(layout, name, all); }

}  // namespace

void read(sim::io::Block& block, Settings& out) { models::read(block, service_names, out); }

PathwayKind kind()
{
  return clinic_kind<SpecialistCare, Settings>(name, service_names,
                                               [](sim::Layout& layout) { declare_own(layout, name, all); });
}

SpecialistCare::SpecialistCare(Place& place, const Settings& settings, const Seat& seat)
    : ClinicPathway{place, settings, seat, kind()}, own_{own_measures(place.around().layout)}
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
