#include "models/plan_audit.hpp"

#include <fmt/format.h>

#include "models/model_settings.hpp"

namespace models {

namespace {

std::vector<PlanFigure> figures_of(const PathwayOfScenario& pathway, const Geography& geography, Days period)
{
  if (!pathway.settings || !pathway.kind.plan) return {};
  return pathway.kind.plan(geography, *pathway.settings, period);
}

}  // namespace

std::vector<std::string> plan_in_words(const Scenario& scenario, const Geography& geography)
{
  const ModelSettings& model = *scenario.model;
  const Days reported{scenario.study.start, scenario.study.end() - 1};
  std::vector<std::string> lines;
  for (const PathwayOfScenario& pathway : model.pathways)
    for (const PlanFigure& figure : figures_of(pathway, geography, reported))
      if (figure.amount != 0)
        lines.push_back(fmt::format("{}, {} to {}, {}: {} = {}", pathway.kind.name,
                                    sim::to_string(reported.first), sim::to_string(reported.last),
                                    figure.item, figure.sum, in_words(figure.quantity, figure.amount)));
  for (const PlanStatement& statement : model.plan) {
    const auto programme = static_cast<std::size_t>(statement.programme);
    std::vector<PlanFigure> figures;
    for (std::size_t k = 0; k < model.pathways.size(); ++k)
      if (k == programme || programme == model.pathways.size())
        for (PlanFigure& figure : figures_of(model.pathways[k], geography, statement.period))
          figures.push_back(std::move(figure));
    lines.push_back(verdict(
        statement, programme < model.pathways.size() ? model.pathways[programme].kind.name : "all programmes",
        figures));
  }
  return lines;
}

}  // namespace models
