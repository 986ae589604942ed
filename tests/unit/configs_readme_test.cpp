// configs/README.md is true of the reader and of the files beside it.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "models/population/geography_settings.hpp"
#include "sim/io/config_block.hpp"
#include "sim/io/config_tree.hpp"
#include "tests/catch2.hpp"

namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

const fs::path folder = fs::path{BITEWING_SOURCE_DIR} / "configs";

std::string text_of(const fs::path& path)
{
  std::ifstream file{path};
  return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

std::string section(const std::string& text, const std::string& heading)
{
  const std::size_t begin = text.find(heading);
  REQUIRE(begin != std::string::npos);
  return text.substr(begin, text.find("\n#", begin) - begin);
}

// The words in backticks of the first column of a table.
Names first_column(const std::string& text)
{
  Names names;
  const std::regex row{R"(\n\| (`[^|]+) \|)"}, word{"`([^`]+)`"};
  for (std::sregex_iterator at{text.begin(), text.end(), row}, end; at != end; ++at) {
    const std::string cell = (*at)[1];
    for (std::sregex_iterator name{cell.begin(), cell.end(), word}; name != end; ++name)
      names.insert((*name)[1]);
  }
  return names;
}

Names declared_columns(const std::string& table)
{
  const auto rows = sim::io::reference([](sim::io::Block& block) {
    models::GeographySettings settings;
    models::read(block, settings);
  });
  Names names;
  const std::string prefix = table + ".columns.";
  for (const sim::io::ParameterRow& row : rows)
    if (row.path.starts_with(prefix)) names.insert(row.path.substr(prefix.size()));
  return names;
}

}  // namespace

TEST_CASE("configs readme: its tables list the columns that the reader knows", "[config]")
{
  const std::string readme = text_of(folder / "README.md");
  for (const std::string table : {"areas", "practices", "place_names"}) {
    INFO(table);
    const Names declared = declared_columns(table);
    CHECK(declared.size() > 1);
    CHECK(first_column(section(readme, "### Columns of `[" + table + "]`")) == declared);
  }
}

TEST_CASE("configs readme: its first table lists the files of the folder and of its studies", "[config]")
{
  Names files;
  for (const auto& entry : fs::recursive_directory_iterator{folder})
    if (entry.path().extension() == ".toml") files.insert(fs::relative(entry.path(), folder).string());
  CHECK(first_column(section(text_of(folder / "README.md"), "# configs")) == files);
}

TEST_CASE("configs readme: its examples are TOML", "[config]")
{
  const std::string readme = text_of(folder / "README.md"), fence = "```toml\n";
  const sim::io::Source source{.name = "README.md", .folder = ""};
  sim::io::Faults faults;
  int examples = 0;
  for (std::size_t at = readme.find(fence); at != std::string::npos; at = readme.find(fence, at + 1)) {
    const std::size_t begin = at + fence.size();
    CHECK(sim::io::parse_toml(readme.substr(begin, readme.find("```", begin) - begin), source, faults));
    ++examples;
  }
  CHECK(examples == 6);
  CHECK(faults.lines() == std::vector<std::string>{});
}

TEST_CASE("configs readme: every file of the folder opens without a fault", "[config]")
{
  for (const auto& entry : fs::directory_iterator{folder}) {
    if (entry.path().extension() != ".toml") continue;
    INFO(entry.path());
    sim::io::Faults faults;
    const auto document = sim::io::Document::open(entry.path().string(), {}, faults);
    CHECK(faults.lines() == std::vector<std::string>{});
    CHECK_FALSE(document.resolved("baseline").empty());
  }
}
