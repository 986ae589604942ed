// Who treats follows from who is there and what they may do.
#include "tests/catch2.hpp"
#include "tests/invariants/paired.hpp"

namespace {

using Index = std::vector<std::size_t>;
using tests::Sets;
using tests::TinyRun;
using tests::with;

const Sets many_therapists{"clinicians.therapist_share=25", "clinicians.hygienist_share=10"};
const Sets no_therapists{"clinicians.therapist_share=0", "clinicians.hygienist_share=0"};

// practices that are alike
const Sets short_of_staff{"clinicians.filled_mean=0.55", "clinicians.filled_concentration=40",
                          "practices.contract_spread=0"};
const Sets half_the_vacancies{"clinicians.vacancy_factor=0.5"};

Sets a_year(const Sets& more) { return with({"study.warm_up=6", "study.months=12"}, more); }

bool is_dcp(std::size_t role)
{
  return role == static_cast<std::size_t>(models::Role::therapist) ||
         role == static_cast<std::size_t>(models::Role::hygienist);
}

tests::Outcome sum_of(const char* group, const char* name)
{
  return [=](const TinyRun& run) { return static_cast<double>(run.total(group, name)); };
}

std::int64_t courses_led(const TinyRun& run, bool by_dcps)
{
  return run.cube("activity", "courses_of_treatment").sum([by_dcps](const Index& i) {
    return is_dcp(i[4]) == by_dcps;
  });
}

}  // namespace

TEST_CASE("workforce: without therapists and hygienists dentists do it all", "[invariants][heavy]")
{
  const auto &with_dcps = tests::tiny_run(a_year(many_therapists)),
             &without = tests::tiny_run(a_year(no_therapists));
  CHECK(courses_led(with_dcps, true) > 0);
  CHECK(with_dcps.total("activity", "courses_assisted") > 0);
  CHECK(courses_led(without, true) == 0);
  CHECK(without.total("activity", "courses_assisted") == 0);
  CHECK(without.total("activity", "uda_assisted") == 0);
  const tests::Paired pair{a_year(many_therapists), a_year(no_therapists)};
  CHECK(pair.rises([](const TinyRun& run) { return static_cast<double>(courses_led(run, false)); }));
}

TEST_CASE("workforce: nobody leads what lies outside their scope", "[invariants][heavy]")
{
  const auto& run = tests::tiny_run(a_year(many_therapists));
  const auto courses = run.cube("activity", "courses_of_treatment");
  const models::Treatment treatment{run.scenario.model->treatment};
  const auto may = [&](models::Procedure procedure, std::size_t role) {
    return treatment.roles_for(procedure, run.scenario.study.start).contains(static_cast<models::Role>(role));
  };
  courses.each([&](const Index& at, std::int64_t count) {
    const auto band = static_cast<models::Band>(at[2]);
    const bool urgent = band == models::Band::urgent;
    if (urgent && !may(models::Procedure::urgent_care, at[4])) CHECK(count == 0);
    if (!may(models::Procedure::check_up, at[4]) && !urgent) CHECK(count == 0);
  });
  // the scope of this test is not empty: therapists open courses and may not give urgent care
  CHECK_FALSE(may(models::Procedure::urgent_care, static_cast<std::size_t>(models::Role::therapist)));
  CHECK(courses.sum([](const Index& i) { return i[2] == static_cast<std::size_t>(models::Band::urgent); }) >
        0);
}

TEST_CASE("workforce: before October 2022 therapists help but do not lead", "[invariants][heavy]")
{
  const auto& run = tests::tiny_run(with(a_year(many_therapists), {"study.start=2021-06-01"}));
  CHECK(courses_led(run, true) == 0);
  CHECK(run.total("activity", "courses_assisted") > 0);
}

TEST_CASE("workforce: half the vacancies, more sessions and more of the contract delivered",
          "[invariants][heavy]")
{
  const tests::Paired pair{a_year(short_of_staff), a_year(with(short_of_staff, half_the_vacancies))};
  CHECK(pair.rises(sum_of("practices", "uda_delivered")));
  CHECK(pair.rises(sum_of("programmes", "general_practice__sessions")));
}

TEST_CASE("workforce: a foundation dentist's year is paced to what the scheme expects", "[invariants][heavy]")
{
  constexpr int expected = 600;  // UDA: less than the patients of a small practice ask of a trainee
  const Sets trainers = with(tests::years_from_the_first_day(1), {"clinicians.training_practices=100"});
  const auto delivered = [&](int uda) {
    const auto& run = tests::tiny_run(with(trainers, {"contract.foundation_uda=" + std::to_string(uda)}));
    return static_cast<double>(run.total("programmes", "general_practice__foundation_uda")) /
           (100.0 * static_cast<double>(run.geography->practices.size()));
  };
  const double paced = delivered(expected), free = delivered(0);
  INFO(paced << " UDA a trainee where " << expected << " are expected, " << free << " where none are");
  CHECK(free > 1.25 * expected);  // so that there is something to pace
  CHECK(paced > 0.8 * expected);
  CHECK(paced < 1.1 * expected);  // what is booked already is still done
}

