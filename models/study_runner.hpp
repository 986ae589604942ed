// Plays the runs of a study: side by side, each by a team of threads.
//
// As many workers as runs, threads and memory allow, each with a team of its share of the threads. Nothing in
// a result depends on workers or teams. A finished run is on disk before its worker takes the next.
#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/progress.hpp"
#include "models/run_folder.hpp"
#include "models/study.hpp"

namespace models {

/// How threads are divided: the first teams get one thread more where they do not come out even.
struct Labour {
  unsigned workers = 1;
  unsigned threads = 1;  // in all
  unsigned team(unsigned worker) const { return threads / workers + (worker < threads % workers ? 1 : 0); }
};
/// workers = min(runs, threads, memory / bytes of a run with its people), at least 1.
Labour divide(std::size_t runs, unsigned threads, std::size_t memory, std::size_t bytes_per_run);
/// Bytes that a program may fill here: free memory, or what its control group leaves, less a reserve.
std::size_t memory_at_hand();

/// The largest need of a study's scenarios: one run with its people, and its people.
struct Need {
  std::size_t bytes_per_run = 0;  // run and population
  std::size_t persons = 0;
  std::uint64_t events = 0;
};
Need need_of(const Study& study, const Model& model);

/// Plays `runs` into the folder and returns how many it finished. Stops early where `stop` is set; what a worker throws ends the others and is
/// thrown here. Finished runs stay.
std::size_t play_runs(const Study& study, const Model& model, const RunFolder& folder,
                      const std::vector<RunKey>& runs, const Labour& labour, const std::atomic<bool>& stop,
                      Progress& progress);

}  // namespace models
