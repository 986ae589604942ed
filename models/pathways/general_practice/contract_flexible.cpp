// Sessions in place of units: part of the contract is given up for the year, and sessions of the practice's own books are
// kept for some patients and paid one by one.
#include <algorithm>
#include <cmath>

#include "models/pathways/general_practice/general_practice.hpp"

namespace models::general_practice {

namespace {

constexpr int session_minutes = units_per_session * minutes_per_unit;

/// A session that is kept whole for a purpose.
SessionTemplate kept_for(Purpose purpose)
{
  SessionTemplate shape;
  shape.reserved[static_cast<std::size_t>(purpose)] = (std::uint64_t{1} << units_per_session) - 1;
  return shape;
}

/// Minutes that an ordinary session keeps for them.
int minutes_kept(const BookSettings& books, Purpose purpose, int session)
{
  const auto kept = static_cast<std::size_t>(purpose);
  return kept < ordinary_purposes ? books.reserved_minutes[kept][static_cast<std::size_t>(session % 2)] : 0;
}

}  // namespace

/// On the first day of a contract year (or of the run within one): what is set aside for urgent care, and what sessions
/// take the place of, is given up.
void GeneralPractice::lower_for_the_year(std::uint16_t p, sim::Day day)
{
  Contract& contract = practices_[p].contract;
  const ContractSettings& settings = practice_settings_.contract;
  const int year = sim::contract_year(day);
  const Uda whole = set_aside(settings, contract, year) + flexed(levers_.flexible, settings, contract, year);
  if (whole.hundredths == 0) return;
  Uda rest;
  const int month = month_of_contract_year(day);
  for (int m = month; m < months_per_year; ++m) rest += Uda{instalment(whole.hundredths, m, months_per_year)};
  take_over(contract, -rest, month);
}

/// Of the days whose books have just been opened, the sessions that are due, the last of a day first.
void GeneralPractice::open_flexible(Place& place, std::uint16_t p)
{
  Flexible& here = flexible_[p];
  const Practice& practice = practices_[p];
  const SessionBooks::Book book = practice.book[static_cast<std::size_t>(Role::dentist)];
  const double offset = place.streams().draw(practice.key, sim::Why{"flexible sessions"}, 0).uniform(0);
  for (; here.opened_to < practice.opened_to; ++here.opened_to) {
    const sim::Day day = here.opened_to;
    const int year = sim::contract_year(day);
    here.kept.clear(day);
    if (year != here.year) here = Flexible{std::move(here.kept), day, year, elapsed_year(day), 0};
    const int a_year =
        sessions_a_year(levers_.flexible, practice_settings_.contract, practice.contract, year);
    const double over = sim::contract_year(day + 1) == year ? elapsed_year(day + 1) : 1;
    int due = static_cast<int>(std::floor(a_year * (over - here.from) + offset)) - here.opened;
    for (int session = practice.book_sessions(Role::dentist); session-- > 0 && due > 0;) {
      if (!KeptSessions::has_room(session) || !books_.is_unbooked(book, day, session)) continue;
      books_.reshape(book, day, session, kept_for(levers_.flexible.kept_for));
      here.kept.add(day, session);
      ++here.opened;
      --due;
    }
  }
}

/// A morning: those of today's kept sessions that are held are paid for. They displace what they would have left to all.
void GeneralPractice::hold_flexible(Place& place, std::uint16_t p, sim::Day day)
{
  const Practice& practice = practices_[p];
  const SessionBooks::Book book = practice.book[static_cast<std::size_t>(Role::dentist)];
  const Purpose purpose = levers_.flexible.kept_for;
  for (int session = 0; session < practice.book_sessions(Role::dentist); ++session) {
    const bool is_kept = flexible_[p].kept.holds(day, session);
    if (!is_kept || books_.is_held(book, day, session) ||
        books_.is_shut(book, {day, static_cast<std::uint8_t>(session), 0}, purpose))
      continue;
    const int ordinarily = minutes_kept(practice_settings_.books, purpose, session);
    place.tell_contract({ContractNews::session_held, site(p), session_minutes - ordinarily});
  }
}

/// E3: days to the first time for somebody new, as they were told this morning; for a child those to children's own time
/// where that is sooner.
double GeneralPractice::wait_of_new(const Place& place, std::size_t practice, AgeClass age)
{
  const double wait = faces_[practice].first_free;
  if (age != AgeClass::child || !keeps_for_children()) return wait;
  const sim::Day today = place.today();
  constexpr double usual = 0.5;  // median length
  const int units = treatment_.units(Procedure::check_up, {AgeClass::child, true, false, false, false},
                                     Role::dentist, usual);
  const auto own = books_.find(practices_[practice].book[static_cast<std::size_t>(Role::dentist)], today + 1,
                               today + practice_settings_.books.horizon_days, units, Purpose::child, today,
                               place.minute());
  return own ? std::min<double>(wait, own->day - today) : wait;
}

/// Whether the booked visit lies in a kept session.
bool GeneralPractice::is_in_flexible(const Episode& episode) const
{
  return !flexible_.empty() && episode.role == Role::dentist &&
         flexible_[episode.practice].kept.holds(episode.day, episode.session);
}

/// A course begins in a kept session: its units will be credited to nobody.
void GeneralPractice::begin_flexibly(Place& place, const Episode& episode)
{
  flexibly_begun_.emplace(episode.person, episode.ordinal);
  place.tell_contract(
      {.what = ContractNews::begun_in_session,
       .practice = site(episode.practice),
       .patient = kind_of(place.person(episode.person), place.today(), !episode.has(Episode::known)),
       .is_urgent = episode.service == services_.urgent});
}

}  // namespace models::general_practice
