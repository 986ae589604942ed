// The number of threads changes nothing: PHOLD with letters and a board, played by teams of 1, 2, 3 and 8.
#include "tests/phold.hpp"

#include <thread>

#include "sim/crew.hpp"
#include "sim/simulate.hpp"
#include "tests/catch2.hpp"

namespace {

struct Outcome {
  std::vector<std::uint64_t> states;
  std::uint64_t events, letters;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome played(const phold::Settings& settings, unsigned threads)
{
  phold::Model model(settings);
  sim::Crew crew(threads);
  sim::simulate(model, settings.first, settings.last, crew);
  return {model.states(), model.events(), model.letters()};
}

}  // namespace

TEST_CASE("phold: 1, 2, 3 and 8 threads play the same events in the same order", "[threads]")
{
  const phold::Settings settings;
  const Outcome alone = played(settings, 1);
  CHECK(alone.events > 100000);
  CHECK(alone.letters > 20000);
  for (const unsigned threads : {2u, 3u, 8u}) {
    INFO(threads << " threads");
    CHECK(played(settings, threads) == alone);
  }
}

TEST_CASE("phold: another seed plays other events")
{
  phold::Settings settings;
  settings.last = settings.first + 9;
  const Outcome one = played(settings, 1);
  settings.seed = 2;
  CHECK(played(settings, 1).states != one.states);
}

TEST_CASE("phold: several simulations at once, each with its own crew, do not disturb each other",
          "[threads]")
{
  phold::Settings settings;
  settings.last = settings.first + 19;
  const Outcome alone = played(settings, 1);
  std::vector<Outcome> outcomes(3);
  {
    std::vector<std::jthread> workers;
    for (std::size_t w = 0; w < outcomes.size(); ++w)
      workers.emplace_back([&, w] { outcomes[w] = played(settings, static_cast<unsigned>(1 + w)); });
  }
  for (const Outcome& outcome : outcomes) CHECK(outcome == alone);
}
