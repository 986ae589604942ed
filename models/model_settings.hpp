// Every setting of the model of one scenario, checked.
#pragma once
#include <memory>
#include <vector>

#include "models/need/care_seeking.hpp"
#include "models/need/oral_health.hpp"
#include "models/places/front_door.hpp"
#include "models/places/pathway.hpp"
#include "models/places/place.hpp"
#include "models/population/geography_settings.hpp"
#include "models/population/population_settings.hpp"
#include "models/practices/practice.hpp"
#include "models/referrals/priority.hpp"
#include "models/tags.hpp"

namespace models {

struct ModelSettings {
  GeographySettings geography;
  PopulationSettings population;
  OralHealthSettings oral_health;
  CareSeekingSettings care_seeking;
  FrontDoorSettings front_door;
  PracticeSettings practices;
  TreatmentSettings treatment;
  PostSettings post;
  PrioritySettings priority;
  std::vector<PathwayOfScenario> pathways;
  std::vector<BudgetSettings> budgets;
  // what changes no run
  std::vector<PlanStatement> plan;
  Tags tags;
};
/// Declares every key of a study but those of [study].
void read(sim::io::Block& root, ModelSettings& out);

}  // namespace models
