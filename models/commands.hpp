// The commands of the program, after its arguments are understood: run, check, collect, describe.
#pragma once
#include <optional>
#include <string>

#include "models/progress.hpp"
#include "models/run_folder.hpp"
#include "models/study.hpp"

namespace models {

/// What a program ends with: done, the user's fault, the machine's fault; 130 is in interrupt.hpp.
inline constexpr int done_exit = 0;
inline constexpr int user_fault_exit = 2;
inline constexpr int machine_fault_exit = 3;

struct RunOptions {
  StudyRequest request;
  std::string folder;  // "" = default_folder
  unsigned threads = 1;
  std::optional<Share> task;  // none = all, and gather
  Update update = Update::refuse;
  ProgressStyle progress = ProgressStyle::lines;
};

/// Plays what is not on disk yet, then gathers it and prints the summary table.
int run_study(const RunOptions& options, const Model& model, const std::atomic<bool>& stop);
/// Reads and checks everything and says what a run would take.
int check_study(const StudyRequest& request, unsigned threads, const Model& model);
/// Gathers a folder whose runs are all there.
int collect_folder(const std::string& folder, const std::atomic<bool>& stop);

struct DescribeOptions {
  std::string study;  // "" = none: the reference without values
  std::vector<std::string> sets;
  bool schema = false;
};
int describe(const DescribeOptions& options, const Model& model);

/// Prints faults to stderr, one a line, and gives the exit code.
int user_faults(const sim::io::Faults& faults);

}  // namespace models
