// Clusters' own measures.
#include "models/pathways/clusters/clusters.hpp"
#include "models/places/own_measures.hpp"

namespace models::clusters {

namespace {

constexpr const char* name = "clusters";

constexpr OwnMeasure<OwnMeasures> all[]{
    {"invited", "practice", "practices invited to a cluster", &OwnMeasures::invited},
    {"members", "practice", "of them, those that take part at the month's end: they came to the last meeting",
     &OwnMeasures::members},
    {"meetings", "meeting", "meetings to which a practice of this Place came, counted for each practice",
     &OwnMeasures::meetings},
    {"meeting_minutes", "min", "clinical minutes of those meetings, with the leads' preparation",
     &OwnMeasures::meeting_minutes, sim::Cell::sum},
    {"meeting_cost", "pence", "what those minutes would have earned", &OwnMeasures::meeting_cost,
     sim::Cell::sum},
    {"minutes_out_of_hours", "min", "minutes of meetings ahead for which a book had no time: out of hours",
     &OwnMeasures::minutes_out_of_hours, sim::Cell::sum},
    {"urgent_asked", "request", "times that a member was asked to take a resident in trouble",
     &OwnMeasures::urgent_asked},
    {"urgent_accepted", "request", "people in trouble whom a member of this Place took when it was asked",
     &OwnMeasures::urgent_accepted},
    {"urgent_full", "request", "people in trouble for whom it had no time left, or none soon enough for them",
     &OwnMeasures::urgent_full},
    {"routine_asked", "request", "times that a member was asked to take a resident without a practice",
     &OwnMeasures::routine_asked},
    {"routine_accepted", "request", "people without a practice whom a member of this Place took when asked",
     &OwnMeasures::routine_accepted},
    {"routine_full", "request", "people without a practice for whom it had no time soon enough",
     &OwnMeasures::routine_full},
    {"linked", "person", "residents in trouble whom the helpline, A&E or primary care sent to a member",
     &OwnMeasures::linked},
    {"advised", "referral", "referrals that advice has made needless", &OwnMeasures::advised},
    {"done_in_practice", "referral", "referrals to level 2 whose work was done in practice",
     &OwnMeasures::done_in_practice},
    {"extra_minutes", "min", "clinical minutes that advice and level-2 work took",
     &OwnMeasures::extra_minutes, sim::Cell::sum},
};

constexpr const char* engaged_days = "clusters__engaged_days";

}  // namespace

void declare(sim::Layout& layout)
{
  declare_own(layout, name, all);
  layout.declare({"practices",
                  engaged_days,
                  "day",
                  "days on which it took part in a cluster",
                  sim::Period::year,
                  sim::Owner::practice,
                  sim::Cell::sum,
                  {}});
}

OwnMeasures own_measures(const sim::Layout& layout)
{
  auto own = find_own(layout, name, all);
  own.engaged_days = layout.counter("practices", engaged_days);
  return own;
}

}  // namespace models::clusters
