#include "models/population/care_homes.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/distributions.hpp"

namespace models {
namespace {

constexpr sim::Why residence{"care home on the first day"};
constexpr sim::Why move{"move into a care home"};
constexpr std::size_t band_75 = table_ages - 2, band_85 = table_ages - 1;
constexpr int old_age = 75, very_old = 85;

}  // namespace

CareHomePlan::CareHomePlan(const Making& making, std::size_t place)
    : making_{making}, place_{making.geography.places[place]}
{
  const CareHomeSettings& settings = making.settings.care_homes;
  std::vector<double> old_until;  // running total over the areas
  for (std::uint32_t a = 0; a < place_.areas; ++a) {
    const auto& people = making.geography.areas[place_.first_area + a].people;
    old_ += people[band_75] + people[band_85];
    old_until.push_back(old_);
  }
  const std::int64_t residents = std::llround(old_ * settings.places * settings.occupied);
  if (residents == 0) return;
  const std::int64_t count =
      std::clamp<std::int64_t>(std::llround(old_ * settings.places / settings.size), 1, no_home - 1);
  for (std::int64_t h = 0; h < count; ++h) {
    const double at = (static_cast<double>(h) + 0.5) / static_cast<double>(count) * old_;
    const auto area = std::upper_bound(old_until.begin(), old_until.end() - 1, at) - old_until.begin();
    homes_.push_back({static_cast<std::uint16_t>(area), 0});
    beds_.push_back(static_cast<std::uint32_t>(residents * (h + 1) / count - residents * h / count));
  }
}

void CareHomePlan::settle(std::size_t area, std::span<Person> rows)
{
  for (; next_home_ < homes_.size() && homes_[next_home_].area == area; ++next_home_)
    waiting_.push_back({static_cast<std::uint16_t>(next_home_), beds_[next_home_]});
  if (waiting_.empty()) return;
  const Area& here = making_.geography.areas[place_.first_area + area];
  const std::uint32_t who = id_key(here.id);
  const CareHomeSettings& settings = making_.settings.care_homes;
  std::vector<std::pair<double, std::uint32_t>>
      order;  // exponential clocks: the first to ring live in the home
  for (std::uint32_t n = 0; n < rows.size(); ++n) {
    const int age = age_years(rows[n], making_.first);
    if (age < old_age) continue;
    const double mean = age >= very_old ? 1 / settings.over_85 : 1;
    order.emplace_back(sim::exponential(making_.streams.draw(who, residence, n).uniform(0), mean), n);
  }
  std::sort(order.begin(), order.end());
  std::size_t next = 0;
  for (Waiting& home : waiting_)
    for (; home.beds > 0 && next < order.size(); --home.beds, ++next) {
      const std::uint32_t n = order[next].second;
      Person& resident = rows[n];
      resident.home = home.home;
      resident.join(bit(PlusGroup::care_home_resident));
      resident.death = death_day_in_home(settings, making_.first, making_.last,
                                         making_.streams.draw(who, residence, n).uniform(1));
      ++homes_[home.home].residents;
    }
  std::erase_if(waiting_, [](const Waiting& home) { return home.beds == 0; });
}

std::uint16_t CareHomePlan::nearest_home(std::size_t area) const
{
  const auto after =
      std::lower_bound(homes_.begin(), homes_.end(), area,
                       [](const CareHome& home, std::size_t index) { return home.area < index; });
  const auto found = after == homes_.end() ? after - 1 : after;
  return static_cast<std::uint16_t>(found - homes_.begin());
}

/// The day of a move: exponential in years outside a home, of which those from 85 on weigh more.
sim::Day CareHomePlan::move_day(const Person& person, double years) const
{
  const sim::Day from = std::max<sim::Day>(making_.first, person.birth + days_at(old_age));
  const sim::Day later = std::max<sim::Day>(from, person.birth + days_at(very_old));
  const double until_later = (later - from) / days_per_year;
  constexpr double longest = 200;  // years: past any run
  if (years > until_later) years = until_later + (years - until_later) / making_.settings.care_homes.over_85;
  return from + 1 + static_cast<sim::Day>(std::min(years, longest) * days_per_year);
}

PlaceHomes CareHomePlan::finish(std::uint32_t first_row, std::span<Person> rows)
{
  PlaceHomes out;
  const CareHomeSettings& settings = making_.settings.care_homes;
  double residents = 0, outside = 0;  // outside: with the weight of 85 and over
  for (const Person& person : rows) {
    const int age = age_years(person, making_.first);
    if (person.home != no_home)
      ++residents;
    else if (age >= old_age)
      outside += age >= very_old ? settings.over_85 : 1;
  }
  if (residents > 0 && outside > 0 && settings.leaving > 0) {
    // those who leave in a year are replaced out of all who are old enough by then
    const double years_until_move = outside / (residents * settings.leaving);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      Person& person = rows[i];
      if (person.home != no_home || person.birth + days_at(old_age) > making_.last) continue;
      const std::uint32_t who = id_key(making_.geography.areas[place_.first_area + person.area].id);
      // by what a longer run leaves as it is: births move rows
      const sim::Draws draws = making_.streams.draw(
          who, move, person.birth, static_cast<std::uint32_t>(person.rank << 8 | person.health));
      const sim::Day day = move_day(person, sim::exponential(draws.uniform(0), years_until_move));
      if (day > making_.last || !person.alive_on(day)) continue;
      person.home = nearest_home(person.area);
      person.death = death_day_in_home(settings, day, making_.last, draws.uniform(1));
      out.moves.push_back(
          {first_row + static_cast<std::uint32_t>(i), static_cast<std::uint16_t>(day), person.home});
    }
  }
  out.homes = std::move(homes_);
  return out;
}

}  // namespace models
