// Whether the program sees that a baseline has settled.
#include <cmath>

#include "tests/catch2.hpp"
#include "tests/tiny_run.hpp"

namespace {

using Index = std::vector<std::size_t>;
using tests::TinyRun;

double drift(const TinyRun& run) { return run.headline("drift_seen_24m"); }

/// Percent of residents seen in 24 months at a month's end.
double seen(const TinyRun& run, std::size_t month)
{
  const auto of_month = [&](const char* name) {
    return static_cast<double>(
        run.cube("population", name).sum([&](const Index& i) { return i[0] == month; }));
  };
  return 100 * of_month("seen_24m") / of_month("persons");
}

const TinyRun& from_the_first_day()
{
  return tests::tiny_run(
      {"study.warm_up=0", "study.months=24", "care_seeking.linked_at_start=[0, 0, 0, 0, 0, 0, 0, 0, 0]"});
}

}  // namespace

TEST_CASE("settling: two reported months drift by their difference, twelve times a year", "[invariants]")
{
  const TinyRun& run = tests::tiny_run({"study.warm_up=0", "study.months=2"});
  CHECK(drift(run) == Approx(12 * (seen(run, 1) - seen(run, 0))));
  CHECK(std::isnan(drift(tests::tiny_run({"study.warm_up=0", "study.months=1"}))));
}

TEST_CASE("settling: a population that begins without practices drifts, and settles in a warm-up",
          "[invariants]")
{
  CHECK(std::abs(drift(from_the_first_day())) > 3);
  double settled = 0;
  constexpr std::uint32_t replications = 4;
  for (std::uint32_t r = 1; r <= replications; ++r)
    settled += drift(tests::tiny_run({"study.warm_up=60", "study.months=24"}, r)) / replications;
  CHECK(std::abs(settled) < 1.5);  // five thousand people, four times: far from what chance allows
}
