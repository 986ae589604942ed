// The workforce plan: of size zero it is absence, its money to the penny, each lever does what it says.
#include <algorithm>

#include "tests/catch2.hpp"
#include "tests/invariants/paired.hpp"
#include "tests/tiny_run.hpp"

namespace {

using Index = std::vector<std::size_t>;
using tests::Paired;
using tests::Sets;
using tests::TinyRun;
using tests::with;

const std::string key = "pathway.workforce.";
const Sets a_year = tests::years_from_the_first_day(1);
const Sets towns = with(tests::larger_region(), a_year);
/// Practices large enough that half a post stands empty.
const Sets short_of_staff{"clinicians.filled_mean=0.55", "clinicians.filled_concentration=40",
                          "practices.contracted_uda={ value = 300000, unit = \"UDA/year\" }"};
const Sets two_posts{key + "foundation.posts=1", key + "foundation.practices=2"};
const Sets site{key + "sites.alt.place=Seaport",      key + "sites.alt.from=2024-04-01",
                key + "sites.alt.chairs=2",           key + "sites.alt.trainees=4",
                key + "sites.alt.trainee_sessions=6", key + "sites.alt.dentists=1",
                key + "sites.alt.dentist_sessions=4", key + "sites.alt.set_up=10000",
                key + "sites.alt.trainee_cost=20000", key + "sites.alt.dentist_cost=80000"};
const Sets graduates{key + "graduates.a_year=6", key + "graduates.from=2024-04-01"};
const Sets kept{key + "return_of_service.kept=1", key + "return_of_service.from=2024-04-01",
                "clinicians.training_practices=100"};

std::int64_t own(const TinyRun& run, const std::string& measure)
{
  return run.total("programmes", "workforce__" + measure);
}
std::int64_t practice(const TinyRun& run, const std::string& measure)
{
  return run.total("programmes", "general_practice__" + measure);
}
tests::Outcome of(const char* group, const char* name)
{
  return [=](const TinyRun& run) { return static_cast<double>(run.total(group, name)); };
}
std::string digest_of_others(const TinyRun& run)
{
  std::vector<sim::io::Group> groups = run.outcome.groups;
  for (sim::io::Group& group : groups)
    std::erase_if(group.arrays,
                  [](const sim::io::Array& array) { return array.name.starts_with("workforce__"); });
  return sim::io::digest(groups);
}

}  // namespace

TEST_CASE("workforce plan: of size zero, or after the end, it equals absence", "[invariants]")
{
  const std::string absent =
      digest_of_others(tests::play(tests::without(tests::tiny_scenario(a_year), {"workforce"}), 1, 1));
  CHECK(digest_of_others(tests::tiny_run(a_year)) == absent);
  const Sets later{key + "foundation.from=2030-04-01", key + "graduates.from=2030-04-01",
                   key + "return_of_service.from=2030-04-01", key + "scope.from=2030-04-01",
                   key + "working_time.from=2030-04-01"};
  Sets all = with(two_posts, {key + "graduates.a_year=6", key + "return_of_service.kept=1",
                              key + "scope.practices=6", key + "scope.nurses=true",
                              key + "working_time.sessions=0.5", key + "working_time.stays=0.3"});
  CHECK(digest_of_others(tests::tiny_run(with(with(a_year, all), later))) == absent);
  CHECK(digest_of_others(tests::tiny_run(with(a_year, with(site, {key + "sites.alt.from=2030-04-01"})))) ==
        absent);
}

TEST_CASE("workforce plan: a year's heads cost what they cost a year, to the penny", "[invariants]")
{
  const TinyRun &run = tests::tiny_run(with(a_year, with(two_posts, site))), &none = tests::tiny_run(a_year);
  CHECK(own(run, "foundation_posts") == 12 * 2);
  CHECK(own(run, "site_trainees") == 12 * 4);
  CHECK(own(run, "site_dentists") == 12);
  CHECK(run.paid("workforce__training") == 2 * 2'500'000);
  CHECK(run.paid("workforce__training_site") == 1'000'000 + 4 * 2'000'000 + 8'000'000);
  CHECK(own(run, "cost") == 5'000'000 + 17'000'000);
  // the scheme pays for the posts, and for nobody at the site
  CHECK(run.paid("general_practice__foundation_pay") - none.paid("general_practice__foundation_pay") ==
        2 * 6'400'000);
  const TinyRun& won = tests::tiny_run(with(with(towns, short_of_staff), graduates));
  CHECK(own(won, "graduates_came") == 6);
  CHECK(won.paid("workforce__graduate") == 6 * 2'000'000);
  const TinyRun& stayed = tests::tiny_run(with(with(towns, short_of_staff), kept));
  const std::int64_t came = own(stayed, "returners_came");
  CHECK(came > 10);
  CHECK(own(stayed, "returners") == 12 * came);  // nobody leaves before their term
  CHECK(stayed.paid("workforce__return_of_service") == came * 1'000'000);
}

