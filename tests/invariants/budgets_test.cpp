// A programme's budget in a run: never overspent, spent where there is demand, and a programme that stops says so.
#include <set>

#include "tests/catch2.hpp"
#include "tests/tiny_run.hpp"

namespace {

using Index = std::vector<std::size_t>;
using tests::Sets;
using tests::TinyRun;
using tests::with;

const Sets two_towns = with(tests::larger_region(), tests::years_from_the_first_day(2));
const Sets sessions =
    with(two_towns, {"pathway.access_sessions.practices=10", "pathway.access_sessions.sessions=2"});
const std::string budget = "budget.access_sessions.";

Sets with_budget(const std::string& first_year, const std::string& second_year,
                 const std::string& carried = "0")
{
  return with(sessions, {budget + "carried_over={ value = " + carried + ", unit = \"%\" }",
                         budget + "years.2024.pounds={ value = " + first_year + ", unit = \"GBP/year\" }",
                         budget + "years.2025.pounds={ value = " + second_year + ", unit = \"GBP/year\" }"});
}

/// Pence of fees paid in a contract year of the run.
std::int64_t paid(const TinyRun& run, std::size_t year)
{
  return run.cube("programmes", "access_sessions__cost").sum([&](const Index& i) {
    return i[0] / 12 == year;
  });
}

std::int64_t all(const TinyRun& run, const std::string& variable) { return run.total("finance", variable); }

}  // namespace

