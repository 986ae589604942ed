#include "sim/io/config_overlay.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace sim::io {
namespace {

// The smallest and largest number of a value (a number or a list of them); nullopt where it is neither.
std::optional<std::pair<double, double>> span_of(const Node& value)
{
  if (value.is_number()) return std::pair{value.number(), value.number()};
  if (value.kind != Node::Kind::list || value.items.empty()) return std::nullopt;
  std::optional<std::pair<double, double>> span;
  for (const Node& item : value.items) {
    if (!item.is_number()) return std::nullopt;
    if (!span) span = std::pair{item.number(), item.number()};
    span->first = std::min(span->first, item.number());
    span->second = std::max(span->second, item.number());
  }
  return span;
}

void drop_left_bounds(Node& triple, bool new_low, bool new_high)
{
  const auto value = span_of(*triple.find("value"));
  const Node* const low = triple.find("low");
  const Node* const high = triple.find("high");
  const auto low_span = low ? span_of(*low) : std::nullopt;
  const auto high_span = high ? span_of(*high) : std::nullopt;
  if (value && low_span && !new_low && value->first < low_span->second) triple.erase("low");
  if (value && high_span && !new_high && value->second > high_span->first) triple.erase("high");
}

void overlay_tables(Node& below, const Node& above)
{
  for (const Member& member : above.members) {
    const auto same = std::find_if(below.members.begin(), below.members.end(),
                                   [&](const Member& m) { return m.key == member.key; });
    if (same == below.members.end()) {
      below.members.push_back(member);
      continue;
    }
    const bool both_tables = same->value.is_table() && member.value.is_table();
    if (!both_tables) same->origin = member.origin;
    overlay(same->value, member.value);
  }
}

void flatten(const Node& node, const std::string& path, std::span<const std::string_view> without,
             std::vector<std::string>& lines)
{
  if (std::find(without.begin(), without.end(), path) != without.end()) return;
  const bool leaf = !node.is_table() || is_triple(node) || node.members.empty();
  if (leaf && !path.empty()) lines.push_back(fmt::format("{} = {}", path, to_toml(value_of(node))));
  if (leaf) return;
  for (const Member& member : node.members)
    flatten(member.value, path.empty() ? to_toml_key(member.key) : path + "." + to_toml_key(member.key),
            without, lines);
}

}  // namespace

bool is_triple(const Node& node) { return node.is_table() && node.find("value") != nullptr; }

const Node& value_of(const Node& node) { return is_triple(node) ? *node.find("value") : node; }

void overlay(Node& below, const Node& above)
{
  if (below.is_table() && above.is_table()) {
    overlay_tables(below, above);
    if (above.find("value") != nullptr)
      drop_left_bounds(below, above.find("low") != nullptr, above.find("high") != nullptr);
  } else if (is_triple(below)) {
    *below.find("value") = above;
    drop_left_bounds(below, false, false);
  } else {
    below = above;
  }
}

std::string canonical(const Node& table, std::span<const std::string_view> without)
{
  std::vector<std::string> lines;
  flatten(table, "", without, lines);
  std::sort(lines.begin(), lines.end());
  return lines.empty() ? "" : fmt::format("{}\n", fmt::join(lines, "\n"));
}

}  // namespace sim::io
