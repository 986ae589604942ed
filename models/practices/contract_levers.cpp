#include "models/practices/contract_levers.hpp"

#include <algorithm>
#include <cmath>

namespace models {
namespace {

bool has(const ContractYears& years, int year)
{
  return std::find(years.begin(), years.end(), year) != years.end();
}

}  // namespace

Excess OverDeliveryOffer::at_settlement(int contract_year) const
{
  return has(years, contract_year) ? Excess::paid : Excess::credited;
}

Excess OverDeliveryOffer::as_known(sim::Day day) const
{
  return month_of_contract_year(day) >= known_after ? at_settlement(sim::contract_year(day))
                                                    : Excess::credited;
}

bool MidYearReview::is_held_on(sim::Day day) const
{
  return month_of_contract_year(day) == review_month && has(years, sim::contract_year(day));
}

bool is_behind(const MidYearReview& review, const Contract& contract)
{
  if (contract.months_paid < review_month || contract.is_handed_back) return false;
  const Uda target = contract.of_year() - contract.by_head;
  const Uda counted = contract.delivered + contract.credit - contract.shortfall;
  return counted.hundredths * thousandths_per_whole < target.hundredths * review.threshold.thousandths;
}

Uda beyond_forecast(const Contract& contract, double forecast, int month)
{
  const Uda whole = contract.of_year(), in_units = whole - contract.by_head;
  const Uda expected{std::llround(static_cast<double>(whole.hundredths) * std::max(forecast, 0.0))};
  return std::max(std::min(in_units - expected, activity_from(contract, month)), Uda{});
}

bool FlexibleSessions::stand(int contract_year) const { return fee.amount > 0 && has(years, contract_year); }

Uda flexed(const FlexibleSessions& flexible, const ContractSettings& settings, const Contract& contract,
           int contract_year)
{
  if (!flexible.stand(contract_year)) return {};
  return part_of(
      in_units_of(settings.by_head, contract, contract_year) - set_aside(settings, contract, contract_year),
      std::min(flexible.share, flexible.most));
}

int sessions_a_year(const FlexibleSessions& flexible, const ContractSettings& settings,
                    const Contract& contract, int contract_year)
{
  const Pence value = worth(flexed(flexible, settings, contract, contract_year), contract.uda_value);
  return value.amount == 0 ? 0 : static_cast<int>(value.amount / flexible.fee.amount);
}

bool is_at_risk(const EarlyWarning& warning, const PracticeInView& practice)
{
  if (warning.signs == 0) return false;
  const int signs = (practice.forecast < warning.forecast ? 1 : 0) +
                    (warning.short_years > 0 && practice.short_years >= warning.short_years ? 1 : 0) +
                    (practice.filled < warning.filled ? 1 : 0);
  return signs >= warning.signs;
}

}  // namespace models
