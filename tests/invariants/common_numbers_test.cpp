// Scenarios share every draw that they share in meaning: what does not reach a person moves nothing of theirs.
#include <algorithm>

#include "tests/catch2.hpp"
#include "tests/tiny_run.hpp"

namespace {

using Index = std::vector<std::size_t>;
using tests::Sets;
using tests::TinyRun;
using tests::with;

// the helpline is one queue for all Places: without it they meet only at practices
const Sets a_year = with(tests::general_practice_alone(), {"study.warm_up=6", "study.months=12"});

/// Both Places have more practices than an area chooses among, and are a hundred kilometres apart.
Sets far_apart()
{
  return with(a_year, {"places.Seaport.practices=18", "places.Upvale.practices=18",
                       "places.Upvale.easting=410000", "contract.hand_back_rate=0"});
}

/// Digest of all cells of one Place (or of its practices), of every variable but the summary's.
std::string digest_of_place(const TinyRun& run, std::size_t place)
{
  sim::io::Digest digest;
  for (const sim::io::Group& group : run.outcome.groups) {
    for (const sim::io::Array& array : group.arrays) {
      const auto at = std::find(array.dimensions.begin(), array.dimensions.end(), "place"),
                 owner = std::find(array.dimensions.begin(), array.dimensions.end(), "practice");
      if (at == array.dimensions.end() && owner == array.dimensions.end()) continue;
      const auto axis =
          static_cast<std::size_t>((at != array.dimensions.end() ? at : owner) - array.dimensions.begin());
      run.cube(group.name, array.name).each([&](const Index& i, std::int64_t value) {
        const std::size_t here =
            at != array.dimensions.end() ? i[axis] : run.geography->practices[i[axis]].place;
        if (here == place) digest.number(static_cast<std::uint64_t>(value));
      });
    }
  }
  return digest.words();
}

/// The same people and practices, those of one Place with twice the contract.
models::RunOutcome with_twice_the_contract(const TinyRun& run, std::size_t place)
{
  models::Geography geography = *run.geography;
  for (models::PracticeSite& practice : geography.practices)
    if (practice.place == place) practice.contracted_uda *= 2;
  sim::Crew crew{1};
  const std::atomic<bool> stop{false};
  std::atomic<std::uint64_t> days{0};
  return models::play(run.scenario, geography, *run.population, 1, crew, stop, days).value();
}

/// Without some groups and variables.
std::string digest_without(const TinyRun& run, const std::vector<std::string>& left_out)
{
  std::vector<sim::io::Group> groups = run.outcome.groups;
  const auto is_left_out = [&](const auto& named) {
    return std::find(left_out.begin(), left_out.end(), named.name) != left_out.end();
  };
  std::erase_if(groups, is_left_out);
  for (sim::io::Group& group : groups) std::erase_if(group.arrays, is_left_out);
  return sim::io::digest(groups);
}

}  // namespace

TEST_CASE("common numbers: practices of one Place move nothing where nobody goes to them", "[invariants]")
{
  const TinyRun& before = tests::tiny_run(far_apart());
  constexpr std::size_t seaport = 0, upvale = 1;
  REQUIRE(before.geography->places[upvale].name == "Upvale");
  TinyRun after = before;
  after.outcome = with_twice_the_contract(before, upvale);
  CHECK(digest_of_place(after, seaport) == digest_of_place(before, seaport));
  CHECK(digest_of_place(after, upvale) != digest_of_place(before, upvale));
}

TEST_CASE("common numbers: a wave in one Place moves nothing in another that is far away", "[invariants]")
{
  const std::string shocks = "pathway.shocks.";
  const Sets waves{shocks + "asks_again=60",
                   shocks + "waves.local.from=2024-07-01",
                   shocks + "waves.local.until=2024-09-30",
                   shocks + "waves.local.routine=0.2",
                   shocks + "waves.local.absent=0.1",
                   shocks + "waves.local.fallow=20",
                   shocks + "waves.local.put_off=0.5",
                   shocks + "waves.local.places=[\"Upvale\"]"};
  const TinyRun &before = tests::tiny_run(far_apart()), &after = tests::tiny_run(with(far_apart(), waves));
  constexpr std::size_t seaport = 0, upvale = 1;
  CHECK(digest_of_place(after, seaport) == digest_of_place(before, seaport));
  CHECK(digest_of_place(after, upvale) != digest_of_place(before, upvale));
}

TEST_CASE("common numbers: where oral health decides nothing, its onset moves nothing else", "[invariants]")
{
  // symptoms and treatment are the same in every state, and nobody recalls by risk
  const Sets deaf{"care_seeking.acute_by_state=[1, 1, 1, 1, 1, 1, 1, 1, 1]",
                  "treatment.severity_log_odds_adult=[0, 0, 0, 0]",
                  "treatment.severity_log_odds_child=[0, 0, 0, 0]",
                  "pathway.general_practice.recall.compliance=0"};
  const TinyRun &ill = tests::tiny_run(with(a_year, deaf)),
                &well = tests::tiny_run(with(with(a_year, deaf), {"oral_health.onset_factor=0.5"}));
  const std::vector<std::string> its_own{"oral_health", "summary", "care_homes__diseased",
                                         "care_homes__in_pain"};
  CHECK(digest_without(ill, its_own) == digest_without(well, its_own));
  CHECK(ill.digest != well.digest);
  CHECK(ill.outcome.events == well.outcome.events);
}

TEST_CASE("common numbers: a lever at 1 changes no byte", "[invariants]")
{
  CHECK(tests::tiny_run(with(a_year, {"oral_health.onset_factor=1", "clinicians.vacancy_factor=1"})).digest ==
        tests::tiny_run(a_year).digest);
}

TEST_CASE("common numbers: people, births and deaths are those of the baseline in every scenario",
          "[invariants]")
{
  const auto persons = tests::tiny_run(a_year).cube("population", "persons").values();
  for (const char* change :
       {"contract.hand_back_rate=50", "clinicians.vacancy_factor=0.5", "oral_health.onset_factor=0.5",
        "care_seeking.search_adult=3", "front_door.routine_attempts=1"}) {
    INFO(change);
    const TinyRun& run = tests::tiny_run(with(a_year, {change}));
    CHECK(run.cube("population", "persons").values() == persons);
    CHECK(run.digest != tests::tiny_run(a_year).digest);
  }
}
