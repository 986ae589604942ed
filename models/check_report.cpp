#include "models/check_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "models/reference_text.hpp"
#include "models/study_runner.hpp"
#include "sim/clock.hpp"

namespace models {

namespace {

constexpr double mebibyte = 1024.0 * 1024.0;

std::vector<sim::io::ParameterRow> rows_of(const Study& study, const Model& model,
                                           const std::string& scenario)
{
  return sim::io::reference(
      [&](sim::io::Block& root) {
        Scenario declared;
        model.read(root, declared);
      },
      &study.document, scenario);
}

std::string settings_of(const Study& study, const Model& model)
{
  const auto baseline = rows_of(study, model, "baseline");
  std::string text = "\nSettings of baseline, with their sources\n" + values_in_words(baseline);
  for (const auto& one : study.scenarios) {
    if (one.scenario.name == "baseline") continue;
    const std::string changed =
        values_in_words(changed_rows(baseline, rows_of(study, model, one.scenario.name)));
    text += fmt::format("\nSettings of {} that differ from baseline\n{}", one.scenario.name,
                        changed.empty() ? "  none\n" : changed);
  }
  return text;
}

std::string work_of(const Study& study, const Model& model, unsigned threads, std::size_t memory)
{
  const Need need = need_of(study, model);
  const auto replications = static_cast<std::size_t>(study.settings.replications);
  const std::size_t runs = study.scenarios.size() * replications;
  double events = 0;
  for (const auto& one : study.scenarios)
    events += static_cast<double>(replications) *
              static_cast<double>(model.expected(one.scenario, *one.geography).events);
  const AssumedSpeed speed = assumed_speed();
  const Labour labour = divide(runs, threads, memory, need.bytes_per_run);
  const double bytes = static_cast<double>(need.bytes_per_run);
  std::string text;
  text += fmt::format("Runs          {} ({} scenarios x {} replications)\n", runs, study.scenarios.size(),
                      replications);
  text += fmt::format("People        {} rows in a run (with births to come)\n",
                      number_in_words(static_cast<double>(need.persons)));
  text += fmt::format("Events        {} in a run, {} in all (expected)\n",
                      number_in_words(static_cast<double>(need.events)), number_in_words(events));
  text += fmt::format(
      "Memory        {:.0f} MB a run with its people; {} at a time: {:.0f} MB of {:.0f} MB at hand\n",
      bytes / mebibyte, labour.workers, labour.workers * bytes / mebibyte,
      static_cast<double>(memory) / mebibyte);
  text += fmt::format("Time          about {} on {} threads, at {} events a second and thread ({})\n",
                      duration_in_words(events / speed.events_per_second / labour.threads), labour.threads,
                      number_in_words(speed.events_per_second), speed.source);
  return text;
}

}  // namespace

AssumedSpeed assumed_speed()
{
  // 36 million events of Cheshire and Merseyside, 24 + 24 months, in 13 s when nothing else runs (tools/bench prints
  // the figure of the machine at hand); a third is left to slower machines and to neighbours
  constexpr double events_per_second = 2e6;
  return {events_per_second,
          "less than measured on one core of a 2-core AMD EPYC with the region of Cheshire and Merseyside"};
}

std::string check_report(const Study& study, const Model& model, unsigned threads, std::size_t memory)
{
  const StudySettings& settings = study.settings;
  std::string text = fmt::format("{} ({})\n\n", settings.title, study.path);
  text += fmt::format("Time reported {} to {} ({} months), after {} months of warm-up\n",
                      sim::to_string(settings.start), sim::to_string(settings.end() - 1), settings.months,
                      settings.warm_up);
  text += work_of(study, model, threads, memory);
  std::vector<std::string> of_baseline;  // said once
  for (const auto& one : study.scenarios) {
    text += fmt::format("Scenario      {}", one.scenario.name);
    if (one.scenario.label != one.scenario.name) text += fmt::format(": {}", one.scenario.label);
    text += fmt::format("\n              {} places, {} areas, {} practices in {} primary care networks\n",
                        one.geography->places.size(), one.geography->areas.size(),
                        one.geography->practices.size(), one.geography->networks.size());
    if (!model.plan) continue;
    const std::vector<std::string> plan = model.plan(one.scenario, *one.geography);
    for (const std::string& line : plan)
      if (std::find(of_baseline.begin(), of_baseline.end(), line) == of_baseline.end())
        text += fmt::format("Plan          {}\n", line);
    if (one.scenario.name == "baseline") of_baseline = plan;
  }
  for (const auto& note : study.notes) text += fmt::format("Note          {}\n", note);
  return text + settings_of(study, model);
}

}  // namespace models
