#include "models/run_folder.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <map>
#include <thread>

#include "models/folder_inspection.hpp"

namespace models {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view lock_start = ".lock.";
constexpr std::string_view temporary_ending = ".tmp";
constexpr std::string_view gathering = "collect";         // the share of `bitewing collect`
constexpr auto patience = std::chrono::milliseconds{50};  // between two looks at a lock that is held briefly

std::string lock_path(const std::string& folder, std::string_view share)
{
  return (fs::path{folder} / fmt::format("{}{}", lock_start, share)).string();
}

/// The lock under which folders are opened: held for moments, so it is waited for.
std::optional<FolderLock> door_of(const std::string& folder, const std::atomic<bool>& stop)
{
  while (!stop) {
    if (auto lock = FolderLock::try_to_take(lock_path(folder, "plan"))) return lock;
    std::this_thread::sleep_for(patience);
  }
  return std::nullopt;
}

/// Makes the folder that was asked for, where nothing stands in the way. One that cannot be made or written is
/// the user's fault, a full disk the machine's.
bool make_result_folder(const std::string& folder, sim::io::Faults& faults)
{
  constexpr const char* remedy = "choose another --out, in a folder where you may write";
  std::error_code error;
  fs::create_directories(folder, error);
  if (error == std::errc::no_space_on_device || error == std::errc::io_error)
    throw sim::io::MachineFault{fmt::format("{}: cannot be made ({})", folder, error.message())};
  if (error)
    faults.add(folder, fmt::format("the result folder cannot be made ({}) {}", error.message(), remedy));
  else if (::access(folder.c_str(), W_OK | X_OK) != 0)
    faults.add(folder,
               fmt::format("the result folder cannot be written ({}) {}", std::strerror(errno), remedy));
  return faults.empty();
}

void make_folder(const fs::path& folder)
{
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    throw sim::io::MachineFault{fmt::format("{}: cannot be made ({})", folder.string(), error.message())};
}

std::vector<fs::path> files_under(const std::string& folder)
{
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator{folder, error}) files.push_back(entry.path());
  return files;
}

void remove_temporaries(const std::vector<fs::path>& files, std::string_view share)
{
  const std::string ending = fmt::format(".{}{}", share, temporary_ending);
  std::error_code error;  // what cannot be removed is left: it is never read
  for (const auto& file : files)
    if (file.filename().string().ends_with(ending)) fs::remove(file, error);
}

/// Removes what dead processes left, and says which other shares are alive. Call with the door held.
std::vector<std::string> sweep(const std::string& folder, std::string_view own)
{
  std::vector<std::string> alive;
  const auto files = files_under(folder);
  remove_temporaries(files, own);
  for (const auto& file : files) {
    const std::string name = file.filename().string();
    if (!name.starts_with(lock_start)) continue;
    const std::string share = name.substr(lock_start.size());
    if (share == own || share == "plan") continue;
    if (auto lock = FolderLock::try_to_take(file.string())) {
      remove_temporaries(files, share);
      std::move(*lock).remove();
    } else {
      alive.push_back(share);
    }
  }
  return alive;
}

/// True where an update gives up settings that another process may be playing at this moment.
bool gives_up_more(const Plan& next, const std::optional<Plan>& held)
{
  return held && std::ranges::any_of(next.scenarios, [&](const PlannedScenario& one) {
           const auto* before = held->find(one.name);
           return before != nullptr && before->replaced != one.replaced;
         });
}

}  // namespace

std::string Share::name() const { return fmt::format("{}-of-{}", task, tasks); }

RunFolder::RunFolder(std::string path, std::string share, Plan plan, FolderLock lock)
    : path_{std::move(path)}, share_{std::move(share)}, plan_{std::move(plan)}, lock_{std::move(lock)}
{}

