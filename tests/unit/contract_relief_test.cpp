#include "models/practices/contract.hpp"
#include "tests/catch2.hpp"
#include "tests/practice_settings.hpp"

using namespace models;

namespace {

constexpr Uda ten_thousand{1'000'000};
constexpr Pence value{3217};  // an odd one, so that rounding shows
const Pence annual = worth(ten_thousand, value);

Contract full_year(Uda delivered)
{
  Contract contract;
  contract.contracted = ten_thousand;
  contract.uda_value = value;
  for (int month = 0; month < months_per_year; ++month) pay_month(contract, month);
  contract.delivered = delivered;
  return contract;
}

}  // namespace

TEST_CASE("contract: what is waived counts as delivered, up to the target", "[contract]")
{
  const auto settled = [](Uda delivered, double waived) {
    Contract contract = full_year(delivered);
    for (int month = 0; month < months_per_year; ++month) waive(contract, month, per_mille(waived));
    const Settlement settlement = settle(default_settings().practice.contract, contract, 2020);
    CHECK(contract.waived == Uda{});
    CHECK(contract.credit == settlement.carried_credit);
    return settlement;
  };
  const Settlement enough = settled(Uda{250'000}, 80);  // a quarter done, a fifth asked for
  CHECK(enough.payment == Pence{});
  CHECK(enough.paid_for == ten_thousand);
  CHECK(enough.carried_credit == Uda{});
  CHECK(enough.carried_shortfall == Uda{});
  CHECK_FALSE(enough.is_short);
  const Settlement little = settled(Uda{100'000}, 80);
  Uda waived;
  for (int month = 0; month < months_per_year; ++month)
    waived += part_of(Uda{instalment(ten_thousand.hundredths, month, months_per_year)}, per_mille(80));
  CHECK(little.is_short);
  CHECK(little.paid_for == Uda{100'000} + waived);
  CHECK(little.payment == worth(little.paid_for, value) - annual);
  // what is really done beyond the target is credited as ever
  CHECK(settled(Uda{1'010'000}, 80).carried_credit == settled(Uda{1'010'000}, 0).carried_credit);
  CHECK(settled(Uda{400'000}, 0).payment == worth(Uda{400'000}, value) - annual);
  // half a month's twelfth; nothing of a contract handed back
  Contract contract = full_year({});
  CHECK(waive(contract, 3, per_mille(50)) == Uda{41'667});
  // nor of what the year does not ask for: a tenth given up from April
  Contract lowered;
  lowered.contracted = ten_thousand;
  take_over(lowered, Uda{-100'000}, 0);
  CHECK(waive(lowered, 3, per_mille(50)) == Uda{37'500});
  take_over(lowered, Uda{300'000}, 6);  // and what others gave up is not waived either
  CHECK(waive(lowered, 7, per_mille(50)) == Uda{41'667});
  contract.is_handed_back = true;
  CHECK(waive(contract, 4, per_mille(50)) == Uda{});
}
