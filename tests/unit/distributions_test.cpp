// Moments and tails, each to a false-alarm rate of 1e-6. Tails are compared with the distributions' own
// closed forms, or for gamma, beta, poisson and binomial with quantiles given by scipy.stats 1.10.
#include "sim/distributions.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include "tests/catch2.hpp"
#include "tests/statistics.hpp"

namespace {

constexpr std::uint32_t draws = 200000;

template <class Draw>
std::vector<double> sample_of(Draw draw)
{
  static constexpr sim::Why why{"test distributions"};
  const sim::Streams streams(1, 0);
  std::vector<double> sample;
  for (std::uint32_t who = 0; who < draws; ++who) {
    sim::Stream stream(streams, who, why, 0);
    sample.push_back(static_cast<double>(draw(stream)));
  }
  return sample;
}

template <class Transform>
std::vector<double> transform_of(Transform transform)
{
  static constexpr sim::Why why{"test transforms"};
  const sim::Streams streams(1, 0);
  std::vector<double> sample;
  for (std::uint32_t who = 0; who < draws; ++who)
    sample.push_back(static_cast<double>(transform(streams.draw(who, why, 0).uniform(0))));
  return sample;
}

void check_moments(const std::vector<double>& sample, double mean, double variance)
{
  const tests::Moments found = tests::moments(sample);
  INFO("mean " << found.mean << " +- " << found.mean_error << ", variance " << found.variance << " +- "
               << found.variance_error);
  CHECK(found.mean_agrees(mean));
  CHECK(found.variance_agrees(variance));
}

/// The share of the sample above x.
void check_above(const std::vector<double>& sample, double x, double chance)
{
  const auto above = std::count_if(sample.begin(), sample.end(), [x](double value) { return value > x; });
  INFO(above << " of " << sample.size() << " above " << x << ", expected a share of " << chance);
  CHECK(tests::share_agrees(static_cast<std::size_t>(above), sample.size(), chance));
}

double normal_above(double z) { return std::erfc(z / std::sqrt(2.0)) / 2; }

}  // namespace

TEST_CASE("distributions: the normal quantile inverts the normal distribution")
{
  for (const double u :
       {1e-300, 1e-20, 1e-9, 1e-4, 0.02, 0.0749, 0.0751, 0.3, 0.5, 0.7, 0.925, 0.99, 1 - 1e-9})
    CHECK(std::erfc(-sim::normal_quantile(u) / std::sqrt(2.0)) / 2 == Approx(u).epsilon(1e-12));
  CHECK(sim::normal_quantile(0.5) == 0);
  CHECK(sim::normal_quantile(0.975) == Approx(1.959963984540054).epsilon(1e-14));
}

TEST_CASE("distributions: bernoulli and uniform_below are exact at their ends")
{
  CHECK_FALSE(sim::bernoulli(0x1p-33, 0));
  CHECK(sim::bernoulli(1 - 0x1p-33, 1));
  CHECK(sim::uniform_below(0, 7) == 0);
  CHECK(sim::uniform_below(0xffffffff, 7) == 6);
  check_moments(transform_of([](double u) { return sim::bernoulli(u, 0.3); }), 0.3, 0.3 * 0.7);
}

TEST_CASE("distributions: exponential")
{
  for (const auto& sample : {transform_of([](double u) { return sim::exponential(u, 180); }),
                             sample_of([](sim::Stream& s) { return sim::exponential(s, 180); })}) {
    check_moments(sample, 180, 180 * 180);
    check_above(sample, 180 * std::log(1000.0), 0.001);
    check_above(sample, 1.8, std::exp(-0.01));
  }
}

TEST_CASE("distributions: normal")
{
  const auto sample = sample_of([](sim::Stream& s) { return sim::normal(s, 10, 3); });
  check_moments(sample, 10, 9);
  check_above(sample, 10 + 3 * 3.0, normal_above(3));
  check_above(sample, 10 - 3 * 3.0, 1 - normal_above(3));
}

