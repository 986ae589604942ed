// Part of a contract paid by the head: what is left of it in units, and what a practice sees in a new patient.
#include <fmt/format.h>

#include "models/practices/contract.hpp"
#include "tests/catch2.hpp"
#include "tests/practice_settings.hpp"

namespace {

using namespace models;

constexpr Pence value{3217};  // an odd one, so that rounding shows
const sim::Day april = sim::to_day(2024, 4, 1);

ByHeadSettings half()
{
  ByHeadSettings settings = default_settings().practice.contract.by_head;
  settings.share = PerMille{500};
  settings.from = april;
  return settings;
}

Contract contract_of(std::int64_t hundredths, const ByHeadSettings& settings, sim::Day day = april)
{
  Contract contract;
  contract.contracted = {hundredths};
  contract.uda_value = value;
  begin_head_year(settings, contract, day);
  return contract;
}

}  // namespace

TEST_CASE("by head: units and heads add up to the whole contract to the penny", "[contract]")
{
  for (const std::int64_t thousandths : {0, 1, 333, 500, 1000})
    for (const std::int64_t hundredths : {1'642'937LL, 999'999LL, 100LL, 7LL}) {
      INFO(thousandths << " per mille of " << hundredths);
      ByHeadSettings settings = half();
      settings.share = PerMille{thousandths};
      Contract contract = contract_of(hundredths, settings);
      Pence units, heads;
      for (int month = 0; month < 12; ++month) {
        heads += head_instalment(contract, month);
        units += pay_month(contract, month);
      }
      CHECK(units + heads == worth(contract.contracted, value));
      CHECK(contract.target + contract.relieved == contract.contracted);
      CHECK(contract.relieved == part_of(contract.contracted, settings.share));
    }
}

TEST_CASE("by head: it begins with its year, and its absence changes nothing", "[contract]")
{
  CHECK(contract_of(1'000'000, half(), april - 1).by_head == Uda{});
  CHECK(contract_of(1'000'000, half()).by_head == Uda{500'000});
  ByHeadSettings none = half();
  none.share = {};
  CHECK_FALSE(none.in_force(april));
  CHECK(contract_of(1'000'000, none).by_head == Uda{});
  CHECK(default_settings().practice.contract.by_head.share == PerMille{});
}

TEST_CASE("by head: the year is settled on the units that are left", "[contract]")
{
  const ContractSettings settings = default_settings().practice.contract;
  const auto year_of = [&](std::int64_t delivered) {
    Contract contract = contract_of(1'000'000, half());
    for (int month = 0; month < 12; ++month) pay_month(contract, month);
    contract.delivered = {delivered};
    return std::pair{settle(settings, contract, 2024), contract};
  };
  // 479,999 of 500,000 is below 96 %
  const auto [short_year, after_short] = year_of(479'999);
  CHECK(short_year.is_short);
  CHECK(worth(Uda{500'000}, value) + short_year.payment == worth(Uda{479'999}, value));
  // what was short of the whole is not short of half
  const auto [met, after] = year_of(760'000);
  CHECK_FALSE(met.is_short);
  CHECK(met.target == Uda{500'000});
  CHECK(met.payment == Pence{});
  CHECK(after.credit == Uda{10'000});
  CHECK(after.last_rate == Approx(0.76));  // of the whole: time is paced to that
}

TEST_CASE("by head: a contract without units is never short, and loses no debt", "[contract]")
{
  ContractSettings settings = default_settings().practice.contract;
  ByHeadSettings whole = half();
  whole.share = PerMille{1000};
  Contract contract = contract_of(1'000'000, whole);
  contract.shortfall = Uda{30'000};
  for (int month = 0; month < 12; ++month) CHECK(pay_month(contract, month) == Pence{});
  contract.delivered = Uda{10'000};
  const Settlement year = settle(settings, contract, 2024);
  CHECK(year.payment == Pence{});
  CHECK_FALSE(year.is_short);
  CHECK(contract.shortfall == Uda{20'000});
  CHECK(contract.last_rate == Approx(0.01));
}

TEST_CASE("by head: hours are paced to the whole contract", "[contract]")
{
  const ContractSettings settings = default_settings().practice.contract;
  Contract plain = contract_of(1'000'000, half(), april - 1), blended = contract_of(1'000'000, half());
  for (Contract* contract : {&plain, &blended}) {
    contract->last_rate = 1.2;
    for (int month = 0; month < 6; ++month) pay_month(*contract, month);
    contract->delivered = Uda{600'000};  // more than half of the year's units already
  }
  const double held = share_to_hold(settings, plain, 0.5, 0);
  CHECK(held > 0);
  CHECK(held < 1);
  CHECK(share_to_hold(settings, blended, 0.5, 0) == held);
  CHECK(forecast_delivery(settings, blended, 0.5) == forecast_delivery(settings, plain, 0.5));
}

TEST_CASE("by head: a hand-back leaves units alone", "[contract]")
{
  Contract contract = contract_of(1'200'000, half());
  for (int month = 0; month < 4; ++month) pay_month(contract, month);
  CHECK(contract.target + activity_from(contract, 4) == Uda{600'000});
}

TEST_CASE("by head: a new patient brings the fee of their kind", "[contract]")
{
  ByHeadSettings settings = half();
  settings.fees = {Pence{10'000}, Pence{12'000}, Pence{8'000}, Pence{9'000}};
  settings.looks_ahead_years = 2;
  const PatientKind adult{AgeClass::adult, true, false}, child{AgeClass::child, true, true};
  CHECK(head_pay(settings, adult, 1) == 20'000);
  CHECK(head_pay(settings, child, 0.5) == 9'000);
}

TEST_CASE("by head: it begins on the first of a contract year", "[contract]")
{
  std::string faults;
  default_settings({"contract.by_head.from=2024-06-01"}, &faults);
  CHECK(faults.find("'from' lies within a contract year") != std::string::npos);
  CHECK(faults.find("write 2024-04-01") != std::string::npos);
  faults.clear();
  default_settings({"contract.by_head.from=2025-04-01"}, &faults);
  CHECK(faults.empty());
}
