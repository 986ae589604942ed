#include "models/scenario_identity.hpp"

#include "tests/catch2.hpp"
#include "tests/fake_model.hpp"

TEST_CASE("identity: the tables stand among the sorted values", "[study]")
{
  const tests::ScratchFolder folder;
  const auto study = tests::read_fake(folder, tests::fake_study());
  const std::string& text = study.scenarios[0].identity;
  CHECK_THAT(
      text, ContainsSubstring("fake.level = 0.5\n") && ContainsSubstring("tables of areas and practices = "));
  CHECK_THAT(text, !ContainsSubstring("study.seed") && !ContainsSubstring("study.title"));
  std::vector<std::string> lines;
  std::istringstream in{text};
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  CHECK(std::is_sorted(lines.begin(), lines.end()));
}

TEST_CASE("identity: a person more in an area, another flag or network of a practice, is another fingerprint",
          "[study]")
{
  models::Geography geography;
  geography.areas.push_back({"E1", 0, 1, 2, 3, false, {}});
  geography.practices.push_back({"V1", 0, 1, 2, models::Rurality::urban, true, true, 100, 25, 3, 0, {}});
  const std::string before = models::fingerprint(geography);
  geography.areas[0].people[4] += 1;
  const std::string more_people = models::fingerprint(geography);
  geography.practices[0].accepting_adults = false;
  const std::string other_flag = models::fingerprint(geography);
  geography.practices[0].network = 1;
  CHECK(before != more_people);
  CHECK(more_people != other_flag);
  CHECK(other_flag != models::fingerprint(geography));
}
