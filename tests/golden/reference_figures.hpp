// Figures by name with a tolerance each, kept in a small text file beside the tests that compare with it.
#pragma once
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

namespace tests {

struct Figure {
  double value = 0, tolerance = 0;
};
using Figures = std::map<std::string, Figure>;  // names have no blanks

inline Figures read_figures(std::istream& lines)
{
  Figures figures;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    std::istringstream words{line};
    std::string name;
    Figure figure;
    if (words >> name >> figure.value >> figure.tolerance) figures[name] = figure;
  }
  return figures;
}

inline std::string text_of(const Figures& figures, const std::string& heading)
{
  std::string text = heading;
  for (const auto& [name, figure] : figures)
    text += fmt::format("{} {:.6g} {:.3g}\n", name, figure.value, figure.tolerance);
  return text;
}

/// What differs, a line each: the figure, what was expected with its tolerance, what came.
inline std::string differences(const Figures& expected, const Figures& got)
{
  std::string lines;
  for (const auto& [name, figure] : expected) {
    const auto found = got.find(name);
    if (found == got.end())
      lines += fmt::format("{}: expected {:.6g}, there is no such figure\n", name, figure.value);
    else if (const double value = found->second.value;
             !(value >= figure.value - figure.tolerance && value <= figure.value + figure.tolerance))
      lines += fmt::format("{}: expected {:.6g} +- {:.3g}, got {:.6g}\n", name, figure.value,
                           figure.tolerance, value);
  }
  for (const auto& [name, figure] : got)
    if (!expected.contains(name))
      lines += fmt::format("{}: got {:.6g}, the file does not have it\n", name, figure.value);
  return lines;
}

/// Compares with tests/golden/FILE; with BITEWING_UPDATE set the file is written anew first.
inline std::string compare_with_file(const std::string& file, const Figures& got, const std::string& heading)
{
  const std::string path = BITEWING_SOURCE_DIR "/tests/golden/" + file;
  if (std::getenv("BITEWING_UPDATE") != nullptr) std::ofstream{path} << text_of(got, heading);
  std::ifstream lines{path};
  return differences(read_figures(lines), got);
}

}  // namespace tests
