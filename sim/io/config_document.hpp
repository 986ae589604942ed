// A study as it was opened: the tree of its values with everything that it extends.
#pragma once
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "sim/io/config_block.hpp"
#include "sim/io/config_tree.hpp"

namespace sim::io {

inline constexpr std::string_view baseline = "baseline";
inline constexpr std::string_view scenario_key = "scenario";
inline constexpr std::string_view extends_key = "extends";
inline constexpr std::string_view label_key = "label";

struct Document::Impl {
  std::deque<Source> sources;  // addresses are kept by the trees
  std::string text;
  Node tree;                       // the file's own values over those it extends, overrides over both
  std::vector<std::string> names;  // of scenarios, baseline first
  std::map<std::string, std::string> labels;
  bool readable = true;  // no fault of syntax
  bool complete = true;  // all that it extends was found
  bool extends = false;
  std::size_t missing_tables = 0;

  /// The values of a scenario: the tree without its scenarios, and the scenario's block over it.
  Node values_of(const std::string& scenario) const;
};

}  // namespace sim::io
