#include "models/study_runner.hpp"

#include <map>
#include <thread>

#include "sim/io/run_file.hpp"
#include "tests/catch2.hpp"
#include "tests/fake_model.hpp"

namespace {

using models::Labour;
using models::RunFolder;

const std::string scenarios = "[scenario.b.fake]\nlevel = 0.8\n[scenario.c.fake]\npeople = 30\n";

RunFolder open(const std::string& path, const models::Study& study)
{
  sim::io::Faults faults;
  const std::atomic<bool> go{false};
  auto folder = RunFolder::open(path, {}, {plan_of(study), true, models::Update::refuse}, go, faults);
  REQUIRE(folder);
  return std::move(*folder);
}

std::map<std::string, std::string> digests(const RunFolder& folder)
{
  std::map<std::string, std::string> found;
  for (const auto& run : folder.planned())
    found[models::in_words({{run.scenario, run.replication}})] =
        models::text_attribute(sim::io::read_attributes(run.path), "digest");
  return found;
}

std::size_t play(const RunFolder& folder, const models::Study& study, const models::Model& model,
                 const Labour& labour, const std::atomic<bool>& stop)
{
  models::Progress progress{models::ProgressStyle::silent, {}};
  return play_runs(study, model, folder, folder.missing(), labour, stop, progress);
}

}  // namespace

TEST_CASE("labour: as many workers as runs, threads and memory allow, and every thread in a team", "[study]")
{
  CHECK(models::divide(10, 4, 100, 10).workers == 4);
  CHECK(models::divide(3, 8, 100, 10).workers == 3);
  CHECK(models::divide(10, 8, 25, 10).workers == 2);
  CHECK(models::divide(10, 8, 5, 10).workers == 1);
  const Labour labour = models::divide(3, 8, 100, 10);
  CHECK(labour.team(0) + labour.team(1) + labour.team(2) == 8);
  CHECK(labour.team(2) >= 1);
  CHECK(models::memory_at_hand() > 0);
}

TEST_CASE("study: the same digests whatever the workers and teams", "[study][threads]")
{
  const tests::ScratchFolder scratch;
  const auto model = tests::fake_model();
  const auto study = tests::read_fake(scratch, tests::fake_study(scenarios), model);
  const std::atomic<bool> go{false};
  std::map<std::string, std::string> first;
  for (const Labour labour : {Labour{1, 1}, Labour{1, 2}, Labour{2, 3}, Labour{8, 8}}) {
    const RunFolder folder = open(scratch.path("out" + std::to_string(labour.threads)), study);
    const auto played = play(folder, study, model, labour, go);
    CHECK(played == 9);
    CHECK(folder.missing().empty());
    if (first.empty()) first = digests(folder);
    CHECK(digests(folder) == first);
  }
}

TEST_CASE("study: what a worker throws ends the others, and finished runs stay", "[study][threads]")
{
  const tests::ScratchFolder scratch;
  const auto model = tests::fake_model();
  const auto study = tests::read_fake(
      scratch,
      tests::fake_study(
          "[scenario.bad.fake]\nthrows = true\n[scenario.slow.fake]\nmilliseconds_a_day = 200\n"),
      model);
  const RunFolder folder = open(scratch.path("out"), study);
  const std::atomic<bool> go{false};
  CHECK_THROWS_WITH(play(folder, study, model, {3, 3}, go), ContainsSubstring("as it was told"));
  CHECK(folder.finished({"baseline", 1}));
  CHECK_FALSE(folder.finished({"bad", 1}));
  CHECK_FALSE(folder.finished({"slow", 1}));
}

TEST_CASE("study: an interrupt keeps what is finished", "[study][threads]")
{
  const tests::ScratchFolder scratch;
  const auto model = tests::fake_model();
  const auto study =
      tests::read_fake(scratch, tests::fake_study("[scenario.slow.fake]\nmilliseconds_a_day = 200\n"), model);
  const RunFolder folder = open(scratch.path("out"), study);
  std::atomic<bool> stop{false};
  std::thread hand{[&] {
    while (!folder.finished({"baseline", 1})) std::this_thread::sleep_for(std::chrono::milliseconds{1});
    stop = true;
  }};
  play(folder, study, model, {2, 2}, stop);
  hand.join();
  CHECK(folder.finished({"baseline", 1}));
  CHECK_FALSE(folder.finished({"slow", 1}));
}

TEST_CASE("study: a run that another process finished meanwhile is not played again", "[study]")
{
  const tests::ScratchFolder scratch;
  const auto model = tests::fake_model();
  const auto study = tests::read_fake(scratch, tests::fake_study(), model);
  const RunFolder folder = open(scratch.path("out"), study);
  const auto runs = folder.missing();
  const std::atomic<bool> go{false};
  play(folder, study, model, {1, 1}, go);
  models::Progress progress{models::ProgressStyle::silent, {}};
  CHECK(play_runs(study, model, folder, runs, {1, 1}, go, progress) == 0);
}
