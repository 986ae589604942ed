// The age bands of need and care-seeking: 0-2, 3-5, 6-10, 11-15, 16-17, 18-34, 35-64, 65-74, 75+.
#pragma once
#include <array>
#include <cstddef>
#include <string_view>

#include "models/population/population.hpp"

namespace models {

inline constexpr std::size_t need_ages = 9;
inline constexpr std::array<int, need_ages> need_age_from{0, 3, 6, 11, 16, 18, 35, 65, 75};
inline constexpr std::array<std::string_view, need_ages> need_age_labels{
    "0-2", "3-5", "6-10", "11-15", "16-17", "18-34", "35-64", "65-74", "75+"};
inline constexpr int adult_age = 18;

constexpr std::size_t need_age(int years)
{
  std::size_t band = 0;
  while (band + 1 < need_ages && years >= need_age_from[band + 1]) ++band;
  return band;
}

/// The day on which a person born on `birth` reaches `years` (365.2425 days a year, as age_years counts).
constexpr sim::Day birthday(std::uint16_t birth, int years) { return birth + days_at(years); }
/// Birthdays on which something changes: the bands, and 1, 2 and 5, whose first visits are counted.
inline constexpr std::array<int, 11> milestone_ages{1, 2, 3, 5, 6, 11, 16, 18, 35, 65, 75};
/// The first milestone after `day` (last_storable_day: none).
constexpr sim::Day next_milestone(std::uint16_t birth, sim::Day day)
{
  for (const int years : milestone_ages)
    if (const sim::Day next = birthday(birth, years); next > day) return next;
  return sim::last_storable_day;
}

}  // namespace models
