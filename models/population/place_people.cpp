#include "models/population/place_people.hpp"

#include <algorithm>
#include <cmath>

#include "models/population/care_homes.hpp"
#include "sim/distributions.hpp"

namespace models {
namespace {

constexpr sim::Why life{"birthday, sex and death"};
constexpr sim::Why background{"ethnicity, language, exemption, car"};
constexpr sim::Why character{"temper, attendance and frailty"};
constexpr sim::Why membership{"plus groups"};

constexpr int adult = 18;
constexpr double oldest = 105;  // no synthetic person starts older

/// Draws the rows of one Place, area by area.
class PeopleMaker {
 public:
  PeopleMaker(const Making& making, std::size_t place)
      : making_{making},
        place_{making.geography.places[place]},
        areas_{making.geography.areas.data() + place_.first_area, place_.areas},
        minority_{minority_shares(making.settings.ethnicity, areas_)},
        chances_{group_chances(making.settings, place_, areas_)}
  {}

  void fill(std::size_t area, const AreaRows& count, std::span<Person> rows) const
  {
    const std::uint32_t who = id_key(areas_[area].id);
    std::uint32_t number = 0;
    for (std::size_t band = 0; band < table_ages; ++band)
      for (std::uint32_t i = 0; i < areas_[area].people[band]; ++i, ++number)
        rows[number] = person(area, who, band, number, false);
    for (std::uint32_t i = 0; i < count.births; ++i, ++number)
      rows[number] = person(area, who, 0, number, true);
  }

 private:
  Person person(std::size_t index, std::uint32_t who, std::size_t band, std::uint32_t number,
                bool unborn) const
  {
    const Area& area = areas_[index];
    const PopulationSettings& settings = making_.settings;
    Person out{};
    out.area = static_cast<std::uint16_t>(index);
    out.home = no_home;
    const sim::Draws lives = making_.streams.draw(who, life, number);
    const sim::Day birth = unborn ? birthday(lives.lane[0]) : making_.first - age_days(band, lives);
    out.birth = static_cast<std::uint16_t>(std::max(birth, sim::first_storable_day));
    out.entry = static_cast<std::uint16_t>(unborn ? birth : making_.first);
    set(out, Person::female, sim::bernoulli(lives.uniform(1), settings.female[band]));
    const bool can_be_18 = table_age_from[band] <= adult;
    set(out, Person::student_18, can_be_18 && sim::bernoulli(lives.uniform(3), settings.student_18));

    const sim::Draws social = making_.streams.draw(who, background, number);
    const Ethnicity ethnicity = ethnicity_of(social.uniform(0), minority_[index][band]);
    const auto c = static_cast<std::size_t>(area.deprivation - 1);
    const double no_car = (1 - settings.car[c]) * (area.rural ? settings.rural_without_car : 1);
    set(out, Person::needs_interpreter,
        sim::bernoulli(social.uniform(1),
                       settings.ethnicity.interpreter[static_cast<std::size_t>(ethnicity)]));
    set(out, Person::exempt_adult, sim::bernoulli(social.uniform(2), settings.exempt_adult[c]));
    set(out, Person::has_car, !sim::bernoulli(social.uniform(3), no_car));
    out.social = social_bits(ethnicity, area.deprivation);
    out.death = death_day(settings.mortality, out, out.entry, making_.last, lives.uniform(2));

    out.marks = groups_of(who, number, band, out);
    if (ethnicity != Ethnicity::white) out.join(bit(PlusGroup::minority_ethnic));
    const sim::Draws traits = making_.streams.draw(who, character, number);
    out.set_temper(static_cast<int>(traits.lane[0] >> 24));
    out.rank = static_cast<std::uint8_t>(traits.lane[1] >> 24);
    out.health = static_cast<std::uint8_t>(traits.lane[2] >> 24);
    return out;
  }

  static void set(Person& person, std::uint8_t flag, bool on)
  {
    if (on) person.flags = static_cast<std::uint8_t>(person.flags | flag);
  }

  sim::Day birthday(std::uint32_t lane) const
  {
    return making_.first + 1 +
           static_cast<sim::Day>(
               sim::uniform_below(lane, static_cast<std::uint32_t>(making_.last - making_.first)));
  }

  /// Whole days since birth on the first day: even within a band, thinning out beyond 85.
  sim::Day age_days(std::size_t band, const sim::Draws& draws) const
  {
    const sim::Day from = days_at(table_age_from[band]);
    if (band + 1 < table_ages) {
      const auto width = static_cast<std::uint32_t>(days_at(table_age_from[band + 1]) - from);
      return from + static_cast<sim::Day>(sim::uniform_below(draws.lane[0], width));
    }
    const double mean = making_.settings.mean_years_over_85;
    const double in_range = 1 - std::exp(-(oldest - table_age_from[band]) / mean);
    const double years = -mean * std::log1p(-draws.uniform(0) * in_range);
    return from + static_cast<sim::Day>(years * days_per_year);
  }

  Ethnicity ethnicity_of(double u, double minority) const
  {
    if (u >= minority) return Ethnicity::white;
    const auto& parts = making_.settings.ethnicity.minority;
    double until = 0;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
      until += parts[i] * minority;
      if (u < until) return static_cast<Ethnicity>(i + 1);
    }
    return static_cast<Ethnicity>(parts.size());
  }

  std::uint16_t groups_of(std::uint32_t who, std::uint32_t number, std::size_t band,
                          const Person& person) const
  {
    constexpr std::size_t lanes = 4;
    const std::size_t age = group_of_band(band);
    const auto c = static_cast<std::size_t>(person.deprivation() - 1);
    std::uint16_t groups = 0;
    sim::Draws draws{};
    for (std::size_t group = 0; group < plus_groups; ++group) {
      if (group % lanes == 0)
        draws = making_.streams.draw(who, membership, number, static_cast<std::uint32_t>(group / lanes));
      double chance = chances_[group][age][c];
      if (static_cast<PlusGroup>(group) == PlusGroup::womens_refuge && table_age_from[band] >= adult)
        chance = person.is(Person::female) ? chance / making_.settings.female[band] : 0;
      if (sim::bernoulli(draws.uniform(static_cast<int>(group % lanes)), chance))
        groups |= bit(static_cast<PlusGroup>(group));
    }
    return groups;
  }

  const Making& making_;
  const PlaceInfo& place_;
  std::span<const Area> areas_;
  std::vector<std::array<double, table_ages>> minority_;
  GroupChances chances_;
};

}  // namespace

PlaceHomes make_people(const Making& making, std::size_t place, std::uint32_t first_row,
                       std::span<Person> rows)
{
  const PlaceInfo& info = making.geography.places[place];
  const PeopleMaker maker{making, place};
  const auto counts = rows_of_areas(making.settings, making.geography, place, making.first, making.last);
  CareHomePlan homes{making, place};
  std::uint32_t begin = 0;
  for (std::size_t a = 0; a < counts.size(); ++a) {
    const Area& area = making.geography.areas[info.first_area + a];
    const auto of_area = rows.subspan(begin, counts[a].people + counts[a].births);
    maker.fill(a, counts[a], of_area);
    homes.settle(a, of_area);
    arrange_households(making.settings.households, of_area, making.first, making.streams, id_key(area.id));
    begin += static_cast<std::uint32_t>(of_area.size());
  }
  return homes.finish(first_row, rows);
}

}  // namespace models
