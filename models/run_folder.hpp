// A result folder: where the runs of a study lie, which are finished, and who is at work on them.
//
//   DIR/plan.txt                    what the folder is to hold
//   DIR/runs/SCENARIO/0001.h5       finished runs; a file of that name is whole
//   DIR/study.h5                    the runs gathered
//   DIR/.lock.2-of-8                held while that share is being played
//   *.2-of-8.tmp                    half-written files of that share; only the holder of its lock removes them
//
// Promises: nothing finished is overwritten or mixed with another study's runs; a process that dies at any
// moment leaves a folder that the next one can go on with.
#pragma once
#include <atomic>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "models/folder_lock.hpp"
#include "models/folder_plan.hpp"
#include "sim/io/collect.hpp"
#include "sim/io/run_file.hpp"

namespace models {

/// Which part of a study a process plays: replications are dealt out one by one to the tasks.
struct Share {
  int task = 1, tasks = 1;
  std::string name() const;  // "2-of-8"
  bool takes(int replication) const { return (replication - 1) % tasks == task - 1; }
};

/// One run, by its scenario and its replication (from 1).
struct RunKey {
  std::string scenario;
  int replication;
  bool operator==(const RunKey&) const = default;
};

/// A folder in use by one share.
class RunFolder {
 public:
  struct Wish {
    Plan plan;
    bool whole = true;  // all scenarios of the study
    Update update = Update::refuse;
  };
  /// Opens or makes `path` for a share. Faults (another study, other settings, a share in use) leave the folder
  /// as it was. Returns nothing on a fault or where `stop` was set while waiting for another process.
  static std::optional<RunFolder> open(const std::string& path, const Share& share, const Wish& wish,
                                       const std::atomic<bool>& stop, sim::io::Faults& faults);
  /// Opens a folder to gather it: its plan stays as it is.
  static std::optional<RunFolder> open(const std::string& path, const std::atomic<bool>& stop,
                                       sim::io::Faults& faults);

  const std::string& path() const { return path_; }
  const std::string& share() const { return share_; }
  const Plan& plan() const { return plan_; }
  std::string run_path(const RunKey& run) const;
  std::string study_path() const;
  /// True where the run's file is there and its attributes match the plan. Looks at the disk.
  bool finished(const RunKey& run) const;
  /// The planned runs that are not finished, in order of replication, then scenario.
  std::vector<RunKey> missing() const;
  /// The planned runs in the order of the gathered file: scenario, then replication.
  std::vector<sim::io::RunPath> planned() const;
  /// Makes the folder that the run's file will lie in.
  void make_room_for(const RunKey& run) const;

 private:
  RunFolder(std::string path, std::string share, Plan plan, FolderLock lock);
  std::string path_, share_;
  Plan plan_;
  FolderLock lock_;
};

/// "baseline 1, 3-5; pilot 2": runs in few words.
std::string in_words(const std::vector<RunKey>& runs);

}  // namespace models
