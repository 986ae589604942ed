// A person's own clock: the candidates of the uniformised clock, milestones of age, dates.
#include <algorithm>

#include "models/places/place.hpp"
#include "models/places/place_settle.hpp"
#include "sim/distributions.hpp"

namespace models {

namespace {

constexpr std::uint32_t person_clock = 0;
constexpr int survey_age = 5;  // the national survey of five-year-olds

bool is_birthday(const Person& person, sim::Day today, int years)
{
  return birthday(person.birth, years) == today;
}

}  // namespace

void Place::ring(std::uint32_t i)
{
  PersonState& state = residents_[i].state;
  const Person& person = people_[i];
  if (state.due() != today_) {
    ++dead_;
    return;
  }
  if (person.death <= today_) return;  // nobody's clock rings again
  ringing_ = i;
  if (state.clock_day == today_) ring_candidate(i, person, state);
  if (state.ask_day == today_) ask_date(i, person, state);
  ringing_ = nobody;
  schedule(i);
}

Place::Ceilings Place::ceilings(const Person& person, Pattern habit, int years) const
{
  const std::size_t band = need_age(years);
  Ceilings up_to;
  up_to.acute = around_.seeking.acute_ceiling(habit, band);
  up_to.loss = up_to.acute + around_.seeking.loss_ceiling(band);
  up_to.begin = up_to.loss + (habit == Pattern::none ? around_.seeking.begin_rate(years) : 0);
  const double most_onset = around_.most_onset.empty() ? 1 : around_.most_onset[index_];
  up_to.oral = up_to.begin + around_.oral.ceiling(person, band, most_onset);
  return up_to;
}

void Place::plan_clock(const Person& person, PersonState& state, sim::Day today, double u) const
{
  const int years = age_years(person, std::max<sim::Day>(today, person.birth));
  const double rate = ceilings(person, pattern(person, state, need_age(years)), years).oral;
  constexpr double longest_gap = 1e5;  // days: past any life
  const sim::Day next =
      today + 1 + static_cast<sim::Day>(std::min(sim::exponential(u, days_per_year / rate), longest_gap));
  // a candidate past the next milestone is not one: rates change there, and the clock has no memory
  state.clock_day = static_cast<std::uint16_t>(std::min(next, next_milestone(person.birth, today)));
}

bool Place::is_varnished(std::uint32_t i) const
{
  const PersonHistory& history = residents_[i].history;
  return OralHealth::protects(history.varnish_months(), today_ - history.last_completed);
}

OnsetLever Place::onset_lever(std::uint32_t i) const
{
  OnsetLever lever;
  for (const Pathway* pathway : acting_) pathway->act_on_onset(*this, first_ + i, lever);
  return lever;
}

sim::Draws Place::clock_draws(std::uint32_t i, std::uint16_t candidate) const
{
  return around_.streams.draw(first_ + i, sim::Why{"clock"}, candidate);
}

void Place::ring_candidate(std::uint32_t i, const Person& person, PersonState& state)
{
  const int years = age_years(person, today_);
  const sim::Draws draws = clock_draws(i, ++state.candidate);
  if (next_milestone(person.birth, today_ - 1) == today_)
    milestone(i, person, state);
  else
    weigh_candidate(i, person, state, years, draws);
  plan_clock(person, state, today_, draws.uniform(0));
}

/// Which of the competing reasons the candidate is for, and whether the present state accepts it.
void Place::weigh_candidate(std::uint32_t i, const Person& person, PersonState& state, int years,
                            const sim::Draws& draws)
{
  const std::size_t band = need_age(years);
  const CareSeeking& seeking = around_.seeking;
  const Pattern habit = pattern(person, state, band);
  const Ceilings up_to = ceilings(person, habit, years);
  const double x = draws.uniform(1) * up_to.oral;
  if (x < up_to.acute) {
    if (x < seeking.acute_rate(habit, band, state.oral, state.has_practice()) &&
        (state.has(PersonState::urgent_live) || days_put_off(i, Asking::urgent) == 0))
      ask_urgent(i);
  } else if (x < up_to.loss) {
    if (x - up_to.acute >= seeking.loss_rate(band, state.has_practice())) return;
    state.practice = no_practice;
    // who is being cared for plans when that ends; a held booking keeps its due date
    if (!state.has(PersonState::routine_live)) plan_next_ask(i, draws.uniform(2));
  } else if (x < up_to.begin) {
    if (state.has(PersonState::begun)) return;
    state.set(PersonState::begun);
    state.ask_day = static_cast<std::uint16_t>(today_);  // the first contact
  } else {
    const sim::Day seen = std::max(residents_[i].history.last_seen_any, person.birth);
    const bool neglected = today_ - seen > around_.oral.neglect_days();
    const OralStep step =
        around_.oral.step(person, state.oral, band, neglected, is_varnished(i), onset_lever(i));
    if (x - up_to.begin < step.rate) state.oral = step.to;
  }
}

void Place::milestone(std::uint32_t i, const Person& person, PersonState& state)
{
  const Measures& m = around_.measures;
  const auto dep = static_cast<std::size_t>(person.deprivation() - 1);
  constexpr std::array<int, first_visit_ages> counted{1, 2, 5};
  for (std::size_t k = 0; k < first_visit_ages; ++k) {
    if (!is_birthday(person, today_, counted[k])) continue;
    tallies_.add(m.reached_age, dep * first_visit_ages + k);
    if (state.last_seen != 0) tallies_.add(m.first_visit_by, dep * first_visit_ages + k);
  }
  if (is_birthday(person, today_, survey_age)) {
    const bool decay = OralHealth::has_decay_experience(state.oral);
    tallies_.add(m.reached_five, dep);
    if (decay) tallies_.add(m.decay_at_five, dep);
  }
  if (is_birthday(person, today_, adult_age)) {
    state.oral = OralHealth::grown_up(state.oral);
    state.set(PersonState::begun);
  }
  // habits change with age: who has no date yet may now have one
  if (state.ask_day == 0 && !state.has(PersonState::routine_live))
    plan_next_ask(i,
                  around_.streams.draw(first_ + i, sim::Why{"milestone"}, static_cast<std::uint32_t>(today_))
                      .uniform(0));
}

Pattern Place::pattern(const Person& person, const PersonState& state, std::size_t age_band) const
{
  return state.has(PersonState::begun) ? around_.seeking.pattern(person, age_band) : Pattern::none;
}

void Place::plan_ask(std::uint32_t i, sim::Day day)
{
  if (people_[i].death <= today_) return;  // the clock has stopped
  PersonState& state = residents_[i].state;
  const std::uint16_t before = state.due();
  state.ask_day = static_cast<std::uint16_t>(
      day == 0 ? 0 : std::clamp<sim::Day>(day, today_ + 1, sim::last_storable_day));
  // exactly one event in the calendar bears the day on which the clock rings next (ring() adds its own)
  if (state.due() != before && i != ringing_) schedule(i);
}

void Place::schedule(std::uint32_t i)
{
  calendar_.add(
      std::min<sim::Day>(residents_[i].state.due(), around_.last + 1),
      {first_ + i, person_clock, sim::no_slot, asking_minute(around_.seeking.settings(), first_ + i)});
}

void Place::plan_next_ask(std::uint32_t i, double u)
{
  const Person& person = people_[i];
  const PersonState& state = residents_[i].state;
  const std::size_t band = need_age(age_years(person, today_));
  const Pattern habit = pattern(person, state, band);
  int wait = around_.seeking.days_to_next_ask(habit, band, state.has_practice(), u);
  if (habit == Pattern::private_care && around_.seeking.attends_private(person))
    wait = around_.seeking.days_to_private_visit(u);
  if (wait > 0)
    plan_ask(i, today_ + wait);
  else
    plan_ask(i, 0);
}

}  // namespace models
