// What the benchmark programs share: a clock of processor time, peak memory, arguments.
#pragma once
#include <fmt/core.h>
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

/// The figures of clinics, each of which counts `served`, `left` and minutes `waited`. Model events: served and
/// left, times two (somebody came, and somebody went).
template <class Clinics>
void print_clinics(const Clinics& clinics, const Stopwatch& stopwatch)
{
  const double wall = stopwatch.wall(), core = stopwatch.processor();
  double served = 0, left = 0, waited = 0;
  for (const auto& clinic : clinics) {
    served += static_cast<double>(clinic.served);
    left += static_cast<double>(clinic.left);
    waited += static_cast<double>(clinic.waited);
  }
  const double millions = 2e-6 * (served + left);
  fmt::print(
      "clinic: served {:.0f}, reneged {:.0f}, mean wait {:.3f} min; {:.2f} M model events, {:.1f} M/s of one "
      "core, "
      "{:.1f} M/s wall, peak {:.0f} MB\n",
      served, left, waited / served, millions, millions / core, millions / wall, peak_megabytes());
}

}  // namespace bench
