#include "models/study_runner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <fstream>
#include <future>
#include <limits>
#include <mutex>
#include <string>

#include "models/run_attributes.hpp"
#include "models/work_list.hpp"
#include "sim/crew.hpp"

namespace models {

namespace {

constexpr double usable_share = 0.85;  // of free memory: the rest is for file buffers and other programs

/// The number after `key` in a file of "key value" lines, or of a file that holds one number.
std::size_t number_in(const char* path, std::string_view key)
{
  std::ifstream file{path};
  std::string word;
  std::size_t number = 0;
  if (key.empty()) return file >> number ? number : 0;
  while (file >> word)
    if (word == key) return file >> number ? number : 0;
  return 0;
}

/// What all workers of a study have in hand.
struct Shop {
  const Study& study;
  const Model& model;
  const RunFolder& folder;
  WorkList work;
  Progress& progress;
  std::atomic<bool> stop{false};  // an interrupt or a fault
  std::mutex writing;             // one run is written at a time
  std::size_t played = 0;
};

/// Where a worker throws, the others are to stop.
class StopOnFault {
 public:
  explicit StopOnFault(Shop& shop) : shop_{shop} {}
  StopOnFault(const StopOnFault&) = delete;
  StopOnFault& operator=(const StopOnFault&) = delete;
  ~StopOnFault()
  {
    if (std::uncaught_exceptions() == 0) return;
    shop_.stop = true;
    shop_.work.close();
  }

 private:
  Shop& shop_;
};

void play_one(Shop& shop, const WorkList::Job& job, sim::Crew& crew)
{
  if (shop.folder.finished(job.run)) return;  // another share with other cuts was quicker
  Playing playing;
  playing.started = std::chrono::system_clock::now();
  playing.threads = crew.threads();
  const auto begin = std::chrono::steady_clock::now();
  const auto outcome = shop.model.play(job.scenario->scenario, *job.scenario->geography, *job.population,
                                       static_cast<std::uint32_t>(job.run.replication), crew, shop.stop,
                                       shop.progress.days_done());
  if (!outcome) return;
  playing.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  playing.events = outcome->events;
  playing.dead_events = outcome->dead_events;
  playing.stale_letters = outcome->stale_letters;
  playing.person_days = outcome->person_days;
  playing.bytes = outcome->bytes;
  const std::scoped_lock lock{shop.writing};
  shop.folder.make_room_for(job.run);
  sim::io::write_file(shop.folder.run_path(job.run), shop.folder.share(),
                      run_attributes(shop.study, *job.scenario, job.run.replication, playing),
                      outcome->groups);
  shop.progress.run_finished();
  ++shop.played;
}

void work(Shop& shop, unsigned threads)
{
  const StopOnFault guard{shop};
  sim::Crew crew{threads};
  while (!shop.stop) {
    const auto job = shop.work.next(crew);
    if (!job || shop.stop) return;
    play_one(shop, *job, crew);
  }
}

}  // namespace

Labour divide(std::size_t runs, unsigned threads, std::size_t memory, std::size_t bytes_per_run)
{
  const std::size_t fitting = memory / std::max<std::size_t>(1, bytes_per_run);
  const auto workers = std::max<std::size_t>(1, std::min({runs, std::size_t{threads}, fitting}));
  return {static_cast<unsigned>(workers), std::max(1u, threads)};
}

std::size_t memory_at_hand()
{
  constexpr std::size_t kibibyte = 1024;
  std::size_t free = number_in("/proc/meminfo", "MemAvailable:") * kibibyte;
  if (free == 0) free = std::numeric_limits<std::size_t>::max();  // a system that does not say
  const std::size_t limit = number_in("/sys/fs/cgroup/memory.max", "");
  const std::size_t used = number_in("/sys/fs/cgroup/memory.current", "");
  if (limit > used) free = std::min(free, limit - used);
  return static_cast<std::size_t>(usable_share * static_cast<double>(free));
}

Need need_of(const Study& study, const Model& model)
{
  Need need;
  for (const auto& one : study.scenarios) {
    const Expected expected = model.expected(one.scenario, *one.geography);
    need.bytes_per_run = std::max(need.bytes_per_run, expected.run_bytes + expected.population_bytes);
    need.persons = std::max(need.persons, expected.persons);
    need.events = std::max(need.events, expected.events);
  }
  return need;
}

std::size_t play_runs(const Study& study, const Model& model, const RunFolder& folder,
                      const std::vector<RunKey>& runs, const Labour& labour, const std::atomic<bool>& stop,
                      Progress& progress)
{
  Shop shop{study, model, folder, {study, model, runs}, progress, {}, {}, {}};
  std::vector<std::future<void>> workers;
  for (unsigned i = 0; i < labour.workers; ++i)
    workers.push_back(
        std::async(std::launch::async, [&shop, threads = labour.team(i)] { work(shop, threads); }));
  constexpr auto look = std::chrono::milliseconds{50};
  for (auto& worker : workers)
    while (worker.wait_for(look) != std::future_status::ready)
      if (stop && !shop.stop) {
        shop.stop = true;
        shop.work.close();
      }
  for (auto& worker : workers) worker.get();
  return shop.played;
}

}  // namespace models
