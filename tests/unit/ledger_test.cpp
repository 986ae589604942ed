#include "models/finance/ledger.hpp"

#include <random>

#include "tests/catch2.hpp"

using models::Ledger;
using models::Payer;
using models::Pence;

namespace {

const sim::Day april = sim::to_day(2024, 4, 1);

Ledger three_practices() { return Ledger{{sim::month_index(april), 12, 4, 3, 7}}; }

}  // namespace

TEST_CASE("ledger: payments, recoveries and charges land on their accounts", "[ledger]")
{
  Ledger ledger = three_practices();
  const int month = sim::month_index(april);
  ledger.pay(Payer::icb, models::uda_line, 0, april, Pence{4'000'000});
  ledger.pay(Payer::icb, models::uda_line, 1, april + 3, Pence{1'000'000});
  ledger.pay(Payer::icb, models::clawback_line, 1, april + 20, Pence{-250'000});
  ledger.pay(Payer::icb, models::uda_line, 2, april + 20, Pence{70'000});
  ledger.pay(Payer::nhs_england, 2, 2, april, Pence{500'000});
  ledger.charge_patient(4, april, Pence{31'910});
  CHECK(ledger.paid(month, Payer::icb, models::uda_line) == Pence{5'070'000});
  CHECK(ledger.paid(month, Payer::icb, models::clawback_line) == Pence{-250'000});
  CHECK(ledger.paid(month, Payer::nhs_england, 2) == Pence{500'000});
  CHECK(ledger.income(month, 0) == Pence{4'000'000});
  CHECK(ledger.income(month, 1) == Pence{750'000});
  CHECK(ledger.income(month, 2) == Pence{570'000});
  CHECK(ledger.charged(month, 4) == Pence{31'910});
  CHECK(ledger.charged(month, 3) == Pence{});
  CHECK(ledger.paid(month + 1, Payer::icb, models::uda_line) == Pence{});
  CHECK(ledger.balances());
}

TEST_CASE("ledger: what is paid is what practices get, in every month", "[ledger]")
{
  Ledger ledger = three_practices();
  std::mt19937_64 random{11};
  for (int i = 0; i < 10'000; ++i) {
    const auto day = april + static_cast<sim::Day>(random() % 365);
    const Pence amount{static_cast<std::int64_t>(random() % 1'000'000) - 300'000};
    const std::size_t practice = random() % 3;
    switch (random() % 3) {
      case 0:
        ledger.pay(static_cast<Payer>(random() % 2), static_cast<models::Line>(random() % 4), practice, day,
                   amount);
        break;
      case 1:
        ledger.pay(Payer::icb, amount.amount < 0 ? models::clawback_line : models::uda_line, practice, day,
                   amount);
        break;
      default: ledger.charge_patient(random() % 7, day, amount);
    }
  }
  CHECK(ledger.balances());
  for (int month = sim::month_index(april); month < sim::month_index(april) + 12; ++month) {
    Pence paid, income;
    for (std::size_t payer = 0; payer < models::payers; ++payer)
      for (models::Line line = 0; line < 4; ++line)
        paid += ledger.paid(month, static_cast<Payer>(payer), line);
    for (std::size_t practice = 0; practice < 3; ++practice) income += ledger.income(month, practice);
    CHECK(paid == income);
  }
}

TEST_CASE("ledger: months outside its time are not kept", "[ledger]")
{
  Ledger ledger = three_practices();
  ledger.pay(Payer::icb, models::uda_line, 0, april - 1, Pence{100});
  ledger.pay(Payer::icb, models::uda_line, 0, april + 365, Pence{100});
  for (int month = sim::month_index(april); month < sim::month_index(april) + 12; ++month)
    CHECK(ledger.income(month, 0) == Pence{});
}
