#include "models/folder_inspection.hpp"

#include <fstream>
#include <iterator>

#include "tests/catch2.hpp"
#include "tests/scratch_folder.hpp"

TEST_CASE("inspection: a folder without a plan holds none, other text under its name is a fault", "[folder]")
{
  const tests::ScratchFolder scratch;
  sim::io::Faults faults;
  CHECK_FALSE(models::held_plan(scratch.path("out"), faults));
  CHECK(faults.empty());
  scratch.write("out/plan.txt", "my holiday plan\n");
  CHECK_FALSE(models::held_plan(scratch.path("out"), faults));
  CHECK(faults.size() == 1);
}

TEST_CASE("inspection: a file in the place of the folder is a fault", "[folder]")
{
  const tests::ScratchFolder scratch;
  sim::io::Faults faults;
  models::inspect(scratch.write("out", "a file"), {}, faults);
  REQUIRE(faults.size() == 1);
  CHECK_THAT(faults.lines()[0], ContainsSubstring("is a file"));
}

TEST_CASE("inspection: text is written whole, and what cannot be written is named", "[folder]")
{
  const tests::ScratchFolder scratch;
  const std::string path = scratch.path("plan.txt");
  models::write_whole(path, "1-of-1", "one\n");
  models::write_whole(path, "1-of-1", "two\n");
  std::ifstream file{path};
  CHECK(std::string{std::istreambuf_iterator<char>{file}, {}} == "two\n");
  CHECK_FALSE(std::filesystem::exists(path + ".1-of-1.tmp"));
  CHECK_THROWS_WITH(models::write_whole(scratch.path("none/plan.txt"), "1-of-1", ""),
                    ContainsSubstring("none/plan.txt"));
}
