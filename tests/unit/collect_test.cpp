#include "sim/io/collect.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/catch2.hpp"
#include "tests/sample_groups.hpp"
#include "tests/scratch_folder.hpp"

using namespace sim::io;
using tests::sample_groups;
namespace fs = std::filesystem;

namespace {

/// Two scenarios of three replications; a run's numbers are shifted by 100 for the scenario, 10 for the
/// replication, and by its square so that differences vary.
std::vector<RunPath> write_runs(const tests::ScratchFolder& folder)
{
  std::vector<RunPath> runs;
  for (const int scenario : {0, 1}) {
    for (const int replication : {1, 2, 3}) {
      const std::string path =
          folder.path(std::to_string(scenario) + "_" + std::to_string(replication) + ".h5");
      const int shift = 10 * replication + scenario * (100 + replication * replication);
      write_file(path, "share", {}, sample_groups(static_cast<std::uint32_t>(shift)));
      runs.push_back({scenario == 0 ? "baseline" : "care_homes", replication, path});
    }
  }
  return runs;
}

template <class T>
std::vector<T> numbers(const std::vector<Group>& groups, const std::string& group, const std::string& name)
{
  for (const Group& candidate : groups) {
    for (const Array& array : candidate.arrays) {
      if (candidate.name == group && array.name == name) return std::get<std::vector<T>>(array.values);
    }
  }
  return {};
}

const Array& array_of(const std::vector<Group>& groups, std::size_t group, std::size_t array)
{
  return groups.at(group).arrays.at(array);
}

}  // namespace

TEST_CASE("runs are gathered with scenario and replication in front", "[collect]")
{
  const tests::ScratchFolder folder;
  const std::vector<RunPath> runs = write_runs(folder);
  const std::string path = folder.path("study.h5");
  const std::string words = collect(path, "share", runs, {{"title", "a study"}});
  const std::vector<Group> study = read_file(path);  // which checks the digest
  const Attributes attributes = read_attributes(path);
  CHECK(std::get<std::string>(attributes.at("digest")) == words);
  CHECK(std::get<std::string>(attributes.at("gathered")) == "every replication");
  CHECK(std::get<std::string>(attributes.at("title")) == "a study");
  CHECK(std::get<std::int64_t>(attributes.at("replications")) == 3);

  REQUIRE(study.size() == 2);  // outcomes stay in the run files
  CHECK(array_of(study, 0, 0).dimensions ==
        std::vector<std::string>{"scenario", "replication", "month", "place", "age_group"});
  const auto scenarios = std::get<std::vector<std::string>>(study[0].dimensions[0].coordinate);
  CHECK(scenarios == std::vector<std::string>{"baseline", "care_homes"});
  CHECK(std::get<std::vector<std::int32_t>>(study[0].dimensions[1].coordinate) ==
        std::vector<std::int32_t>{1, 2, 3});
  const auto asked = numbers<std::uint32_t>(study, "queues", "asked");
  REQUIRE(asked.size() == 2 * 3 * 12);
  CHECK(asked[0] == 10);
  CHECK(asked[1 * 12 + 11] == 31);             // baseline, replication 2, last cell
  CHECK(asked[(3 + 2) * 12] == 30 + 100 + 9);  // care homes, replication 3, first cell
  CHECK(numbers<double>(study, "summary", "adults_seen_24m_percent") ==
        std::vector<double>{53.5, 63.5, 73.5, 154.5, 167.5, 182.5});
}

TEST_CASE("gathering in small pieces gives the same bytes", "[collect]")
{
  const tests::ScratchFolder folder;
  const std::vector<RunPath> runs = write_runs(folder);
  CollectLimits all, pieces;
  all.left_out.clear();
  pieces.left_out.clear();
  pieces.memory = 1;
  const std::string words = collect(folder.path("all.h5"), "share", runs, {}, all);
  CHECK(collect(folder.path("pieces.h5"), "share", runs, {}, pieces) == words);
  CHECK(digest(read_file(folder.path("all.h5"))) == words);
  CHECK(digest(read_file(folder.path("pieces.h5"))) == words);
}

TEST_CASE("above the limit sums, squares and differences are kept, and every replication of the summary",
          "[collect]")
{
  const tests::ScratchFolder folder;
  const std::vector<RunPath> runs = write_runs(folder);
  CollectLimits limits;
  limits.every_replication_below = 100;
  collect(folder.path("study.h5"), "share", runs, {}, limits);
  const std::vector<Group> study = read_file(folder.path("study.h5"));
  CHECK(std::get<std::string>(read_attributes(folder.path("study.h5")).at("gathered")) == "sums");
  CHECK(array_of(study, 0, 0).name == "asked_sum");
  CHECK(array_of(study, 0, 0).dimensions ==
        std::vector<std::string>{"scenario", "month", "place", "age_group"});

  // cell 0 is 10, 20, 30 in the baseline and 111, 124, 139 in the scenario: differences 101, 104, 109
  const auto sum = numbers<std::int64_t>(study, "queues", "asked_sum");
  const auto squares = numbers<double>(study, "queues", "asked_sum_of_squares");
  const auto difference = numbers<std::int64_t>(study, "queues", "asked_difference_sum");
  const auto difference_squares = numbers<double>(study, "queues", "asked_difference_sum_of_squares");
  REQUIRE(sum.size() == 2 * 12);
  CHECK(sum[0] == 60);
  CHECK(sum[12] == 111 + 124 + 139);
  CHECK(squares[0] == 100 + 400 + 900);
  CHECK(squares[12] == 111.0 * 111 + 124 * 124 + 139 * 139);
  CHECK(difference[0] == 0);
  CHECK(difference[12] == 101 + 104 + 109);
  CHECK(difference_squares[12] == 101.0 * 101 + 104 * 104 + 109 * 109);
  // days_sum falls as the shift rises, and its numbers need 64 bits
  CHECK(numbers<std::int64_t>(study, "queues", "wait_days_sum_sum")[0] == -15'000'000'060);
  CHECK(numbers<double>(study, "summary", "adults_seen_24m_percent").size() == 6);
}

TEST_CASE("a run that is missing, broken or of another shape is named, and nothing is written", "[collect]")
{
  const tests::ScratchFolder folder;
  std::vector<RunPath> runs = write_runs(folder);
  const std::string path = folder.path("study.h5");
  const auto complaint = [&](const std::vector<RunPath>& of) -> std::string {
    try {
      collect(path, "share", of, {});
    } catch (const CorruptFile& fault) {
      return fault.what();
    }
    return "none";
  };
  std::vector<RunPath> missing = runs;
  missing.pop_back();
  CHECK_THAT(complaint(missing), ContainsSubstring("no run of scenario care_homes, replication 3"));

  std::vector<Group> other = sample_groups();
  other[0].dimensions[1].coordinate = std::vector<std::string>{"St Helens", "Halton"};
  write_file(runs[4].path, "share", {}, other);
  CHECK_THAT(complaint(runs),
             ContainsSubstring("1_2.h5") && ContainsSubstring("another axis place in group queues"));
  other = sample_groups();
  other[1].arrays[0].name = "children_seen_12m_percent";
  write_file(runs[4].path, "share", {}, other);
  CHECK_THAT(complaint(runs),
             ContainsSubstring("1_2.h5") && ContainsSubstring("other variables in group summary"));

  fs::resize_file(runs[4].path, fs::file_size(runs[4].path) / 2);
  CHECK_THAT(complaint(runs), ContainsSubstring("1_2.h5: cannot be read"));
  CHECK_FALSE(fs::exists(path));
  CHECK_FALSE(fs::exists(path + ".share.tmp"));
}
