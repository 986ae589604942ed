#include "sim/crew.hpp"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/partitioner.h>
#include <oneapi/tbb/task_arena.h>

#include <atomic>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <optional>

#include "sim/check.hpp"

namespace sim {
namespace {

std::size_t cores() { return static_cast<std::size_t>(tbb::info::default_concurrency()); }

// One crew at a time is set up or dissolved: oneTBB 2021.8 looks at the list of its controls without its lock
// while it makes an arena.
std::mutex& set_up()
{
  static std::mutex turn;
  return turn;
}

}  // namespace

struct Crew::Team {
  explicit Team(unsigned threads)
  {
    const std::scoped_lock turn{set_up()};
    // Beyond the cores TBB lends threads only where it is told so. (Where several say, the least holds.)
    if (threads > cores()) more_threads.emplace(tbb::global_control::max_allowed_parallelism, threads);
    arena.initialize(static_cast<int>(threads));
  }
  ~Team()
  {
    const std::scoped_lock turn{set_up()};
    arena.terminate();
    more_threads.reset();
  }
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  std::optional<tbb::global_control> more_threads;
  tbb::task_arena arena;
};

Crew::Crew(unsigned threads) : threads_{threads}
{
  REQUIRED(threads > 0, "a crew has at least one thread");
  if (threads > 1) team_ = std::make_unique<Team>(threads);
}

Crew::~Crew() = default;

void Crew::share(std::size_t jobs, const std::function<void(std::size_t)>& job)
{
  if (!team_ || jobs <= 1) {
    for (std::size_t i = 0; i < jobs; ++i) job(i);
    return;
  }
  std::atomic<std::size_t> next{0};
  const auto work = [&](unsigned) {
    for (std::size_t i = next++; i < jobs; i = next++) job(i);
  };
  // Isolated: a thread that waits here must not begin work of another crew on its stack.
  team_->arena.execute([&] {
    tbb::this_task_arena::isolate([&] { tbb::parallel_for(0u, threads_, work, tbb::simple_partitioner{}); });
  });
}

unsigned default_threads()
{
  if (const char* given = std::getenv("SLURM_CPUS_PER_TASK")) {
    unsigned threads = 0;
    const auto [end, error] = std::from_chars(given, given + std::strlen(given), threads);
    if (error == std::errc{} && *end == '\0' && threads > 0) return threads;
  }
  return static_cast<unsigned>(cores());
}

}  // namespace sim
