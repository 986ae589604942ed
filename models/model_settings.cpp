#include "models/model_settings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "models/region.hpp"

namespace models {

namespace {

/// Those that order from a budget.
std::vector<std::string> keeping_to_budgets(const std::vector<PathwayOfScenario>& pathways)
{
  std::vector<std::string> names;
  for (const PathwayOfScenario& pathway : pathways)
    if (pathway.kind.keeps_to_budget) names.push_back(pathway.kind.name);
  return names;
}

void read_budgets(sim::io::Block& root, const std::vector<std::string>& programmes, ModelSettings& out)
{
  root.each("budget", "money of a programme, by its pathway's name: when it is spent nothing more is ordered",
            [&](const std::string& name, sim::io::Block& block) {
              BudgetSettings& budget = out.budgets.emplace_back();
              read(block, budget);
              const auto at = std::find(programmes.begin(), programmes.end(), name);
              budget.pathway = static_cast<std::size_t>(at - programmes.begin());
              if (block.describing()) return;
              if (at == programmes.end())
                block.fault("",
                            sim::io::suggest(fmt::format("unknown programme '{}' (allowed: a pathway)", name),
                                             sim::io::did_you_mean(name, programmes)));
              else if (!out.pathways[budget.pathway].kind.keeps_to_budget)
                block.fault("", fmt::format("'{}' has a budget (allowed: of {}, since no other pathway asks "
                                            "before it spends) leave the block out",
                                            name, fmt::join(keeping_to_budgets(out.pathways), ", ")));
            });
}

}  // namespace

void read(sim::io::Block& root, ModelSettings& out)
{
  const auto part = [&](const char* key, const char* about, auto& settings) {
    root.block(key, about, [&](sim::io::Block& block) { read(block, settings); });
  };
  read(root, out.geography);
  read(root, out.population);
  part("oral_health", "the chain of oral health", out.oral_health);
  part("care_seeking", "who asks for care, and when", out.care_seeking);
  part("front_door", "where people ask", out.front_door);
  part("clinicians", "posts, vacancies, weekly patterns", out.practices.clinicians);
  part("books", "sessions and reserved time", out.practices.books);
  part("treatment", "courses: bands, visits, lengths, scope, tariff, charges", out.treatment);
  part("contract", "settlement, pacing, and how practices answer their contract (E1, E2, E3, E8)",
       out.practices.contract);
  part("priority", "who goes first in which queue", out.priority);
  part("post", "letters between Places and Offices", out.post);
  root.block("pathway", "pathways of care; a block turns one on", [&](sim::io::Block& block) {
    for (PathwayKind& kind : roster()) {
      std::shared_ptr<const PathwaySettings> settings;
      if (block.describing() || block.has(kind.name))
        block.block(kind.name, "a pathway of care",
                    [&](sim::io::Block& inner) { settings = kind.read(inner); });
      out.pathways.push_back({std::move(kind), std::move(settings)});
    }
  });
  std::vector<std::string> programmes;
  for (const PathwayOfScenario& pathway : out.pathways) programmes.push_back(pathway.kind.name);
  read_budgets(root, programmes, out);
  root.block(
      "tags", "whose a scenario is, what it serves and who decides",
      [&](sim::io::Block& block) { read(block, programmes, out.tags); }, sim::io::Presence::optional);
  root.each("plan", "what a document says of a programme, for `bitewing check`",
            [&](const std::string& name, sim::io::Block& block) {
              PlanStatement& statement = out.plan.emplace_back();
              statement.name = name;
              read(block, programmes, statement);
            });
}

void read_scenario(sim::io::Block& root, Scenario& out)
{
  auto model = std::make_shared<ModelSettings>();
  root.block("study", "when, how long and how often", [&](sim::io::Block& block) { read(block, out.study); });
  read(root, *model);
  out.model = std::move(model);
}

}  // namespace models
