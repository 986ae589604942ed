// A practice's NHS contract: the year from April to March, its settlement, and how the practice answers it.
//
// Twelfths of the annual value are paid month by month; at the year's end the activity counted is settled
// (model.md section 13). Everything is whole numbers. What a practice decides (pacing, NHS share, acceptance,
// mix, hand-back) are pure functions of plain structs; E-numbers are those of models/README.md.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "models/finance/money.hpp"
#include "models/practices/treatment.hpp"
#include "sim/clock.hpp"
#include "sim/io/config_block.hpp"

namespace models {

inline constexpr int months_per_year = 12;
/// 0 = April .. 11 = March.
int month_of_contract_year(sim::Day day);

/// Kinds of patient that a practice can tell apart when it chooses: adult or child, known or new, living in an
/// eligible (most deprived) area or not.
struct PatientKind {
  AgeClass age = AgeClass::adult;
  bool is_new = false;
  bool is_eligible = false;
  std::size_t index() const
  {
    return static_cast<std::size_t>(age) * 4 + (is_new ? 2u : 0u) + (is_eligible ? 1u : 0u);
  }
};
inline constexpr std::size_t patient_kinds = 8;
/// By PatientKind::index.
inline constexpr std::array<std::string_view, patient_kinds> patient_kind_labels{
    "adult_known", "adult_known_eligible", "adult_new", "adult_new_eligible",
    "child_known", "child_known_eligible", "child_new", "child_new_eligible"};
using ByKind = std::array<double, patient_kinds>;

/// Fees by head: an adult or a child, living in an eligible area or not.
inline constexpr std::size_t head_kinds = 4;

/// Part of every contract paid by the head instead of by activity.
struct ByHeadSettings {
  PerMille share;                        // of a contract's value and activity
  sim::Day from = 0;                     // first day of a contract year
  std::array<Pence, head_kinds> fees{};  // a head and year
  bool neutral = false;                  // fees are scaled so that they cost an ICB what the share did
  double looks_ahead_years = 0;          // of a new patient's fee that a practice reckons with

