#include "sim/io/config_tree.hpp"

#include <string>
#include <vector>

#include "tests/catch2.hpp"

using sim::io::Faults;
using sim::io::Node;
using sim::io::Source;
using Lines = std::vector<std::string>;

namespace {

const Source file{.name = "a.toml", .folder = ""};

Lines syntax_faults(const std::string& text)
{
  Faults faults;
  CHECK_FALSE(sim::io::parse_toml(text, file, faults).has_value());
  return faults.lines();
}

}  // namespace

TEST_CASE("config tree: values, their kinds and places", "[config]")
{
  Faults faults;
  const auto tree = sim::io::parse_toml(
      "z = 1\n[b]\ny = 2.5\nx = \"t\"\n[a]\nd = 2024-04-01\nf = true\nl = [1,\n  2]\n"
      "o = 2024-04-01T10:00:00\n",
      file, faults);
  REQUIRE(tree);
  CHECK(tree->members[0].key == "z");
  CHECK(tree->members[1].key == "b");  // the order of the file, not of the alphabet
  CHECK(tree->members[2].key == "a");
  CHECK(tree->find("z")->whole == 1);
  const Node& b = *tree->find("b");
  CHECK(b.origin.text() == "a.toml:2:1");
  CHECK(b.members[0].key == "y");
  CHECK(b.members[0].origin.text() == "a.toml:3:1");
  CHECK(b.find("y")->origin.text() == "a.toml:3:5");
  CHECK(b.find("y")->number() == 2.5);
  CHECK(b.find("x")->text == "t");
  const Node& a = *tree->find("a");
  CHECK(a.find("d")->date == sim::to_day(2024, 4, 1));
  CHECK(a.find("f")->flag);
  CHECK(a.find("l")->items[1].origin.text() == "a.toml:9:3");
  CHECK(a.find("o")->kind == Node::Kind::time);
  CHECK(a.find("none") == nullptr);
}

TEST_CASE("config tree: sub-tables stand in the order of their first header", "[config]")
{
  Faults faults;
  const auto tree = sim::io::parse_toml(
      "[scenario.zeta.x]\na = 1\n[scenario.alpha]\n[scenario.zeta]\nb = 1\n", file, faults);
  REQUIRE(tree);
  const Node& scenarios = *tree->find("scenario");
  REQUIRE(scenarios.members.size() == 2);
  CHECK(scenarios.members[0].key == "zeta");
  CHECK(scenarios.members[1].key == "alpha");
}

TEST_CASE("config tree: faults of syntax have their place", "[config]")
{
  CHECK(syntax_faults("a = 1\na = 2\n") == Lines{"a.toml:2:5: written twice (parsing key-value pair: cannot "
                                                 "redefine existing integer 'a') keep one of "
                                                 "them"});
  CHECK(syntax_faults("[t]\nx = 1\n[t]\ny = 1\n") ==
        Lines{"a.toml:3:1: written twice (parsing table header: cannot redefine existing table 't') keep one "
              "of them"});
  CHECK(syntax_faults("a = 2023-02-30\n") ==
        Lines{"a.toml:1:15: not TOML (parsing date: expected day between 1 and 28 (inclusive), saw 30)"});
  CHECK(syntax_faults("\na = 99999999999999999999\n").front().starts_with("a.toml:2:"));
  CHECK(syntax_faults("a = \n").front().starts_with("a.toml:1:"));
}

TEST_CASE("config tree: the value of an override is TOML where it can be, else text", "[config]")
{
  const Source source{.name = "--set a.b", .folder = "", .is_file = false};
  CHECK(sim::io::parse_value("3", source).whole == 3);
  CHECK(sim::io::parse_value("2024-04-01", source).kind == Node::Kind::date);
  CHECK(sim::io::parse_value("\"3\"", source).text == "3");
  CHECK(sim::io::parse_value("St. Helens", source).text == "St. Helens");
  CHECK(sim::io::parse_value("1\nother = 2", source).kind == Node::Kind::text);
  CHECK(sim::io::parse_value("[1, 2]", source).items.at(1).origin.text() == "--set a.b");
  CHECK(sim::io::parse_value("", source).text.empty());
}

TEST_CASE("config tree: values are written one way", "[config]")
{
  Faults faults;
  const auto tree = sim::io::parse_toml(
      "a = 3.0\nb = 0.1\nc = 1e-7\nd = -0.0\ne = \"q\\\"\\n\"\nf = [1, {y = 2, x = 1}]\n"
      "g = 2024-04-01\nh = false\n\"i j\" = {}\n",
      file, faults);
  REQUIRE(tree);
  CHECK(sim::io::to_toml(*tree) ==
        "{ \"i j\" = {}, a = 3, b = 0.1, c = 1e-07, d = 0, e = \"q\\\"\\u000A\", f = [1, { x = 1, y = 2 }], "
        "g = "
        "2024-04-01, h = false }");
}
