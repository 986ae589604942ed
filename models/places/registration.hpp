// What registers a pathway: its kind speaks of PathwaySettings, the pathway's own functions of its own Settings.
#pragma once
#include <memory>

#include "models/places/pathway.hpp"

namespace models {

/// How parameters are read, by `read(block, settings)`, and an instance is made.
template <class Instance, class Settings>
void register_instance(PathwayKind& kind)
{
  kind.read = [](sim::io::Block& block) {
    auto settings = std::make_shared<Settings>();
    read(block, *settings);
    return settings;
  };
  kind.make = [](Place& place, const PathwaySettings& settings, const Seat& seat) {
    return std::make_unique<Instance>(place, static_cast<const Settings&>(settings), seat);
  };
}

/// A function of a kind (`check`, `plan`, `sites`, ...) out of the pathway's own one.
template <class Settings, class Result, class... More>
auto with_settings(Result (*function)(const Geography&, const Settings&, More...))
{
  return [function](const Geography& geography, const PathwaySettings& settings, More... more) -> Result {
    return function(geography, static_cast<const Settings&>(settings), more...);
  };
}

/// Its share of an Office.
template <class Part, class Settings>
void register_office(PathwayKind& kind)
{
  kind.make_office = [](Office& office, const PathwaySettings& settings, const Seat& seat) {
    return std::make_unique<Part>(office, static_cast<const Settings&>(settings), seat);
  };
}

}  // namespace models
