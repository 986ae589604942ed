// Sessions of sites: when they are held, what is kept in them, who pays, and what they show.
#include <algorithm>
#include <cmath>
#include <limits>

#include "models/pathways/access_sessions/access_sessions.hpp"
#include "models/practices/leadership.hpp"
#include "models/practices/working_days.hpp"

namespace models::access_sessions {

namespace {

constexpr double months_per_year = 12;
constexpr int no_limit = std::numeric_limits<int>::max();
constexpr Purpose for_the_first = Purpose::fresh;  // sees the time that is kept for them

constexpr std::uint64_t units_from(int first, int units)
{
  return ((std::uint64_t{1} << units) - 1) << first;
}

}  // namespace

/// `number` of all `practices` that hold sessions: those commissioned are shared out evenly.
AccessSessions::HereSite AccessSessions::make_site(const Place& place, const Site& site, std::uint16_t k,
                                                   int number, int practices)
{
  const bool is_centre = site.practice == no_practice;
  const std::uint32_t key = id_key(site.name) + k;
  const double u = place.streams().draw(key, sim::Why{"begin of access sessions"}, 0).uniform(0);
  const sim::Day begins =
      settings_.start + static_cast<sim::Day>(u * settings_.ramp * days_per_year / months_per_year);
  const auto* const led = place.around().conditions.find<Leadership>();
  const int all = settings_.at_practices.commissioned;
  const bool is_limited = all > 0 && !is_centre;
  return {.book = books_.add(2 * weekly(is_centre).most_on_a_day(), key),
          .key = key,
          .practice = site.practice,
          .begins = led == nullptr ? begins : led->begins(place.index(), settings_.start, begins),
          .limit = is_limited ? static_cast<int>(instalment(all, number, practices)) : no_limit};
}

/// No more sessions will be opened, and the last one is past.
bool AccessSessions::has_ended(const Place& place, const HereSite& site) const
{
  const sim::Day today = place.today();
  if (is_closed(place, site)) return true;
  const bool is_last = today + settings_.opened_ahead > settings_.end || site.opened >= site.limit;
  // without money none has been opened for as long as books are open ahead
  return today >= site.last_open + (is_last ? 0 : settings_.opened_ahead);
}

bool AccessSessions::is_closed(const Place& place, const HereSite& site)
{
  return !site.is_centre() && place.shown(site.practice).has(PublicState::closed);
}

/// False where there is no money for that day's sessions (yet).
bool AccessSessions::open_sessions(Place& place, HereSite& site, sim::Day day)
{
  if (day < site.begins || day > settings_.end) return true;
  const bool is_centre = site.is_centre();
  if (is_closed(place, site)) return true;
  const int sessions = std::min(sessions_on(weekly(is_centre), site.key, day), site.limit - site.opened);
  if (sessions <= 0) return true;
  const Pence cost = fee_on(is_centre, day) * sessions;
  // who cannot pay today tries again, until the day itself
  if (day > place.today() && !place.affords(seat_.number, cost, day)) return false;
  if (!place.commit(seat_.number, cost, day)) return true;
  const int closed = settings_.closed_units(), kept = settings_.kept / minutes_per_unit;
  SessionTemplate shape;
  shape.reserved[static_cast<std::size_t>(for_the_first)] = units_from(closed, kept);
  if (is_centre)
    shape.reserved[static_cast<std::size_t>(Purpose::urgent)] =
        units_from(closed + kept, settings_.at_centres.urgent_kept / minutes_per_unit);
  for (int k = 0; k < sessions; ++k) {
    books_.open(site.book, day, half_day(day, k), shape, closed);
    if (is_centre) continue;
    // a run of free time has a longest length: the rest is sought in further runs
    constexpr int longest = max_length * minutes_per_unit;
    const auto wanted = static_cast<int>(std::lround(settings_.at_practices.displaces * settings_.minutes));
    for (int minutes = wanted; minutes > 0; minutes -= longest)
      place.tallies().add_sum(own_.displaced_minutes, 0,
                              place.take_time(site.practice, {day, day}, std::min(minutes, longest)));
  }
  site.opened += sessions;
  site.last_open = day;
  return true;
}

Pence AccessSessions::fee_on(bool is_centre, sim::Day day) const
{
  if (!is_centre) return settings_.at_practices.session_fee;
  return is_working_day(day) ? settings_.at_centres.session_fee : settings_.at_centres.rest_day_fee;
}

/// Sessions for which nobody is booked are called off in the morning, where they are not paid.
void AccessSessions::call_off(Place& place, const HereSite& site, sim::Day day)
{
  int closed = 0;
  for (int k = 0; k < weekly(site.is_centre()).most_on_a_day(); ++k)
    if (books_.is_unbooked(site.book, day, half_day(day, k)))
      closed += books_.close_session(site.book, day, half_day(day, k)).sessions;
  place.tallies().add(own_.not_held, 0, static_cast<std::uint32_t>(closed));
  place.uncommit(seat_.number, fee_on(site.is_centre(), day) * closed);
}

void AccessSessions::hold_sessions(Place& place, HereSite& site, sim::Day day)
{
  const bool is_centre = site.is_centre(), rests = !is_working_day(day);
  sim::Tallies& tallies = place.tallies();
  if (!is_centre && !settings_.at_practices.paid_unfilled) call_off(place, site, day);
  const int minutes = books_.minutes(site.book, day).offered;
  const int sessions = minutes / settings_.minutes;
  if (sessions == 0) return;
  const auto held = static_cast<std::uint32_t>(sessions);
  tallies.add(is_centre ? own_.centre_sessions : own_.sessions, 0, held);
  if (rests) tallies.add(own_.rest_day_sessions, 0, held);
  const auto slots = [&](int up_to) { return static_cast<std::int64_t>(settings_.planned * up_to); };
  tallies.add(own_.slots, 0, static_cast<std::uint32_t>(slots(site.held + sessions) - slots(site.held)));
  site.held += sessions;
  tallies.add_sum(place.measures().session_minutes, std::size_t{services_.routine} * 2, minutes);
  const Pence cost = fee_on(is_centre, day) * sessions;
  tallies.add_sum(own_.cost, 0, cost.amount);
  if (is_centre)
    place.pay_other(Payer::icb, centre_line_, day, cost);
  else
    place.pay(Payer::icb, fee_line_,
              site.practice - place.around().geography.places[place.index()].first_practice, day, cost);
}

void AccessSessions::open_day(Place& place, sim::Day day)
{
  const sim::Day first = place.around().first;
  if (day == first || sim::month_index(day) != sim::month_index(day - 1)) invite(place, day);
  for (std::uint16_t k = 0; k < here_.count; ++k) {
    HereSite& site = sites_[k];
    books_.turn(site.book, day - 1);
    const sim::Day last = day + settings_.opened_ahead;
    site.next = std::max(site.next, day);
    while (site.next <= last && open_sessions(place, site, site.next)) ++site.next;
    hold_sessions(place, site, day);
    show(place, k);
  }
}

/// In its public state a site shows the days to its first time for anybody, in `room` for those who go first and in
/// `urgent_free` for people in trouble; its flag says that it has opened at all.
void AccessSessions::show(Place& place, std::uint16_t k)
{
  const HereSite& site = sites_[k];
  const sim::Day today = place.today();
  const auto days_to = [&](Procedure procedure, sim::Day from, Purpose purpose) {
    const int units = place.around().treatment.units(procedure, {.is_new = true}, Role::dentist, 0);
    const auto slot =
        books_.find(site.book, from, today + settings_.opened_ahead, units, purpose, today, place.minute());
    return static_cast<std::uint16_t>(slot ? slot->day - today : ring_days);
  };
  PublicState face;
  face.first_free = days_to(Procedure::check_up, today + 1, Purpose::known);
  face.room = settings_.kept > 0 ? days_to(Procedure::check_up, today + 1, for_the_first) : face.first_free;
  if (site.is_centre()) face.urgent_free = days_to(Procedure::urgent_care, today, Purpose::urgent);
  face.bits = PublicState::adults | PublicState::children;
  faces_[k] = face;
  place.publish(static_cast<std::uint16_t>(here_.first + k), face);
}

void AccessSessions::close_month(Place& place, sim::Day last_day)
{
  for (const HereSite& site : sites_)
    if (site.begins <= last_day && last_day <= settings_.end && !is_closed(place, site))
      place.tallies().add(site.is_centre() ? own_.centres : own_.practices, 0);
  follow_up(place, last_day);
}

}  // namespace models::access_sessions
