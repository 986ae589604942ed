// The people of a region, one row each: fixed columns, immutable, shared by all runs of a replication.
//
// Rows are sorted by Place, then area, then household. Rows never move: a birth is a row whose birthday lies
// ahead; death is drawn when the row is made. What changes in a run (usual practice, last seen, oral health)
// lives elsewhere.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/population/geography.hpp"
#include "models/population/groups.hpp"
#include "models/population/population_settings.hpp"
#include "sim/clock.hpp"
#include "sim/column.hpp"
#include "sim/crew.hpp"
#include "sim/stream.hpp"

namespace models {

/// Three classes: children cooperative, not yet cooperative, unable awake; adults calm, anxious, phobic.
inline constexpr std::size_t cooperation_classes = 3;
inline constexpr std::uint16_t no_home = 0xffff;
inline constexpr std::uint16_t no_death = 0xffff;

/// 16 bytes a person.
struct Person {
  std::uint16_t birth;  // Day
  std::uint16_t death;  // Day; no_death = not within the run
  std::uint16_t entry;  // first day in the region: the first simulated day, or the birthday
  std::uint16_t area;   // index within the Place
  std::uint8_t rank;    // uniform 0..255: which attendance pattern fits this person at each age
  std::uint8_t health;  // uniform 0..255: how prone to oral disease (a frailty)
  std::uint8_t flags;   // see below
  std::uint8_t social;  // bits 0-2 ethnicity, 3-4 of temper, 5-7 deprivation class - 1
  std::uint16_t marks;  // bits 0-9 PLUS groups, as on the first day in the region, 10-15 of temper
  std::uint16_t home;   // care home of the Place, now or from a later move; no_home = none

  enum : std::uint8_t {
    female = 1,
    needs_interpreter = 2,
    exempt_adult = 4,
    has_car = 8,
    with_row_before = 16,  // lives in the household of the row before
    student_18 = 32        // in full-time education at 18
  };
  bool is(std::uint8_t flag) const { return (flags & flag) != 0; }
  /// As on the first day in the region; on a later one: Population::groups_on.
  std::uint16_t first_groups() const { return marks & all_plus_groups; }
  bool in(PlusGroup group) const { return (marks & bit(group)) != 0; }
  void join(std::uint16_t groups) { marks = static_cast<std::uint16_t>(marks | groups); }
  int deprivation() const { return (social >> 5) + 1; }  // 1..5
  /// Uniform 0..255: low ones are those who cannot be treated, or fear it most, at each age.
  int temper() const { return marks >> plus_groups << 2 | (social >> 3 & 3); }
  void set_temper(int temper)
  {
    social = static_cast<std::uint8_t>((social & ~(3 << 3)) | (temper & 3) << 3);
    marks = static_cast<std::uint16_t>(first_groups() | temper >> 2 << plus_groups);
  }
  Ethnicity ethnicity() const { return static_cast<Ethnicity>(social & 7); }
  bool alive_on(sim::Day day) const { return day >= entry && day < death; }
  friend bool operator==(const Person&, const Person&) = default;
};
static_assert(sizeof(Person) == 16);

/// The social byte, without temper.
constexpr std::uint8_t social_bits(Ethnicity ethnicity, int deprivation)
{
  return static_cast<std::uint8_t>(static_cast<int>(ethnicity) | (deprivation - 1) << 5);
}

/// Days of a mean Gregorian year are 3652425 / 10000.
inline constexpr std::int64_t days_of_10000_years = 3'652'425, years_10000 = 10'000;
inline constexpr double days_per_year = 365.2425;

/// Completed years on a day (0 before birth).
inline int age_years(const Person& person, sim::Day day)
{
  const std::int64_t days = day - person.birth;
  return days <= 0 ? 0 : static_cast<int>(days * years_10000 / days_of_10000_years);
}
/// From this many days after the birthday age_years is `years`.
constexpr sim::Day days_at(int years)
{
  return static_cast<sim::Day>((years * days_of_10000_years + years_10000 - 1) / years_10000);
}
/// 0..7, the axis age_group.
constexpr int age_group(int years)
{
  constexpr int from[]{3, 6, 11, 16, 18, 65, 75};
  int group = 0;
  for (const int age : from) group += years >= age;
  return group;
}
/// age_group * 5 + deprivation class - 1.
inline int stratum(const Person& person, sim::Day day)
{
  return age_group(age_years(person, day)) * static_cast<int>(deprivation_classes) + person.deprivation() - 1;
}

/// A care home of a Place.
struct CareHome {
  std::uint16_t area;       // index within the Place
  std::uint16_t residents;  // on the first day
};
/// Somebody moves into a care home (Person::home) on a day after the first.
struct CareHomeMove {
  std::uint32_t person;  // row of the region
  std::uint16_t day;
  std::uint16_t home;  // of the Place
  friend bool operator==(const CareHomeMove&, const CareHomeMove&) = default;
};

struct Population {
  sim::Column<Person> persons;
  std::vector<std::uint32_t> first_person;  // by Place, and the end
  std::vector<CareHome> homes;              // by Place
  std::vector<std::uint32_t> first_home;    // by Place, and the end
  std::vector<CareHomeMove> moves;          // by person
  std::vector<std::uint32_t> first_move;    // by Place, and the end

  CooperationSettings cooperation;  // by which temper is read

  std::uint32_t place_of(std::uint32_t person) const;
  /// PLUS bits on a day: children's groups end at 18, a care home's begins with the day of the move.
  std::uint16_t groups_on(std::uint32_t person, sim::Day day) const
  {
    const Person& who = persons[person];
    return who.home == no_home && (who.marks & childrens_groups) == 0 ? who.first_groups()
                                                                      : dated_groups(person, day);
  }
  bool is_in(std::uint32_t person, PlusGroup group, sim::Day day) const
  {
    return (groups_on(person, day) & bit(group)) != 0;
  }
  /// The class of cooperation (below 18) or anxiety at that age.
  int cooperation_at(const Person& person, int age) const;
  /// The first row of a person's household: who decides for all of it, in the streams.
  std::uint32_t household_of(std::uint32_t person) const
  {
    while (persons[person].is(Person::with_row_before)) --person;
    return person;
  }
  std::span<const Person> of_place(std::size_t place) const
  {
    return {persons.data() + first_person[place], first_person[place + 1] - first_person[place]};
  }
  std::span<const CareHome> homes_of(std::size_t place) const
  {
    return {homes.data() + first_home[place], first_home[place + 1] - first_home[place]};
  }
  std::span<const CareHomeMove> moves_of(std::size_t place) const
  {
    return {moves.data() + first_move[place], first_move[place + 1] - first_move[place]};
  }

 private:
  std::uint16_t dated_groups(std::uint32_t person, sim::Day day) const;
};

/// Makes the people of a region: the tables' people on the day `first`, births after it up to `last`, deaths up
/// to `last`. Areas x ages are exact; ethnicity is raked to areas and ages; the rest is drawn. In parallel by
/// Place; the same at any thread count. Every draw belongs to an area's id and a number within the area.
/// Throws sim::CapacityFault where there are more rows than an event has room for.
Population synthesise(const PopulationSettings& settings, const Geography& geography, sim::Day first,
                      sim::Day last, const sim::Streams& streams, sim::Crew& crew);

/// The rows that `synthesise` makes (16 bytes each).
std::size_t expected_rows(const PopulationSettings& settings, const Geography& geography, sim::Day first,
                          sim::Day last);

}  // namespace models
