// The people of a region, one row each: fixed columns, immutable, shared by all runs of a replication.
//
// Rows are sorted by Place, then area. Rows never move: a birth is a row whose birthday lies ahead; death is
// drawn when the row is made. What changes in a run (usual practice, last seen, oral health) lives elsewhere.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "models/population/geography.hpp"
#include "models/population/groups.hpp"
#include "sim/clock.hpp"
#include "sim/column.hpp"
#include "sim/stream.hpp"

namespace sim {
class Crew;
}

namespace models {

/// Three classes: children cooperative, not yet cooperative, unable awake; adults calm, anxious, phobic.
inline constexpr std::size_t cooperation_classes = 3;

/// 16 bytes a person.
struct Person {
  std::uint16_t birth;    // Day
  std::uint16_t death;    // Day; 0xffff = not within the run
  std::uint16_t entry;    // first day in the region: the first simulated day, or the birthday
  std::uint16_t area;     // index within the Place
  std::uint8_t rank;      // uniform 0..255: which attendance pattern fits this person at each age
  std::uint8_t health;    // uniform 0..255: how prone to oral disease (a frailty)
  std::uint8_t flags;     // see below
  std::uint8_t social;    // bits 0-2 ethnicity, 3-4 cooperation class, 5-7 deprivation class - 1
  std::uint16_t groups;   // PLUS bits
  std::uint16_t home;     // care home of the Place, 0xffff = none

  enum : std::uint8_t {
    female = 1, needs_interpreter = 2, exempt_adult = 4, has_car = 8,
    with_row_before = 16,  // lives in the household of the row before
    student_18 = 32        // in full-time education at 18
  };
  bool is(std::uint8_t flag) const { return (flags & flag) != 0; }
  bool in(PlusGroup group) const { return (groups & bit(group)) != 0; }
  int deprivation() const { return (social >> 5) + 1; }  // 1..5
  int cooperation() const { return social >> 3 & 3; }
  Ethnicity ethnicity() const { return static_cast<Ethnicity>(social & 7); }
  bool alive_on(sim::Day day) const { return day >= entry && day < death; }
};
static_assert(sizeof(Person) == 16);

/// Completed years on a day (365.2425 days a year; 0 before birth).
int age_years(const Person& person, sim::Day day);
/// 0..7, the axis age_group.
int age_group(int years);
/// age_group * 5 + deprivation class - 1.
int stratum(const Person& person, sim::Day day);

struct PopulationSettings;

struct Population {
  sim::Column<Person> persons;
  std::vector<std::uint32_t> first_person;  // by Place, and the end
  std::uint32_t place_of(std::uint32_t person) const;
  std::span<const Person> of_place(std::size_t place) const
  {
    return {persons.data() + first_person[place], first_person[place + 1] - first_person[place]};
  }
};

/// Makes the people of a region: ages, sexes, ethnicity, groups raked to the margins at hand; births and
/// deaths drawn up to `last`. In parallel by Place; the same at any thread count.
Population synthesise(const PopulationSettings& settings, const Geography& geography, sim::Day first,
                      sim::Day last, const sim::Streams& streams, sim::Crew& crew);

/// Bytes a person and persons expected (bitewing check).
std::size_t expected_rows(const PopulationSettings& settings, const Geography& geography, sim::Day first,
                          sim::Day last);

}  // namespace models
