// A crew: a fixed team of threads that shares out numbered jobs. The only door to oneTBB.
//
// Jobs are begun in the order of their numbers, each by whichever thread is free, so give the longest first.
// Nothing may depend on which thread that is. Jobs must not wait for each other. A team of one plays in the
// calling thread and starts no other. Several crews may work at once, each in its caller's thread.
#pragma once
#include <cstddef>
#include <functional>
#include <memory>

namespace sim {

class Crew {
 public:
  /// `threads` counts the caller; more than the machine has cores is possible.
  explicit Crew(unsigned threads);
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  unsigned threads() const { return threads_; }

  /// Calls job(0) to job(jobs - 1) and returns when all are done. What a job throws is thrown here; then some
  /// jobs may not have been begun.
  void share(std::size_t jobs, const std::function<void(std::size_t)>& job);

 private:
  struct Team;
  unsigned threads_;
  std::unique_ptr<Team> team_;  // none for a team of one
};

/// The cores this program may use: SLURM_CPUS_PER_TASK where a batch system set it (it does not confine us),
/// else what the affinity mask allows. At least 1.
unsigned default_threads();

}  // namespace sim
