#include "models/referrals/specialties.hpp"

#include <algorithm>

#include "models/need/age_bands.hpp"
#include "models/practices/treatment.hpp"

namespace models {

namespace {

constexpr int most_cooperative = 0, phobic = 2;  // classes of cooperation
constexpr int brace_from = 10, brace_to = 15;    // years: when braces are fitted
constexpr int sedation_from = 4,
              anaesthetic_from = 2;  // years: the youngest who breathe through a mask; toddlers
constexpr int anaesthetic_to = 12;   // years: older children mostly cope awake or sedated

}  // namespace

std::optional<Specialty> find_specialty(std::string_view name)
{
  const auto at = std::find(specialty_names.begin(), specialty_names.end(), name);
  if (at == specialty_names.end()) return std::nullopt;
  return static_cast<Specialty>(at - specialty_names.begin());
}

Network network_of(Specialty specialty)
{
  switch (specialty) {
    case Specialty::special_care: return Network::special_care;
    case Specialty::oral_surgery_l2:
    case Specialty::oral_surgery_l3: return Network::oral_surgery;
    case Specialty::restorative: return Network::restorative;
    case Specialty::orthodontic: return Network::orthodontic;
    default: return Network::paediatric;
  }
}

bool Profile::is_child() const { return years < adult_age; }

Profile profile(const Population& population, std::uint32_t person, sim::Day day)
{
  const Person& who = population.persons[person];
  const int years = age_years(who, day);
  return {years, population.cooperation_at(who, years), population.groups_on(person, day)};
}

bool suits(Specialty specialty, const Profile& person, OralState oral)
{
  const int years = person.years;
  const bool child = person.is_child();
  const bool diseased = severity_of(oral) >= Severity::active;
  const bool reluctant = child && diseased && person.cooperation != most_cooperative;
  switch (specialty) {
    case Specialty::cds_assessment:
    case Specialty::child_stabilisation: return reluctant;
    case Specialty::inhalation_sedation: return reluctant && years >= sedation_from;
    case Specialty::ga_list: return reluctant && years >= anaesthetic_from && years <= anaesthetic_to;
    case Specialty::special_care:
      return !child && (person.in(PlusGroup::learning_disability) ||
                        person.in(PlusGroup::care_home_resident) || person.cooperation == phobic);
    case Specialty::orthodontic: return years >= brace_from && years <= brace_to;
    case Specialty::restorative: return !child;
    default: return !child && diseased;
  }
}

}  // namespace models
