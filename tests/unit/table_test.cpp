#include "sim/io/table.hpp"

#include <cstdlib>
#include <string>
#include <vector>

#include "tests/catch2.hpp"
#include "tests/scratch_folder.hpp"

using sim::io::Faults;
using sim::io::Table;
using Lines = std::vector<std::string>;

namespace {

struct Opened {
  tests::ScratchFolder folder;
  std::string path;
  Faults faults;
  Table table;
  explicit Opened(const std::string& text)
      : path{folder.write("areas.csv", text)}, table{Table::open(path, faults)}
  {}
  // what was found, without the folder's name
  Lines found() const
  {
    Lines lines = faults.lines();
    for (std::string& line : lines) line = line.substr(line.find("areas.csv"));
    return lines;
  }
};

}  // namespace

TEST_CASE("table: cells, columns and places", "[table]")
{
  const Opened opened{"area,people\nE1,12\nE2,7\n"};
  CHECK(opened.found().empty());
  REQUIRE(opened.table.rows() == 2);
  CHECK(opened.table.columns() == Lines{"area", "people"});
  CHECK(opened.table.column("people") == 1u);
  CHECK_FALSE(opened.table.column("peopel").has_value());
  CHECK(opened.table.cell(1, 0) == "E2");
  CHECK(opened.table.where(1, 1).ends_with("areas.csv:3:2"));
  CHECK(opened.table.where(1).ends_with("areas.csv:3"));
}

TEST_CASE("table: byte-order mark, CRLF, blank lines and a missing last newline are read", "[table]")
{
  const Opened opened{
      "\xEF\xBB\xBF"
      "area,people\r\n\r\nE1,12\r\n\r\nE2,7"};
  CHECK(opened.found().empty());
  REQUIRE(opened.table.rows() == 2);
  CHECK(opened.table.columns().front() == "area");
  CHECK(opened.table.cell(0, 1) == "12");
  CHECK(opened.table.cell(1, 1) == "7");
  CHECK(opened.table.where(1, 0).ends_with("areas.csv:5:1"));
}

TEST_CASE("table: quoted fields hold commas, quotes and lines", "[table]")
{
  const Opened opened{"name,people\n\"Bath, \"\"BANES\"\"\nand Swindon\",1\n  Caf\xC3\xA9  , 2 \n"};
  CHECK(opened.found().empty());
  REQUIRE(opened.table.rows() == 2);
  CHECK(opened.table.cell(0, 0) == "Bath, \"BANES\"\nand Swindon");
  CHECK(opened.table.cell(1, 0) == "Caf\xC3\xA9");
  CHECK(opened.table.where(0, 0).ends_with("areas.csv:2:1"));
  CHECK(opened.table.where(1, 0).ends_with("areas.csv:4:1"));
}

TEST_CASE("table: empty files and headers without rows", "[table]")
{
  CHECK(Opened{""}.found() == Lines{"areas.csv:1:1: the table is empty (no header and no rows)"});
  CHECK(Opened{"\n\n"}.found() == Lines{"areas.csv:1:1: the table is empty (no header and no rows)"});
  CHECK(Opened{"area,people\n"}.found() ==
        Lines{"areas.csv:1:1: the table is empty (a header without rows)"});
}

TEST_CASE("table: every ragged row is named", "[table]")
{
  const Opened opened{"area,people\nE1\nE2,1\nE3,1,2\n"};
  CHECK(opened.found() ==
        Lines{"areas.csv:2:2: 1 fields where the header has 2 (each row has one field for each column)",
              "areas.csv:4:3: 3 fields where the header has 2 (each row has one field for each column)"});
}

TEST_CASE("table: a ragged row hides no fault of the others and has no other fault", "[table]")
{
  Opened opened{"area,people\nE1\nE2,x\nE2,1,2\nE2,-5\n"};
  REQUIRE(opened.table.rows() == 4);
  CHECK(opened.table.is_ragged(0));
  CHECK_FALSE(opened.table.is_ragged(1));
  CHECK(opened.table.cell(0, 1).empty());
  CHECK(opened.table.cell(2, 0) == "E2");
  CHECK(opened.table.cell(3, 1) == "-5");
  opened.table.unique(0, opened.faults);
  for (std::size_t row = 0; row < opened.table.rows(); ++row)
    opened.table.number(row, 1, 0, 9, opened.faults);
  CHECK(opened.found() ==
        Lines{"areas.csv:2:2: 1 fields where the header has 2 (each row has one field for each column)",
              "areas.csv:3:2: people 'x' is not a number (allowed: 0 to 9)",
              "areas.csv:4:3: 3 fields where the header has 2 (each row has one field for each column)",
              "areas.csv:5:1: duplicate area 'E2' (first on line 3)",
              "areas.csv:5:2: people -5 is out of range (allowed: 0 to 9)"});
  opened.table.keep_only(0, "E2");
  CHECK(opened.table.is_ragged(1));
  CHECK_FALSE(opened.table.is_ragged(2));
}

TEST_CASE("table: text that is not UTF-8 names its line", "[table]")
{
  CHECK(Opened{"area,name\nE1,ok\nE2,Caf\xE9\n"}.found() ==
        Lines{"areas.csv:3: not UTF-8 text (byte 0xE9) save the table as 'CSV UTF-8'"});
  CHECK(Opened{std::string{"\xFF\xFE"
                           "a\0,\0",
                           6}}
            .found() == Lines{"areas.csv:1: not UTF-8 text (byte 0xFF) save the table as 'CSV UTF-8'"});
}

