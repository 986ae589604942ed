// A scenario: every checked value of one variant of a study.
#pragma once
#include <cstdint>
#include <string>

#include "models/population/population.hpp"
#include "sim/clock.hpp"
#include "sim/io/config_block.hpp"

namespace models {

/// [study]: when, how long and how often.
struct StudySettings {
  std::string title;
  sim::Day start = 0;  // first reported day, the first of a month
  int months = 0;      // reported
  int warm_up = 0;     // months simulated before
  int replications = 0;
  std::int64_t seed = 0;  // 0 to 2^63 - 1
  bool practice_months = false;

  sim::Day first_day() const;  // first simulated day
  sim::Day end() const;        // the day after the last
};

struct ModelSettings;  // everything else; models/region.hpp

/// Declares and reads [study].
void read(sim::io::Block& block, StudySettings& out);

}  // namespace models
