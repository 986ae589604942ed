// The helpline's queue against Erlang A and Erlang C; false-alarm rate 1e-6 for each comparison.
#include "models/referrals/call_queue.hpp"

#include <cmath>
#include <vector>

#include "sim/distributions.hpp"
#include "tests/catch2.hpp"
#include "tests/statistics.hpp"
#include "tests/theory/formulas.hpp"

namespace {

constexpr std::uint32_t replications = 64;
constexpr double student_63 = 5.42003;  // |T| with 63 degrees of freedom is above this with chance 1e-6
constexpr double mean_call = 600;       // minutes: long calls, so that whole minutes of arrival round little
constexpr models::OpeningHours always{0, sim::minutes_per_day, 0, sim::minutes_per_day};

struct Found {
  std::vector<double> leave, wait;  // share who hang up; mean wait of all, in calls; by replication
};

Found play(std::uint32_t handlers, double load, double patience)
{
  constexpr std::uint32_t warm_up = 2000, counted = 20000;
  Found found;
  const double apart = mean_call / (load * handlers);
  for (std::uint32_t replication = 1; replication <= replications; ++replication) {
    const sim::Streams streams{42, replication};
    models::CallQueue queue{handlers, always};
    double now = 0, left = 0, waited = 0;
    for (std::uint32_t n = 0; n < warm_up + counted; ++n) {
      const sim::Draws draws = streams.draw(n, sim::Why{"call queue test"}, 0);
      now += sim::exponential(draws.uniform(0), apart);
      const auto minute = static_cast<sim::Minute>(now);
      const double patient_for = sim::exponential(draws.uniform(1), patience * mean_call);
      const auto answered = queue.call(minute, patient_for, sim::exponential(draws.uniform(2), mean_call));
      if (n < warm_up) continue;
      left += answered ? 0 : 1;
      waited += answered ? *answered - minute : patient_for;
    }
    found.leave.push_back(left / counted);
    found.wait.push_back(waited / counted / mean_call);
  }
  return found;
}

void check(std::span<const double> figures, double formula)
{
  const tests::Moments m = tests::moments(figures);
  const double half_width = student_63 * m.mean_error * std::sqrt(replications / (replications - 1.0));
  INFO("formula " << formula << ", simulated " << m.mean << " +- " << half_width);
  CHECK(std::abs(m.mean - formula) <= half_width);
  CHECK(half_width < 0.06 * formula);
}

}  // namespace

TEST_CASE("theory: callers who hang up, Erlang A")
{
  constexpr std::uint32_t handlers = 5;
  constexpr double load = 1.1, patience = 2;
  const Found found = play(handlers, load, patience);
  const double share = theory::erlang_a_share(handlers, load, patience);
  check(found.leave, share);
  check(found.wait, share * patience);
}

TEST_CASE("theory: callers who never hang up, Erlang C")
{
  constexpr std::uint32_t handlers = 3;
  constexpr double load = 0.7, for_ever = 1e6;
  check(play(handlers, load, for_ever).wait, theory::erlang_c(handlers, load) / (handlers * (1 - load)));
}
