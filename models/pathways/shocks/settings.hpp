// Shocks: the waves of a study, as the config has them.
#pragma once
#include <string>
#include <vector>

#include "models/places/pathway.hpp"
#include "models/practices/conditions.hpp"

namespace models::shocks {

/// A wave, and where the config says so.
struct NamedWave {
  std::string name;
  Wave wave;
  std::vector<std::string> places;  // by name; none: everywhere
  std::string where, where_places;
  bool has_days = false;  // both were read
};

struct Settings : PathwaySettings {
  bool on = true;
  double asks_again_days = 0;  // mean time after which somebody who put off asking has a date again
  std::vector<NamedWave> waves;
};
void read(sim::io::Block& block, Settings& out);

/// Places that the region does not have, and waves that meet in one.
void check(const Geography& geography, const Settings& settings, sim::io::Faults& faults);

}  // namespace models::shocks
