#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "sim/io/config_block.hpp"
#include "tests/catch2.hpp"
#include "tests/study_files.hpp"

using sim::io::Block;
using sim::io::ParameterRow;
using sim::io::Presence;
using tests::Lines;

namespace {

constexpr std::array<std::string_view, 2> bands{"band 1", "band 2"};

void read_sample(Block& block)
{
  block.block("study", "what is simulated", [](Block& study) {
    int months = 0;
    study.integer("months", months, {"months", 1, 1200, "reported months"});
    if (!study.describing()) CHECK(months > 0);
  });
  block.each("place", "places", [](const std::string&, Block& place) {
    std::array<double, 2> minutes{};
    place.numbers("minutes", minutes, bands, {"min", 0, 90, "by band"}, Presence::optional);
  });
  block.block(
      "columns", "which column holds what", [](Block& map) { map.texts_by_key(); }, Presence::optional);
}

Lines paths(const std::vector<ParameterRow>& rows)
{
  Lines result;
  for (const ParameterRow& row : rows) result.push_back(row.path + " " + row.kind);
  return result;
}

}  // namespace

TEST_CASE("config reference: every parameter without a study", "[config]")
{
  const std::vector<ParameterRow> rows = sim::io::reference(read_sample);
  REQUIRE(paths(rows) == Lines{"study table", "study.months integer", "place table", "place.NAME table",
                               "place.NAME.minutes numbers", "columns free"});
  CHECK(rows[1].unit == "months");
  CHECK(rows[1].low == 1);
  CHECK(rows[1].high == 1200);
  CHECK(rows[1].about == "reported months");
  CHECK(rows[1].required);
  CHECK(rows[1].value.empty());
  CHECK_FALSE(rows[4].required);
  CHECK(rows[4].choices == Lines{"band 1", "band 2"});
}

TEST_CASE("config reference: with the values, sources and places of a study", "[config]")
{
  tests::StudyFiles files;
  files.write("study.toml",
              "[study]\nmonths = { value = 12, unit = \"months\", source = \"[D] a year\" }\n[place.Wirral]\n"
              "minutes = [1, 2.5]\n[place.Halton]\n[scenario.long.study]\nmonths = 24\n");
  const auto document = files.open();
  const std::vector<ParameterRow> rows = sim::io::reference(read_sample, &document);
  REQUIRE(paths(rows) == Lines{"study table", "study.months integer", "place table", "place.Wirral table",
                               "place.Wirral.minutes numbers", "place.Halton table",
                               "place.Halton.minutes numbers", "columns free"});
  CHECK(rows[1].value == "12");
  CHECK(rows[1].source == "[D] a year");
  CHECK(rows[1].where.ends_with("study.toml:2:20"));
  CHECK(rows[4].value == "[1, 2.5]");
  CHECK(rows[6].value.empty());
  CHECK(sim::io::reference(read_sample, &document, "long")[1].value == "24");
  CHECK(files.found().empty());
}

TEST_CASE("config reference: the hash of a text is FNV-1a", "[config]")
{
  CHECK(sim::io::hash_text("") == "cbf29ce484222325");   // the offset basis
  CHECK(sim::io::hash_text("a") == "af63dc4c8601ec8c");  // published by its authors
}

TEST_CASE("config reference: the first key that differs", "[config]")
{
  const std::string one = "a.b = 1\na.b-c = 2\nd = {}\n";
  CHECK_FALSE(sim::io::first_difference(one, one).has_value());
  const auto value = sim::io::first_difference(one, "a.b = 1\na.b-c = 3\nd = 1\n");
  REQUIRE(value);
  CHECK(value->key == "a.b-c");
  CHECK(value->first == "2");
  CHECK(value->second == "3");
  const auto lacking = sim::io::first_difference(one, "a.b = 1\nd = {}\n");
  REQUIRE(lacking);
  CHECK(lacking->key == "a.b-c");
  CHECK(lacking->second.empty());
  const auto added = sim::io::first_difference(one, one + "e = 5\n");
  REQUIRE(added);
  CHECK(added->key == "e");
  CHECK(added->second == "5");
}
