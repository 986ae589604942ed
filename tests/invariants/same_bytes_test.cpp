// The same study gives the same bytes, whatever the number of threads and whoever else is in the study.
#include "tests/catch2.hpp"
#include "tests/tiny_run.hpp"

namespace {

const tests::Sets a_year{"study.warm_up=6", "study.months=12"};

}  // namespace

TEST_CASE("same bytes: 1, 2, 3 and 8 threads", "[invariants][threads]")
{
  const std::string alone = tests::tiny_run(a_year).digest;
  for (const unsigned threads : {2u, 3u, 8u}) {
    INFO(threads << " threads");
    CHECK(tests::play_tiny(a_year, 1, threads).digest == alone);
  }
}

TEST_CASE("same bytes: a second run in one process", "[invariants]")
{
  CHECK(tests::play_tiny(a_year).digest == tests::tiny_run(a_year).digest);
}

TEST_CASE("same bytes: what a scenario is called changes nothing", "[invariants]")
{
  models::Scenario renamed = tests::tiny_scenario(a_year);
  renamed.name = "another";
  renamed.label = "Another name";
  const tests::TinyRun& run = tests::tiny_run(a_year);
  sim::Crew crew{1};
  const std::atomic<bool> stop{false};
  std::atomic<std::uint64_t> days{0};
  const auto outcome = models::play(renamed, *run.geography, *run.population, 1, crew, stop, days);
  CHECK(sim::io::digest(outcome.value().groups) == run.digest);
  CHECK(days == static_cast<std::uint64_t>(renamed.study.end() - renamed.study.first_day()));
}

TEST_CASE("same bytes: another replication and another seed differ", "[invariants]")
{
  const std::string first = tests::tiny_run(a_year).digest;
  CHECK(tests::tiny_run(a_year, 2).digest != first);
  CHECK(tests::tiny_run(tests::with(a_year, {"study.seed=2"})).digest != first);
}

TEST_CASE("same bytes: hours at which the post is collected are part of the model", "[invariants]")
{
  // guards the tests above: what changes the order of letters is seen by the digest
  CHECK(tests::tiny_run(tests::with(a_year, {"post.collection=[6, 9, 12, 18, 24]"})).digest !=
        tests::tiny_run(a_year).digest);
}
