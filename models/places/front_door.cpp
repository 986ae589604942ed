#include "models/places/front_door.hpp"

#include <algorithm>
#include <bit>
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
  block.number("urgent_unknown", out.urgent_unknown,
               {"", 0, 1, "chance that a practice with urgent time takes somebody whom it does not know"});
  block.number("shown_from", out.shown_from,
               {"", 0, 1, "chance of acceptance above which a practice shows that it takes new patients"});
  block.number("unlisted", out.unlisted,
               {"", 0, 1, "chance that a practice not shown as accepting is asked all the same"});
}

namespace {

constexpr std::uint64_t taken = ~std::uint64_t{0};
constexpr int position_bits = 32;

}  // namespace

Preference::Preference(const Choices& choices, bool has_car, const sim::Streams& streams,
                       std::uint32_t person, std::uint16_t ordinal)
    : choices_{choices}
{
  const auto& mean = has_car ? choices.mean : choices.mean_without_car;
  constexpr std::size_t lanes = 4;
  std::array<float, choices_per_area> race{};
  for (std::size_t block = 0; block < choices_per_area / lanes; ++block) {
    const sim::Draws draws =
        streams.draw(person, sim::Why{"choice of practice"}, ordinal, static_cast<std::uint32_t>(block));
    for (std::size_t lane = 0; lane < lanes; ++lane)
      race[block * lanes + lane] = static_cast<float>(draws.uniform(static_cast<int>(lane)));
  }
  for (std::size_t k = 0; k < choices_per_area; ++k) {
    const bool padding = choices.practice[k] == no_practice;
    const float time = padding ? std::numeric_limits<float>::max() : -std::log(race[k]) * mean[k];
    // the bits of a float that is not negative ascend as it does
    key_[k] = std::uint64_t{std::bit_cast<std::uint32_t>(time)} << position_bits | k;
  }
}

std::uint16_t Preference::next()
{
  // four races side by side, without a branch that depends on who wins
  std::array<std::uint64_t, 4> best{key_[0], key_[1], key_[2], key_[3]};
  for (std::size_t k = best.size(); k < choices_per_area; ++k) best[k % 4] = std::min(best[k % 4], key_[k]);
  const std::uint64_t first = std::min({best[0], best[1], best[2], best[3]});
  if (first == taken) return no_practice;
  const auto k = static_cast<std::uint32_t>(first);
  key_[k] = taken;
  return choices_.practice[k];
}

}  // namespace models
