#include "models/run_folder.hpp"

#include <filesystem>

#include "models/folder_inspection.hpp"
#include "models/run_attributes.hpp"
#include "tests/catch2.hpp"
#include "tests/fake_model.hpp"
#include "tests/sample_groups.hpp"

namespace {

using models::RunFolder;
using models::Share;
using models::Update;

const std::atomic<bool> go{false};

struct Opened {
  std::optional<RunFolder> folder;
  std::vector<std::string> faults;
};

Opened open(const std::string& path, const models::Study& study, Share share = {},
            Update update = Update::refuse)
{
  sim::io::Faults faults;
  auto folder = RunFolder::open(path, share, {plan_of(study), study.whole, update}, go, faults);
  return {std::move(folder), faults.lines()};
}

void finish(const RunFolder& folder, const models::Study& study, std::size_t scenario, int replication)
{
  const auto& one = study.scenarios[scenario];
  const models::RunKey run{one.scenario.name, replication};
  folder.make_room_for(run);
  sim::io::write_file(folder.run_path(run), folder.share(), run_attributes(study, one, replication, {}),
                      tests::sample_groups());
}

}  // namespace

TEST_CASE("folder: a new one is made with its plan, and lists what is missing", "[folder]")
{
  const tests::ScratchFolder scratch;
  const auto study = tests::read_fake(scratch, tests::fake_study("[scenario.b]\n"));
  const auto [folder, faults] = open(scratch.path("out"), study);
  REQUIRE(folder);
  CHECK(folder->missing().size() == 6);
  CHECK(folder->missing()[1] == models::RunKey{"b", 1});
  finish(*folder, study, 1, 1);
  CHECK(folder->finished({"b", 1}));
  CHECK(folder->missing().size() == 5);
  CHECK(folder->planned()[3].path == folder->run_path({"b", 1}));
  CHECK_THAT(folder->run_path({"b", 1}), ContainsSubstring("out/runs/b/0001.h5"));
}

TEST_CASE("folder: one process for each share", "[folder]")
{
  const tests::ScratchFolder scratch;
  const auto study = tests::read_fake(scratch);
  const auto first = open(scratch.path("out"), study, {1, 2});
  REQUIRE(first.folder);
  CHECK(open(scratch.path("out"), study, {2, 2}).folder);
  const auto again = open(scratch.path("out"), study, {1, 2});
  CHECK_FALSE(again.folder);
  REQUIRE(again.faults.size() == 1);
  CHECK_THAT(again.faults[0], ContainsSubstring("another process is playing share 1-of-2"));
}

TEST_CASE("folder: half-written files go with the lock of their share, and no others", "[folder]")
{
  const tests::ScratchFolder scratch;
  const auto study = tests::read_fake(scratch);
  const auto half = [&](const std::string& share) { return "out/runs/baseline/0001.h5." + share + ".tmp"; };
  scratch.write(half("1-of-1"), "own, of a process that died");
  scratch.write(half("2-of-3"), "of a share that is being played");
  scratch.write(half("3-of-3"), "of a share whose process died");
  scratch.write("out/.lock.3-of-3", "");
  const auto alive = models::FolderLock::try_to_take(scratch.path("out/.lock.2-of-3"));
  REQUIRE(open(scratch.path("out"), study).folder);
  CHECK_FALSE(std::filesystem::exists(scratch.path(half("1-of-1"))));
  CHECK(std::filesystem::exists(scratch.path(half("2-of-3"))));
  CHECK_FALSE(std::filesystem::exists(scratch.path(half("3-of-3"))));
  CHECK_FALSE(std::filesystem::exists(scratch.path("out/.lock.3-of-3")));
}

TEST_CASE("folder: another seed is refused and nothing is touched", "[folder]")
{
  const tests::ScratchFolder scratch;
  const auto study = tests::read_fake(scratch);
  finish(*open(scratch.path("out"), study).folder, study, 0, 1);
  const auto other = tests::read_fake(scratch, tests::fake_study(), tests::fake_model(), {"study.seed=8"});
  const auto refused = open(scratch.path("out"), other, {1, 5}, Update::replay);
  CHECK_FALSE(refused.folder);
  REQUIRE(refused.faults.size() == 1);
  CHECK_THAT(refused.faults[0], ContainsSubstring("plan.txt") && ContainsSubstring("seed 7 there, 8 here"));
  CHECK_FALSE(std::filesystem::exists(scratch.path("out/.lock.1-of-5")));
}

