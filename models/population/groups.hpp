// The PLUS groups of Core20PLUS5 and the ethnic groups of the census, as the model counts them.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace models {

/// PLUS groups, as bits of Person::groups and as the axis plus_group.
enum class PlusGroup : std::uint8_t {
  asylum_seeker,
  homeless,
  womens_refuge,
  looked_after_child,
  send,
  learning_disability,
  cancer_or_cardiac,
  care_home_resident,
  traveller,
  minority_ethnic
};
inline constexpr std::size_t plus_groups = 10;
inline constexpr std::array<std::string_view, plus_groups> plus_group_names{"asylum_seeker",
                                                                            "homeless",
                                                                            "womens_refuge",
                                                                            "looked_after_child",
                                                                            "send",
                                                                            "learning_disability",
                                                                            "cancer_or_cardiac",
                                                                            "care_home_resident",
                                                                            "traveller",
                                                                            "minority_ethnic"};
constexpr std::uint16_t bit(PlusGroup group)
{
  return static_cast<std::uint16_t>(1u << static_cast<unsigned>(group));
}
inline constexpr std::uint16_t all_plus_groups = (1u << plus_groups) - 1;
/// Groups that people grow out of at 18.
inline constexpr std::uint16_t childrens_groups = bit(PlusGroup::looked_after_child) | bit(PlusGroup::send);

enum class Ethnicity : std::uint8_t { white, mixed, asian, black, other };
inline constexpr std::size_t ethnicities = 5;
inline constexpr std::array<std::string_view, ethnicities> ethnicity_names{"white", "mixed", "asian", "black",
                                                                           "other"};

}  // namespace models
