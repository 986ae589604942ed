#include <string>
#include <vector>

#include "sim/io/config_block.hpp"
#include "tests/catch2.hpp"
#include "tests/study_files.hpp"

using sim::io::Block;
using sim::io::Document;
using sim::io::Presence;
using tests::Lines;
using tests::StudyFiles;

namespace {

struct Values {
  int months = 0, practices = 0;
};

StudyFiles::Reader reader_into(Values& values)
{
  return [&values](Block& block) {
    block.block("study", "what is simulated", [&](Block& study) {
      study.integer("months", values.months, {"months", 1, 1200, "reported"});
      std::string title;
      study.text("title", title, "", Presence::optional);
    });
    block.block(
        "pathway", "",
        [&](Block& pathways) {
          pathways.block(
              "care_homes", "",
              [&](Block& homes) {
                homes.integer("practices", values.practices, {"practices", 0, 100, "how many take part"});
              },
              Presence::optional);
        },
        Presence::optional);
  };
}

Lines faults_in(StudyFiles& files, const Lines& sets = {})
{
  Values values;
  files.read(reader_into(values), sets);
  return files.found();
}

}  // namespace

TEST_CASE("config document: a chain of files, later values win", "[config]")
{
  StudyFiles files;
  files.write("base/england.toml",
              "[study]\nmonths = { value = 12, unit = \"months\", source = \"[U]\" }\ntitle = \"E\"\n");
  files.write("base/region.toml", "extends = \"england.toml\"\n[study]\ntitle = \"R\"\n");
  files.write("study.toml", "extends = \"base/region.toml\"\n[study]\nmonths = 24\n");
  Values values;
  const Document document = files.read(reader_into(values));
  CHECK(files.found().empty());
  CHECK(values.months == 24);
  CHECK(document.resolved("baseline") == "study.months = 24\nstudy.title = \"R\"\n");
  CHECK(document.text() == "extends = \"base/region.toml\"\n[study]\nmonths = 24\n");
}

TEST_CASE("config document: faults of the extended file stand in it", "[config]")
{
  StudyFiles files;
  files.write("base.toml", "[study]\nmonths = 0\ncolour = 1\n");
  files.write("study.toml", "extends = \"base.toml\"\n[pathway.care_homes]\n");
  CHECK(faults_in(files) ==
        Lines{"base.toml:2:10: 'months' is 0 (allowed: 1 to 1200 months)",
              "base.toml:3:1: unknown key 'colour' (no such key in [study]) known here: months, title",
              "study.toml:2:1: missing key 'practices' in [pathway.care_homes] (a whole number, 0 to "
              "100 practices)"});
}

TEST_CASE("config document: a missing key of a table in both files stands in the extending one", "[config]")
{
  StudyFiles files;
  files.write("base.toml", "\n\n[study]\n");
  files.write("study.toml", "extends = \"base.toml\"\n[study]\ntitle = \"T\"\n");
  CHECK(faults_in(files) ==
        Lines{"study.toml:2:1: missing key 'months' in [study] (a whole number, 1 to 1200 months)"});
}

TEST_CASE("config document: a missing or circular extends stands at its line", "[config]")
{
  StudyFiles files;
  files.write("study.toml", "[study]\nmonths = 0\n");
  files.write("lost.toml", "");
  SECTION("missing, and missing keys are not reported on top")
  {
    files.write("study.toml", "# first\nextends = \"region.toml\"\n[study]\n[wether]\n");
    CHECK(faults_in(files) == Lines{"study.toml:2:11: 'extends' names 'region.toml', which cannot be read "
                                    "(No such file or directory)",
                                    "study.toml:4:2: unknown table 'wether' (no such table at the top of the "
                                    "file) known here: study, "
                                    "pathway"});
  }
  SECTION("of the wrong type")
  {
    files.write("study.toml", "extends = 3\n");
    CHECK(faults_in(files) ==
          Lines{"study.toml:1:11: 'extends' is the number 3 (expected the path of a file)"});
  }
  SECTION("a circle of one")
  {
    files.write("study.toml", "extends = \"./study.toml\"\n");
    CHECK(faults_in(files) ==
          Lines{"study.toml:1:11: 'extends' goes in a circle (study.toml -> study.toml)"});
  }
  SECTION("a circle of three")
  {
    files.write("a/one.toml", "extends = \"two.toml\"\n");
    files.write("a/two.toml", "\nextends = \"../study.toml\"\n");
    files.write("study.toml", "extends = \"a/one.toml\"\n");
    CHECK(faults_in(files) == Lines{"a/two.toml:2:11: 'extends' goes in a circle (study.toml -> a/one.toml "
                                    "-> a/two.toml -> study.toml)"});
  }
}

TEST_CASE("config document: after a fault of syntax nothing else is reported", "[config]")
{
  StudyFiles files;
  files.write("study.toml", "extends = \"base.toml\"\n[studdy]\nmonths = 0\n");
  files.write("base.toml", "[study]\nmonths = \n");
  const Lines found = faults_in(files, {"nowhere=1"});
  REQUIRE(found.size() == 1);
  CHECK(found[0].starts_with("base.toml:2:"));
}

TEST_CASE("config document: a study that is not there", "[config]")
{
  StudyFiles files;
  const Document document = files.open();
  CHECK(files.found() == Lines{"study.toml: cannot be read (No such file or directory)"});
  CHECK(document.scenarios() == Lines{"baseline"});
}

