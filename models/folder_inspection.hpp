// A look at a result folder, before anything in it is touched: its plan, and whether its files belong to it.
#pragma once
#include <optional>
#include <string>

#include "models/run_folder.hpp"

namespace models {

inline constexpr const char* plan_file = "plan.txt";
inline constexpr const char* runs_folder = "runs";
inline constexpr const char* study_file = "study.h5";
inline constexpr const char* run_ending = ".h5";

/// The plan that a folder holds, nothing where it has none; a file that is no plan is a fault.
std::optional<Plan> held_plan(const std::string& folder, sim::io::Faults& faults);

/// What the folder would hold after `wish`, with every reason against it as a fault: a plan, run file or
/// gathered file of another study, settings that differ, a run under another run's name. A corrupt run file
/// throws CorruptFile.
Plan inspect(const std::string& folder, const RunFolder::Wish& wish, sim::io::Faults& faults);

/// Writes a small text file whole or not at all; throws MachineFault with the path.
void write_whole(const std::string& path, const std::string& share, const std::string& text);

}  // namespace models
