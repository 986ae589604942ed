#include "models/study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace models {

namespace {

constexpr const char* base_file = "nhs_dentistry.toml";  // the values that every region extends

/// A scenario that writes its own [study]: every key that differs from the baseline's is a fault at its line.
void check_same_time(sim::io::Block& root, const std::string& scenario, const StudySettings& baseline,
                     const StudySettings& own)
{
  const auto check = [&](sim::io::Block& block) {
    const auto differs = [&](const char* key, bool same) {
      if (!same)
        block.fault(
            key, fmt::format("scenario '{}' changes '{}' of [study] (all scenarios of a study share title, "
                             "seed, start, length and replications) use a study file of its own",
                             scenario, key));
    };
    differs("title", own.title == baseline.title);
    differs("start", own.start == baseline.start);
    differs("months", own.months == baseline.months);
    differs("warm_up", own.warm_up == baseline.warm_up);
    differs("replications", own.replications == baseline.replications);
    differs("seed", own.seed == baseline.seed);
  };
  root.block("study", "", check, sim::io::Presence::optional);
}

/// The lines of a resolved scenario that people and practices are made from: scenarios that agree in them play
/// with the same people.
std::string people_of(const std::string& resolved)
{
  static constexpr std::array<std::string_view, 6> tables{"areas.",  "geography.",  "place_names.",
                                                          "places.", "population.", "practices."};
  std::string text;
  std::size_t end = 0;
  for (std::size_t at = 0; at < resolved.size(); at = end + 1) {
    end = std::min(resolved.find('\n', at), resolved.size());
    const auto line = std::string_view{resolved}.substr(at, end - at);
    if (std::ranges::any_of(tables, [&](std::string_view table) { return line.starts_with(table); }))
      text.append(line).append("\n");
  }
  return text;
}

/// Where the base file is, as a study writes it; its bare name where it is not found near the study.
std::string path_of_base(const std::string& study)
{
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path folder = fs::absolute(fs::path{study}, error).parent_path().lexically_normal();
  for (fs::path above = folder;; above = above.parent_path()) {
    for (const fs::path& candidate : {above / base_file, above / "configs" / base_file})
      if (fs::is_regular_file(candidate, error)) return candidate.lexically_relative(folder).generic_string();
    if (above == above.parent_path()) return base_file;
  }
}

/// A file that stands alone lacks nearly everything: one line says what to do about all the missing tables.
void hint_at_base(const sim::io::Document& document, const std::string& path, sim::io::Faults& faults)
{
  constexpr std::size_t many = 2;
  if (document.extends() || document.missing_tables() < many) return;
  faults.add(
      sim::io::printed_path(path) + ":1:1",
      fmt::format("the file extends no other (a study has only what it writes and what it extends) write "
                  "extends = \"{}\" at its top, or extend a region that does",
                  path_of_base(path)));
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

/// Builds each geography once, checks every scenario on its own, and tells a changed table from an unchanged one. The
/// tables are read whatever the faults of the study, so that theirs are found with them.
void build_geographies(Study& study, const Model& model, sim::io::Faults& faults)
{
  for (auto& one : study.scenarios) {
    const auto same = std::ranges::find_if(study.scenarios, [&](const StudyScenario& other) {
      return other.geography != nullptr &&
             other.scenario.population_identity == one.scenario.population_identity;
    });
    one.geography =
        same != study.scenarios.end() ? same->geography : model.geography(one.scenario, faults, study.notes);
  }
  for (const auto& one : study.scenarios)
    if (one.geography != nullptr && !one.geography->places.empty())
      model.check(one.scenario, *one.geography, faults);
  if (!faults.empty()) return;
  for (auto& one : study.scenarios) {
    one.identity = identity_of(study.document, one.scenario.name, *one.geography);
    one.hash = sim::io::hash_text(one.identity);
  }
}

}  // namespace

std::optional<Study> read_study(const StudyRequest& request, const Model& model, sim::io::Faults& faults)
{
  const auto document = sim::io::Document::open(request.path, request.sets, faults);
  if (!document.readable()) return std::nullopt;
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
      check_same_time(root, name, baseline, one.scenario.study);
    });
    one.scenario.resolved = document.resolved(name);
    one.scenario.population_identity += people_of(one.scenario.resolved);
    study.scenarios.push_back(std::move(one));
  }
  hint_at_base(document, request.path, faults);
  study.settings = baseline;
  const auto names = chosen(document.scenarios(), request.scenarios, faults);
  std::erase_if(study.scenarios, [&](const StudyScenario& one) {
    return std::ranges::find(names, one.scenario.name) == names.end();
  });
  build_geographies(study, model, faults);
  if (!faults.empty()) return std::nullopt;
  return study;
}

std::string default_folder(const std::string& study_path)
{
  return (std::filesystem::path{"outputs"} / std::filesystem::path{study_path}.stem()).string();
}

}  // namespace models
