// Priority groups: who counts as a priority patient, and what falls due when enough of them come.
#pragma once
#include <cstdint>

#include "models/finance/money.hpp"
#include "models/places/pathway.hpp"

namespace models::priority_groups {

/// Enough priority patients in a contract year, and a payment for foundation dentists falls due.
struct FoundationSettings {
  int patients = 0;  // of a Place in a contract year; 0 = never
  Pence payment;     // once a year and Place
  sim::Day from = 0;
};

struct Settings : PathwaySettings {
  std::uint16_t groups = 0;  // bits of those whose members are priority patients
  bool core20 = false;       // people of the most deprived fifth, too
  FoundationSettings foundation;

  bool names_anybody() const { return groups != 0 || core20; }
};
void read(sim::io::Block& block, Settings& out);

}  // namespace models::priority_groups
