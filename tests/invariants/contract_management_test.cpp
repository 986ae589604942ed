// Contract management in whole runs: the offer up to 110 %, the mid-year review, what changes nothing.
#include <algorithm>

#include "models/finance/money.hpp"
#include "models/places/pathway.hpp"
#include "tests/catch2.hpp"
#include "tests/invariants/paired.hpp"

namespace {

using Index = std::vector<std::size_t>;
using tests::Sets;
using tests::TinyRun;
using tests::with;

const std::string block = "pathway.contract_management.";
constexpr std::size_t a_year = 12;

Sets two_years(const Sets& more = {}) { return with(tests::years_from_the_first_day(2), more); }
/// Posts filled and people searching, so that practices can pass their contracts.
const Sets full{"clinicians.vacancy_factor=0", "clinicians.leave_rate=0", "care_seeking.search_adult=4"};
/// Practices with few posts filled: behind by mid-year.
const Sets scarce{"clinicians.filled_floor=0.05", "clinicians.filled_mean=0.5", "contract.hand_back_rate=0"};

Sets offered(const char* years) { return {block + "over_delivery.years=[" + years + "]"}; }
Sets reviewed(const char* rebased)
{
  return {block + R"(mid_year_review.years=["2024/25", "2025/26"])",
          block + "mid_year_review.rebased=" + rebased};
}

/// All but what contract management itself counts.
std::string digest_of_others(const TinyRun& run)
{
  std::vector<sim::io::Group> groups = run.outcome.groups;
  for (sim::io::Group& group : groups)
    std::erase_if(group.arrays,
                  [](const auto& array) { return array.name.starts_with("contract_management__"); });
  return sim::io::digest(groups);
}
std::int64_t counted(const TinyRun& run, const char* measure)
{
  return run.total("programmes", std::string{"contract_management__"} + measure);
}

}  // namespace

TEST_CASE("contract management: off, on, neutral or too late, all else is the same", "[invariants]")
{
  const TinyRun& neutral = tests::tiny_run(two_years());
  const TinyRun absent =
      tests::play(tests::without(tests::tiny_scenario(two_years()), {"contract_management"}), 1, 1);
  CHECK(digest_of_others(absent) == digest_of_others(neutral));
  for (const char* measure : {"at_risk", "quality_flags", "asked_opinion"})
    CHECK(counted(absent, measure) == 0);
  const TinyRun& late = tests::tiny_run(
      two_years(with(offered("\"2030/31\""),
                     {block + "mid_year_review.years=[\"2031/32\"]", block + "mid_year_review.rebased=1",
                      block + "trajectory.units=[1000, 2000, 3000, 4000]", block + "quality.fence=0.1",
                      block + "quality.least_begun=1", block + "opinion.seen=0.5"})));
  CHECK(digest_of_others(late) == digest_of_others(neutral));
  CHECK(counted(late, "uda_planned") == 2'000'000);
  CHECK(counted(late, "satisfied") < counted(neutral, "satisfied"));
  CHECK(counted(late, "quality_flags") > counted(neutral, "quality_flags"));
  // an action plan on paper changes nothing either
  const TinyRun& on_paper = tests::tiny_run(two_years(reviewed("0")));
  CHECK(digest_of_others(on_paper) == digest_of_others(neutral));
}

TEST_CASE("contract management: the same bytes with one thread and with three", "[invariants][threads]")
{
  const Sets sets = two_years(with(with(full, offered(R"("2024/25", "2025/26")")), reviewed("0.5")));
  CHECK(tests::play_tiny(sets, 1, 1).digest == tests::play_tiny(sets, 1, 3).digest);
}

TEST_CASE("contract management: an offer known late is reckoned with late", "[invariants]")
{
  const TinyRun& none = tests::tiny_run(two_years(full));
  const TinyRun& late = tests::tiny_run(
      two_years(with(with(full, offered("\"2025/26\"")), {block + "over_delivery.known_after=6"})));
  const auto before = none.cube("activity", "uda"), after = late.cube("activity", "uda");
  const std::size_t known = a_year + 6;  // months
  std::int64_t differences = 0;
  before.each([&](const Index& at, std::int64_t value) {
    if (at[0] < known)
      CHECK(after.at(at) == value);
    else
      differences += after.at(at) != value;
  });
  CHECK(differences > 0);
}

