#include "models/scenario.hpp"

#include <array>
#include <string>

#include "tests/catch2.hpp"
#include "tests/scratch_folder.hpp"

namespace {

struct Result {
  models::StudySettings settings;
  std::vector<std::string> faults;
};

Result settings_of(const std::string& text)
{
  const tests::ScratchFolder folder;
  sim::io::Faults faults;
  const auto document = sim::io::Document::open(folder.write("s.toml", text), {}, faults);
  Result result;
  document.read("baseline", faults, [&](sim::io::Block& root) {
    root.block("study", "When.", [&](sim::io::Block& block) { read(block, result.settings); });
  });
  result.faults = faults.lines();
  return result;
}

std::string study(const std::string& start, const std::string& rest = "months = 24\nwarm_up = 12\n")
{
  return "[study]\ntitle = \"One\"\nstart = " + start + "\n" + rest +
         "replications = 2\nseed = 9223372036854775807\n";
}

}  // namespace

TEST_CASE("study: its first day is the warm-up before its start, its end the day after the last month",
          "[scenario]")
{
  const auto [settings, faults] = settings_of(study("2024-04-01"));
  REQUIRE(faults.empty());
  CHECK(settings.first_day() == sim::to_day(2023, 4, 1));
  CHECK(settings.end() == sim::to_day(2026, 4, 1));
  CHECK(settings.seed == 9223372036854775807);
  CHECK_FALSE(settings.practice_months);
}

TEST_CASE("study: a start within a month is a fault that names the first of it", "[scenario]")
{
  const auto faults = settings_of(study("2024-04-15")).faults;
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].find("s.toml:3:") != std::string::npos);
  CHECK(faults[0].find("write 2024-04-01") != std::string::npos);
}

TEST_CASE("study: days that sixteen bits cannot hold are a fault", "[scenario]")
{
  CHECK(settings_of(study("2079-01-01")).faults.size() == 1);
  CHECK(settings_of(study("1900-02-01")).faults.size() == 1);
}

TEST_CASE("study: months and replications are at least 1", "[scenario]")
{
  CHECK(settings_of(study("2024-04-01", "months = 0\nwarm_up = 0\n")).faults.size() == 1);
  CHECK(
      settings_of(
          "[study]\ntitle = \"\"\nstart = 2024-04-01\nmonths = 1\nwarm_up = 0\nreplications = 0\nseed = -1\n")
          .faults.size() == 2);
}
