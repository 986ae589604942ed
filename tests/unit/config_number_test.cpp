#include <array>
#include <limits>
#include <string>
#include <string_view>

#include "sim/io/config_block.hpp"
#include "tests/catch2.hpp"
#include "tests/study_files.hpp"

using sim::io::Allowed;
using sim::io::Block;
using tests::faults_of;
using tests::Lines;

namespace {

constexpr Allowed minutes{"min", 0, 60, "how long"};
constexpr Allowed count{"", 1, 9.3e18, "how many"};
constexpr std::array<std::string_view, 3> bands{"band 1", "band 2", "band 3"};

// Faults of a study with the one number `a`.
Lines faults_of_number(const std::string& text)
{
  return faults_of(text, [](Block& block) {
    double out = 0;
    block.number("a", out, minutes);
  });
}

}  // namespace

TEST_CASE("config number: bare, with its range and source, and whole", "[config]")
{
  double a = 0, b = 0;
  std::int64_t seed = 0;
  int c = 0;
  std::array<double, 3> list{}, same{};
  const auto reader = [&](Block& block) {
    CHECK(block.number("a", a, minutes));
    CHECK(block.number("b", b, minutes));
    CHECK(block.integer("seed", seed, count));
    CHECK(block.integer("c", c, count));
    CHECK(block.numbers("list", list, bands, minutes));
    CHECK(block.numbers("same", same, bands, minutes));
  };
  CHECK(faults_of("a = 3\nb = { value = 2.5, unit = \"min\", low = 1, high = 4, source = \"[V] NHSBSA\" }\n"
                  "seed = 9223372036854775807\nc = 4.0\nlist = [1, 2, 3.5]\n"
                  "same = { value = [1, 2, 3], unit = \"min\", low = 1, high = [2, 3, 4] }\n",
                  reader)
            .empty());
  CHECK(a == 3);
  CHECK(b == 2.5);
  CHECK(seed == 9223372036854775807);  // exactly: a double would not hold it
  CHECK(c == 4);
  CHECK(list == std::array<double, 3>{1, 2, 3.5});
  CHECK(same == std::array<double, 3>{1, 2, 3});
}

TEST_CASE("config number: range, type, nan and infinity", "[config]")
{
  CHECK(faults_of_number("a = 61\n") == Lines{"study.toml:1:5: 'a' is 61 (allowed: 0 to 60 min)"});
  CHECK(faults_of_number("a = -0.5\n") == Lines{"study.toml:1:5: 'a' is -0.5 (allowed: 0 to 60 min)"});
  CHECK(faults_of_number("a = 60\n").empty());
  CHECK(faults_of_number("a = nan\n") == Lines{"study.toml:1:5: 'a' is nan (numbers are finite)"});
  CHECK(faults_of_number("a = -inf\n") == Lines{"study.toml:1:5: 'a' is -inf (numbers are finite)"});
  CHECK(faults_of_number("a = \"5\"\n") ==
        Lines{"study.toml:1:5: 'a' is the text '5' (expected a number, 0 to 60 min)"});
  CHECK(faults_of_number("a = true\n") ==
        Lines{"study.toml:1:5: 'a' is true (expected a number, 0 to 60 min)"});
  CHECK(faults_of_number("a = [5]\n") ==
        Lines{"study.toml:1:5: 'a' is a list of 1 (expected a number, 0 to 60 min)"});
}

TEST_CASE("config number: whole numbers", "[config]")
{
  const auto reader = [](Block& block) {
    int small = 0;
    std::int64_t large = 0;
    block.integer("half", small, count);
    block.integer("huge", small, count);
    block.integer("none", large, count);
    block.integer("beyond", large, count);
  };
  CHECK(faults_of("half = 2.5\nhuge = 3000000000\nnone = 0\nbeyond = 9.25e18\n", reader) ==
        Lines{"study.toml:1:8: 'half' is 2.5 (expected a whole number, 1 to 2147483647)",
              "study.toml:2:8: 'huge' is 3000000000 (allowed: 1 to 2147483647)",
              "study.toml:3:8: 'none' is 0 (allowed: 1 to 9.3e+18)",
              "study.toml:4:10: 'beyond' is 9.25e+18 (expected a whole number, 1 to 9.3e+18)"});
}

TEST_CASE("config number: the largest whole number is printed with its digits", "[config]")
{
  const auto reader = [](Block& block) {
    std::int64_t seed = 0;
    block.integer("seed", seed, {"", 0, static_cast<double>(std::numeric_limits<std::int64_t>::max()), ""});
  };
  CHECK(faults_of("seed = -1\n", reader) ==
        Lines{"study.toml:1:8: 'seed' is -1 (allowed: 0 to 9223372036854775807)"});
}

