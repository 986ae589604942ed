#include "models/run_attributes.hpp"

#include "tests/catch2.hpp"
#include "tests/fake_model.hpp"
#include "tests/sample_groups.hpp"

TEST_CASE("attributes: a run file says which study, scenario, program and machine", "[study]")
{
  const tests::ScratchFolder folder;
  const auto study = tests::read_fake(folder, tests::fake_study("[scenario.b]\nlabel = \"Bee\"\n"));
  const models::Playing playing{std::chrono::system_clock::from_time_t(0), 1.5, 3, 100, 10, 365, 4096};
  const auto attributes = run_attributes(study, study.scenarios[1], 2, playing);
  const auto text = [&](const std::string& name) { return models::text_attribute(attributes, name); };
  CHECK(text("title") == "Fake");
  CHECK(text("study_toml") == tests::fake_study("[scenario.b]\nlabel = \"Bee\"\n"));
  CHECK_THAT(text("resolved_toml"), ContainsSubstring("study.seed = 7"));
  CHECK(text("start") == "2024-04-01");
  CHECK(text("scenario") == "b");
  CHECK(text("scenario_label") == "Bee");
  CHECK(text("scenario_hash") == study.scenarios[1].hash);
  CHECK(text("started") == "1970-01-01T00:00:00Z");
  CHECK(models::whole_attribute(attributes, "replication") == 2);
  CHECK(models::whole_attribute(attributes, "threads") == 3);
  CHECK(models::whole_attribute(attributes, "events") == 100);
  for (const char* name : {"bitewing_version", "source_revision", "machine"}) CHECK_FALSE(text(name).empty());
}

TEST_CASE("attributes: the gathered file sums the times and states the digests of its runs", "[study]")
{
  const tests::ScratchFolder folder;
  const auto study = tests::read_fake(folder);
  std::vector<sim::io::RunPath> runs;
  for (int replication = 1; replication <= 2; ++replication) {
    runs.push_back({"baseline", replication, folder.path(std::to_string(replication) + ".h5")});
    sim::io::write_file(runs.back().path, "1-of-1",
                        run_attributes(study, study.scenarios[0], replication, {{}, 2, 1, 0, 0, 0, 0}),
                        tests::sample_groups(static_cast<std::uint32_t>(replication)));
  }
  const auto attributes = models::gathered_attributes(runs);
  CHECK(std::get<double>(attributes.at("wall_seconds")) == 4);
  CHECK(models::text_attribute(attributes, "digest_of_runs") == models::digest_of_runs(runs));
  CHECK(attributes.count("replication") == 0);
  CHECK(attributes.count("scenario") == 0);
  CHECK(models::digest_of_runs(runs) != models::digest_of_runs({runs[0]}));
}
