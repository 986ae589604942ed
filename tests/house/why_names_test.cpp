// A random decision is known by the hash of its name. Over all sources, two names must not share a hash; and
// a name is declared in one file only, since two decisions of one name would share their draws.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

#include "sim/stream.hpp"
#include "tests/catch2.hpp"

namespace {

namespace fs = std::filesystem;

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// `text` without what it begins with that is of this kind.
template <class Kind>
std::string_view after(std::string_view text, Kind kind)
{
  const auto end = std::find_if_not(text.begin(), text.end(), kind);
  return text.substr(static_cast<std::size_t>(end - text.begin()));
}
std::string_view after_space(std::string_view text)
{
  return after(text, [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; });
}

/// Every name in Why{"..."} or Why("..."), with or without a variable's name between.
std::set<std::string> names_in(const std::string& text)
{
  constexpr std::string_view word = "Why";
  std::set<std::string> names;
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    if (at > 0 && is_word(text[at - 1])) continue;
    std::string_view rest = after_space(std::string_view(text).substr(at + word.size()));
    rest = after_space(after(rest, is_word));
    if (!rest.starts_with('{') && !rest.starts_with('(')) continue;
    rest = after_space(rest.substr(1));
    if (!rest.starts_with('"')) continue;
    rest.remove_prefix(1);
    const std::string_view name = rest.substr(0, rest.find('"'));
    rest = after_space(rest.substr(std::min(name.size() + 1, rest.size())));
    if (rest.starts_with('}') || rest.starts_with(')')) names.emplace(name);
  }
  return names;
}

/// The files of each name.
std::map<std::string, std::set<std::string>> names_of_the_house()
{
  std::map<std::string, std::set<std::string>> files_of;
  for (const char* folder : {"sim", "models", "tests"})
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(BITEWING_SOURCE_DIR) / folder)) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".hpp" && extension != ".cpp") continue;
      std::ostringstream text;
      text << std::ifstream(entry.path()).rdbuf();
      for (const std::string& name : names_in(text.str()))
        files_of[name].insert(fs::relative(entry.path(), BITEWING_SOURCE_DIR).generic_string());
    }
  return files_of;
}

}  // namespace

TEST_CASE("house: the names of random decisions are found however they are written")
{
  CHECK(names_in(R"(draw(i, sim::Why{"a b"}, 1))") == std::set<std::string>{"a b"});
  CHECK(names_in(R"(constexpr sim::Why need("c"); constexpr Why x { "d" };)") ==
        std::set<std::string>{"c", "d"});
}

TEST_CASE("house: no two names of random decisions share a hash")
{
  std::map<std::uint32_t, std::string> name_of;
  for (const auto& [name, files] : names_of_the_house()) {
    const auto [other, fresh] = name_of.emplace(sim::name_hash(name), name);
    INFO("\"" << name << "\" in " << *files.begin() << " and \"" << other->second
              << "\" share a hash: rename one");
    CHECK(fresh);
  }
}

TEST_CASE("house: the name of a random decision of the model belongs to one folder")
{
  for (const auto& [name, files] : names_of_the_house()) {
    std::set<std::string> folders;
    for (const std::string& file : files)
      if (file.starts_with("models/")) folders.insert(fs::path(file).parent_path().generic_string());
    INFO("Why{\"" << name << "\"} is declared in " << (folders.empty() ? "" : *folders.begin()) << " and in "
                  << (folders.empty() ? "" : *folders.rbegin())
                  << ": two decisions of one name share their draws");
    CHECK(folders.size() <= 1);
  }
}
