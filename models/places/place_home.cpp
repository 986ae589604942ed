// What hosts tell a person's home: begun, ended without care, completed. And what that does to the person.
#include <algorithm>
#include <bit>

#include "models/places/place.hpp"
#include "models/places/place_settle.hpp"
#include "models/places/site_care.hpp"

namespace models {

namespace {

constexpr int two_years = 730;  // adults count as seen for 24 months

}  // namespace

bool Place::answers_live_request(std::uint32_t i, const Letter& letter) const
{
  if (is_further(letter.service)) {
    const OpenRequest* request = open_.find(i, letter.service);
    return request != nullptr && request->ordinal == letter.ordinal;
  }
  const bool urgent = letter.service == around_.services.urgent;
  return residents_[i].state.has(urgent ? PersonState::urgent_live : PersonState::routine_live) &&
         residents_[i].history.is_last_request(urgent, letter.ordinal);
}

sim::Day Place::asked_on(std::uint32_t i, std::uint8_t service) const
{
  if (is_further(service)) return open_.find(i, service)->asked;
  return service == around_.services.urgent ? residents_[i].history.urgent_asked
                                            : residents_[i].history.routine_asked;
}

/// Those of the day on which the wait starts: who grows up or moves meanwhile leaves the queue as they joined it.
unsigned Place::groups_asking(std::uint32_t i, std::uint8_t service) const
{
  return around_.population.groups_on(first_ + i, asked_on(i, service));
}

void Place::count_asked(std::uint32_t i, std::uint8_t service, int at)
{
  tallies_.add(around_.measures.asked, service * strata + static_cast<std::size_t>(at));
  ++waiting_[service * strata + static_cast<std::size_t>(at)];
  for (unsigned groups = groups_asking(i, service); groups != 0; groups &= groups - 1) {
    const auto g = static_cast<std::size_t>(std::countr_zero(groups));
    tallies_.add(around_.measures.group_asked, g);
    ++group_waiting_[g];
  }
}

void Place::count_away(std::uint32_t i, std::uint8_t service, int at)
{
  --waiting_[service * strata + static_cast<std::size_t>(at)];
  for (unsigned groups = groups_asking(i, service); groups != 0; groups &= groups - 1)
    --group_waiting_[static_cast<std::size_t>(std::countr_zero(groups))];
}

void Place::set_unmet(std::uint32_t i, bool unmet)
{
  PersonState& state = residents_[i].state;
  if (state.has(PersonState::unmet) == unmet) return;
  state.set(PersonState::unmet, unmet);
  if (unmet) {
    residents_[i].history.unmet_since = static_cast<std::uint16_t>(today_);
  } else {
    const sim::Day from = std::max<sim::Day>(residents_[i].history.unmet_since, month_began_);
    tallies_.add(around_.measures.unmet_days, static_cast<std::size_t>(stratum(people_[i], today_)),
                 static_cast<std::uint32_t>(std::max<sim::Day>(today_ - from, 0)));
  }
}

void Place::started(std::uint32_t i, const Letter& letter)
{
  if (is_further(letter.service)) return further_started(i, letter);
  const Measures& m = around_.measures;
  PersonState& state = residents_[i].state;
  const bool routine = letter.service == around_.services.routine;
  const auto visit = sim::day_of(letter.minute);
  const int at = letter.stratum;
  if (routine && state.has(PersonState::held)) {
    // seen before the due date came: asked and begun on the same day
    state.set(PersonState::held, false);
    count_asked(i, letter.service, at);
    plan_ask(i, 0);
  }
  const int waited = std::max<int>(visit - letter.day, 0);
  count_begun(i, letter, waited);
  for (const auto& pathway : pathways_) pathway->begun(*this, first_ + i, letter.service, waited);
  if (letter.service == around_.services.urgent) {
    const auto minutes = static_cast<int>(
        letter.minute - sim::minute_of(letter.day, asking_minute(around_.seeking.settings(), first_ + i)));
    for (const std::size_t group : wait_groups_of(at))
      tallies_.add(m.urgent_hours, group * hour_bins + hour_bin((std::max(minutes, 0) + 59) / 60));
  }
  if (state.last_seen == 0 || visit - state.last_seen > two_years)
    for (unsigned groups = groups_asking(i, letter.service); groups != 0; groups &= groups - 1)
      tallies_.add(m.group_newly_seen, static_cast<std::size_t>(std::countr_zero(groups)));
  state.set(routine ? PersonState::in_course : PersonState::in_urgent_course);
  state.last_seen = static_cast<std::uint16_t>(visit);
  residents_[i].history.last_seen_any = static_cast<std::uint16_t>(visit);
  set_unmet(i, false);
}

void Place::left(std::uint32_t i, const Letter& letter)
{
  if (is_further(letter.service)) return further_left(i, letter);
  const Measures& m = around_.measures;
  PersonState& state = residents_[i].state;
  const auto reason = static_cast<Reason>(letter.missed);
  const bool routine = letter.service == around_.services.routine;
  const int at = letter.stratum;
  if (routine && state.has(PersonState::held)) {
    state.set(PersonState::held, false);
    count_asked(i, letter.service, at);
  }
  tallies_.add(m.left, letter.service * strata + static_cast<std::size_t>(at));
  tallies_.add(m.left_by_reason, letter.service * reasons + static_cast<std::size_t>(reason));
  count_away(i, letter.service, at);
  state.set(routine ? PersonState::routine_live : PersonState::urgent_live, false);
  for (const auto& pathway : pathways_) pathway->ended(*this, first_ + i, letter.service, reason);
  if (reason == Reason::died) return;
  // who did not come had found an appointment; what it was for is not met all the same
  if (reason != Reason::missed && reason != Reason::discharged) state.set(PersonState::last_try_failed);
  set_unmet(i, true);
  if (reason == Reason::missed)
    state.bad_and_missed = static_cast<std::uint8_t>(state.bad_and_missed + (state.missed() < 15 ? 16 : 0));
  if (reason == Reason::discharged || reason == Reason::practice_closed) state.practice = no_practice;
  const sim::Draws draws = around_.streams.draw(first_ + i, sim::Why{"after failure"}, letter.ordinal);
  after_failure(i, routine ? Asking::routine : Asking::urgent, draws.uniform(0));
  if (routine) plan_next_ask(i, draws.uniform(1));
}

void Place::ask_urgent_again(std::uint32_t person, std::uint16_t first)
{
  const std::uint32_t i = person - first_;
  if (people_[i].death > today_) ask_urgent(i, {first});
}

/// Relieved of pain, somebody without a practice is taken on for definitive care where the pain was relieved. Discharged
/// by a clinic, they ask the practice that referred them (none: any).
void Place::begin_follow_up(std::uint32_t i, std::uint16_t practice)
{
  PersonState& state = residents_[i].state;
  if (state.has(PersonState::routine_live) || knows(state)) return;
  state.practice = practice;
  ask_routine(i);
}

void Place::expect_due_date(std::uint32_t person)
{
  const std::uint32_t i = person - first_;
  if (!residents_[i].state.has(PersonState::held)) return;
  const sim::Day asked = residents_[i].history.routine_asked;
  if (asked > today_) {
    plan_ask(i, asked);
    return;
  }
  residents_[i].state.set(PersonState::held, false);
  count_asked(i, around_.services.routine, stratum(people_[i], asked));
}

/// Nothing, private, A&E, GP: a private visit meets the need; the others leave it as it is.
void Place::after_failure(std::uint32_t i, Asking asked_for, double u)
{
  const auto& share = around_.seeking.settings().after_failure;
  const double x = u * (share[0] + share[1] + share[2] + share[3]) - share[0];
  if (x >= 0 && x < share[1]) visit_privately(i, asked_for);
}

void Place::completed(std::uint32_t i, const Letter& letter)
{
  if (is_further(letter.service)) return further_completed(i, letter);
  for (const auto& pathway : pathways_)
    pathway->completed(*this, first_ + i, letter.service, (letter.flags & course_complete_bit) != 0);
  PersonState& state = residents_[i].state;
  const bool routine = letter.service == around_.services.routine;
  state.set(routine ? PersonState::routine_live | PersonState::in_course
                    : PersonState::urgent_live | PersonState::in_urgent_course,
            false);
  if ((letter.oral & CourseEnd::treated_bit) != 0) state.oral = OralHealth::treated(state.oral);
  if ((letter.oral & CourseEnd::relieved_bit) != 0) state.oral = OralHealth::relieved(state.oral);
  state.good_visits = static_cast<std::uint8_t>(letter.manner & 15);
  state.bad_and_missed = static_cast<std::uint8_t>(letter.manner >> 4);  // what was missed is forgiven
  PersonHistory& history = residents_[i].history;
  const auto ended = static_cast<std::uint16_t>(sim::day_of(letter.minute));
  const int varnish =
      around_.oral.varnish_months_after((letter.oral & CourseEnd::varnished_bit) != 0,
                                        history.varnish_months(), ended - history.last_completed);
  history.last_completed = ended;
  history.last_course = static_cast<std::uint8_t>(letter.flags | varnish << 4);
  if (!routine) {
    if ((letter.oral & CourseEnd::linked_bit) != 0) begin_follow_up(i, letter.practice);
    return;
  }
  if ((letter.oral & CourseEnd::linked_bit) != 0) state.practice = letter.practice;
  residents_[i].history.recall_due = letter.day;
  const Person& person = people_[i];
  const std::size_t band = need_age(age_years(person, today_));
  if (pattern(person, state, band) == Pattern::regular && letter.day != 0 && state.has_practice())
    plan_ask(i, letter.day - static_cast<sim::Day>(around_.seeking.settings().lead));
  else
    plan_next_ask(i, around_.streams.draw(first_ + i, sim::Why{"after course"}, letter.ordinal).uniform(0));
}

}  // namespace models
