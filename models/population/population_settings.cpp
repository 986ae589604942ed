#include "models/population/population_settings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <numeric>
#include <span>
#include <string>

#include "sim/io/config_block.hpp"

namespace models {
namespace {

using sim::io::Block;

constexpr double per_cent = 100;
constexpr double per_thousand = 1000;
constexpr std::array<std::string_view, 2> sexes{"men", "women"};
constexpr std::array<std::string_view, most_siblings> family_labels{"1 child", "2 children", "3 children",
                                                                    "4 children"};

void read_share(Block& block, std::string_view key, double& out, const char* about)
{
  if (block.number(key, out, {"%", 0, per_cent, about})) out /= per_cent;
}

void read_shares(Block& block, std::string_view key, std::span<double> out,
                 std::span<const std::string_view> labels, const char* about)
{
  if (!block.numbers(key, out, labels, {"%", 0, per_cent, about})) return;
  for (double& share : out) share /= per_cent;
}

/// Shares of a whole: they add up to 100 %, give or take rounding.
void read_parts(Block& block, std::string_view key, std::span<double> out,
                std::span<const std::string_view> labels, const char* about)
{
  constexpr double rounding = 0.005;
  if (!block.numbers(key, out, labels, {"%", 0, per_cent, about}) || block.describing()) return;
  const double sum = std::accumulate(out.begin(), out.end(), 0.0) / per_cent;
  if (std::abs(sum - 1) > rounding)
    block.fault(
        key, fmt::format("'{}' is {}, together {:.4g} % (allowed: shares of a whole, 100 %) {} {:.4g} %", key,
                         fmt::join(out, " + "), sum * per_cent, sum < 1 ? "add" : "take away",
                         std::abs(sum - 1) * per_cent));
  for (double& share : out) share /= sum * per_cent;
}

void read_mortality(Block& block, Mortality& out)
{
  block.number("rate_at_65", out.rate_at_65, {"1/year", 0, 1, "deaths a year at the age of 65"});
  block.number("growth", out.growth,
               {"1/year", 0.01, 1, "growth of the rate with each year of age (Gompertz)"});
  block.numbers("by_sex", out.by_sex, sexes, {"", 0, 10, "times the rate"});
  block.numbers("by_deprivation", out.by_deprivation, deprivation_labels, {"", 0, 10, "times the rate"});
}

void read_care_homes(Block& block, CareHomeSettings& out)
{
  read_share(block, "places", out.places, "places in care homes per person aged 75 and over");
  read_share(block, "occupied", out.occupied, "places with a resident");
  block.number("size", out.size, {"person", 1, 1000, "mean places of a home"});
  block.number("leaving", out.leaving, {"1/year", 0, 10, "residents who die or leave"});
  block.number("over_85", out.over_85,
               {"", 0.01, 100, "chance of living in a home at 85 and over, times that at 75-84"});
}

void read_ethnicity(Block& block, EthnicitySettings& out)
{
  block.numbers("minority_by_age", out.minority_by_age, table_age_labels,
                {"", 0.001, 10, "share in minority ethnic groups by age, times that of all"});
  read_parts(block, "minority", out.minority, std::span{ethnicity_names}.subspan(1),
             "people in minority ethnic groups by group");
  read_shares(block, "interpreter", out.interpreter, ethnicity_names, "people who need an interpreter");
}

void read_cooperation(Block& block, CooperationSettings& out)
{
  const auto children = std::span{table_age_labels}.first(child_table_ages);
  read_shares(block, "not_yet", out.not_yet, children, "children who do not yet cooperate");
  read_shares(block, "unable", out.unable, children, "children who cannot be treated awake");
  block.number("send", out.send, {"", 0, 10, "both shares of children with SEND, times those of others"});
  read_shares(block, "anxious", out.anxious, anxiety_age_labels, "adults with moderate dental anxiety");
  read_shares(block, "phobic", out.phobic, anxiety_age_labels, "adults with extreme dental anxiety");
  block.number("phobic_women", out.phobic_women,
               {"", 0.1, 10, "extreme anxiety of women, times that of men"});
}

void read_households(Block& block, HouseholdSettings& out)
{
  read_parts(block, "families", out.families, family_labels, "families by their children");
  read_share(block, "two_parents", out.two_parents, "families with two parents");
  block.number("sibling_gap", out.sibling_gap, {"year", 0, 20, "years between brothers and sisters"});
  block.number("parent_age", out.parent_age, {"year", 15, 60, "mean age of a parent at a birth"});
  block.number("parent_age_spread", out.parent_age_spread,
               {"year", 0, 20, "standard deviation of a parent's age at a birth"});
  read_share(block, "alone", out.alone,
             "households without children that are one person; the others are two");
}

void read_prevalence(Block& block, GroupPrevalence& out)
{
  if (block.numbers("by_age", out.by_age, age_group_labels,
                    {"1/1000", 0, per_thousand, "members per 1,000 people by age"}))
    for (double& share : out.by_age) share /= per_thousand;
  block.numbers("by_deprivation", out.by_deprivation, deprivation_labels,
                {"", 0, 100, "times that, by deprivation class"});
}

}  // namespace

void read(Block& study, PopulationSettings& out)
{
  study.block("population", "the people", [&](Block& block) {
    read_shares(block, "female", out.female, table_age_labels, "women and girls");
    block.number("mean_years_over_85", out.mean_years_over_85,
                 {"year", 0.1, 15, "mean years lived beyond 85 by people aged 85 and over"});
    block.number("births", out.births, {"1/year", 0, 2, "births a year per child aged 0-2"});
    read_shares(block, "exempt_adult", out.exempt_adult, deprivation_labels,
                "adults exempt from patient charges");
    read_shares(block, "car", out.car, deprivation_labels, "people with a car in the household, in towns");
    block.number("rural_without_car", out.rural_without_car,
                 {"", 0, 1, "rural people without a car, times those of towns"});
    read_share(block, "student_18", out.student_18, "people aged 18 in full-time education");
    block.block("mortality", "deaths", [&](Block& inner) { read_mortality(inner, out.mortality); });
    block.block("care_homes", "care homes", [&](Block& inner) { read_care_homes(inner, out.care_homes); });
    block.block("ethnicity", "ethnic groups and language",
                [&](Block& inner) { read_ethnicity(inner, out.ethnicity); });
    block.block("cooperation", "cooperation of children, anxiety of adults",
                [&](Block& inner) { read_cooperation(inner, out.cooperation); });
    block.block("households", "who lives together",
                [&](Block& inner) { read_households(inner, out.households); });
    block.block("groups", "PLUS groups", [&](Block& groups) {
      for (std::size_t group = 0; group < plus_groups; ++group) {
        const auto which = static_cast<PlusGroup>(group);
        if (which == PlusGroup::care_home_resident || which == PlusGroup::minority_ethnic) continue;
        groups.block(plus_group_names[group], "how many belong to this group",
                     [&](Block& inner) { read_prevalence(inner, out.groups[group]); });
      }
    });
  });
}

}  // namespace models