TEST_CASE("contract management: an offer raises what is delivered and what is paid", "[invariants][heavy]")
{
  // contracts that are small for the people who ask, and more posts than they take
  const Sets able = with(full, {"practices.contracted_uda=5500", "clinicians.filled_floor=1",
                                "clinicians.filled_mean=1.3", "contract.hand_back_rate=0"});
  const tests::Paired pair{two_years(able), two_years(with(able, offered(R"("2024/25", "2025/26")")))};
  CHECK(pair.rises([](const TinyRun& run) { return static_cast<double>(run.total("activity", "uda")); }));
  CHECK(
      pair.rises([](const TinyRun& run) { return static_cast<double>(counted(run, "over_delivery_paid")); }));
}

TEST_CASE("contract management: who gives up is asked for less, and nothing is lost", "[invariants][heavy]")
{
  const Sets plans = two_years(with(scarce, reviewed("0"))), rebased = two_years(with(scarce, reviewed("1")));
  const TinyRun& run = tests::tiny_run(rebased);
  CHECK(counted(run, "action_plans") > 0);
  CHECK(counted(run, "action_plans") >= counted(run, "rebased"));
  CHECK(counted(run, "given_up") > 0);
  const auto general = [&](const char* name) {
    return run.total("programmes", std::string{"general_practice__"} + name);
  };
  CHECK(general("handed_back") == counted(run, "given_up"));
  CHECK(general("handed_back") == general("relet") + general("unplaced"));
  // every practice's year: contracted less what it gave up
  const auto contracted = run.cube("practices", "uda_contracted"),
             given_up = run.cube("practices", "contract_management__given_up");
  std::int64_t target = 0, whole = 0;
  contracted.each([&](const Index& at, std::int64_t value) {
    target += value;
    whole += run.geography->practices[at[0]].contracted_uda;
  });
  CHECK(target == whole - given_up.sum() + general("relet"));
  const tests::Paired pair{plans, rebased};
  const auto clawback = [](const TinyRun& r) {
    return static_cast<double>(r.total("practices", "clawback"));
  };
  CHECK(pair.falls(clawback));
}

TEST_CASE("contract management: a response to action plans opens the door to new patients",
          "[invariants][heavy]")
{
  // everybody submits a plan
  const Sets all = with(reviewed("0"), {block + "mid_year_review.below=100"});
  const tests::Paired pair{two_years(all), two_years(with(all, {block + "mid_year_review.acceptance=2"}))};
  const auto turned_away = [](const TinyRun& run) {
    const auto left = run.cube("queues", "left_by_reason");
    const std::size_t routine = run.service("routine_care");
    return static_cast<double>(left.sum([&](const Index& i) {
      return i[2] == routine && i[3] <= static_cast<std::size_t>(models::Reason::refused);
    }));
  };
  CHECK(pair.falls(turned_away));
}

TEST_CASE("contract management: help that comes with a flag keeps practices", "[invariants][heavy]")
{
  const Sets region =
      with(tests::larger_region(), {"contract.hand_back_rate=15", "study.warm_up=0", "study.months=24",
                                    block + "early_warning.forecast=1.5", block + "early_warning.signs=1"});
  const TinyRun& alone = tests::tiny_run(region);
  const TinyRun& helped = tests::tiny_run(with(region, {block + "early_warning.hand_back=-3"}));
  const auto closures = [](const TinyRun& run) {
    return run.total("programmes", "general_practice__closures");
  };
  CHECK(counted(alone, "at_risk") > 0);
  // with one draw for each practice and month a lower hazard closes none that stays open at the higher
  CHECK(closures(helped) < closures(alone));
}

