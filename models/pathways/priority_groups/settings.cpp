#include "models/pathways/priority_groups/settings.hpp"

#include "models/places/deployment.hpp"

namespace models::priority_groups {

namespace {

constexpr double most_patients = 1e7;

void read_foundation(sim::io::Block& block, FoundationSettings& out)
{
  block.integer(
      "patients", out.patients,
      {"person", 0, most_patients,
       "priority patients of a Place in a contract year from which on a payment falls due; 0 = never"});
  read_pounds(block, "payment", out.payment, "GBP", "for foundation dentists, once a year and Place");
  block.date("from", out.from, "no payment falls due before this day");
}

/// For members of the groups, and people of Core20 where they count; all ages.
void read_enhanced(sim::io::Block& block, const Settings& settings, EnhancedUnits& out)
{
  constexpr int oldest = 130;
  constexpr double most_uplift = 300, highest_power = 10;
  Offer& offer = out.offer;
  offer.programme = "priority_groups";
  models::read(block, out.selection);
  if (!block.describing() && out.selection.chooses_any() && !settings.names_anybody())
    block.fault_among(
        {"practices", "places"},
        "enhanced units for nobody ('groups' is empty and 'core20' is false) name whom they are for");
  block.date("start", offer.dates.from, "first day");
  block.date("end", offer.dates.until, "last day; without it there is no end", sim::io::Presence::optional);
  check_order(block, "start", offer.dates.from, "end", offer.dates.until);
  block.numbers("uplift", offer.pay.uplift, band_labels,
                {"%", 0, most_uplift, "of the UDA value, on the units of a course of each band", 0.1});
  block.flag("graded", offer.to.graded,
             "only for those whom the practice grades as of higher need: not yet cooperative, or decay");
  block.number("missed", offer.to.missed, {"", 0, 1, "share of those of higher need who are not graded so"});
  block.number("mistaken", offer.to.mistaken, {"", 0, 1, "share of the others who are"});
  block.number(
      "response", offer.visits.response,
      {"", 0, highest_power,
       "power of pay per expected minute with which practices lean to them; 0 = pay moves money only"});
  offer.to.to_age = oldest;
  offer.to.core20 = settings.core20;
  offer.to.groups = settings.groups;
}

}  // namespace

void read(sim::io::Block& block, Settings& out)
{
  read_groups(block, "groups", out.groups, "PLUS groups whose members are priority patients",
              sim::io::Presence::optional);
  block.flag("core20", out.core20, "whether people of the most deprived fifth are priority patients, too");
  block.block("foundation", "foundation dentists are paid for when enough priority patients come",
              [&](sim::io::Block& inner) { read_foundation(inner, out.foundation); });
  block.block("enhanced", "enhanced units: more for each UDA of priority patients, by band",
              [&](sim::io::Block& inner) { read_enhanced(inner, out, out.enhanced); });
}

void check(const Geography& geography, const Settings& settings, sim::io::Faults& faults)
{
  models::check(geography, settings.enhanced.selection, faults);
}

Offer enhanced_units(const Geography& geography, const Settings& settings)
{
  Offer offer = settings.enhanced.offer;
  for (const std::uint32_t practice : select_practices(geography, settings.enhanced.selection))
    offer.practices.push_back({static_cast<std::uint16_t>(practice), whole_menu});
  return offer;
}

}  // namespace models::priority_groups