TEST_CASE("config document: scenarios stand in the order of the file, baseline first", "[config]")
{
  StudyFiles files;
  files.write("base.toml", "[study]\nmonths = 12\n[scenario.old]\n");
  files.write("study.toml",
              "extends = \"base.toml\"\n[scenario.zeta]\nlabel = \"The last "
              "letter\"\n[scenario.zeta.pathway.care_homes]"
              "\npractices = 50\n[scenario.alpha.study]\nmonths = 36\n[scenario.old.study]\nmonths = 6\n");
  Values values;
  const Document document = files.read(reader_into(values));
  CHECK(files.found().empty());
  CHECK(document.scenarios() == Lines{"baseline", "old", "zeta", "alpha"});
  CHECK(document.label("baseline") == "baseline");
  CHECK(document.label("zeta") == "The last letter");
  CHECK(document.label("alpha") == "alpha");
  CHECK(document.resolved("baseline") == "study.months = 12\n");
  CHECK(document.resolved("old") == "study.months = 6\n");
  CHECK(document.resolved("zeta") == "pathway.care_homes.practices = 50\nstudy.months = 12\n");
  CHECK(document.resolved("alpha") == "study.months = 36\n");
}

TEST_CASE("config document: a fault of the base is reported once, one of a scenario at its line", "[config]")
{
  StudyFiles files;
  files.write("study.toml",
              "[study]\nmonths = 0\n[pathway.care_homes]\n[scenario.a]\n[scenario.b.study]\nmonths = 2000\n"
              "mnths = 1\n[scenario.b]\nlabel = 3\nextends = \"x\"\n");
  CHECK(faults_in(files) ==
        Lines{"study.toml:2:10: 'months' is 0 (allowed: 1 to 1200 months)",
              "study.toml:3:1: missing key 'practices' in [pathway.care_homes] (a whole number, 0 to 100 "
              "practices)",
              "study.toml:6:10: 'months' is 2000 (allowed: 1 to 1200 months)",
              "study.toml:7:1: unknown key 'mnths' (no such key in [study]) did you mean 'months'?",
              "study.toml:9:9: 'label' is the number 3 (expected a text)",
              "study.toml:10:1: unknown key 'extends' (no such key at the top of the file) known here: "
              "study, pathway"});
}

TEST_CASE("config document: a label that is misspelt, or stands at the top", "[config]")
{
  StudyFiles files;
  files.write(
      "study.toml",
      "label = \"x\"\n[study]\nmonths = 1\n[pathway.care_homes]\npractices = 1\n[scenario.a]\nlable = 1\n");
  CHECK(faults_in(files) ==
        Lines{"study.toml:1:1: unknown key 'label' (no such key at the top of the file) it belongs in "
              "[scenario.NAME]",
              "study.toml:7:1: unknown key 'lable' (no such key at the top of the file) did you mean "
              "'label'?"});
}

TEST_CASE("config document: names of scenarios", "[config]")
{
  StudyFiles files;
  files.write("study.toml",
              "[study]\nmonths = 1\n[scenario.baseline]\n[scenario.\"a/b\"]\n[scenario]\nc = 1\n");
  CHECK(faults_in(files) == Lines{"study.toml:3:11: no scenario may be called 'baseline' (that is the file's "
                                  "own values) choose another name",
                                  "study.toml:4:11: 'a/b' cannot name a scenario (its name becomes a folder) "
                                  "use letters, digits, '_' and "
                                  "'-'",
                                  "study.toml:6:1: 'c' is the number 1 (expected a table [scenario.NAME])"});
}

TEST_CASE("config document: overrides lie over the file, a scenario over both", "[config]")
{
  StudyFiles files;
  files.write("study.toml",
              "[study]\nmonths = { value = 12, unit = \"months\", low = 6, high = 24 }\n"
              "[scenario.long.study]\nmonths = 36\n[scenario.homes.pathway.care_homes]\npractices = 50\n");
  Values values;
  const Document document =
      files.read(reader_into(values),
                 {"study.months=18", "study.title=2024", "scenario.homes.pathway.care_homes.practices=7"});
  CHECK(files.found().empty());
  CHECK(document.resolved("baseline") == "study.months = 18\nstudy.title = 2024\n");
  CHECK(document.resolved("long") == "study.months = 36\nstudy.title = 2024\n");
  CHECK(document.resolved("homes") ==
        "pathway.care_homes.practices = 7\nstudy.months = 18\nstudy.title = 2024\n");
}

TEST_CASE("config document: faults of overrides name the override", "[config]")
{
  StudyFiles files;
  files.write("study.toml", "[study]\nmonths = 12\n[scenario.homes]\n");
  CHECK(faults_in(files, {"study.months=0", "study.mnths=3", "pathwy.care_homes.practices=1", "nothing", "=3",
                          "a..b=1", "extends=x.toml", "scenario.houses.study.months=3", "study.title=[1"}) ==
        Lines{"--set =3: is no override (expected key=value) as --set study.months=12",
              "--set a..b=1: is no override (expected key=value) as --set study.months=12",
              "--set extends: cannot be overridden (write a file that extends another)",
              "--set nothing: is no override (expected key=value) as --set study.months=12",
              "--set pathwy.care_homes.practices: unknown table 'pathwy' (no such table at the top of the "
              "file) did you "
              "mean 'pathway'?",
              "--set scenario.houses.study.months: sets no value of a scenario of the study did you mean "
              "'homes'?",
              "--set study.mnths: unknown key 'mnths' (no such key in [study]) did you mean 'months'?",
              "--set study.months: 'months' is 0 (allowed: 1 to 1200 months)"});
}
