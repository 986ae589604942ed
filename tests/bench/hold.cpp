// The hold model: as many events pending as people live in a region; each, when played, adds one other.
//
//   bench_hold [MILLIONS PENDING]...     without any: 1, 10 and 57
//
// One process for each 200,000 pending (the size of a Place of England), days played side by side as a region
// plays them, canonical order throughout. The next event falls on a day within the year, at any minute. Prints
// holds (one played, one added) per second of one core, and the calendars' bytes for each pending event.
#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "sim/calendar.hpp"
#include "tests/bench/measure.hpp"

namespace {

constexpr std::uint32_t pending_of_process = 200000;
constexpr std::uint32_t year = 365;
constexpr sim::Day first_day = sim::to_day(2024, 4, 1);

/// A fast generator of no quality (Marsaglia's xorshift64), so that the calendar is what is measured.
std::uint32_t scatter(std::uint64_t& state, std::uint32_t below)
{
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return static_cast<std::uint32_t>((state >> 32) * below >> 32);
}

struct Process {
  sim::Calendar calendar;
  std::uint64_t state;
  std::uint64_t played = 0;
  std::uint64_t out_of_order = 0;
  sim::Minute last = 0;

  void add(std::uint32_t subject, sim::Day day)
  {
    calendar.add(day, {subject, 0, sim::no_slot, scatter(state, sim::minutes_per_day)});
  }
  void play(sim::Day day)
  {
    calendar.play_day(
        day, [](const sim::Event&) { return sim::Touched{}; },
        [&](const sim::Event& event) {
          out_of_order += calendar.now() < last;
          last = calendar.now();
          ++played;
          add(event.subject, day + 1 + static_cast<sim::Day>(scatter(state, year)));
        });
  }
};

void hold(std::uint64_t pending)
{
  const auto processes = static_cast<std::uint32_t>(std::max<std::uint64_t>(1, pending / pending_of_process));
  const auto each = static_cast<std::uint32_t>(pending / processes);
  // Enough days for a fair measure: all of a year's events where they are few, a part where they are many.
  const sim::Day days = pending > 20'000'000 ? 180 : 730;
  const sim::Day last_day = first_day + days + static_cast<sim::Day>(year);
  const auto slabs = std::make_shared<sim::Slabs>();
  std::vector<std::unique_ptr<Process>> all;
  for (std::uint32_t p = 0; p < processes; ++p) {
    all.push_back(std::make_unique<Process>(
        Process{sim::Calendar(first_day, last_day, slabs), 0x9E3779B97F4A7C15u + p}));
    // In the long run the days ahead hold fewer and fewer events: P(due in d days) falls in proportion to 366 - d.
    for (std::uint32_t i = 0; i < each; ++i) {
      const std::uint32_t ahead = std::min(scatter(all[p]->state, year), scatter(all[p]->state, year));
      all[p]->add(p * each + i, first_day + static_cast<sim::Day>(ahead));
    }
  }
  const bench::Stopwatch stopwatch;
  for (sim::Day day = first_day; day < first_day + days; ++day)
    for (const auto& process : all) process->play(day);
  const double seconds = stopwatch.processor();
  std::uint64_t played = 0, out_of_order = 0;
  std::size_t bytes = 0;
  for (const auto& process : all) {
    played += process->played;
    out_of_order += process->out_of_order;
    bytes += process->calendar.bytes();
  }
  fmt::print(
      "hold {:5.1f} M pending, {:3} processes: {:6.1f} M holds, {:5.1f} M/s of one core, {:.1f} B/event, out "
      "of order {}\n",
      static_cast<double>(pending) / 1e6, processes, static_cast<double>(played) / 1e6,
      static_cast<double>(played) / seconds / 1e6, static_cast<double>(bytes) / static_cast<double>(pending),
      out_of_order);
}

}  // namespace

int main(int argc, char** argv)
{
  if (argc == 1)
    for (const std::uint64_t millions : {1u, 10u, 57u}) hold(millions * 1'000'000);
  for (int i = 1; i < argc; ++i)
    hold(static_cast<std::uint64_t>(bench::argument(argc, argv, i, 1)) * 1'000'000);
}
