// What the benchmark programs share: a clock of processor time, peak memory, arguments.
#pragma once
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <ctime>

namespace bench {

/// Seconds of wall clock and of processor time (all threads) since it was made.
class Stopwatch {
 public:
  double wall() const
  {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - wall_).count();
  }
  double processor() const { return static_cast<double>(std::clock() - processor_) / CLOCKS_PER_SEC; }

 private:
  std::chrono::steady_clock::time_point wall_ = std::chrono::steady_clock::now();
  std::clock_t processor_ = std::clock();
};

inline double peak_megabytes()
{
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;
}

/// The argument of that number, or what to take where it is not given.
inline unsigned argument(int argc, char** argv, int i, unsigned otherwise)
{
  return argc > i ? static_cast<unsigned>(std::strtod(argv[i], nullptr)) : otherwise;
}

}  // namespace bench
