// The program `bitewing`: its arguments, its help, and the only place where faults are caught.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <limits>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include "models/commands.hpp"
#include "models/interrupt.hpp"
#include "sim/crew.hpp"
#include "sim/io/faults.hpp"
#include "sim/io/run_file.hpp"
#include "sim/revision.hpp"

namespace {

using models::Share;

/// Arguments as they were written; what they mean is checked here, so that every fault is found in one pass.
struct Written {
  std::string study, folder, threads, replications, seed, task;
  std::vector<std::string> scenarios, sets;
  bool no_progress = false, update = false, schema = false;
};

/// A whole number of an option within its bounds; adds a fault and gives `low` where it is none.
std::int64_t whole(const std::string& option, const std::string& text, std::int64_t low, std::int64_t high,
                   sim::io::Faults& faults)
{
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc{} && end == text.data() + text.size() && number >= low && number <= high)
    return number;
  faults.add(option, fmt::format("'{}' is not a whole number from {} to {}", text, low, high));
  return low;
}

Share share_of(const std::string& text, sim::io::Faults& faults)
{
  constexpr std::int64_t most_tasks = 1'000'000;
  const auto slash = text.find('/');
  Share share;
  if (slash == std::string::npos) {
    faults.add(
        "--task",
        fmt::format("'{}' is not a share (i/n, counted from 1); write --task 1/4 for the first of four",
                    text));
    return share;
  }
  share.tasks = static_cast<int>(whole("--task i/n: n", text.substr(slash + 1), 1, most_tasks, faults));
  share.task = static_cast<int>(whole("--task i/n: i", text.substr(0, slash), 1, share.tasks, faults));
  return share;
}

models::StudyRequest request_of(const Written& written, sim::io::Faults& faults)
{
  constexpr std::int64_t most_replications = 9999;
  models::StudyRequest request{written.study, written.sets, written.scenarios};
  for (const auto& set : written.sets)
    if (set.find('=') == std::string::npos || set.starts_with('='))
      faults.add("--set " + set, "has no value (key=value); write --set study.months=12");
  if (!written.replications.empty())
    request.sets.push_back(fmt::format("study.replications={}", whole("--replications", written.replications,
                                                                      1, most_replications, faults)));
  if (!written.seed.empty())
    request.sets.push_back(fmt::format(
        "study.seed={}", whole("--seed", written.seed, 0, std::numeric_limits<std::int64_t>::max(), faults)));
  return request;
}

unsigned threads_of(const Written& written, sim::io::Faults& faults)
{
  constexpr std::int64_t most_threads = 1024;
  if (written.threads.empty()) return sim::default_threads();
  return static_cast<unsigned>(whole("--threads", written.threads, 1, most_threads, faults));
}

void add_study(CLI::App& command, Written& written, bool required)
{
  auto* study = command.add_option("STUDY.toml", written.study, "the study file");
  if (required) study->required();
  command
      .add_option("--set", written.sets,
                  "lay a value over the file's own: a full path and a TOML value, as in "
                  "--set study.months=12 (may be repeated)")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
}

void add_run(CLI::App& app, Written& written)
{
  auto* run =
      app.add_subcommand("run", "play a study: every run that is not on disk yet, then gather the results");
  add_study(*run, written, true);
  run->add_option("--out", written.folder, "result folder (default: outputs/<name of the study file>)")
      ->type_name("DIR");
  run->add_option("--threads", written.threads,
                  "threads in all (default: every core); results do not depend on it")
      ->type_name("N");
  run->add_option("--replications", written.replications, "how often each scenario is played")
      ->type_name("N");
  run->add_option("--seed", written.seed, "where the random numbers begin")->type_name("N");
  run->add_option("--scenario", written.scenarios, "play only this scenario (may be repeated)")
      ->type_name("NAME")
      ->allow_extra_args(false);
  run->add_option(
         "--task", written.task,
         "play only share i of n, by replication, and do not gather; several tasks may share one folder, "
         "then: bitewing collect DIR")
      ->type_name("i/n");
  run->add_flag(
      "--update", written.update,
      "where the folder holds runs with other settings: play again what changed, and plan what the study "
      "asks for now");
  run->add_flag("--no-progress", written.no_progress, "say nothing while playing");
  run->footer(
      "A stopped study goes on where it was: give the same command again. Finished runs are kept.\n"
      "Exit codes: 0 done, 2 a fault in arguments or files, 3 the machine (disk, memory), 130 interrupted.");
}

