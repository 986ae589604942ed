#include "models/population/population.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "models/population/place_people.hpp"
#include "sim/check.hpp"
#include "sim/event.hpp"

namespace models {
namespace {

constexpr int adult = 18;

std::size_t rows_of(std::span<const AreaRows> areas)
{
  std::size_t rows = 0;
  for (const AreaRows& area : areas) rows += area.people + area.births;
  return rows;
}

/// Joins lists by Place and notes where each begins.
template <class Thing, class Get>
void join(std::vector<PlaceHomes>& places, Get get, std::vector<Thing>& out,
          std::vector<std::uint32_t>& first)
{
  first.push_back(0);
  for (PlaceHomes& place : places) {
    const std::vector<Thing>& more = get(place);
    out.insert(out.end(), more.begin(), more.end());
    first.push_back(static_cast<std::uint32_t>(out.size()));
  }
}

}  // namespace

std::uint32_t Population::place_of(std::uint32_t person) const
{
  const auto after = std::upper_bound(first_person.begin(), first_person.end(), person);
  return static_cast<std::uint32_t>(after - first_person.begin() - 1);
}

std::uint16_t Population::dated_groups(std::uint32_t person, sim::Day day) const
{
  const Person& who = persons[person];
  unsigned groups = who.first_groups();
  if ((groups & childrens_groups) != 0 && day >= who.birth + days_at(adult)) groups &= ~0u ^ childrens_groups;
  if (who.home != no_home && !who.in(PlusGroup::care_home_resident)) {
    const auto move =
        std::lower_bound(moves.begin(), moves.end(), person,
                         [](const CareHomeMove& one, std::uint32_t row) { return one.person < row; });
    if (move != moves.end() && move->person == person && move->day <= day)
      groups |= bit(PlusGroup::care_home_resident);
  }
  return static_cast<std::uint16_t>(groups);
}

int Population::cooperation_at(const Person& person, int age) const
{
  constexpr double tempers = 256;
  const double u = (person.temper() + 0.5) / tempers;
  double worst = 0, middle = 0;
  if (age < adult) {
    const auto band = static_cast<std::size_t>(age_group(age));  // below 18 the groups are the tables' bands
    const double factor = person.in(PlusGroup::send) ? cooperation.send : 1;
    worst = cooperation.unable[band] * factor, middle = cooperation.not_yet[band] * factor;
  } else {
    const std::size_t band = age < 40 ? 0 : age < 60 ? 1 : 2;  // anxiety_age_labels
    const double men = 2 * cooperation.phobic[band] / (1 + cooperation.phobic_women);
    worst = person.is(Person::female) ? men * cooperation.phobic_women : men;
    middle = cooperation.anxious[band];
  }
  return u < worst ? 2 : u < worst + middle ? 1 : 0;
}

std::size_t expected_rows(const PopulationSettings& settings, const Geography& geography, sim::Day first,
                          sim::Day last)
{
  std::size_t rows = 0;
  for (std::size_t place = 0; place < geography.places.size(); ++place)
    rows += rows_of(rows_of_areas(settings, geography, place, first, last));
  return rows;
}

Population synthesise(const PopulationSettings& settings, const Geography& geography, sim::Day first,
                      sim::Day last, const sim::Streams& streams, sim::Crew& crew)
{
  const std::size_t places = geography.places.size();
  std::vector<std::size_t> rows(places);
  for (std::size_t place = 0; place < places; ++place)
    rows[place] = rows_of(rows_of_areas(settings, geography, place, first, last));
  const std::size_t all = std::accumulate(rows.begin(), rows.end(), std::size_t{0});
  if (all > sim::max_persons)
    throw sim::CapacityFault{
        fmt::format("the region has {} persons with births (room for {}); shorten the run or "
                    "split the region",
                    all, sim::max_persons)};
  Population out;
  out.cooperation = settings.cooperation;
  out.persons.resize(all);
  out.first_person.push_back(0);
  for (const std::size_t n : rows)
    out.first_person.push_back(out.first_person.back() + static_cast<std::uint32_t>(n));

  std::vector<std::size_t> largest_first(places);
  std::iota(largest_first.begin(), largest_first.end(), std::size_t{0});
  std::sort(largest_first.begin(), largest_first.end(),
            [&](std::size_t a, std::size_t b) { return rows[a] != rows[b] ? rows[a] > rows[b] : a < b; });
  const Making making{settings, geography, first, last, streams};
  std::vector<PlaceHomes> homes(places);
  crew.share(places, [&](std::size_t job) {
    const std::size_t place = largest_first[job];
    const std::uint32_t begin = out.first_person[place];
    homes[place] = make_people(making, place, begin, {out.persons.data() + begin, rows[place]});
  });
  join(homes, [](PlaceHomes& place) -> auto& { return place.homes; }, out.homes, out.first_home);
  join(homes, [](PlaceHomes& place) -> auto& { return place.moves; }, out.moves, out.first_move);
  return out;
}

}  // namespace models
