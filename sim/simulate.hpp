// The main loop.
//
// A model is processes that never write to each other while a round is played. It offers
//   order()              the processes' numbers, the costliest first, so that a team ends together;
//   rounds_a_day()       how often the post is collected;
//   play(process, round) plays one round of one process, on any thread;
// and may offer `Proceed day_done(Day)`, called between days by the thread that simulates: for progress, and
// for a request to stop.
#pragma once
#include "sim/crew.hpp"
#include "sim/round.hpp"

namespace sim {

enum class Proceed { go_on, stop };

/// Plays the days `first` to `last`, both included. Returns the day after the last one played.
template <class Model>
Day simulate(Model& model, Day first, Day last, Crew& crew)
{
  Round round;
  const auto play = [&](std::size_t i) { model.play(model.order()[i], round); };
  for (round.day = first; round.day <= last; ++round.day) {
    for (round.of_day = 0; round.of_day < model.rounds_a_day(); ++round.of_day) {
      round.number = static_cast<std::uint64_t>(round.day) * model.rounds_a_day() + round.of_day;
      crew.share(model.order().size(), play);
    }
    if constexpr (requires { model.day_done(round.day); })
      if (model.day_done(round.day) == Proceed::stop) return round.day + 1;
  }
  return round.day;
}

}  // namespace sim
