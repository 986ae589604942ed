// A person's own clock: the candidates of the uniformised clock, milestones of age, dates of asking.
#include <algorithm>

#include "models/places/place.hpp"
#include "models/places/place_settle.hpp"
#include "sim/distributions.hpp"

namespace models {

namespace {

constexpr double days_per_month = days_per_year / 12;
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

Place::Ceilings Place::ceilings(const Person& person, Pattern habit, std::size_t band) const
{
  Ceilings up_to;
  up_to.acute = around_.seeking.acute_ceiling(habit, band);
  up_to.loss = up_to.acute + around_.seeking.loss_ceiling(band);
  up_to.begin = up_to.loss + (habit == Pattern::none ? around_.seeking.begin_ceiling(band) : 0);
  up_to.oral = up_to.begin + around_.oral.ceiling(person, band);
  return up_to;
}

void Place::plan_clock(const Person& person, PersonState& state, sim::Day today, double u) const
{
  const std::size_t band = need_age(age_years(person, std::max<sim::Day>(today, person.birth)));
  const double rate = ceilings(person, pattern(person, state, band), band).oral;
  constexpr double longest_gap = 1e5;  // days: past any life
  const sim::Day next =
      today + 1 + static_cast<sim::Day>(std::min(sim::exponential(u, days_per_year / rate), longest_gap));
  // a candidate past the next milestone is not one: rates change there, and the clock has no memory
  state.clock_day = static_cast<std::uint16_t>(std::min(next, next_milestone(person.birth, today)));
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
    weigh_candidate(i, person, state, need_age(years), draws);
  plan_clock(person, state, today_, draws.uniform(0));
}

/// Which of the competing reasons the candidate is for, and whether the present state accepts it.
void Place::weigh_candidate(std::uint32_t i, const Person& person, PersonState& state, std::size_t band,
                            const sim::Draws& draws)
{
  const CareSeeking& seeking = around_.seeking;
  const Pattern habit = pattern(person, state, band);
  const Ceilings up_to = ceilings(person, habit, band);
  const double x = draws.uniform(1) * up_to.oral;
  if (x < up_to.acute) {
    if (x < seeking.acute_rate(habit, band, state.oral, state.has_practice())) ask_urgent(i, person, state);
  } else if (x < up_to.loss) {
    if (x - up_to.acute >= seeking.loss_rate(band, state.has_practice())) return;
    state.practice = no_practice;
    // who is being cared for plans when that ends; a held booking keeps its due date
    if (!state.has(PersonState::routine_live)) plan_next_ask(i, draws.uniform(2));
  } else if (x < up_to.begin) {
    if (x - up_to.loss >= seeking.begin_rate(band, state.has(PersonState::begun))) return;
    state.set(PersonState::begun);
    state.ask_day = static_cast<std::uint16_t>(today_);  // the first contact
  } else {
    const bool neglected = today_ - std::max(state.last_seen, person.birth) > around_.oral.neglect_days();
    const OralStep step = around_.oral.step(person, state.oral, band, neglected);
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
  calendar_.add(std::min<sim::Day>(residents_[i].state.due(), around_.last + 1),
                {first_ + i, person_clock, sim::no_slot, asking_minute(first_ + i)});
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

void Place::ask_date(std::uint32_t i, const Person& person, PersonState& state)
{
  const std::size_t band = need_age(age_years(person, today_));
  const Pattern habit = pattern(person, state, band);
  state.ask_day = 0;
  if (state.has(PersonState::routine_live)) {
    // the due date of a booking made before: from today they wait
    if (state.has(PersonState::held)) {
      state.set(PersonState::held, false);
      count_asked(i, around_.services.routine, stratum(person, asked_on(i, around_.services.routine)));
    }
    return;
  }
  if (habit == Pattern::regular || habit == Pattern::occasional) {
    ask_routine(i, person, state);
  } else if (habit == Pattern::private_care && around_.seeking.attends_private(person)) {
    residents_[i].history.last_seen_any = static_cast<std::uint16_t>(today_);
    set_unmet(i, false);
    const double u =
        around_.streams.draw(first_ + i, sim::Why{"private visit"}, static_cast<std::uint32_t>(today_))
            .uniform(0);
    state.ask_day = static_cast<std::uint16_t>(today_ + around_.seeking.days_to_private_visit(u));
  }
}

bool Place::knows(const PersonState& state) const
{
  if (!state.has_practice() || shown(state.practice).has(PublicState::closed)) return false;
  return today_ - state.last_seen <= around_.seeking.settings().lapse * days_per_month;
}

void Place::ask_routine(std::uint32_t i, const Person& person, PersonState& state)
{
  PersonHistory& history = residents_[i].history;
  const bool known = knows(state);
  if (!known) state.practice = no_practice;
  const sim::Day asked = known ? std::max<sim::Day>(today_, history.recall_due) : today_;
  ++state.asks;
  state.set(PersonState::routine_live);
  history.open_request(false, state.asks);
  state.set(PersonState::held, asked > today_);
  history.routine_asked = static_cast<std::uint16_t>(asked);
  history.last_tried = static_cast<std::uint16_t>(today_);
  if (asked == today_) count_asked(i, around_.services.routine, stratum(person, today_));
  attempt(i, around_.services.routine, state.asks, {}, Reason::no_practice_accepting);
}

void Place::ask_urgent(std::uint32_t i, const Person& person, PersonState& state)
{
  if (state.has(PersonState::urgent_live)) return;
  PersonHistory& history = residents_[i].history;
  if (!knows(state) && !state.has(PersonState::routine_live)) state.practice = no_practice;
  ++state.asks;
  state.set(PersonState::urgent_live);
  history.open_request(true, state.asks);
  history.urgent_asked = static_cast<std::uint16_t>(today_);
  history.last_tried = static_cast<std::uint16_t>(today_);
  count_asked(i, around_.services.urgent, stratum(person, today_));
  attempt(i, around_.services.urgent, state.asks, {}, Reason::other_care);
}

/// Asks practice after practice until one takes the person, a letter has to be waited for, or all have refused.
/// Position 0 is the usual practice, where there is one; then the choices of the area in order of preference.
void Place::attempt(std::uint32_t i, std::uint8_t service, std::uint16_t ordinal, Tries tries, Reason last)
{
  const PersonState& state = residents_[i].state;
  const Person& person = people_[i];
  const bool urgent = service == around_.services.urgent;
  if (urgent) last = Reason::other_care;  // also after a reply that names another reason
  const sim::Day asked = asked_on(i, service);
  Request request{.person = first_ + i,
                  .practice = no_practice,
                  .asked = asked,
                  .ordinal = ordinal,
                  .service = service,
                  .stratum = static_cast<std::uint8_t>(stratum(person, asked)),
                  .tries = 0,
                  .oral = static_cast<std::uint8_t>(state.oral),
                  .manner = static_cast<std::uint8_t>(state.good_visits | state.bad_visits() << 4),
                  .missed = static_cast<std::uint8_t>(state.missed()),
                  .last_completed = residents_[i].history.last_completed,
                  .last_course = residents_[i].history.last_course,
                  .known = false,
                  .guest = false};
  const auto ask = [&](std::uint16_t practice, bool known) {
    request.practice = practice;
    request.known = known;
    request.tries = tries.pack();
    return try_practice(i, request, last);
  };
  if (tries.position++ == 0 && state.has_practice() && knows(state)) {
    if (ask(state.practice, true)) return;
    if (!urgent) {
      give_up(i, request, last);
      return;
    }
  }
  const PlaceInfo& place = around_.geography.places[index_];
  Preference order{around_.geography.choices[place.first_area + person.area], around_.streams, first_ + i,
                   ordinal};
  for (int passed = 1; passed < tries.position; ++passed) order.next();  // by this request, before
  const FrontDoorSettings& door = around_.front_door;
  const int most = urgent ? door.urgent_attempts : door.routine_attempts;
  const bool child = age_years(person, today_) < adult_age;
  for (; tries.position <= static_cast<int>(choices_per_area) && tries.attempts < most;) {
    const std::uint16_t practice = order.next();
    ++tries.position;
    if (practice == no_practice || practice == state.practice) continue;
    const PublicState& face = shown(practice);
    if (face.has(PublicState::closed)) continue;
    if (!urgent && !face.has(child ? PublicState::children : PublicState::adults) &&
        around_.streams.draw(first_ + i, sim::Why{"unlisted"}, ordinal, practice).uniform(0) >= door.unlisted)
      continue;
    ++tries.attempts;
    if (ask(practice, false)) return;
  }
  give_up(i, request, last);
}

/// True where the person was taken or an answer has to be waited for.
bool Place::try_practice(std::uint32_t i, const Request& request, Reason& last)
{
  PersonState& state = residents_[i].state;
  const std::uint16_t at = around_.geography.practices[request.practice].place;
  if (at != index_) {
    send(at, {.person = request.person,
              .minute = calendar_.now(),
              .practice = request.practice,
              .day = static_cast<std::uint16_t>(request.asked),
              .ordinal = request.ordinal,
              .kind = LetterKind::ask,
              .service = request.service,
              .stratum = request.stratum,
              .tries = request.tries,
              .oral = request.oral,
              .manner = request.manner,
              .missed = request.missed,
              .flags = static_cast<std::uint8_t>(request.last_course | (request.known ? known_bit : 0)),
              .last_completed = request.last_completed});
    state.set(PersonState::last_try_failed, false);
    if (state.has(PersonState::held) && request.service == around_.services.routine)
      plan_ask(i, request.asked);
    return true;
  }
  const Answer answer = host_[request.service]->receive(*this, request);
  if (answer == Answer::refused || answer == Answer::too_late) {
    if (request.service == around_.services.routine)
      last = answer == Answer::refused ? Reason::refused : Reason::wait_too_long;
    return false;
  }
  state.set(PersonState::last_try_failed, false);
  if (state.has(PersonState::held) && request.service == around_.services.routine && answer == Answer::taken)
    plan_ask(i, request.asked);
  return true;
}

void Place::give_up(std::uint32_t i, const Request& request, Reason reason)
{
  left(i, {.person = request.person,
           .minute = calendar_.now(),
           .ordinal = request.ordinal,
           .kind = LetterKind::left,
           .service = request.service,
           .stratum = request.stratum,
           .missed = static_cast<std::uint8_t>(reason)});
}

}  // namespace models
