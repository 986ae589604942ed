// The arithmetic of a plan: what a programme's settings come to in a period, and what a document says they do.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/finance/money.hpp"
#include "sim/clock.hpp"
#include "sim/io/config_block.hpp"

namespace models {

/// What plans count.
enum class PlanQuantity : std::uint8_t {
  cost,
  sessions,
  appointments,
  practices,
  sites,
  homes,
  referrals,
  people,
  uda,
  fee
};
inline constexpr std::size_t plan_quantities = 10;
inline constexpr std::array<std::string_view, plan_quantities> plan_quantity_labels{
    "cost", "sessions", "appointments", "practices", "sites", "homes", "referrals", "people", "uda", "fee"};
inline constexpr std::array<const char*, plan_quantities> plan_quantity_units{
    "GBP", "session", "appointment", "practice", "site", "home", "referral", "person", "UDA", "GBP"};

/// From the first to the last, both included.
struct Days {
  sim::Day first = 0, last = 0;
  bool holds(sim::Day day) const { return day >= first && day <= last; }
  int count() const { return last < first ? 0 : last - first + 1; }
};
/// The days of both.
Days common(Days a, Days b);
/// Calendar months of a period, parts of months by their days.
double months_in(Days period);
/// Its weeks in which anything is held, where a plan counts so many a year (50, say).
double weeks_in(Days period, double weeks_a_year);

/// A quantity that a programme's settings come to.
struct PlanFigure {
  PlanQuantity quantity = PlanQuantity::cost;
  std::string item;   // of that quantity: "session fees", "equipment"
  double amount = 0;  // in the quantity's unit
  std::string sum;    // in words: "50 practices x 2 sessions a month x 12 months x GBP 350"
};

/// What a document says: [plan.NAME].
struct PlanStatement {
  std::string name;
  int programme = 0;                 // pathway of the roster; the number after the last: all of them
  std::vector<std::string> without;  // where all are meant: but these
  PlanQuantity quantity = PlanQuantity::cost;
  std::string item;  // "" = all items of the quantity
  Days period;
  double says = 0, within = 0;  // within: % of it
};
/// `programmes`: the names of the roster.
void read(sim::io::Block& block, const std::vector<std::string>& programmes, PlanStatement& out);

/// One line: the sum, what the plan says, and whether they agree. `of`: the programme's figures in the statement's period,
/// nothing where it is off.
std::string verdict(const PlanStatement& statement, std::string_view programme,
                    const std::vector<PlanFigure>& of);
double in_pounds(Pence amount);
/// Pounds and other quantities as a reader writes them: "GBP 420,000", "3,500 sessions", "GBP 2.50".
std::string in_words(PlanQuantity quantity, double amount);

}  // namespace models
