#include "models/folder_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <sstream>

#include "models/study.hpp"
#include "sim/revision.hpp"

namespace models {

namespace {

constexpr std::string_view first_line =
    "# The runs that this folder is to hold; written by `bitewing run`, not to be edited.";
constexpr std::string_view indent = "  ";

std::optional<std::int64_t> whole_number(std::string_view text)
{
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// "key = value" into its two halves.
std::pair<std::string_view, std::string_view> halves(std::string_view line)
{
  const auto at = line.find(" = ");
  if (at == std::string_view::npos) return {line, {}};
  return {line.substr(0, at), line.substr(at + 3)};
}

bool set(Plan& plan, std::string_view key, std::string_view value)
{
  if (key == "start")
    plan.identity.start = value;
  else if (key == "source_revision")
    plan.identity.revision = value;
  else if (key == "hash" && !plan.scenarios.empty())
    plan.scenarios.back().hash = value;
  else if (key == "replaced" && !plan.scenarios.empty())
    plan.scenarios.back().replaced.emplace_back(value);
  else if (key == "scenario")
    plan.scenarios.push_back({std::string{value}, {}, {}, {}});
  else {
    const auto number = whole_number(value);
    if (!number) return false;
    if (key == "seed")
      plan.identity.seed = *number;
    else if (key == "months")
      plan.identity.months = *number;
    else if (key == "warm_up")
      plan.identity.warm_up = *number;
    else if (key == "layout_version")
      plan.identity.layout = *number;
    else if (key == "replications")
      plan.replications = static_cast<int>(*number);
    else
      return false;
  }
  return true;
}

/// The scenario as it was asked for, with what earlier plans held under its name.
PlannedScenario merge(const PlannedScenario* held, PlannedScenario wanted, Update update,
                      const std::string& where, sim::io::Faults& faults)
{
  if (held == nullptr || held->hash == wanted.hash) return held == nullptr ? wanted : *held;
  if (update == Update::refuse)
    faults.add(where, changed_settings(wanted.name, held->identity, wanted.identity));
  wanted.replaced = held->replaced;
  wanted.replaced.push_back(held->hash);
  return wanted;
}

}  // namespace

std::string differences(const FolderIdentity& there, const FolderIdentity& here)
{
  std::string text;
  const auto compare = [&](const char* what, const auto& a, const auto& b) {
    if (!(a == b)) text += fmt::format("{}{} {} there, {} here", text.empty() ? "" : "; ", what, a, b);
  };
  compare("seed", there.seed, here.seed);
  compare("start", there.start, here.start);
  compare("months", there.months, here.months);
  compare("warm_up", there.warm_up, here.warm_up);
  compare("layout", there.layout, here.layout);
  compare("program revision", there.revision, here.revision);
  return text;
}

std::string text_attribute(const sim::io::Attributes& attributes, const std::string& name)
{
  const auto found = attributes.find(name);
  const auto* text = found == attributes.end() ? nullptr : std::get_if<std::string>(&found->second);
  return text == nullptr ? "" : *text;
}

std::int64_t whole_attribute(const sim::io::Attributes& attributes, const std::string& name)
{
  const auto found = attributes.find(name);
  const auto* number = found == attributes.end() ? nullptr : std::get_if<std::int64_t>(&found->second);
  return number == nullptr ? 0 : *number;
}

FolderIdentity identity_of(const sim::io::Attributes& attributes)
{
  return {whole_attribute(attributes, "seed"),           text_attribute(attributes, "start"),
          whole_attribute(attributes, "months"),         whole_attribute(attributes, "warm_up"),
          whole_attribute(attributes, "layout_version"), text_attribute(attributes, "source_revision")};
}

const PlannedScenario* Plan::find(std::string_view name) const
{
  const auto found = std::ranges::find(scenarios, name, &PlannedScenario::name);
  return found == scenarios.end() ? nullptr : &*found;
}

Plan plan_of(const Study& study)
{
  const StudySettings& settings = study.settings;
  Plan plan;
  plan.identity = {settings.seed,    sim::to_string(settings.start), settings.months,
                   settings.warm_up, sim::io::layout_version,        std::string{sim::source_revision()}};
  plan.replications = settings.replications;
  for (const auto& one : study.scenarios)
    plan.scenarios.push_back({one.scenario.name, one.hash, one.identity, {}});
  return plan;
}

std::string changed_settings(const std::string& scenario, std::string_view before, std::string_view after)
{
  const auto difference =
      sim::io::first_difference(before, after).value_or(sim::io::Difference{"nothing that is known", "", ""});
  const auto shown = [](const std::string& value) { return value.empty() ? std::string{"absent"} : value; };
  return fmt::format(
      "holds scenario '{}' with other settings: {} = {} there, {} here (results are never mixed or "
      "overwritten); choose another --out, or play it again with --update",
      scenario, difference.key, shown(difference.first), shown(difference.second));
}

Plan merge(const Plan& held, const Plan& wanted, Update update, bool whole, const std::string& where,
           sim::io::Faults& faults)
{
  if (held.identity != wanted.identity) {
    faults.add(where, fmt::format("holds runs of another study: {} (results are never mixed or overwritten); "
                                  "choose another --out, or remove the folder",
                                  differences(held.identity, wanted.identity)));
    return held;
  }
  const bool drop = update == Update::replay && whole;
  const bool all_asked = std::ranges::all_of(
      held.scenarios, [&](const PlannedScenario& one) { return wanted.find(one.name) != nullptr; });
  Plan merged = wanted;
  merged.replications = drop ? wanted.replications : std::max(held.replications, wanted.replications);
  merged.scenarios.clear();
  if (!drop && !all_asked)  // keep the folder's order, append what is new
    for (const auto& one : held.scenarios) {
      const auto* asked = wanted.find(one.name);
      merged.scenarios.push_back(asked == nullptr ? one : merge(&one, *asked, update, where, faults));
    }
  for (const auto& one : wanted.scenarios)
    if (merged.find(one.name) == nullptr)
      merged.scenarios.push_back(merge(held.find(one.name), one, update, where, faults));
  return merged;
}

std::string text_of(const Plan& plan)
{
  std::string text = fmt::format(
      "{}\nseed = {}\nstart = {}\nmonths = {}\nwarm_up = {}\nlayout_version = {}\n"
      "source_revision = {}\nreplications = {}\n",
      first_line, plan.identity.seed, plan.identity.start, plan.identity.months, plan.identity.warm_up,
      plan.identity.layout, plan.identity.revision, plan.replications);
  for (const auto& one : plan.scenarios) {
    text += fmt::format("scenario = {}\nhash = {}\n", one.name, one.hash);
    for (const auto& hash : one.replaced) text += fmt::format("replaced = {}\n", hash);
    std::istringstream lines{one.identity};
    for (std::string line; std::getline(lines, line);) text += fmt::format("{}{}\n", indent, line);
  }
  return text;
}

std::optional<Plan> plan_from(std::string_view text)
{
  std::istringstream lines{std::string{text}};
  std::string line;
  if (!std::getline(lines, line) || line != first_line) return std::nullopt;
  Plan plan;
  while (std::getline(lines, line)) {
    if (line.starts_with(indent)) {
      if (plan.scenarios.empty()) return std::nullopt;
      plan.scenarios.back().identity += line.substr(indent.size()) + '\n';
      continue;
    }
    const auto [key, value] = halves(line);
    if (!set(plan, key, value)) return std::nullopt;
  }
  return plan;
}

}  // namespace models
