#include "models/finance/budget.hpp"

#include <algorithm>
#include <numeric>

namespace models {

namespace {

constexpr int months_a_year = 12;
constexpr std::int64_t kept_part = 4;    // a Place keeps a quarter of what it wanted in a month
constexpr std::int64_t plenty_part = 3;  // there is plenty where the pot holds three months' wants

std::vector<Pence> in_proportion(std::int64_t units, std::span<const std::int64_t> weights, Pence unit)
{
  std::vector<Pence> share(weights.size());
  const std::int64_t all = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  if (all <= 0) return share;
  std::vector<std::pair<std::int64_t, std::size_t>> remainders;
  remainders.reserve(weights.size());
  std::int64_t given = 0;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    const std::int64_t exact = units * weights[k];
    share[k] = unit * (exact / all);
    given += exact / all;
    remainders.emplace_back(-(exact % all), k);
  }
  std::sort(remainders.begin(), remainders.end());
  for (std::size_t k = 0; given < units; ++k, ++given) share[remainders[k].second] += unit;
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
  const std::int64_t units = left_.amount / unit.amount;
  std::vector<std::int64_t> wants;
  wants.reserve(wanted.size());
  for (const Pence one : wanted) wants.push_back(one.amount);
  const std::int64_t all = std::accumulate(wants.begin(), wants.end(), std::int64_t{0});
  const bool is_plenty = left_.amount > plenty_part * all;
  const std::int64_t by_people = all == 0 ? units : is_plenty ? units / 2 : 0;
  std::vector<Pence> share = in_proportion(by_people, people, unit);
  const std::vector<Pence> by_want = in_proportion(units - by_people, wants, unit);
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
