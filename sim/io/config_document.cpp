#include "sim/io/config_document.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "sim/io/config_overlay.hpp"
#include "sim/io/config_session.hpp"

namespace sim::io {
namespace {

namespace fs = std::filesystem;

// The text of a file, or why it cannot be read.
struct FileText {
  std::optional<std::string> text;
  std::string fault;
};

FileText text_of_file(const std::string& path)
{
  std::error_code error;
  if (fs::is_directory(path, error)) return {std::nullopt, "is a folder (a study is a file)"};
  std::ifstream file{path, std::ios::binary};
  if (!file) return {std::nullopt, fmt::format("cannot be read ({})", std::strerror(errno))};
  return {std::string{std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}}, ""};
}

// Reads a file and what it extends, one over the other.
class Loader {
 public:
  Loader(Document::Impl& document, Faults& faults) : document_{document}, faults_{faults} {}

  void load(const std::string& path)
  {
    FileText file = text_of_file(path);
    if (!file.text) {
      faults_.add(printed_path(path), file.fault);
      document_.readable = false;
      return;
    }
    document_.tree = read(path, *file.text);
    document_.text = std::move(*file.text);
  }

 private:
  Node read(const std::string& path, std::string_view text)
  {
    chain_.push_back(path);
    const Source& source =
        document_.sources.emplace_back(Source{.name = printed_path(path),
                                              .folder = fs::path{path}.parent_path().string(),
                                              .level = -static_cast<int>(chain_.size())});
    std::optional<Node> own = parse_toml(text, source, faults_);
    if (!own) document_.readable = false;
    Node result = own ? read_extended(*own) : Node{};
    if (!own) return result;
    own->erase(extends_key);
    overlay(result, *own);
    take_origins(result, *own);
    return result;
  }

  // A key that is missing in a table of both files is reported where the extending file writes the table.
  static void take_origins(Node& result, const Node& own)
  {
    result.origin = own.origin;
    for (const Member& member : own.members)
      if (member.value.is_table() && !is_triple(member.value))
        take_origins(*result.find(member.key), member.value);
  }

  Node read_extended(const Node& own)
  {
    const Node* const name = own.find(extends_key);
    if (name == nullptr) return {};
    document_.extends = true;
    document_.complete = false;
    if (name->kind != Node::Kind::text || name->text.empty()) {
      faults_.add(name->origin.text(),
                  fmt::format("'extends' is {} (expected the path of a file)", description(*name)));
      return {};
    }
    const std::string path = (fs::path{name->origin.source->folder} / name->text).lexically_normal().string();
    if (is_in_chain(path)) {
      faults_.add(name->origin.text(), fmt::format("'extends' goes in a circle ({})", circle(path)));
      return {};
    }
    const FileText file = text_of_file(path);
    if (!file.text) {
      faults_.add(name->origin.text(),
                  fmt::format("'extends' names '{}', which {}", printed_path(path), file.fault));
      return {};
    }
    document_.complete = true;
    return read(path, *file.text);
  }

  bool is_in_chain(const std::string& path) const
  {
    return std::any_of(chain_.begin(), chain_.end(), [&](const std::string& above) {
      std::error_code error;
      return fs::equivalent(above, path, error);
    });
  }

  std::string circle(const std::string& last) const
  {
    std::vector<std::string> names;
    for (const std::string& path : chain_) names.push_back(printed_path(path));
    names.push_back(printed_path(last));
    return fmt::format("{}", fmt::join(names, " -> "));
  }

