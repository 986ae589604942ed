#include "models/practices/clinician.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "models/practices/working_days.hpp"
#include "tests/catch2.hpp"
#include "tests/practice_settings.hpp"

using namespace models;

namespace {

const sim::Day first = sim::to_day(2022, 4, 1);
constexpr Uda mean_contract{1'642'900};

ClinicianSettings defaults() { return default_settings().practice.clinicians; }

Staff staff_of(const ClinicianSettings& settings, int practice, const sim::Streams& streams,
               int surgeries = 0, Uda contract = mean_contract)
{
  return build_staff(settings, FilledShares{settings}, practice_key(fmt::format("P{}", practice)),
                     Rurality::urban, contract, surgeries, first, streams);
}

/// NHS sessions a week of the host's own roles, and of foundation dentists, over some years.
struct Week {
  double own = 0, foundation = 0, therapists = 0;
};
Week sessions_a_week(const ClinicianSettings& settings, Staff staff, const sim::Streams& streams,
                     int years = 4, double ratio = 1)
{
  Week sum;
  const int days = years * 364;
  for (sim::Day day = first; day < first + days; ++day) {
    const SessionsOpen open = open_sessions(settings, staff, day, ratio, streams);
    for (std::size_t role = 0; role < book_roles; ++role) {
      const double sessions = open.count[role][0] + open.count[role][1];
      (static_cast<Role>(role) == Role::foundation_dentist ? sum.foundation : sum.own) += sessions;
      if (static_cast<Role>(role) == Role::therapist) sum.therapists += sessions;
    }
  }
  const double weeks = days / 7.0;
  return {sum.own / weeks, sum.foundation / weeks, sum.therapists / weeks};
}

}  // namespace

TEST_CASE("clinician: filled shares have the mean and the tail of the baseline", "[clinician]")
{
  ClinicianSettings settings = defaults();
  settings.filled_mean = 0.78;  // baseline.md
  settings.filled_concentration = 5.5;
  const FilledShares shares{settings};
  constexpr int steps = 10'000;
  double mean = 0, above_one = 0;
  for (int i = 0; i < steps; ++i) {
    const double share = shares.quantile((i + 0.5) / steps);
    CHECK((share > 0.2 && share < 1.08));
    mean += share / steps;
    above_one += share > 1 ? 1.0 / steps : 0;
  }
  CHECK(mean == Approx(0.78).margin(0.001));
  CHECK(above_one == Approx(0.07).margin(0.015));
}

TEST_CASE("clinician: halving the vacancies halves what is missing", "[clinician]")
{
  ClinicianSettings half = defaults();
  half.vacancy_factor = 0.5;
  const FilledShares whole_shares{defaults()}, half_shares{half};
  const sim::Streams streams{1, 1};
  for (std::uint32_t practice = 0; practice < 500; ++practice) {
    const double whole = whole_shares.draw(practice, Rurality::urban, streams),
                 halved = half_shares.draw(practice, Rurality::urban, streams);
    if (whole < 1)
      CHECK(1 - halved == Approx((1 - whole) / 2));
    else
      CHECK(halved == whole);
  }
}

TEST_CASE("clinician: rural vacancies move rural practices and no others", "[clinician]")
{
  ClinicianSettings rural = defaults();
  rural.rural_vacancy = 1.5;
  const FilledShares everywhere{defaults()}, shares{rural};
  const sim::Streams streams{1, 1};
  int missing = 0;
  for (std::uint32_t practice = 0; practice < 500; ++practice) {
    const double before = everywhere.draw(practice, Rurality::rural, streams);
    CHECK(everywhere.draw(practice, Rurality::urban, streams) == before);  // 1 is neutral
    CHECK(shares.draw(practice, Rurality::urban, streams) == before);
    const double after = shares.draw(practice, Rurality::rural, streams);
    if (before >= 1) {
      CHECK(after == before);
      continue;
    }
    ++missing;
    CHECK(after == Approx(std::max(0.0, 1 - 1.5 * (1 - before))));
  }
  CHECK(missing > 400);
}

TEST_CASE("clinician: sessions open add up to the filled establishment", "[clinician]")
{
  ClinicianSettings settings = defaults();
  settings.training_practices = 0;
  const sim::Streams streams{2, 1};
  constexpr int practices = 300;
  double open = 0, expected = 0, therapists = 0;
  for (int practice = 0; practice < practices; ++practice) {
    const Staff staff = staff_of(settings, practice, streams);
    expected += staff.establishment * staff.filled_share * settings.weeks_worked / 52.18;
    const Week week = sessions_a_week(settings, staff, streams);
    open += week.own;
    therapists += week.therapists;
  }
  // 25.9 sessions a week x 0.78 x 45.9 / 52.18 = 17.8 a practice; spread of a practice's mean about 1.5
  INFO("sessions a week and practice: " << open / practices << ", expected " << expected / practices);
  CHECK(open / expected == Approx(1).margin(0.025));
  CHECK(expected / practices == Approx(25.94 * 0.78 * 45.9 / 52.18).margin(0.8));
  CHECK(therapists / open == Approx(settings.therapist_share / 100).margin(0.012));
}

