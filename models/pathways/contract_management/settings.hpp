// Contract management: what an ICB plans and offers, and how it looks at its contracts.
#pragma once
#include <array>

#include "models/pathways/contract_management/quality.hpp"
#include "models/places/pathway.hpp"
#include "models/practices/contract_levers.hpp"

namespace models::contract_management {

inline constexpr std::size_t quarters = 4;

/// Units that a region plans, from a contract year on, and what it delivered before the pandemic.
struct Trajectory {
  int from = 0;                         // contract year
  std::array<Uda, quarters> planned{};  // 0 = no plan
  Uda before_pandemic;                  // a year; 0 = not known
};

/// What people say who were asked how they fared: expected shares of those satisfied.
struct OpinionSettings {
  double seen = 0;            // of those whose care began at once
  double half_life_days = 0;  // of wait after which half as many are
  double broken_off = 0;      // by so much fewer of those whose course ended incomplete
  double without_care = 0;    // of those whose request ended without care
};

struct Settings : PathwaySettings {
  ContractLevers levers;
  Trajectory trajectory;
  OpinionSettings opinion;
  QualitySettings quality;
};
void read(sim::io::Block& block, Settings& out);

/// The share of those satisfied whose care began after so many days, in thousandths.
std::int64_t satisfied_after(const OpinionSettings& settings, int days);

/// What is planned for a month (0 = April), of a whole region.
Uda planned(const Trajectory& trajectory, int contract_year, int month);

/// What is contracted, and what is planned, in a period: by whole months.
std::vector<PlanFigure> plan(const Geography& geography, const Settings& settings, Days period);

/// Part of a sum that falls to a Place, by what its practices have contracted: all Places' parts add up to it.
Uda part_of_place(const Geography& geography, std::size_t place, Uda whole);

}  // namespace models::contract_management
