#include "sim/io/config_tree.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>

namespace sim::io {
namespace {

Origin origin_of(const toml::source_region& region, const Source& source)
{
  return {&source, region.begin.line, region.begin.column};
}

Node to_node(const toml::node& from, const Source& source);

// toml++ sorts keys by name; the tree keeps the order in which they were written.
std::vector<Member> to_members(const toml::table& table, const Source& source)
{
  std::vector<Member> members;
  for (const auto& [key, value] : table)
    members.push_back({std::string{key.str()}, origin_of(key.source(), source), to_node(value, source)});
  std::sort(members.begin(), members.end(), [](const Member& a, const Member& b) {
    return std::pair{a.origin.line, a.origin.column} < std::pair{b.origin.line, b.origin.column};
  });
  return members;
}

Day to_day_of(const toml::date& date) { return to_day(date.year, date.month, date.day); }

Node to_node(const toml::node& from, const Source& source)
{
  Node node;
  node.origin = origin_of(from.source(), source);
  if (const toml::table* const table = from.as_table()) {
    node.members = to_members(*table, source);
  } else if (const toml::array* const array = from.as_array()) {
    node.kind = Node::Kind::list;
    for (const toml::node& item : *array) node.items.push_back(to_node(item, source));
  } else if (const auto* const text = from.as_string()) {
    node.kind = Node::Kind::text;
    node.text = text->get();
  } else if (const auto* const whole = from.as_integer()) {
    node.kind = Node::Kind::whole;
    node.whole = whole->get();
  } else if (const auto* const real = from.as_floating_point()) {
    node.kind = Node::Kind::real;
    node.real = real->get();
  } else if (const auto* const flag = from.as_boolean()) {
    node.kind = Node::Kind::flag;
    node.flag = flag->get();
  } else if (const auto* const date = from.as_date()) {
    node.kind = Node::Kind::date;
    node.date = to_day_of(date->get());
  } else {
    node.kind = Node::Kind::time;
  }
  return node;
}

// "Error while parsing key-value pair: cannot redefine ..." in our grammar.
std::string syntax_fault(std::string_view description)
{
  constexpr std::string_view opening = "Error while ";
  if (description.starts_with(opening)) description.remove_prefix(opening.size());
  const bool twice = description.find("redefine") != std::string_view::npos;
  return suggest(fmt::format("{} ({})", twice ? "written twice" : "not TOML", description),
                 twice ? "keep one of them" : "");
}

bool is_bare(std::string_view key)
{
  return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

std::string in_quotes(std::string_view text)
{
  std::string result = "\"";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      result += fmt::format("\\{}", c);
    else if (code < ' ' || code == 0x7F)
      result += fmt::format("\\u{:04X}", code);  // TOML: control characters
    else
      result += c;
  }
  return result + '"';
}

std::string table_to_toml(const Node& node)
{
  std::vector<std::string> parts;
  for (const Member& member : node.members)
    parts.push_back(fmt::format("{} = {}", to_toml_key(member.key), to_toml(member.value)));
  std::sort(parts.begin(), parts.end());
  return parts.empty() ? "{}" : fmt::format("{{ {} }}", fmt::join(parts, ", "));
}

}  // namespace

std::string Origin::text() const
{
  return source->is_file ? fmt::format("{}:{}:{}", source->name, line, column) : source->name;
}

const Node* Node::find(std::string_view key) const
{
  const auto found =
      std::find_if(members.begin(), members.end(), [&](const Member& m) { return m.key == key; });
  return found == members.end() ? nullptr : &found->value;
}

Node* Node::find(std::string_view key)
{
  const auto found =
      std::find_if(members.begin(), members.end(), [&](const Member& m) { return m.key == key; });
  return found == members.end() ? nullptr : &found->value;
}

void Node::erase(std::string_view key)
{
  std::erase_if(members, [&](const Member& member) { return member.key == key; });
}

std::optional<Node> parse_toml(std::string_view text, const Source& source, Faults& faults)
{
  try {  // toml++ says where a syntax error is only by throwing
    return to_node(toml::parse(text), source);
  } catch (const toml::parse_error& error) {
    faults.add(origin_of(error.source(), source).text(), syntax_fault(error.description()));
    return std::nullopt;
  }
}

Node parse_value(const std::string& text, const Source& source)
{
  Faults not_toml;
  const std::optional<Node> table = parse_toml("value = " + text, source, not_toml);
  const bool is_value = table && table->members.size() == 1;
  Node node;
  if (is_value) node = table->members.front().value;
  if (!is_value) node.kind = Node::Kind::text;
  if (!is_value || node.kind != Node::Kind::text) node.text = text;
  node.origin.source = &source;
  return node;
}

std::string to_toml_key(std::string_view key) { return is_bare(key) ? std::string{key} : in_quotes(key); }

std::string to_toml(const Node& node)
{
  switch (node.kind) {
    case Node::Kind::table: return table_to_toml(node);
    case Node::Kind::text: return in_quotes(node.text);
    case Node::Kind::whole: return fmt::format("{}", node.whole);
    case Node::Kind::real: return fmt::format("{}", node.real == 0 ? 0 : node.real);  // -0 is 0
    case Node::Kind::flag: return node.flag ? "true" : "false";
    case Node::Kind::date: return to_string(node.date);
    case Node::Kind::time: return "\"a time\"";
    case Node::Kind::list: break;
  }
  std::vector<std::string> items;
  for (const Node& item : node.items) items.push_back(to_toml(item));
  return fmt::format("[{}]", fmt::join(items, ", "));
}

}  // namespace sim::io
