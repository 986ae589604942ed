#include "sim/io/config_session.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "sim/io/config_document.hpp"
#include "sim/io/config_overlay.hpp"

namespace sim::io {
namespace {

std::string in_table(const std::string& path)
{
  return path.empty() ? "at the top of the file" : fmt::format("in [{}]", path);
}

// The tables in which a key of that name is known, for one that was written under the wrong header.
void find_homes(const Declared& declared, const std::string& path, std::string_view key,
                std::vector<std::string>& homes)
{
  for (const Declared& child : declared.children) {
    if (child.name == key && child.kind != "table" && !path.empty()) homes.push_back(path);
    find_homes(child, path.empty() ? child.name : path + "." + child.name, key, homes);
  }
}

std::string suggestion(std::string_view key, const Declared& table, const std::string& path,
                       const Session& session)
{
  constexpr std::size_t names_on_a_line = 12;
  const std::vector<std::string> names = table.names();
  std::vector<std::string> homes;
  find_homes(session.root, "", key, homes);
  if (homes.size() == 1) return fmt::format("it belongs in [{}]", homes.front());
  std::vector<std::string> near_names = names;
  if (path.empty()) {  // a scenario's own block, or the file
    if (key == label_key) return "it belongs in [scenario.NAME]";
    near_names.emplace_back(label_key);
  }
  const std::string near = did_you_mean(key, near_names);
  if (!near.empty() || names.empty()) return near;
  const std::size_t shown = std::min(names.size(), names_on_a_line);
  return fmt::format("known here: {}{}",
                     fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
                     shown < names.size() ? ", ..." : "");
}

}  // namespace

const Declared* Declared::find(std::string_view key) const
{
  const auto found = std::find_if(children.begin(), children.end(),
                                  [&](const Declared& child) { return child.name == key; });
  return found == children.end() ? nullptr : &*found;
}

Declared& Declared::declare(Declared child)
{
  const auto found =
      std::find_if(children.begin(), children.end(), [&](const Declared& c) { return c.name == child.name; });
  return found == children.end() ? children.emplace_back(std::move(child)) : *found;
}

std::vector<std::string> Declared::names() const
{
  std::vector<std::string> result;
  for (const Declared& child : children) result.push_back(child.name);
  return result;
}

std::string Block::Impl::where(std::string_view key) const
{
  const Node* const value = node == nullptr ? nullptr : node->find(key);
  if (value != nullptr) return value_of(*value).origin.text();
  return node == nullptr ? path : node->origin.text();
}

std::string Block::Impl::child_path(std::string_view key) const
{
  return path.empty() ? std::string{key} : fmt::format("{}.{}", path, key);
}

const Node* Block::Impl::ask(Declared wanted, Presence presence)
{
  wanted.required = presence == Presence::required;
  Declared& declared_key = declared.declare(std::move(wanted));
  const Node* const value = node == nullptr ? nullptr : node->find(declared_key.name);
  declared_key.node = value;
  if (describing()) return nullptr;
  if (value == nullptr && presence == Presence::required && session.missing_keys_are_faults) {
    const bool is_table = declared_key.kind == "table";
    session.missing_tables += is_table ? 1 : 0;
    session.faults.add(where(declared_key.name),
                       fmt::format("missing {} '{}' {} ({})", is_table ? "table" : "key", declared_key.name,
                                   in_table(path), expectation(declared_key)));
  }
  return value;
}

void Block::Impl::fault(const Node& at, std::string_view subject, std::string_view text)
{
  session.faults.add(at.origin.text(), fmt::format("{} {}", subject, text));
}

void Block::Impl::wrong_type(const Node& at, const Declared& wanted)
{
  fault(at, in_quotes(wanted.name), fmt::format("is {} (expected {})", description(at), expectation(wanted)));
}

Block Block::Impl::child(Declared& declared_child, const Node* node_child)
{
  return Block{
      std::make_shared<Impl>(Impl{session, declared_child, node_child, child_path(declared_child.name)})};
}

std::string in_quotes(std::string_view key) { return fmt::format("'{}'", key); }

std::string range_text(const Declared& declared)
{
  const double low = declared.low, high = declared.high;
  const std::string& unit = declared.unit;
  std::string text = fmt::format("any number{}", unit.empty() ? "" : fmt::format(" of {}", unit));
  const std::string space_unit = unit.empty() ? "" : fmt::format(" {}", unit);
  if (std::isfinite(low) && std::isfinite(high))
    text = fmt::format("{} to {}{}", in_digits(low), in_digits(high), space_unit);
  else if (std::isfinite(low))
    text = fmt::format("at least {}{}", in_digits(low), space_unit);
  else if (std::isfinite(high))
    text = fmt::format("at most {}{}", in_digits(high), space_unit);
  if (declared.step == 1) return text + ", whole numbers";
  return declared.step > 0 ? fmt::format("{} in steps of {}", text, declared.step) : text;
}

std::string expectation(const Declared& declared)
{
  const std::string& kind = declared.kind;
  const auto in_range = [&](std::string_view what) {
    return fmt::format("{}, {}", what, range_text(declared));
  };
  if (kind == "number") return in_range("a number");
  if (kind == "integer") return in_range("a whole number");
  if (kind == "numbers")
    return in_range(fmt::format("a list of {} numbers for {}", declared.choices.size(),
                                fmt::join(declared.choices, ", ")));
  if (kind == "text") return "a text";
  if (kind == "texts") return "a list of texts";
  if (kind == "choice") return fmt::format("one of {}", fmt::join(declared.choices, ", "));
  if (kind == "flag") return "true or false";
  if (kind == "date") return "a date as 2024-04-01";
  if (kind == "file") return "the path of a file";
  return declared.about.empty() ? "a table" : fmt::format("a table: {}", declared.about);
}

std::string description(const Node& value)
{
  switch (value.kind) {
    case Node::Kind::table: return "a table";
    case Node::Kind::list: return fmt::format("a list of {}", value.items.size());
    case Node::Kind::text: return fmt::format("the text '{}'", value.text);
    case Node::Kind::whole:
    case Node::Kind::real: return fmt::format("the number {}", to_toml(value));
    case Node::Kind::flag: return value.flag ? "true" : "false";
    case Node::Kind::date: return fmt::format("the date {}", to_string(value.date));
    case Node::Kind::time: break;
  }
  return "a time";
}

void find_unknown_keys(const Node& node, const Declared& declared, const std::string& path,
                       const Session& session)
{
  if (declared.free_keys) return;
  for (const Member& member : node.members) {
    const Declared* const child = declared.find(member.key);
    if (child == nullptr) {
      const char* const what = member.value.is_table() ? "table" : "key";
      const std::string fault =
          fmt::format("unknown {0} '{1}' (no such {0} {2})", what, member.key, in_table(path));
      session.faults.add(member.origin.text(),
                         suggest(fault, suggestion(member.key, declared, path, session)));
    } else if (child->kind == "table" && member.value.is_table()) {
      find_unknown_keys(member.value, *child, path.empty() ? member.key : path + "." + member.key, session);
    }
  }
}

}  // namespace sim::io
