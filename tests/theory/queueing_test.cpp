// The engine against queueing theory. Every comparison has a false-alarm rate of 1e-6.
// `bitewing_tests "theory*"` prints the table of formula, simulated, interval.
#include <fmt/core.h>

#include <cmath>
#include <string>

#include "sim/crew.hpp"
#include "sim/simulate.hpp"
#include "tests/catch2.hpp"
#include "tests/statistics.hpp"
#include "tests/theory/formulas.hpp"
#include "tests/theory/queue.hpp"

namespace {

using theory::erlang_a_share;
using theory::erlang_c;
using theory::Experience;
using theory::mean_service;
using theory::Queue;
using theory::Replications;
using theory::Settings;

constexpr std::uint32_t replications = 64;
constexpr double student_63 = 5.42003;  // |T| with 63 degrees of freedom is above this with chance 1e-6

struct Comparison {
  std::string queue, quantity;
  double formula, simulated, half_width;
  bool agrees() const { return std::abs(simulated - formula) <= half_width; }
};

template <class Figure>
Comparison compare(const std::string& queue, const std::string& quantity, double formula,
                   const Replications& played, Figure figure)
{
  std::vector<double> figures;
  for (const Queue& one : played.queues()) figures.push_back(figure(one));
  const tests::Moments found = tests::moments(figures);
  const double error = found.mean_error * std::sqrt(replications / (replications - 1.0));
  return {queue, quantity, formula, found.mean, student_63 * error};
}

Replications play(const Settings& settings)
{
  Replications all(settings, replications);
  sim::Crew crew(1);
  sim::simulate(all, 0, Replications::last_day(settings), crew);
  bool finished = true, little = true;
  for (const Queue& queue : all.queues()) {
    finished = finished && queue.finished();
    little = little && queue.area() == queue.time_in_line() && queue.area() > 0;
  }
  CHECK(finished);
  CHECK(little);  // Little's law, exact in every replication: area under the line = time in the line
  return all;
}

double mean_wait(const Experience& all)  // in services
{
  return static_cast<double>(all.minutes) / static_cast<double>(all.served + all.left) / mean_service;
}
double mean_wait_of(const Queue& queue) { return mean_wait(queue.experience()); }

double share_waiting(const Queue& queue)
{
  return static_cast<double>(queue.experience().waited) / static_cast<double>(queue.experience().served);
}

double share_leaving(const Queue& queue)
{
  const Experience& all = queue.experience();
  return static_cast<double>(all.left) / static_cast<double>(all.served + all.left);
}

double mean_apart(double load, double servers = 1) { return mean_service / (load * servers); }

// W = rho / (1 - rho)
std::vector<Comparison> m_m_1()
{
  const double rho = 0.8;
  const Replications played = play({.apart = {mean_apart(rho)}});
  return {compare("M/M/1, load 0.8", "mean wait", rho / (1 - rho), played, mean_wait_of)};
}

// W = C(c, rho) / (c (1 - rho))
std::vector<Comparison> m_m_c()
{
  const double rho = 0.85;
  const std::uint32_t c = 5;
  const Replications played = play({.servers = c, .apart = {mean_apart(rho, c)}});
  // A wait is Exp(c (1 - rho)), and one of less than a minute may round to none.
  const double waiting = erlang_c(c, rho) * std::exp(-(c * (1 - rho)) * 0.5 / mean_service);
  return {compare("M/M/5, load 0.85", "mean wait", erlang_c(c, rho) / (c * (1 - rho)), played, mean_wait_of),
          compare("M/M/5, load 0.85", "share who wait", waiting, played, share_waiting)};
}

// W = rho / (2 (1 - rho))
std::vector<Comparison> m_d_1()
{
  const double rho = 0.85;
  const Replications played =
      play({.apart = {mean_apart(rho)}, .service = [](double) { return mean_service; }});
  return {compare("M/D/1, load 0.85", "mean wait", rho / (2 * (1 - rho)), played, mean_wait_of)};
}

// Pollaczek-Khinchine: W = rho (1 + cv^2) / (2 (1 - rho))
std::vector<Comparison> m_g_1()
{
  const double rho = 0.7, cv = 1.5;
  const sim::Lognormal service = sim::Lognormal::by_mean(mean_service, cv);
  const Replications played =
      play({.apart = {mean_apart(rho)}, .service = [service](double u) { return service.at(u); }});
  return {compare("M/G/1, lognormal, cv 1.5, load 0.7", "mean wait", rho * (1 + cv * cv) / (2 * (1 - rho)),
                  played, mean_wait_of)};
}

// Erlang A; by Little's law the mean time in the line, of all who came, is share * mean patience.
std::vector<Comparison> m_m_c_reneging()
{
  const double rho = 1.1, patience = 2;
  const std::uint32_t c = 5;
  const Replications played =
      play({.servers = c, .apart = {mean_apart(rho, c)}, .patience = patience * mean_service});
  const double share = erlang_a_share(c, rho, patience);
  return {
      compare("M/M/5+M, load 1.1, patience 2", "share who leave", share, played, share_leaving),
      compare("M/M/5+M, load 1.1, patience 2", "mean time in line", share * patience, played, mean_wait_of)};
}

// Cobham (1954): W1 = W0 / (1 - rho1), W2 = W0 / ((1 - rho1) (1 - rho1 - rho2)), W0 = rho E[S^2] / (2 E[S]) = rho
std::vector<Comparison> priorities()
{
  const double first = 0.35, second = 0.4, residual = first + second;
  const Replications played = play({.apart = {mean_apart(first), mean_apart(second)}});
  const auto wait_of = [](std::size_t c) {
    return [c](const Queue& queue) { return mean_wait(queue.experience(c)); };
  };
  const std::string queue = "M/M/1, classes of load 0.35 and 0.4";
  return {compare(queue, "mean wait of the first", residual / (1 - first), played, wait_of(0)),
          compare(queue, "mean wait of the second", residual / ((1 - first) * (1 - first - second)), played,
                  wait_of(1))};
}

void check(const std::vector<Comparison>& comparisons)
{
  for (const Comparison& row : comparisons) {
    fmt::print("{:36} {:24} formula {:8.4f}  simulated {:8.4f} +- {:.4f}\n", row.queue, row.quantity,
               row.formula, row.simulated, row.half_width);
    INFO(row.queue << ", " << row.quantity << ": " << row.simulated << " +- " << row.half_width
                   << ", formula " << row.formula);
    CHECK(row.agrees());
    CHECK(row.half_width < 0.06 * row.formula);  // wide enough to pass anything is no test
  }
}

}  // namespace

TEST_CASE("theory: M-M-1") { check(m_m_1()); }
TEST_CASE("theory: M-M-c, Erlang C") { check(m_m_c()); }
TEST_CASE("theory: M-D-1") { check(m_d_1()); }
TEST_CASE("theory: M-G-1, Pollaczek-Khinchine") { check(m_g_1()); }
TEST_CASE("theory: M-M-c with reneging, Erlang A") { check(m_m_c_reneging()); }
TEST_CASE("theory: two classes without preemption, Cobham", "[heavy]") { check(priorities()); }