TEST_CASE("folder: run files of another study are refused by name where there is no plan", "[folder]")
{
  const tests::ScratchFolder scratch;
  const auto study = tests::read_fake(scratch);
  finish(*open(scratch.path("out"), study).folder, study, 0, 1);
  std::filesystem::remove(scratch.path("out/plan.txt"));
  CHECK(open(scratch.path("out"), study).faults.empty());
  std::filesystem::remove(scratch.path("out/plan.txt"));
  const auto other = tests::read_fake(scratch, tests::fake_study(), tests::fake_model(), {"study.months=3"});
  const auto refused = open(scratch.path("out"), other);
  REQUIRE(refused.faults.size() == 1);
  CHECK_THAT(refused.faults[0], ContainsSubstring("0001.h5") && ContainsSubstring("months 2 there, 3 here"));
}

TEST_CASE("folder: other settings are refused by their first key, and played again with an update",
          "[folder]")
{
  const tests::ScratchFolder scratch;
  const auto study = tests::read_fake(scratch);
  finish(*open(scratch.path("out"), study).folder, study, 0, 1);
  const auto other = tests::read_fake(scratch, tests::fake_study(), tests::fake_model(), {"fake.level=0.9"});
  const auto refused = open(scratch.path("out"), other);
  REQUIRE(refused.faults.size() == 1);
  CHECK_THAT(refused.faults[0], ContainsSubstring("fake.level = 0.5 there, 0.9 here"));
  {
    const auto updated = open(scratch.path("out"), other, {}, Update::replay);
    REQUIRE(updated.folder);
    CHECK_FALSE(updated.folder->finished({"baseline", 1}));
  }
  const auto gone_on = open(scratch.path("out"), other);  // the plan remembers what was given up
  REQUIRE(gone_on.folder);
  CHECK(gone_on.folder->missing().size() == 3);
}

TEST_CASE("folder: an update waits for nobody who plays the old settings", "[folder]")
{
  const tests::ScratchFolder scratch;
  const auto study = tests::read_fake(scratch);
  const auto playing = open(scratch.path("out"), study, {1, 2});
  const auto other = tests::read_fake(scratch, tests::fake_study(), tests::fake_model(), {"fake.level=0.9"});
  const auto refused = open(scratch.path("out"), other, {2, 2}, Update::replay);
  REQUIRE(refused.faults.size() == 1);
  CHECK_THAT(refused.faults[0], ContainsSubstring("share 1-of-2"));
}

TEST_CASE("folder: a run under another run's name is refused", "[folder]")
{
  const tests::ScratchFolder scratch;
  const auto study = tests::read_fake(scratch);
  finish(*open(scratch.path("out"), study).folder, study, 0, 1);
  std::filesystem::copy(scratch.path("out/runs/baseline/0001.h5"), scratch.path("out/runs/baseline/0002.h5"));
  const auto refused = open(scratch.path("out"), study);
  REQUIRE(refused.faults.size() == 1);
  CHECK_THAT(refused.faults[0], ContainsSubstring("0002.h5") && ContainsSubstring("holds replication 1"));
}

TEST_CASE("folder: a broken run file is named", "[folder]")
{
  const tests::ScratchFolder scratch;
  const auto study = tests::read_fake(scratch);
  scratch.write("out/runs/baseline/0001.h5", "not a result");
  CHECK_THROWS_WITH(open(scratch.path("out"), study), ContainsSubstring("0001.h5"));
}

TEST_CASE("folder: shares deal out every replication once", "[folder]")
{
  for (int replication = 1; replication <= 10; ++replication) {
    int takers = 0;
    for (int task = 1; task <= 3; ++task) takers += Share{task, 3}.takes(replication) ? 1 : 0;
    CHECK(takers == 1);
  }
}

TEST_CASE("folder: runs in words", "[folder]")
{
  CHECK(models::in_words({{"a", 1}, {"b", 2}, {"a", 4}, {"a", 3}, {"a", 5}}) == "a 1, 3-5; b 2");
  CHECK(models::in_words({}).empty());
}
