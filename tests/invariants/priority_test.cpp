// The table of priorities in a run: who is put first is seen sooner, by the time that others give up.
#include <string>

#include "tests/catch2.hpp"
#include "tests/invariants/paired.hpp"
#include "tests/tiny_run.hpp"

namespace {

using Index = std::vector<std::size_t>;
using tests::Sets;
using tests::TinyRun;
using tests::with;

const Sets two_years{"study.warm_up=12", "study.months=24"};
/// Books of a month and patient people: lists are long.
const Sets long_lists = with(two_years, {"clinicians.vacancy_factor=1.5", "books.horizon=28",
                                         "pathway.general_practice.booking.patience_routine=240",
                                         "pathway.general_practice.booking.offers=1"});

/// Children (or adults) whose routine course has begun, and their mean wait.
struct Begun {
  double people = 0, mean_wait = 0;
};
Begun begun(const TinyRun& run, bool children)
{
  const std::size_t routine = run.service("routine_care");
  // the groups: the total, 5 age groups of children, 3 of adults
  const std::size_t first = children ? 1 : 6, last = children ? 5 : 8;
  std::int64_t people = 0, days = 0;
  run.cube("waits", "completed").each([&](const Index& i, std::int64_t n) {
    if (i[2] != routine || i[3] < first || i[3] > last) return;
    people += n;
    days += n * static_cast<std::int64_t>(i[4]);
  });
  return {static_cast<double>(people), static_cast<double>(days) / static_cast<double>(people)};
}

}  // namespace

TEST_CASE("priority: children first on practices' lists are seen sooner, and fewer adults are",
          "[invariants][heavy]")
{
  const Sets& scarce = long_lists;
  const tests::Paired pair{with(scarce, {"priority.practice_list.classes=[\"within_course\"]"}),
                           with(scarce, {"priority.practice_list.classes=[\"within_course\", \"child\"]"})};
  CHECK(pair.falls([](const TinyRun& run) { return begun(run, true).mean_wait; }));
  CHECK(pair.falls([](const TinyRun& run) { return begun(run, false).people; }));
}

TEST_CASE("priority: time that urgent sites keep brings more of those whom the table puts first",
          "[invariants][heavy]")
{
  const Sets crowded = with(with(tests::larger_region(), {"study.warm_up=3", "study.months=6"}),
                            {"books.reserved_morning=[0, 0, 0]", "books.reserved_afternoon=[0, 0, 0]",
                             "priority.urgent_site.classes=[\"core20\"]"});
  const tests::Paired pair{crowded, with(crowded, {"pathway.urgent_care.sites.kept=100"})};
  const auto first = [](const TinyRun& run) {
    return static_cast<double>(run.total("programmes", "urgent_care__put_first"));
  };
  CHECK(pair.rises(first));
  CHECK(pair.falls([&](const TinyRun& run) {
    return static_cast<double>(run.total("programmes", "urgent_care__visits")) - first(run);
  }));
}

TEST_CASE("priority: fair turns take back what a class has gained", "[invariants][heavy]")
{
  const Sets scarce = with(long_lists, {"priority.practice_list.classes=[\"within_course\", \"child\"]"});
  const tests::Paired pair{scarce, with(scarce, {"priority.practice_list.fair_turn=1"})};
  CHECK(pair.rises([](const TinyRun& run) { return begun(run, true).mean_wait; }));
}
