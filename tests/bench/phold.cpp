// PHOLD over processes as large as the Places of a region.
//
//   bench_phold [THREADS] [PROCESSES] [TOKENS OF THE LARGEST] [DAYS] [PER CENT OF MOVES BY LETTER]
#include "tests/phold.hpp"

#include <fmt/core.h>

#include "sim/crew.hpp"
#include "sim/simulate.hpp"
#include "tests/bench/measure.hpp"

int main(int argc, char** argv)
{
  phold::Settings settings;
  sim::Crew crew(bench::argument(argc, argv, 1, sim::default_threads()));
  settings.processes = bench::argument(argc, argv, 2, 9);
  settings.tokens = bench::argument(argc, argv, 3, 500000);
  settings.last = settings.first + static_cast<sim::Day>(bench::argument(argc, argv, 4, 365)) - 1;
  settings.share_of_letters = bench::argument(argc, argv, 5, 5) / 100.0;
  settings.mean_stay = 60 * sim::minutes_per_day;
  phold::Model model(settings);
  const bench::Stopwatch stopwatch;
  sim::simulate(model, settings.first, settings.last, crew);
  const double wall = stopwatch.wall(), core = stopwatch.processor();
  std::uint64_t digest = 0;
  for (const std::uint64_t state : model.states()) digest = digest * 31 + state;
  const auto millions = static_cast<double>(model.events() + model.letters()) / 1e6;
  fmt::print(
      "phold, {} threads, {} processes: {:.1f} M events and letters ({:.1f} % letters), {:.2f} s wall, "
      "{:.1f} M/s "
      "wall, {:.1f} M/s of one core, digest {:016x}\n",
      crew.threads(), settings.processes, millions, 1e-4 * static_cast<double>(model.letters()) / millions,
      wall, millions / wall, millions / core, digest);
}
