#include "models/model.hpp"

#include "models/plan_audit.hpp"
#include "models/summary.hpp"

namespace models {

Model dental_model()
{
  const auto geography = [](const Scenario& scenario, sim::io::Faults& faults,
                            std::vector<std::string>& notes) {
    return build_geography(scenario, faults, notes);
  };
  return {read_scenario, geography, check_in_region, build_population, play,
          result_layout, headlines, expected,        plan_in_words};
}

}  // namespace models
