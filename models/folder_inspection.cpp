#include "models/folder_inspection.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

namespace models {

namespace fs = std::filesystem;

namespace {

/// Every finished run file of a folder, in order of name.
std::vector<fs::path> run_files(const std::string& folder)
{
  std::vector<fs::path> files;
  std::error_code error;  // a folder without runs has none
  for (const auto& entry : fs::recursive_directory_iterator{fs::path{folder} / runs_folder, error})
    if (entry.path().extension() == run_ending) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

bool of_this_study(const fs::path& file, const sim::io::Attributes& attributes, const Plan& plan,
                   sim::io::Faults& faults)
{
  const FolderIdentity there = identity_of(attributes);
  if (there == plan.identity) return true;
  faults.add(file.string(),
             fmt::format("belongs to another study: {} (results are never mixed or overwritten); "
                         "choose another --out, or remove the folder",
                         differences(there, plan.identity)));
  return false;
}

/// A run file must be the run that its path says, with the settings planned or settings given up.
void check_run(const fs::path& file, const RunFolder::Wish& wish, Plan& plan, sim::io::Faults& faults)
{
  const auto attributes = sim::io::read_attributes(file.string());
  if (!of_this_study(file, attributes, plan, faults)) return;
  const std::string scenario = file.parent_path().filename().string();
  const std::string stem = file.stem().string();
  int replication = 0;
  std::from_chars(stem.data(), stem.data() + stem.size(), replication);
  if (text_attribute(attributes, "scenario") != scenario ||
      whole_attribute(attributes, "replication") != replication) {
    faults.add(
        file.string(),
        fmt::format("holds replication {} of scenario '{}' (a run keeps the name it was "
                    "written under); move or delete it",
                    whole_attribute(attributes, "replication"), text_attribute(attributes, "scenario")));
    return;
  }
  const auto planned = std::ranges::find(plan.scenarios, scenario, &PlannedScenario::name);
  if (planned == plan.scenarios.end()) return;
  const std::string hash = text_attribute(attributes, "scenario_hash");
  if (hash == planned->hash || std::ranges::find(planned->replaced, hash) != planned->replaced.end()) return;
  if (wish.update == Update::replay)
    planned->replaced.push_back(hash);
  else
    faults.add(file.string(),
               changed_settings(scenario, text_attribute(attributes, "settings"), planned->identity));
}

}  // namespace

std::optional<Plan> held_plan(const std::string& folder, sim::io::Faults& faults)
{
  const std::string path = (fs::path{folder} / plan_file).string();
  std::ifstream file{path};
  if (!file) return std::nullopt;
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  auto plan = plan_from(text);
  if (!plan)
    faults.add(path,
               "is not the plan of a result folder (it is written by `bitewing run`); choose "
               "another --out");
  return plan;
}

Plan inspect(const std::string& folder, const RunFolder::Wish& wish, sim::io::Faults& faults)
{
  Plan plan = wish.plan;
  std::error_code error;
  const auto status = fs::status(folder, error);
  if (!fs::exists(status)) return plan;
  if (!fs::is_directory(status)) {
    faults.add(folder, "is a file (results are written to a folder); choose another --out");
    return plan;
  }
  if (const auto held = held_plan(folder, faults))
    plan = merge(*held, wish.plan, wish.update, wish.whole, (fs::path{folder} / plan_file).string(), faults);
  if (!faults.empty()) return plan;
  for (const auto& file : run_files(folder)) check_run(file, wish, plan, faults);
  const fs::path gathered = fs::path{folder} / study_file;
  if (fs::exists(gathered, error))
    of_this_study(gathered, sim::io::read_attributes(gathered.string()), plan, faults);
  return plan;
}

void write_whole(const std::string& path, const std::string& share, const std::string& text)
{
  const std::string temporary = fmt::format("{}.{}.tmp", path, share);
  const auto refuse = [&](int why) {
    throw sim::io::MachineFault{fmt::format("{}: cannot be written ({})", path, std::strerror(why))};
  };
  constexpr mode_t readable_by_all = 0666;  // less the umask
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, readable_by_all);
  if (file < 0) refuse(errno);
  std::string_view rest = text;
  int why = 0;
  while (!rest.empty() && why == 0) {
    const auto written = ::write(file, rest.data(), rest.size());
    if (written > 0)
      rest.remove_prefix(static_cast<std::size_t>(written));
    else if (errno != EINTR)
      why = errno;
  }
  if (why == 0 && ::fsync(file) != 0) why = errno;
  if (::close(file) != 0 && why == 0) why = errno;
  if (why == 0 && std::rename(temporary.c_str(), path.c_str()) != 0) why = errno;
  if (why != 0) {
    ::unlink(temporary.c_str());
    refuse(why);
  }
}

}  // namespace models
