// Where care is given: the region's practices, then the sites of pathways (urgent centres, clinics, theatres).
//
// A number names a site in letters, on the board and in journeys: 0 to practices - 1 are the practices of the
// geography; those of pathways follow, pathway by pathway, each sorted by Place. Immutable.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/population/geography.hpp"

namespace models {

inline constexpr std::uint8_t no_service = 0xff;
/// What only some sites can do: a limit for who needs it.
enum class Equipment : std::uint8_t { bariatric_chair, home_visits };
constexpr std::uint8_t bit(Equipment equipment)
{
  return static_cast<std::uint8_t>(1u << static_cast<unsigned>(equipment));
}

/// A site of care that is not a practice of its own.
struct Site {
  std::string name;
  std::uint16_t place = 0;
  double easting_m = 0, northing_m = 0;
  std::uint16_t practice =
      no_practice;  // of the region, in whose rooms it is; no_practice = in rooms of its own
  std::uint8_t service =
      no_service;              // that it gives on referral: of its pathway's until added, then the roster's
  std::uint8_t equipment = 0;  // bits by Equipment
};

class Sites {
 public:
  explicit Sites(const Geography& geography);
  /// The sites of a pathway, by its number in the roster; within a Place they keep their order. Throws
  /// sim::CapacityFault where a letter has no room for so many.
  void add(std::size_t pathway, std::vector<Site> sites);

  std::size_t size() const { return geography_.practices.size() + others_.size(); }
  bool is_practice(std::size_t number) const { return number < geography_.practices.size(); }
  std::uint16_t place_of(std::size_t number) const
  {
    return is_practice(number) ? geography_.practices[number].place : other(number).place;
  }
  /// It gives a service on referral.
  bool is_clinic(std::size_t number) const
  {
    return !is_practice(number) && other(number).service != no_service;
  }
  /// The practice itself, or that in whose rooms a site is (no_practice = in rooms of its own).
  std::uint16_t rooms_of(std::size_t number) const
  {
    return is_practice(number) ? static_cast<std::uint16_t>(number) : other(number).practice;
  }
  /// A site that is not a practice.
  const Site& other(std::size_t number) const { return others_[number - geography_.practices.size()]; }
  std::size_t pathway_of(std::size_t number) const { return pathways_[number - geography_.practices.size()]; }

  /// Consecutive numbers.
  struct Range {
    std::uint16_t first = 0, count = 0;
  };
  /// The sites of a pathway in a Place.
  Range of(std::size_t pathway, std::size_t place) const;
  /// The sites of a pathway in the whole region.
  Range of(std::size_t pathway) const;

 private:
  const Geography& geography_;
  std::vector<Site> others_;
  std::vector<std::uint8_t> pathways_;  // of others_
};

/// So many things shared out in proportion to weights (largest remainders; ties by order).
std::vector<int> share_out(std::span<const std::int64_t> weights, int things);
/// So many sites shared over Places in proportion to their people.
std::vector<int> share_by_people(const Geography& geography, std::span<const std::size_t> places, int sites);
/// The people of a Place on the first day, by the tables.
std::int64_t people_of(const Geography& geography, std::size_t place);
/// Practices of a Place, the largest contracts first (ties by order).
std::vector<std::uint32_t> largest_practices(const Geography& geography, std::size_t place);

/// What a Place has by the config, in place of its share by people.
struct NamedSites {
  std::string place, where;  // "file:line:column" of the name
  int sites = 0;
};
/// The key of a table by Places, and where it stands.
struct PlaceName {
  std::string_view name, where;
};
/// Places that the region does not have, and those that are set twice, under two of their names.
void check(const Geography& geography, std::span<const PlaceName> names, sim::io::Faults& faults);
void check(const Geography& geography, std::span<const NamedSites> named, sim::io::Faults& faults);
std::optional<int> find_named(const Geography& geography, std::span<const NamedSites> named,
                              std::size_t place);
/// Sites of every Place: what `own` says of it; the others of an ICB share so many for each million of their people.
std::vector<int> sites_by_place(const Geography& geography, double per_million,
                                const std::function<std::optional<int>(std::size_t place)>& own);
/// A site in rooms of its own where the k-th largest practice of a Place stands (without practices: in its first area).
Site site_of_its_own(const Geography& geography, std::size_t place, int k);
/// A site in the rooms of a practice of the region.
Site site_in_rooms(const Geography& geography, std::uint32_t practice);

}  // namespace models