  Document::Impl& document_;
  Faults& faults_;
  std::vector<std::string> chain_;
};

// "pathway.general_practice.horizon" in its keys; empty where one is missing.
std::vector<std::string> keys_of(std::string_view path)
{
  std::vector<std::string> keys;
  while (true) {
    const bool quoted = path.starts_with('"') && path.find('"', 1) != std::string_view::npos;
    const std::size_t close = quoted ? path.find('"', 1) : 0;
    const std::size_t dot = path.find('.', close);
    const std::string_view part = path.substr(0, dot);
    keys.emplace_back(quoted ? part.substr(1, close - 1) : part);
    if (keys.back().empty()) return {};
    if (dot == std::string_view::npos) return keys;
    path.remove_prefix(dot + 1);
  }
}

void lay_override(Document::Impl& document, const std::string& text, Faults& faults)
{
  const std::size_t equals = text.find('=');
  const std::string path = text.substr(0, equals);
  const Source& source =
      document.sources.emplace_back(Source{.name = "--set " + path,
                                           .folder = "",
                                           .is_file = false,
                                           .level = static_cast<int>(document.sources.size())});
  const std::vector<std::string> keys = keys_of(path);
  if (equals == std::string::npos || keys.empty()) {
    faults.add("--set " + text, "is no override (expected key=value) as --set study.months=12");
    return;
  }
  const bool of_scenario = keys.front() == scenario_key;
  const bool known = of_scenario && keys.size() > 2 &&
                     std::find(document.names.begin(), document.names.end(), keys[1]) != document.names.end();
  if (of_scenario && !known) {
    faults.add(source.name, suggest("sets no value of a scenario of the study",
                                    keys.size() > 1 ? did_you_mean(keys[1], document.names) : ""));
    return;
  }
  if (keys.front() == extends_key) {
    faults.add(source.name, "cannot be overridden (write a file that extends another)");
    return;
  }
  Node value = parse_value(text.substr(equals + 1), source);
  for (std::size_t i = keys.size(); i > 0; --i) {
    Node table;
    table.origin.source = &source;
    table.members.push_back({keys[i - 1], table.origin, std::move(value)});
    value = std::move(table);
  }
  overlay(document.tree, value);
}

// Names become folders: letters, digits, '_' and '-'.
bool is_good_name(std::string_view name)
{
  constexpr std::size_t longest = 64;  // leaves room in a path
  return !name.empty() && name.size() <= longest && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

void name_scenarios(Document::Impl& document, Faults& faults)
{
  document.names.emplace_back(baseline);
  const Node* const scenarios = document.tree.find(scenario_key);
  if (scenarios == nullptr) return;
  if (!scenarios->is_table())
    faults.add(scenarios->origin.text(),
               fmt::format("'scenario' is {} (expected tables [scenario.NAME])", description(*scenarios)));
  for (const Member& member : scenarios->members) {
    const std::string where = member.origin.text();
    if (!member.value.is_table())
      faults.add(where, fmt::format("'{}' is {} (expected a table [scenario.NAME])", member.key,
                                    description(member.value)));
    else if (member.key == baseline)
      faults.add(where,
                 "no scenario may be called 'baseline' (that is the file's own values) choose another name");
    else {
      document.names.push_back(member.key);
      if (is_good_name(member.key)) continue;
      faults.add(
          where,
          fmt::format(
              "'{}' cannot name a scenario (its name becomes a folder) use letters, digits, '_' and '-'",
              member.key));
    }
  }
}

void label_scenarios(Document::Impl& document, Faults& faults)
{
  for (const std::string& name : document.names) {
    document.labels[name] = name;
    if (name == baseline) continue;
    const Node* const label = document.tree.find(scenario_key)->find(name)->find(label_key);
    if (label == nullptr) continue;
    if (label->kind == Node::Kind::text)
      document.labels[name] = label->text;
    else
      faults.add(label->origin.text(), fmt::format("'label' is {} (expected a text)", description(*label)));
  }
}

}  // namespace

Node Document::Impl::values_of(const std::string& scenario) const
{
  Node values = tree;
  values.erase(scenario_key);
  if (scenario == baseline) return values;
  const Node* const scenarios = tree.find(scenario_key);
  const Node* const block = scenarios == nullptr ? nullptr : scenarios->find(scenario);
  assert(block != nullptr && "a scenario of this study");
  Node own = *block;
  own.erase(label_key);
  overlay(values, own);
  return values;
}

Document Document::open(const std::string& path, std::span<const std::string> sets, Faults& faults)
{
  Document document;
  document.impl_ = std::make_shared<Impl>();
  Impl& impl = *document.impl_;
  Loader{impl, faults}.load(path);
  if (!impl.readable) impl.tree = Node{};
  name_scenarios(impl, faults);
  for (const std::string& set : sets)
    if (impl.readable) lay_override(impl, set, faults);
  label_scenarios(impl, faults);
  return document;
}

const std::vector<std::string>& Document::scenarios() const { return impl_->names; }
const std::string& Document::text() const { return impl_->text; }

const std::string& Document::label(const std::string& scenario) const
{
  const auto found = impl_->labels.find(scenario);
  return found == impl_->labels.end() ? scenario : found->second;
}

void Document::read(const std::string& scenario, Faults& faults,
                    const std::function<void(Block&)>& read) const
{
  if (!impl_->readable) return;
  const Node values = impl_->values_of(scenario);
  Session session{.pass = Pass::reading, .faults = faults, .missing_keys_are_faults = impl_->complete};
  Block block{std::make_shared<Block::Impl>(Block::Impl{session, session.root, &values, ""})};
  read(block);
  find_unknown_keys(values, session.root, "", session);
  impl_->missing_tables += session.missing_tables;
}

bool Document::readable() const { return impl_->readable; }
bool Document::extends() const { return impl_->extends; }
std::size_t Document::missing_tables() const { return impl_->missing_tables; }

std::string Document::resolved(const std::string& scenario, std::span<const std::string_view> without) const
{
  return canonical(impl_->values_of(scenario), without);
}

}  // namespace sim::io
