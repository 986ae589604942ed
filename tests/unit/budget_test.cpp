// Budgets: what a purse and a pot hold, and that they never give more than the budget.
#include "models/finance/budget.hpp"

#include <numeric>
#include <random>

#include "tests/catch2.hpp"

using namespace models;

TEST_CASE("budget: a purse orders while it has money and remembers what it wanted", "[finance]")
{
  Purse purse;
  purse.begin_year({1000});
  CHECK(purse.commit({600}));
  CHECK_FALSE(purse.commit({600}));
  CHECK(purse.affords({400}));
  purse.uncommit({100});
  CHECK(purse.left() == Pence{500});
  const Purse::Report report = purse.report(false);
  CHECK(report.wanted == Pence{1100});
  CHECK(report.dearest == Pence{600});
  CHECK(report.returned + purse.left() == Pence{500});
  CHECK(purse.left() == Pence{275});  // a quarter of what it wanted
  CHECK(purse.report(true).returned == Pence{275});
  CHECK(purse.left() == Pence{0});
}

TEST_CASE("budget: next year's money is ordered ahead only out of the first share", "[finance]")
{
  Purse purse;
  const Pence share = first_share({120'000}, 3, 10);
  CHECK(share == Pence{3000});
  CHECK(purse.commit_next_year({2000}, share));
  CHECK_FALSE(purse.commit_next_year({2000}, share));
  purse.begin_year(share);
  CHECK(purse.left() == Pence{1000});
  CHECK(first_share({120'000}, 3, 0) == Pence{0});
}

TEST_CASE("budget: a pot shares out whole orders, half by people while there is plenty", "[finance]")
{
  const std::vector<std::int64_t> people{100, 300};
  Pot pot;
  pot.put({10'000});
  CHECK(pot.share_out(std::vector<Pence>{{0}, {0}}, people, {100}) == std::vector<Pence>{{2500}, {7500}});
  pot.put({10'050});
  // plenty: 50 orders by people, 50 by what was wanted; the half order stays
  CHECK(pot.share_out(std::vector<Pence>{{900}, {100}}, people, {100}) == std::vector<Pence>{{5800}, {4200}});
  CHECK(pot.left() == Pence{50});
  pot.put({950});
  CHECK(pot.share_out(std::vector<Pence>{{900}, {100}}, people, {100}) == std::vector<Pence>{{900}, {100}});
  pot.put({1000});
  pot.turn_year(per_mille(25), {5000});
  CHECK(pot.left() == Pence{5250});
}

TEST_CASE("budget: pot and purses together hold what was given and not yet ordered", "[finance]")
{
  std::mt19937 draws{20240401};  // any sequence of orders will do
  const std::vector<std::int64_t> people{5, 11, 2};
  std::vector<Purse> purses(people.size());
  Pot pot;
  std::int64_t given = 1'000'000, ordered = 0;
  pot.put({given});
  for (int month = 0; month < 40; ++month) {
    std::vector<Pence> wanted;
    Pence dearest;
    for (Purse& purse : purses) {
      const Purse::Report report = purse.report(month % 12 == 0);
      pot.put(report.returned);
      wanted.push_back(report.wanted);
      dearest = std::max(dearest, report.dearest);
    }
    const auto share = pot.share_out(wanted, people, dearest);
    for (std::size_t p = 0; p < purses.size(); ++p) purses[p].receive(share[p]);
    for (int k = 0; k < 60; ++k) {
      const Pence amount{static_cast<std::int64_t>(draws() % 2000)};
      if (purses[draws() % purses.size()].commit(amount)) ordered += amount.amount;
    }
    std::int64_t held = pot.left().amount;
    for (const Purse& purse : purses) {
      CHECK(purse.left().amount >= 0);
      held += purse.left().amount;
    }
    CHECK(held + ordered == given);
  }
  CHECK(ordered > given * 99 / 100);  // it was wanted, so it was spent
}
