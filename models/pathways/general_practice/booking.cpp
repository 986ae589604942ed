// Booking: who is taken, when they are seen, who waits on a list.
#include <algorithm>

#include "models/pathways/general_practice/general_practice.hpp"
#include "sim/distributions.hpp"

namespace models::general_practice {

namespace {

constexpr int longest_lead = 255;

}  // namespace

Answer GeneralPractice::receive(Place& place, const Request& request)
{
  const auto practice = static_cast<std::uint16_t>(request.practice - first_site_);
  if (practices_[practice].contract.is_handed_back) return Answer::refused;
  if (request.service != services_.urgent) {
    const PatientKind kind = kind_of(place.person(request.person), place.today(), !request.known);
    mix_[practice].asked[kind.index()] += 1;
  }
  Episode asked = episode_of(request, practice);
  asked.offer = offered(place, request, practice);
  tell(place, asked, OfferNews::What::asked);
  // who is expected, or sent by a colleague, is taken if there is time
  if (!request.known && !request.expected && request.colleagues == 0 && !accepts(place, request, asked))
    return Answer::refused;
  if (!tell(place, asked, OfferNews::What::accepted)) asked.offer = {};

  const std::uint32_t e = episodes_.take(asked);
  const Answer answer = find_first(place, e, request);
  const bool in_vain = answer == Answer::refused || answer == Answer::too_late;
  tell(place, asked, in_vain ? OfferNews::What::left : OfferNews::What::booked);
  if (in_vain) drop(e);
  return answer;
}

Episode GeneralPractice::episode_of(const Request& request, std::uint16_t practice)
{
  Episode episode;
  episode.person = request.person;
  episode.practice = practice;
  episode.asked = static_cast<std::uint16_t>(request.asked);
  episode.ordinal = request.ordinal;
  episode.service = request.service;
  episode.stratum = request.stratum;
  episode.missed = request.missed;
  episode.oral = request.oral;
  episode.manner = request.manner;
  episode.last_course = request.last_course;
  episode.last_completed = request.last_completed;
  episode.bits = static_cast<std::uint8_t>(Episode::used | (request.guest ? Episode::guest : 0) |
                                           (request.known ? Episode::known : 0));
  return episode;
}

/// A time for a new episode, or a place on the list.
Answer GeneralPractice::find_first(Place& place, std::uint32_t e, const Request& request)
{
  const Episode& episode = episodes_[e];
  const bool urgent = episode.service == services_.urgent;
  const sim::Day today = place.today();
  const int horizon = practice_settings_.books.horizon_days;
  const auto early = static_cast<sim::Day>(place.around().seeking.settings().early);
  const Window window{urgent ? today : std::max(today + 1, request.asked - (request.known ? early : 0)),
                      today + (urgent ? std::min(settings_.booking.urgent_within, horizon) : horizon),
                      urgent          ? Purpose::urgent
                      : request.known ? Purpose::known
                                      : Purpose::fresh};
  const auto found = find(place, episode, window, urgent ? Procedure::urgent_care : Procedure::check_up);
  if (found && accepts_wait(place, episode, found->slot.day - (urgent ? today : request.asked))) {
    book(place, e, *found);
    if (urgent && episode.role != Role::foundation_dentist && !is_in_flexible(episode))
      pay_urgent_fee(place, episode.practice, treatment_.tariff(today).urgent_on_booking);
    if (urgent) show_urgent_time(place, episode.practice);
    return found->slot.day <= request.asked ? Answer::taken_in_time : Answer::taken;
  }
  if (urgent || !request.known) return Answer::too_late;
  if (lists_[episode.practice].size() >= static_cast<std::uint32_t>(settings_.booking.list_most))
    return Answer::refused;
  join_list(place, e);
  return Answer::taken;
}

int GeneralPractice::give_time(Place& place, std::uint16_t practice, Days days, int minutes)
{
  return take_time(place, static_cast<std::uint16_t>(practice - first_site_), Role::dentist, days, minutes);
}

/// The first free time of a role is booked by the practice itself. The minutes found.
int GeneralPractice::take_time(const Place& place, std::uint16_t practice, Role role, Days days, int minutes)
{
  if (minutes <= 0) return 0;
  const int units = std::min((minutes + minutes_per_unit - 1) / minutes_per_unit, max_length);
  const SessionBooks::Book book = practices_[practice].book[static_cast<std::size_t>(role)];
  const bool found =
      books_.take_first(book, days.first, days.last, units, Purpose::known, place.today(), place.minute());
  return found ? units * minutes_per_unit : 0;
}

int GeneralPractice::patience_days(const Place& place, const Episode& episode) const
{
  const double u = place.streams().draw(episode.person, sim::Why{"patience"}, episode.ordinal).uniform(0);
  return (episode.service == services_.urgent ? patience_urgent_ : patience_routine_).at(u);
}

/// Patience is looked at only where it could end: few wait for long.
bool GeneralPractice::accepts_wait(const Place& place, const Episode& episode, int days) const
{
  return days <= 0 || patience_days(place, episode) >= days;
}

int GeneralPractice::units_of_visit(const Place& place, const Episode& episode, const PatientTraits& patient,
                                    Procedure procedure, Role role, double u) const
{
  const int units = treatment_.units(procedure, patient, role, u);
  return nurse_helps(episode.practice, procedure, patient.age, place.today())
             ? std::max(units - nurse_units_, 1)
             : units;
}

/// The earliest time of any role that may do the procedure; of equal days the more appropriate role's.
std::optional<GeneralPractice::Found> GeneralPractice::find_ordinary(const Place& place,
                                                                     const Episode& episode,
                                                                     const Window& window,
                                                                     Procedure procedure, int rest)
{
  const Practice& practice = practices_[episode.practice];
  const PatientTraits patient = traits(place, episode);
  const double u =
      place.streams().draw(episode.person, sim::Why{"length"}, episode.ordinal, episode.step).uniform(0);
  const RoleOrder& order = roles_for(episode.practice, procedure, place.today());
  std::optional<Found> best;
  for (const Role role : order.list()) {
    const int of_visit = units_of_visit(place, episode, patient, procedure, role, u);
    const int units = std::min(of_visit + rest, max_length);
    const sim::Day last = best ? best->slot.day - 1 : window.last;
    if (last < window.from) break;
    const auto first_for = [&](Purpose purpose) {
      return books_.find(practice.book[static_cast<std::size_t>(role)], window.from, last, units, purpose,
                         place.today(), place.minute());
    };
    auto slot = first_for(window.purpose);
    if (role == Role::dentist && patient.age == AgeClass::child && keeps_for_children()) {
      // of equal days the children's own, which leaves the other to all
      const auto own = first_for(Purpose::child);
      if (own && (!slot || own->day <= slot->day)) slot = own;
    }
    if (slot) best = Found{*slot, role, units, units - of_visit};
  }
  return best;
}

void GeneralPractice::book(Place& place, std::uint32_t e, const Found& found)
{
  Episode& episode = episodes_[e];
  const Practice& practice = practices_[episode.practice];
  books_.take(practice.book[static_cast<std::size_t>(found.role)], found.slot, found.units);
  episode.day = static_cast<std::uint16_t>(found.slot.day);
  episode.session = found.slot.session;
  episode.unit = found.slot.unit;
  episode.length = static_cast<std::uint8_t>(found.units);
  episode.rest = static_cast<std::uint8_t>(found.rest);
  episode.offer.set(OfferMark::long_slot, found.is_long);
  episode.role = found.role;
  const int lead = found.slot.day - place.today();
  episode.lead = static_cast<std::uint8_t>(std::min(lead, longest_lead));
  ++episode.step;
  const sim::Draws draws =
      place.streams().draw(episode.person, sim::Why{"cancelling"}, episode.ordinal, episode.step);
  const AttendanceSettings& attendance = settings_.attendance;
  const bool urgent = episode.service == services_.urgent;
  const double u = urgent ? 1 : draws.uniform(0);
  // two ranges of u: who would cancel early has no time to where the visit is at most a day ahead, and comes
  const bool early = lead > 1 && u < attendance.cancels_early;
  const bool late = u >= attendance.cancels_early && u < attendance.cancels_early + attendance.cancels_late;
  episode.set(Episode::cancelling, early || late);
  constexpr sim::Minute opens = 9 * 60;  // telephones are answered from 09:00
  if (early)
    plan(place, e, place.today() + 1 + static_cast<sim::Day>(draws.uniform(1) * (lead - 1)),
         opens + draws.lane[2] % 60, cancellation);
  else if (late)
    plan(place, e, found.slot.day, opens - 1, cancellation);
  else
    plan(place, e, found.slot.day, minute_of_day(found.slot), appointment);
}

/// The next event of an episode: what is planned, or the patient's death where that comes first.
void GeneralPractice::plan(Place& place, std::uint32_t e, sim::Day day, sim::Minute minute, Handler handler)
{
  Episode& episode = episodes_[e];
  if (const sim::Day death = place.person(episode.person).death; death <= day) {
    day = std::max(death, place.today());
    minute = 0;
    handler = passing;
  }
  if (day == place.today() && minute <= place.minute()) minute = place.minute() + 1;
  episode.due = sim::minute_of(day, minute);
  place.calendar().add(day, {episode.person, seat_.first_handler + handler, e, minute});
}

void GeneralPractice::release(Place& place, const Episode& episode)
{
  books_.release(practices_[episode.practice].book[static_cast<std::size_t>(episode.role)],
                 {episode.day, episode.session, episode.unit}, episode.length, place.today());
}

/// The class of a patient on the list by the table of priorities.
std::size_t GeneralPractice::list_class(const Place& place, const Episode& episode, bool long_waiter) const
{
  const QueueOrder& order = place.around().priority.of(QueueName::practice_list);
  const Claimant who = claimant(place.around().population, episode.person, place.today(),
                                static_cast<OralState>(episode.oral), 0, episode.has(Episode::started));
  return long_waiter ? order.class_when_long(who) : order.class_of(who);
}

void GeneralPractice::join_list(Place& place, std::uint32_t e)
{
  Episode& episode = episodes_[e];
  const std::size_t joined = list_class(place, episode, false);
  episode.set(Episode::waiting);
  episode.day = 0;
  lists_[episode.practice].join(episodes_, e, joined);
  if (episode.has(Episode::started)) {
    episode.due = 0;  // nobody gives up within a course
    if (const sim::Day death = place.person(episode.person).death; death <= place.around().last)
      plan(place, e, death, 0, passing);
    return;
  }
  const auto until = episode.asked + patience_days(place, episode);
  const bool rises = list_class(place, episode, true) < joined;
  const sim::Day rise = episode.asked + place.around().priority.of(QueueName::practice_list).long_wait;
  constexpr sim::Minute noon = 12 * 60;
  plan(place, e, std::max(place.today() + 1, rises ? std::min(until, rise) : until), noon, patience);
}

/// A limit nears: first the place in the list rises, then patience ends.
void GeneralPractice::lose_patience(Place& place, std::uint32_t e)
{
  Episode& episode = episodes_[e];
  const auto until = episode.asked + patience_days(place, episode);
  if (place.today() >= until) {
    lists_[episode.practice].leave(episodes_, e);
    episode.set(Episode::waiting, false);
    leave(place, e, Reason::gave_up);
    return;
  }
  lists_[episode.practice].promote(episodes_, e, list_class(place, episode, true));
  constexpr sim::Minute noon = 12 * 60;
  plan(place, e, until, noon, patience);
}

/// The last day that a patient takes: of the books, and before the course has begun of patience counted from a day.
sim::Day GeneralPractice::latest_day(const Place& place, const Episode& episode, sim::Day from) const
{
  const sim::Day horizon = place.today() + practice_settings_.books.horizon_days;
  if (episode.has(Episode::started)) return horizon;
  return std::min(horizon, from + patience_days(place, episode));
}

/// Whoever dies leaves at once: an appointment becomes free, a place on the list too.
void GeneralPractice::pass_away(Place& place, std::uint32_t e)
{
  Episode& episode = episodes_[e];
  if (episode.has(Episode::waiting))
    lists_[episode.practice].leave(episodes_, e);
  else
    release(place, episode);
  leave(place, e, Reason::died);
}

/// Freed time goes to the list: to the first few who fit, and at a fair turn to the longest waiter before them.
void GeneralPractice::offer_freed_time(Place& place, std::uint16_t practice)
{
  WaitingList& list = lists_[practice];
  if (list.empty()) return;
  int offers = settings_.booking.offers;
  if (place.around().priority.of(QueueName::practice_list).is_fair(list.turn++)) {
    offer(place, longest_waiter(place, practice));
    --offers;
  }
  for (auto at = list.first(); at && offers > 0; --offers) {
    const std::uint32_t e = *at;
    at = list.after(episodes_, e);
    if (offer(place, e) == Offered::no_time) return;
  }
}

/// Of those who stand first in their class.
std::uint32_t GeneralPractice::longest_waiter(const Place& place, std::uint16_t practice) const
{
  const WaitingList& list = lists_[practice];
  const auto waited = [&](std::size_t k) {
    const auto head = list.first(k);
    return head ? std::max<sim::Day>(place.today() - episodes_[*head].asked, 0) : -1;
  };
  const std::size_t k =
      place.around().priority.of(QueueName::practice_list).next_class(waited, list.turn - 1);
  return *list.first(k);
}

GeneralPractice::Offered GeneralPractice::offer(Place& place, std::uint32_t e)
{
  Episode& episode = episodes_[e];
  const Window window{std::max<sim::Day>(place.today() + 1, episode.asked),
                      latest_day(place, episode, episode.asked), Purpose::known};
  const auto found = find(place, episode, window, next_procedure(place, episode));
  // within a course any day would do: if there is none, nobody finds one
  if (!found) return episode.has(Episode::started) ? Offered::no_time : Offered::does_not_fit;
  lists_[episode.practice].leave(episodes_, e);
  episode.set(Episode::waiting, false);
  book(place, e, *found);
  return Offered::taken;
}

/// After a cancelled or missed appointment; false where no date is wanted or found.
bool GeneralPractice::book_again(Place& place, std::uint32_t e)
{
  const Episode& episode = episodes_[e];
  const sim::Draws draws =
      place.streams().draw(episode.person, sim::Why{"booking again"}, episode.ordinal, episode.step);
  if (draws.uniform(0) >= settings_.attendance.rebooks) return false;
  const bool urgent = episode.service == services_.urgent;
  const sim::Day today = place.today();
  const sim::Day from = today + (urgent ? 1 : settings_.attendance.rebooked_after);
  // the patient's own doing: patience begins again on the first day that is asked for
  const Window window{from,
                      urgent ? today + settings_.booking.urgent_within : latest_day(place, episode, from),
                      urgent ? Purpose::urgent : Purpose::known};
  const auto found = find(place, episode, window, next_procedure(place, episode));
  if (!found) return false;
  book(place, e, *found);
  if (!episode.has(Episode::started) && !episode.has(Episode::guest) && found->slot.day > episode.asked)
    place.expect_due_date(episode.person);
  return true;
}

}  // namespace models::general_practice
