#include "sim/io/faults.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include "tests/catch2.hpp"

using sim::io::Faults;
using Names = std::vector<std::string>;

TEST_CASE("faults: sorted by file, line and column, each once", "[faults]")
{
  Faults faults;
  CHECK(faults.empty());
  faults.add("b.toml:2:1", "second file");
  faults.add("a.toml:10:2", "line ten");
  faults.add("a.toml:9:12", "column twelve");
  faults.add("a.toml:9:3", "column three");
  faults.add("a.toml:9:3", "column three");
  faults.add("a.toml:4", "a line alone");
  faults.add("a.toml", "a file alone");
  faults.add("--set study.months", "an override");
  CHECK(faults.size() == 7);
  CHECK(faults.lines() == Names{"--set study.months: an override", "a.toml: a file alone",
                                "a.toml:4: a line alone", "a.toml:9:3: column three",
                                "a.toml:9:12: column twelve", "a.toml:10:2: line ten",
                                "b.toml:2:1: second file"});
}

TEST_CASE("faults: the nearest name", "[faults]")
{
  const Names places{"Halton", "Knowsley", "Liverpool", "Sefton", "St. Helens", "Wirral"};
  CHECK(sim::io::nearest("Knwosley", places) == "Knowsley");
  CHECK(sim::io::nearest("knowsley", places) == "Knowsley");
  CHECK(sim::io::nearest("St Helens", places) == "St. Helens");
  CHECK(sim::io::nearest("Leeds", places).empty());
  CHECK(sim::io::nearest("x", Names{"y"}).empty());
  CHECK(sim::io::nearest("", places).empty());
  CHECK(sim::io::did_you_mean("Wiral", places) == "did you mean 'Wirral'?");
  CHECK(sim::io::did_you_mean("Paris", places).empty());
  CHECK(sim::io::suggest("unknown", "") == "unknown");
  CHECK(sim::io::suggest("unknown", "did you?") == "unknown did you?");
}

TEST_CASE("faults: paths are printed from here where that is shorter", "[faults]")
{
  const std::string here = std::filesystem::current_path().string();
  CHECK(sim::io::printed_path(here + "/configs/../configs/tiny.toml") == "configs/tiny.toml");
  CHECK(sim::io::printed_path("./configs/tiny.toml") == "configs/tiny.toml");
  CHECK(sim::io::printed_path("/x/y.toml") == "/x/y.toml");
}
