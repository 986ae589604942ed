// What a study says of its people: ages, births and deaths, groups, households. All shares are 0..1.
#pragma once
#include <array>
#include <string_view>

#include "models/population/geography.hpp"
#include "models/population/groups.hpp"

namespace models {

/// Adult ages of anxiety.
inline constexpr std::size_t anxiety_ages = 3;
inline constexpr std::array<std::string_view, anxiety_ages> anxiety_age_labels{"18-39", "40-59", "60+"};
inline constexpr std::size_t most_siblings = 4;

struct Mortality {                    // Gompertz: rate(age) = rate_at_65 x exp(growth (age - 65)) x factors
  double rate_at_65 = 0, growth = 0;  // 1/year
  std::array<double, 2> by_sex{};     // men, women
  std::array<double, deprivation_classes> by_deprivation{};
};

struct CareHomeSettings {
  double places = 0;    // per person aged 75 and over
  double occupied = 0;  // share of places
  double size = 0;      // mean places of a home
  double leaving = 0;   // residents who die or leave, 1/year
  double over_85 = 0;   // chance at 85+, times that at 75-84
};

struct EthnicitySettings {
  std::array<double, table_ages> minority_by_age{};  // times the share of all ages
  std::array<double, ethnicities - 1> minority{};    // mixed, asian, black, other; sums to 1
  std::array<double, ethnicities> interpreter{};
};

struct CooperationSettings {
  std::array<double, child_table_ages> not_yet{}, unable{};
  double send = 1;
  std::array<double, anxiety_ages> anxious{}, phobic{};
  double phobic_women = 1;  // times men
};

struct HouseholdSettings {
  std::array<double, most_siblings> families{};  // by children: 1, 2, 3, 4; sums to 1
  double two_parents = 0, alone = 0;
  double sibling_gap = 0, parent_age = 0, parent_age_spread = 0;  // years
};

struct GroupPrevalence {
  std::array<double, age_groups> by_age{};                   // share of people
  std::array<double, deprivation_classes> by_deprivation{};  // times that
};

struct PopulationSettings {
  std::array<double, table_ages> female{};
  double mean_years_over_85 = 0;
  double births = 0;  // a year per child aged 0-2
  std::array<double, deprivation_classes> exempt_adult{}, car{};
  double rural_without_car = 1;
  double student_18 = 0;
  Mortality mortality;
  CareHomeSettings care_homes;
  EthnicitySettings ethnicity;
  CooperationSettings cooperation;
  HouseholdSettings households;
  std::array<GroupPrevalence, plus_groups> groups{};  // care homes and ethnicity have their own blocks
};

/// Reads [population] of a study.
void read(sim::io::Block& study, PopulationSettings& out);

}  // namespace models
