#include "models/study.hpp"

#include "tests/catch2.hpp"
#include "tests/fake_model.hpp"

namespace {

const std::string two =
    "[scenario.more]\nlabel = \"More of it\"\n[scenario.more.fake]\nlevel = 0.8\n"
    "[scenario.again]\n";

std::vector<std::string> faults_of(const models::StudyRequest& request)
{
  sim::io::Faults faults;
  CHECK_FALSE(models::read_study(request, tests::fake_model(), faults));
  return faults.lines();
}

}  // namespace

TEST_CASE("study: baseline first, then the scenarios in the file's order", "[study]")
{
  const tests::ScratchFolder folder;
  const auto study = tests::read_fake(folder, tests::fake_study(two));
  REQUIRE(study.scenarios.size() == 3);
  CHECK(study.scenarios[0].scenario.name == "baseline");
  CHECK(study.scenarios[1].scenario.name == "more");
  CHECK(study.scenarios[1].scenario.label == "More of it");
  CHECK(study.scenarios[2].scenario.name == "again");
  CHECK(study.scenarios[0].hash == study.scenarios[2].hash);
  CHECK(study.scenarios[0].hash != study.scenarios[1].hash);
  CHECK(study.scenarios[0].geography == study.scenarios[1].geography);
}

TEST_CASE("study: title, label, replications and seed change no hash of a scenario, a value does", "[study]")
{
  const tests::ScratchFolder folder;
  const auto plain = tests::read_fake(folder);
  const auto renamed = tests::read_fake(folder, tests::fake_study(), tests::fake_model(),
                                        {"study.title=Other", "study.replications=9", "study.seed=1"});
  const auto other = tests::read_fake(folder, tests::fake_study(), tests::fake_model(), {"fake.level=0.6"});
  CHECK(renamed.settings.title == "Other");
  CHECK(plain.scenarios[0].hash == renamed.scenarios[0].hash);
  CHECK(plain.scenarios[0].hash != other.scenarios[0].hash);
}

TEST_CASE("study: a scenario asked for that is not there is named with its nearest", "[study]")
{
  const tests::ScratchFolder folder;
  const std::string path = folder.write("s.toml", tests::fake_study(two));
  const auto lines = faults_of({path, {}, {"moore"}});
  REQUIRE(lines.size() == 1);
  CHECK_THAT(lines[0], ContainsSubstring("--scenario moore") && ContainsSubstring("did you mean 'more'"));
}

TEST_CASE("study: only the scenarios asked for, and it knows that they are not all", "[study]")
{
  const tests::ScratchFolder folder;
  sim::io::Faults faults;
  const auto study = models::read_study({folder.write("s.toml", tests::fake_study(two)), {}, {"again"}},
                                        tests::fake_model(), faults);
  REQUIRE(study);
  REQUIRE(study->scenarios.size() == 1);
  CHECK(study->scenarios[0].scenario.name == "again");
  CHECK_FALSE(study->whole);
}

TEST_CASE("study: scenarios share their people unless one changes them", "[study]")
{
  const tests::ScratchFolder folder;
  sim::io::Faults faults;
  const std::string path = folder.write("s.toml", "extends = \"" BITEWING_SOURCE_DIR
                                                  "/configs/tiny.toml\"\n"
                                                  "[scenario.same.contract]\nsupply_elasticity = 0\n"
                                                  "[scenario.contracts.practices]\ncontracted_uda = 5000\n"
                                                  "[scenario.births.population]\nbirths = 0.5\n");
  const auto study = models::read_study({path, {}, {}}, models::dental_model(), faults);
  REQUIRE(study);
  const auto& baseline = study->scenarios[0];
  CHECK(study->scenarios[1].geography == baseline.geography);
  CHECK(study->scenarios[1].scenario.population_identity == baseline.scenario.population_identity);
  CHECK(study->scenarios[2].geography->practices[0].contracted_uda !=
        baseline.geography->practices[0].contracted_uda);
  CHECK(study->scenarios[3].scenario.population_identity != baseline.scenario.population_identity);
}

TEST_CASE("study: a scenario cannot have its own seed or length", "[study]")
{
  const tests::ScratchFolder folder;
  const auto lines =
      faults_of({folder.write("s.toml", tests::fake_study("[scenario.late.study]\nmonths = 5\n")), {}, {}});
  REQUIRE(lines.size() == 1);
  CHECK_THAT(lines[0], ContainsSubstring("scenario 'late' changes 'months' of [study]"));
}

TEST_CASE("study: faults of several keys come in one pass", "[study]")
{
  const tests::ScratchFolder folder;
  const auto lines = faults_of(
      {folder.write("s.toml", tests::fake_study("levle = 3\n")), {"fake.level=2", "fake.people=\"x\""}, {}});
  CHECK(lines.size() == 3);
}

TEST_CASE("study: a wrong name of a scenario or override hides no other fault", "[study]")
{
  const tests::ScratchFolder folder;
  const auto lines = faults_of({folder.write("s.toml", tests::fake_study("levle = 3\n[scenario.\"a/b\"]\n")),
                                {"scenario.c.fake.level=2"},
                                {}});
  CHECK(lines.size() == 3);
}

TEST_CASE("study: the default folder bears the file's name", "[study]")
{
  CHECK(models::default_folder("configs/tiny.toml") == "outputs/tiny");
  CHECK(models::default_folder("plan.2024.toml") == "outputs/plan.2024");
}
