#include "models/plan_audit.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/model_settings.hpp"

namespace models {

namespace {

std::vector<PlanFigure> figures_of(const PathwayOfScenario& pathway, const Geography& geography, Days period)
{
  if (!pathway.settings || !pathway.kind.plan) return {};
  return pathway.kind.plan(geography, *pathway.settings, period);
}

bool is_meant(const PlanStatement& statement, std::size_t pathway, const ModelSettings& model)
{
  const auto programme = static_cast<std::size_t>(statement.programme);
  const std::vector<std::string>& without = statement.without;
  return programme == pathway ||
         (programme == model.pathways.size() &&
          std::find(without.begin(), without.end(), model.pathways[pathway].kind.name) == without.end());
}

/// When a programme's decision acts, and whether it costs anything before.
std::string in_words(const ModelSettings& model, const Decision& decision, const Geography& geography)
{
  const sim::Day acts = acts_from(model.tags, decision);
  double before = 0;
  for (const PathwayOfScenario& pathway : model.pathways)
    if (pathway.kind.name == decision.programme)
      for (const PlanFigure& figure : figures_of(pathway, geography, {decision.asked, acts - 1}))
        if (figure.quantity == PlanQuantity::cost) before += figure.amount;
  std::string text = fmt::format("{}, decided by {}: asked on {}, acts from {}", decision.programme,
                                 decision.by, sim::to_string(decision.asked), sim::to_string(acts));
  if (before > 0)
    text += fmt::format("; but it costs {} before: TOO EARLY", models::in_words(PlanQuantity::cost, before));
  return text;
}

/// 2023 as 2023/24.
std::string year_in_words(int contract_year)
{
  constexpr int century = 100;
  return fmt::format("{}/{:02}", contract_year, (contract_year + 1) % century);
}

/// Contract years that no reported day falls into: what is set for them shows nowhere, or changes nothing at all.
void add_years_out_of_time(const Scenario& scenario, std::vector<std::string>& lines)
{
  const ModelSettings& model = *scenario.model;
  const sim::Day last = scenario.study.end() - 1;
  const auto look_at = [&](const std::string& key, int year) {
    const auto is_within = [&](sim::Day first) {
      return year >= sim::contract_year(first) && year <= sim::contract_year(last);
    };
    const sim::Day first = scenario.study.first_day(), reported = scenario.study.start;
    if (is_within(reported)) return;
    const std::string where =
        is_within(first)
            ? fmt::format("is played in the warm-up only, which ends on {}", sim::to_string(reported - 1))
            : fmt::format("lies outside the simulated time ({} to {}): CHANGES NOTHING",
                          sim::to_string(first), sim::to_string(last));
    lines.push_back(fmt::format("{}: {} {}", key, year_in_words(year), where));
  };
  for (const PathwayOfScenario& pathway : model.pathways)
    if (pathway.settings && pathway.kind.years)
      for (const auto& [key, year] : pathway.kind.years(*pathway.settings))
        look_at(pathway.kind.name + "." + key, year);
}

/// What a budget pays in the reported contract years: a year without money orders nothing but out of what was carried over.
std::string in_words(const Scenario& scenario, const BudgetSettings& settings)
{
  const ModelSettings& model = *scenario.model;
  constexpr double per_mille_of_a_percent = 10;
  const Budget& budget = settings.budget;
  std::string text = "budget." + model.pathways[settings.pathway].kind.name + ": ";
  const int first = sim::contract_year(scenario.study.start),
            last = sim::contract_year(scenario.study.end() - 1);
  bool has_money = false;
  for (int year = sim::contract_year(scenario.study.first_day()); year < first; ++year)
    has_money = has_money || (budget.of(year).amount > 0 && budget.carried_over.thousandths > 0);
  for (int year = first; year <= last; ++year) {
    text +=
        fmt::format("{}{} in {}", year > first ? ", " : "",
                    models::in_words(PlanQuantity::cost, in_pounds(budget.of(year))), year_in_words(year));
    has_money = has_money || budget.of(year).amount > 0;
  }
  text += " for each ICB; nothing is ordered beyond that";
  if (budget.carried_over.thousandths > 0)
    text += fmt::format(" and {:.4g} % of what earlier years left",
                        static_cast<double>(budget.carried_over.thousandths) / per_mille_of_a_percent);
  if (!has_money) text += ": NO MONEY";
  return text;
}

}  // namespace

std::vector<std::string> plan_in_words(const Scenario& scenario, const Geography& geography)
{
  const ModelSettings& model = *scenario.model;
  const Days reported{scenario.study.start, scenario.study.end() - 1};
  std::vector<std::string> lines;
  for (const PathwayOfScenario& pathway : model.pathways)
    for (const PlanFigure& figure : figures_of(pathway, geography, reported))
      if (figure.amount != 0 && figure.quantity != PlanQuantity::fee)
        lines.push_back(fmt::format("{}, {} to {}, {}: {} = {}", pathway.kind.name,
                                    sim::to_string(reported.first), sim::to_string(reported.last),
                                    figure.item, figure.sum, in_words(figure.quantity, figure.amount)));
  for (const PlanStatement& statement : model.plan) {
    const auto programme = static_cast<std::size_t>(statement.programme);
    std::vector<PlanFigure> figures;
    for (std::size_t k = 0; k < model.pathways.size(); ++k)
      if (is_meant(statement, k, model))
        for (PlanFigure& figure : figures_of(model.pathways[k], geography, statement.period))
          figures.push_back(std::move(figure));
    const std::string name =
        programme < model.pathways.size() ? model.pathways[programme].kind.name : "all programmes";
    if (std::any_of(figures.begin(), figures.end(), [](const PlanFigure& one) {
          return one.amount != 0 && one.quantity != PlanQuantity::fee;
        }))
      lines.push_back(verdict(statement, name, figures));
    else
      lines.push_back(fmt::format(
          "{}: {} is not commissioned here in that time (or nothing of it has a sum before a run)",
          statement.name, name));
  }
  for (const BudgetSettings& budget : model.budgets) lines.push_back(in_words(scenario, budget));
  add_years_out_of_time(scenario, lines);
  for (const Decision& decision : model.tags.decisions) lines.push_back(in_words(model, decision, geography));
  return lines;
}

}  // namespace models
