#include "models/practices/contract.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "sim/check.hpp"

namespace models {
namespace {

constexpr double percent = 100;
constexpr int april = 4;

double fraction(PerMille part)
{
  return static_cast<double>(part.thousandths) / static_cast<double>(thousandths_per_whole);
}

double ratio(Uda part, Uda whole)
{
  return whole.hundredths == 0 ? 0
                               : static_cast<double>(part.hundredths) / static_cast<double>(whole.hundredths);
}

/// What of the contract itself is asked for in units.
Uda in_units(const Contract& contract) { return contract.contracted - contract.by_head; }

/// Delivery a year, over the target, from this year's and last year's rate, after `worked` years.
double rate_of_delivery(const ContractSettings& settings, const Contract& contract, double worked)
{
  const double prior = settings.forecast_prior_years;
  return (ratio(contract.delivered, contract.of_year()) + contract.last_rate * prior) /
         std::max(worked + prior, 1.0 / 365);
}

/// Of what was taken over, the instalments from a month on.
Uda relet_from(const Contract& contract, int month)
{
  Uda rest = contract.relet;
  const int parts = months_per_year - contract.relet_from;
  for (int k = 0; contract.relet.hundredths != 0 && contract.relet_from + k < month; ++k)
    rest -= Uda{instalment(contract.relet.hundredths, k, parts)};
  return rest;
}

}  // namespace

int month_of_contract_year(sim::Day day)
{
  const auto month = static_cast<int>(static_cast<unsigned>(sim::to_date(day).month()));
  return (month + months_per_year - april) % months_per_year;
}

Uda in_units_of(const ByHeadSettings& settings, const Contract& contract, int contract_year)
{
  const bool is_by_head = settings.in_force(sim::to_day(contract_year, april, 1));
  return is_by_head ? contract.contracted - part_of(contract.contracted, settings.share)
                    : contract.contracted;
}

void begin_head_year(const ByHeadSettings& settings, Contract& contract, sim::Day day)
{
  contract.by_head = contract.contracted - in_units_of(settings, contract, sim::contract_year(day));
}

Uda set_aside(const ContractSettings& settings, const Contract& contract, int contract_year)
{
  return contract_year < sim::contract_year(settings.set_aside.from)
             ? Uda{}
             : part_of(in_units_of(settings.by_head, contract, contract_year), settings.set_aside.share);
}

Pence head_instalment(const Contract& contract, int month)
{
  const Pence whole = worth(contract.contracted, contract.uda_value),
              units = worth(in_units(contract), contract.uda_value);
  return {instalment((whole - units).amount, month, months_per_year)};
}

Pence pay_month(Contract& contract, int month)
{
  if (contract.is_handed_back) return {};
  const Pence annual = worth(in_units(contract), contract.uda_value);
  Pence payment{instalment(annual.amount, month, months_per_year)};
  contract.target += Uda{instalment(in_units(contract).hundredths, month, months_per_year)};
  contract.relieved += Uda{instalment(contract.by_head.hundredths, month, months_per_year)};
  if (contract.relet.hundredths != 0 && month >= contract.relet_from) {
    const int parts = months_per_year - contract.relet_from, k = month - contract.relet_from;
    payment += Pence{instalment(worth(contract.relet, contract.uda_value).amount, k, parts)};
    contract.target += Uda{instalment(contract.relet.hundredths, k, parts)};
  }
  contract.paid += payment;
  ++contract.months_paid;
  return payment;
}

Uda waive(Contract& contract, int month, PerMille share)
{
  if (contract.is_handed_back || share.thousandths <= 0) return {};
  const Uda taken_over = relet_from(contract, month) - relet_from(contract, month + 1);
  const Uda asked_for =
      Uda{instalment(in_units(contract).hundredths, month, months_per_year)} + std::min(taken_over, Uda{});
  const Uda waived = part_of(asked_for, share);
  contract.waived += waived;
  return waived;
}

Uda activity_from(const Contract& contract, int month)
{
  Uda rest = relet_from(contract, month);
  for (int m = month; m < months_per_year; ++m)
    rest += Uda{instalment(in_units(contract).hundredths, m, months_per_year)};
  return rest;
}

void take_over(Contract& contract, Uda activity, int month)
{
  ASSUMED(month >= 0 && month < months_per_year, "a month of the contract year");
  const Uda rest = relet_from(contract, month);
  contract.given_up += std::min(contract.relet - rest, Uda{});
  contract.relet = rest + activity;
  contract.relet_from = static_cast<std::int8_t>(month);
}

void rebase(Contract& contract, Uda activity, int month)
{
  take_over(contract, -activity, month);
  contract.rebased += activity;
}

Settlement settle(const ContractSettings& settings, Contract& contract, int contract_year, Excess excess)
{
  Settlement result;
  result.target = contract.target;
  const Uda target = result.target;
  const Uda done = contract.delivered + contract.credit - contract.shortfall;
  const Uda counted = std::max(done, std::min(done + contract.waived, target));
  result.counted = std::max(counted, Uda{});
  const Uda still_owed = std::max(-counted, Uda{});
  const PerMille threshold =
      contract_year == settings.relaxed_year ? settings.relaxed_pay_from : settings.full_pay_from;

  if (contract.months_paid > 0) {
    if (result.counted.hundredths * thousandths_per_whole < target.hundredths * threshold.thousandths) {
      result.is_short = true;
      result.paid_for = result.counted;
      result.payment = worth(result.counted, contract.uda_value) - contract.paid;
      result.carried_shortfall = still_owed;
    } else if (result.counted <= target) {
      result.paid_for = target;
      result.carried_shortfall = target - result.counted + still_owed;  // a contract may ask for no units
    } else if (excess == Excess::paid) {
      result.paid_for = std::min(result.counted, part_of(target, settings.paid_to));
      result.payment = worth(result.paid_for, contract.uda_value) - contract.paid;
    } else {
      result.paid_for = target;
      result.carried_credit = std::min(result.counted, part_of(target, settings.credit_to)) - target;
    }
    contract.last_rate =
        ratio(std::max(contract.delivered, std::min(contract.delivered + contract.waived, target)),
              target + contract.relieved + contract.rebased);
    contract.short_years = result.is_short
                               ? static_cast<std::uint8_t>(std::min(contract.short_years + 1, 255))
                               : std::uint8_t{0};
  }
  contract.delivered = contract.target = contract.relieved = contract.waived = {};
  contract.relet = contract.given_up = contract.rebased = {};
  contract.shortfall = result.carried_shortfall;
  contract.credit = result.carried_credit;
  contract.paid = {};
  contract.months_paid = contract.relet_from = 0;
  contract.begun = 0;
  contract.has_action_plan = false;
  return result;
}

double elapsed_year(sim::Day day)
{
  const int year = sim::contract_year(day);
  const sim::Day first = sim::to_day(year, april, 1), next = sim::to_day(year + 1, april, 1);
  return static_cast<double>(day - first) / (next - first);
}

double forecast_delivery(const ContractSettings& settings, const Contract& contract, double elapsed)
{
  return rate_of_delivery(settings, contract, elapsed - contract.begun) +
         ratio(contract.credit - contract.shortfall, contract.of_year());
}

double share_to_hold(const ContractSettings& settings, const Contract& contract, double elapsed,
                     double held_years, Excess excess)
{
  if (contract.of_year().hundredths == 0) return 0;
  const double limit = fraction(excess == Excess::paid ? settings.paid_to : settings.credit_to);
  const double counted = ratio(contract.delivered + contract.credit - contract.shortfall, contract.of_year());
  const double room = limit * (1 - contract.begun) - counted;
  if (room <= 0) return 1;
  const double worked = elapsed - contract.begun - held_years;  // at full pace
  const double ahead = rate_of_delivery(settings, contract, worked) * (1 - elapsed);
  return ahead <= room ? 0 : 1 - room / ahead;
}

Pence uplift_pay(const ContractSettings& settings, const Contract& contract, PatientKind kind, sim::Day day,
                 Uda activity)
{
  if (day < settings.uplift_from) return {};
  return part_of(worth(activity, contract.uda_value), per_mille(settings.uplift[kind.index()]));
}

Pence uda_value_for(const ContractSettings& settings, const Contract& contract, PatientKind kind,
                    sim::Day day)
{
  return contract.uda_value + uplift_pay(settings, contract, kind, day, Uda{hundredths_per_uda});
}

double head_pay(const ByHeadSettings& settings, PatientKind kind, double factor)
{
  const Pence fee = settings.fees[head_kind(kind.age, kind.is_eligible)];
  return static_cast<double>(fee.amount) * factor * settings.looks_ahead_years;
}

double pay_per_minute(Pence per_uda, const Expectation& course, double lost_share)
{
  return static_cast<double>(per_uda.amount) * course.uda * (1 - lost_share) / course.minutes;
}

double next_nhs_share(const ContractSettings& settings, double share, double ordinary_share, double pay_ratio,
                      double days)
{
  const double target =
      std::min(ordinary_share * std::pow(pay_ratio, settings.supply_elasticity), settings.supply_ceiling);
  return target + (share - target) * std::exp(-days / settings.supply_delay_days);
}

ByKind mix_of_minutes(const ContractSettings& settings, const ByKind& need, const ByKind& pay)
{
  const double wanted = std::accumulate(need.begin(), need.end(), 0.0);
  ByKind mix{};
  if (wanted <= 0) return mix;
  const double mean_pay = std::inner_product(need.begin(), need.end(), pay.begin(), 0.0) / wanted;
  if (mean_pay <= 0) return mix;
  double sum = 0;
  for (std::size_t kind = 0; kind < patient_kinds; ++kind) {
    if (need[kind] > 0) mix[kind] = need[kind] * std::pow(pay[kind] / mean_pay, settings.mix_theta);
    sum += mix[kind];
  }
  for (double& share : mix) share /= sum;
  return mix;
}

ByKind leaning(const ContractSettings& settings, const ByKind& need, const ByKind& pay)
{
  const double wanted = std::accumulate(need.begin(), need.end(), 0.0);
  const ByKind mix = mix_of_minutes(settings, need, pay);
  ByKind log_ratio{};
  for (std::size_t kind = 0; kind < patient_kinds; ++kind)
    if (need[kind] > 0) log_ratio[kind] = std::log(mix[kind] * wanted / need[kind]);
  return log_ratio;
}

double acceptance(const ContractSettings& settings, const AcceptanceView& view)
{
  const double logit = settings.acceptance_base +
                       settings.acceptance_wait * (1 - view.wait_days / settings.acceptable_wait_days) +
                       settings.acceptance_room * (1 - view.forecast) + view.leaning + view.shift;
  return 1 / (1 + std::exp(-logit));
}

double hand_back_hazard(const ContractSettings& settings, int short_years, double mean_value_ratio)
{
  return settings.hand_back_rate / percent * std::exp(settings.hand_back_short_years * short_years) *
         std::pow(mean_value_ratio, settings.hand_back_value);
}

bool hands_back(double hazard, double years, double u) { return u < -std::expm1(-hazard * years); }

Uda relet(Uda activity, std::span<const Uda> room, std::span<Uda> taken)
{
  REQUIRED(room.size() == taken.size(), "each practice has its room and its share");
  REQUIRED(activity >= Uda{}, "what is let again is not negative");
  const Uda all = std::accumulate(room.begin(), room.end(), Uda{});
  if (all <= activity) {
    std::copy(room.begin(), room.end(), taken.begin());
    return activity - all;
  }
  Uda left = activity;
  std::vector<std::pair<std::int64_t, std::size_t>> remainder(room.size());
  for (std::size_t i = 0; i < room.size(); ++i) {
    const std::int64_t product = activity.hundredths * room[i].hundredths;
    taken[i] = {product / all.hundredths};
    remainder[i] = {-(product % all.hundredths), i};
    left -= taken[i];
  }
  std::sort(remainder.begin(), remainder.end());
  for (std::size_t i = 0; left.hundredths > 0; ++i, left -= Uda{1}) taken[remainder[i].second] += Uda{1};
  return {};
}

}  // namespace models
