// Care homes' own measures.
#include "models/pathways/care_homes/care_homes.hpp"
#include "models/places/own_measures.hpp"

namespace models::care_homes {

namespace {

constexpr const char* name = "care_homes";

constexpr OwnMeasure<OwnMeasures> all[]{
    {"residents", "person", "residents of all care homes at the month's end", &OwnMeasures::residents},
    {"diseased", "person", "of them, with untreated disease", &OwnMeasures::diseased},
    {"in_pain", "person", "of those, in an urgent condition", &OwnMeasures::in_pain},
    {"linked_residents", "person", "residents of homes that a practice visits, at the month's end",
     &OwnMeasures::linked_residents},
    {"plans", "person", "residents with an oral-health plan in force at the month's end",
     &OwnMeasures::plans},
    {"practices", "practice", "practices that visit homes at the month's end", &OwnMeasures::practices},
    {"homes", "home", "homes that they visit", &OwnMeasures::homes},
    {"homes_trained", "home", "homes whose staff are trained at the month's end",
     &OwnMeasures::homes_trained},
    {"all_homes", "home", "homes, visited or not, at the month's end", &OwnMeasures::all_homes},
    {"homes_taught", "home", "homes whose staff were taught mouth care by others than a visiting practice",
     &OwnMeasures::homes_taught},
    {"sessions", "session", "sessions held in homes", &OwnMeasures::sessions},
    {"not_held", "session",
     "sessions not held: the practice has closed, left its cluster, or the money is spent",
     &OwnMeasures::not_held},
    {"session_minutes", "min", "minutes of the sessions held", &OwnMeasures::session_minutes, sim::Cell::sum},
    {"minutes_from_books", "min",
     "dentists' minutes that practices kept free for homes, in the month in which they did",
     &OwnMeasures::minutes_from_books, sim::Cell::sum},
    {"trainings", "session", "of the sessions, those in which the home's staff were trained",
     &OwnMeasures::trainings},
    {"travel_m", "m", "teams' and dentists' ways to homes and back", &OwnMeasures::travel_m, sim::Cell::sum},
    {"screened", "person", "residents seen in sessions: each then has a plan", &OwnMeasures::screened},
    {"dying_screened", "person", "of them, put first as they were dying", &OwnMeasures::dying_screened},
    {"found_disease", "person", "of those seen, found with untreated disease and without pain",
     &OwnMeasures::found_disease},
    {"found_pain", "person", "of those seen, found in an urgent condition", &OwnMeasures::found_pain},
    {"in_care", "person", "of those found, who asked or were cared for already", &OwnMeasures::in_care},
    {"sent_routine", "person", "of those found, for whom routine care at a practice was asked for",
     &OwnMeasures::sent_routine},
    {"sent_urgent", "person", "of those found, for whom urgent care at a practice was asked for",
     &OwnMeasures::sent_urgent},
    {"referred", "person", "of those found, referred to special care", &OwnMeasures::referred},
    {"visits_called", "person", "of those found, to whom a dentist came or was called",
     &OwnMeasures::visits_called},
    {"visits", "visit", "treatments at homes", &OwnMeasures::visits},
    {"left_at_home", "person",
     "of those found, who cannot travel and were not referred, or for whom the money was spent",
     &OwnMeasures::left_at_home},
};

}  // namespace

void declare(sim::Layout& layout) { declare_own(layout, name, all); }

OwnMeasures own_measures(const sim::Layout& layout) { return find_own(layout, name, all); }

}  // namespace models::care_homes
