#include "sim/crew.hpp"

#include <atomic>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

#include "tests/catch2.hpp"

TEST_CASE("crew: every job is done once, by a team of any size", "[threads]")
{
  for (const unsigned threads : {1u, 2u, 3u, 8u}) {
    sim::Crew crew(threads);
    CHECK(crew.threads() == threads);
    for (const std::size_t jobs : {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{1000}}) {
      std::vector<int> done(jobs, 0);
      for (int again = 0; again < 20; ++again) crew.share(jobs, [&](std::size_t i) { ++done[i]; });
      CHECK(done == std::vector<int>(jobs, 20));
    }
  }
}

TEST_CASE("crew: a team of one begins jobs in order, in the calling thread", "[threads]")
{
  sim::Crew crew(1);
  std::vector<std::size_t> order;
  bool here = true;
  const std::thread::id caller = std::this_thread::get_id();
  crew.share(5, [&](std::size_t i) {
    order.push_back(i);
    here = here && std::this_thread::get_id() == caller;
  });
  CHECK(order == std::vector<std::size_t>{0, 1, 2, 3, 4});
  CHECK(here);
}

TEST_CASE("crew: more threads than cores are possible", "[threads]")
{
  sim::Crew crew(8);
  std::mutex mutex;
  std::set<std::thread::id> seen;
  // Threads come when they are called, not at once: give them some rounds to come in.
  for (int again = 0; again < 200 && seen.size() < 3; ++again)
    crew.share(64, [&](std::size_t) {
      std::this_thread::sleep_for(std::chrono::microseconds(100));
      const std::lock_guard lock(mutex);
      seen.insert(std::this_thread::get_id());
    });
  CHECK(seen.size() >= 3);
  CHECK(seen.size() <= 8);
}

TEST_CASE("crew: several threads may set up and dissolve crews at once", "[threads]")
{
  // Beyond the cores, so that each crew has a control of TBB: the thread sanitizer sees who touches their list.
  const unsigned beyond = std::thread::hardware_concurrency() + 1;
  std::atomic<int> done{0};
  {
    std::vector<std::jthread> workers;
    for (unsigned worker = 0; worker < 4; ++worker)
      workers.emplace_back([&done, beyond, worker] {
        for (int again = 0; again < 25; ++again) {
          sim::Crew crew(beyond + worker);
          crew.share(8, [&done](std::size_t) { ++done; });
        }
      });
  }
  CHECK(done == 4 * 25 * 8);
}

TEST_CASE("crew: several crews work at once", "[threads]")
{
  std::atomic<int> done{0};
  std::vector<std::jthread> workers;
  for (unsigned worker = 0; worker < 3; ++worker)
    workers.emplace_back([&done, worker] {
      sim::Crew crew(1 + worker);
      for (int round = 0; round < 100; ++round) {
        int mine = 0;
        std::vector<int> parts(16, 0);
        crew.share(parts.size(), [&](std::size_t i) { parts[i] = 1; });
        for (const int part : parts) mine += part;
        done += mine;
      }
    });
  workers.clear();
  CHECK(done == 3 * 100 * 16);
}

TEST_CASE("crew: what a job throws arrives at the caller, and the crew works on", "[threads]")
{
  for (const unsigned threads : {1u, 3u}) {
    sim::Crew crew(threads);
    CHECK_THROWS_AS(crew.share(10,
                               [](std::size_t i) {
                                 if (i == 4) throw std::runtime_error("job 4");
                               }),
                    std::runtime_error);
    std::atomic<int> done{0};
    crew.share(10, [&](std::size_t) { ++done; });
    CHECK(done == 10);
  }
}

TEST_CASE("crew: a batch system's share of cores is respected")
{
  const char* before = std::getenv("SLURM_CPUS_PER_TASK");
  const std::string kept = before ? before : "";
  setenv("SLURM_CPUS_PER_TASK", "7", 1);
  CHECK(sim::default_threads() == 7);
  setenv("SLURM_CPUS_PER_TASK", "some", 1);
  CHECK(sim::default_threads() >= 1);
  unsetenv("SLURM_CPUS_PER_TASK");
  CHECK(sim::default_threads() >= 1);
  if (before) setenv("SLURM_CPUS_PER_TASK", kept.c_str(), 1);
}
