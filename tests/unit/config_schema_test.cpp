#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "sim/io/config_block.hpp"
#include "tests/catch2.hpp"
#include "tests/study_files.hpp"

using sim::io::Block;
using sim::io::Presence;
using tests::Lines;

namespace {

constexpr std::array<std::string_view, 2> indices{"imd2019", "imd2025"};
constexpr std::array<std::string_view, 2> bands{"band 1", "band 2"};

// One key of every kind.
void read_sample(Block& block)
{
  block.block("study", "what is simulated", [](Block& study) {
    std::string title;
    sim::Day start = 0;
    std::int64_t seed = 0;
    int months = 0;
    bool flag = false;
    study.text("title", title, "what the study is called", Presence::optional);
    study.date("start", start, "first reported day");
    study.integer("months", months, {"months", 1, 1200, "reported months"});
    study.integer("seed", seed, {"", 0, 9.3e18, "of all random numbers"}, Presence::optional);
    study.flag("practice_months", flag, "write what practices did by month", Presence::optional);
  });
  block.block(
      "areas", "where people live",
      [](Block& areas) {
        int index = 0;
        std::vector<std::string> tags;
        areas.choice("index", index, indices, "which index of deprivation");
        areas.texts("tags", tags, "words", Presence::optional);
        areas.block("columns", "column names", [](Block& map) { map.texts_by_key(); }, Presence::optional);
      },
      Presence::optional);
  block.each("place", "places", [](const std::string&, Block& place) {
    double share = 0;
    std::array<double, 2> minutes{};
    place.number("share", share, {"%", 0, 100, "of residents"});
    place.numbers("minutes", minutes, bands, {"min", 0, 90, "of a course"}, Presence::optional);
  });
}

const std::string study = "[study]\nstart = 2024-04-01\nmonths = 12\n";

const Lines good_studies{
    study,
    "[study]\nstart = \"2024-04-01\"\nmonths = 12.0\ntitle = \"T\"\nseed = "
    "9223372036854775807\npractice_months = true\n",
    study +
        "[areas]\nindex = \"imd2019\"\ntags = [\"a\"]\ncolumns = { area = \"lsoa21cd\", UN1 = 0, x = true "
        "}\n",
    study + "[place.Wirral]\nshare = 100\nminutes = [1, 2.5]\n[place.\"St. Helens\"]\nshare = 0\n",
    study + "[place.Wirral]\nshare = { value = 5, unit = \"%\", low = 1, high = 9, source = \"[U]\" }\n",
    study +
        "[place.Wirral]\nshare = { value = 5 }\nminutes = { value = [1, 2], low = 0, high = [3, 4], unit = "
        "\"min\" }\n",
    study + "[scenario.long]\nlabel = \"L\"\n[scenario.long.study]\nmonths = 24\n[scenario.empty]\n",
    "extends = \"base.toml\"\n[study]\nmonths = 24\n",
    "extends = \"base.toml\"\n[place.Wirral.share]\nsource = \"[V] read again\"\n"};

const Lines bad_studies{"",
                        "[study]\nstart = 2024-04-01\n",
                        "[study]\nstart = 2024-04-01\nmonths = 0\n",
                        "[study]\nstart = 2024-04-01\nmonths = 2.5\n",
                        "[study]\nstart = 2024-04-01\nmonths = \"12\"\n",
                        "[study]\nstart = \"1 April\"\nmonths = 12\n",
                        "[study]\nstart = 2024-04-01T08:00:00\nmonths = 12\n",
                        study + "title = 3\n",
                        study + "seed = -1\n",
                        study + "practice_months = 1\n",
                        study + "mnths = 1\n",
                        study + "[aeras]\n",
                        study + "[areas]\n",
                        study + "[areas]\nindex = \"imd2018\"\n",
                        study + "[areas]\nindex = \"imd2019\"\ntags = [1]\n",
                        study + "[areas]\nindex = \"imd2019\"\ntags = \"a\"\n",
                        study + "[areas]\nindex = \"imd2019\"\ncolumns = { area = [1] }\n",
                        study + "[place.Wirral]\n",
                        study + "[place]\nWirral = 1\n",
                        study + "[place.Wirral]\nshare = 101\n",
                        study + "[place.Wirral]\nshare = { unit = \"%\" }\n",
                        study + "[place.Wirral]\nshare = { value = 5, unit = \"GBP\" }\n",
                        study + "[place.Wirral]\nshare = { value = 5, uint = \"%\" }\n",
                        study + "[place.Wirral]\nshare = { value = 5, low = -1 }\n",
                        study + "[place.Wirral]\nshare = { value = 5, source = 1 }\n",
                        study + "[place.Wirral]\nshare = 5\nminutes = [1]\n",
                        study + "[place.Wirral]\nshare = 5\nminutes = [1, 91]\n",
                        study + "[place.Wirral]\nshare = 5\nminutes = 3\n",
                        study + "[scenario.long.study]\nmonths = 0\n",
                        study + "[scenario.long.study]\nmnths = 1\n",
                        study + "[scenario.long]\nlabel = 3\n",
                        study + "[scenario.baseline]\n",
                        study + "[scenario.\"a b\"]\n",
                        study + "[scenario]\na = 1\n",
                        "extends = 3\n" + study,
                        "extends = \"base.toml\"\n[study]\nmonths = 0\n"};

const std::string base = study + "[place.Wirral]\nshare = { value = 5, unit = \"%\" }\n";

bool reader_accepts(const std::string& text)
{
  tests::StudyFiles files;
  files.write("study.toml", text);
  files.write("base.toml", base);
  files.read(read_sample);
  return files.found().empty();
}

// The verdicts of python3-jsonschema; empty where it is not there.
Lines schema_verdicts(const Lines& studies)
{
  const tests::ScratchFolder folder;
  const std::string schema = folder.write("schema.json", sim::io::json_schema(read_sample));
  if (std::system("/usr/bin/python3 -c 'import jsonschema, tomllib' 2>/dev/null") != 0) return {};
  std::string command =
      fmt::format("/usr/bin/python3 {}/tests/house/schema_verdicts.py {}", BITEWING_SOURCE_DIR, schema);
  for (std::size_t i = 0; i < studies.size(); ++i)
    command += fmt::format(" {}", folder.write(fmt::format("study{}.toml", i), studies[i]));
  command += fmt::format(" > {}", folder.path("verdicts"));
  REQUIRE(std::system(command.c_str()) == 0);
  std::ifstream verdicts{folder.path("verdicts")};
  Lines result;
  for (std::string line; std::getline(verdicts, line);) result.push_back(line);
  return result;
}

}  // namespace

