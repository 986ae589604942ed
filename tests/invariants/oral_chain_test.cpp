// Oral health is a living chain: fewer onsets mean fewer fillings and less decay at five, years later.
#include "tests/catch2.hpp"
#include "tests/invariants/paired.hpp"

namespace {

using Index = std::vector<std::size_t>;
using tests::Sets;
using tests::TinyRun;

constexpr std::size_t years = 6, months_a_year = 12;

/// From the first day on, so that the lag can be seen.
Sets six_years(const Sets& more = {}) { return tests::with(tests::years_from_the_first_day(years), more); }

const tests::Paired& halved_onset()
{
  static const tests::Paired pair{six_years(), six_years({"oral_health.onset_factor=0.5"})};
  return pair;
}

/// Courses of band 2 completed in the years [from, to).
double band_2(const TinyRun& run, std::size_t from, std::size_t to)
{
  constexpr auto first = static_cast<std::size_t>(models::Band::two_a),
                 last = static_cast<std::size_t>(models::Band::two_c);
  return static_cast<double>(run.cube("activity", "courses_of_treatment").sum([&](const Index& i) {
    return i[0] >= from * months_a_year && i[0] < to * months_a_year && i[2] >= first && i[2] <= last;
  }));
}

/// The same, of all courses of those years.
double band_2_share(const TinyRun& run, std::size_t from, std::size_t to)
{
  return band_2(run, from, to) /
         static_cast<double>(run.cube("activity", "courses_of_treatment").sum([&](const Index& i) {
           return i[0] >= from * months_a_year && i[0] < to * months_a_year;
         }));
}

double share_of_five_year_olds_with_decay(const TinyRun& run, std::size_t year)
{
  const auto of_year = [year](const Index& i) { return i[0] == year; };
  return static_cast<double>(run.cube("oral_health", "decay_at_five").sum(of_year)) /
         static_cast<double>(run.cube("oral_health", "reached_five").sum(of_year));
}

/// Persons of a state at the last year's end.
tests::Outcome people_in(models::OralState state)
{
  return [state](const TinyRun& run) {
    return static_cast<double>(run.cube("oral_health", "persons").sum([&](const Index& i) {
      return i[0] == years - 1 && i[4] == static_cast<std::size_t>(state);
    }));
  };
}

}  // namespace

TEST_CASE("oral chain: half the onset, fewer courses of band 2 and less decay at five, later",
          "[invariants][heavy]")
{
  const tests::Paired& pair = halved_onset();
  CHECK(pair.falls([](const TinyRun& run) { return band_2(run, years - 3, years); }));
  CHECK(pair.falls([](const TinyRun& run) { return share_of_five_year_olds_with_decay(run, years - 1); }));
  CHECK(pair.rises(people_in(models::OralState::sound)));
  CHECK(pair.rises(people_in(models::OralState::stable)));
  // the lag: what was there before has to be lived through
  // (shares of courses: time that fewer fillings free is given to other patients)
  CHECK(pair.falls(
      [](const TinyRun& run) { return band_2_share(run, years - 3, years) - band_2_share(run, 0, 1); }));
  CHECK(pair.falls([](const TinyRun& run) {
    return share_of_five_year_olds_with_decay(run, years - 1) - share_of_five_year_olds_with_decay(run, 0);
  }));
}

TEST_CASE("oral chain: the same number of children reach five whatever their teeth", "[invariants][heavy]")
{
  const auto& before = tests::tiny_run(six_years());
  const auto& after = tests::tiny_run(six_years({"oral_health.onset_factor=0.5"}));
  CHECK(before.cube("oral_health", "reached_five").values() ==
        after.cube("oral_health", "reached_five").values());
  CHECK(before.cube("population", "persons").values() == after.cube("population", "persons").values());
}

TEST_CASE("oral chain: without onset nobody falls ill, and what was there runs out", "[invariants]")
{
  const TinyRun& run = tests::tiny_run(tests::with(tests::years_from_the_first_day(3),
                                                   {"oral_health.child_onset=0", "oral_health.adult_onset=0",
                                                    "oral_health.first_day_diseased=[0, 0, 0, 0]"}));
  CHECK(run.total("oral_health", "decay_at_five") == 0);
  run.cube("oral_health", "persons").each([](const Index& at, std::int64_t people) {
    const auto state = static_cast<models::OralState>(at[4]);
    if (state != models::OralState::sound && state != models::OralState::stable) CHECK(people == 0);
  });
}
