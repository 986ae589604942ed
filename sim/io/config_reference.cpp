// The reference of what readers declare, and the identity of resolved values.
#include <fmt/format.h>

#include <algorithm>

#include "sim/io/config_document.hpp"
#include "sim/io/config_overlay.hpp"
#include "sim/io/config_session.hpp"

namespace sim::io {
namespace {

ParameterRow row_of(const Declared& declared, const std::string& path)
{
  ParameterRow row{path,
                   declared.kind,
                   declared.unit,
                   declared.low,
                   declared.high,
                   declared.step,
                   declared.choices,
                   declared.about,
                   declared.required,
                   "",
                   "",
                   ""};
  if (declared.free_keys) row.kind = "free";
  if (declared.node == nullptr) return row;
  const Node& value = value_of(*declared.node);
  row.where = value.origin.text();
  if (declared.kind != "table" || declared.free_keys) row.value = to_toml(value);
  const Node* const source = is_triple(*declared.node) ? declared.node->find("source") : nullptr;
  if (source != nullptr && declared.kind != "table") row.source = source->text;
  return row;
}

void add_rows(const Declared& declared, const std::string& path, std::vector<ParameterRow>& rows)
{
  if (!path.empty()) rows.push_back(row_of(declared, path));
  for (const Declared& child : declared.children)
    add_rows(child, path.empty() ? child.name : path + "." + child.name, rows);
}

// The next line of a text and its key; takes it off the front.
struct Line {
  std::string_view key, value;
};

Line next_line(std::string_view& text)
{
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  constexpr std::string_view between = " = ";
  const std::size_t equals = line.find(between);
  if (equals == std::string_view::npos) return {line, ""};
  return {line.substr(0, equals), line.substr(equals + between.size())};
}

}  // namespace

std::vector<ParameterRow> reference(const std::function<void(Block&)>& read, const Document* document,
                                    const std::string& scenario)
{
  Node values;
  const bool has_values = document != nullptr && document->impl_->readable;
  if (has_values) values = document->impl_->values_of(scenario);
  Faults none;  // a pass that describes finds no faults
  Session session{.pass = Pass::describing, .faults = none, .missing_keys_are_faults = false};
  Block block{
      std::make_shared<Block::Impl>(Block::Impl{session, session.root, has_values ? &values : nullptr, ""})};
  read(block);
  std::vector<ParameterRow> rows;
  add_rows(session.root, "", rows);
  return rows;
}

std::string hash_text(std::string_view text)
{
  constexpr std::uint64_t offset = 0xcbf29ce484222325u, prime = 0x100000001b3u;  // FNV-1a, 64 bits
  std::uint64_t hash = offset;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * prime;
  return fmt::format("{:016x}", hash);
}

std::optional<Difference> first_difference(std::string_view first, std::string_view second)
{
  while (!first.empty() || !second.empty()) {
    std::string_view first_rest = first, second_rest = second;
    const Line a = next_line(first_rest);
    const Line b = next_line(second_rest);
    const bool first_only = second.empty() || (!first.empty() && a.key < b.key);
    const bool second_only = first.empty() || (!second.empty() && b.key < a.key);
    if (first_only) return Difference{std::string{a.key}, std::string{a.value}, ""};
    if (second_only) return Difference{std::string{b.key}, "", std::string{b.value}};
    if (a.value != b.value) return Difference{std::string{a.key}, std::string{a.value}, std::string{b.value}};
    first = first_rest;
    second = second_rest;
  }
  return std::nullopt;
}

}  // namespace sim::io
