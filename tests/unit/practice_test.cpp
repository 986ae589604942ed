#include "models/practices/practice.hpp"

#include <bit>
#include <cmath>
#include <numeric>
#include <vector>

#include "models/practices/session_word.hpp"
#include "tests/catch2.hpp"
#include "tests/practice_settings.hpp"

using namespace models;

namespace {

const sim::Day first = sim::to_day(2023, 4, 3);

PracticeSite site(const std::string& id)
{
  PracticeSite result;
  result.id = id;
  result.contracted_uda = 1'642'900;
  result.uda_value = 3200;
  return result;
}

struct One {
  PracticeSettings settings = default_settings().practice;
  sim::Streams streams{4, 1};
  SessionBooks books{settings.books.release_days};
  SessionShapes shapes{settings.books};
  Practice practice =
      build_practice(settings, FilledShares{settings.clinicians}, site("V1"), 0, first, 0.78, books, streams);
  void open(sim::Day today) { open_books(settings, shapes, practice, today, books, streams); }
};

/// Dentists' sessions of a day that nothing has been taken out of.
int sessions_of(const One& one, sim::Day day)
{
  const SessionBooks::Book book = one.practice.book[static_cast<std::size_t>(Role::dentist)];
  int sessions = 0;
  for (int session = 0; session < one.practice.book_sessions(Role::dentist); ++session)
    sessions += one.books.is_unbooked(book, day, session) ? 1 : 0;
  return sessions;
}

}  // namespace

TEST_CASE("practice: books open to the horizon, day by day, whatever the calls", "[practice]")
{
  One daily, late;
  for (sim::Day today = first; today <= first + 30; ++today) daily.open(today);
  late.open(first);
  late.open(first + 30);
  int offered = 0;
  for (sim::Day day = first; day <= first + 30 + daily.settings.books.horizon_days; ++day) {
    const auto a = minutes(daily.practice, day, daily.books), b = minutes(late.practice, day, late.books);
    CHECK(a.offered == b.offered);
    offered += a.offered;
  }
  CHECK(offered > 0);
  CHECK(minutes(daily.practice, first + 31 + daily.settings.books.horizon_days, daily.books).offered == 0);
}

TEST_CASE("practice: the ring turns for years", "[practice]")
{
  One one;
  int offered = 0;
  for (sim::Day today = first; today < first + 1200; ++today) {
    one.open(today);
    offered += minutes(one.practice, today, one.books).offered;
    turn_books(one.practice, today, one.books);
  }
  const Staff& staff = one.practice.staff;
  CHECK(offered / 210.0 / (1200 / 7.0) < 1.2 * staff.establishment + 8);
  CHECK(offered / 210.0 / (1200 / 7.0) > 0.5 * staff.establishment * staff.filled_share);
}

TEST_CASE("practice: dentists reserve urgent and new patients' time at the session's end", "[practice]")
{
  const BookSettings settings = default_settings().practice.books;
  const SessionShapes shapes{settings};
  const SessionTemplate& morning = shapes.of(Role::dentist, 0);
  const auto urgent = morning.reserved[static_cast<std::size_t>(Purpose::urgent)];
  const auto fresh = morning.reserved[static_cast<std::size_t>(Purpose::fresh)];
  CHECK(std::popcount(urgent) * minutes_per_unit == 20);
  CHECK(std::popcount(fresh) * minutes_per_unit == 30);
  CHECK((urgent & fresh) == 0);
  CHECK(std::bit_width(urgent) == units_per_session);
  CHECK(shapes.of(Role::therapist, 0) == SessionTemplate{});
}

TEST_CASE("practice: supervising a foundation dentist takes a dentist's time in the same half-day",
          "[practice]")
{
  One one;
  ClinicianSettings& clinicians = one.settings.clinicians;
  clinicians.training_practices = 100;
  clinicians.supervision = {15, 0, 0};
  one.practice = build_practice(one.settings, FilledShares{clinicians}, site("V2"), 0, first, 0.78, one.books,
                                one.streams);
  Practice again = one.practice;  // the same posts, asked who is in
  one.open(first);
  const auto book = [&](Role role) { return one.practice.book[static_cast<std::size_t>(role)]; };
  int supervised = 0;
  for (sim::Day day = first; day < first + 28; ++day) {
    const SessionsOpen open = open_sessions(clinicians, again.staff, day, 1, one.streams);
    int taken = 0, sessions = 0;
    for (std::size_t half = 0; half < 2; ++half) {
      if (open.count[0][half] > 0) taken += 15 * open.count[1][half];
      sessions += open.count[0][half];
    }
    CHECK(one.books.minutes(book(Role::dentist), day).offered ==
          sessions * units_per_session * minutes_per_unit - taken);
    CHECK(one.books.minutes(book(Role::dentist), day).used == 0);
    supervised += taken;
  }
  CHECK(supervised > 0);
}

