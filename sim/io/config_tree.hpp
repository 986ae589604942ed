// The values of a study file as a plain tree, each with the place where it was written.
//
// Read once from TOML (the door is config_tree.cpp); everything else in this folder works on the tree.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/clock.hpp"
#include "sim/io/faults.hpp"

namespace sim::io {

/// What values were written in: a file, or an override of the command line.
struct Source {
  std::string name;    // as faults print it: "configs/tiny.toml", "--set study.months"
  std::string folder;  // paths in it are relative to this folder
  bool is_file = true;
  int level = 0;  // of two values the one from the higher level stands: what a file extends lies below it
};

/// A place in a source. Overrides have neither line nor column.
struct Origin {
  const Source* source = nullptr;
  std::uint32_t line = 0, column = 0;
  /// "file:line:column" or "--set key".
  std::string text() const;
};

struct Member;

struct Node {
  enum class Kind { table, list, text, whole, real, flag, date, time };
  Kind kind = Kind::table;
  Origin origin;
  std::string text;  // Kind::text; of an override, as it was typed, whatever its kind
  std::int64_t whole = 0;
  double real = 0;
  bool flag = false;
  Day date = 0;
  std::vector<Node> items;      // Kind::list
  std::vector<Member> members;  // Kind::table, in the order of the source

  bool is_table() const { return kind == Kind::table; }
  bool is_number() const { return kind == Kind::whole || kind == Kind::real; }
  double number() const { return kind == Kind::whole ? static_cast<double>(whole) : real; }
  const Node* find(std::string_view key) const;
  Node* find(std::string_view key);
  void erase(std::string_view key);
};

struct Member {
  std::string key;
  Origin origin;  // of the key
  Node value;
};

/// The tree of a TOML text; a syntax error is a fault and leaves nothing. `source` must outlive the tree.
std::optional<Node> parse_toml(std::string_view text, const Source& source, Faults& faults);
/// One value of the command line: TOML where it is that, else text.
Node parse_value(const std::string& text, const Source& source);
/// A value as TOML, on one line, the same for the same value: 3 and 3.0 are "3".
std::string to_toml(const Node& node);
/// A key as TOML: bare where its letters allow.
std::string to_toml_key(std::string_view key);

}  // namespace sim::io
