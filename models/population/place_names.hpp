// What the Places are called, by whichever of their names a table uses.
#pragma once
#include <map>
#include <span>
#include <string>

#include "models/population/region_tables.hpp"

namespace models {

class PlaceNames {
 public:
  /// The names and aliases of [places]; the codes of a table of names.
  PlaceNames(const GeographySettings& settings, std::span<const PlaceNameRow> codes);

  /// The Place's name for a name, alias or code; the label itself where it is none.
  std::string name(const std::string& label) const;
  /// Name, aliases and counts of groups.
  PlaceInfo info(const std::string& name) const;
  /// Empty where nothing names one.
  std::string office(const std::string& name) const;
  double minority_ethnic(const std::string& name) const;

 private:
  const PlaceSettings* settings_of(const std::string& name) const;

  const GeographySettings& settings_;
  std::map<std::string, std::string> meaning_;  // name, alias or code -> name
  std::map<std::string, std::string> offices_;
  std::map<std::string, double> minority_;
};

}  // namespace models
