// Asking: what a date brings, who comes along, and which practices are asked.
#include <algorithm>

#include "models/places/place.hpp"
#include "models/places/request_letter.hpp"

namespace models {

namespace {

constexpr double days_per_month = days_per_year / 12;

}  // namespace

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
  const bool asks = habit == Pattern::regular || habit == Pattern::occasional;
  const bool is_private = habit == Pattern::private_care && around_.seeking.attends_private(person);
  if (asks || is_private)
    if (const int days = days_put_off(i, asks ? Asking::routine : Asking::private_visit); days > 0) {
      plan_ask(i, today_ + days);
      return;
    }
  if (asks) {
    const int years = age_years(person, today_);
    const bool child = years < adult_age;
    const int temper = child ? 0 : around_.population.cooperation_at(person, years);
    if (const double off = around_.seeking.chance_of_putting_off(temper, child, state); off > 0) {
      const sim::Draws draws =
          around_.streams.draw(first_ + i, sim::Why{"putting off"}, static_cast<std::uint32_t>(today_));
      if (draws.uniform(0) < off) {
        plan_next_ask(i, draws.uniform(1));
        return;
      }
    }
    if (is_held_back(i)) {
      const double u =
          around_.streams.draw(first_ + i, sim::Why{"held back"}, static_cast<std::uint32_t>(today_))
              .uniform(0);
      plan_next_ask(i, u);
      return;
    }
    const std::uint16_t asked = ask_routine(i);
    if (child) bring_siblings(i, asked);
  } else if (is_private) {
    visit_privately(i, Asking::private_visit);
    const double u =
        around_.streams.draw(first_ + i, sim::Why{"private visit"}, static_cast<std::uint32_t>(today_))
            .uniform(0);
    state.ask_day = static_cast<std::uint16_t>(today_ + around_.seeking.days_to_private_visit(u));
  }
}

/// Private dentists treat as NHS practices treat their regular patients; whoever went in pain is relieved of it.
void Place::visit_privately(std::uint32_t i, Asking reason)
{
  PersonState& state = residents_[i].state;
  residents_[i].history.last_seen_any = static_cast<std::uint16_t>(today_);
  set_unmet(i, false);
  if (reason == Asking::urgent) state.oral = OralHealth::relieved(state.oral);
  if (!OralHealth::is_diseased(state.oral)) return;
  const bool child = age_years(people_[i], today_) < adult_age;
  const Need need{child ? AgeClass::child : AgeClass::adult, Attendance::regular, severity_of(state.oral),
                  false};
  const sim::Draws draws =
      around_.streams.draw(first_ + i, sim::Why{"private course"}, static_cast<std::uint32_t>(today_));
  if (around_.treatment.plan(need, draws).later_visits > 0) state.oral = OralHealth::treated(state.oral);
}

bool Place::is_held_back(std::uint32_t i)
{
  return std::any_of(acting_.begin(), acting_.end(),
                     [&](Pathway* pathway) { return pathway->holds_back(*this, first_ + i); });
}

FirstChannel Place::first_channel(std::uint32_t person) const
{
  FirstChannel first = FirstChannel::usual;
  for (const Pathway* pathway : acting_) first = std::max(first, pathway->first_channel(*this, person));
  return first;
}

bool Place::ask_with_help(std::uint32_t person, std::uint16_t first, Helped whom)
{
  const std::uint32_t i = person - first_;
  PersonState& state = residents_[i].state;
  if (people_[i].death <= today_ || state.has(PersonState::routine_live)) return false;
  if (knows(state)) {
    if (whom != Helped::expected) return false;
    std::uint16_t& due = residents_[i].history.recall_due;
    due = std::min(due, static_cast<std::uint16_t>(today_));
  }
  if (!state.has(PersonState::begun)) {  // rates change, and the clock has no memory
    const std::uint16_t before = state.due();
    state.set(PersonState::begun);
    plan_clock(people_[i], state, today_,
               around_.streams.draw(person, sim::Why{"begun with help"}, static_cast<std::uint32_t>(today_))
                   .uniform(0));
    if (state.due() != before) schedule(i);
  }
  plan_ask(i, 0);
  const std::uint16_t asked = ask_routine(i, {first, whom == Helped::expected});
  if (age_years(people_[i], today_) < adult_age) bring_siblings(i, asked);
  return true;
}

