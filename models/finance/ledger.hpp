// A Place's double-entry ledger in pence: who paid which practice for what, and what patients paid.
//
// Every entry moves one amount from one account to another, so all accounts together are zero in every month.
// `finance` of the result file is written from it. A patient charge is the commissioner's receipt, never the
// practice's income.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "models/finance/money.hpp"
#include "sim/clock.hpp"

namespace models {

enum class Payer : std::uint8_t { icb, nhs_england };
inline constexpr std::size_t payers = 2;
inline constexpr std::array<std::string_view, payers> payer_labels{"icb", "nhs_england"};

/// A line of payment; pathways add theirs after these.
using Line = std::uint16_t;
inline constexpr Line uda_line = 0;
inline constexpr Line clawback_line = 1;
inline constexpr std::array<std::string_view, 2> first_lines{"uda", "general_practice__clawback"};

class Ledger {
 public:
  struct Shape {
    int first_month = 0;  // month_index
    int months = 0;
    std::size_t lines = 0, practices = 0, charge_bands = 0;
  };
  explicit Ledger(const Shape& shape);

  /// Pays a practice for a line (negative: recovers). Months outside the shape are not kept.
  void pay(Payer payer, Line line, std::size_t practice, sim::Day day, Pence amount);
  /// A patient's charge for a course: the commissioner's receipt.
  void charge_patient(std::size_t band, sim::Day day, Pence amount);

  Pence paid(int month, Payer payer, Line line) const;
  Pence charged(int month, std::size_t band) const;
  /// What a practice was paid in a month, all lines.
  Pence income(int month, std::size_t practice) const;
  /// Whether the accounts of every month add up to zero.
  bool balances() const;

 private:
  // accounts of a month: payers x lines, then practices, then patients by band, then the receipt
  std::size_t expense_account(Payer payer, Line line) const;
  std::size_t practice_account(std::size_t practice) const;
  std::size_t patient_account(std::size_t band) const;
  std::size_t receipt_account() const;
  void move(std::size_t from, std::size_t to, sim::Day day, Pence amount);
  Pence balance(int month, std::size_t account) const;

  Shape shape_;
  std::size_t accounts_;
  std::vector<std::int64_t> balances_;  // [month][account]
};

}  // namespace models