TEST_CASE("contract management: everybody whose request ended is asked, and flags add up", "[invariants]")
{
  const TinyRun& run =
      tests::tiny_run(two_years({block + "quality.fence=0.5", block + "quality.least_begun=20"}));
  const auto started = run.cube("queues", "started"), reasons = run.cube("queues", "left_by_reason");
  const std::size_t routine = run.service("routine_care"), urgent = run.service("urgent_care");
  const auto begun = started.sum([&](const Index& i) { return i[2] == routine || i[2] == urgent; });
  const auto without = reasons.sum([&](const Index& i) {
    return (i[2] == routine || i[2] == urgent) && i[3] != static_cast<std::size_t>(models::Reason::died);
  });
  CHECK(counted(run, "asked_opinion") == begun + without);
  CHECK(counted(run, "satisfied") > 0);
  CHECK(counted(run, "satisfied") < 1000 * counted(run, "asked_opinion"));
  CHECK(counted(run, "quality_flags") > 0);
  CHECK(counted(run, "quality_flags") == run.total("practices", "contract_management__quality_flags"));
  CHECK(counted(run, "at_risk") == run.total("practices", "contract_management__months_at_risk"));
}

namespace {

Sets flexible(const char* years, const Sets& more = {})
{
  return with({block + "flexible.years=[" + years + "]", "contract.hand_back_rate=0"}, more);
}
const char* const both = R"("2024/25", "2025/26")";

}  // namespace

