// The plan of a result folder: which runs it is to hold, and what they all have in common.
//
// A small text file (plan.txt), written whole or not at all. More replications or scenarios extend it; other
// settings under a scenario's name are refused unless the user asks for an update.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/io/config_block.hpp"
#include "sim/io/run_file.hpp"

namespace models {

struct Study;

/// What every run of a folder shares; a folder with another identity belongs to another study.
struct FolderIdentity {
  std::int64_t seed = 0;
  std::string start;  // first reported day
  std::int64_t months = 0, warm_up = 0;
  std::int64_t layout = 0;
  std::string revision;  // of the program
  bool operator==(const FolderIdentity&) const = default;
};

/// "seed 1 there, 2 here; ...": where two identities differ.
std::string differences(const FolderIdentity& there, const FolderIdentity& here);
/// The identity that a run file's attributes state.
FolderIdentity identity_of(const sim::io::Attributes& attributes);
std::string text_attribute(const sim::io::Attributes& attributes, const std::string& name);
std::int64_t whole_attribute(const sim::io::Attributes& attributes, const std::string& name);

struct PlannedScenario {
  std::string name;
  std::string hash;
  std::string identity;               // what the hash is of, one `path = value` a line
  std::vector<std::string> replaced;  // hashes whose runs an update has given up
  bool operator==(const PlannedScenario&) const = default;
};

struct Plan {
  FolderIdentity identity;
  int replications = 0;
  std::vector<PlannedScenario> scenarios;

  const PlannedScenario* find(std::string_view name) const;
  bool operator==(const Plan&) const = default;
};

enum class Update { refuse, replay };

/// The plan that a study asks for.
Plan plan_of(const Study& study);
/// What the folder is to hold after `wanted` was asked of a folder that holds `held` (`where` = its plan file).
/// `whole`: every scenario of the study was asked for, so that an update may drop the others.
Plan merge(const Plan& held, const Plan& wanted, Update update, bool whole, const std::string& where,
           sim::io::Faults& faults);
/// The fault of settings that differ, naming the first key.
std::string changed_settings(const std::string& scenario, std::string_view before, std::string_view after);

std::string text_of(const Plan& plan);
/// Nothing where the text is not a plan.
std::optional<Plan> plan_from(std::string_view text);

}  // namespace models