void add_others(CLI::App& app, Written& written)
{
  auto* check = app.add_subcommand(
      "check",
      "read and check a study and its tables; print its settings with their sources, its runs, people, "
      "memory and time; play nothing");
  add_study(*check, written, true);
  check->add_option("--threads", written.threads, "threads to reckon with (default: every core)")
      ->type_name("N");
  auto* collect = app.add_subcommand("collect", "gather the finished runs of a folder into DIR/study.h5");
  collect->add_option("DIR", written.folder, "result folder of `bitewing run`")->required();
  auto* describe = app.add_subcommand(
      "describe", "print the reference: every parameter (value, unit, range, source) and every measure");
  add_study(*describe, written, false);
  describe->add_flag("--schema", written.schema, "print a JSON Schema for editors instead");
}

int obey(const CLI::App& app, const Written& written, sim::io::Faults& faults)
{
  const models::StudyRequest request = request_of(written, faults);
  const unsigned threads = threads_of(written, faults);
  std::optional<Share> task;
  if (!written.task.empty()) task = share_of(written.task, faults);
  if (!faults.empty()) return models::user_faults(faults);
  const models::Interrupt interrupt;
  const models::Model model = models::dental_model();
  if (app.got_subcommand("collect")) return models::collect_folder(written.folder, interrupt.asked());
  if (app.got_subcommand("check")) return models::check_study(request, threads, model);
  if (app.got_subcommand("describe"))
    return models::describe({written.study, written.sets, written.schema}, model);
  return models::run_study({request, written.folder, threads, task,
                            written.update ? models::Update::replay : models::Update::refuse,
                            written.no_progress ? models::ProgressStyle::silent : models::progress_style()},
                           model, interrupt.asked());
}

/// What to say of a first word that is no command; nothing where it is one, or an option.
std::optional<std::string> unknown_command(const CLI::App& app, int count, char** words)
{
  if (count < 2 || *words[1] == '-') return std::nullopt;
  const std::string word = words[1];
  std::vector<std::string> names;
  for (const auto* command : app.get_subcommands({})) names.push_back(command->get_name());
  if (std::ranges::find(names, word) != names.end()) return std::nullopt;
  return sim::io::suggest(fmt::format("'{}' is no command (there are {})", word, fmt::join(names, ", ")),
                          sim::io::did_you_mean(word, names));
}

int understand(int count, char** words)
{
  CLI::App app{
      "Bitewing plays routine NHS dentistry person by person, and says who was seen, who waited how long and "
      "who was not seen at all.",
      "bitewing"};
  Written written;
  app.set_version_flag("--version", fmt::format("bitewing {} ({})", sim::version(), sim::source_revision()));
  app.require_subcommand(1);
  app.footer("A first study: bitewing run configs/tiny.toml\nMore on a command: bitewing run --help");
  add_run(app, written);
  add_others(app, written);
  for (auto* command : app.get_subcommands({})) command->allow_extras();
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& fault) {
    if (fault.get_exit_code() == 0) return app.exit(fault);  // help or version was asked for
    const std::string what = unknown_command(app, count, words).value_or(fault.what());
    fmt::print(stderr, "bitewing: {}; `bitewing --help` lists what there is\n", what);
    return models::user_fault_exit;
  }
  sim::io::Faults faults;
  for (const auto* command : app.get_subcommands())
    for (const auto& extra : command->remaining())
      faults.add(extra, fmt::format("is not an argument of `bitewing {0}`; `bitewing {0} --help` lists them",
                                    command->get_name()));
  return obey(app, written, faults);
}

/// Plays the program; what was printed must have arrived where it was sent.
int play_whole(int count, char** words)
{
  const int exit = understand(count, words);
  if (std::fflush(stdout) != 0) throw sim::io::MachineFault{"standard output: cannot be written"};
  return exit;
}

}  // namespace

int main(int count, char** words)
{
  try {
    return play_whole(count, words);
  } catch (const sim::io::CorruptFile& fault) {
    fmt::print(stderr, "{}\n", fault.what());
    return models::user_fault_exit;
  } catch (const sim::io::MachineFault& fault) {
    fmt::print(stderr, "{}\n", fault.what());
  } catch (const std::bad_alloc&) {
    fmt::print(stderr,
               "memory: there is not enough of it; `bitewing check` says how much a study takes, --threads 1 "
               "plays one run at a time\n");
  } catch (const std::exception& fault) {
    fmt::print(stderr, "bitewing: {}\n", fault.what());
  }
  return models::machine_fault_exit;
}