/// The longest that any pathway keeps a resident from asking, in days; 0 = nothing does.
int Place::days_put_off(std::uint32_t i, Asking asking)
{
  int days = 0;
  for (Pathway* pathway : acting_) days = std::max(days, pathway->puts_off(*this, first_ + i, asking));
  return days;
}

bool Place::knows(const PersonState& state) const
{
  if (!state.has_practice() || shown(state.practice).has(PublicState::closed)) return false;
  return today_ - state.last_seen <= around_.seeking.settings().lapse * days_per_month;
}

/// `first`: where a child without a practice asks first. Returns the practice that took the person or has yet to
/// answer.
std::uint16_t Place::ask_routine(std::uint32_t i, FirstAsked first)
{
  PersonState& state = residents_[i].state;
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
  if (asked == today_) count_asked(i, around_.services.routine, stratum(people_[i], today_));
  return attempt(i, around_.services.routine, state.asks, {}, Reason::no_practice_accepting, first);
}

bool Place::comes_along(std::uint32_t sibling) const
{
  const Person& person = people_[sibling];
  const PersonState& state = residents_[sibling].state;
  if (state.ask_day == 0 || state.ask_day - today_ > around_.seeking.settings().siblings_within ||
      state.has(PersonState::routine_live) || !person.alive_on(today_))
    return false;
  const int years = age_years(person, today_);
  if (years >= adult_age) return false;
  const Pattern habit = pattern(person, state, need_age(years));
  return habit == Pattern::regular || habit == Pattern::occasional;
}

/// Whoever brings one child in brings those whose date is near, for the same day and to the same practice where
/// that is possible. Whether a family does so is a trait of its own.
void Place::bring_siblings(std::uint32_t i, std::uint16_t practice)
{
  const auto joins = [this](std::uint32_t j) {
    return j < people_.size() && people_[j].is(Person::with_row_before);
  };
  if (!joins(i) && !joins(i + 1)) return;
  const std::uint32_t head = around_.population.household_of(first_ + i) - first_;
  const std::uint16_t asked = residents_[i].history.routine_asked;
  for (std::uint32_t j = head; j == head || joins(j); ++j) {
    if (j == i || !comes_along(j)) continue;
    if (around_.streams.draw(first_ + head, sim::Why{"siblings come together"}, 0).uniform(0) >=
        around_.seeking.settings().siblings_together)
      return;
    plan_ask(j, 0);
    residents_[j].history.recall_due = std::min(residents_[j].history.recall_due, asked);
    ask_routine(j, {practice});
  }
}

std::optional<Request> Place::open_urgent(std::uint32_t person)
{
  const std::uint32_t i = person - first_;
  PersonState& state = residents_[i].state;
  if (state.has(PersonState::urgent_live)) return std::nullopt;
  PersonHistory& history = residents_[i].history;
  if (!knows(state) && !state.has(PersonState::routine_live)) state.practice = no_practice;
  ++state.asks;
  state.set(PersonState::urgent_live);
  history.open_request(true, state.asks);
  history.urgent_asked = static_cast<std::uint16_t>(today_);
  history.last_tried = static_cast<std::uint16_t>(today_);
  count_asked(i, around_.services.urgent, stratum(people_[i], today_));
  return request_of(i, around_.services.urgent, state.asks);
}

void Place::ask_urgent(std::uint32_t i, FirstAsked first)
{
  if (const auto request = open_urgent(first_ + i))
    attempt(i, request->service, request->ordinal, {}, Reason::other_care, first);
}

