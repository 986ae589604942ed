#include "models/pathways/prevention/settings.hpp"

namespace models::prevention {

namespace {

constexpr double longest_half_life = 240;  // months
constexpr double highest_hazard = 10;
constexpr double most_people = 1'000'000;

void read_programme(sim::io::Block& block, Programme& out)
{
  block.choice("kind", out.kind, kind_labels, "what is done");
  block.choice("among", out.among, among_labels,
               "among whom: everybody of those ages, or who was seen by an NHS dentist within a year");
  read(block, "ages", out.ages, "first and last age, in whole years");
  read_groups(block, "groups", out.groups, "PLUS groups whose members are meant; without them, everybody",
              sim::io::Presence::optional);
  block.integer("people", out.people,
                {"person", 0, most_people,
                 "in each Place on the first day, of those who would take part: a programme at a site for "
                 "so many; 0 = all"},
                sim::io::Presence::optional);
  read(block, out.deployment);
  block.number(
      "coverage", out.coverage,
      {"", 0, 1, "share of those meant to whom it is offered: whose nursery, school or practice has it"});
  block.numbers(
      "uptake", out.uptake, deprivation_labels,
      {"", 0, 1, "share of them who take part, by deprivation class; 0 = not offered to the class"});
  block.number("factor", out.factor, {"", 0, 1, "factor on the onset of decay of those who take part"});
  block.number("half_life", out.half_life,
               {"month", 0, longest_half_life,
                "time in which half of the effect is lost after the last day; 0 = all of it at once"});
  read_pounds(block, "cost", out.a_year, "GBP/year", "for each person taking part");
}

void read_driver(sim::io::Block& block, Driver& out)
{
  block.numbers(
      "hazard", out.hazard, deprivation_labels,
      {"", 1, highest_hazard,
       "onset relative to that without the driver, by deprivation class; it is part of the onset by "
       "deprivation as it is, so that it shows when an action lowers it"});
  block.each("places", "a Place in which the driver is stronger than its deprivation says",
             [&](const std::string& name, sim::io::Block& inner) {
               PlaceHazard place{name, inner.where(""), 1};
               inner.number("hazard", place.hazard,
                            {"", 1, highest_hazard, "factor on the onset of everybody in this Place"});
               out.places.push_back(std::move(place));
             });
  block.each("actions", "what lowers the driver",
             [&](const std::string&, sim::io::Block& inner) { read(inner, out.actions.emplace_back()); });
}

}  // namespace

void read(sim::io::Block& block, Settings& out)
{
  block.each("programmes", "a programme that lowers the onset of decay of those who take part",
             [&](const std::string& name, sim::io::Block& inner) {
               Programme programme;
               programme.name = name;
               read_programme(inner, programme);
               out.programmes.push_back(std::move(programme));
             });
  block.each("drivers", "what makes a community's oral health poor: sugar, brushing, fluoride",
             [&](const std::string& name, sim::io::Block& inner) {
               Driver driver;
               driver.name = name;
               read_driver(inner, driver);
               out.drivers.push_back(std::move(driver));
             });
}

void check(const Geography& geography, const Settings& settings, sim::io::Faults& faults)
{
  for (const Programme& programme : settings.programmes)
    models::check(geography, programme.deployment, faults);
  for (const Driver& driver : settings.drivers) {
    std::vector<PlaceName> places;
    for (const PlaceHazard& place : driver.places) places.push_back({place.place, place.where});
    models::check(geography, places, faults);
    for (const LoweringAction& action : driver.actions) models::check(geography, action.deployment, faults);
  }
}

}  // namespace models::prevention
