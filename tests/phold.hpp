// PHOLD over processes: the standard workload of parallel simulation (Fujimoto 1990), on the whole engine.
//
// Tokens wander. Whoever holds one plays an event, is changed by it, and sends it on: most stay in the process
// (the calendar), some go by letter to another. What a process does depends on all it has played, in order, and
// on what others put on the board; so one event out of place changes everything that follows.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <numeric>
#include <span>
#include <vector>

#include "sim/board.hpp"
#include "sim/calendar.hpp"
#include "sim/distributions.hpp"
#include "sim/post.hpp"
#include "sim/round.hpp"
#include "sim/stream.hpp"

namespace phold {

struct Settings {
  std::size_t processes = 12;
  std::uint32_t tokens = 3000;     // of the largest process; the others have fewer
  double mean_stay = 2 * 24 * 60;  // minutes
  double share_of_letters = 0.2;   // of moves
  std::uint64_t seed = 1;
  sim::Day first = sim::to_day(2024, 4, 1);
  sim::Day last = sim::to_day(2024, 4, 1) + 59;
};

struct Letter {
  sim::Minute minute;
  std::uint32_t person;  // the token
  std::uint32_t kind;    // its hops, so far
};

class Model {
 public:
  explicit Model(const Settings& settings)
      : settings_{settings}, streams_{settings.seed, 0}, post_{settings.processes}, board_{settings.processes}
  {
    const auto slabs = std::make_shared<sim::Slabs>();
    std::uint32_t token = 0;
    for (std::size_t p = 0; p < settings.processes; ++p) {
      processes_.push_back(std::make_unique<Process>(sim::Calendar(settings.first, settings.last, slabs)));
      const auto mine = settings.tokens / static_cast<std::uint32_t>(1 + p % 5);
      for (std::uint32_t i = 0; i < mine; ++i) stay(p, token++, 0, sim::minute_of(settings.first, 0));
    }
    order_.resize(settings.processes);
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::sort(order_.begin(), order_.end(),
              [](std::size_t a, std::size_t b) { return a % 5 != b % 5 ? a % 5 < b % 5 : a < b; });
  }

  const std::vector<std::size_t>& order() const { return order_; }
  static constexpr std::uint32_t rounds_a_day() { return static_cast<std::uint32_t>(round_ends.size()); }
  void play(std::size_t p, const sim::Round& round)
  {
    Process& mine = *processes_[p];
    mine.round = round;
    board_.carry(round, p, 1);
    if (round.of_day == 0) mine.calendar.open(round.day);
    for (const Letter& letter : post_.collect(p, round)) {
      mine.state = mix(mine.state ^ letter.minute ^ std::uint64_t{letter.person} << 32);
      ++mine.letters;
      stay(p, letter.person, letter.kind, mine.calendar.now());
    }
    mine.calendar.play_until(
        round_ends[round.of_day], [&](const sim::Event&) { return sim::Touched{&mine.state}; },
        [&](const sim::Event& event) {
          ++mine.events;
          mine.state = mix(mine.state ^ sim::pack(event, round.day));
          move(p, event.subject, event.slot + 1, mine.calendar.now());
        });
    if (round.of_day + 1 == rounds_a_day()) mine.calendar.close();
    board_.publish(round, p, mine.state);
    post_.seal(p, round);
  }

  /// What each process has become: equal only if all played the same events in the same order.
  std::vector<std::uint64_t> states() const { return each(&Process::state); }
  std::uint64_t events() const { return sum(each(&Process::events)); }
  std::uint64_t letters() const { return sum(each(&Process::letters)); }

 private:
  static constexpr std::array<sim::Minute, 5> round_ends{8 * 60, 11 * 60, 14 * 60, 17 * 60, 24 * 60};

  struct alignas(64) Process {
    explicit Process(sim::Calendar mine) : calendar{std::move(mine)} {}
    sim::Calendar calendar;
    sim::Round round{};
    std::uint64_t state = 0, events = 0, letters = 0;
  };

  static std::uint64_t mix(std::uint64_t x)
  {
    x *= 0x9E3779B97F4A7C15u;
    return x ^ x >> 32;
  }
  static std::uint64_t sum(const std::vector<std::uint64_t>& values)
  {
    return std::accumulate(values.begin(), values.end(), std::uint64_t{0});
  }
  std::vector<std::uint64_t> each(std::uint64_t Process::* member) const
  {
    std::vector<std::uint64_t> values;
    for (const auto& process : processes_) values.push_back((*process).*member);
    return values;
  }

  void move(std::size_t p, std::uint32_t token, std::uint32_t hops, sim::Minute now)
  {
    const Process& mine = *processes_[p];
    const sim::Draws draws = streams_.draw(token, sim::Why{"phold move"}, hops);
    if (!sim::bernoulli(draws.uniform(0), settings_.share_of_letters)) return stay(p, token, hops, now);
    const std::uint64_t seen = board_.read(mine.round, (p + 1) % processes_.size());
    const std::size_t to = (mine.state ^ seen ^ draws.lane[1]) % processes_.size();
    post_.send(p, to, {now, token, hops});
  }

  void stay(std::size_t p, std::uint32_t token, std::uint32_t hops, sim::Minute now)
  {
    Process& mine = *processes_[p];
    const double u = streams_.draw(token, sim::Why{"phold stay"}, hops).uniform(0);
    const auto spread = static_cast<sim::Minute>(mine.state % 16);
    mine.calendar.add(now + static_cast<sim::Minute>(sim::exponential(u, settings_.mean_stay)) + spread,
                      token, 0, hops);
  }

  Settings settings_;
  sim::Streams streams_;
  sim::Post<Letter> post_;
  sim::Board<std::uint64_t> board_;
  std::vector<std::unique_ptr<Process>> processes_;
  std::vector<std::size_t> order_;
};

}  // namespace phold
