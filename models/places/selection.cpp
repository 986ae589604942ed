#include "models/places/selection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <tuple>

#include "models/population/population.hpp"
#include "sim/stream.hpp"

namespace models {

namespace {

constexpr auto optional = sim::io::Presence::optional;
constexpr std::array<std::string_view, 4> inspection_labels{"inadequate", "requires improvement", "good",
                                                            "outstanding"};

void read_interest(sim::io::Block& block, Interest& out)
{
  block.number("expressed", out.expressed, {"", 0, 1, "share of practices that express interest"}, optional);
  block.choice("least_inspection", out.least_inspection, inspection_labels,
               "gate: the worst inspection record that is let in (column `cqc` of the practices)", optional);
  block.flag(
      "listed_only", out.listed_only,
      "gate: only practices all of whose dentists are on the performers list (column `performers_list`)",
      optional);
  block.numbers("weights", out.weight, score_labels,
                {"", 0, 1000,
                 "what counts in the ranking: inspection record, delivery of last year's contract, few "
                 "complaints, a training practice, need (people of Core20 who have no nearer practice)"},
                optional);
}

/// Whether a practice answers: of its own number, the same in every run of every study.
bool expresses(const PracticeSite& practice, double share)
{
  const sim::Streams answers{0, 0};
  return answers.draw(id_key(practice.id), sim::Why{"expression of interest"}, 0).uniform(0) < share;
}

bool is_let_in(const PracticeSite& practice, const Interest& interest)
{
  const PracticeRecord& record = practice.record;
  if (interest.listed_only && !record.performers_listed) return false;
  return record.inspection.value_or(interest.least_inspection) >= interest.least_inspection;
}

/// Of each known value its place among them, 0 to 1: equal values share the mean of their places.
std::vector<double> places_among(const std::vector<std::optional<double>>& values)
{
  constexpr double unknown = 0.5;
  std::vector<double> known;
  for (const auto& value : values)
    if (value) known.push_back(*value);
  std::sort(known.begin(), known.end());
  std::vector<double> out(values.size(), unknown);
  if (known.size() < 2) return out;
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (!values[k]) continue;
    const auto [low, high] = std::equal_range(known.begin(), known.end(), *values[k]);
    const auto before = static_cast<double>(low - known.begin()),
               with = static_cast<double>(high - known.begin());
    out[k] = (before + with - 1) / 2 / static_cast<double>(known.size() - 1);
  }
  return out;
}

std::optional<double> value_of(const PracticeRecord& record, Interest::Score score)
{
  if (score == Interest::inspection)
    return record.inspection ? std::optional<double>{*record.inspection} : std::nullopt;
  if (score == Interest::delivery) return record.delivery;
  if (score == Interest::complaints)
    return record.complaints ? std::optional<double>{-*record.complaints} : std::nullopt;
  return record.trains ? 1.0 : 0.0;
}

/// All practices, in the order in which a rule takes them; of interest, those that answer and are let in.
std::vector<std::uint32_t> in_order(const Geography& geography, const Selection& selection)
{
  const auto rule = static_cast<Chosen>(selection.chosen);
  std::vector<double> claim(geography.practices.size());
  if (rule == Chosen::interest) {
    claim = interest_scores(geography, selection.interest);
  } else if (rule == Chosen::contract) {
    for (std::size_t p = 0; p < claim.size(); ++p)
      claim[p] = static_cast<double>(geography.practices[p].contracted_uda);
  } else {
    const std::vector<std::int64_t> people = core20_nearby(geography);
    std::copy(people.begin(), people.end(), claim.begin());
  }
  std::vector<std::uint32_t> order(claim.size());
  std::iota(order.begin(), order.end(), 0u);
  if (rule == Chosen::interest)
    std::erase_if(order, [&](std::uint32_t p) {
      const PracticeSite& practice = geography.practices[p];
      return !is_let_in(practice, selection.interest) || !expresses(practice, selection.interest.expressed);
    });
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return claim[a] != claim[b] ? claim[a] > claim[b] : a < b;
  });
  return order;
}

/// Practices that are not taken yet, the networks by turns: next is who has the fewest of its network before it, in the
/// list or selected already.
std::vector<std::uint32_t> by_turns(const Geography& geography, const std::vector<std::uint32_t>& list,
                                    const std::vector<bool>& taken,
                                    const std::vector<std::uint32_t>& selected)
{
  std::vector<std::size_t> before(geography.networks.size(), 0);
  for (const std::uint32_t p : selected) ++before[geography.practices[p].network];
  struct Turn {
    std::size_t before, in_list;
    std::uint32_t practice;
  };
  std::vector<Turn> turns;
  turns.reserve(list.size());
  for (const std::uint32_t p : list)
    if (!taken[p]) turns.push_back({before[geography.practices[p].network]++, turns.size(), p});
  std::sort(turns.begin(), turns.end(), [](const Turn& a, const Turn& b) {
    return std::tie(a.before, a.in_list) < std::tie(b.before, b.in_list);
  });
  std::vector<std::uint32_t> out;
  out.reserve(turns.size());
  for (const Turn& turn : turns) out.push_back(turn.practice);
  return out;
}

