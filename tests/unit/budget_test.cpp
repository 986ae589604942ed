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
  const std::int64_t given = 1'000'000;
  std::int64_t ordered = 0;
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

TEST_CASE("budget: over all years what was ordered, is left and is lost is what was given", "[finance]")
{
  std::mt19937 draws{20250401};  // any sequence of orders and of those called off will do
  const PerMille carried = per_mille(25);
  constexpr int months_a_year = 12, last_month = 11;
  constexpr Pence a_year{500'000};
  constexpr Pence ahead{2000};  // what a purse may order of next year's money
  struct Order {
    std::size_t purse;
    Pence amount;
    int year;
  };
  std::vector<Order> orders;
  std::vector<Purse> purses(3);
  Pot pot;
  std::int64_t given = 0, ordered = 0, lost = 0, late = 0;
  for (int month = 0; month < 5 * months_a_year; ++month) {
    const int year = month / months_a_year;
    const bool new_year = month % months_a_year == 0;
    for (Purse& purse : purses) pot.put(purse.report(new_year).returned);
    if (new_year) {
      lost += (pot.left() - part_of(pot.left(), carried)).amount;
      pot.turn_year(carried, a_year);
      given += a_year.amount;
      for (Purse& purse : purses) {
        purse.begin_year(ahead);
        pot.put(-ahead);
      }
    }
    for (std::size_t p = 0; p < purses.size(); ++p) {
      const Pence share{std::min<std::int64_t>(pot.left().amount, 20'000)};
      pot.put(-share);
      purses[p].receive(share);
      for (int k = 0; k < 20; ++k) {
        const Pence amount{static_cast<std::int64_t>(draws() % 2000)};
        const bool is_ahead = month % months_a_year == last_month && k % 2 == 0;
        if (is_ahead ? !purses[p].commit_next_year(amount, ahead) : !purses[p].commit(amount)) continue;
        ordered += amount.amount;
        orders.push_back({p, amount, year + (is_ahead ? 1 : 0)});
      }
    }
    // some of them are called off, the last ones and those of long ago
    for (int k = 0; k < 15 && !orders.empty(); ++k) {
      const std::size_t at = draws() % orders.size();
      const Order off = orders[at];
      if (off.year > year) continue;
      orders.erase(orders.begin() + static_cast<std::ptrdiff_t>(at));
      ordered -= off.amount.amount;
      if (off.year == year)
        purses[off.purse].uncommit(off.amount);
      else {
        lost += purses[off.purse].uncommit_earlier(off.amount, year - off.year, carried).amount;
        ++late;
      }
    }
    std::int64_t held = pot.left().amount;
    for (const Purse& purse : purses) held += purse.left().amount;
    for (const Order& order : orders)
      if (order.year > year) held -= order.amount.amount;  // ordered, and not yet taken out of a purse
    CHECK(held + ordered + lost == given);
  }
  CHECK(late > 100);
  CHECK(lost > given / 20);
}

TEST_CASE("budget: what comes back after its year is worth what is carried over", "[finance]")
{
  Purse purse;
  CHECK(purse.uncommit_earlier({1000}, 1, per_mille(0)) == Pence{1000});
  CHECK(purse.left() == Pence{0});
  CHECK(purse.uncommit_earlier({1000}, 2, per_mille(50)) == Pence{750});
  CHECK(purse.left() == Pence{250});
  CHECK(purse.uncommit_earlier({1000}, 3, per_mille(100)) == Pence{0});
  CHECK(purse.left() == Pence{1250});
}
