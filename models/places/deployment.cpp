#include "models/places/deployment.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace models {

namespace {

constexpr auto optional = sim::io::Presence::optional;
constexpr double oldest = 120, most_pounds = 1e9;
constexpr double penny = 0.01;
constexpr int months_a_year = 12;
constexpr std::array<std::string_view, 2> age_labels{"from", "to"};

}  // namespace

bool Deployment::runs_in(const Geography& geography, std::size_t place) const
{
  return places.empty() || std::any_of(places.begin(), places.end(), [&](const std::string& name) {
           return geography.find_place(name) == place;
         });
}

void read(sim::io::Block& block, Deployment& out)
{
  block.date("from", out.from, "its first day");
  block.date("until", out.until, "its last day; without it there is no end", optional);
  block.texts("places", out.places, "names of the Places in which it is done; without them, in all",
              optional);
  out.where = block.where("places");
  check_order(block, "from", out.from, "until", out.until);
}

void check_order(sim::io::Block& block, const char* from, sim::Day first, const char* until, sim::Day last)
{
  if (!block.describing() && last < first)
    block.fault_among(
        {from, until},
        fmt::format("'{}' is {}, before '{}', {} (allowed: a day from then on) choose a later one", until,
                    sim::to_string(last), from, sim::to_string(first)));
}

void check(const Geography& geography, const Deployment& deployment, sim::io::Faults& faults)
{
  for (const std::string& name : deployment.places)
    if (!geography.find_place(name))
      faults.add(deployment.where, "unknown place " + name + " (the region has no Place of that name)");
}

void read(sim::io::Block& block, LoweringAction& out)
{
  read(block, out.deployment);
  block.number("lowers", out.lowers, {"", 0, 1, "the share of it that goes away while the action runs"});
  read_pounds(block, "cost", out.a_year, "GBP/year", "what the action costs in each Place in which it runs");
}

double left_by(std::span<const LoweringAction> actions, sim::Day day)
{
  double left = 1;
  for (const LoweringAction& action : actions)
    if (action.deployment.runs_on(day)) left *= 1 - action.lowers;
  return left;
}

std::vector<LoweringAction> in_place(std::span<const LoweringAction> actions, const Geography& geography,
                                     std::size_t place)
{
  std::vector<LoweringAction> here;
  std::copy_if(actions.begin(), actions.end(), std::back_inserter(here),
               [&](const LoweringAction& action) { return action.deployment.runs_in(geography, place); });
  return here;
}

void read_pounds(sim::io::Block& block, const char* key, Pence& out, const char* unit, const char* about,
                 sim::io::Presence presence)
{
  double pounds = 0;
  if (block.number(key, pounds, {unit, 0, most_pounds, about, penny}, presence))
    out = {std::llround(pounds * static_cast<double>(pence_per_pound))};
}

void read(sim::io::Block& block, const char* key, Ages& out, const char* about)
{
  std::array<double, 2> ages{};
  if (!block.numbers(key, ages, age_labels, {"year", 0, oldest, about, 1})) return;
  out = {static_cast<int>(ages[0]), static_cast<int>(ages[1])};
  if (!block.describing() && out.to < out.from)
    block.fault(key, fmt::format("'{}' is {} to {} (allowed: ages that ascend) put them in order", key,
                                 out.from, out.to));
}

void read_groups(sim::io::Block& block, const char* key, std::uint16_t& out, const char* about,
                 sim::io::Presence presence)
{
  std::vector<std::string> names;
  if (!block.texts(key, names, about, presence)) return;
  for (const std::string& name : names) {
    std::size_t group = 0;
    while (group < plus_groups && plus_group_names[group] != name) ++group;
    if (group < plus_groups)
      out = static_cast<std::uint16_t>(out | bit(static_cast<PlusGroup>(group)));
    else
      block.fault(key, fmt::format("unknown group '{}' (expected some of {})", name,
                                   fmt::join(plus_group_names, ", ")));
  }
}

Pence month_of(Pence a_year, sim::Day day)
{
  return {instalment(a_year.amount, sim::month_index(day) % months_a_year, months_a_year)};
}

}  // namespace models