TEST_CASE("table: broken quotes", "[table]")
{
  CHECK(Opened{"area,people\nE1,\"12\nE2,7\n"}.found() ==
        Lines{"areas.csv:2: a quotation mark is opened and never closed (the file ends inside the field)"});
  CHECK(Opened{"area,people\nE1,1\nE\"2,7\n"}.found() ==
        Lines{"areas.csv:3: a quotation mark inside a field (it must enclose the whole field and be doubled "
              "within "
              "it)"});
}

TEST_CASE("table: doubled columns and other separators", "[table]")
{
  CHECK(Opened{"area,people,area\nE1,1,2\n"}.found() ==
        Lines{"areas.csv:1:3: column 'area' occurs twice (also as column 1) rename or remove one"});
  CHECK(Opened{"area;people\nE1;1\n"}.found() == Lines{"areas.csv:1:1: one column only (fields are separated "
                                                       "by commas) save the table as comma-separated"});
}

TEST_CASE("table: a missing column names the nearest", "[table]")
{
  Opened opened{"lsoa21cd,people\nE1,1\n"};
  CHECK(opened.table.require("people", opened.faults) == 1u);
  CHECK_FALSE(opened.table.require("lsoa11cd", opened.faults).has_value());
  CHECK(
      opened.found() ==
      Lines{"areas.csv:1:1: missing column 'lsoa11cd' (columns: lsoa21cd, people) did you mean 'lsoa21cd'?"});
}

TEST_CASE("table: duplicate and empty ids", "[table]")
{
  Opened opened{"area,people\nE1,1\nE2,1\nE1,3\n,4\n"};
  CHECK(opened.table.unique(1, opened.faults) == false);
  CHECK(opened.table.unique(0, opened.faults) == false);
  CHECK(opened.found() == Lines{"areas.csv:3:2: duplicate people '1' (first on line 2)",
                                "areas.csv:4:1: duplicate area 'E1' (first on line 2)",
                                "areas.csv:5:1: empty area"});
}

TEST_CASE("table: rows are kept by value", "[table]")
{
  Opened opened{"area,scenario\nE1,CM\nE2,NWL\nE3,CM\n"};
  opened.table.keep_only(1, "CM");
  REQUIRE(opened.table.rows() == 2);
  CHECK(opened.table.cell(1, 0) == "E3");
  CHECK(opened.table.where(1, 0).ends_with("areas.csv:4:1"));
  opened.table.keep_only(1, "nowhere");
  CHECK(opened.table.rows() == 0);
}

TEST_CASE("table: numbers and their defects", "[table]")
{
  Opened opened{"people\n12\n1.5\n-3\nnan\ninf\n\"\"\n12 people\n1e9\n\"1,200\"\n7.0\n"};
  Faults& faults = opened.faults;
  std::vector<long> read;
  for (std::size_t row = 0; row < opened.table.rows(); ++row)
    if (const auto people = opened.table.whole(row, 0, 0, 100000, faults)) read.push_back(*people);
  CHECK(read == std::vector<long>{12, 7});
  CHECK(opened.found() == Lines{"areas.csv:3:1: people 1.5 is not a whole number",
                                "areas.csv:4:1: people -3 is out of range (allowed: 0 to 100000)",
                                "areas.csv:5:1: people 'nan' is not a number (allowed: 0 to 100000)",
                                "areas.csv:6:1: people 'inf' is not a number (allowed: 0 to 100000)",
                                "areas.csv:7:1: empty people (a number is needed; allowed: 0 to 100000)",
                                "areas.csv:8:1: people '12 people' is not a number (allowed: 0 to 100000)",
                                "areas.csv:9:1: people 1e9 is out of range (allowed: 0 to 100000)",
                                "areas.csv:10:1: people '1,200' is not a number (allowed: 0 to 100000)"});
  Faults none;
  CHECK(opened.table.number(1, 0, -1, 2, none) == 1.5);
  CHECK(none.empty());
}

TEST_CASE("table: a file that is not there, and a folder", "[table]")
{
  const tests::ScratchFolder folder;
  Faults faults;
  CHECK(Table::open(folder.path("none.csv"), faults).rows() == 0);
  CHECK(Table::open(folder.path(""), faults).rows() == 0);
  REQUIRE(faults.size() == 2);
  CHECK(faults.lines()[0].ends_with("is a folder (a table is one CSV file)"));
  CHECK(faults.lines()[1].ends_with("none.csv: cannot be read (No such file or directory)"));
}

TEST_CASE("table: the real areas of England are read", "[table]")
{
  const char* data = std::getenv("BITEWING_DATA");
  if (data == nullptr) {
    WARN("BITEWING_DATA is not set: the real tables are not read");
    return;
  }
  Faults faults;
  const Table table = Table::open(std::string{data} + "/england_lsoa21_slim.csv", faults);
  CHECK(faults.empty());
  CHECK(table.rows() == 33755);  // LSOAs of England, Census 2021
  CHECK(table.unique(*table.require("lsoa21cd", faults), faults));
}
