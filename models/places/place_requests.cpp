// Requests of residents for further services (community, hospital, specialist care): opened by a referral, ended
// by what hosts tell.
#include <algorithm>
#include <bit>

#include "models/places/place.hpp"

namespace models {

bool Place::is_further(std::uint8_t service) const
{
  return service != around_.services.routine && service != around_.services.urgent;
}

std::uint8_t Place::service(std::string_view name) const
{
  const auto at = std::find(around_.service_names.begin(), around_.service_names.end(), name);
  REQUIRED(at != around_.service_names.end(), "a service is named by its pathway's kind");
  return static_cast<std::uint8_t>(at - around_.service_names.begin());
}

int Place::assessed(const Assessment& assessment)
{
  int minutes = 0;
  for (const auto& pathway : pathways_) minutes += pathway->assessed(*this, assessment);
  return minutes;
}

void Place::tell_contract(const ContractNews& news)
{
  for (const auto& pathway : pathways_) pathway->contract_news(*this, news);
}

void Place::tell_deed(const PracticeDeed& deed)
{
  for (const auto& pathway : pathways_) pathway->practice_did(*this, deed);
}

bool Place::tell_offer(const OfferNews& news)
{
  bool has_money = true;
  for (const auto& pathway : pathways_) has_money = pathway->under_offer(*this, news) && has_money;
  return has_money;
}

void Place::refer(const Referral& referral)
{
  tell({.person = referral.person,
        .minute = calendar_.now(),
        .practice = referral.from,
        .day = static_cast<std::uint16_t>(referral.asked == 0 ? today_ : referral.asked),
        .kind = LetterKind::referred,
        .service = referral.service,
        .flags = referral.flags});
}

/// The patient's home asks the Office in their name.
void Place::open_request(const Letter& letter)
{
  const std::uint32_t i = letter.person - first_;
  const Person& person = people_[i];
  if (person.death <= today_ || person.entry > today_) return;
  if (open_.find(i, letter.service) != nullptr) return;  // is on the way already
  const int at = stratum(person, std::max<sim::Day>(letter.day, person.birth));
  open_.open({i, letter.day, letter.day, letter.service, static_cast<std::uint8_t>(at), false});
  count_asked(i, letter.service, at);
  Letter ask = letter;
  ask.kind = LetterKind::ask;
  ask.ordinal = letter.day;
  ask.stratum = static_cast<std::uint8_t>(at);
  ask.oral = static_cast<std::uint8_t>(residents_[i].state.oral);
  // who stood on a list before the first day keeps their place in it
  if ((letter.flags & Referral::listed) != 0) ask.minute = sim::minute_of(letter.day, 0);
  send(office(), ask);
}

void Place::count_begun(std::uint32_t i, const Letter& letter, int waited)
{
  const Measures& m = around_.measures;
  const auto at = static_cast<int>(letter.stratum);
  const std::size_t cell = letter.service * strata + static_cast<std::size_t>(at);
  tallies_.add(m.started, cell);
  tallies_.add_sum(m.wait_days_sum, cell, waited);
  count_away(i, letter.service, at);
  for (const std::size_t group : wait_groups_of(at))
    tallies_.add(m.completed, (letter.service * wait_groups + group) * wait_bins + wait_bin(waited));
  for (unsigned groups = groups_asking(i, letter.service); groups != 0; groups &= groups - 1)
    tallies_.add(m.group_started, static_cast<std::size_t>(std::countr_zero(groups)));
}

void Place::further_started(std::uint32_t i, const Letter& letter)
{
  open_.find(i, letter.service)->begun = true;
  count_begun(i, letter, std::max<int>(sim::day_of(letter.minute) - letter.day, 0));
}

/// Neither being seen elsewhere nor being turned away changes how the person stands to general practice.
void Place::further_left(std::uint32_t i, const Letter& letter)
{
  const Measures& m = around_.measures;
  const auto reason = static_cast<Reason>(letter.missed);
  tallies_.add(m.left, letter.service * strata + std::size_t{letter.stratum});
  tallies_.add(m.left_by_reason, letter.service * reasons + static_cast<std::size_t>(reason));
  count_away(i, letter.service, letter.stratum);
  open_.close(i, letter.service);
  for (const auto& pathway : pathways_) pathway->ended(*this, first_ + i, letter.service, reason);
}

void Place::further_completed(std::uint32_t i, const Letter& letter)
{
  PersonState& state = residents_[i].state;
  if ((letter.oral & CourseEnd::treated_bit) != 0) state.oral = OralHealth::treated(state.oral);
  if ((letter.oral & CourseEnd::relieved_bit) != 0) state.oral = OralHealth::relieved(state.oral);
  constexpr int most_visits = 15;
  state.good_visits =
      static_cast<std::uint8_t>(std::min(state.good_visits + (letter.manner & most_visits), most_visits));
  if ((letter.oral & CourseEnd::varnished_bit) != 0) {
    PersonHistory& history = residents_[i].history;
    const int months = around_.oral.varnish_months_today(today_ - history.last_completed);
    history.last_course = static_cast<std::uint8_t>(history.course() | months << 4);
  }
  open_.close(i, letter.service);
  if ((letter.oral & CourseEnd::linked_bit) != 0 && people_[i].death > today_)
    begin_follow_up(i, letter.practice);
}

void Place::pay_other(Payer payer, Line line, sim::Day day, Pence amount)
{
  ledger_.pay(payer, line, around_.geography.places[index_].practices, day, amount);
}

}  // namespace models
