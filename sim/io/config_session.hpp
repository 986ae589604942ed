// One pass of the readers over a study: what they declared, and what was found.
#pragma once
#include <list>
#include <string>
#include <string_view>
#include <vector>

#include "sim/io/config_block.hpp"
#include "sim/io/config_tree.hpp"

namespace sim::io {

/// What a reader asked for: a key, its kind and what it may hold.
struct Declared {
  std::string name{};
  std::string kind = "table";  // as ParameterRow::kind
  std::string unit{};
  double low = 0, high = 0, step = 0;
  std::vector<std::string> choices{};  // of a choice, or the labels of numbers
  std::string about{};
  bool required = true;
  bool free_keys = false;          // of a table: any key may hold a text (texts_by_key)
  bool free_names = false;         // of a table: its keys are names chosen by the user (each)
  std::list<Declared> children{};  // in the order of asking
  const Node* node = nullptr;      // its value, where there is one

  const Declared* find(std::string_view key) const;
  /// The child of that name; added at first.
  Declared& declare(Declared child);
  std::vector<std::string> names() const;
};

enum class Pass { reading, describing };

struct Session {
  Pass pass;
  Faults& faults;
  bool missing_keys_are_faults;
  Declared root{};
  std::size_t missing_tables = 0;
};

struct Block::Impl {
  Session& session;
  Declared& declared;
  const Node* node;  // null while describing a table that the study lacks
  std::string path;  // "" = the whole file

  bool describing() const { return session.pass == Pass::describing; }
  /// Declares a key and returns its value; null where it is absent (a fault where required) or describing.
  const Node* ask(Declared wanted, Presence presence);
  /// The place of a key's value, else of this table.
  std::string where(std::string_view key) const;
  std::string child_path(std::string_view key) const;
  /// A fault at a value: "subject text", where the subject is a key in quotes.
  void fault(const Node& at, std::string_view subject, std::string_view text);
  void wrong_type(const Node& at, const Declared& wanted);
  Block child(Declared& declared_child, const Node* node_child);
};

/// 'key'
std::string in_quotes(std::string_view key);
/// "a number, 0 to 60 min": what a key may hold, in words.
std::string expectation(const Declared& declared);
/// "a text 'abc'": what a value is, in words.
std::string description(const Node& value);
/// "0 to 60 min", "at least 1", "0 to 210 min in steps of 5", "any number".
std::string range_text(const Declared& declared);

/// Adds a fault for every key of `node` that was not declared.
void find_unknown_keys(const Node& node, const Declared& declared, const std::string& path,
                       const Session& session);

}  // namespace sim::io
