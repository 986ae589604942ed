#include "models/folder_plan.hpp"

#include "tests/catch2.hpp"

namespace {

using models::merge;
using models::Plan;
using models::Update;

const std::string where = "out/plan.txt";

Plan plan(std::vector<models::PlannedScenario> scenarios, int replications = 2)
{
  return {{7, "2024-04-01", 24, 12, 1, "abc"}, replications, std::move(scenarios)};
}

models::PlannedScenario one(const std::string& name, const std::string& level = "0.5")
{
  return {name, "hash of " + level, "a.level = " + level + "\nb.title = \"x = y\"\n", {}};
}

std::vector<std::string> names(const Plan& plan)
{
  std::vector<std::string> list;
  for (const auto& scenario : plan.scenarios) list.push_back(scenario.name);
  return list;
}

}  // namespace

TEST_CASE("plan: its text reads back as the same plan", "[folder]")
{
  Plan written = plan({one("baseline"), one("more", "0.7")});
  written.scenarios[1].replaced = {"old", "older"};
  const auto read = models::plan_from(text_of(written));
  REQUIRE(read);
  CHECK(*read == written);
}

TEST_CASE("plan: other text is no plan", "[folder]")
{
  CHECK_FALSE(models::plan_from(""));
  CHECK_FALSE(models::plan_from("hello\n"));
  CHECK_FALSE(models::plan_from(text_of(plan({one("baseline")})) + "colour = red\n"));
  CHECK_FALSE(models::plan_from(text_of(plan({one("baseline")})) + "months = many\n"));
}

TEST_CASE("plan: more replications and more scenarios extend it", "[folder]")
{
  sim::io::Faults faults;
  const Plan held = plan({one("baseline"), one("b")}, 5);
  const Plan more =
      merge(held, plan({one("baseline"), one("a"), one("b")}, 3), Update::refuse, true, where, faults);
  CHECK(names(more) == std::vector<std::string>{"baseline", "a", "b"});
  CHECK(more.replications == 5);
  const Plan part = merge(held, plan({one("c")}, 6), Update::refuse, false, where, faults);
  CHECK(names(part) == std::vector<std::string>{"baseline", "b", "c"});
  CHECK(part.replications == 6);
  CHECK(faults.empty());
}

TEST_CASE("plan: another identity is refused, saying where they differ", "[folder]")
{
  sim::io::Faults faults;
  Plan wanted = plan({one("baseline")});
  wanted.identity.seed = 8;
  merge(plan({one("baseline")}), wanted, Update::replay, true, where, faults);
  REQUIRE(faults.size() == 1);
  CHECK(faults.lines()[0].find("out/plan.txt") == 0);
  CHECK(faults.lines()[0].find("seed 7 there, 8 here") != std::string::npos);
}

TEST_CASE("plan: other settings are refused, naming the first key", "[folder]")
{
  sim::io::Faults faults;
  merge(plan({one("baseline")}), plan({one("baseline", "0.6")}), Update::refuse, true, where, faults);
  REQUIRE(faults.size() == 1);
  CHECK(faults.lines()[0].find("a.level = 0.5 there, 0.6 here") != std::string::npos);
}

TEST_CASE("plan: an update gives up the old settings and drops what is no longer asked for", "[folder]")
{
  sim::io::Faults faults;
  const Plan held = plan({one("baseline"), one("gone")}, 5);
  const Plan wanted = plan({one("baseline", "0.6")}, 2);
  const Plan all = merge(held, wanted, Update::replay, true, where, faults);
  CHECK(names(all) == std::vector<std::string>{"baseline"});
  CHECK(all.replications == 2);
  CHECK(all.scenarios[0].replaced == std::vector<std::string>{"hash of 0.5"});
  const Plan part = merge(held, wanted, Update::replay, false, where, faults);
  CHECK(names(part) == std::vector<std::string>{"baseline", "gone"});
  CHECK(part.replications == 5);
  CHECK(faults.empty());
}
