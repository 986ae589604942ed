#include "models/run_attributes.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/utsname.h>

#include <algorithm>
#include <fstream>

#include "sim/crew.hpp"
#include "sim/revision.hpp"

namespace models {

namespace {

std::string processor()
{
  std::ifstream file{"/proc/cpuinfo"};
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("model name")) return line.substr(std::min(line.size(), line.find(": ") + 2));
  return "unknown processor";
}

double seconds_attribute(const sim::io::Attributes& attributes)
{
  const auto found = attributes.find("wall_seconds");
  const auto* seconds = found == attributes.end() ? nullptr : std::get_if<double>(&found->second);
  return seconds == nullptr ? 0 : *seconds;
}

/// The lines of a canonical text that begin with a word, each after another.
std::string lines_of(const std::string& text, std::string_view beginning, const std::string& before)
{
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    if (line.starts_with(beginning)) out += before + line + "\n";
    at = end + 1;
  }
  return out;
}

}  // namespace

sim::io::Attributes run_attributes(const Study& study, const StudyScenario& scenario, int replication,
                                   const Playing& playing)
{
  const StudySettings& settings = study.settings;
  return {{"title", settings.title},
          {"bitewing_version", std::string{sim::version()}},
          {"source_revision", std::string{sim::source_revision()}},
          {"layout_version", sim::io::layout_version},
          {"study_toml", study.document.text()},
          {"resolved_toml", scenario.scenario.resolved},
          {"tags", lines_of(scenario.scenario.resolved, "tags.", "")},
          {"settings", scenario.identity},
          {"seed", settings.seed},
          {"start", sim::to_string(settings.start)},
          {"months", std::int64_t{settings.months}},
          {"warm_up", std::int64_t{settings.warm_up}},
          {"scenario", scenario.scenario.name},
          {"scenario_label", scenario.scenario.label},
          {"scenario_hash", scenario.hash},
          {"replication", std::int64_t{replication}},
          {"started", fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(playing.started))},
          {"wall_seconds", playing.wall_seconds},
          {"threads", std::int64_t{playing.threads}},
          {"events", static_cast<std::int64_t>(playing.events)},
          {"dead_events", static_cast<std::int64_t>(playing.dead_events)},
          {"stale_letters", static_cast<std::int64_t>(playing.stale_letters)},
          {"person_days", static_cast<std::int64_t>(playing.person_days)},
          {"run_bytes", static_cast<std::int64_t>(playing.bytes)},
          {"machine", machine_in_words()}};
}

std::string digest_of_runs(const std::vector<sim::io::RunPath>& runs)
{
  std::string text;
  for (const auto& run : runs)
    text += fmt::format("{} {} {}\n", run.scenario, run.replication,
                        text_attribute(sim::io::read_attributes(run.path), "digest"));
  return sim::io::hash_text(text);
}

sim::io::Attributes gathered_attributes(const std::vector<sim::io::RunPath>& runs)
{
  sim::io::Attributes attributes = sim::io::read_attributes(runs.front().path);
  double seconds = 0;
  std::string tags, scenario;
  for (const auto& run : runs) {
    const sim::io::Attributes own = sim::io::read_attributes(run.path);
    seconds += seconds_attribute(own);
    if (run.scenario != scenario) tags += lines_of(text_attribute(own, "tags"), "tags.", run.scenario + ".");
    scenario = run.scenario;
  }
  attributes["tags"] = tags;
  attributes["wall_seconds"] = seconds;
  attributes["digest_of_runs"] = digest_of_runs(runs);
  for (const char* of_one_run :
       {"digest", "scenario", "scenario_label", "scenario_hash", "settings", "resolved_toml", "replication",
        "events", "dead_events", "stale_letters", "person_days", "run_bytes"})
    attributes.erase(of_one_run);
  return attributes;
}

std::string machine_in_words()
{
  utsname system{};
  uname(&system);
  return fmt::format("{}, {} cores, {} {}", processor(), sim::default_threads(), system.sysname,
                     system.machine);
}

}  // namespace models
