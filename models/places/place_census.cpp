// Stocks at the ends of months and contract years.
#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "models/places/place.hpp"

namespace models {

namespace {

constexpr int overdue = 90;  // days past the recall date that still count as by the due date

/// Without a branch: it is asked of everybody, and nobody can foresee the answer.
bool within(std::uint16_t last, sim::Day today, int days)
{
  return static_cast<bool>(static_cast<int>(last != 0) & static_cast<int>(today - last <= days));
}

/// How many days back "in the last so many months" reaches at a month's end: whole months of the calendar, whatever
/// their lengths.
int days_back(int months, sim::Day last_day)
{
  return last_day - sim::first_day_of_month(sim::month_index(last_day) + 1 - months);
}

/// The latest birth day of each age group's members on a day: age group by comparison, without division.
struct AgeGroups {
  std::array<sim::Day, age_groups> latest_birth{};
  explicit AgeGroups(sim::Day day)
  {
    constexpr std::array<int, age_groups> from{0, 3, 6, 11, 16, 18, 65, 75};
    for (std::size_t g = 1; g < age_groups; ++g) {
      // the latest birth whose birthday has come by `day`
      auto birth = static_cast<sim::Day>(day - static_cast<int>(from[g] * 365.2425)) + 2;
      while (birth > 0 && birthday(static_cast<std::uint16_t>(birth), from[g]) > day) --birth;
      latest_birth[g] = birth;
    }
  }
  std::size_t of(std::uint16_t birth) const
  {
    std::size_t group = 0;
    for (std::size_t g = 1; g < age_groups; ++g) group += birth <= latest_birth[g] ? 1u : 0u;
    return group;
  }
};

/// The cell [rurality][adult or child] of a Place's residents, by their area.
class Settled {
 public:
  Settled(const Geography& geography, std::size_t place)
  {
    const PlaceInfo& info = geography.places[place];
    cell_.reserve(info.areas);
    for (std::uint32_t a = info.first_area; a < info.first_area + info.areas; ++a)
      cell_.push_back(static_cast<std::uint8_t>(2 * static_cast<unsigned>(geography.areas[a].rurality())));
  }
  std::size_t cell(std::uint16_t area, bool is_child) const
  {
    return cell_[area] + static_cast<std::size_t>(is_child);
  }

