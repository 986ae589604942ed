#include "models/practices/contract_levers.hpp"

#include <algorithm>
#include <cmath>

#include "models/pathways/contract_management/quality.hpp"
#include "models/pathways/contract_management/settings.hpp"
#include "tests/catch2.hpp"
#include "tests/practice_settings.hpp"

using namespace models;
using contract_management::part_of_place;
using contract_management::planned;
using contract_management::Trajectory;

namespace {

constexpr Uda ten_thousand{1'000'000};

Contract half_year(Uda delivered)
{
  Contract contract;
  contract.contracted = ten_thousand;
  contract.uda_value = Pence{3217};
  for (int month = 0; month < review_month; ++month) pay_month(contract, month);
  contract.delivered = delivered;
  return contract;
}

}  // namespace

TEST_CASE("contract levers: the offer stands in its years and is known from its month", "[contract]")
{
  const OverDeliveryOffer offer{{2023, 2025}, 3};
  CHECK(offer.at_settlement(2023) == Excess::paid);
  CHECK(offer.at_settlement(2024) == Excess::credited);
  CHECK(offer.at_settlement(2025) == Excess::paid);
  CHECK(offer.as_known(sim::to_day(2023, 6, 30)) == Excess::credited);
  CHECK(offer.as_known(sim::to_day(2023, 7, 1)) == Excess::paid);
  CHECK(offer.as_known(sim::to_day(2024, 3, 31)) == Excess::paid);
  CHECK(offer.as_known(sim::to_day(2024, 7, 1)) == Excess::credited);
  CHECK(OverDeliveryOffer{}.at_settlement(2023) == Excess::credited);
}