TEST_CASE("workforce: rural vacancies filled, rural practices see more people", "[invariants][heavy]")
{
  // Upvale is all countryside, Seaport a town
  const Sets country = with(
      short_of_staff, {"places.Upvale.rural=100", "places.Seaport.rural=0", "clinicians.filled_mean=0.4"});
  const tests::Paired pair{a_year(country), a_year(with(country, {"clinicians.rural_vacancy=0"}))};
  const auto sessions_in = [](std::size_t place) {
    return [place](const TinyRun& run) {
      return static_cast<double>(
          run.cube("programmes", "general_practice__sessions").sum([&](const Index& i) {
            return i[1] == place;
          }));
    };
  };
  const auto& run = tests::tiny_run(a_year(country));
  const std::size_t seaport = *run.geography->find_place("Seaport"),
                    upvale = *run.geography->find_place("Upvale");
  CHECK(pair.rises(sessions_in(upvale)));
  CHECK(pair.difference(sessions_in(seaport)).mean == 0);  // who works in town is who worked there
  const auto rural = [](const char* name) {
    return [name](const TinyRun& played) {
      return static_cast<double>(played.cube("rurality", name).sum([](const Index& i) {
        return i[2] == static_cast<std::size_t>(models::Rurality::rural);
      }));
    };
  };
  CHECK(pair.rises(rural("visits")));
}

TEST_CASE("rurality: its figures are those of the whole, by where people live", "[invariants][heavy]")
{
  const auto& run = tests::tiny_run(a_year({}));
  const auto persons = run.cube("rurality", "persons");
  const auto last = persons.extent(0) - 1;
  const auto all = [&](const char* group, const char* name) {
    return run.cube(group, name).sum([&](const Index& i) { return i[0] == last; });
  };
  for (const char* name : {"persons", "seen_12m", "seen_24m", "unmet_need"})
    CHECK(all("rurality", name) == all("population", name));
  const auto children = run.cube("population", "seen_12m").sum([&](const Index& i) {
    return i[0] == last && i[2] < 5;  // age groups below 18
  });
  CHECK(run.cube("rurality", "seen_12m").sum([&](const Index& i) { return i[0] == last && i[3] == 1; }) ==
        children);
  const auto rural = persons.sum([&](const Index& i) { return i[0] == last && i[2] == 1; });
  CHECK(rural > 0);
  CHECK(rural < all("rurality", "persons") / 2);
  CHECK(run.total("rurality", "visits") > 1000);
  CHECK(run.total("rurality", "way_m") > 0);
}

TEST_CASE("workforce: half the vacancies, the shares move", "[invariants][heavy]")
{
  // on common random numbers a program without the effect moves nothing at all; the intervals are in the long test
  const Sets region = with(tests::larger_region(), {"study.warm_up=12", "study.months=12"});
  const auto& before = tests::tiny_run(region);
  const auto& after = tests::tiny_run(with(region, half_the_vacancies));
  const auto rise = [&](const std::string& name) { return after.headline(name) - before.headline(name); };
  constexpr double least = 0.2, points = 1;
  for (const std::string name : {"children_seen_12m_percent", "adults_seen_24m_percent"}) {
    INFO(name << " rises by " << rise(name) << " points");
    CHECK(rise(name) > least);
  }
  CHECK(rise("uda_delivered_percent") > points);
  CHECK(rise("tried_and_failed_percent") < -points);
}

TEST_CASE("workforce: half the vacancies, more people seen and with a practice", "[invariants][.long]")
{
  const Sets region = with(tests::larger_region(), {"study.warm_up=12", "study.months=24"});
  const tests::Paired pair{region, with(region, half_the_vacancies)};
  CHECK(pair.rises(sum_of("population", "seen_24m")));
  CHECK(pair.rises(sum_of("population", "with_usual_practice")));
}

TEST_CASE("workforce: an extended-duty nurse makes room", "[invariants][heavy]")
{
  const Sets nurses{"clinicians.extended_duty_nurses=100"};
  const tests::Paired pair{a_year(with(nurses, {"clinicians.nurse_minutes=0"})),
                           a_year(with(nurses, {"clinicians.nurse_minutes=10"}))};
  CHECK(pair.rises(sum_of("activity", "courses_of_treatment")));
}

TEST_CASE("workforce: new starters fill what stands empty, from their date on", "[invariants][heavy]")
{
  const Sets coming = with(short_of_staff, {"clinicians.new_starters=5"});
  const tests::Paired pair{a_year(short_of_staff), a_year(coming)};
  CHECK(pair.rises(sum_of("activity", "courses_of_treatment")));
  const Sets later = with(coming, {"clinicians.new_starters_from=2030-01-01"});
  CHECK(tests::tiny_run(a_year(later)).digest == tests::tiny_run(a_year(short_of_staff)).digest);
}
