// The workforce plan's own measures.
#include "models/pathways/workforce/workforce.hpp"
#include "models/places/own_measures.hpp"

namespace models::workforce {

namespace {

constexpr const char* name = "workforce";

constexpr OwnMeasure<OwnMeasures> all[]{
    {"foundation_posts", "clinician",
     "foundation dentists beside those that practices had, at the month's end",
     &OwnMeasures::foundation_posts},
    {"site_trainees", "clinician", "trainees of training sites at the month's end",
     &OwnMeasures::site_trainees},
    {"site_dentists", "clinician", "dentists of training sites at the month's end",
     &OwnMeasures::site_dentists},
    {"graduates", "clinician", "graduates who came for empty posts and work there at the month's end",
     &OwnMeasures::graduates},
    {"returners", "clinician", "foundation dentists who stayed on for empty posts, at the month's end",
     &OwnMeasures::returners},
    {"graduates_came", "clinician", "graduates who came in the month", &OwnMeasures::graduates_came},
    {"returners_came", "clinician", "foundation dentists who stayed on in the month",
     &OwnMeasures::returners_came},
    {"not_placed", "clinician", "of both, those for whom no practice of the Place had half a post empty",
     &OwnMeasures::not_placed},
    {"unfunded", "clinician", "months of heads that the budget did not pay for", &OwnMeasures::unfunded},
    {"left", "clinician", "graduates and foundation dentists kept who left again", &OwnMeasures::left},
    {"scope_practices", "practice", "practices in which dental care professionals may do more",
     &OwnMeasures::scope_practices},
    {"cost", "pence", "paid for all of it, without what the foundation scheme pays", &OwnMeasures::cost,
     sim::Cell::sum},
};

}  // namespace

void declare(sim::Layout& layout) { declare_own(layout, name, all); }

OwnMeasures own_measures(const sim::Layout& layout) { return find_own(layout, name, all); }

}  // namespace models::workforce
