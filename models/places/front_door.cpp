#include "models/places/front_door.hpp"

#include <cmath>
#include <limits>

namespace models {

void read(sim::io::Block& block, FrontDoorSettings& out)
{
  block.integer("routine_attempts", out.routine_attempts,
                {"", 1, max_attempts, "practices that a person without one asks before giving up"});
  block.integer("urgent_attempts", out.urgent_attempts,
                {"", 0, max_attempts, "practices that someone in trouble without one asks"});
  block.integer("flag_refresh", out.flag_refresh,
                {"d", 1, 365, "days between refreshes of a practice's public accepting flags"});
  block.number("unlisted", out.unlisted,
               {"", 0, 1, "chance that a practice not shown as accepting is asked all the same"});
}

Preference preference(const Choices& choices, const sim::Streams& streams, std::uint32_t person,
                      std::uint16_t ordinal)
{
  constexpr std::size_t lanes = 4;
  std::array<float, choices_per_area> key;
  Preference order;
  for (std::size_t block = 0; block < choices_per_area / lanes; ++block) {
    const sim::Draws draws =
        streams.draw(person, sim::Why{"choice of practice"}, ordinal, static_cast<std::uint32_t>(block));
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const std::size_t k = block * lanes + lane;
      const bool padding = choices.practice[k] == no_practice;
      const auto u = static_cast<float>(draws.uniform(static_cast<int>(lane)));
      const float race = padding ? std::numeric_limits<float>::max() : -std::log(u) * choices.mean[k];
      std::size_t j = k;
      for (; j > 0 && key[j - 1] > race; --j) {
        key[j] = key[j - 1];
        order[j] = order[j - 1];
      }
      key[j] = race;
      order[j] = choices.practice[k];
    }
  }
  return order;
}

}  // namespace models