TEST_CASE("practice: long slots leave alone the sessions that are kept for something else", "[practice]")
{
  One one;
  one.open(first);
  const SessionBooks::Book book = one.practice.book[static_cast<std::size_t>(Role::dentist)];
  const sim::Day last = one.practice.opened_to - 1;
  SessionTemplate urgent_only;
  urgent_only.reserved[static_cast<std::size_t>(Purpose::urgent)] = all_units;
  // the first session of each day is kept
  KeptSessions kept;
  for (sim::Day day = first; day <= last; ++day) {
    if (!one.books.is_unbooked(book, day, 0)) continue;
    one.books.reshape(book, day, 0, urgent_only);
    kept.add(day, 0);
  }
  constexpr int minutes = 60;
  for (const double share : {1.0, 0.0}) {  // the offer opens, and ends
    give_long_slots(one.shapes, one.practice, share, minutes, first, last, one.books, &kept);
    int kept_days = 0;
    for (sim::Day day = first + 7; day <= last; ++day) {  // before urgent time is open to all
      const int others = sessions_of(one, day) - (kept.holds(day, 0) ? 1 : 0);
      CHECK(one.books.long_slots(book, day).sessions == (share > 0 ? others : 0));
      if (!kept.holds(day, 0)) continue;
      const auto slot = one.books.find(book, day, day, 1, Purpose::known, first, 0);
      CHECK((!slot || slot->session > 0));
      ++kept_days;
    }
    CHECK(kept_days > 20);
  }
}

TEST_CASE("practice: a contract handed back closes its books", "[practice]")
{
  One one;
  one.open(first);
  close_books(one.practice, first + 20, one.books);
  one.practice.contract.is_handed_back = true;
  one.open(first + 10);
  int before = 0, after = 0;
  for (sim::Day day = first; day < first + 300; ++day)
    (day < first + 20 ? before : after) += minutes(one.practice, day, one.books).offered;
  CHECK(before > 0);
  CHECK(after == 0);
}

TEST_CASE("practice: a practice ahead of its contract holds sessions back", "[practice]")
{
  One one;
  one.open(first);
  one.practice.contract.delivered = Uda{1'200'000};  // 73 % after three months
  const sim::Day july = first + 91;
  pace(one.settings, one.practice, july, Excess::credited, one.books);
  CHECK(one.practice.held_share > 0.5);
  pace(one.settings, one.practice, july + 7, Excess::credited, one.books);
  CHECK(one.practice.held_years == Approx(one.practice.held_share * 7 / 365.25).epsilon(0.1));
  const double share = one.practice.held_share, years = one.practice.held_years;
  one.practice.contract.delivered = Uda{1'700'000};
  pace(one.settings, one.practice, july + 14, Excess::credited, one.books);
  CHECK(one.practice.held_share == 1);
  CHECK(one.practice.held_years ==
        years + share * 7 / 365.25);  // the days that are past, by the share of then
  const auto dentist = static_cast<std::size_t>(Role::dentist);
  CHECK_FALSE(one.books.find(one.practice.book[dentist], july, july + 60, 3, Purpose::known, july, 0));
  close_year(one.settings, one.practice, 2023, Excess::credited);
  // nothing is held of the year that begins
  one.practice.contract.delivered = {};
  pace(one.settings, one.practice, first + 366, Excess::credited, one.books);
  CHECK(one.practice.held_years == 0);
}

TEST_CASE("practice: clinicians are away by their own number and the day", "[practice]")
{
  struct Away {
    LostSessions lost;
    std::vector<int> offered;  // minutes, by day
  };
  const auto play = [](double absent, bool has_rota) {
    One one;
    if (has_rota) keep_rota(one.practice);
    Away away;
    for (sim::Day today = first; today < first + 300; ++today) {
      one.open(today);
      const LostSessions lost = lose_sessions(one.practice, today, absent, one.books, one.streams);
      away.lost.clinicians += lost.clinicians;
      away.lost.sessions += lost.sessions;
      away.offered.push_back(minutes(one.practice, today, one.books).offered);
      turn_books(one.practice, today, one.books);
    }
    return away;
  };
  const Away none = play(0, false), few = play(0.1, true), many = play(0.4, true), all = play(1, true);
  CHECK(play(0, true).offered == none.offered);
  CHECK(none.lost.clinicians == 0);
  CHECK(std::accumulate(all.offered.begin(), all.offered.end(), 0) == 0);
  // who is away where few are is away where many are
  for (std::size_t day = 0; day < none.offered.size(); ++day) {
    CHECK(many.offered[day] <= few.offered[day]);
    CHECK(few.offered[day] <= none.offered[day]);
  }
  // five standard deviations of a share
  const double share = static_cast<double>(few.lost.clinicians) / all.lost.clinicians;
  CHECK(share == Approx(0.1).margin(5 * std::sqrt(0.09 / all.lost.clinicians)));
  CHECK(few.lost.sessions > few.lost.clinicians / 2);
}
