// Access sessions' own measures.
#include "models/pathways/access_sessions/access_sessions.hpp"
#include "models/places/own_measures.hpp"

namespace models::access_sessions {

namespace {

constexpr const char* name = "access_sessions";

constexpr OwnMeasure<OwnMeasures> all[]{
    {"practices", "practice", "practices that hold access sessions, at the month's end",
     &OwnMeasures::practices},
    {"centres", "site", "dental access centres at the month's end", &OwnMeasures::centres},
    {"sessions", "session", "access sessions held at practices", &OwnMeasures::sessions},
    {"centre_sessions", "session", "sessions held at dental access centres", &OwnMeasures::centre_sessions},
    {"rest_day_sessions", "session", "of both, on weekends and bank holidays (out of hours)",
     &OwnMeasures::rest_day_sessions},
    {"not_held", "session", "sessions called off in the morning, since nobody was booked",
     &OwnMeasures::not_held},
    {"slots", "appointment", "appointments that the plan counts in the sessions held", &OwnMeasures::slots},
    {"asked", "person", "people whom no practice took who asked for an access session", &OwnMeasures::asked},
    {"referred", "person", "people whom others than dentists referred straight to a session that showed room",
     &OwnMeasures::referred},
    {"no_room", "person", "of those who asked: no site within reach had time soon enough",
     &OwnMeasures::no_room},
    {"visits", "visit", "appointments kept, without those of people in trouble", &OwnMeasures::visits},
    {"missed", "appointment", "appointments to which somebody did not come", &OwnMeasures::missed},
    {"begun", "person", "people seen for the first time", &OwnMeasures::begun},
    {"put_first", "person", "of them, people whom [priority.access_session] puts first",
     &OwnMeasures::put_first},
    {"urgent_visits", "visit", "people in trouble seen at access centres", &OwnMeasures::urgent_visits},
    {"fit", "person", "people made dentally fit: no untreated need is left", &OwnMeasures::fit},
    {"unfinished", "person", "people whose course at the sessions broke off", &OwnMeasures::unfinished},
    {"kept_on", "person", "of those made fit, taken on by a practice as their usual one",
     &OwnMeasures::kept_on},
    {"seen_again", "person",
     "of those kept on: seen again within the time that counts as retained, still with that practice",
     &OwnMeasures::seen_again},
    {"not_seen_again", "person", "of those kept on: that time has passed without",
     &OwnMeasures::not_seen_again},
    {"minutes", "min", "minutes of the appointments kept", &OwnMeasures::minutes, sim::Cell::sum},
    {"interpreter_minutes", "min", "of them, for interpreters", &OwnMeasures::interpreter_minutes,
     sim::Cell::sum},
    {"displaced_minutes", "min", "minutes taken out of practices' own free time for sessions",
     &OwnMeasures::displaced_minutes, sim::Cell::sum},
    {"cost", "pence", "paid for sessions at practices and at access centres", &OwnMeasures::cost,
     sim::Cell::sum},
};

constexpr OwnMeasure<OwnMeasures> by_group[]{
    {"begun_by_group", "person", "people seen for the first time, members of PLUS groups",
     &OwnMeasures::begun_by_group},
    {"fit_by_group", "person", "people made dentally fit, members of PLUS groups",
     &OwnMeasures::fit_by_group},
};

}  // namespace

void declare(sim::Layout& layout)
{
  declare_own(layout, name, all);
  declare_own(layout, name, by_group, {layout.axis(plus_group_axis())});
}

OwnMeasures own_measures(const sim::Layout& layout) { return find_own(layout, name, all, by_group); }

}  // namespace models::access_sessions
