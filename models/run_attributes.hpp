// What a result file says of itself: from which study, by which program, on which machine.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "models/run_folder.hpp"
#include "models/study.hpp"
#include "sim/io/run_file.hpp"

namespace models {

/// When and with how many threads a run was played, and what it took.
struct Playing {
  std::chrono::system_clock::time_point started;
  double wall_seconds = 0;
  unsigned threads = 1;
  std::uint64_t events = 0, dead_events = 0, stale_letters = 0, person_days = 0;
  std::size_t bytes = 0;  // without the people
};

sim::io::Attributes run_attributes(const Study& study, const StudyScenario& scenario, int replication,
                                   const Playing& playing);
/// Of the gathered file: what its runs share, their digests in one, and the sum of their times.
sim::io::Attributes gathered_attributes(const std::vector<sim::io::RunPath>& runs);
/// One word for all digests: a gathered file that states it is up to date.
std::string digest_of_runs(const std::vector<sim::io::RunPath>& runs);

/// "AMD EPYC, 2 cores, Linux x86_64"
std::string machine_in_words();

}  // namespace models
