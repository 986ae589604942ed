// What makes people ask later, go less far, and fall ill less often moves its outcome in the stated direction.
#include "tests/catch2.hpp"
#include "tests/invariants/paired.hpp"

namespace {

using Index = std::vector<std::size_t>;
using tests::Sets;
using tests::TinyRun;
using tests::with;

constexpr std::size_t child_age_groups = 5;

Sets region(const Sets& more)
{
  return with({"study.warm_up=6", "study.months=12", "contract.hand_back_rate=0"}, more);
}

tests::Paired moving(const Sets& before, const Sets& after) { return {region(before), region(after)}; }

tests::Outcome asked(bool children)
{
  return [=](const TinyRun& run) {
    const std::size_t routine = run.service("routine_care");
    return static_cast<double>(run.cube("queues", "asked").sum([&](const Index& i) {
      return i[2] == routine && (i[3] < child_age_groups) == children;
    }));
  };
}

double km(const TinyRun& run) { return static_cast<double>(run.total("activity", "travel_km")); }

}  // namespace

TEST_CASE("asking: anxious adults put it off, children do not", "[invariants][heavy]")
{
  const auto pair = moving({"care_seeking.off_anxious=[0, 0]"}, {"care_seeking.off_anxious=[0.5, 0.8]"});
  CHECK(pair.falls(asked(false)));
}

TEST_CASE("asking: who failed before asks less often", "[invariants][heavy]")
{
  CHECK(moving({"care_seeking.off_after_failure=0"}, {"care_seeking.off_after_failure=0.6"})
            .falls(asked(false)));
}

TEST_CASE("asking: children who could not be treated are brought less often", "[invariants][heavy]")
{
  const Sets few_accept{"pathway.general_practice.cooperation.base=[-2, -3, -4]",
                        "oral_health.child_onset=0.6"};
  CHECK(moving(with(few_accept, {"care_seeking.off_after_bad_visit=0"}),
               with(few_accept, {"care_seeking.off_after_bad_visit=0.5"}))
            .falls(asked(true)));
}

TEST_CASE("reach: without a car people go less far", "[invariants][heavy]")
{
  const Sets nobody_drives{"population.car=[0, 0, 0, 0, 0]", "population.rural_without_car=1"};
  CHECK(moving(with(nobody_drives, {"geography.reach_without_car=1"}),
               with(nobody_drives, {"geography.reach_without_car=0.2"}))
            .falls(km));
}

TEST_CASE("varnish: the better it protects, the less decay at five, and where none is given nothing changes",
          "[invariants][heavy]")
{
  const Sets years = tests::years_from_the_first_day(5);
  const auto decay = [](const TinyRun& run) {
    return static_cast<double>(run.total("oral_health", "decay_at_five")) /
           static_cast<double>(run.total("oral_health", "reached_five"));
  };
  const Sets all = with(years, {"treatment.varnish=100"}), none = with(years, {"treatment.varnish=0"});
  CHECK(
      tests::Paired{with(all, {"oral_health.varnish_factor=1"}), with(all, {"oral_health.varnish_factor=0"})}
          .falls(decay));
  CHECK(tests::tiny_run(with(none, {"oral_health.varnish_factor=1"})).digest ==
        tests::tiny_run(with(none, {"oral_health.varnish_factor=0"})).digest);
  CHECK(tests::tiny_run(none).total("programmes", "general_practice__varnished") == 0);
}