std::optional<RunFolder> RunFolder::open(const std::string& path, const Share& share, const Wish& wish,
                                         const std::atomic<bool>& stop, sim::io::Faults& faults)
{
  inspect(path, wish, faults);  // before a file is made in a folder that is not ours
  if (!faults.empty()) return std::nullopt;
  if (!make_result_folder(path, faults)) return std::nullopt;
  const auto door = door_of(path, stop);
  if (!door) return std::nullopt;
  Plan plan = inspect(path, wish, faults);
  auto lock = FolderLock::try_to_take(lock_path(path, share.name()));
  if (!lock)
    faults.add(path,
               fmt::format("another process is playing share {} of this study; wait for it, or give each "
                           "process its own --task i/n",
                           share.name()));
  if (!faults.empty()) return std::nullopt;
  const auto held = held_plan(path, faults);
  const auto alive = sweep(path, share.name());
  if (!alive.empty() && gives_up_more(plan, held)) {
    faults.add(path, fmt::format("another process is playing share {} with the settings that --update would "
                                 "replace; wait for it or stop it",
                                 alive.front()));
    return std::nullopt;
  }
  if (held != plan) write_whole((fs::path{path} / plan_file).string(), share.name(), text_of(plan));
  return RunFolder{path, share.name(), std::move(plan), std::move(*lock)};
}

std::optional<RunFolder> RunFolder::open(const std::string& path, const std::atomic<bool>& stop,
                                         sim::io::Faults& faults)
{
  const auto held = held_plan(path, faults);
  if (!held && faults.empty())
    faults.add(path,
               fmt::format("is not a result folder (it has no {}); name the folder that `bitewing run` wrote",
                           plan_file));
  if (!faults.empty()) return std::nullopt;
  inspect(path, {*held, false, Update::refuse}, faults);
  const auto door = door_of(path, stop);
  if (!door || !faults.empty()) return std::nullopt;
  auto lock = FolderLock::try_to_take(lock_path(path, gathering));
  if (!lock) {
    faults.add(path, "another process is gathering this folder; wait for it");
    return std::nullopt;
  }
  sweep(path, gathering);
  return RunFolder{path, std::string{gathering}, *held, std::move(*lock)};
}

std::string RunFolder::run_path(const RunKey& run) const
{
  return (fs::path{path_} / runs_folder / run.scenario / fmt::format("{:04}{}", run.replication, run_ending))
      .string();
}

std::string RunFolder::study_path() const { return (fs::path{path_} / study_file).string(); }

bool RunFolder::finished(const RunKey& run) const
{
  const std::string path = run_path(run);
  std::error_code error;
  if (!fs::exists(path, error)) return false;
  const auto* planned = plan_.find(run.scenario);
  return planned != nullptr &&
         text_attribute(sim::io::read_attributes(path), "scenario_hash") == planned->hash;
}

std::vector<RunKey> RunFolder::missing() const
{
  std::vector<RunKey> runs;
  for (int replication = 1; replication <= plan_.replications; ++replication)
    for (const auto& scenario : plan_.scenarios)
      if (const RunKey run{scenario.name, replication}; !finished(run)) runs.push_back(run);
  return runs;
}

std::vector<sim::io::RunPath> RunFolder::planned() const
{
  std::vector<sim::io::RunPath> runs;
  for (const auto& scenario : plan_.scenarios)
    for (int replication = 1; replication <= plan_.replications; ++replication)
      runs.push_back({scenario.name, replication, run_path({scenario.name, replication})});
  return runs;
}

void RunFolder::make_room_for(const RunKey& run) const { make_folder(fs::path{run_path(run)}.parent_path()); }

std::string in_words(const std::vector<RunKey>& runs)
{
  std::vector<std::pair<std::string, std::vector<int>>> by_scenario;
  for (const auto& run : runs) {
    auto found = std::ranges::find(by_scenario, run.scenario, [](const auto& entry) { return entry.first; });
    if (found == by_scenario.end()) found = by_scenario.insert(found, {run.scenario, {}});
    found->second.push_back(run.replication);
  }
  std::string text;
  for (auto& [scenario, replications] : by_scenario) {
    std::ranges::sort(replications);
    text += fmt::format("{}{} ", text.empty() ? "" : "; ", scenario);
    for (std::size_t first = 0, next = 0; first < replications.size(); first = next) {
      for (next = first + 1; next < replications.size() && replications[next] == replications[next - 1] + 1;)
        ++next;
      text += fmt::format("{}{}", first == 0 ? "" : ", ", replications[first]);
      if (next - first > 1) text += fmt::format("-{}", replications[next - 1]);
    }
  }
  return text;
}

}  // namespace models
