#include "models/commands.hpp"

#include <filesystem>

#include "models/run_attributes.hpp"
#include "tests/catch2.hpp"
#include "tests/fake_model.hpp"

namespace {

const std::atomic<bool> go{false};

models::RunOptions options(const tests::ScratchFolder& folder, const std::string& study,
                           const std::string& out)
{
  models::RunOptions run;
  run.request.path = study;
  run.folder = folder.path(out);
  run.threads = 2;
  run.progress = models::ProgressStyle::silent;
  return run;
}

std::string digest(const std::string& file)
{
  return models::text_attribute(sim::io::read_attributes(file), "digest");
}

}  // namespace

TEST_CASE("run: two tasks and collect give what one run gives", "[study]")
{
  const tests::ScratchFolder folder;
  const auto model = tests::fake_model();
  const std::string study = folder.write("s.toml", tests::fake_study("[scenario.b.fake]\nlevel = 0.7\n"));
  CHECK(models::run_study(options(folder, study, "one"), model, go) == models::done_exit);
  for (int task = 1; task <= 2; ++task) {
    auto part = options(folder, study, "two");
    part.task = models::Share{task, 2};
    CHECK(models::run_study(part, model, go) == models::done_exit);
    CHECK_FALSE(std::filesystem::exists(folder.path("two/study.h5")));
    if (task == 1) CHECK(models::collect_folder(folder.path("two"), go) == models::user_fault_exit);
  }
  CHECK(models::collect_folder(folder.path("two"), go) == models::done_exit);
  CHECK(digest(folder.path("one/study.h5")) == digest(folder.path("two/study.h5")));
}

TEST_CASE("run: a finished study is not written again", "[study]")
{
  const tests::ScratchFolder folder;
  const auto model = tests::fake_model();
  const auto run = options(folder, folder.write("s.toml", tests::fake_study()), "out");
  REQUIRE(models::run_study(run, model, go) == models::done_exit);
  const auto before = std::filesystem::last_write_time(folder.path("out/study.h5"));
  CHECK(models::run_study(run, model, go) == models::done_exit);
  CHECK(std::filesystem::last_write_time(folder.path("out/study.h5")) == before);
}

TEST_CASE("run: a fault makes no folder", "[study]")
{
  const tests::ScratchFolder folder;
  const auto run = options(folder, folder.write("s.toml", tests::fake_study("levle = 1\n")), "out");
  CHECK(models::run_study(run, tests::fake_model(), go) == models::user_fault_exit);
  CHECK_FALSE(std::filesystem::exists(folder.path("out")));
}

TEST_CASE("run: stopped before it begins, it keeps the folder and says 130", "[study]")
{
  const tests::ScratchFolder folder;
  const std::atomic<bool> stop{true};
  const auto run = options(folder, folder.write("s.toml", tests::fake_study()), "out");
  CHECK(models::run_study(run, tests::fake_model(), stop) == 130);
}

TEST_CASE("collect: a folder without a plan is refused", "[study]")
{
  const tests::ScratchFolder folder;
  CHECK(models::collect_folder(folder.path("nothing"), go) == models::user_fault_exit);
}
