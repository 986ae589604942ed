#include "sim/io/config_block.hpp"

#include <array>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "tests/catch2.hpp"
#include "tests/study_files.hpp"

using sim::io::Block;
using sim::io::Presence;
using tests::faults_of;
using tests::Lines;
using tests::StudyFiles;

namespace {

constexpr std::array<std::string_view, 2> indices{"imd2019", "imd2025"};

}  // namespace

TEST_CASE("config block: each kind of value is read", "[config]")
{
  std::string text = "unread", path;
  std::vector<std::string> texts;
  int index = 0;
  bool flag = false;
  sim::Day date = 0, quoted = 0;
  const auto reader = [&](Block& block) {
    CHECK_FALSE(block.describing());
    CHECK(block.path().empty());
    CHECK(block.text("text", text, "a text"));
    CHECK(block.texts("texts", texts, "texts"));
    CHECK(block.choice("index", index, indices, "which index"));
    CHECK(block.flag("flag", flag, "a flag"));
    CHECK(block.date("date", date, "a date"));
    CHECK(block.date("quoted", quoted, "a date"));
    CHECK(block.has("flag"));
    CHECK_FALSE(block.has("flags"));
    CHECK_FALSE(block.flag("flags", flag, "absent", Presence::optional));
    CHECK(block.where("flag").ends_with("study.toml:4:8"));
  };
  CHECK(faults_of("text = \"a\"\ntexts = [\"b\", \"c\"]\nindex = \"imd2025\"\nflag = true\ndate = "
                  "2024-02-29\nquoted = "
                  "\"2024-03-01\"\n",
                  reader)
            .empty());
  CHECK(text == "a");
  CHECK(texts == Lines{"b", "c"});
  CHECK(index == 1);
  CHECK(flag);
  CHECK(date == sim::to_day(2024, 2, 29));
  CHECK(quoted == date + 1);
}

TEST_CASE("config block: wrong types are all found in one pass, and nothing is written", "[config]")
{
  std::string text = "kept";
  std::vector<std::string> texts{"kept"};
  int index = 7;
  bool flag = true;
  sim::Day date = 5;
  const auto reader = [&](Block& block) {
    CHECK_FALSE(block.text("text", text, ""));
    CHECK_FALSE(block.texts("texts", texts, ""));
    CHECK_FALSE(block.texts("items", texts, ""));
    CHECK_FALSE(block.choice("index", index, indices, ""));
    CHECK_FALSE(block.choice("other", index, indices, ""));
    CHECK_FALSE(block.flag("flag", flag, ""));
    CHECK_FALSE(block.date("date", date, ""));
    CHECK_FALSE(block.date("time", date, ""));
    CHECK_FALSE(block.date("far", date, ""));
    CHECK_FALSE(block.date("no_day", date, ""));
    CHECK_FALSE(block.block("table", "", [](Block&) { FAIL("not a table"); }));
  };
  CHECK(
      faults_of(
          "text = 1\ntexts = \"a\"\nitems = [\"a\", 2]\nindex = \"imd2018\"\nother = true\nflag = "
          "\"yes\"\ndate = "
          "\"1 April\"\ntime = 2024-04-01T08:00:00\nfar = 2999-01-01\nno_day = \"2023-02-29\"\ntable = 3\n",
          reader) ==
      Lines{"study.toml:1:8: 'text' is the number 1 (expected a text)",
            "study.toml:2:9: 'texts' is the text 'a' (expected a list of texts)",
            "study.toml:3:15: 'items' holds the number 2 (expected a list of texts)",
            "study.toml:4:9: 'index' is 'imd2018' (expected one of imd2019, imd2025) did you mean 'imd2019'?",
            "study.toml:5:9: 'other' is true (expected one of imd2019, imd2025)",
            "study.toml:6:8: 'flag' is the text 'yes' (expected true or false)",
            "study.toml:7:8: 'date' is the text '1 April' (expected a date as 2024-04-01)",
            "study.toml:8:8: 'time' is a time (expected a date as 2024-04-01)",
            "study.toml:9:7: 'far' is 2999-01-01 (allowed: 1900-01-02 to 2079-06-06)",
            "study.toml:10:10: 'no_day' is the text '2023-02-29' (expected a date as 2024-04-01)",
            "study.toml:11:9: 'table' is the number 3 (expected a table)"});
  CHECK(text == "kept");
  CHECK(texts == Lines{"kept"});
  CHECK(index == 7);
  CHECK(flag);
  CHECK(date == 5);
}

TEST_CASE("config block: missing keys and tables stand at the line of their table", "[config]")
{
  const auto reader = [](Block& block) {
    block.block("study", "what is simulated", [](Block& study) {
      int months = 0;
      study.integer("months", months, {"months", 1, 1200, "reported"});
      sim::Day start = 0;
      study.date("start", start, "first day");
    });
    block.block("areas", "where people live", [](Block&) { FAIL("there is none"); });
    block.block("extra", "", [](Block&) { FAIL("there is none"); }, Presence::optional);
  };
  CHECK(faults_of("\n[study]\n", reader) ==
        Lines{"study.toml:1:1: missing table 'areas' at the top of the file (a table: where people live)",
              "study.toml:2:1: missing key 'months' in [study] (a whole number, 1 to 1200 months)",
              "study.toml:2:1: missing key 'start' in [study] (a date as 2024-04-01)"});
}

