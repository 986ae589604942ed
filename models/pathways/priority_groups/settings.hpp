// Priority groups: who counts as a priority patient, and what falls due when enough of them come.
#pragma once
#include <cstdint>

#include "models/finance/money.hpp"
#include "models/places/pathway.hpp"
#include "models/places/selection.hpp"
#include "models/practices/offers.hpp"

namespace models::priority_groups {

/// Enough priority patients in a contract year, and a payment for foundation dentists falls due.
struct FoundationSettings {
  int patients = 0;  // of a Place in a contract year; 0 = never
  Pence payment;     // once a year and Place
  sim::Day from = 0;
};

/// More for each unit where need is higher, by band: at chosen practices, for priority patients or those graded so.
struct EnhancedUnits {
  Selection selection;
  Offer offer;  // without its practices
};

struct Settings : PathwaySettings {
  std::uint16_t groups = 0;  // bits of those whose members are priority patients
  bool core20 = false;       // people of the most deprived fifth, too
  FoundationSettings foundation;
  EnhancedUnits enhanced;

  bool names_anybody() const { return groups != 0 || core20; }
};
void read(sim::io::Block& block, Settings& out);
/// Places and practices that the region does not have.
void check(const Geography& geography, const Settings& settings, sim::io::Faults& faults);
/// The offer of enhanced units with its practices; none where nothing is offered.
Offer enhanced_units(const Geography& geography, const Settings& settings);

}  // namespace models::priority_groups
