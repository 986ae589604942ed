#include "models/finance/ledger.hpp"

#include "sim/check.hpp"

namespace models {

Ledger::Ledger(const Shape& shape)
    : shape_{shape}, accounts_{payers * shape.lines + shape.practices + shape.charge_bands + 1}
{
  REQUIRED(shape.lines >= first_lines.size(), "a ledger has the lines of general practice");
  balances_.assign(static_cast<std::size_t>(shape.months) * accounts_, 0);
}

std::size_t Ledger::expense_account(Payer payer, Line line) const
{
  ASSUMED(line < shape_.lines, "a line of the ledger");
  return static_cast<std::size_t>(payer) * shape_.lines + line;
}

std::size_t Ledger::practice_account(std::size_t practice) const
{
  ASSUMED(practice < shape_.practices, "a practice of the ledger");
  return payers * shape_.lines + practice;
}

std::size_t Ledger::patient_account(std::size_t band) const
{
  ASSUMED(band < shape_.charge_bands, "a charge band of the ledger");
  return payers * shape_.lines + shape_.practices + band;
}

std::size_t Ledger::receipt_account() const { return accounts_ - 1; }

void Ledger::move(std::size_t from, std::size_t to, sim::Day day, Pence amount)
{
  const int month = sim::month_index(day) - shape_.first_month;
  if (month < 0 || month >= shape_.months) return;
  std::int64_t* row = &balances_[static_cast<std::size_t>(month) * accounts_];
  row[from] -= amount.amount;
  row[to] += amount.amount;
}

Pence Ledger::balance(int month, std::size_t account) const
{
  ASSUMED(month >= shape_.first_month && month < shape_.first_month + shape_.months, "a month of the ledger");
  return {balances_[static_cast<std::size_t>(month - shape_.first_month) * accounts_ + account]};
}

void Ledger::pay(Payer payer, Line line, std::size_t practice, sim::Day day, Pence amount)
{
  move(expense_account(payer, line), practice_account(practice), day, amount);
}

void Ledger::charge_patient(std::size_t band, sim::Day day, Pence amount)
{
  move(patient_account(band), receipt_account(), day, amount);
}

Pence Ledger::paid(int month, Payer payer, Line line) const
{
  return -balance(month, expense_account(payer, line));
}

Pence Ledger::charged(int month, std::size_t band) const { return -balance(month, patient_account(band)); }

Pence Ledger::income(int month, std::size_t practice) const
{
  return balance(month, practice_account(practice));
}

bool Ledger::balances() const
{
  for (int month = 0; month < shape_.months; ++month) {
    std::int64_t sum = 0;
    for (std::size_t account = 0; account < accounts_; ++account)
      sum += balances_[static_cast<std::size_t>(month) * accounts_ + account];
    if (sum != 0) return false;
  }
  return true;
}

}  // namespace models
