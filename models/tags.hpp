// Whose a scenario is, what it serves and who decides: words for boards and reports. Tags change no run.
#pragma once
#include <string>
#include <vector>

#include "models/places/plan.hpp"
#include "sim/io/config_block.hpp"
#include "sim/recorder.hpp"

namespace models {

/// A group that meets and decides.
struct Meeting {
  std::string name;
  sim::Day first = 0;
  int every_months = 0;
  int acts_after_days = 0;  // from a decision to the first day on which it acts
};

/// A programme that waits for a group's decision.
struct Decision {
  std::string programme, where;  // a pathway
  std::string by;                // a meeting
  sim::Day asked = 0;            // papers are in
};

struct Tags {
  std::string owner;
  std::vector<std::string> objectives, rules, actors, references;
  std::vector<Meeting> meetings;
  std::vector<Decision> decisions;
  struct OfMeasure {
    std::string measure, where;  // GROUP/VARIABLE
    std::string tags;            // as written
  };
  std::vector<OfMeasure> measures;
};
/// `programmes`: the names of the roster.
void read(sim::io::Block& block, const std::vector<std::string>& programmes, Tags& out);
/// Measures that no result has.
void check(const Tags& tags, const sim::Layout& layout, sim::io::Faults& faults);

/// The first meeting at which something asked on a day is decided: on the day itself or later.
sim::Day decided_on(const Meeting& meeting, sim::Day asked);
/// The first day on which the decision acts.
sim::Day acts_from(const Tags& tags, const Decision& decision);

}  // namespace models
