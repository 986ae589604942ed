#include "models/practices/practice.hpp"

#include <algorithm>
#include <cmath>

#include "models/practices/offers.hpp"
#include "models/practices/session_word.hpp"
#include "sim/check.hpp"

namespace models {
namespace {

constexpr double days_per_year = 365.25;

/// Books paced to the contract: a foundation dentist's activity does not count for the host's.
constexpr std::array paced{Role::dentist, Role::therapist, Role::hygienist};

constexpr std::uint64_t last_units(int minutes, int end)
{
  const int units = minutes / minutes_per_unit;
  return ((std::uint64_t{1} << units) - 1) << (end - units);
}

/// A foundation dentist's own book is held so that the year ends at what the scheme expects, no more.
void pace_training(const PracticeSettings& settings, Practice& practice, sim::Day day, int days_since,
                   SessionBooks& books)
{
  constexpr double whole_year = 100;  // per cent
  Training& training = practice.training;
  ContractSettings scheme = settings.contract;
  scheme.credit_to = per_mille(whole_year);
  training.held_years += training.held_share * days_since / days_per_year;
  training.held_share = share_to_hold(scheme, training.year, elapsed_year(day), training.held_years);
  books.hold(practice.book[static_cast<std::size_t>(Role::foundation_dentist)], training.held_share);
}

/// Units of the first dentist's session of a half-day that supervising others takes: half of it at most.
int supervision_units(const ClinicianSettings& settings, const SessionsOpen& open, std::size_t half)
{
  const double minutes = supervision_minutes(settings, open, half);
  return std::min(static_cast<int>(std::lround(minutes / minutes_per_unit)), units_per_session / 2);
}

std::size_t rota_row(const Practice& practice, sim::Day day)
{
  return static_cast<std::size_t>(day % ring_days) * practice.staff.posts.size();
}

void write_rota(Practice& practice, sim::Day day)
{
  std::size_t at = rota_row(practice, day);
  for (const Post& post : practice.staff.posts)
    practice.rota[at++] = static_cast<std::uint8_t>(halves_in(post, day));
}

/// Who may come to a practice, by role: those whom the levers name, and dentists for its empty posts.
std::array<int, book_roles> places_for(const ClinicianSettings& settings, const Staff& staff,
                                       const Staffing& staffing, std::size_t practice)
{
  constexpr auto dentist = static_cast<std::size_t>(Role::dentist);
  std::array<int, book_roles> heads = staffing.may_join(practice);
  // one more, since who leaves keeps the place as long as books are open ahead
  if (const double gap = staff.standing_gap(); staffing.fills_gaps && gap > 0)
    heads[dentist] += static_cast<int>(std::ceil(gap / settings.sessions_per_post[dentist])) + 1;
  return heads;
}

}  // namespace

int Practice::book_sessions(Role role) const
{
  const auto places = std::count_if(joined.begin(), joined.end(),
                                    [role](const JoinerPlace& place) { return place.role == role; });
  return staff.book_sessions(role) + 2 * static_cast<int>(places);
}

SessionShapes::SessionShapes(const BookSettings& settings)
{
  for (std::size_t half = 0; half < dentist.size(); ++half) {
    int end = units_per_session;
    for (std::size_t purpose = ordinary_purposes; purpose-- > 0;) {
      const int minutes = settings.reserved_minutes[purpose][half];
      REQUIRED(end * minutes_per_unit >= minutes, "reserved time fits a session");
      dentist[half].reserved[purpose] = last_units(minutes, end);
      end -= minutes / minutes_per_unit;
    }
  }
}

const SessionTemplate& SessionShapes::of(Role role, int half) const
{
  return role == Role::dentist ? dentist[static_cast<std::size_t>(half)] : plain;
}

Practice build_practice(const PracticeSettings& settings, const FilledShares& shares,
                        const PracticeSite& site, std::uint32_t site_index, sim::Day first, double delivery,
                        SessionBooks& books, const sim::Streams& streams, const Staffing* staffing)
{
  Practice practice;
  practice.key = practice_key(site.id);
  practice.site = site_index;
  practice.staff =
      build_staff(settings.clinicians, shares, practice.key, site.rurality, {site.contracted_uda},
                  site.surgeries, first, streams, staffing == nullptr ? 1 : staffing->fatigue.most());
  keep_places(practice, staffing == nullptr
                            ? std::array<int, book_roles>{}
                            : places_for(settings.clinicians, practice.staff, *staffing, site_index));
  if (staffing != nullptr) practice.working_time = staffing->working_time;
  practice.contract.contracted = {site.contracted_uda};
  practice.contract.uda_value = {site.uda_value};
  practice.contract.last_rate = delivery;
  practice.contract.begun = elapsed_year(first);
  practice.training.of_year = practice.training.year.contracted = settings.contract.foundation_uda;
  practice.training.year.last_rate = 1;
  practice.training.year.begun = practice.contract.begun;
  practice.nhs_share = settings.clinicians.nhs_share;
  practice.opened_to = first;
  for (std::size_t role = 0; role < book_roles; ++role)
    practice.book[role] = books.add(practice.book_sessions(static_cast<Role>(role)),
                                    practice.key + static_cast<std::uint32_t>(role));
  return practice;
}

void open_books(const PracticeSettings& settings, const SessionShapes& shapes, Practice& practice,
                sim::Day today, SessionBooks& books, const sim::Streams& streams,
                std::span<Turnover> turnover)
{
  if (practice.contract.is_handed_back) return;
  const double ordinary = practice.nhs_share / settings.clinicians.nhs_share;
  for (; practice.opened_to <= today + settings.books.horizon_days; ++practice.opened_to) {
    const int left = practice.staff.left, came = practice.staff.came;
    const double ratio = ordinary * practice.staff_time(practice.opened_to);
    const SessionsOpen open =
        open_sessions(settings.clinicians, practice.staff, practice.opened_to, ratio, streams);
    if (!turnover.empty()) {
      Turnover& of_day = turnover[static_cast<std::size_t>(practice.opened_to % ring_days)];
      of_day.left += practice.staff.left - left;
      of_day.came += practice.staff.came - came;
      of_day.vacant += practice.staff.vacant_sessions();
    }
    if (!practice.rota.empty()) write_rota(practice, practice.opened_to);
    for (std::size_t role = 0; role < book_roles; ++role)
      for (std::size_t half = 0; half < 2; ++half)
        for (int i = 0; i < open.count[role][half]; ++i) {
          const bool supervises = i == 0 && static_cast<Role>(role) == Role::dentist;
          const int h = static_cast<int>(half);
          books.open(practice.book[role], practice.opened_to, 2 * i + h,
                     shapes.of(static_cast<Role>(role), h),
                     supervises ? supervision_units(settings.clinicians, open, half) : 0);
        }
    if (!practice.joined.empty())
      open_joined(settings, shapes, practice, practice.opened_to, today, books, streams);
  }
}

void give_long_slots(const SessionShapes& shapes, const Practice& practice, double share, int minutes,
                     sim::Day from, sim::Day to, SessionBooks& books, const KeptSessions* kept)
{
  constexpr std::uint32_t salt = 0x10A6;  // other sessions than holding and rationing choose
  const auto below = static_cast<std::uint64_t>(std::clamp(share, 0.0, 1.0) * whole_range);
  const SessionBooks::Book book = practice.book[static_cast<std::size_t>(Role::dentist)];
  for (sim::Day day = from; day <= to; ++day)
    for (int session = 0; session < practice.book_sessions(Role::dentist); ++session) {
      if (kept != nullptr && kept->holds(day, session)) continue;
      const SessionTemplate& usual = shapes.of(Role::dentist, session % 2);
      const bool is_long = session_number(practice.key ^ salt, day, session) < below;
      books.reshape(book, day, session, is_long ? with_long_slots(usual, minutes) : usual);
    }
}

void keep_rota(Practice& practice)
{
  practice.rota.assign(practice.staff.posts.size() * static_cast<std::size_t>(ring_days), 0);
}

LostSessions lose_sessions(const Practice& practice, sim::Day day, double absent, SessionBooks& books,
                           const sim::Streams& streams)
{
  LostSessions lost;
  const auto add = [&lost](const SessionBooks::Shut& shut) {
    lost.sessions += shut.sessions;
    lost.booked_units += shut.booked_units;
  };
  for (const SessionBooks::Book book : practice.book) add(books.close_shut(book, day));
  if (absent <= 0 || practice.rota.empty()) return lost;
  // a clinician's session is the one after those of the colleagues of the same role before them
  std::array<std::array<int, 2>, book_roles> before{};
  std::size_t at = rota_row(practice, day);
  for (const Post& post : practice.staff.posts) {
    const unsigned halves = practice.rota[at++];
    if (halves == 0) continue;
    const double u = streams.draw(post.key, sim::Why{"absence"}, static_cast<std::uint32_t>(day)).uniform(0);
    const bool is_away = u < absent;
    lost.clinicians += is_away ? 1 : 0;
    const auto role = static_cast<std::size_t>(post.role);
    for (std::size_t half = 0; half < 2; ++half) {
      if ((halves >> half & 1) == 0) continue;
      const int session = 2 * before[role][half]++ + static_cast<int>(half);
      if (is_away && session < practice.staff.book_sessions(post.role))
        add(books.close_session(practice.book[role], day, session));
    }
  }
  return lost;
}

void turn_books(const Practice& practice, sim::Day yesterday, SessionBooks& books)
{
  for (const SessionBooks::Book book : practice.book) books.turn(book, yesterday);
}

void close_books(Practice& practice, sim::Day from, SessionBooks& books)
{
  for (std::size_t role = 0; role < book_roles; ++role) {
    const int sessions = practice.book_sessions(static_cast<Role>(role));
    for (sim::Day day = from; day < practice.opened_to; ++day)
      for (int session = 0; session < sessions; ++session) books.close(practice.book[role], day, session);
  }
}

SessionBooks::Minutes minutes(const Practice& practice, sim::Day day, const SessionBooks& books)
{
  SessionBooks::Minutes sum{0, 0};
  for (const SessionBooks::Book book : practice.book) {
    const auto [offered, used] = books.minutes(book, day);
    sum.offered += offered;
    sum.used += used;
  }
  return sum;
}

void pace(const PracticeSettings& settings, Practice& practice, sim::Day day, Excess excess,
          SessionBooks& books)
{
  const int days_since = day - practice.paced_on;
  practice.paced_on = day;
  practice.held_years += practice.held_share * days_since / days_per_year;
  practice.held_share =
      share_to_hold(settings.contract, practice.contract, elapsed_year(day), practice.held_years, excess);
  for (const Role role : paced)
    books.hold(practice.book[static_cast<std::size_t>(role)], practice.held_share);
  if (trainees(practice, true) > 0) pace_training(settings, practice, day, days_since, books);
}

void begin_training_year(Practice& practice)
{
  practice.training.year.delivered = {};
  practice.training.year.contracted = practice.training.of_year;
  practice.training.year.begun = practice.training.held_share = practice.training.held_years = 0;
}

Settlement close_year(const PracticeSettings& settings, Practice& practice, int contract_year, Excess excess)
{
  practice.held_share = practice.held_years = 0;
  begin_training_year(practice);
  return settle(settings.contract, practice.contract, contract_year, excess);
}

}  // namespace models
