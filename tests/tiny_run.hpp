// configs/tiny.toml played with overrides: each variant is played once, its arrays are read by name.
#pragma once
#include <algorithm>
#include <atomic>
#include <map>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "models/model_settings.hpp"
#include "models/region.hpp"
#include "sim/io/groups.hpp"

namespace tests {

/// Overrides as `--set` takes them: "contract.supply_elasticity=0".
using Sets = std::vector<std::string>;

inline Sets with(Sets first, const Sets& second)
{
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

/// A variable of a result in whole numbers, with its extents.
class Cube {
 public:
  Cube(const std::vector<sim::io::Group>& groups, const std::string& group, const std::string& name)
  {
    for (const sim::io::Group& one : groups)
      if (one.name == group) shape_ = sim::io::shape(one, sim::io::find_array(groups, group, name));
    std::visit(
        [this](const auto& values) {
          if constexpr (std::is_integral_v<typename std::decay_t<decltype(values)>::value_type>)
            values_.assign(values.begin(), values.end());
        },
        sim::io::find_array(groups, group, name).values);
  }

  std::size_t extent(std::size_t axis) const { return shape_.at(axis); }
  const std::vector<std::int64_t>& values() const { return values_; }
  std::int64_t sum() const { return std::accumulate(values_.begin(), values_.end(), std::int64_t{0}); }
  std::int64_t at(const std::vector<std::size_t>& index) const
  {
    std::size_t cell = 0;
    for (std::size_t axis = 0; axis < shape_.size(); ++axis) cell = cell * shape_[axis] + index.at(axis);
    return values_.at(cell);
  }
  /// Calls visit(index, value) for every cell.
  template <class Visit>
  void each(Visit&& visit) const
  {
    std::vector<std::size_t> index(shape_.size(), 0);
    for (const std::int64_t value : values_) {
      visit(index, value);
      for (std::size_t axis = shape_.size(); axis-- > 0;) {
        if (++index[axis] < shape_[axis]) break;
        index[axis] = 0;
      }
    }
  }
  /// Sum of the cells whose index `keep` wants.
  template <class Keep>
  std::int64_t sum(Keep&& keep) const
  {
    std::int64_t total = 0;
    each(
        [&](const std::vector<std::size_t>& index, std::int64_t value) { total += keep(index) ? value : 0; });
    return total;
  }

 private:
  std::vector<std::size_t> shape_;
  std::vector<std::int64_t> values_;
};

/// One variant, played.
struct TinyRun {
  models::Scenario scenario;
  std::shared_ptr<const models::Geography> geography;
  std::shared_ptr<const models::Population> population;
  models::RunOutcome outcome;
  std::string digest;

  Cube cube(const std::string& group, const std::string& name) const { return {outcome.groups, group, name}; }
  /// Where a service stands on its axis.
  std::size_t service(const std::string& name) const
  {
    std::size_t number = 0;
    for (const models::PathwayOfScenario& pathway : scenario.model->pathways)
      for (const std::string& one : pathway.kind.services) {
        if (one == name) return number;
        ++number;
      }
    throw std::runtime_error{"no service " + name};
  }
  std::int64_t total(const std::string& group, const std::string& name) const
  {
    return cube(group, name).sum();
  }
  /// Pence paid for a line of money by all payers.
  std::int64_t paid(const std::string& line) const
  {
    std::vector<std::string> lines{models::first_lines.begin(), models::first_lines.end()};
    for (const models::PathwayOfScenario& pathway : scenario.model->pathways)
      for (const std::string& one : pathway.kind.lines) lines.push_back(pathway.kind.name + "__" + one);
    const auto at = std::find(lines.begin(), lines.end(), line);
    if (at == lines.end()) throw std::runtime_error{"no line " + line};
    const auto wanted = static_cast<std::size_t>(at - lines.begin());
    return cube("finance", "paid").sum([wanted](const std::vector<std::size_t>& i) {
      return i[3] == wanted;
    });
  }
  double headline(const std::string& name) const
  {
    return std::get<std::vector<double>>(sim::io::find_array(outcome.groups, "summary", name).values).at(0);
  }
};

/// The settings of a study of configs/ with overrides; faults are thrown as a text.
inline models::Scenario scenario_of(const std::string& file, const Sets& sets)
{
  models::Scenario scenario;
  sim::io::Faults faults;
  const auto study = sim::io::Document::open(BITEWING_SOURCE_DIR "/configs/" + file, sets, faults);
  study.read("baseline", faults, [&](sim::io::Block& root) { models::read_scenario(root, scenario); });
  if (!faults.empty()) throw std::runtime_error{faults.lines().front()};
  return scenario;
}

inline models::Scenario tiny_scenario(const Sets& sets) { return scenario_of("tiny.toml", sets); }

/// The scenario with pathways off, as without their blocks.
inline models::Scenario without(models::Scenario scenario, const std::vector<std::string>& pathways)
{
  auto model = std::make_shared<models::ModelSettings>(*scenario.model);
  for (models::PathwayOfScenario& pathway : model->pathways)
    if (std::find(pathways.begin(), pathways.end(), pathway.kind.name) != pathways.end())
      pathway.settings = nullptr;
  scenario.model = std::move(model);
  return scenario;
}

inline TinyRun play(models::Scenario scenario, std::uint32_t replication, unsigned threads)
{
  TinyRun run;
  run.scenario = std::move(scenario);
  sim::io::Faults faults;
  std::vector<std::string> notes;
  sim::Crew crew{threads};
  run.geography = models::build_geography(run.scenario, faults, notes);
  if (faults.empty()) models::check_in_region(run.scenario, *run.geography, faults);
  if (!faults.empty()) throw std::runtime_error{faults.lines().front()};
  run.population = models::build_population(run.scenario, *run.geography, replication, crew);
  const std::atomic<bool> stop{false};
  std::atomic<std::uint64_t> days{0};
  run.outcome =
      models::play(run.scenario, *run.geography, *run.population, replication, crew, stop, days).value();
  run.digest = sim::io::digest(run.outcome.groups);
  return run;
}

/// A study of configs/, played once with overrides.
inline TinyRun play_region(const std::string& file, const Sets& sets, std::uint32_t replication = 1,
                           unsigned threads = 1)
{
  return play(scenario_of(file, sets), replication, threads);
}

inline TinyRun play_tiny(const Sets& sets, std::uint32_t replication = 1, unsigned threads = 1)
{
  return play(tiny_scenario(sets), replication, threads);
}

/// The same, played at the first call with these arguments and kept for later ones.
inline const TinyRun& tiny_run(const Sets& sets, std::uint32_t replication = 1)
{
  static std::map<std::pair<Sets, std::uint32_t>, TinyRun> played;
  const auto key = std::make_pair(sets, replication);
  const auto found = played.find(key);
  return found != played.end() ? found->second
                               : played.emplace(key, play_tiny(sets, replication)).first->second;
}

/// Whole contract years from an April on, nothing left out: the first day of play is the first reported.
inline Sets years_from_the_first_day(int years)
{
  return {"study.warm_up=0", "study.months=" + std::to_string(12 * years)};
}

/// Nobody is referred to a further service.
inline Sets nobody_referred()
{
  const std::string needs = "pathway.referral_management.needs.";
  return {needs + "child_unable=0",
          needs + "child_not_yet=0",
          needs + "child_refused=0",
          needs + "orthodontic=0",
          needs + "oral_surgery=[0, 0, 0, 0]",
          needs + "restorative=[0, 0, 0, 0]",
          needs + "special_care=[0, 0, 0]",
          "pathway.referral_management.by_others=[0, 0, 0, 0, 0, 0, 0, 0, 0, 0]"};
}
/// No clinic of the community dental service, a hospital or specialist care holds a session.
inline Sets no_clinics()
{
  return {"pathway.community_dental_service.places.Seaport.sessions=[0, 0, 0]",
          "pathway.hospital.places.Seaport.sessions=[0, 0, 0]",
          "pathway.specialist_care.places.Seaport.sessions=[0, 0]"};
}
/// No pathway but general practice has any capacity: what is left equals their absence.
inline Sets general_practice_alone()
{
  const Sets no_urgent_care{"pathway.urgent_care.helpline.handlers=0",
                            "pathway.urgent_care.sites.places.Seaport.sites=0"};
  return with(no_urgent_care, with(nobody_referred(), no_clinics()));
}

/// Two larger towns of the same kind, 40,000 people and 40 practices: for statistics.
inline Sets larger_region()
{
  return {"places.Seaport.people=[768,840,1440,1360,544,2032,3296,3112,3232,2984,2352,1448,592]",
          "places.Seaport.areas=48",
          "places.Seaport.practices=26",
          "places.Upvale.people=[512,560,960,912,360,1352,2200,2072,2152,1992,1568,968,392]",
          "places.Upvale.areas=32",
          "places.Upvale.practices=14",
          "practices.contracted_uda={ value = 70400, unit = \"UDA/year\" }"};
}

}  // namespace tests
