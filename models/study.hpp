// A study: its scenarios, read and checked, with the regions they play in.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/model.hpp"
#include "models/scenario_identity.hpp"

namespace models {

/// What was asked for: a file, and what the command line lays over it.
struct StudyRequest {
  std::string path;
  std::vector<std::string> sets;       // "key=value"
  std::vector<std::string> scenarios;  // names; none = every scenario of the file
};

/// One scenario of a study, ready to be played.
struct StudyScenario {
  Scenario scenario;
  std::shared_ptr<const Geography> geography;  // shared by scenarios whose population is the same
  std::string identity;                        // models/scenario_identity.hpp
  std::string hash;                            // of the identity
};

struct Study {
  std::string path;
  sim::io::Document document;
  StudySettings settings;                // the same for every scenario
  std::vector<StudyScenario> scenarios;  // "baseline" first where it was asked for, then as in the file
  bool whole = true;                     // every scenario of the file was asked for
  std::vector<std::string> notes;        // about tables, for the user
};

/// Reads and checks everything, tables too; adds every fault in one pass, and returns nothing where there is one.
std::optional<Study> read_study(const StudyRequest& request, const Model& model, sim::io::Faults& faults);

/// The name of a result folder where none was given: outputs/<file name without .toml>.
std::string default_folder(const std::string& study_path);

}  // namespace models