TEST_CASE("contract levers: below 30 % after half a year a contract is behind", "[contract]")
{
  const MidYearReview review{{2024}, per_mille(30), 0, 1};
  CHECK(review.is_held_on(sim::to_day(2024, 10, 1)));
  CHECK_FALSE(review.is_held_on(sim::to_day(2024, 9, 1)));
  CHECK_FALSE(review.is_held_on(sim::to_day(2025, 10, 1)));
  CHECK(is_behind(review, half_year(Uda{299'999})));
  CHECK_FALSE(is_behind(review, half_year(Uda{300'000})));
  // what makes good last year's shortfall does not count
  Contract owes = half_year(Uda{330'000});
  owes.shortfall = Uda{40'000};
  CHECK(is_behind(review, owes));
  // a year of which less than half was paid is not reviewed
  Contract late = half_year(Uda{});
  late.months_paid = 5;
  CHECK_FALSE(is_behind(review, late));
}

TEST_CASE("contract levers: what is given up brings the year to its forecast, to the last penny",
          "[contract]")
{
  for (const double forecast : {0.2, 0.5, 0.5123, 0.77, 1.0, 1.2}) {
    INFO("forecast " << forecast);
    Contract contract = half_year(Uda{250'000});
    const Uda freed = beyond_forecast(contract, forecast, review_month);
    const Uda left = ten_thousand - freed;
    CHECK(left.hundredths == std::llround(std::clamp(forecast, 0.5, 1.0) * 1e6));  // half is paid for already
    contract.has_action_plan = true;
    rebase(contract, freed, review_month);
    CHECK(activity_from(contract, review_month) + contract.target == left);
    Pence paid = contract.paid;
    for (int month = review_month; month < months_per_year; ++month) paid += pay_month(contract, month);
    CHECK(contract.target == left);
    CHECK(paid == worth(ten_thousand, contract.uda_value) - worth(freed, contract.uda_value));
    contract.delivered = left;
    const Settlement settlement = settle(default_settings().practice.contract, contract, 2024);
    CHECK(std::abs(settlement.payment.amount) <= 1);
    CHECK_FALSE(settlement.is_short);
    // next year it is forecast what this year's delivery was of the whole contract
    CHECK(contract.last_rate == Approx(static_cast<double>(left.hundredths) / 1e6));
  }
}

TEST_CASE("contract levers: what was given up stays so for the months played when the contract changes again",
          "[contract]")
{
  const ContractSettings settings = default_settings().practice.contract;
  constexpr Pence value{3217};
  constexpr Uda in_sessions{120'000}, later{30'003};
  for (const int sign : {-1, 1}) {  // more is given up at the review, or taken over from others
    INFO("sign " << sign);
    Contract contract;
    contract.contracted = ten_thousand;
    contract.uda_value = value;
    contract.last_rate = 1;
    take_over(contract, -in_sessions, 0);
    Pence paid;
    for (int month = 0; month < months_per_year; ++month) {
      if (month == 6 && sign > 0) take_over(contract, later, month);
      if (month == 6 && sign < 0) rebase(contract, later, month);
      paid += pay_month(contract, month);
    }
    const Uda whole{ten_thousand.hundredths - in_sessions.hundredths + sign * later.hundredths};
    CHECK(contract.target == whole);
    CHECK(contract.of_year() == whole);
    CHECK(paid.amount == Approx(static_cast<double>(worth(whole, value).amount)).margin(2));
    contract.delivered = contract.target;
    CHECK(forecast_delivery(settings, contract, 1) == Approx(1));
    contract.delivered = Uda{whole.hundredths * 1021 / 1000};
    CHECK(share_to_hold(settings, contract, 0.99, 0) == 1);  // no more is credited than 102 %
    contract.delivered = contract.target;
    const Settlement year = settle(settings, contract, 2024);
    CHECK(std::abs(year.payment.amount) <= 2);
    // sessions in place of units are no activity missing, what a review took is
    CHECK(contract.last_rate ==
          Approx(static_cast<double>(whole.hundredths) /
                 static_cast<double>(whole.hundredths + (sign < 0 ? later.hundredths : 0))));
    CHECK(contract.of_year() == ten_thousand);
  }
}

TEST_CASE("contract levers: signs of trouble add up to a flag", "[contract]")
{
  const EarlyWarning warning{0.7, 3, 0.6, 2, 0};
  CHECK_FALSE(is_at_risk(warning, {0.69, 2, 0.6}));
  CHECK(is_at_risk(warning, {0.69, 3, 0.6}));
  CHECK(is_at_risk(warning, {0.69, 0, 0.59}));
  CHECK(is_at_risk(warning, {0.7, 3, 0.59}));
  CHECK_FALSE(is_at_risk(warning, {0.7, 3, 0.6}));
  CHECK_FALSE(is_at_risk({0.7, 3, 0.6, 0, 0}, {0, 9, 0}));
}

TEST_CASE("contract levers: sessions in place of units are worth what is given up, and no more", "[contract]")
{
  FlexibleSessions flexible{{2024}, per_mille(10), per_mille(10), Purpose::fresh, Pence{44'000}};
  ContractSettings settings;
  settings.set_aside = {per_mille(8.2), sim::to_day(2025, 4, 1)};
  Contract contract;
  contract.contracted = ten_thousand;
  contract.uda_value = Pence{3217};
  CHECK(flexed(flexible, settings, contract, 2024) == Uda{100'000});
  CHECK(flexed(flexible, settings, contract, 2023) == Uda{});
  CHECK(sessions_a_year(flexible, settings, contract, 2024) == 73);  // GBP 32,170 / 440
  CHECK(sessions_a_year(flexible, settings, contract, 2025) == 0);
  flexible.share = per_mille(30);  // the rules let a tenth be flexed
  CHECK(flexed(flexible, settings, contract, 2024) == Uda{100'000});
  flexible.most = per_mille(100);
  CHECK(flexed(flexible, settings, contract, 2024) == Uda{300'000});
  settings.by_head.share = per_mille(50);
  settings.by_head.from = sim::to_day(2025, 4, 1);  // the year to come, for which books are opened ahead
  flexible.years = {2024, 2025};
  CHECK(flexed(flexible, settings, contract, 2024) == Uda{300'000});
  CHECK(flexed(flexible, settings, contract, 2025) == Uda{137'700});
  CHECK(sessions_a_year(flexible, settings, contract, 2025) == 100);  // GBP 44,298 / 440
  settings.by_head.from = sim::to_day(2024, 4, 1);
  CHECK(flexed(flexible, settings, contract, 2024) == Uda{150'000});
  CHECK(set_aside(settings, contract, 2024) == Uda{});
  CHECK(set_aside(settings, contract, 2025) == Uda{41'000});  // of what is not paid by the head
  settings.set_aside.from = sim::to_day(2024, 4, 1);
  CHECK(flexed(flexible, settings, contract, 2024) == Uda{137'700});  // three tenths of what is left
}

TEST_CASE("contract levers: a plan by quarters adds up by month and Place", "[contract]")
{
  const Trajectory plan{2023, {Uda{80'759'400}, Uda{119'990'800}, Uda{118'260'500}, Uda{140'989'400}}, {}};
  Uda year;
  for (int month = 0; month < months_per_year; ++month) year += planned(plan, 2024, month);
  CHECK(year == Uda{460'000'100});  // C35
  CHECK(planned(plan, 2024, 0) + planned(plan, 2024, 1) + planned(plan, 2024, 2) == plan.planned[0]);
  CHECK(planned(plan, 2022, 5) == Uda{});
  Geography geography;
  for (std::uint16_t place = 0; place < 3; ++place)
    for (int p = 0; p <= place; ++p) {
      PracticeSite practice;
      practice.place = place;
      practice.contracted_uda = 1'234'567 + 100'000 * p;
      geography.practices.push_back(practice);
    }
  Uda together;
  for (std::size_t place = 0; place < 3; ++place)
    together += part_of_place(geography, place, Uda{460'000'101});
  CHECK(together == Uda{460'000'101});
  CHECK(part_of_place(geography, 0, Uda{460'000'101}).hundredths ==
        Approx(460'000'101.0 * 12345 / 78070).margin(1));
}

TEST_CASE("contract levers: check adds up the plan and the contracts", "[contract]")
{
  contract_management::Settings settings;
  settings.trajectory = {2023, {Uda{80'759'400}, Uda{119'990'800}, Uda{118'260'500}, Uda{140'989'400}}, {}};
  Geography geography;
  for (const std::int64_t hundredths : {120'000, 240'000}) {
    PracticeSite practice;
    practice.contracted_uda = hundredths;
    geography.practices.push_back(practice);
  }
  const auto in = [&](sim::Day first, sim::Day last) { return plan(geography, settings, {first, last}); };
  const auto year = in(sim::to_day(2023, 4, 1), sim::to_day(2024, 3, 31));
  REQUIRE(year.size() == 2);
  CHECK(year[0].amount == Approx(3600));
  CHECK(year[1].amount == Approx(4'600'001));
  CHECK(year[1].quantity == PlanQuantity::uda);
  const auto quarter = in(sim::to_day(2023, 7, 1), sim::to_day(2023, 9, 30));
  CHECK(quarter.at(1).amount == Approx(1'199'908));
  CHECK(quarter.at(0).amount == Approx(900));
  CHECK(in(sim::to_day(2022, 4, 1), sim::to_day(2023, 3, 31)).size() == 1);  // no plan yet
}

TEST_CASE("contract management: fewer are satisfied the longer they waited", "[contract]")
{
  const contract_management::OpinionSettings opinion{0.9, 120, 0.3, 0.1};
  CHECK(satisfied_after(opinion, 0) == 900);
  CHECK(satisfied_after(opinion, 120) == 450);
  CHECK(satisfied_after(opinion, 240) == 225);
}

TEST_CASE("contract management: a practice's indicators follow from its records", "[contract]")
{
  using contract_management::QualityRecord;
  const contract_management::QualitySettings settings{1.5, 1, 60, 91};
  QualityRecord record;
  const auto add = [&](PracticeDeed::What what, std::int64_t amount = 0) {
    record.add(settings, {what, 0, amount});
  };
  CHECK(record.values() == std::array<std::uint32_t, 5>{});
  add(PracticeDeed::began, 10);
  add(PracticeDeed::began, 20);
  add(PracticeDeed::returned, 91);
  add(PracticeDeed::returned, 92);
  for (int visit = 0; visit < 3; ++visit) add(PracticeDeed::kept);
  add(PracticeDeed::missed);
  for (const std::int64_t sooner : {-30, 59, 60, 200}) add(PracticeDeed::recalled, sooner);
  add(PracticeDeed::credited, 500);
  CHECK(record.values() == std::array<std::uint32_t, 5>{15'000, 250, 500, 500, 2'500});
}

TEST_CASE("contract management: the fence lies beyond what is usual", "[contract]")
{
  using contract_management::fence_of;
  CHECK(fence_of({1, 2, 3}, 1.5) == ~0u);  // too few to tell
  std::vector<std::uint32_t> values;
  for (std::uint32_t v = 100; v > 0; --v) values.push_back(v);
  CHECK(fence_of(values, 0) == 75);
  CHECK(fence_of(values, 1) == 125);
  CHECK(fence_of({5, 5, 5, 5, 5}, 1.5) == 5);
}
