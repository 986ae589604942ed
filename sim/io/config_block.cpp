#include "sim/io/config_block.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <tuple>

#include "sim/io/config_overlay.hpp"
#include "sim/io/config_session.hpp"

namespace sim::io {
namespace {

constexpr const char* data_folder = "BITEWING_DATA";

Declared key_of(std::string_view key, const char* kind, const char* about)
{
  return {.name = std::string{key}, .kind = kind, .about = about};
}

// The text of a value; an override may be typed without quotes, so there a number is a text too.
const std::string* text_of(const Node& value)
{
  const bool typed = value.origin.source != nullptr && !value.origin.source->is_file && !value.text.empty();
  return value.kind == Node::Kind::text || typed ? &value.text : nullptr;
}

// "2024-04-01" in quotes is a date too: that is how JSON, and so an editor's schema, writes it.
std::optional<Day> date_in(const std::string& text)
{
  constexpr std::size_t year_letters = 4, month_at = 5, day_at = 8, letters = 10;
  if (text.size() != letters || text[year_letters] != '-' || text[day_at - 1] != '-') return std::nullopt;
  int year = 0;
  unsigned month = 0, day = 0;
  const char* const begin = text.data();
  const auto read = [](const char* from, const char* to, auto& number) {
    const auto [stop, error] = std::from_chars(from, to, number);
    return error == std::errc{} && stop == to;
  };
  if (!read(begin, begin + year_letters, year) || !read(begin + month_at, begin + day_at - 1, month) ||
      !read(begin + day_at, begin + letters, day))
    return std::nullopt;
  const Date date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  return date.ok() ? std::optional{to_day(date)} : std::nullopt;
}

struct Found {
  std::string path;  // "" = nowhere
  std::string looked;
};

Found find_file(const std::string& name, const Source& source)
{
  namespace fs = std::filesystem;
  const fs::path path{name};
  const char* const data = std::getenv(data_folder);
  std::vector<fs::path> places{path.is_absolute() ? path : fs::path{source.folder} / path};
  if (path.is_relative() && data != nullptr) places.push_back(fs::path{data} / path);
  Found found;
  for (const fs::path& place : places) {
    std::error_code error;
    if (fs::is_regular_file(place, error)) return {place.lexically_normal().string(), ""};
    found.looked +=
        fmt::format("{}{}", found.looked.empty() ? "looked at " : " and ", printed_path(place.string()));
  }
  if (path.is_relative() && data == nullptr)
    found.looked += fmt::format("; the environment variable {}, a folder of tables, is not set", data_folder);
  return found;
}

}  // namespace

bool Block::text(std::string_view key, std::string& out, const char* about, Presence presence)
{
  const Declared wanted = key_of(key, "text", about);
  const Node* const value = impl_->ask(wanted, presence);
  if (value == nullptr) return false;
  const std::string* const text = text_of(*value);
  if (text != nullptr)
    out = *text;
  else
    impl_->wrong_type(*value, wanted);
  return text != nullptr;
}

bool Block::texts(std::string_view key, std::vector<std::string>& out, const char* about, Presence presence)
{
  const Declared wanted = key_of(key, "texts", about);
  const Node* const value = impl_->ask(wanted, presence);
  if (value == nullptr) return false;
  if (value->kind != Node::Kind::list) {
    impl_->wrong_type(*value, wanted);
    return false;
  }
  std::vector<std::string> read;
  for (const Node& item : value->items) {
    if (item.kind == Node::Kind::text)
      read.push_back(item.text);
    else
      impl_->fault(item, in_quotes(key),
                   fmt::format("holds {} (expected a list of texts)", description(item)));
  }
  if (read.size() != value->items.size()) return false;
  out = std::move(read);
  return true;
}

bool Block::choice(std::string_view key, int& out, std::span<const std::string_view> names, const char* about,
                   Presence presence)
{
  Declared wanted = key_of(key, "choice", about);
  wanted.choices.assign(names.begin(), names.end());
  const Node* const value = impl_->ask(wanted, presence);
  if (value == nullptr) return false;
  const std::string* const text = text_of(*value);
  if (text == nullptr) {
    impl_->wrong_type(*value, wanted);
    return false;
  }
  const auto found = std::find(names.begin(), names.end(), *text);
  if (found == names.end()) {
    impl_->fault(*value, in_quotes(key),
                 suggest(fmt::format("is '{}' (expected {})", *text, expectation(wanted)),
                         did_you_mean(*text, wanted.choices)));
    return false;
  }
  out = static_cast<int>(found - names.begin());
  return true;
}

bool Block::flag(std::string_view key, bool& out, const char* about, Presence presence)
{
  const Declared wanted = key_of(key, "flag", about);
  const Node* const value = impl_->ask(wanted, presence);
  if (value == nullptr) return false;
  if (value->kind == Node::Kind::flag)
    out = value->flag;
  else
    impl_->wrong_type(*value, wanted);
  return value->kind == Node::Kind::flag;
}

bool Block::date(std::string_view key, Day& out, const char* about, Presence presence)
{
  const Declared wanted = key_of(key, "date", about);
  const Node* const value = impl_->ask(wanted, presence);
  if (value == nullptr) return false;
  std::optional<Day> day;
  if (value->kind == Node::Kind::date) day = value->date;
  if (value->kind == Node::Kind::text) day = date_in(value->text);
  if (!day) {
    impl_->wrong_type(*value, wanted);
    return false;
  }
  if (*day < first_storable_day || *day > last_storable_day) {
    impl_->fault(*value, in_quotes(key),
                 fmt::format("is {} (allowed: {} to {})", to_string(*day), to_string(first_storable_day),
                             to_string(last_storable_day)));
    return false;
  }
  out = *day;
  return true;
}

bool Block::file(std::string_view key, std::string& out, const char* about, Presence presence)
{
  const Declared wanted = key_of(key, "file", about);
  const Node* const value = impl_->ask(wanted, presence);
  if (value == nullptr) return false;
  if (value->kind != Node::Kind::text || value->text.empty()) {
    impl_->wrong_type(*value, wanted);
    return false;
  }
  const Found found = find_file(value->text, *value->origin.source);
  if (found.path.empty())
    impl_->fault(*value, in_quotes(key), fmt::format("names no file: '{}' ({})", value->text, found.looked));
  else
    out = found.path;
  return !found.path.empty();
}

bool Block::block(std::string_view key, const char* about, const std::function<void(Block&)>& read,
                  Presence presence)
{
  const Declared wanted = key_of(key, "table", about);
  const Node* const value = impl_->ask(wanted, presence);
  if (value == nullptr && !describing()) return false;
  if (value != nullptr && !value->is_table()) {
    impl_->wrong_type(*value, wanted);
    return false;
  }
  Declared& declared = impl_->declared.declare(wanted);
  Block child = impl_->child(declared, declared.node);
  read(child);
  return true;
}

void Block::each(std::string_view key, const char* about,
                 const std::function<void(const std::string&, Block&)>& read)
{
  const auto read_tables = [&](Block& tables) {
    Impl& impl = *tables.impl_;
    impl.declared.free_names = true;
    const auto one = [&](const std::string& name, const Node* node) {
      Declared& declared = impl.declared.declare(key_of(name, "table", ""));
      declared.required = false;
      declared.node = node;
      Block child = impl.child(declared, node);
      read(name, child);
    };
    if (impl.node == nullptr || impl.node->members.empty()) {
      if (describing()) one("NAME", nullptr);
      return;
    }
    for (const Member& member : impl.node->members) {
      if (member.value.is_table())
        one(member.key, &member.value);
      else
        impl.wrong_type(member.value, impl.declared.declare(key_of(member.key, "table", "")));
    }
  };
  block(key, about, read_tables, Presence::optional);
}

std::vector<std::pair<std::string, std::string>> Block::texts_by_key()
{
  impl_->declared.free_keys = true;
  std::vector<std::pair<std::string, std::string>> result;
  if (describing() || impl_->node == nullptr) return result;
  for (const Member& member : impl_->node->members) {
    const Node& value = member.value;
    const bool is_word =
        value.is_number() || value.kind == Node::Kind::flag || value.kind == Node::Kind::text;
    if (!is_word)
      impl_->fault(value, in_quotes(member.key),
                   fmt::format("is {} (expected a text or a number)", description(value)));
    else
      result.emplace_back(member.key, value.kind == Node::Kind::text ? value.text : to_toml(value));
  }
  return result;
}

bool Block::has(std::string_view key) const
{
  return describing() || (impl_->node != nullptr && impl_->node->find(key) != nullptr);
}

bool Block::describing() const { return impl_->describing(); }
bool Block::complete() const { return impl_->session.missing_keys_are_faults; }
const std::string& Block::path() const { return impl_->path; }
std::string Block::where(std::string_view key) const { return impl_->where(key); }
void Block::fault(std::string_view key, std::string_view text)
{
  impl_->session.faults.add(impl_->where(key), text);
}

void Block::fault_among(std::initializer_list<std::string_view> keys, std::string_view text)
{
  const auto height = [&](std::string_view key) {
    const Node* const value = impl_->node == nullptr ? nullptr : impl_->node->find(key);
    if (value == nullptr) return std::tuple{std::numeric_limits<int>::min(), 0u, 0u};
    const Origin& origin = value_of(*value).origin;
    return std::tuple{origin.source->level, origin.line, origin.column};
  };
  fault(*std::max_element(keys.begin(), keys.end(),
                          [&](std::string_view a, std::string_view b) { return height(a) < height(b); }),
        text);
}

}  // namespace sim::io
