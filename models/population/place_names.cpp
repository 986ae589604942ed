#include "models/population/place_names.hpp"

#include <algorithm>

namespace models {

PlaceNames::PlaceNames(const GeographySettings& settings, std::span<const PlaceNameRow> codes)
    : settings_{settings}
{
  for (const PlaceSettings& place : settings.places) {
    meaning_[place.name] = place.name;
    for (const std::string& alias : place.aliases) meaning_[alias] = place.name;
    offices_[place.name] = place.office;
  }
  for (const PlaceNameRow& row : codes) {
    const std::string called = name(row.name);
    meaning_.emplace(row.name, called);
    meaning_.emplace(row.place, called);
    if (!row.office.empty()) offices_[called] = row.office;
    if (row.minority_ethnic) minority_[called] = *row.minority_ethnic;
  }
}

std::string PlaceNames::name(const std::string& label) const
{
  const auto found = meaning_.find(label);
  return found == meaning_.end() ? label : found->second;
}

PlaceInfo PlaceNames::info(const std::string& name) const
{
  PlaceInfo out;
  out.name = name;
  for (const auto& [label, meaning] : meaning_)
    if (meaning == name && label != name) out.aliases.push_back(label);
  if (const PlaceSettings* const place = settings_of(name)) out.group_people = place->group_people;
  return out;
}

std::string PlaceNames::office(const std::string& name) const
{
  const auto found = offices_.find(name);
  return found == offices_.end() ? std::string{} : found->second;
}

double PlaceNames::minority_ethnic(const std::string& name) const
{
  const PlaceSettings* const place = settings_of(name);
  if (place != nullptr && place->minority_ethnic) return *place->minority_ethnic;
  const auto found = minority_.find(name);
  return found == minority_.end() ? settings_.minority_ethnic : found->second;
}

const PlaceSettings* PlaceNames::settings_of(const std::string& name) const
{
  const auto found = std::find_if(settings_.places.begin(), settings_.places.end(),
                                  [&](const PlaceSettings& place) { return place.name == name; });
  return found == settings_.places.end() ? nullptr : &*found;
}

}  // namespace models
