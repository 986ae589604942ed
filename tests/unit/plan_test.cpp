// The arithmetic of plans: sums in words, verdicts, and that they come from the settings.
#include "models/places/plan.hpp"

#include "models/plan_audit.hpp"
#include "models/tags.hpp"
#include "tests/catch2.hpp"
#include "tests/study_files.hpp"
#include "tests/tiny_run.hpp"

using namespace models;

namespace {

const Days year{sim::to_day(2024, 4, 1), sim::to_day(2025, 3, 31)};

PlanStatement says(double amount, double within = 0)
{
  PlanStatement statement;
  statement.name = "fees";
  statement.period = year;
  statement.says = amount;
  statement.within = within;
  return statement;
}

/// The line of that name in the audit of a scenario.
std::string line_of(const tests::Sets& sets, const std::string& name)
{
  const Scenario scenario = tests::tiny_scenario(sets);
  sim::io::Faults faults;
  std::vector<std::string> notes;
  const auto geography = build_geography(scenario, faults, notes);
  REQUIRE(faults.empty());
  for (const std::string& line : plan_in_words(scenario, *geography))
    if (line.rfind(name + ":", 0) == 0) return line;
  return "";
}

}  // namespace

TEST_CASE("plan: each sum of each programme says what it is of", "[planner]")
{
  const Scenario scenario =
      tests::tiny_scenario({"pathway.access_sessions.practices=2", "pathway.advanced_child_care.practices=2",
                            "pathway.care_homes.practices=2", "pathway.child_pilot.practices=2",
                            "pathway.child_pilot.start=2024-04-01", "pathway.child_pilot.training.cost=100",
                            "pathway.place_leads.sessions=1", "pathway.workforce.graduates.a_year=2"});
  sim::io::Faults faults;
  std::vector<std::string> notes;
  const auto geography = build_geography(scenario, faults, notes);
  REQUIRE(faults.empty());
  std::size_t of_pilot = 0;
  for (const std::string& line : plan_in_words(scenario, *geography)) {
    INFO(line);
    CHECK(line.find(", :") == std::string::npos);
    of_pilot += line.rfind("child_pilot", 0) == 0 ? 1 : 0;
  }
  CHECK(of_pilot == 2);
}

TEST_CASE("plan: months and words", "[planner]")
{
  CHECK(months_in(year) == Approx(12));
  CHECK(months_in({sim::to_day(2024, 4, 16), sim::to_day(2024, 5, 31)}) == Approx(1.5));
  CHECK(months_in({10, 9}) == 0);
  CHECK(in_words(PlanQuantity::cost, 2'275'000) == "GBP 2,275,000");
  CHECK(in_words(PlanQuantity::cost, 2.5) == "GBP 2.50");
  CHECK(in_words(PlanQuantity::sessions, 1) == "1 session");
  CHECK(in_words(PlanQuantity::people, 2002) == "2,002 people");
}

