// outputs/README.md is the reference of the result files as the program would write them.
// After a change of what is counted: BITEWING_UPDATE=1 bitewing_tests "[outputs_readme]" writes it anew.
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "models/region.hpp"
#include "models/summary.hpp"
#include "sim/io/describe_results.hpp"
#include "tests/catch2.hpp"

TEST_CASE("outputs/README.md describes what the program writes", "[outputs_readme]")
{
  models::Scenario scenario;
  sim::io::reference([&](sim::io::Block& root) { models::read_scenario(root, scenario); });
  const sim::Layout layout = models::result_layout(scenario);
  const std::string text = sim::io::describe_results(layout, models::headlines(layout));

  const std::string path = std::string{BITEWING_SOURCE_DIR} + "/outputs/README.md";
  if (std::getenv("BITEWING_UPDATE") != nullptr) std::ofstream{path} << text;
  std::ifstream file{path};
  const std::string written{std::istreambuf_iterator<char>{file}, {}};
  INFO("write it anew: BITEWING_UPDATE=1 bitewing_tests [outputs_readme]");
  CHECK((written == text));
}