TEST_CASE("config number: one-sided and unlimited ranges in words", "[config]")
{
  const double infinity = std::numeric_limits<double>::infinity();
  const auto reader = [=](Block& block) {
    double out = 0;
    block.number("a", out, {"km", 1, infinity, ""});
    block.number("b", out, {"", -infinity, 1, ""});
    block.number("c", out, {"GBP", -infinity, infinity, ""});
  };
  CHECK(faults_of("a = 0\nb = 2\nc = \"x\"\n", reader) ==
        Lines{"study.toml:1:5: 'a' is 0 (allowed: at least 1 km)",
              "study.toml:2:5: 'b' is 2 (allowed: at most 1)",
              "study.toml:3:5: 'c' is the text 'x' (expected a number, any number of GBP)"});
}

TEST_CASE("config number: the unit must be the declared one", "[config]")
{
  CHECK(faults_of_number("a = { value = 1, unit = \"h\" }\n") ==
        Lines{"study.toml:1:25: 'a' has the unit 'h' (expected 'min')"});
  CHECK(faults_of_number("a = { value = 1, unit = 3 }\n") ==
        Lines{"study.toml:1:25: 'a' has the unit the number 3 (expected 'min')"});
  const auto bare = [](Block& block) {
    double out = 0;
    block.number("a", out, {"", 0, 4, ""});
  };
  CHECK(faults_of("a = { value = 1, unit = \"h\" }\n", bare) ==
        Lines{"study.toml:1:25: 'a' has the unit 'h' (it is a bare number: leave the unit out)"});
}

TEST_CASE("config number: keys, range and source of the number's own table", "[config]")
{
  CHECK(faults_of_number("a = { value = 1, uint = \"min\" }\n") ==
        Lines{"study.toml:1:18: unknown key 'uint' in 'a' (a number has value, unit, low, high, source) did "
              "you mean "
              "'unit'?"});
  CHECK(faults_of_number("a = { unit = \"min\" }\n") ==
        Lines{"study.toml:1:5: 'a' has no value (expected a number, 0 to 60 min)"});
  CHECK(faults_of_number("a = { value = 5, low = 6, high = 4 }\n") ==
        Lines{"study.toml:1:24: 'low' of 'a' is 6 (the value 5 lies below it)",
              "study.toml:1:34: 'high' of 'a' is 4 (the value 5 lies above it)"});
  CHECK(faults_of_number("a = { value = 5, low = -1, high = \"x\" }\n") ==
        Lines{"study.toml:1:24: 'low' of 'a' is -1 (allowed: 0 to 60 min)",
              "study.toml:1:35: 'high' of 'a' is the text 'x' (expected a number, 0 to 60 min)"});
  CHECK(faults_of_number("[a]\nvalue = 70\nunit = \"h\"\nsource = 1\n") ==
        Lines{"study.toml:2:9: 'a' is 70 (allowed: 0 to 60 min)",
              "study.toml:3:8: 'a' has the unit 'h' (expected 'min')",
              "study.toml:4:10: 'source' of 'a' is the number 1 (expected a text)"});
}

TEST_CASE("config number: lists have one number for each label", "[config]")
{
  std::array<double, 3> kept{7, 7, 7};
  const auto reader = [&](Block& block) {
    CHECK_FALSE(block.numbers("short", kept, bands, minutes));
    CHECK_FALSE(block.numbers("bare", kept, bands, minutes));
    CHECK_FALSE(block.numbers("item", kept, bands, minutes));
    CHECK(block.numbers("range", kept, bands, minutes));
  };
  CHECK(faults_of("short = [1, 2]\nbare = 3\nitem = [1, 99, \"x\"]\nrange = { value = [1, 2, 3], low = 0, "
                  "high = [1, 1, 3] }\n",
                  reader) ==
        Lines{"study.toml:1:9: 'short' is a list of 2 (expected a list of 3 numbers for band 1, band 2, band "
              "3, 0 to 60 min)",
              "study.toml:2:8: 'bare' is the number 3 (expected a list of 3 numbers for band 1, band 2, band "
              "3, 0 to 60 min)",
              "study.toml:3:12: 'item' for 'band 2' is 99 (allowed: 0 to 60 min)",
              "study.toml:3:16: 'item' for 'band 3' is the text 'x' (expected a number, 0 to 60 min)",
              "study.toml:4:46: 'high' of 'range' is 1 (the value 2 lies above it)"});
  CHECK(kept == std::array<double, 3>{1, 2, 3});
}