/// Takes up to `wanted` more of a list that are not taken yet.
void take(const std::vector<std::uint32_t>& list, int wanted, std::vector<bool>& taken,
          std::vector<std::uint32_t>& out)
{
  for (std::size_t k = 0; k < list.size() && wanted > 0; ++k) {
    if (taken[list[k]]) continue;
    taken[list[k]] = true;
    out.push_back(list[k]);
    --wanted;
  }
}

}  // namespace

void read(sim::io::Block& block, Selection& out)
{
  block.integer("practices", out.practices,
                {"practice", 0, no_practice,
                 "practices of the region that take part, without those of `places`; 0 = none"});
  block.choice(
      "chosen", out.chosen, chosen_labels,
      "by which rule: where most people of Core20 have no nearer practice, the largest contracts, shared "
      "over Places by people and there the largest contracts, the ranking of an expression of interest, or "
      "one "
      "of each primary care network before any has two, by need");
  block.texts("named", out.named, "ids of practices that are chosen before others", optional);
  out.named_where = block.where("named");
  block.each("places", "practices of a Place by its name, the largest contracts first",
             [&](const std::string& name, sim::io::Block& inner) {
               NamedSites place{name, inner.where(""), 0};
               inner.integer("practices", place.sites, {"site", 0, 200, "of this Place"});
               out.places.push_back(std::move(place));
             });
  block.block(
      "interest", "the expression of interest, where `chosen` is interest",
      [&](sim::io::Block& inner) { read_interest(inner, out.interest); }, optional);
  if (!block.describing() && static_cast<int>(out.named.size()) > out.practices)
    block.fault_among(
        {"practices", "named"},
        fmt::format("'named' has {} practices and 'practices' is {} (allowed: at most as many names "
                    "as practices) raise 'practices'",
                    out.named.size(), out.practices));
}

bool Selection::chooses_any() const
{
  return practices > 0 ||
         std::any_of(places.begin(), places.end(), [](const NamedSites& place) { return place.sites > 0; });
}

void check(const Geography& geography, const Selection& selection, sim::io::Faults& faults)
{
  check(geography, selection.places, faults);
  for (const std::string& id : selection.named)
    if (!geography.find_practice(id))
      faults.add(selection.named_where,
                 "unknown practice " + id + " (the region has no practice of that id)");
}

std::vector<std::int64_t> core20_nearby(const Geography& geography)
{
  constexpr int core20 = 1;
  std::vector<std::int64_t> people(geography.practices.size(), 0);
  for (std::size_t a = 0; a < geography.areas.size(); ++a) {
    const std::uint16_t nearest = geography.choices[a].practice[0];
    if (geography.areas[a].deprivation != core20 || nearest == no_practice) continue;
    for (const std::uint32_t n : geography.areas[a].people) people[nearest] += n;
  }
  return people;
}

std::vector<double> interest_scores(const Geography& geography, const Interest& interest)
{
  const std::size_t practices = geography.practices.size();
  std::vector<double> total(practices, 0);
  const std::vector<std::int64_t> people = core20_nearby(geography);
  for (std::uint8_t s = 0; s < Interest::scores; ++s) {
    if (interest.weight[s] == 0) continue;
    std::vector<std::optional<double>> values(practices);
    for (std::size_t p = 0; p < practices; ++p)
      values[p] = s == Interest::need ? std::optional<double>{static_cast<double>(people[p])}
                                      : value_of(geography.practices[p].record, Interest::Score{s});
    const std::vector<double> place = places_among(values);
    for (std::size_t p = 0; p < practices; ++p) total[p] += interest.weight[s] * place[p];
  }
  return total;
}

std::vector<std::uint32_t> select_practices(const Geography& geography, const Selection& selection)
{
  std::vector<std::uint32_t> selected;
  std::vector<bool> taken(geography.practices.size(), false);
  std::vector<std::size_t> rest;  // Places that are not named
  for (std::size_t place = 0; place < geography.places.size(); ++place) {
    const auto own = find_named(geography, selection.places, place);
    if (own)
      take(largest_practices(geography, place), *own, taken, selected);
    else
      rest.push_back(place);
  }
  const std::size_t of_places = selected.size();
  std::vector<std::uint32_t> named;
  for (const std::string& id : selection.named)
    if (const auto practice = geography.find_practice(id)) named.push_back(*practice);
  take(named, selection.practices, taken, selected);
  // a named Place has its own number and no more
  for (std::uint32_t p = 0; p < taken.size(); ++p)
    if (find_named(geography, selection.places, geography.practices[p].place)) taken[p] = true;
  const int left = selection.practices - static_cast<int>(selected.size() - of_places);
  if (static_cast<Chosen>(selection.chosen) == Chosen::network) {
    take(by_turns(geography, in_order(geography, selection), taken, selected), left, taken, selected);
    return selected;
  }
  if (static_cast<Chosen>(selection.chosen) != Chosen::people) {
    take(in_order(geography, selection), left, taken, selected);
    return selected;
  }
  const std::vector<int> share = share_by_people(geography, rest, std::max(left, 0));
  for (std::size_t k = 0; k < rest.size(); ++k)
    take(largest_practices(geography, rest[k]), share[k], taken, selected);
  return selected;
}

}  // namespace models
