#include "models/practices/staffing.hpp"

#include <algorithm>

#include "models/practices/leadership.hpp"
#include "models/practices/practice.hpp"
#include "tests/catch2.hpp"
#include "tests/practice_settings.hpp"

using namespace models;

namespace {

const sim::Day first = sim::to_day(2023, 4, 3);
constexpr auto dentist = static_cast<std::size_t>(Role::dentist);
constexpr auto trainee = static_cast<std::size_t>(Role::foundation_dentist);

/// A practice with places for two dentists and three trainees, and its books open.
struct Host {
  PracticeSettings settings = default_settings({"clinicians.training_practices=0"}).practice;
  sim::Streams streams{4, 1};
  SessionBooks books{settings.books.release_days};
  SessionShapes shapes{settings.books};
  Staffing staffing;
  Practice practice;

  Host()
  {
    std::array<int, book_roles> heads{};
    heads[dentist] = 2;
    heads[trainee] = 3;
    staffing.joining = {heads};
    PracticeSite site;
    site.id = "V1";
    site.contracted_uda = 1'642'900;
    site.uda_value = 3200;
    practice = build_practice(settings, FilledShares{settings.clinicians}, site, 0, first, 0.78, books,
                              streams, &staffing);
    open(first);
  }
  void open(sim::Day today) { open_books(settings, shapes, practice, today, books, streams); }
  std::optional<std::size_t> join(const Joiner& who, sim::Day today)
  {
    return models::join(settings, shapes, practice, who, today, books, streams);
  }
  int offered(std::size_t role, sim::Day from, sim::Day until)
  {
    int sum = 0;
    for (sim::Day day = from; day <= until; ++day) sum += books.minutes(practice.book[role], day).offered;
    return sum;
  }
};

constexpr int session = units_per_session * minutes_per_unit;

}  // namespace

TEST_CASE("staffing: who joins has sessions of their own from the next day, and nobody else's move",
          "[staffing]")
{
  Host with, without;
  const sim::Day today = first + 20, last = first + 180;
  const int before = with.offered(trainee, first, last);
  CHECK(before == 0);
  const auto at = with.join(
      {.key = 7, .role = Role::foundation_dentist, .chairs = Chairs::of_their_own, .sessions = 8}, today);
  REQUIRED(at.has_value(), "a place");
  CHECK(with.offered(trainee, first, today) == 0);
  const int sessions = with.offered(trainee, today + 1, last) / session;
  // 22.9 weeks x 8 sessions x 45.9 / 50.6 weeks at work, less bank holidays
  CHECK(sessions > 120);
  CHECK(sessions < 185);
  CHECK(with.offered(dentist, first, last) == without.offered(dentist, first, last));
  CHECK(trainees(with.practice, true) == 1);
  CHECK(trainees(with.practice, false) == 0);  // not on the scheme
  part(with.settings, with.practice, *at, today + 60, with.books);
  CHECK(with.offered(trainee, today + 61, last) == 0);
  CHECK(with.offered(trainee, today + 1, today + 60) > 0);
}

TEST_CASE("staffing: a site's trainees share its chairs", "[staffing]")
{
  const sim::Day today = first + 1, last = first + 180;
  const auto sessions = [&](int chairs) {
    Host host;
    for (std::uint32_t k = 0; k < 3; ++k)
      CHECK(host.join({.key = k,
                       .role = Role::foundation_dentist,
                       .chairs = Chairs::of_training_site,
                       .sessions = 8,
                       .chairs_there = chairs},
                      today));
    CHECK_FALSE(host.join({.key = 9, .role = Role::foundation_dentist}, today));  // no fourth place
    for (sim::Day day = today + 1; day <= last; ++day)
      for (int half = 0; half < 2; ++half) {
        int open = 0;
        for (const JoinerPlace& place : host.practice.joined)
          open += host.books.is_open(host.practice.book[trainee], day, 2 * place.pair + half) &&
                          place.role == Role::foundation_dentist
                      ? 1
                      : 0;
        CHECK(open <= chairs);
      }
    return host.offered(trainee, today + 1, last) / session;
  };
  const int one = sessions(1), three = sessions(3);
  CHECK(one > 150);  // of some 245 half-days
  CHECK(three > 1.5 * one);
}

TEST_CASE("staffing: a dentist who comes takes from what stands empty", "[staffing]")
{
  Host host;
  const double empty = empty_sessions(host.practice);
  CHECK(empty > 0);
  CHECK(host.join({.key = 3, .sessions = 2}, first + 1));
  CHECK(empty_sessions(host.practice) == Approx(std::max(0.0, empty - 2)));
}

TEST_CASE("staffing: a trainee's year expects what is left of it", "[staffing]")
{
  Host host;
  const sim::Day october = sim::to_day(2023, 10, 1);
  for (sim::Day day = first; day <= october; ++day) host.open(day);
  const std::int64_t whole = host.settings.contract.foundation_uda.hundredths;
  const Joiner who{.key = 1, .role = Role::foundation_dentist, .chairs = Chairs::of_their_own, .sessions = 8};
  const auto at = host.join(who, october);
  CHECK(host.practice.training.year.contracted.hundredths == whole);
  CHECK(host.practice.training.year.begun == Approx(0.5).margin(0.01));
  Joiner second = who;
  second.key = 2;
  CHECK(host.join(second, october));
  CHECK(static_cast<double>(host.practice.training.year.contracted.hundredths) ==
        Approx(1.5 * static_cast<double>(whole)).epsilon(0.01));
  begin_training_year(host.practice);
  CHECK(host.practice.training.year.contracted.hundredths == 2 * whole);
  part(host.settings, host.practice, at.value(), october + 1, host.books);
  CHECK(host.practice.training.of_year.hundredths == whole);
}

TEST_CASE("staffing: fatigue raises the hazard above its load, in a straight line", "[staffing]")
{
  const Fatigue fatigue{.strength = 0.5, .from = 0.8, .memory_days = 365};
  CHECK(fatigue.hazard(0.5) == 1);
  CHECK(fatigue.hazard(0.8) == 1);
  CHECK(fatigue.hazard(0.9) == Approx(1.25));
  CHECK(fatigue.hazard(1) == Approx(fatigue.most()));
  CHECK(Fatigue{}.hazard(1) == 1);
}

TEST_CASE("leadership: projects begin earlier where a lead is, and as planned elsewhere", "[staffing]")
{
  Leadership led{.from = 1000, .until = 2000, .places = {true, false}, .adoption = 1, .referrals = 0.25};
  CHECK(led.begins(0, 1000, 1200) == 1100);  // twice as fast
  CHECK(led.begins(1, 1000, 1200) == 1200);
  CHECK(led.begins(0, 900, 950) == 950);     // before there was a lead
  CHECK(led.begins(0, 900, 1100) == 1050);   // half of what was left
  CHECK(led.begins(0, 1000, 4000) == 3000);  // led for a third of the way
  CHECK(led.begins(0, 2500, 2600) == 2600);
  CHECK(led.days_passed(0, 1000, 1100) == 200);
  CHECK(led.days_passed(1, 1000, 1100) == 100);
  CHECK(led.referral_odds(0, 1500) == 0.75);
  CHECK(led.referral_odds(0, 2001) == 1);
  led.adoption = 0;
  CHECK(led.begins(0, 1000, 1200) == 1200);
}
