#include "models/commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "models/check_report.hpp"
#include "models/folder_inspection.hpp"
#include "models/interrupt.hpp"
#include "models/reference_text.hpp"
#include "models/run_attributes.hpp"
#include "models/study_runner.hpp"
#include "models/summary_table.hpp"
#include "sim/clock.hpp"
#include "sim/io/collect.hpp"
#include "sim/io/describe_results.hpp"

namespace models {

namespace {

bool is_up_to_date(const RunFolder& folder, const std::vector<sim::io::RunPath>& runs)
{
  std::error_code error;
  return std::filesystem::exists(folder.study_path(), error) &&
         text_attribute(sim::io::read_attributes(folder.study_path()), "digest_of_runs") ==
             digest_of_runs(runs);
}

/// Writes study.h5 where it does not hold these very runs yet, prints the table and says how to read the result.
void gather(const RunFolder& folder)
{
  const auto runs = folder.planned();
  if (!is_up_to_date(folder, runs))
    sim::io::collect(folder.study_path(), folder.share(), runs, gathered_attributes(runs));
  const Summary summary = read_summary(runs);
  fmt::print("{}{}", table_of(summary), settling_note(summary));
  fmt::print("\nResult: {} (digest {})\n", folder.study_path(),
             text_attribute(sim::io::read_attributes(folder.study_path()), "digest"));
  fmt::print("Read it in Python: xarray.open_dataset(\"{}\", group=\"queues\"); groups: ncdump -h {}\n",
             folder.study_path(), folder.study_path());
}

/// The runs of a share that a study asks for and that are not on disk.
std::vector<RunKey> to_play(const RunFolder& folder, const Study& study, const Share& share)
{
  std::vector<RunKey> runs = folder.missing();
  std::erase_if(runs, [&](const RunKey& run) {
    const bool asked = std::ranges::any_of(
        study.scenarios, [&](const StudyScenario& one) { return one.scenario.name == run.scenario; });
    return !asked || run.replication > study.settings.replications || !share.takes(run.replication);
  });
  return runs;
}

/// Plays the runs of a share; returns those that an interrupt left.
std::vector<RunKey> play_share(const RunOptions& options, const Study& study, const Model& model,
                               const RunFolder& folder, const std::atomic<bool>& stop)
{
  constexpr double days_per_year = 365.25;
  const Share share = options.task.value_or(Share{});
  const auto runs = to_play(folder, study, share);
  if (runs.empty()) {
    fmt::print(stderr, "Nothing to play: every run of this share is in {}\n", folder.path());
    return {};
  }
  const Need need = need_of(study, model);
  const Labour labour = divide(runs.size(), options.threads, memory_at_hand(), need.bytes_per_run);
  const auto days = static_cast<std::uint64_t>(study.settings.end() - study.settings.first_day());
  const auto of_share =
      std::ranges::count_if(folder.planned(), [&](const auto& run) { return share.takes(run.replication); });
  if (options.progress != ProgressStyle::silent)
    fmt::print(stderr, "{}: {} runs to play ({} of this share are planned), {} at a time on {} threads\n",
               study.settings.title, runs.size(), of_share, labour.workers, labour.threads);
  {
    Progress progress{options.progress,
                      {days * runs.size(), static_cast<double>(need.persons) / days_per_year, runs.size()}};
    play_runs(study, model, folder, runs, labour, stop, progress);
  }
  return to_play(folder, study, share);
}

void say_how_to_go_on(const std::vector<RunKey>& left, const std::string& folder)
{
  fmt::print(stderr,
             "Interrupted: finished runs are kept in {}; the same command plays the {} that are left.\n",
             folder, left.size());
}

}  // namespace

int user_faults(const sim::io::Faults& faults)
{
  for (const auto& line : faults.lines()) fmt::print(stderr, "{}\n", line);
  return user_fault_exit;
}

int run_study(const RunOptions& options, const Model& model, const std::atomic<bool>& stop)
{
  sim::io::Faults faults;
  const auto study = read_study(options.request, model, faults);
  if (!study) return user_faults(faults);
  for (const auto& note : study->notes) fmt::print(stderr, "note: {}\n", note);
  const std::string path = options.folder.empty() ? default_folder(options.request.path) : options.folder;
  const auto folder = RunFolder::open(path, options.task.value_or(Share{}),
                                      {plan_of(*study), study->whole, options.update}, stop, faults);
  if (!faults.empty()) return user_faults(faults);
  if (!folder) return interrupted_exit;
  const auto left = play_share(options, *study, model, *folder, stop);
  if (!left.empty()) {
    say_how_to_go_on(left, folder->path());
    return interrupted_exit;
  }
  if (options.task) {
    fmt::print(stderr, "Share {} is played; when all are: bitewing collect {}\n", folder->share(),
               folder->path());
    return done_exit;
  }
  if (const auto missing = folder->missing(); !missing.empty())
    fmt::print(stderr, "Not gathered: {} holds a larger plan, of which is left: {}\n", folder->path(),
               in_words(missing));
  else
    gather(*folder);
  return done_exit;
}

int check_study(const StudyRequest& request, unsigned threads, const Model& model)
{
  sim::io::Faults faults;
  const auto study = read_study(request, model, faults);
  if (!study) return user_faults(faults);
  fmt::print("{}", check_report(*study, model, threads, memory_at_hand()));
  return done_exit;
}

int collect_folder(const std::string& path, const std::atomic<bool>& stop)
{
  sim::io::Faults faults;
  const auto folder = RunFolder::open(path, stop, faults);
  if (!faults.empty()) return user_faults(faults);
  if (!folder) return interrupted_exit;
  if (const auto missing = folder->missing(); !missing.empty()) {
    faults.add(path, fmt::format("{} of {} runs are missing: {} (a gathered file is whole); play them with "
                                 "`bitewing run`",
                                 missing.size(), folder->planned().size(), in_words(missing)));
    return user_faults(faults);
  }
  gather(*folder);
  return done_exit;
}

int describe(const DescribeOptions& options, const Model& model)
{
  Scenario described;
  const auto read = [&](sim::io::Block& root) { model.read(root, described); };
  const auto measures = [&](const Scenario& scenario) {
    const sim::Layout layout = model.layout(scenario);
    return sim::io::describe_results(layout, model.headlines(layout));
  };
  if (options.schema) {
    fmt::print("{}\n", sim::io::json_schema(read));
    return done_exit;
  }
  if (options.study.empty()) {
    const auto parameters = sim::io::reference(read);  // also fills `described`, whose measures come next
    fmt::print("{}\n{}", parameters_in_words(parameters), measures(described));
    return done_exit;
  }
  sim::io::Faults faults;
  const auto study = read_study({options.study, options.sets, {}}, model, faults);
  if (!study) return user_faults(faults);
  fmt::print("{}\n{}", parameters_in_words(sim::io::reference(read, &study->document)),
             measures(study->scenarios.front().scenario));
  return done_exit;
}

}  // namespace models