TEST_CASE("workforce plan: trainees hold sessions, as many as chairs allow", "[invariants]")
{
  const TinyRun &run = tests::tiny_run(with(a_year, with(two_posts, site))), &none = tests::tiny_run(a_year);
  CHECK(practice(run, "trainee_sessions") > practice(none, "trainee_sessions"));
  CHECK(practice(run, "supervised_minutes") > 0);
  const TinyRun& one_chair =
      tests::tiny_run(with(a_year, with(site, {key + "sites.alt.chairs=1", key + "sites.alt.dentists=0"})));
  const std::int64_t added = practice(one_chair, "trainee_sessions") - practice(none, "trainee_sessions");
  CHECK(added > 300);
  CHECK(added <= 2 * 253);  // half-days of the working days of a year
}

TEST_CASE("workforce plan: who is won fills what stands empty", "[invariants][heavy]")
{
  const Sets before = with(towns, short_of_staff);
  for (const Sets& lever :
       {graduates, Sets{key + "return_of_service.kept=1", key + "return_of_service.from=2024-04-01"}}) {
    const Paired pair{with(before, {"clinicians.training_practices=50"}),
                      with(with(before, {"clinicians.training_practices=50"}), lever)};
    CHECK(pair.falls(of("programmes", "general_practice__standing_empty")));
    CHECK(pair.rises(of("practices", "minutes_offered")));
  }
}

TEST_CASE("workforce plan: more foundation dentists, more courses", "[invariants][heavy]")
{
  const Paired pair{towns, with(towns, {key + "foundation.posts=1", key + "foundation.practices=10"})};
  CHECK(pair.rises(of("activity", "courses_of_treatment")));
}

TEST_CASE("workforce plan: by directions therapists relieve, from the day on and nowhere else",
          "[invariants]")
{
  const Sets therapists = with(towns, {"clinicians.therapist_share=25"});
  const Sets scope{key + "scope.practices=400",
                   key + "scope.roles.urgent_care=[\"therapist\", \"dentist\", \"foundation_dentist\"]"};
  const auto relieved = [](const TinyRun& run) {
    return run.cube("activity", "courses_of_treatment").sum([](const Index& i) {
      return i[2] == static_cast<std::size_t>(models::Band::urgent) &&
             i[4] == static_cast<std::size_t>(models::Role::therapist);
    });
  };
  CHECK(relieved(tests::tiny_run(therapists)) == 0);
  const TinyRun& run = tests::tiny_run(with(therapists, scope));
  CHECK(relieved(run) > 20);
  CHECK(own(run, "scope_practices") == 12 * 40);
  CHECK(run.paid("workforce__scope") == 40 * 150'000);
  CHECK(relieved(tests::tiny_run(with(therapists, with(scope, {key + "scope.from=2030-04-01"})))) == 0);
  // nobody trains a practice that has handed back its contract
  const TinyRun& fewer = tests::tiny_run(
      with(therapists, with(scope, {key + "scope.from=2025-03-01", "contract.hand_back_rate=60"})));
  const std::int64_t closures =
      fewer.cube("programmes", "general_practice__closures").sum([](const Index& i) { return i[0] < 11; });
  CHECK(closures > 10);
  CHECK(fewer.paid("workforce__scope") <= (40 - closures + 5) * 150'000);
  CHECK(own(fewer, "scope_practices") == 40 - fewer.total("programmes", "general_practice__closures"));
}

TEST_CASE("workforce plan: fewer sessions a head, and tired people leave", "[invariants][heavy]")
{
  const Paired less{towns, with(towns, {key + "working_time.sessions=0.8"})};
  CHECK(less.falls(of("programmes", "general_practice__sessions")));
  const Sets turnover = with(towns, {"clinicians.leave_rate=0.5", "study.warm_up=6"});
  const Paired tired{turnover, with(turnover, {key + "fatigue.strength=3", key + "fatigue.from=0",
                                               key + "fatigue.memory=1"})};
  CHECK(tired.rises(of("programmes", "general_practice__leavers")));
  const Paired stay{turnover,
                    with(turnover, {key + "working_time.stays=0.8", key + "working_time.from=2023-10-01"})};
  CHECK(stay.falls(of("programmes", "general_practice__leavers")));
}

TEST_CASE("workforce plan: a budget that is spent pays for nobody more", "[invariants]")
{
  const Sets budget{"budget.workforce.years.2024.pounds=40000", "budget.workforce.carried_over=0"};
  const TinyRun& run = tests::tiny_run(with(a_year, with(site, budget)));
  CHECK(own(run, "cost") <= 4'000'000);
  CHECK(own(run, "cost") > 1'000'000);
  CHECK(own(run, "unfunded") > 0);
  CHECK(own(run, "site_trainees") < 12 * 4);
}

TEST_CASE("workforce plan: 1 and 3 threads give the same bytes", "[invariants][threads]")
{
  const Sets all = with(with(with(towns, short_of_staff), with(two_posts, site)),
                        with(with(graduates, kept), {key + "fatigue.strength=1", key + "fatigue.from=0.2"}));
  CHECK(tests::play_tiny(all, 1, 3).digest == tests::tiny_run(all).digest);
}
