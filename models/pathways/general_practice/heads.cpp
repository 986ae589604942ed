#include "models/pathways/general_practice/heads.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "models/pathways/general_practice/general_practice.hpp"
#include "sim/numeric.hpp"

namespace models::general_practice {

namespace {

constexpr double millionths = 1e6, most_factor = 4000;  // as a letter has room for

std::size_t office_of(const Geography& geography, std::uint16_t practice)
{
  return geography.places.size() + geography.places[geography.practices[practice].place].office;
}

}  // namespace

Letter head_notice(HeadNotice what, const Seat& seat, std::uint16_t practice, sim::Minute minute,
                   std::int64_t sum, std::uint32_t heads)
{
  REQUIRED(sum >= 0 && sum <= std::numeric_limits<std::uint32_t>::max(),
           "a month of one practice fits 32 bits");
  REQUIRED(heads <= std::numeric_limits<std::uint16_t>::max(), "the patients of one practice fit 16 bits");
  Letter letter{.person = practice,
                .minute = minute,
                .practice = practice,
                .kind = LetterKind::notice,
                .service = static_cast<std::uint8_t>(what),
                .tries = static_cast<std::uint8_t>(seat.number),
                .last_completed = static_cast<std::uint16_t>(heads)};
  set_activity(letter, static_cast<std::uint32_t>(sum));
  return letter;
}

double first_fee_factor(const ByHeadSettings& settings)
{
  if (!settings.neutral) return 1;
  return static_cast<double>(settings.share.thousandths) / static_cast<double>(thousandths_per_whole);
}

void HeadPayments::read(Office&, const Letter& letter)
{
  Account& account = accounts_[letter.practice];
  const auto sum = static_cast<std::int64_t>(activity(letter));
  if (static_cast<HeadNotice>(letter.service) == HeadNotice::due) {
    account.is_open = true;
    account.due = sum;
  } else {
    account.nominal += sum;
    account.heads += letter.last_completed;
  }
}

void HeadPayments::play(Office& office)
{
  if (accounts_.empty()) return;
  std::erase_if(accounts_, [](const auto& account) { return !account.second.is_open; });
  std::vector<double> nominal;
  nominal.reserve(accounts_.size());
  std::int64_t all_nominal = 0, all_due = 0;
  for (const auto& [practice, account] : accounts_) {
    nominal.push_back(static_cast<double>(account.nominal));
    all_nominal += account.nominal;
    all_due += account.due;
  }
  if (!settings_.neutral) {
    for (const auto& [practice, account] : accounts_) pay(office, practice, account.nominal);
  } else if (all_nominal > 0) {
    const std::vector<std::int64_t> shares = sim::apportion(nominal, all_due);
    std::size_t at = 0;
    for (const auto& [practice, account] : accounts_) pay(office, practice, shares[at++]);
    const double factor = static_cast<double>(all_due) / static_cast<double>(all_nominal);
    for (const std::uint16_t place : office.places())
      office.send(place, head_notice(HeadNotice::scaled, seat_, 0, office.round_begins(),
                                     std::llround(std::min(factor, most_factor) * millionths), 0));
  }
  accounts_.clear();
}

void HeadPayments::pay(Office& office, std::uint16_t practice, std::int64_t amount) const
{
  office.send(office.around().geography.practices[practice].place,
              head_notice(HeadNotice::paid, seat_, practice, office.round_begins(), amount,
                          accounts_.at(practice).heads));
}

void GeneralPractice::tell_due(Place& place, std::uint16_t p, sim::Day day)
{
  const Pence due = head_instalment(practices_[p].contract, month_of_contract_year(day));
  place.send(place.office(),
             head_notice(HeadNotice::due, seat_, site(p), sim::minute_of(day, 0), due.amount, 0));
}

/// The residents alive at the end of the month before, by usual practice.
void GeneralPractice::count_heads(Place& place, sim::Day day)
{
  const Surroundings& around = place.around();
  const int month = month_of_contract_year(day);
  std::array<std::int64_t, head_kinds> fees{};
  for (std::size_t kind = 0; kind < head_kinds; ++kind)
    fees[kind] = instalment(practice_settings_.contract.by_head.fees[kind].amount, month, months_per_year);
  struct Heads {
    std::int64_t pence = 0;
    std::uint32_t count = 0;
  };
  std::vector<Heads> at(around.geography.practices.size());
  const sim::Day counted = std::max(day - 1, around.first);
  std::uint32_t row = around.population.first_person[place.index()];
  for (const Resident& resident : place.residents()) {
    const Person& person = place.person(row++);
    if (!resident.state.has_practice() || !person.alive_on(counted)) continue;
    const AgeClass age = age_years(person, counted) < adult_age ? AgeClass::child : AgeClass::adult;
    Heads& heads = at[resident.state.practice];
    heads.pence += fees[head_kind(age, person.deprivation() == 1)];
    ++heads.count;
  }
  for (std::size_t k = 0; k < at.size(); ++k) {
    if (at[k].count == 0) continue;
    const auto practice = static_cast<std::uint16_t>(k);
    place.send(
        office_of(around.geography, practice),
        head_notice(HeadNotice::listed, seat_, practice, sim::minute_of(day, 0), at[k].pence, at[k].count));
  }
}

void GeneralPractice::read_notice(Place& place, const Letter& letter)
{
  if (static_cast<HeadNotice>(letter.service) == HeadNotice::scaled) {
    fee_factor_ = activity(letter) / millionths;
    return;
  }
  const auto p = static_cast<std::uint16_t>(letter.practice - first_site_);
  place.pay(Payer::icb, capitation_line_, p, place.today(), Pence{activity(letter)});
  place.tallies().add_sum(own_.heads, 0, letter.last_completed);
}

}  // namespace models::general_practice