TEST_CASE("config block: unknown keys name the nearest known one, or where the key belongs", "[config]")
{
  const auto reader = [](Block& block) {
    block.block(
        "study", "",
        [](Block& study) {
          int number = 0;
          study.integer("months", number, {"months", 1, 1200, ""}, Presence::optional);
          study.integer("seed", number, {"", 0, 100, ""}, Presence::optional);
        },
        Presence::optional);
    block.block(
        "pathway", "",
        [](Block& pathways) {
          pathways.block(
              "general_practice", "",
              [](Block& practice) {
                int number = 0;
                practice.integer("horizon", number, {"d", 1, 300, ""}, Presence::optional);
              },
              Presence::optional);
        },
        Presence::optional);
  };
  CHECK(faults_of("seed = 3\n[study]\nmnoths = 3\nreplications = "
                  "4\n[pathway.general_practise]\n[pathway.general_practice]"
                  "\nhorizn = 3\n[weather]\nrain = true\n",
                  reader) ==
        Lines{"study.toml:1:1: unknown key 'seed' (no such key at the top of the file) it belongs in [study]",
              "study.toml:3:1: unknown key 'mnoths' (no such key in [study]) did you mean 'months'?",
              "study.toml:4:1: unknown key 'replications' (no such key in [study]) known here: months, seed",
              "study.toml:5:10: unknown table 'general_practise' (no such table in [pathway]) did you mean "
              "'general_practice'?",
              "study.toml:7:1: unknown key 'horizn' (no such key in [pathway.general_practice]) did you mean "
              "'horizon'?",
              "study.toml:8:2: unknown table 'weather' (no such table at the top of the file) known here: "
              "study, pathway"});
}

TEST_CASE("config block: one table may be read by several modules", "[config]")
{
  int months = 0, seed = 0;
  const auto reader = [&](Block& block) {
    block.block("study", "", [&](Block& study) { study.integer("months", months, {"months", 1, 1200, ""}); });
    block.block("study", "", [&](Block& study) { study.integer("seed", seed, {"", 0, 1200, ""}); });
  };
  CHECK(faults_of("[study]\nmonths = 3\nseed = 4\n", reader).empty());
  CHECK(months == 3);
  CHECK(seed == 4);
}

TEST_CASE("config block: each sub-table in the order of the file", "[config]")
{
  Lines names;
  const auto reader = [&](Block& block) {
    block.each("place", "places", [&](const std::string& name, Block& place) {
      names.push_back(name);
      int people = 0;
      place.integer("people", people, {"persons", 0, 1e7, ""});
      CHECK(place.path() == "place." + name);
    });
    block.each("office", "none", [](const std::string&, Block&) { FAIL("there is none"); });
  };
  CHECK(
      faults_of(
          "[place.Wirral]\npeople = 3\n[place.\"St. Helens\"]\npeople = 3\n[place.Halton]\npeeple = 4\n",
          reader) ==
      Lines{"study.toml:5:1: missing key 'people' in [place.Halton] (a whole number, 0 to 10000000 persons)",
            "study.toml:6:1: unknown key 'peeple' (no such key in [place.Halton]) did you mean 'people'?"});
  CHECK(names == Lines{"Wirral", "St. Helens", "Halton"});
  CHECK(faults_of("[place]\nWirral = 3\n", reader) ==
        Lines{"study.toml:2:10: 'Wirral' is the number 3 (expected a table)"});
}

TEST_CASE("config block: free keys as text", "[config]")
{
  std::vector<std::pair<std::string, std::string>> values;
  const auto reader = [&](Block& block) {
    block.block("values", "", [&](Block& map) { values = map.texts_by_key(); });
  };
  CHECK(faults_of("values = { UN1 = 0, yes = \"1\", RLN1 = true, half = 0.5 }\n", reader).empty());
  CHECK(values == std::vector<std::pair<std::string, std::string>>{
                      {"UN1", "0"}, {"yes", "1"}, {"RLN1", "true"}, {"half", "0.5"}});
  CHECK(faults_of("values = { a = [1] }\n", reader) ==
        Lines{"study.toml:1:16: 'a' is a list of 1 (expected a text or a number)"});
}

TEST_CASE("config block: faults of meaning stand at their key", "[config]")
{
  const auto reader = [](Block& block) {
    block.block("study", "", [](Block& study) {
      sim::Day start = 0, end = 0;
      if (study.date("start", start, "") && study.date("end", end, "") && end <= start)
        study.fault("end", "'end' lies before 'start'");
      study.fault("absent", "nowhere to be found");
    });
  };
  CHECK(faults_of("[study]\nstart = 2024-04-01\nend = 2023-04-01\n", reader) ==
        Lines{"study.toml:1:1: nowhere to be found", "study.toml:3:7: 'end' lies before 'start'"});
}

