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

}  // namespace

void read(sim::io::Block& block, Settings& out)
{
  read_groups(block, "groups", out.groups, "PLUS groups whose members are priority patients",
              sim::io::Presence::optional);
  block.flag("core20", out.core20, "whether people of the most deprived fifth are priority patients, too");
  block.block("foundation", "foundation dentists are paid for when enough priority patients come",
              [&](sim::io::Block& inner) { read_foundation(inner, out.foundation); });
}

}  // namespace models::priority_groups