TEST_CASE("plan: a statement agrees, or is told how far it is apart", "[planner]")
{
  const std::vector<PlanFigure> figures{{PlanQuantity::cost, "fees", 420'000, "1,200 x GBP 350"},
                                        {PlanQuantity::cost, "equipment", 15'000, "50 x GBP 300"},
                                        {PlanQuantity::sessions, "sessions", 1200, "50 x 24"}};
  CHECK_THAT(
      verdict(says(435'000), "care_homes", figures),
      ContainsSubstring("1,200 x GBP 350 + 50 x GBP 300 = GBP 435,000; the plan says GBP 435,000: agrees"));
  PlanStatement fees = says(214'000);
  fees.item = "fees";
  CHECK_THAT(verdict(fees, "care_homes", figures),
             ContainsSubstring("51.0 % of it: enough for 6.1 of 12.0 months: DIFFERS by GBP 206,000"));
  CHECK_THAT(verdict(says(434'000, 0.5), "care_homes", figures), ContainsSubstring("agrees"));
  CHECK_THAT(verdict(says(1), "care_homes", {}), ContainsSubstring("say nothing of it"));
}

TEST_CASE("plan: an item that there is not is told with those that there are", "[planner]")
{
  const std::vector<PlanFigure> figures{{PlanQuantity::cost, "session fees", 420'000, "1,200 x GBP 350"},
                                        {PlanQuantity::sessions, "sessions", 1200, "50 x 24"}};
  PlanStatement misspelt = says(420'000);
  misspelt.item = "session fee";
  CHECK_THAT(verdict(misspelt, "care_homes", figures),
             ContainsSubstring("the settings say nothing of it (but of 'session fees'); the plan says"));
}

TEST_CASE("plan: the sums come from the scenario's settings", "[planner]")
{
  const std::string plan = "plan.fees.";
  tests::Sets sets = tests::larger_region();
  for (const std::string& one :
       {plan + "programme=\"care_homes\"", plan + "quantity=\"cost\"", plan + "item=\"session fees\"",
        plan + "from=2024-04-01", plan + "until=2025-03-31", plan + "says={ value = 42000, unit = \"GBP\" }",
        std::string{"pathway.care_homes.start=2024-04-01"}, std::string{"pathway.care_homes.practices=5"}})
    sets.push_back(one);
  CHECK_THAT(line_of(sets, "fees"), ContainsSubstring("= GBP 42,000; the plan says GBP 42,000: agrees"));
  sets.back() = "pathway.care_homes.practices=4";
  CHECK_THAT(line_of(sets, "fees"),
             ContainsSubstring("= GBP 33,600") && ContainsSubstring("DIFFERS by GBP 8,400"));
}

TEST_CASE(
    "plan: what begins little by little, stays on, is paid by the session or trained once is in the sums",
    "[planner]")
{
  const auto said = [](const std::string& programme, const std::string& what, const tests::Sets& settings) {
    const std::string plan = "plan.sum.";
    return line_of(tests::with(tests::larger_region(),
                               tests::with(settings, {plan + "programme=\"" + programme + "\"", plan + what,
                                                      plan + "from=2024-04-01", plan + "until=2025-03-31",
                                                      plan + "says={ value = 1, unit = \"GBP\" }",
                                                      plan + "quantity=\"cost\""})),
                   "sum");
  };
  // two practices begin after a quarter and three quarters of a year: half of a year's sessions each on the mean
  const std::string access = "pathway.access_sessions.";
  const tests::Sets ramp{access + "practices=2", access + "sessions=1", access + "ramp=12"};
  CHECK_THAT(said("access_sessions", "item=\"session fees\"", ramp),
             ContainsSubstring("2 practices x 25.7 sessions, as they begin over 12 months x GBP 650"));
  const std::string care = "pathway.advanced_child_care.";
  CHECK_THAT(said("advanced_child_care", "item=\"session fees\"",
                  {care + "practices=2", care + "training=0", care + "sessions=1", care + "session_fee=300"}),
             ContainsSubstring("100 practices' weeks x 1 sessions x GBP 300 = GBP 30,000"));
  const std::string workforce = "pathway.workforce.";
  CHECK_THAT(
      said("workforce", "item=\"returners\"",
           {workforce + "foundation.practices=4", workforce + "foundation.posts=1",
            workforce + "return_of_service.kept=0.5"}),
      ContainsSubstring("4 foundation posts x 0.5 x GBP 10000.00 a year x 7.0 months = GBP 11,666.67"));
  // the first session is held in April 2025, and ordered eight weeks before
  const std::string leads = "pathway.place_leads.";
  const tests::Sets in_april{leads + "start=2025-04-01", leads + "sessions=1", leads + "training=500"};
  CHECK_THAT(said("place_leads", "item=\"training\"", in_april),
             ContainsSubstring("2 leads x GBP 500.00 = GBP 1,000"));
  CHECK_THAT(said("place_leads", "item=\"training\"", tests::with(in_april, {leads + "notice=0"})),
             ContainsSubstring("not commissioned"));
}

TEST_CASE("plan: a contract year that the study does not report is told", "[planner]")
{
  // April 2024 to March 2025 after a warm-up that begins in the year before
  const tests::Sets a_year{"study.start=2024-04-01", "study.months=12", "study.warm_up=6"};
  const auto told = [&](const tests::Sets& sets, const std::string& key) {
    return line_of(tests::with(a_year, sets), key);
  };
  const std::string offer = "pathway.contract_management.over_delivery.years",
                    told_offer = "contract_management.over_delivery.years";
  CHECK(told({offer + "=[\"2025/26\"]"}, told_offer) ==
        "contract_management.over_delivery.years: 2025/26 lies outside the simulated time (2023-10-01 to "
        "2025-03-31): CHANGES NOTHING");
  CHECK(told({offer + "=[\"2022/23\"]"}, told_offer) != "");
  CHECK(told({offer + "=[\"2023/24\", \"2024/25\"]"}, told_offer) ==
        "contract_management.over_delivery.years: 2023/24 is played in the warm-up only, which ends on "
        "2024-03-31");
  CHECK(told({offer + "=[\"2024/25\"]"}, told_offer) == "");
  for (const char* lever : {"mid_year_review", "flexible"})
    CHECK(told({"pathway.contract_management." + std::string(lever) + ".years=[\"2025/26\"]"},
               "contract_management." + std::string(lever) + ".years") != "");
  const std::string budget = "budget.place_leads.";
  CHECK(told({budget + "years.2025.pounds=1000", budget + "carried_over=50"}, "budget.place_leads") ==
        "budget.place_leads: GBP 0 in 2024/25 for each ICB; nothing is ordered beyond that and 50 % of what "
        "earlier years left: NO MONEY");
  // what a year of the warm-up leaves is money, too
  CHECK_THAT(told({budget + "years.2023.pounds=1000", budget + "carried_over=50"}, "budget.place_leads"),
             !ContainsSubstring("NO MONEY"));
  CHECK(told({budget + "years.2024.pounds=1000", budget + "carried_over=0"}, "budget.place_leads") ==
        "budget.place_leads: GBP 1,000 in 2024/25 for each ICB; nothing is ordered beyond that");
}

TEST_CASE("plan: what there are no practices for is in no sum", "[planner]")
{
  const tests::Sets statement{"plan.sum.programme=\"care_homes\"", "plan.sum.quantity=\"practices\"",
                              "plan.sum.from=2024-04-01", "plan.sum.until=2025-03-31", "plan.sum.says=50"};
  const auto said = [&](const tests::Sets& sets) { return line_of(tests::with(statement, sets), "sum"); };
  const std::string homes = "pathway.care_homes.";
  // tiny has six practices, four of them in Seaport
  CHECK_THAT(said({homes + "practices=50"}), ContainsSubstring("6 practices = 6 practices"));
  CHECK_THAT(said({homes + "practices=50", homes + "places=[\"Seaport\"]"}),
             ContainsSubstring("4 practices = 4 practices"));
  // programmes whose days lie elsewhere
  for (const char* programme : {"care_homes", "access_sessions", "advanced_child_care"}) {
    const std::string key = std::string("pathway.") + programme + ".";
    CHECK_THAT(said({"plan.sum.programme=\"" + std::string(programme) + "\"", key + "practices=2",
                     key + "start=2030-04-01"}),
               ContainsSubstring("is not commissioned here in that time"));
  }
}

TEST_CASE("plan: sessions commissioned in all are counted once, over all periods", "[planner]")
{
  const std::string key = "pathway.access_sessions.";
  int ramp = 0;
  const auto said = [&](const char* from, const char* until) {
    return line_of({key + "practices=2", key + "commissioned=150", key + "ramp=" + std::to_string(ramp),
                    "plan.sum.programme=\"access_sessions\"", "plan.sum.quantity=\"sessions\"",
                    "plan.sum.item=\"sessions\"", std::string("plan.sum.from=") + from,
                    std::string("plan.sum.until=") + until, "plan.sum.says=150"},
                   "sum");
  };
  // two practices hold some four sessions a week: all are held in the first year
  CHECK_THAT(said("2024-04-01", "2025-03-31"), ContainsSubstring("150 sessions commissioned in all"));
  CHECK_THAT(said("2025-04-01", "2026-03-31"), ContainsSubstring("nothing = 0 sessions"));
  // over two years' ramp the first practice has held some of its 75 before, the second begins in October 2025
  ramp = 24;
  CHECK_THAT(said("2025-04-01", "2026-03-31"),
             ContainsSubstring("75 sessions of 150 sessions commissioned in all"));
}

TEST_CASE("tags: a decision is taken at the next meeting and acts some weeks later", "[planner]")
{
  Tags tags;
  tags.meetings.push_back({"group", sim::to_day(2023, 4, 30), 2, 28});
  const Meeting& group = tags.meetings.front();
  CHECK(decided_on(group, sim::to_day(2023, 1, 1)) == sim::to_day(2023, 4, 30));
  CHECK(decided_on(group, sim::to_day(2023, 5, 1)) == sim::to_day(2023, 6, 30));
  CHECK(decided_on(group, sim::to_day(2024, 2, 15)) == sim::to_day(2024, 2, 29));  // the month's last day
  CHECK(acts_from(tags, {"care_homes", "", "group", sim::to_day(2023, 6, 30)}) == sim::to_day(2023, 7, 28));
}

TEST_CASE("tags: what does not exist is told, and a programme that begins before its decision", "[planner]")
{
  const std::string meeting = "tags.meetings.Group.";
  const tests::Sets group{meeting + "first=2024-04-10", meeting + "every={ value = 1, unit = \"month\" }"};
  const std::string decision = "tags.decisions.care_homes.";
  CHECK_THROWS_WITH(
      tests::tiny_scenario(tests::with(group, {decision + "by=\"Grop\"", decision + "asked=2024-05-01"})),
      ContainsSubstring("unknown meeting 'Grop'") && ContainsSubstring("'Group'"));
  CHECK_THROWS_WITH(tests::tiny_scenario(tests::with(group, {"tags.decisions.care_home.by=\"Group\"",
                                                             "tags.decisions.care_home.asked=2024-05-01"})),
                    ContainsSubstring("unknown programme 'care_home'"));
  sim::io::Faults faults;
  std::vector<std::string> notes;
  const Scenario misspelt = tests::tiny_scenario({"tags.measures.\"queues/asekd\"=\"access\""});
  check_in_region(misspelt, *build_geography(misspelt, faults, notes), faults);
  REQUIRE(faults.lines().size() == 1);
  CHECK_THAT(faults.lines()[0],
             ContainsSubstring("unknown measure 'queues/asekd'") && ContainsSubstring("'queues/asked'"));

  tests::Sets early = tests::with(tests::larger_region(), group);
  for (const std::string& one :
       {decision + "by=\"Group\"", decision + "asked=2024-05-01",
        std::string{"pathway.care_homes.start=2024-04-01"}, std::string{"pathway.care_homes.practices=5"}})
    early.push_back(one);
  const auto last_line = [](const tests::Sets& sets) {
    const Scenario scenario = tests::tiny_scenario(sets);
    sim::io::Faults none;
    std::vector<std::string> few;
    return plan_in_words(scenario, *build_geography(scenario, none, few)).back();
  };
  CHECK_THAT(last_line(early), ContainsSubstring("asked on 2024-05-01, acts from 2024-05-10") &&
                                   ContainsSubstring("TOO EARLY"));
  early[early.size() - 2] = "pathway.care_homes.start=2024-06-01";
  CHECK_THAT(last_line(early), !ContainsSubstring("TOO EARLY"));
}