  bool in_force(sim::Day day) const { return share.thousandths > 0 && day >= from; }
};
constexpr std::size_t head_kind(AgeClass age, bool is_eligible)
{
  return static_cast<std::size_t>(age) * 2 + (is_eligible ? 1u : 0u);
}

/// Part of every contract set aside for urgent care, which is paid by the course instead of by units (Tariff).
struct SetAside {
  PerMille share;     // of a contract's value and activity
  sim::Day from = 0;  // first day of a contract year
};

struct ContractSettings {
  // settlement, thousandths of the target
  PerMille full_pay_from;     // below: money is recovered
  PerMille relaxed_pay_from;  // the same in relaxed_year
  int relaxed_year = 0;
  PerMille credit_to;  // delivery up to here is credited to the next year
  PerMille paid_to;    // delivery up to here is paid while the offer stands
  // foundation training
  Uda foundation_uda;    // a year and post
  Pence foundation_pay;  // a year and post
  // pacing
  double forecast_prior_years = 0;  // weight of last year's rate in the forecast, in years
  // E1
  double supply_elasticity = 0, supply_delay_days = 0, supply_ceiling = 0;
  // E2
  double mix_theta = 0;
  // E3
  double acceptance_base = 0, acceptance_wait = 0, acceptance_room = 0, acceptable_wait_days = 0;
  // E8
  double hand_back_rate = 0, hand_back_short_years = 0, hand_back_value = 0;
  // uplift of plain UDA, by kind
  ByKind uplift{};  // %
  sim::Day uplift_from = 0;
  ByHeadSettings by_head;
  SetAside set_aside;
};
void read(sim::io::Block& block, ContractSettings& out);

/// A contract within its year.
struct Contract {
  Uda contracted;  // a full year
  Uda by_head;     // of it, what this year is paid by the head and not asked for in units
  Pence uda_value;
  Uda relet;             // taken over from others until the year's end; negative: given up
  Uda given_up;          // negative: what had been given up of the months before `relet` last changed
  Uda rebased;           // given up at this year's review
  Uda delivered;         // credited this year
  Uda shortfall;         // carried over from last year: delivered first
  Uda credit;            // carried over from last year
  Pence paid;            // instalments of this year
  Uda target;            // of the months paid for, in units
  Uda relieved;          // the same months' part that is paid by the head
  Uda waived;            // of the target, what is paid without being delivered
  double begun = 0;      // fraction of the year over when playing began (later years: 0)
  double last_rate = 0;  // last year's delivery over the whole contract (the first year: an expectation)
  std::int8_t relet_from = 0;  // month of the year in which `relet` began
  std::int8_t months_paid = 0;
  std::uint8_t short_years = 0;  // settled years in a row below the threshold
  bool is_handed_back = false;
  bool has_action_plan = false;  // since this year's mid-year review
  /// What this year asks for in all, by unit or by head.
  Uda of_year() const { return contracted + given_up + relet; }
};

/// What of a contract itself a year, also one to come, asks for in units: the rest is paid by the head.
Uda in_units_of(const ByHeadSettings& settings, const Contract& contract, int contract_year);
/// The activity that a contract is not asked for in a year, since urgent care is paid by the course.
Uda set_aside(const ContractSettings& settings, const Contract& contract, int contract_year);
/// A contract year begins, or the run within one: what of the contract is paid by the head.
void begin_head_year(const ByHeadSettings& settings, Contract& contract, sim::Day day);
/// A month's twelfth (0 = April) of the contract's value that is not paid by units; with them it adds up to the whole.
Pence head_instalment(const Contract& contract, int month);
/// Pays the instalment of a month (0 = April): the twelfth, and the share of re-let activity. To be called on
/// the first day of each month, also of the first, part month played; none after a hand-back.
Pence pay_month(Contract& contract, int month);
/// Waives a share of a month's activity that was paid for, without what was given up or let again from others: it counts
/// as delivered when the year is settled, up to the target.
Uda waive(Contract& contract, int month, PerMille share);
/// Activity of the months from `month` on, that taken over from others included: what a hand-back leaves undone.
Uda activity_from(const Contract& contract, int month);
/// Takes over activity for the rest of the year, from `month` on (not yet paid); negative: gives it up.
void take_over(Contract& contract, Uda activity, int month);
/// A review: activity not forecast is given up; it counts as missing when next year is forecast.
void rebase(Contract& contract, Uda activity, int month);

/// What becomes of delivery above 100 %: part of it is credited to the next year or, while the ICB's offer stands, more of
/// it is paid.
enum class Excess : std::uint8_t { credited, paid };

struct Settlement {
  Pence payment;        // positive: over-delivery paid; negative: recovered
  Uda target, counted;  // counted: delivered, less last year's shortfall, plus its credit
  Uda paid_for;         // what instalments and settlement pay for
  Uda carried_shortfall, carried_credit;
  bool is_short = false;
};
/// Settles the months paid of the year that ends (or of a contract handed back) and begins the next.
Settlement settle(const ContractSettings& settings, Contract& contract, int contract_year,
                  Excess excess = Excess::credited);

/// Fraction of a contract year that is over at the start of a day.
double elapsed_year(sim::Day day);
/// Delivery expected by the year's end, as a share of the target (the prior is last year's rate).
double forecast_delivery(const ContractSettings& settings, const Contract& contract, double elapsed);
/// What share of sessions to hold back so that delivery does not pass what is credited or paid; where part of a contract
/// is paid by the head, time is paced to the whole all the same.
/// `held_years`: the integral of the share held so far this year.
double share_to_hold(const ContractSettings& settings, const Contract& contract, double elapsed,
                     double held_years, Excess excess = Excess::credited);

/// The value of a UDA for a kind of patient on a day, uplift included; and the uplift's part for an activity.
Pence uda_value_for(const ContractSettings& settings, const Contract& contract, PatientKind kind,
                    sim::Day day);
Pence uplift_pay(const ContractSettings& settings, const Contract& contract, PatientKind kind, sim::Day day,
                 Uda activity);
/// What a new patient's head brings a practice in the time that it reckons with, where fees are scaled by a factor.
double head_pay(const ByHeadSettings& settings, PatientKind kind, double factor);
/// Pence per minute of clinical time that a mean course of a kind brings, appointments lost included.
double pay_per_minute(Pence per_uda, const Expectation& course, double lost_share);

/// E1. The NHS share of a practice's clinicians after `days`: it moves towards
/// ordinary x (pay / ordinary pay)^elasticity, at most the ceiling.
double next_nhs_share(const ContractSettings& settings, double share, double ordinary_share, double pay_ratio,
                      double days);
/// E2. How offered minutes are split over kinds of patient: need x (pay / mean pay)^theta, adding up to 1.
ByKind mix_of_minutes(const ContractSettings& settings, const ByKind& need, const ByKind& pay);
/// E2 as new patients meet it: by kind, the log of the share of minutes meant for it over the share that it asks
/// for. 0 for all where theta is 0 or pay is alike.
ByKind leaning(const ContractSettings& settings, const ByKind& need, const ByKind& pay);

/// What a practice knows when a new patient asks.
struct AcceptanceView {
  double wait_days = 0;  // to its first free appointment
  double forecast = 0;   // delivery
  double leaning = 0;    // towards this kind of patient (E2)
  double shift = 0;      // added to the logit: children, an action plan
};
/// E3. The chance that a new patient is accepted.
double acceptance(const ContractSettings& settings, const AcceptanceView& view);

/// E8. Hand-backs per year: rises with years of short delivery and with a low UDA value.
double hand_back_hazard(const ContractSettings& settings, int short_years, double mean_value_ratio);
/// Whether a contract is handed back within `years`, from one uniform.
bool hands_back(double hazard, double years, double u);

/// Shares handed-back activity among practices in proportion to their room and at most that, to the last
/// hundredth (largest remainders, ties by order). Returns what nobody could take.
Uda relet(Uda activity, std::span<const Uda> room, std::span<Uda> taken);

}  // namespace models
