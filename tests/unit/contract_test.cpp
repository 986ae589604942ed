#include "models/practices/contract.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/catch2.hpp"
#include "tests/practice_settings.hpp"

using namespace models;

namespace {

ContractSettings defaults() { return default_settings().practice.contract; }

Contract full_year(Uda contracted, Pence value, Uda delivered)
{
  Contract contract;
  contract.contracted = contracted;
  contract.uda_value = value;
  for (int month = 0; month < 12; ++month) pay_month(contract, month);
  contract.delivered = delivered;
  return contract;
}

constexpr Uda ten_thousand{1'000'000};
constexpr Pence value{3217};  // an odd one, so that rounding shows
const Pence annual = worth(ten_thousand, value);

}  // namespace

TEST_CASE("a hand-back leaves the unpaid months, of what was taken over, too", "[practices]")
{
  Contract contract;
  contract.contracted = Uda{1'200'001};
  contract.uda_value = Pence{3000};
  for (int month = 0; month < 4; ++month) pay_month(contract, month);
  take_over(contract, Uda{80'003}, 4);
  for (int month = 4; month < 9; ++month) {
    // what is paid for and what is left is the whole
    CHECK(contract.target + activity_from(contract, month) == Uda{1'200'001 + 80'003});
    pay_month(contract, month);
  }
  CHECK(activity_from(contract, 9) < Uda{1'200'001 / 4 + 80'003});
}

TEST_CASE("contract: twelfths add up to the annual value to the penny", "[contract]")
{
  for (const std::int64_t hundredths : {1'642'937LL, 999'999LL, 100LL, 7LL}) {
    Contract contract;
    contract.contracted = {hundredths};
    contract.uda_value = value;
    Pence sum;
    for (int month = 0; month < 12; ++month) sum += pay_month(contract, month);
    CHECK(sum == worth(contract.contracted, value));
    CHECK(contract.target == contract.contracted);
    CHECK(contract.paid == sum);
  }
  CHECK(month_of_contract_year(sim::to_day(2024, 4, 1)) == 0);
  CHECK(month_of_contract_year(sim::to_day(2025, 3, 31)) == 11);
}

TEST_CASE("contract: settlement by delivery", "[contract]")
{
  const ContractSettings settings = defaults();
  const auto settled = [&](std::int64_t delivered, int year = 2024) {
    Contract contract = full_year(ten_thousand, value, Uda{delivered});
    return settle(settings, contract, year);
  };
  // below 96 %: value x delivered
  const Settlement short_year = settled(959'999);
  CHECK(annual + short_year.payment == worth(Uda{959'999}, value));
  CHECK(short_year.paid_for == Uda{959'999});
  CHECK(short_year.is_short);
  CHECK(short_year.carried_shortfall == Uda{});
  // from 96 to 100 %: full value, the rest carried over
  for (const std::int64_t delivered : {960'000, 999'999, 1'000'000}) {
    const Settlement year = settled(delivered);
    CHECK(year.payment == Pence{});
    CHECK(year.paid_for == ten_thousand);
    CHECK(year.carried_shortfall == Uda{1'000'000 - delivered});
    CHECK_FALSE(year.is_short);
  }
  // above: credit to 102 %, not cash
  CHECK(settled(1'015'000).carried_credit == Uda{15'000});
  CHECK(settled(1'300'000).carried_credit == Uda{20'000});
  CHECK(settled(1'300'000).payment == Pence{});
  // the relaxed year
  CHECK_FALSE(settled(900'000, 2022).is_short);
  CHECK(settled(899'999, 2022).is_short);
  CHECK(settled(900'000, 2023).is_short);
}

TEST_CASE("contract: while the offer stands over-delivery is paid and not credited", "[contract]")
{
  const ContractSettings settings = defaults();
  for (const std::int64_t delivered : {1'000'001, 1'050'000, 1'100'000, 1'400'000}) {
    Contract contract = full_year(ten_thousand, value, Uda{delivered});
    const Settlement year = settle(settings, contract, 2024, Excess::paid);
    const Uda paid{std::min<std::int64_t>(delivered, 1'100'000)};
    CHECK(annual + year.payment == worth(paid, value));
    CHECK(year.paid_for == paid);
    CHECK(contract.credit == Uda{});
  }
}

TEST_CASE("contract: what is carried over counts in the next year", "[contract]")
{
  const ContractSettings settings = defaults();
  Contract contract = full_year(ten_thousand, value, Uda{970'000});
  settle(settings, contract, 2024);
  CHECK(contract.shortfall == Uda{30'000});
  CHECK(contract.last_rate == Approx(0.97));
  for (int month = 0; month < 12; ++month) pay_month(contract, month);
  contract.delivered = Uda{985'000};  // 30,000 of it last year's: 95.5 %
  Settlement year = settle(settings, contract, 2025);
  CHECK(year.counted == Uda{955'000});
  CHECK(year.is_short);
  CHECK(contract.short_years == 1);
  CHECK(annual + year.payment == worth(Uda{955'000}, value));

  contract = full_year(ten_thousand, value, Uda{1'050'000});
  settle(settings, contract, 2024);
  CHECK(contract.credit == Uda{20'000});
  for (int month = 0; month < 12; ++month) pay_month(contract, month);
  contract.delivered = Uda{985'000};
  year = settle(settings, contract, 2025);
  CHECK(year.counted == Uda{1'005'000});
  CHECK(contract.credit == Uda{5'000});
  CHECK(contract.short_years == 0);
}

TEST_CASE("contract: what is owed from last year never vanishes", "[contract]")
{
  const ContractSettings settings = defaults();
  Contract contract = full_year(ten_thousand, value, Uda{960'000});
  settle(settings, contract, 2024);
  for (int month = 0; month < 12; ++month) pay_month(contract, month);
  contract.delivered = Uda{10'000};  // a practice that nearly stopped
  const Settlement year = settle(settings, contract, 2025);
  CHECK(year.counted == Uda{});
  CHECK(annual + year.payment == Pence{});
  CHECK(contract.shortfall == Uda{30'000});
}

TEST_CASE("contract: a part year is settled on the months played", "[contract]")
{
  const ContractSettings settings = defaults();
  Contract contract;
  contract.contracted = ten_thousand;
  contract.uda_value = value;
  Pence paid;
  for (int month = 9; month < 12; ++month) paid += pay_month(contract, month);
  CHECK(contract.target.hundredths == Approx(250'000).margin(1));
  contract.delivered = Uda{200'000};
  const Settlement year = settle(settings, contract, 2023);
  CHECK(year.is_short);
  CHECK(paid + year.payment == worth(Uda{200'000}, value));
  // nothing played, nothing settled
  CHECK(settle(settings, contract, 2024).payment == Pence{});
  CHECK(contract.short_years == 1);
}

TEST_CASE("contract: activity taken over is paid by the year's end", "[contract]")
{
  const ContractSettings settings = defaults();
  Contract contract;
  contract.contracted = ten_thousand;
  contract.uda_value = value;
  Pence paid;
  for (int month = 0; month < 12; ++month) {
    if (month == 5) take_over(contract, Uda{70'001}, month);
    if (month == 9) take_over(contract, Uda{30'003}, month);
    paid += pay_month(contract, month);
  }
  CHECK(contract.target == Uda{1'100'004});
  CHECK(paid.amount == Approx(static_cast<double>(worth(contract.target, value).amount)).margin(2));
  contract.delivered = Uda{1'100'004};
  const Settlement year = settle(settings, contract, 2024);
  CHECK(year.payment == Pence{});
  CHECK(year.paid_for == Uda{1'100'004});
  CHECK(contract.relet == Uda{});  // non-recurrent
  contract.is_handed_back = true;
  CHECK(pay_month(contract, 0) == Pence{});
}

TEST_CASE("contract: the forecast starts from last year and learns", "[contract]")
{
  const ContractSettings settings = defaults();
  Contract contract;
  contract.contracted = ten_thousand;
  contract.last_rate = 0.8;
  CHECK(forecast_delivery(settings, contract, 0) == Approx(0.8));
  contract.delivered = Uda{500'000};
  CHECK(forecast_delivery(settings, contract, 0.5) == Approx(0.7 / 0.75));
  contract.delivered = Uda{1'000'000};
  CHECK(forecast_delivery(settings, contract, 1) == Approx(1.2 / 1.25));
  contract.shortfall = Uda{30'000};
  CHECK(forecast_delivery(settings, contract, 1) == Approx(1.2 / 1.25 - 0.03));
  CHECK(elapsed_year(sim::to_day(2024, 4, 1)) == 0);
  CHECK(elapsed_year(sim::to_day(2024, 10, 1)) == Approx(183.0 / 365));
}

TEST_CASE("contract: sessions are held so that delivery ends at what is credited", "[contract]")
{
  for (const Excess excess : {Excess::credited, Excess::paid})
    for (const double pace_without_hold : {0.7, 1.0, 1.1, 1.3, 2.0}) {
      const ContractSettings settings = defaults();
      Contract contract;
      contract.contracted = ten_thousand;
      contract.last_rate = 0.8;
      double delivered = 0, held_years = 0;
      for (int week = 0; week < 52; ++week) {
        const double hold = share_to_hold(settings, contract, week / 52.0, held_years, excess);
        held_years += hold / 52;
        delivered += pace_without_hold * (1 - hold) / 52;
        contract.delivered = Uda{static_cast<std::int64_t>(delivered * 1e6)};
      }
      const double limit = excess == Excess::paid ? 1.10 : 1.02;
      INFO("full pace " << pace_without_hold << ", limit " << limit);
      CHECK(delivered == Approx(std::min(pace_without_hold, limit)).margin(0.005));
    }
}

TEST_CASE("contract: uplifts are paid on plain UDA from their date", "[contract]")
{
  ContractSettings settings = defaults();
  const PatientKind child{AgeClass::child, true, true};
  settings.uplift[child.index()] = 50;
  settings.uplift_from = sim::to_day(2024, 4, 1);
  Contract contract;
  contract.uda_value = Pence{3000};
  const sim::Day day = settings.uplift_from;
  CHECK(uplift_pay(settings, contract, child, day, Uda{300}) == Pence{4500});
  CHECK(uplift_pay(settings, contract, child, day - 1, Uda{300}) == Pence{});
  CHECK(uplift_pay(settings, contract, {AgeClass::child, true, false}, day, Uda{300}) == Pence{});
  CHECK(uda_value_for(settings, contract, child, day) == Pence{4500});
  const Expectation course{1.2, 20, 1.1};
  CHECK(pay_per_minute(Pence{3000}, course, 0.1) == Approx(3000 * 1.2 * 0.9 / 20));
}

TEST_CASE("contract: E1, the NHS share follows pay, slowly and to a ceiling", "[contract]")
{
  ContractSettings settings = defaults();
  const auto after = [&](double pay, double days) { return next_nhs_share(settings, 0.73, 0.73, pay, days); };
  CHECK(after(1, 1000) == Approx(0.73));
  CHECK(after(1.5, 100) > 0.73);
  CHECK(after(0.7, 100) < 0.73);
  CHECK(after(1.5, 200) > after(1.5, 100));
  CHECK(after(100, 100'000) == Approx(0.95));
  // small steps are one large step
  double share = 0.73;
  for (int month = 0; month < 9; ++month) share = next_nhs_share(settings, share, 0.73, 1.3, 30);
  CHECK(share == Approx(after(1.3, 270)));
  const double usual = after(1.3, 100);
  settings.supply_elasticity = 0.6;
  CHECK(after(1.3, 100) > usual);
  settings.supply_elasticity = 0;
  CHECK(after(1.3, 100) == Approx(0.73));
  settings = defaults();
  settings.supply_delay_days = 500;
  CHECK(after(1.3, 100) < usual);
  settings = defaults();
  settings.supply_ceiling = 0.75;
  CHECK(after(1.3, 100'000) == Approx(0.75));
}

TEST_CASE("contract: E3, new patients are accepted by wait, room and price", "[contract]")
{
  ContractSettings form = defaults();
  form.acceptance_base = 0;
  form.acceptance_wait = 2;
  form.acceptable_wait_days = 28;
  form.acceptance_room = 3;
  ContractSettings settings = form;
  const auto p = [&settings](double wait, double forecast, double pay) {
    return acceptance(settings, {wait, forecast, std::log(pay)});
  };
  CHECK(p(28, 1, 1) == Approx(0.5));
  CHECK(p(7, 1, 1) > p(28, 1, 1));
  CHECK(p(60, 1, 1) < p(28, 1, 1));
  CHECK(p(28, 0.8, 1) > p(28, 1, 1));
  CHECK(p(28, 1, 0.5) < p(28, 1, 1));
  const double late = p(60, 0.8, 0.5), early = p(7, 0.8, 0.5), cheap = p(28, 0.8, 0.5);
  settings.acceptance_base = 1;
  CHECK(p(60, 0.8, 0.5) > late);
  settings = form;
  settings.acceptance_wait = 4;
  CHECK(p(60, 0.8, 0.5) < late);
  CHECK(p(7, 0.8, 0.5) > early);
  settings = form;
  settings.acceptable_wait_days = 56;
  CHECK(p(60, 0.8, 0.5) > late);
  settings = form;
  settings.acceptance_room = 6;
  CHECK(p(28, 0.8, 0.5) > cheap);
}

TEST_CASE("contract: E8, hand-backs rise with short years and a low UDA value", "[contract]")
{
  ContractSettings form = defaults();
  form.hand_back_rate = 1;
  form.hand_back_short_years = 0.7;
  form.hand_back_value = 1;
  ContractSettings settings = form;
  CHECK(hand_back_hazard(settings, 0, 1) == Approx(0.01));
  CHECK(hand_back_hazard(settings, 2, 1) == Approx(0.01 * std::exp(1.4)));
  CHECK(hand_back_hazard(settings, 0, 1.25) == Approx(0.0125));
  const double usual = hand_back_hazard(settings, 1, 1.25);
  settings.hand_back_rate = 2;
  CHECK(hand_back_hazard(settings, 1, 1.25) > usual);
  settings = form;
  settings.hand_back_short_years = 1;
  CHECK(hand_back_hazard(settings, 1, 1.25) > usual);
  settings = form;
  settings.hand_back_value = 2;
  CHECK(hand_back_hazard(settings, 1, 1.25) > usual);
  CHECK(hands_back(0.1, 1, 0.09));
  CHECK_FALSE(hands_back(0.1, 1, 0.0952));
  CHECK_FALSE(hands_back(0, 1, 1e-9));
}

TEST_CASE("contract: handed-back activity goes where there is room", "[contract]")
{
  const std::vector<Uda> room{{100}, {0}, {299}, {601}};
  std::vector<Uda> taken(room.size());
  CHECK(relet(Uda{500}, room, taken) == Uda{});
  CHECK(taken == std::vector<Uda>{{50}, {0}, {150}, {300}});  // of 149.5 and 300.5 the first is raised
  CHECK(relet(Uda{1500}, room, taken) == Uda{500});
  CHECK(taken == room);
  CHECK(relet(Uda{}, room, taken) == Uda{});
  CHECK(taken == std::vector<Uda>(room.size()));
}