TEST_CASE("contract management: sessions in place of units, to the penny", "[invariants]")
{
  const TinyRun& run = tests::tiny_run(two_years(flexible(both)));
  const std::int64_t sessions = counted(run, "flexible_sessions");
  CHECK(sessions > 50);
  CHECK(run.paid("contract_management__flexible_session") == sessions * 44'000);
  // twelfths pay for nine tenths of each contract, sessions at most for the tenth
  std::int64_t most = 0;
  run.cube("practices", "uda_contracted").each([&](const Index& at, std::int64_t value) {
    const models::PracticeSite& site = run.geography->practices[at[0]];
    const models::Uda whole{site.contracted_uda}, tenth = models::part_of(whole, models::per_mille(10));
    CHECK(value == (whole - tenth).hundredths);
    most += models::worth(tenth, models::Pence{site.uda_value}).amount / 44'000;
  });
  CHECK(sessions <= most);
  // what a session gives to those it is kept for is taken from the others: 180 minutes of a morning, 210 of an afternoon
  CHECK(counted(run, "displaced_minutes") >= 180 * sessions);
  CHECK(counted(run, "displaced_minutes") <= 210 * sessions);
  CHECK(counted(run, "uda_in_sessions") > 0);
  // whatever lies in them is credited to nobody
  CHECK(run.total("activity", "uda") == run.total("practices", "uda_delivered"));
}

TEST_CASE("contract management: what a session pays for brings no fee", "[invariants]")
{
  // urgent care is paid by the course from April 2026, and half of every contract is in sessions for people in trouble
  const TinyRun& run = tests::tiny_run(
      with(tests::years_from_the_first_day(3),
           flexible("\"2026/27\"", {block + "flexible.share=50", block + "flexible.most=50",
                                    block + "flexible.kept_for=urgent", "clinicians.training_practices=0"})));
  const auto urgent = static_cast<std::size_t>(models::Band::urgent);
  const std::int64_t completed = run.cube("activity", "courses_of_treatment").sum([&](const Index& i) {
    return i[0] >= 24 && i[2] == urgent;
  });
  const std::int64_t in_sessions =
      run.cube("programmes", "contract_management__begun_in_sessions").sum([](const Index& i) {
        return i[3] == 1;
      });
  constexpr std::int64_t fee = 7'500;  // pence
  CHECK(in_sessions > 50);
  CHECK(run.paid("general_practice__urgent_fee") < fee * (completed - in_sessions * 9 / 10));
}

TEST_CASE("contract management: no sessions without a share, a fee or a year", "[invariants]")
{
  const TinyRun& none = tests::tiny_run(two_years(flexible("")));
  for (const char* neutral : {"flexible.share=0", "flexible.most=0", "flexible.fee=0"}) {
    INFO(neutral);
    const TinyRun& run = tests::tiny_run(two_years(flexible(both, {block + neutral})));
    CHECK(digest_of_others(run) == digest_of_others(none));
    CHECK(counted(run, "flexible_sessions") == 0);
  }
  const TinyRun& later = tests::tiny_run(two_years(flexible("\"2030/31\"")));
  CHECK(digest_of_others(later) == digest_of_others(none));
}

TEST_CASE("contract management: sessions out of the practices' own time make others wait",
          "[invariants][heavy]")
{
  const tests::Paired pair{two_years(flexible("")), two_years(flexible(both))};
  const auto waiting = [](const TinyRun& run) {
    const std::size_t routine = run.service("routine_care");
    return static_cast<double>(
        run.cube("queues", "wait_days_sum").sum([&](const Index& i) { return i[2] == routine; }));
  };
  CHECK(pair.rises(waiting));
}

TEST_CASE(
    "contract management: sessions kept for children bring in more children than those kept for new patients",
    "[invariants][heavy]")
{
  const Sets most{block + "flexible.share=80", block + "flexible.most=80"},
      kept = with(most, {block + "flexible.kept_for=children"});
  const TinyRun& run = tests::tiny_run(two_years(flexible(both, kept)));
  CHECK(counted(run, "flexible_sessions") > 50);
  // ordinary sessions keep nothing for children alone
  CHECK(counted(run, "displaced_minutes") == 210 * counted(run, "flexible_sessions"));
  constexpr std::size_t child_groups = 5;  // 0-2 to 16-17
  const auto begun = [](bool children) {
    return [children](const TinyRun& one) {
      const std::size_t routine = one.service("routine_care");
      return static_cast<double>(one.cube("queues", "started").sum([&](const Index& i) {
        return i[2] == routine && (i[3] < child_groups) == children;
      }));
    };
  };
  const tests::Paired whom{two_years(flexible(both, most)), two_years(flexible(both, kept))},
      whether{two_years(flexible("")), two_years(flexible(both, kept))};
  CHECK(whom.rises(begun(true)));
  CHECK(whether.falls(begun(false)));
}

TEST_CASE("contract management: who begins courses in the sessions", "[invariants]")
{
  const auto begun = [](const char* kept_for) {
    const TinyRun& run =
        tests::tiny_run(two_years(flexible(both, {block + "flexible.share=80", block + "flexible.most=80",
                                                  block + "flexible.kept_for=" + std::string{kept_for}})));
    // [month, place, patient, need]; patients: child x 4 + new x 2 + eligible
    const auto count = [&](auto&& meant) {
      return run.cube("programmes", "contract_management__begun_in_sessions").sum([&](const Index& i) {
        return meant(i[2], i[3]);
      });
    };
    const std::int64_t all = counted(run, "begun_in_sessions");
    CHECK(all > 1000);
    CHECK(counted(run, "uda_in_sessions") > 100 * all);  // a check-up is 1 UDA, and an urgent course 1.2
    const auto percent = [all](std::int64_t some) { return 100 * some / all; };
    return std::array{percent(count([](std::size_t who, std::size_t) { return (who & 2) != 0; })),
                      percent(count([](std::size_t, std::size_t need) { return need == 1; })),
                      percent(count([](std::size_t who, std::size_t) { return who >= 4; }))};
  };
  // per cent of new patients, of people in trouble, of children: most where time is kept for them
  const auto kept_for_new = begun("new"), kept_for_urgent = begun("urgent"),
             kept_for_children = begun("children");
  INFO("new patients " << kept_for_new[0] << " " << kept_for_urgent[0] << " " << kept_for_children[0]
                       << "; people in trouble " << kept_for_new[1] << " " << kept_for_urgent[1] << " "
                       << kept_for_children[1] << "; children " << kept_for_new[2] << " "
                       << kept_for_urgent[2] << " " << kept_for_children[2]);
  CHECK(kept_for_new[0] > 2 * kept_for_children[0]);
  CHECK(kept_for_urgent[1] > 3 * std::max(kept_for_new[1], kept_for_children[1]));
  CHECK(kept_for_children[2] > 50);
  CHECK(kept_for_children[2] > std::max(kept_for_new[2], kept_for_urgent[2]) * 3 / 2);
}

TEST_CASE("contract management: flexible sessions give the same bytes with one thread and with three",
          "[invariants][threads]")
{
  const Sets sets = two_years(flexible(both, {block + "flexible.kept_for=urgent"}));
  CHECK(tests::play_tiny(sets, 1, 1).digest == tests::play_tiny(sets, 1, 3).digest);
}