TEST_CASE("distributions: lognormal by median and by mean")
{
  const double cv = 0.6;
  const double spread = std::sqrt(std::log(1 + cv * cv));
  for (const auto& sample :
       {transform_of([&](double u) { return sim::lognormal(u, 20, cv); }),
        sample_of([&](sim::Stream& s) { return sim::Lognormal::by_median(20, cv).draw(s); })}) {
    const double mean = 20 * std::exp(spread * spread / 2);
    check_moments(sample, mean, mean * mean * cv * cv);
    check_above(sample, 20, 0.5);
    check_above(sample, 20 * std::exp(3 * spread), normal_above(3));
  }
  const auto by_mean = transform_of([&](double u) { return sim::Lognormal::by_mean(30, cv).at(u); });
  check_moments(by_mean, 30, 30 * 30 * cv * cv);
}

TEST_CASE("distributions: gamma")
{
  const auto sample = sample_of([](sim::Stream& s) { return sim::gamma(s, 2.5, 4); });
  check_moments(sample, 10, 40);
  check_above(sample, 41.03001, 0.001);  // gamma.isf(0.001, 2.5, scale=4)
  const auto small = sample_of([](sim::Stream& s) { return sim::gamma(s, 0.5, 1); });
  check_moments(small, 0.5, 0.5);
}

TEST_CASE("distributions: beta")
{
  const auto sample = sample_of([](sim::Stream& s) { return sim::beta(s, 3.6, 1.9); });
  const double mean = 3.6 / 5.5;
  check_moments(sample, mean, mean * (1 - mean) / 6.5);
  check_above(sample, 0.9909252, 0.001);  // beta.isf(0.001, 3.6, 1.9)
}

TEST_CASE("distributions: poisson, small and large means")
{
  const auto few = sample_of([](sim::Stream& s) { return sim::poisson(s, 3); });
  check_moments(few, 3, 3);
  check_above(few, 8, 0.003802992);  // poisson.sf(8, 3)
  const auto many = sample_of([](sim::Stream& s) { return sim::poisson(s, 80); });
  check_moments(many, 80, 80);
  check_above(many, 108, 0.001188981);  // poisson.sf(108, 80)
  const sim::Streams streams(1, 0);
  sim::Stream stream(streams, 0, sim::Why{"test distributions"}, 0);
  CHECK(sim::poisson(stream, 0) == 0);
}

TEST_CASE("distributions: binomial, few and many trials")
{
  const auto few = sample_of([](sim::Stream& s) { return sim::binomial(s, 9, 0.2); });
  check_moments(few, 1.8, 9 * 0.2 * 0.8);
  check_above(few, 5, 0.003066368);  // binom.sf(5, 9, 0.2)
  const auto many = sample_of([](sim::Stream& s) { return sim::binomial(s, 400, 0.3); });
  check_moments(many, 120, 400 * 0.3 * 0.7);
  check_above(many, 148, 0.001125249);  // binom.sf(148, 400, 0.3)
  const auto certain = sample_of([](sim::Stream& s) { return sim::binomial(s, 5, 1.0); });
  CHECK(std::all_of(certain.begin(), certain.end(), [](double n) { return n == 5; }));
}

TEST_CASE("distributions: discrete chances follow their weights")
{
  const std::vector<double> weights{1, 0, 4, 5, 0};
  const sim::Discrete discrete(weights);
  for (const auto& sample : {transform_of([&](double u) { return discrete.at(u); }),
                             sample_of([&](sim::Stream& s) { return discrete.draw(s); })})
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const auto hits = std::count(sample.begin(), sample.end(), static_cast<double>(i));
      CHECK(tests::share_agrees(static_cast<std::size_t>(hits), sample.size(), weights[i] / 10));
    }
  CHECK(discrete.at(0x1p-60) == 0);
  CHECK(discrete.at(1 - 0x1p-53) == 3);
}

TEST_CASE("distributions: a staircase says what its function says")
{
  const sim::Lognormal lognormal = sim::Lognormal::by_median(190, 0.4);
  const auto days = [&](double u) { return static_cast<int>(lognormal.at(u)); };
  const sim::Staircase stairs{days};
  std::size_t wrong = 0;
  for (std::uint64_t lane = 0; lane <= UINT32_MAX; lane += 9973) {
    const double u = (static_cast<double>(lane) + 0.5) * 0x1p-32;
    wrong += stairs.at(u) != days(u);
  }
  CHECK(wrong == 0);
  CHECK(stairs.at(0x1p-33) == days(0x1p-33));
  CHECK(stairs.at(1 - 0x1p-33) == days(1 - 0x1p-33));
}
