// The runs that are still to be played, dealt out to workers, each with the people it plays on.
//
// Runs are taken in order of replication, then scenario. Scenarios of a replication whose population settings
// are equal share one population: the worker that first needs it makes it, the last one that plays on it frees
// it. While one worker makes a population the others go on with another, so at most one is alive for each
// worker.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "models/run_folder.hpp"
#include "models/study.hpp"

namespace models {

class WorkList {
 public:
  /// `runs` in any order; each names a scenario of the study.
  WorkList(const Study& study, const Model& model, const std::vector<RunKey>& runs);

  struct Job {
    RunKey run;
    const StudyScenario* scenario;
    std::shared_ptr<const Population> population;
  };
  /// The next run and its population, made by `crew` where nobody has begun it. Nothing where all runs are
  /// taken or the list was closed.
  std::optional<Job> next(sim::Crew& crew);
  /// No more runs are dealt out; who waits for a population goes home.
  void close();

 private:
  struct People {
    enum class State { absent, being_made, ready } state = State::absent;
    std::shared_ptr<const Population> population;
    std::size_t runs_left = 0;
  };
  struct Entry {
    RunKey run;
    const StudyScenario* scenario;
    std::shared_ptr<People> people;
    bool taken = false;
  };
  Entry* first_open();
  Job take(Entry& entry);
  void make_people(Entry& entry, sim::Crew& crew, std::unique_lock<std::mutex>& lock);

  const Model* model_;
  std::vector<Entry> entries_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool closed_ = false;
};

}  // namespace models
