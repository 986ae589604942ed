#include "models/population/contracts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/distributions.hpp"
#include "sim/numeric.hpp"
#include "sim/stream.hpp"

namespace models {
namespace {

constexpr std::int64_t hundredths = 100;  // of a UDA, and pence of a pound

Flag known_or(Flag flag, double uniform, double share)
{
  if (flag != Flag::unknown) return flag;
  return uniform < share ? Flag::yes : Flag::no;
}

}  // namespace

std::vector<PracticeSite> give_contracts(const ContractedActivity& settings,
                                         std::span<const PracticeRow> rows,
                                         std::span<const double> catchments, std::uint64_t seed,
                                         const std::string& where, sim::io::Faults& faults)
{
  constexpr sim::Why contract{"contract of a practice"}, opening{"flags of a practice"};
  const sim::Streams streams{seed, 0};
  const auto size = sim::Lognormal::by_mean(1, settings.spread);
  const auto price = sim::Lognormal::by_mean(settings.value, settings.value_spread);
  std::vector<PracticeSite> sites;
  std::vector<double> weights;  // of the contracts that no table gives
  std::int64_t given = 0;       // 0.01 UDA
  for (const PracticeRow& row : rows) {
    PracticeSite site = row.site;
    const std::uint32_t who = id_key(site.id);
    const sim::Draws draws = streams.draw(who, contract, 0);
    if (row.contracted_uda) given += *row.contracted_uda;
    const double people = std::max(catchments[weights.size()], 1.0);
    weights.push_back(
        row.contracted_uda ? 0 : size.at(draws.uniform(0)) * std::pow(people, settings.follows_people));
    const double value = std::max(price.at(draws.uniform(1)), settings.value_least);
    site.uda_value = row.uda_value.value_or(std::llround(value * hundredths));
    const double u = streams.draw(who, opening, 0).uniform(0);  // who takes adults takes children
    site.accepting_adults = known_or(row.adults, u, settings.accepting_adults) == Flag::yes;
    site.accepting_children = known_or(row.children, u, settings.accepting_children) == Flag::yes;
    sites.push_back(site);
  }
  const bool any_open = std::any_of(weights.begin(), weights.end(), [](double weight) { return weight > 0; });
  const std::int64_t total = std::llround(settings.region_uda);
  if (any_open && given > total * hundredths) {
    faults.add(
        where,
        fmt::format(
            "the table's contracts add up to {} UDA, more than the region's {} (practices.contracted_uda); "
            "raise it or fill in every contract",
            given / hundredths, total));
    return sites;
  }
  const auto shares = sim::apportion(weights, any_open ? total * hundredths - given : 0);
  for (std::size_t i = 0; i < sites.size(); ++i) {
    PracticeSite& site = sites[i];
    site.contracted_uda = rows[i].contracted_uda.value_or(shares[i]);
    const double chairs =
        std::ceil(static_cast<double>(site.contracted_uda) / hundredths / settings.uda_per_surgery);
    site.surgeries =
        rows[i].surgeries.value_or(std::clamp(static_cast<int>(chairs), 1, settings.most_surgeries));
  }
  return sites;
}

}  // namespace models
