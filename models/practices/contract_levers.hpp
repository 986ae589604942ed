// What an ICB does with the contracts that stand, within their years: the offer to pay for delivery above 100 %, the
// review at mid-year, the early warning of a practice in trouble. Levers of this room, dated by contract year: a pathway
// to the right sets them before a run, whoever keeps the contracts acts on them. Settlement, hand-back and re-letting
// are those of contract.hpp.
#pragma once
#include <vector>

#include "models/practices/contract.hpp"
#include "models/practices/session_book.hpp"
#include "sim/clock.hpp"

namespace models {

/// Contract years by their first calendar year.
using ContractYears = std::vector<int>;

/// Delivery above 100 % is paid, up to the cap of ContractSettings::paid_to (C77).
struct OverDeliveryOffer {
  ContractYears years;
  int known_after = 0;  // whole months of the year before practices know of it
  /// What the settlement of a contract year does with what lies above 100 %.
  Excess at_settlement(int contract_year) const;
  /// What practices reckon with on a day.
  Excess as_known(sim::Day day) const;
};

/// At 30 September whoever has delivered too little submits an action plan; some contracts are lowered for the rest of
/// the year to what is forecast (C26).
struct MidYearReview {
  ContractYears years;
  PerMille threshold;     // of the year's target, delivered in its first half
  double acceptance = 0;  // added to the log odds of E3 while an action plan lasts
  double rebased = 0;     // share of the contracts reviewed that are lowered
  bool is_held_on(sim::Day day) const;
};
/// The first day after the half-year under review falls into this month of the contract year (0 = April).
inline constexpr int review_month = 6;
/// Whether a contract, with its first half-year paid, is behind; what makes good last year's shortfall does not count.
bool is_behind(const MidYearReview& review, const Contract& contract);
/// What a contract gives up from a month on, so that the year comes to what is forecast: never what is paid already.
Uda beyond_forecast(const Contract& contract, double forecast, int month);

/// Signs of a practice in trouble (C28): with enough of them it is flagged.
struct EarlyWarning {
  double forecast = 0;   // delivery forecast below this share of the target is a sign
  int short_years = 0;   // so many short years in a row are a sign
  double filled = 0;     // fewer of its sessions staffed than this share is a sign
  int signs = 0;         // that make a flag; 0: nobody is flagged
  double hand_back = 0;  // added to the log hazard of E8 while flagged
};
/// What an ICB sees of a practice in a month.
struct PracticeInView {
  double forecast = 0;
  int short_years = 0;
  double filled = 0;  // sessions of its filled posts over its establishment
};
bool is_at_risk(const EarlyWarning& warning, const PracticeInView& practice);

/// A share of every contract becomes sessions in the practice's own books, kept for some patients and paid one by one
/// (C11).
struct FlexibleSessions {
  ContractYears years;
  PerMille share;  // of a contract, for such sessions
  PerMille most;   // that national rules let be flexed: no more is
  Purpose kept_for = Purpose::fresh;
  Pence fee;  // a session held
  bool stand(int contract_year) const;
};
/// The activity that a contract is not asked for in a year, since sessions take its place: of what is neither paid by the
/// head nor set aside.
Uda flexed(const FlexibleSessions& flexible, const ContractSettings& settings, const Contract& contract,
           int contract_year);
/// The sessions that it is worth.
int sessions_a_year(const FlexibleSessions& flexible, const ContractSettings& settings,
                    const Contract& contract, int contract_year);

struct ContractLevers {
  OverDeliveryOffer offer;
  MidYearReview review;
  EarlyWarning warning;
  FlexibleSessions flexible;
};

}  // namespace models