/// Asks practice after practice until one takes the person, a letter has to be waited for, or all have refused.
/// Position 0 is the usual practice, where there is one, or `first`; then the choices of the area in order of
/// preference. Whoever refuses may ask a colleague. Returns the practice that took the person or has yet to answer.
std::uint16_t Place::attempt(std::uint32_t i, std::uint8_t service, std::uint16_t ordinal, Tries tries,
                             Reason last, FirstAsked first, TurnedAway turned_away)
{
  const PersonState& state = residents_[i].state;
  const Person& person = people_[i];
  const bool urgent = service == around_.services.urgent;
  if (urgent) last = Reason::other_care;  // also after a reply that names another reason
  Request request = request_of(i, service, ordinal);
  std::uint8_t colleagues = turned_away.colleagues;  // asked for the person so far
  const auto ask_colleague_of = [&](std::uint16_t practice, bool known) {
    request.known = known;
    request.tries = tries.pack();
    return ask_colleagues(i, request, practice, colleagues, last);
  };
  if (const auto taken = ask_colleague_of(turned_away.by, false); taken != no_practice) return taken;
  const auto ask = [&](std::uint16_t practice, bool known) {
    request.practice = practice;
    request.known = known;
    request.tries = tries.pack();
    return try_practice(i, request, last);
  };
  // who took the person: the practice that is asked, or a colleague of it
  const auto ask_or_colleague = [&](std::uint16_t practice, bool known) {
    if (may_take(practice, request, known) && ask(practice, known)) return practice;
    return ask_colleague_of(practice, known);
  };
  const auto elsewhere = [&] {
    Request asked = request;
    asked.colleagues = colleagues;
    return is_taken_elsewhere(asked);
  };
  if (tries.position++ == 0) {
    if (state.has_practice() && knows(state)) {
      if (const auto taken = ask_or_colleague(state.practice, true); taken != no_practice) return taken;
      if (!urgent) {
        give_up(i, request, last);
        return no_practice;
      }
    }
    const bool sent = first.practice != no_practice && first.practice != state.practice;
    if (sent && !around_.sites.is_practice(first.practice)) {
      if (elsewhere()) return no_practice;  // to a pathway's site
    } else if (sent && !shown(first.practice).has(PublicState::closed)) {
      ++tries.attempts;
      request.expected = first.expects;
      if (ask(first.practice, false)) return first.practice;
      request.expected = false;
      if (const auto taken = ask_colleague_of(first.practice, false); taken != no_practice) return taken;
    }
  }
  if (urgent && tries.attempts == 0 && first_channel(first_ + i) == FirstChannel::helpline_at_once &&
      elsewhere())
    return no_practice;
  const PlaceInfo& place = around_.geography.places[index_];
  Preference order{around_.geography.choices[place.first_area + person.area], person.is(Person::has_car),
                   around_.streams, first_ + i, ordinal};
  for (int passed = 1; passed < tries.position; ++passed) order.next();  // by this request, before
  const FrontDoorSettings& door = around_.front_door;
  const int most = urgent ? door.urgent_attempts : door.routine_attempts;
  const bool child = age_years(person, today_) < adult_age;
  for (; tries.position <= static_cast<int>(choices_per_area) && tries.attempts < most;) {
    const std::uint16_t practice = order.next();
    ++tries.position;
    if (practice == no_practice || practice == state.practice || practice == first.practice) continue;
    const PublicState& face = shown(practice);
    if (face.has(PublicState::closed)) continue;
    if (!urgent && !face.has(child ? PublicState::children : PublicState::adults) &&
        around_.streams.draw(first_ + i, sim::Why{"unlisted"}, ordinal, practice).uniform(0) >= door.unlisted)
      continue;
    ++tries.attempts;
    if (const auto taken = ask_or_colleague(practice, false); taken != no_practice) return taken;
  }
  if (elsewhere()) return no_practice;
  give_up(i, request, last);
  return no_practice;
}

bool Place::is_taken_elsewhere(const Request& request)
{
  const bool taken = std::any_of(pathways_.begin(), pathways_.end(), [&](const auto& pathway) {
    return pathway->find_other_care(*this, request);
  });
  if (taken && request.service == around_.services.routine)
    residents_[request.person - first_].state.set(PersonState::last_try_failed, false);
  return taken;
}

/// What somebody in trouble hears at once who rings a practice: whether it has urgent time, and for them.
bool Place::may_take(std::uint16_t practice, const Request& request, bool known) const
{
  if (request.service != around_.services.urgent) return true;
  if (shown(practice).urgent_free == PublicState::no_time) return false;
  return known ||
         around_.streams.draw(request.person, sim::Why{"urgent acceptance"}, request.ordinal, practice)
                 .uniform(0) < around_.front_door.urgent_unknown;
}

/// True where the person was taken or an answer has to be waited for.
bool Place::try_practice(std::uint32_t i, const Request& request, Reason& last)
{
  PersonState& state = residents_[i].state;
  const std::uint16_t at = around_.geography.practices[request.practice].place;
  if (at != index_) {
    send(at, letter_of(request, calendar_.now()));
    state.set(PersonState::last_try_failed, false);
    if (state.has(PersonState::held) && request.service == around_.services.routine)
      plan_ask(i, request.asked);
    return true;
  }
  const Answer answer = host_[request.service]->receive(*this, request);
  if (request.colleagues > 0) network_->answered(*this, request, answer);
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
