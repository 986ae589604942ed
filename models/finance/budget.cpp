#include "models/finance/budget.hpp"

#include <algorithm>

#include "sim/numeric.hpp"

namespace models {

namespace {

constexpr int months_a_year = 12;
constexpr std::int64_t kept_part = 4;    // a Place keeps a quarter of what it wanted in a month
constexpr std::int64_t plenty_part = 3;  // there is plenty where the pot holds three months' wants

/// So many orders in proportion to weights; none where all of these are zero.
std::vector<Pence> in_proportion(std::int64_t orders, std::span<const double> weights, Pence order)
{
  std::vector<Pence> share;
  share.reserve(weights.size());
  for (const std::int64_t n : sim::apportion(weights, orders)) share.push_back(order * n);
  return share;
}

}  // namespace

Pence Budget::of(int year) const
{
  for (const auto& [first, pounds] : years)
    if (first == year) return pounds;
  return {};
}

bool Purse::commit(Pence amount)
{
  wanted_ += amount;
  dearest_ = std::max(dearest_, amount);
  if (!affords(amount)) return false;
  left_ -= amount;
  return true;
}

bool Purse::commit_next_year(Pence amount, Pence next_share)
{
  dearest_ = std::max(dearest_, amount);
  if (!affords_next_year(amount, next_share)) return false;
  ahead_ += amount;
  return true;
}

void Purse::begin_year(Pence share)
{
  left_ += share - ahead_;
  ahead_ = {};
}

void Purse::uncommit(Pence amount)
{
  left_ += amount;
  wanted_ -= amount;
}

Pence Purse::uncommit_earlier(Pence amount, int years_ago, PerMille carried_over)
{
  Pence back = amount;
  for (int year = 0; year < years_ago; ++year) back = part_of(back, carried_over);
  left_ += back;
  return amount - back;
}

Purse::Report Purse::report(bool new_year)
{
  const Pence wanted{std::max<std::int64_t>(wanted_.amount, 0)};
  const Pence kept = new_year ? Pence{} : std::min(left_, Pence{wanted.amount / kept_part});
  const Report report{left_ - kept, wanted, dearest_};
  left_ = kept;
  wanted_ = dearest_ = {};
  return report;
}

void Pot::turn_year(PerMille carried_over, Pence budget) { left_ = part_of(left_, carried_over) + budget; }

std::vector<Pence> Pot::share_out(std::span<const Pence> wanted, std::span<const std::int64_t> people,
                                  Pence dearest)
{
  // an order dearer than the pot keeps nobody else waiting
  const Pence unit{dearest > left_ ? 1 : std::max<std::int64_t>(dearest.amount, 1)};
  const std::int64_t orders = left_.amount / unit.amount;
  std::vector<double> wants;
  wants.reserve(wanted.size());
  std::int64_t all = 0;
  for (const Pence one : wanted) {
    wants.push_back(static_cast<double>(one.amount));
    all += one.amount;
  }
  const bool is_plenty = left_.amount > plenty_part * all;
  const std::int64_t by_people = all == 0 ? orders : is_plenty ? orders / 2 : 0;
  std::vector<Pence> share =
      in_proportion(by_people, std::vector<double>(people.begin(), people.end()), unit);
  const std::vector<Pence> by_want = in_proportion(orders - by_people, wants, unit);
  for (std::size_t k = 0; k < share.size(); ++k) {
    share[k] += by_want[k];
    left_ -= share[k];
  }
  return share;
}

Pence first_share(Pence budget, std::int64_t people, std::int64_t of_people)
{
  if (of_people <= 0) return {};
  return {budget.amount * people / (of_people * months_a_year)};
}

}  // namespace models