TEST_CASE("clinician: vacant posts follow from leaving and the time to fill", "[clinician]")
{
  const sim::Streams streams{2, 1};
  const auto vacant = [&streams](double leave_rate, double fill_days) {
    ClinicianSettings settings = defaults();
    settings.leave_rate = leave_rate;
    settings.fill_days = fill_days;
    int empty = 0, all = 0;
    for (int practice = 0; practice < 200; ++practice) {
      Staff staff = staff_of(settings, practice, streams);
      for (sim::Day day = first; day < first + 2000; day += 50) {
        open_sessions(settings, staff, day, 1, streams);
        for (const Post& post : staff.posts)
          if (post.role != Role::foundation_dentist && is_working_day(day)) {
            ++all;
            empty += post.is_filled ? 0 : 1;
          }
      }
    }
    return static_cast<double>(empty) / all;
  };
  CHECK(vacant(0, 180) == 0);
  CHECK(vacant(0.076, 180) == Approx(0.036).margin(0.01));  // l T / (1 + l T)
  CHECK(vacant(0.3, 180) == Approx(0.129).margin(0.02));
  CHECK(vacant(0.3, 30) < vacant(0.3, 180));
}

TEST_CASE("clinician: no sessions on weekends and bank holidays, none without chairs", "[clinician]")
{
  const ClinicianSettings settings = defaults();
  const sim::Streams streams{5, 1};
  Staff staff = staff_of(settings, 1, streams, 1, Uda{6'000'000});
  REQUIRE(staff.chairs == 1);
  int most = 0;
  for (sim::Day day = first; day < first + 700; ++day) {
    const SessionsOpen open = open_sessions(settings, staff, day, 1, streams);
    for (std::size_t half = 0; half < 2; ++half) {
      int in_chairs = 0;
      for (const auto& count : open.count) in_chairs += count[half];
      most = std::max(most, in_chairs);
      if (!is_working_day(day)) CHECK(in_chairs == 0);
    }
  }
  CHECK(most == 1);
  staff.chairs = 5;
  staff.nurses = 2;
  for (sim::Day day = first + 700; day < first + 1000; ++day) {
    const SessionsOpen open = open_sessions(settings, staff, day, 1, streams);
    int in_chairs = 0;
    for (const auto& count : open.count) in_chairs += count[0];
    CHECK(in_chairs <= 2);
  }
}

TEST_CASE("clinician: sessions follow the NHS share, and a book has room for them", "[clinician]")
{
  const ClinicianSettings settings = defaults();
  const sim::Streams streams{6, 1};
  double usual = 0, more = 0;
  for (int practice = 0; practice < 60; ++practice) {
    const Staff staff = staff_of(settings, practice, streams);
    usual += sessions_a_week(settings, staff, streams, 2).own;
    more += sessions_a_week(settings, staff, streams, 2, 1.2).own;
    Staff full = staff;
    for (sim::Day day = first; day < first + 100; ++day) {
      const SessionsOpen open = open_sessions(settings, full, day, 1.3, streams);
      for (std::size_t role = 0; role < book_roles; ++role)
        CHECK(2 * std::max(open.count[role][0], open.count[role][1]) <=
              staff.book_sessions(static_cast<Role>(role)));
    }
  }
  CHECK(more / usual == Approx(1.2).margin(0.05));
}

TEST_CASE("clinician: training practices have a foundation dentist beside their own posts", "[clinician]")
{
  const ClinicianSettings settings = defaults();
  const sim::Streams streams{8, 1};
  int training = 0;
  constexpr int practices = 2000;
  double foundation = 0;
  for (int practice = 0; practice < practices; ++practice) {
    const Staff staff = staff_of(settings, practice, streams);
    if (!staff.trains) continue;
    if (++training <= 20) foundation += sessions_a_week(settings, staff, streams, 2).foundation / 20;
  }
  CHECK(training == Approx(practices * 0.1).margin(5 * std::sqrt(practices * 0.1 * 0.9)));
  CHECK(foundation == Approx(8 * 45.9 / 52.18).margin(0.4));
}

TEST_CASE("clinician: another practice moves nothing", "[clinician]")
{
  const ClinicianSettings settings = defaults();
  const sim::Streams streams{8, 1};
  const Staff alone = staff_of(settings, 17, streams);
  staff_of(settings, 18, streams);
  const Staff again = staff_of(settings, 17, streams);
  REQUIRE(alone.posts.size() == again.posts.size());
  for (std::size_t i = 0; i < alone.posts.size(); ++i) {
    CHECK(alone.posts[i].key == again.posts[i].key);
    CHECK(alone.posts[i].until == again.posts[i].until);
    CHECK(alone.posts[i].half_days == again.posts[i].half_days);
  }
}