TEST_CASE("budgets: a year's money is spent to the last whole order, and not a penny more", "[invariants]")
{
  // 120 and 61 sessions of GBP 650 out of some 1,000 that would be held in a year
  const TinyRun& run = tests::tiny_run(with_budget("78000", "39650"));
  CHECK(paid(run, 0) <= 7'800'000);
  CHECK(paid(run, 0) > 7'800'000 - 4 * 65'000);  // each town has a session too little at most, at either end
  CHECK(paid(run, 1) <= 3'965'000);
  CHECK(paid(run, 1) > 3'965'000 - 4 * 65'000);
  CHECK(all(run, "committed") >= paid(run, 0) + paid(run, 1));
  CHECK(all(run, "unfunded") > 500);
}

TEST_CASE("budgets: what is left is carried over by its share", "[invariants]")
{
  // far more than the first year can spend
  const TinyRun& lost = tests::tiny_run(with_budget("5000000", "0"));
  const TinyRun& carried = tests::tiny_run(with_budget("5000000", "0", "50"));
  CHECK(paid(lost, 1) == 0);
  CHECK(paid(carried, 0) == paid(lost, 0));
  CHECK(paid(carried, 1) >
        paid(carried, 0) * 3 / 4);  // the first days of the year have no share of their own
  CHECK(paid(lost, 0) > 900 * 65'000);
}

TEST_CASE("budgets: with money enough, and for programmes that are off, nothing changes but what is counted",
          "[invariants]")
{
  const TinyRun& without = tests::tiny_run(sessions);
  const TinyRun& off =
      tests::tiny_run(with(two_towns, {budget + "carried_over={ value = 0, unit = \"%\" }",
                                       budget + "years.2024.pounds={ value = 5, unit = \"GBP/year\" }"}));
  CHECK(off.digest == tests::tiny_run(two_towns).digest);
  CHECK(all(without, "committed") == 0);
  CHECK(all(without, "unfunded") == 0);
  CHECK(paid(without, 0) > paid(tests::tiny_run(with_budget("78000", "0")), 0));
}

TEST_CASE("budgets: same bytes at 1 and 3 threads", "[invariants][threads]")
{
  const Sets sets = with_budget("78000", "39650", "20");
  CHECK(tests::play(tests::tiny_scenario(sets), 1, 1).digest ==
        tests::play(tests::tiny_scenario(sets), 1, 3).digest);
}

TEST_CASE("budgets: a programme that does not exist, or asks for no money, is told", "[planner]")
{
  CHECK_THROWS_WITH(
      tests::tiny_scenario({"budget.acces_sessions.carried_over={ value = 0, unit = \"%\" }"}),
      ContainsSubstring("unknown programme 'acces_sessions'") && ContainsSubstring("'access_sessions'"));
  // spends, but asks nobody: the budget would have no effect
  CHECK_THROWS_WITH(
      tests::tiny_scenario({"budget.urgent_care.carried_over={ value = 0, unit = \"%\" }"}),
      ContainsSubstring("'urgent_care' has a budget (allowed: of access_sessions, advanced_child_care, "
                        "care_homes, child_pilot, place_leads, priority_groups, workforce,"));
  CHECK_THROWS_WITH(tests::tiny_scenario(
                        {"budget.access_sessions.years.nonsense.pounds={ value = 0, unit = \"GBP/year\" }"}),
                    ContainsSubstring("'nonsense' is no contract year"));
  CHECK_THROWS_WITH(
      tests::tiny_scenario(
          {"budget.access_sessions.carried_over={ value = 0, unit = \"%\" }",
           "budget.access_sessions.years.2024.pounds={ value = 30000000, unit = \"GBP/year\" }",
           "budget.access_sessions.years.2025.pounds={ value = 20000000, unit = \"GBP/year\" }"}),
      ContainsSubstring("come to GBP 50000000") && ContainsSubstring("at most 40000000"));
}

namespace {

/// A programme's measure in the months [from, until).
std::int64_t in_months(const TinyRun& run, const std::string& name, std::size_t from, std::size_t until)
{
  return run.cube("programmes", name).sum([&](const Index& i) { return i[0] >= from && i[0] < until; });
}

Sets money(const std::string& programme, const std::string& first_year, const std::string& second_year)
{
  const std::string of = "budget." + programme + ".";
  return {of + "carried_over=0", of + "years.2024.pounds=" + first_year,
          of + "years.2025.pounds=" + second_year};
}

constexpr std::size_t april_2025 = 12, the_end = 24;  // months

}  // namespace

TEST_CASE("budgets: courses between two visits end where no session follows for want of money",
          "[invariants]")
{
  const TinyRun& run = tests::tiny_run(with_budget("300000", "0"));
  const auto own = [&](const char* name) {
    return run.total("programmes", std::string{"access_sessions__"} + name);
  };
  CHECK(own("begun") > 500);
  CHECK(own("unfinished") > 0);
  // all but who died or lost their course by missing appointments
  CHECK(own("begun") - own("fit") - own("unfinished") <= own("begun") / 20);
}

TEST_CASE("budgets: a head that had no money for a month works again with the next year's", "[invariants]")
{
  const std::string site = "pathway.workforce.sites.alt.";
  const TinyRun& run = tests::tiny_run(
      with(with(two_towns, money("workforce", "70000", "900000")),
           {site + "place=Seaport", site + "from=2024-04-01", site + "chairs=4", site + "trainees=4",
            site + "trainee_sessions=6", site + "dentists=0", site + "dentist_sessions=0", site + "set_up=0",
            site + "trainee_cost=20000", site + "dentist_cost=0"}));
  const std::string trainees = "workforce__site_trainees";
  CHECK(in_months(run, trainees, 5, 6) == 4);
  CHECK(in_months(run, trainees, april_2025 - 1, april_2025) < 4);
  CHECK(in_months(run, trainees, april_2025, the_end) == 12 * 4);
}

TEST_CASE("budgets: without money for its sessions a children's pilot is ordinary care", "[invariants]")
{
  const std::string pilot = "pathway.child_pilot.";
  const TinyRun& run =
      tests::tiny_run(with(with(two_towns, money("child_pilot", "1500", "0")),
                           {pilot + "practices=12", pilot + "start=2024-04-01", pilot + "ramp=0",
                            pilot + "pay.method=\"session\"", pilot + "pay.session=100"}));
  CHECK(in_months(run, "child_pilot__booked", 0, april_2025) > 10);
  CHECK(in_months(run, "child_pilot__long_sessions", 0, the_end) <= 15);
  CHECK(in_months(run, "child_pilot__asked", april_2025 + 1, the_end) > 100);
  CHECK(in_months(run, "child_pilot__booked", april_2025 + 1, the_end) == 0);
}

TEST_CASE("budgets: an advanced practice that is set up late is trained first, and takes no time before",
          "[invariants][children]")
{
  const std::string care = "pathway.advanced_child_care.";
  const TinyRun& run = tests::tiny_run(
      with(with(two_towns, money("advanced_child_care", "0", "500000")),
           {care + "practices=10", care + "start=2025-02-01", care + "training=56", care + "sessions=3",
            "pathway.referral_management.needs.child_unable=1", "oral_health.child_onset=0.3",
            "population.cooperation.unable=[10,10,10,10,10]"}));
  const auto own = [&](const char* name, std::size_t from, std::size_t until) {
    return in_months(run, std::string{"advanced_child_care__"} + name, from, until);
  };
  CHECK(own("practices", 0, april_2025) == 0);
  CHECK(own("minutes_from_books", 0, april_2025) == 0);
  CHECK(own("referrals", 0, april_2025 + 1) == 0);  // set up on 2 April: trained by 28 May
  CHECK(own("practices", april_2025, april_2025 + 1) == 10);
  CHECK(own("trained", april_2025, april_2025 + 1) == 0);
  CHECK(own("trained", april_2025 + 1, april_2025 + 2) == 10);
  CHECK(own("referrals", april_2025 + 2, the_end) > 0);
  // an order that is refused is asked for again when there may be money, not each day
  CHECK(run.total("finance", "unfunded") == 3 * 10);  // on 1 and 2 February and on 2 March
}
