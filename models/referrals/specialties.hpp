// Services beyond general practice: which network of clinicians looks after each, who may need it.
//
// Level (1 practice, 2 enhanced skills, 3 specialist) is competence, not a building: level 3 care of children and of
// people with special needs is mostly in the community dental service; general anaesthetics only in hospital.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "models/need/person_state.hpp"
#include "models/population/population.hpp"

namespace models {

enum class Specialty : std::uint8_t {
  cds_assessment,       // level 3, of children: treated awake, sedated or under general anaesthetic
  inhalation_sedation,  // level 2
  ga_list,              // level 3: children's extractions in theatre
  special_care,         // level 2 and 3, of adults
  oral_surgery_l2,
  oral_surgery_l3,
  restorative,         // level 3
  orthodontic,         // level 2 and 3; paid by its own unit, no UDA
  child_stabilisation  // level 2: children treated awake at practices, before the community service
};
inline constexpr std::size_t specialties = 9;
inline constexpr std::array<std::string_view, specialties> specialty_names{
    "cds_assessment",  "inhalation_sedation", "ga_list",     "special_care",       "oral_surgery_l2",
    "oral_surgery_l3", "restorative",         "orthodontic", "child_stabilisation"};
std::optional<Specialty> find_specialty(std::string_view name);

/// Managed clinical networks, whose members triage referrals.
enum class Network : std::uint8_t { paediatric, special_care, oral_surgery, restorative, orthodontic };
inline constexpr std::size_t networks = 5;
inline constexpr std::array<std::string_view, networks> network_labels{
    "paediatric", "special_care", "oral_surgery", "restorative", "orthodontic"};
Network network_of(Specialty specialty);

/// What of a person's character a referral asks for, on a day.
struct Profile {
  int years = 0;
  int cooperation = 0;  // class
  unsigned groups = 0;  // PLUS bits
  bool is_child() const;
  bool in(PlusGroup group) const { return (groups & bit(group)) != 0; }
};
Profile profile(const Population& population, std::uint32_t person, sim::Day day);

/// Who may stand on a list for it: age, disease, cooperation, group.
bool suits(Specialty specialty, const Profile& person, OralState oral);

}  // namespace models