TEST_CASE("config block: files beside the study, and those that are missing", "[config]")
{
  const char* const before = std::getenv("BITEWING_DATA");
  const std::string kept = before == nullptr ? "" : before;
  tests::StudyFiles files;
  files.write("study.toml",
              "own = \"areas.csv\"\nshared = \"england.csv\"\nnone = \"none.csv\"\nnumber = 3\n");
  files.write("areas.csv", "a\n1\n");
  files.write("data/england.csv", "a\n1\n");
  std::string own, shared, none;
  const auto reader = [&](Block& block) {
    block.file("own", own, "");
    block.file("shared", shared, "");
    block.file("none", none, "");
    block.file("number", none, "");
  };
  unsetenv("BITEWING_DATA");
  files.read(reader);
  CHECK(own == files.path("areas.csv"));
  CHECK(shared.empty());
  const std::string unset = "; the environment variable BITEWING_DATA, a folder of tables, is not set)";
  CHECK(files.found() ==
        Lines{"study.toml:2:10: 'shared' names no file: 'england.csv' (looked at england.csv" + unset,
              "study.toml:3:8: 'none' names no file: 'none.csv' (looked at none.csv" + unset,
              "study.toml:4:10: 'number' is the number 3 (expected the path of a file)"});
  setenv("BITEWING_DATA", files.path("data").c_str(), 1);
  tests::StudyFiles second;
  second.write("study.toml", "shared = \"england.csv\"\nabsolute = \"" + files.path("areas.csv") +
                                 "\"\nnone = \"n.csv\"\n");
  second.read([&](Block& block) {
    block.file("shared", shared, "");
    block.file("absolute", own, "");
    block.file("none", none, "");
  });
  CHECK(shared == files.path("data/england.csv"));
  CHECK(own == files.path("areas.csv"));
  REQUIRE(second.found().size() == 1);
  CHECK(second.found()[0].starts_with("study.toml:3:8: 'none' names no file: 'n.csv' (looked at n.csv and "));
  if (before == nullptr)
    unsetenv("BITEWING_DATA");
  else
    setenv("BITEWING_DATA", kept.c_str(), 1);
}

TEST_CASE("config block: a fault of meaning stands where the value was written", "[config]")
{
  StudyFiles files;
  files.write("base.toml",
              "[a]\nmean = { value = 1, unit = \"\", low = 0, source = \"[U]\" }\nleast = { value = 0 }\n"
              "most = { value = 2 }\n");
  files.write("study.toml", "extends = \"base.toml\"\n[a]\n\nmean = 5\n[scenario.b.a]\nmost = 0.5\n");
  const auto reader = [](Block& root) {
    root.block("a", "", [](Block& block) {
      double number = 0;
      for (const auto* key : {"mean", "least", "most"}) block.number(key, number, {"", 0, 9, ""});
      block.fault("mean", "mean");
      block.fault_among({"least", "most", "mean"}, "among");
    });
  };
  files.read(reader);
  CHECK(files.found() == Lines{"study.toml:4:8: among", "study.toml:4:8: mean", "study.toml:6:8: among"});

  CHECK(tests::faults_of("[a]\nmean = { value = 5 }\nleast = 1\nmost = 1\n", reader, {"a.least=3"}) ==
        Lines{"--set a.least: among", "study.toml:2:18: mean"});
}

TEST_CASE("config block: numbers of a step name their neighbours", "[config]")
{
  constexpr std::array<std::string_view, 3> labels{"x", "y", "z"};
  const auto reader = [&](Block& block) {
    std::array<double, 3> out{};
    double one = 0;
    block.numbers("fives", out, labels, {"min", 0, 12, "", 5});
    block.numbers("whole", out, labels, {"day", -1, 9, "", 1});
    block.number("tenth", one, {"%", 0, 100, "", 0.1});
    block.number("fine", one, {"%", 0, 100, "", 0.1});
  };
  CHECK(faults_of(
            "fives = [5, 12, 3]\nwhole = { value = [-1, 2.5, 3], low = -0.5 }\ntenth = 96.05\nfine = 0.3\n",
            reader) ==
        Lines{"study.toml:1:13: 'fives' for 'y' is 12 (allowed: 0 to 12 min in steps of 5) write 10",
              "study.toml:1:17: 'fives' for 'z' is 3 (allowed: 0 to 12 min in steps of 5) write 0 or 5",
              "study.toml:2:24: 'whole' for 'y' is 2.5 (allowed: -1 to 9 day, whole numbers) write 2 or 3",
              "study.toml:3:9: 'tenth' is 96.05 (allowed: 0 to 100 % in steps of 0.1) write 96 or 96.1"});
}
