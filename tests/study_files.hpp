// A study of a few lines in a folder of its own, and the faults that are found in it.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "sim/io/config_block.hpp"
#include "tests/scratch_folder.hpp"

namespace tests {

using Lines = std::vector<std::string>;

/// Fault lines without the folder's name.
inline Lines without_folder(Lines lines, const ScratchFolder& folder)
{
  const std::string printed = sim::io::printed_path(folder.path("x"));
  for (const std::string& prefix : {folder.path(""), printed.substr(0, printed.size() - 1)})
    for (std::string& line : lines)
      for (auto at = line.find(prefix); at != std::string::npos; at = line.find(prefix))
        line.erase(at, prefix.size());
  return lines;
}

/// study.toml, read by `reader` in every scenario.
class StudyFiles {
 public:
  using Reader = std::function<void(sim::io::Block&)>;

  void write(const std::string& name, const std::string& text) { folder_.write(name, text); }
  std::string path(const std::string& name) const { return folder_.path(name); }
  sim::io::Document open(const Lines& sets = {})
  {
    return sim::io::Document::open(folder_.path("study.toml"), sets, faults_);
  }
  /// Opens and reads all scenarios.
  sim::io::Document read(const Reader& reader, const Lines& sets = {})
  {
    sim::io::Document document = open(sets);
    for (const std::string& scenario : document.scenarios()) document.read(scenario, faults_, reader);
    return document;
  }
  Lines found() const { return without_folder(faults_.lines(), folder_); }

 private:
  ScratchFolder folder_;
  sim::io::Faults faults_;
};

/// The faults that `reader` finds in a study of that text.
inline Lines faults_of(const std::string& text, const StudyFiles::Reader& reader, const Lines& sets = {})
{
  StudyFiles files;
  files.write("study.toml", text);
  files.read(reader, sets);
  return files.found();
}

}  // namespace tests