TEST_CASE("config schema: the reader accepts the good and refuses the bad studies", "[config]")
{
  for (const std::string& text : good_studies) {
    INFO(text);
    CHECK(reader_accepts(text));
  }
  for (const std::string& text : bad_studies) {
    INFO(text);
    CHECK_FALSE(reader_accepts(text));
  }
}

TEST_CASE("config schema: the schema agrees with the reader", "[config]")
{
  Lines studies = good_studies;
  studies.insert(studies.end(), bad_studies.begin(), bad_studies.end());
  const Lines verdicts = schema_verdicts(studies);
  if (verdicts.empty()) {
    WARN("/usr/bin/python3 has no jsonschema or tomllib: the schema is not compared with the reader");
    return;
  }
  REQUIRE(verdicts.size() == studies.size());
  for (std::size_t i = 0; i < studies.size(); ++i) {
    INFO(studies[i]);
    CHECK(verdicts[i] == (i < good_studies.size() ? "good" : "bad"));
  }
}

TEST_CASE("config schema: keys are described with unit and range", "[config]")
{
  const std::string schema = sim::io::json_schema(read_sample);
  CHECK(schema.find("\"$schema\": \"http://json-schema.org/draft-07/schema#\"") != std::string::npos);
  CHECK(schema.find("reported months (a whole number, 1 to 1200 months)") != std::string::npos);
  CHECK(schema.find("of a course (a list of 2 numbers for band 1, band 2, 0 to 90 min)") !=
        std::string::npos);
  CHECK(schema.find("\"which index of deprivation\"") != std::string::npos);
}