 private:
  std::vector<std::uint8_t> cell_;  // of the areas' adults
};

}  // namespace

void Place::turn_month(sim::Day day)
{
  const bool first = month_ < 0;
  if (!first) {
    const sim::Day last_day = day - 1;
    for (const auto& pathway : pathways_) pathway->close_month(*this, last_day);
    if (tallies_.reporting()) {
      census_money(month_);
      census_month(last_day);
      if (sim::contract_year(day) != sim::contract_year(last_day) || day > around_.last)
        census_year(last_day);
    }
  }
  if (day > around_.last) return;
  const bool was_reporting = tallies_.reporting();
  tallies_.open_month(day);
  month_began_ = day;
  if (tallies_.reporting() && !was_reporting)
    for (std::size_t cell = 0; cell < waiting_.size(); ++cell)
      tallies_.add(around_.measures.waiting_at_start, cell, waiting_[cell]);
}

void Place::census_money(int month)
{
  const Measures& m = around_.measures;
  for (std::size_t payer = 0; payer < payers; ++payer)
    for (std::size_t line = 0; line < around_.lines.size(); ++line)
      tallies_.add_sum(m.paid, payer * around_.lines.size() + line,
                       ledger_.paid(month, static_cast<Payer>(payer), static_cast<Line>(line)).amount);
  for (std::size_t band = 0; band < bands; ++band)
    tallies_.add_sum(m.patient_charges, band, ledger_.charged(month, band).amount);
}

/// One pass over all residents: everybody is one of 2^flags patterns of yes and no, and only how many of each
/// stratum have which pattern is counted, without a branch; what is reported is added up from that.
void Place::census_month(sim::Day last_day)
{
  const Measures& m = around_.measures;
  const AgeGroups ages{last_day};
  const int one_year = days_back(12, last_day), two_years = days_back(24, last_day);
  const std::array<sim::Counter, 10> flagged{
      m.seen_12m,         m.seen_24m,         m.seen_12m_any,        m.seen_24m_any,
      m.tried_24m_failed, m.seen_by_due_date, m.with_usual_practice, m.never_seen,
      m.unmet_need,       m.tried_24m};
  constexpr std::size_t patterns_of_flags = 1u << flagged.size();
  constexpr std::size_t seen_patterns = 4, seen_bits = 3;  // not at all, -, in 24 months, in 12 and 24
  std::vector<std::array<std::uint32_t, patterns_of_flags>> having(strata);
  std::vector<std::array<std::uint32_t, seen_patterns>> members(std::size_t{1} << plus_groups);
  std::array<std::uint32_t, strata> unmet_days{};
  const Settled settled{around_.geography, index_};
  std::array<std::array<std::uint32_t, 2 * seen_patterns>, ruralities * 2>
      living{};  // of these, unmet or not
  for (std::size_t i = 0; i < people_.size(); ++i) {
    const Person& person = people_[i];
    if (!person.alive_on(last_day)) continue;
    const PersonState& state = residents_[i].state;
    const PersonHistory& history = residents_[i].history;
    const std::size_t at =
        ages.of(person.birth) * deprivation_classes + static_cast<std::size_t>(person.deprivation() - 1);
    const bool unmet = state.has(PersonState::unmet);
    const bool has_tried = within(history.last_tried, last_day, two_years);
    std::size_t pattern = within(state.last_seen, last_day, one_year);
    pattern |= std::size_t{within(state.last_seen, last_day, two_years)} << 1;
    ++members[around_.population.groups_on(first_ + static_cast<std::uint32_t>(i), last_day)][pattern];
    pattern |= std::size_t{within(history.last_seen_any, last_day, one_year)} << 2;
    pattern |= std::size_t{within(history.last_seen_any, last_day, two_years)} << 3;
    pattern |= std::size_t{has_tried} * state.has(PersonState::last_try_failed) << 4;
    pattern |= std::size_t{within(history.recall_due, last_day, overdue)} << 5;
    pattern |= std::size_t{state.has_practice()} << 6;
    pattern |= std::size_t{state.last_seen == 0} << 7;
    pattern |= std::size_t{unmet} << 8;
    pattern |= std::size_t{has_tried} << 9;
    ++having[at][pattern];
    const bool is_child = at < child_table_ages * deprivation_classes;
    ++living[settled.cell(person.area, is_child)][(pattern & seen_bits) | std::size_t{unmet} * seen_patterns];
    const sim::Day since = std::max<sim::Day>(history.unmet_since, month_began_);
    unmet_days[at] += unmet ? static_cast<std::uint32_t>(last_day + 1 - since) : 0;
  }
  for (std::size_t s = 0; s < strata; ++s) {
    auto& left = having[s];  // folded by one flag after another
    for (std::size_t flag = flagged.size(); flag-- > 0;) {
      const std::size_t half = std::size_t{1} << flag;
      std::uint32_t with = 0;
      for (std::size_t pattern = 0; pattern < half; ++pattern) {
        with += left[half + pattern];
        left[pattern] += left[half + pattern];
      }
      tallies_.add(flagged[flag], s, with);
    }
    tallies_.add(m.persons, s, left[0]);
    tallies_.add(m.unmet_days, s, unmet_days[s]);
  }
  for (std::size_t groups = 1; groups < members.size(); ++groups)
    for (std::size_t g = 0; g < plus_groups; ++g) {
      if ((groups >> g & 1) == 0) continue;
      const auto& seen = members[groups];
      tallies_.add(m.group_persons, g, seen[0] + seen[2] + seen[3]);
      tallies_.add(m.group_seen_12m, g, seen[3]);
      tallies_.add(m.group_seen_24m, g, seen[2] + seen[3]);
    }
  for (std::size_t cell = 0; cell < living.size(); ++cell) {
    const auto& n = living[cell];
    const auto met = std::accumulate(n.begin(), n.begin() + seen_patterns, std::uint32_t{0}),
               unmet = std::accumulate(n.begin() + seen_patterns, n.end(), std::uint32_t{0});
    tallies_.add(m.rural_persons, cell, met + unmet);
    tallies_.add(m.rural_unmet_need, cell, unmet);
    tallies_.add(m.rural_seen_12m, cell, n[3] + n[7]);
    tallies_.add(m.rural_seen_24m, cell, n[2] + n[3] + n[6] + n[7]);
  }
  for (std::size_t g = 0; g < plus_groups; ++g) tallies_.add(m.group_waiting, g, group_waiting_[g]);
  for (std::size_t cell = 0; cell < waiting_.size(); ++cell) tallies_.add(m.waiting, cell, waiting_[cell]);
}

void Place::census_year(sim::Day last_day)
{
  const Measures& m = around_.measures;
  const AgeGroups ages{last_day};
  std::unordered_map<std::uint16_t, std::uint32_t> by_practice;
  for (std::size_t i = 0; i < people_.size(); ++i) {
    const Person& person = people_[i];
    const PersonState& state = residents_[i].state;
    // also of somebody who died today, until a letter has told: as in the stock
    const PersonHistory& history = residents_[i].history;
    if (state.has(PersonState::routine_live) && !state.has(PersonState::in_course) &&
        !state.has(PersonState::held))  // not yet asked
      count_open_wait(around_.services.routine, stratum(person, history.routine_asked),
                      last_day - history.routine_asked);
    if (state.has(PersonState::urgent_live) && !state.has(PersonState::in_urgent_course))
      count_open_wait(around_.services.urgent, stratum(person, history.urgent_asked),
                      last_day - history.urgent_asked);
    if (!person.alive_on(last_day)) continue;
    const std::size_t at =
        ages.of(person.birth) * deprivation_classes + static_cast<std::size_t>(person.deprivation() - 1);
    tallies_.add(m.oral_persons, at * oral_states + static_cast<std::size_t>(state.oral));
    if (state.has_practice()) ++by_practice[state.practice];
  }
  open_.each([&](const OpenRequest& request) {
    if (!request.begun) count_open_wait(request.service, request.stratum, last_day - request.asked);
  });
  // into an order that does not depend on hashing
  linked_.emplace_back(by_practice.begin(), by_practice.end());
  std::sort(linked_.back().begin(), linked_.back().end());
}

void Place::count_open_wait(std::uint8_t service, int at, int days)
{
  for (const std::size_t group : wait_groups_of(at))
    tallies_.add(around_.measures.still_waiting,
                 (service * wait_groups + group) * wait_bins + wait_bin(days));
}

}  // namespace models
