// Which practice visits which homes, and from when.
//
// A practice visits homes of its own Place. Those that the config names come first; the practices of an ICB that are
// chosen are shared over its Places by their homes. In a Place the practice is chosen next whose nearest homes that
// nobody visits yet are the nearest to it; they are its own from then on.
#pragma once
#include <cstdint>
#include <vector>

#include "models/pathways/care_homes/settings.hpp"
#include "models/population/population.hpp"

namespace models::care_homes {

struct Link {
  std::uint16_t practice = no_practice;  // of the region
  std::vector<std::uint16_t> homes;      // of the Place, the nearest first
  sim::Day from = 0;
};

/// Of one Place.
std::vector<Link> make_links(const Geography& geography, const Population& population,
                             const Settings& settings, std::size_t place);

/// The named practices of an ICB, in their order.
std::vector<std::uint16_t> named_in(const Geography& geography, const Settings& settings, std::size_t office);
/// Practices of an ICB in the Places where they are chosen, and those named elsewhere in it.
int practices_to_choose_from(const Geography& geography, const Settings& settings, std::size_t office);

/// The first day of the practice of that rank (from 0) among so many: in the pilot, or in the roll-out after it.
sim::Day first_day(const Settings& settings, int rank, int practices);

/// What the settings come to in a period, where every practice that is asked for, and that there is, finds its homes.
std::vector<PlanFigure> plan(const Geography& geography, const Settings& settings, Days period);

}  // namespace models::care_homes
