#include "models/check_report.hpp"

#include "tests/catch2.hpp"
#include "tests/fake_model.hpp"

TEST_CASE("check: runs, people, events, memory and time, and every setting with its place", "[check]")
{
  const tests::ScratchFolder folder;
  const auto model = tests::fake_model();
  const auto study = tests::read_fake(folder, tests::fake_study("[scenario.b.fake]\nlevel = 0.8\n"), model);
  const std::string report = models::check_report(study, model, 2, std::size_t{1} << 30);
  CHECK_THAT(report, ContainsSubstring("6 (2 scenarios x 3 replications)"));
  CHECK_THAT(report, ContainsSubstring("2024-04-01 to 2024-05-31 (2 months), after 1 months of warm-up"));
  CHECK_THAT(report, ContainsSubstring("500 in a run, 3,000 in all"));
  CHECK_THAT(report, ContainsSubstring("fake.level = 0.5") && ContainsSubstring("fake.toml:9:"));
  const auto changed = report.find("Settings of b that differ from baseline");
  REQUIRE(changed != std::string::npos);
  CHECK_THAT(report.substr(changed),
             ContainsSubstring("fake.level = 0.8") && !ContainsSubstring("fake.people"));
  CHECK(models::assumed_speed().events_per_second > 0);
}
