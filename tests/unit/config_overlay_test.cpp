#include "sim/io/config_overlay.hpp"

#include <array>
#include <string>

#include "tests/catch2.hpp"

using sim::io::Faults;
using sim::io::Node;
using sim::io::Source;

namespace {

const Source file{.name = "a.toml", .folder = ""};

Node tree(const std::string& text)
{
  Faults faults;
  return sim::io::parse_toml(text, file, faults).value();
}

std::string laid(const std::string& below, const std::string& above)
{
  Node result = tree(below);
  sim::io::overlay(result, tree(above));
  return sim::io::to_toml(result);
}

}  // namespace

TEST_CASE("config overlay: later values win, tables are joined, lists are replaced", "[config]")
{
  CHECK(laid("a = 1\nb = 2\n", "b = 3\nc = 4\n") == "{ a = 1, b = 3, c = 4 }");
  CHECK(laid("[t]\na = 1\nb = 2\n", "[t]\nb = 3\n[u]\n") == "{ t = { a = 1, b = 3 }, u = {} }");
  CHECK(laid("l = [1, 2, 3]\n", "l = [4]\n") == "{ l = [4] }");
  CHECK(laid("[t]\na = 1\n", "t = 5\n") == "{ t = 5 }");
}

TEST_CASE("config overlay: a bare value keeps unit and source of the one below", "[config]")
{
  const std::string below = "a = { value = 5, unit = \"d\", low = 1, high = 9, source = \"s\" }\n";
  CHECK(laid(below, "a = 7\n") == "{ a = { high = 9, low = 1, source = \"s\", unit = \"d\", value = 7 } }");
  CHECK(laid(below, "a = { value = 7, source = \"t\" }\n") ==
        "{ a = { high = 9, low = 1, source = \"t\", unit = \"d\", value = 7 } }");
}

TEST_CASE("config overlay: an inherited range that the new value leaves is dropped", "[config]")
{
  const std::string below = "a = { value = 5, low = 1, high = 9 }\n";
  CHECK(laid(below, "a = 20\n") == "{ a = { low = 1, value = 20 } }");
  CHECK(laid(below, "a = 0\n") == "{ a = { high = 9, value = 0 } }");
  CHECK(laid(below, "a = { value = 20, high = 10 }\n") == "{ a = { high = 10, low = 1, value = 20 } }");
  CHECK(laid("l = { value = [1, 2], low = [0, 1], high = 3 }\n", "l = [1, 5]\n") ==
        "{ l = { low = [0, 1], value = [1, 5] } }");
}

TEST_CASE("config overlay: canonical text is sorted and bare of units and sources", "[config]")
{
  const Node values = tree(
      "z = 1.0\n[t.on]\n[t]\nb = { value = 2, unit = \"d\", source = \"s\" }\na = \"x\"\n[study]\ntitle = "
      "\"T\"\nseed = 3\n");
  CHECK(sim::io::canonical(values, {}) ==
        "study.seed = 3\nstudy.title = \"T\"\nt.a = \"x\"\nt.b = 2\nt.on = {}\nz = 1\n");
  const std::array<std::string_view, 2> without{"study.title", "t"};
  CHECK(sim::io::canonical(values, without) == "study.seed = 3\nz = 1\n");
  CHECK(sim::io::canonical(Node{}, {}).empty());
}
