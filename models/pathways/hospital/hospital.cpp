#include "models/pathways/hospital/hospital.hpp"

#include "models/places/own_measures.hpp"

namespace models::hospital {

namespace {

constexpr const char* name = "hospital";
/// Its services, in their order.
enum Service : std::size_t { ga_list, oral_surgery_l3, restorative };
constexpr std::array<std::string_view, 3> service_names{"ga_list", "oral_surgery_l3", "restorative"};

constexpr OwnMeasure<OwnMeasures> all[]{
    {"ga_extractions", "admission", "children admitted for extractions under general anaesthetic",
     &OwnMeasures::ga_extractions},
    {"oral_surgery_courses", "course", "courses of oral surgery that ended",
     &OwnMeasures::oral_surgery_courses},
    {"restorative_courses", "course", "courses of restorative dentistry that ended",
     &OwnMeasures::restorative_courses},
};

OwnMeasures own_measures(const sim::Layout& layout) { return find_own(layout, name, all); }

}  // namespace

void read(sim::io::Block& block, Settings& out) { models::read(block, service_names, out); }

PathwayKind kind()
{
  return clinic_kind<Hospital, Settings>(name, service_names,
                                         [](sim::Layout& layout) { declare_own(layout, name, all); });
}

Hospital::Hospital(Place& place, const Settings& settings, const Seat& seat)
    : ClinicPathway{place, settings, seat, kind()}, own_{own_measures(place.around().layout)}
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
