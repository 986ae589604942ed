// The pilot's own measures.
#include "models/pathways/child_pilot/child_pilot.hpp"
#include "models/places/own_measures.hpp"

namespace models::child_pilot {

namespace {

constexpr const char* name = "child_pilot";

struct Measure {
  const char *name, *unit, *about;
};

/// In the order of Own.
constexpr std::array<Measure, own_measures> all{{
    {"practices", "practice", "practices that see children under the pilot, at the month's end"},
    {"asked", "request", "requests for routine care by children meant, at practices of the pilot"},
    {"graded_missed", "request", "requests by children of higher need whom the practice did not grade so"},
    {"graded_mistaken", "request", "requests by others whom it graded of higher need"},
    {"unfunded", "request", "requests accepted on ordinary terms, since the budget was spent"},
    {"booked", "request", "of those asked: given an appointment or a place on the list"},
    {"seen", "person", "children seen for the first time in a course under the pilot"},
    {"first_visits", "person", "of them: they had never completed an NHS course"},
    {"core20plus_first_visits", "person",
     "of those: living in the most deprived class, or in a group that the pilot names"},
    {"completed", "course", "courses completed under the pilot"},
    {"broken_off", "course", "courses under the pilot that broke off, referred children's included"},
    {"refused", "visit", "treatment visits under the pilot at which the child did not accept treatment"},
    {"off_menu", "person", "children referred to the community dental service for what the menu lacks"},
    {"acclimatised", "visit", "visits that only let a child get used to the surgery"},
    {"long_sessions", "session", "dentists' sessions with long slots held"},
    {"long_minutes", "min", "long slots reserved in them"},
    {"long_minutes_used", "min", "visits kept in long slots"},
    {"champion_minutes", "min", "of practices' own time given by champions"},
    {"training_minutes", "min", "of practices' own time given to training"},
    {"pay_ratio", "0.001",
     "added up over `answers`: what an expected minute of a long slot pays, over the practice's mean minute"},
    {"answers", "1", "times that practices have weighed it, about once a month each"},
}};

std::string full_name(const Measure& one) { return own_measure_name(name, one.name); }

void declare_all(sim::Layout& layout, const char* group, sim::Owner owner)
{
  for (const Measure& one : all)
    layout.declare(
        {group, full_name(one), one.unit, one.about, sim::Period::month, owner, sim::Cell::sum, {}});
}

}  // namespace

void declare(sim::Layout& layout) { declare_all(layout, "programmes", sim::Owner::place); }

void declare_practice_months(sim::Layout& layout)
{
  declare_all(layout, "practice_months", sim::Owner::practice);
}

OwnMeasures find_measures(const sim::Layout& layout, bool by_practice)
{
  OwnMeasures own;
  for (std::size_t k = 0; k < all.size(); ++k) {
    own.of_place[k] = layout.counter("programmes", full_name(all[k]));
    if (by_practice) own.of_practice[k] = layout.counter("practice_months", full_name(all[k]));
  }
  return own;
}

}  // namespace models::child_pilot
