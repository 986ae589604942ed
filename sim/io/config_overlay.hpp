// Laying one tree of values over another, and the canonical text of what results.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "sim/io/config_tree.hpp"

namespace sim::io {

/// A table with a key `value`: a value that carries its unit, range and source.
bool is_triple(const Node& node);
/// The value itself: of a triple its `value`, else the node.
const Node& value_of(const Node& node);

/// Values of `above` win. Tables are laid over each other key by key, lists are replaced. A bare value over a
/// triple keeps its unit and source; an inherited low or high that the new value leaves is dropped.
void overlay(Node& below, const Node& above);

/// One line `path = value` for each value (an empty table is `path = {}`), sorted; units and sources are left
/// out, and so are the paths in `without` with what lies under them.
std::string canonical(const Node& table, std::span<const std::string_view> without);

}  // namespace sim::io
