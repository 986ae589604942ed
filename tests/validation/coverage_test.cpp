// The 95 % intervals that the program prints cover the long-run mean 95 times in a hundred: 40 groups of 5
// replications of the tiny region, whose mean over all 200 stands for the long run.
#include <array>
#include <cmath>

#include "models/summary_table.hpp"
#include "tests/catch2.hpp"
#include "tests/statistics.hpp"
#include "tests/tiny_run.hpp"

namespace {

constexpr int groups = 40, replications = 5;
constexpr std::array figures{"children_seen_12m_percent",
                             "adults_seen_24m_percent",
                             "tried_and_failed_percent",
                             "courses_per_head",
                             "uda_per_course",
                             "urgent_courses_per_1000",
                             "appointments_missed_percent",
                             "routine_wait_mean_days"};
// what else is tested at once: each figure's mean and its difference, so that all together fail once in a million
constexpr double false_alarm = 1e-6 / (2 * figures.size());

/// All replications of a variant, as the program holds them.
models::ScenarioFigures play(const std::string& name, const tests::Sets& sets)
{
  models::ScenarioFigures out;
  out.scenario = name;
  for (int r = 1; r <= groups * replications; ++r) {
    const auto run = tests::play_tiny(sets, static_cast<std::uint32_t>(r));
    for (const char* figure : figures) out.by_replication[r].push_back(run.headline(figure));
  }
  return out;
}

models::ScenarioFigures group_of(const models::ScenarioFigures& all, int group)
{
  models::ScenarioFigures out{all.scenario, {}};
  for (int r = 1; r <= replications; ++r)
    out.by_replication[r] = all.by_replication.at(group * replications + r);
  return out;
}

/// The fewest of the groups that may cover: fewer come with a chance below the false alarm. The mean of all
/// holds the group itself, so the groups lie nearer to it than to the truth: the chance is 95.3 %.
int fewest()
{
  constexpr double covers = 0.953;
  double tail = 0, term = std::pow(1 - covers, groups);
  for (int k = 0; k < groups; ++k) {
    tail += term;
    if (tail > false_alarm) return k;
    term *= covers / (1 - covers) * (groups - k) / (k + 1);
  }
  return groups;
}

/// `whole` is the estimate over all replications, `part` that of a group.
template <class Whole, class Part>
void check_coverage(const Whole& whole, const Part& part)
{
  for (std::size_t f = 0; f < figures.size(); ++f) {
    const models::Estimate all = whole(f);
    int covered = 0;
    double variances = 0;
    for (int g = 0; g < groups; ++g) {
      const models::Estimate own = part(g, f);
      REQUIRE(own.values == static_cast<std::size_t>(replications));
      covered += std::abs(own.mean - all.mean) <= *own.half_width ? 1 : 0;
      variances += *own.half_width * *own.half_width / groups;
    }
    // an interval may not buy its coverage by its width: Student's quantiles of 4 and 199 degrees of freedom
    constexpr double t_group = 2.776445, t_all = 1.971957;
    const double of_groups = variances * replications / (t_group * t_group);
    const double of_all = std::pow(*all.half_width / t_all, 2) * groups * replications;
    constexpr double bound = 0.25;  // five standard errors of the ratio (chi-squared, 160 and 39 degrees)
    INFO(figures[f] << ": " << covered << " of " << groups << " intervals cover " << all.mean
                    << "; variance within groups / in all " << of_groups / of_all);
    CHECK(covered >= fewest());
    CHECK(of_groups / of_all > 1 - bound);
    CHECK(of_groups / of_all < 1 + bound);
  }
}

}  // namespace

TEST_CASE("coverage: 95 % intervals of means and of paired differences", "[validation][.long]")
{
  CHECK(fewest() > groups / 2);
  const auto baseline = play("baseline", {});
  const auto staffed = play("staffed", {"clinicians.vacancy_factor=0.5"});
  check_coverage([&](std::size_t f) { return models::mean_of(baseline, f); },
                 [&](int g, std::size_t f) { return models::mean_of(group_of(baseline, g), f); });
  check_coverage([&](std::size_t f) { return *models::paired_difference(staffed, baseline, f); },
                 [&](int g, std::size_t f) {
                   return *models::paired_difference(group_of(staffed, g), group_of(baseline, g), f);
                 });
}
