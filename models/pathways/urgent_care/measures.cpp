// Urgent care's own measures.
#include "models/pathways/urgent_care/urgent_care.hpp"
#include "models/places/own_measures.hpp"

namespace models::urgent_care {

namespace {

constexpr const char* name = "urgent_care";

constexpr OwnMeasure<OwnMeasures> all[]{
    {"calls", "call", "calls to the helpline by people in trouble whom no practice took",
     &OwnMeasures::calls},
    {"calls_answered", "call", "of them, answered and triaged", &OwnMeasures::calls_answered},
    {"calls_abandoned", "call", "callers who hung up first", &OwnMeasures::calls_abandoned},
    {"call_minutes", "min", "minutes that answered callers had waited on the line",
     &OwnMeasures::call_minutes, sim::Cell::sum},
    {"triaged_emergency", "call", "triaged as an emergency and sent to A&E", &OwnMeasures::triaged_emergency},
    {"triaged_urgent", "call", "triaged as urgent: care is due within 24 hours",
     &OwnMeasures::triaged_urgent},
    {"triaged_soon", "call", "triaged as unscheduled care, due within 7 days", &OwnMeasures::triaged_soon},
    {"triaged_advice", "call", "given advice, analgesia or antimicrobials", &OwnMeasures::triaged_advice},
    {"recontacts", "person", "people who tried again after advice or after hanging up",
     &OwnMeasures::recontacts},
    {"emergency_department", "attendance", "attendances at A&E with dental trouble",
     &OwnMeasures::emergency_department},
    {"admissions", "admission", "of them, admitted to hospital", &OwnMeasures::admissions},
    {"no_capacity", "person", "triaged callers for whom no site had room in time", &OwnMeasures::no_capacity},
    {"sites", "site", "urgent sites at the month's end", &OwnMeasures::sites},
    {"sessions", "session", "sessions held at urgent sites", &OwnMeasures::sessions},
    {"slots", "appointment", "appointments that those sessions had room for", &OwnMeasures::slots},
    {"visits", "visit", "people seen at urgent sites", &OwnMeasures::visits},
    {"within_limit", "visit", "of them, within the limit of their urgency (24 hours or 7 days) from asking",
     &OwnMeasures::within_limit},
    {"breaches", "visit", "of them, later than that", &OwnMeasures::breaches},
    {"repeat_visits", "visit", "of them, within a year of an urgent course as their last course",
     &OwnMeasures::repeat_visits},
    {"put_first", "visit", "of them, of people whom [priority.urgent_site] puts first",
     &OwnMeasures::put_first},
    {"follow_ups", "person", "of them, offered definitive care at the site's practice (Urgent Care Plus)",
     &OwnMeasures::follow_ups},
    {"displaced_minutes", "min", "minutes taken out of practices' own free time for sessions",
     &OwnMeasures::displaced_minutes, sim::Cell::sum},
};

}  // namespace

void declare(sim::Layout& layout) { declare_own(layout, name, all); }

OwnMeasures own_measures(const sim::Layout& layout) { return find_own(layout, name, all); }

}  // namespace models::urgent_care
