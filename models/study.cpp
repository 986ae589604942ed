#include "models/study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace models {

namespace {

bool same_time(const StudySettings& a, const StudySettings& b)
{
  return a.seed == b.seed && a.start == b.start && a.months == b.months && a.warm_up == b.warm_up &&
         a.replications == b.replications && a.title == b.title;
}

/// The scenarios asked for, in the order of the file; unknown names are faults.
std::vector<std::string> chosen(const std::vector<std::string>& known, const std::vector<std::string>& asked,
                                sim::io::Faults& faults)
{
  if (asked.empty()) return known;
  for (const auto& name : asked)
    if (std::ranges::find(known, name) == known.end())
      faults.add("--scenario " + name,
                 sim::io::suggest(fmt::format("no such scenario (the study has: {})", fmt::join(known, ", ")),
                                  sim::io::did_you_mean(name, known)));
  std::vector<std::string> names;
  std::ranges::copy_if(known, std::back_inserter(names),
                       [&](const auto& name) { return std::ranges::find(asked, name) != asked.end(); });
  return names;
}

/// Builds each geography once, and tells a changed table from an unchanged one.
void build_geographies(Study& study, const Model& model, sim::io::Faults& faults)
{
  for (auto& one : study.scenarios) {
    const auto same = std::ranges::find_if(study.scenarios, [&](const StudyScenario& other) {
      return other.geography != nullptr &&
             other.scenario.population_identity == one.scenario.population_identity;
    });
    one.geography =
        same != study.scenarios.end() ? same->geography : model.geography(one.scenario, faults, study.notes);
    if (!faults.empty()) return;
    one.identity = identity_of(study.document, one.scenario.name, *one.geography);
    one.hash = sim::io::hash_text(one.identity);
  }
}

}  // namespace

std::optional<Study> read_study(const StudyRequest& request, const Model& model, sim::io::Faults& faults)
{
  const auto document = sim::io::Document::open(request.path, request.sets, faults);
  if (!document.whole()) return std::nullopt;
  Study study;
  study.path = request.path;
  study.document = document;
  study.whole = request.scenarios.empty();
  StudySettings baseline;
  for (const auto& name : document.scenarios()) {
    StudyScenario one;
    one.scenario.name = name;
    one.scenario.label = document.label(name);
    document.read(name, faults, [&](sim::io::Block& root) {
      model.read(root, one.scenario);
      if (name == "baseline") baseline = one.scenario.study;
      if (!same_time(baseline, one.scenario.study))
        root.fault("study", fmt::format("scenario '{}' changes [study] (all scenarios of a study share seed, "
                                        "start, length and replications); use a study file of its own",
                                        name));
    });
    one.scenario.resolved = document.resolved(name);
    study.scenarios.push_back(std::move(one));
  }
  study.settings = baseline;
  const auto names = chosen(document.scenarios(), request.scenarios, faults);
  std::erase_if(study.scenarios, [&](const StudyScenario& one) {
    return std::ranges::find(names, one.scenario.name) == names.end();
  });
  if (faults.empty()) build_geographies(study, model, faults);
  if (!faults.empty()) return std::nullopt;
  return study;
}

std::string default_folder(const std::string& study_path)
{
  return (std::filesystem::path{"outputs"} / std::filesystem::path{study_path}.stem()).string();
}

}  // namespace models
