// A region whose processes lie open: played round by round in one thread, with letters that a test may slip in.
#pragma once
#include <algorithm>
#include <deque>
#include <memory>
#include <vector>

#include "models/places/office.hpp"
#include "models/places/place.hpp"
#include "tests/tiny_run.hpp"

namespace tests {

class OpenRegion {
 public:
  explicit OpenRegion(const Sets& sets, std::uint32_t replication = 1)
      : scenario{tiny_scenario(sets)},
        model{*scenario.model},
        geography{made(scenario)},
        population{people(scenario, *geography, replication)},
        streams{static_cast<std::uint64_t>(scenario.study.seed), replication},
        seeking{model.care_seeking},
        oral{model.oral_health},
        treatment{model.treatment},
        conditions{models::make_conditions(*geography, model.pathways)},
        services{services_of(model)},
        lines{lines_of(model)},
        measures{declared(layout, model, services, lines)},
        budgets{model.budgets, models::declare_budgets(layout, names_of(model))},
        time{sim::month_index(scenario.study.start), scenario.study.months},
        post{geography->places.size() + geography->offices.size()},
        sites{models::make_sites(*geography, model.pathways)},
        board{sites.size()},
        journeys{*geography, sites},
        most_onset{models::most_onset(*geography, model.pathways)},
        around{*geography,
               sites,
               journeys,
               *population,
               streams,
               seeking,
               oral,
               model.front_door,
               model.practices,
               treatment,
               conditions,
               model.post,
               model.priority,
               layout,
               measures,
               time,
               std::make_shared<sim::Slabs>(),
               post,
               board,
               {service_number("routine_care"), service_number("urgent_care")},
               services.size(),
               lines,
               scenario.study.first_day(),
               scenario.study.end() - 1,
               services,
               budgets,
               most_onset},
        today{around.first}
  {
    for (std::size_t p = 0; p < geography->places.size(); ++p) {
      places.push_back(std::make_unique<models::Place>(static_cast<std::uint16_t>(p), around));
      std::uint32_t handler = 1;  // 0 is the house's own
      for (std::size_t number = 0; number < model.pathways.size(); ++number) {
        const models::PathwayOfScenario& pathway = model.pathways[number];
        if (pathway.settings)
          places[p]->add_pathway(number, pathway.kind.make(*places[p], *pathway.settings, {number, handler}),
                                 handler, pathway.kind.handlers);
        handler += pathway.kind.handlers;
      }
    }
    for (std::size_t o = 0; o < geography->offices.size(); ++o) {
      models::Office& office = offices.emplace_back(static_cast<std::uint16_t>(o), around);
      for (std::size_t number = 0; number < model.pathways.size(); ++number) {
        const models::PathwayOfScenario& pathway = model.pathways[number];
        if (pathway.settings && pathway.kind.make_office)
          office.add_part(number, pathway.kind.make_office(office, *pathway.settings, {number, 0}));
      }
    }
  }

  /// Plays whole days up to and with `last`.
  void play_to(sim::Day last)
  {
    for (; today <= last; ++today)
      for (std::uint32_t of_day = 0; of_day < models::rounds_per_day; ++of_day) {
        round = {today, of_day, static_cast<std::uint64_t>(today) * models::rounds_per_day + of_day};
        for (const auto& place : places) place->play(round);
        for (models::Office& office : offices) office.play(round);
      }
  }
  void play_all()
  {
    play_to(around.last);
    for (const auto& place : places) place->close();
  }
  std::uint8_t service_number(const std::string& name) const
  {
    return static_cast<std::uint8_t>(std::find(services.begin(), services.end(), name) - services.begin());
  }
  /// Sum of the cells of a monthly count over months and Places.
  std::int64_t total(sim::Counter counter) const
  {
    std::int64_t sum = 0;
    for (const auto& place : places)
      for (const std::uint32_t n : place->tallies().counts(counter)) sum += n;
    return sum;
  }
  std::int64_t total_of_sums(sim::Counter counter) const
  {
    std::int64_t sum = 0;
    for (const auto& place : places)
      for (const std::int64_t n : place->tallies().sums(counter)) sum += n;
    return sum;
  }
  /// Calls visit(person, state) for every row of every Place.
  template <class Visit>
  void each_person(Visit&& visit) const
  {
    for (std::size_t p = 0; p < places.size(); ++p)
      for (std::size_t i = 0; i < places[p]->residents().size(); ++i)
        visit(population->of_place(p)[i], places[p]->residents()[i].state);
  }

  models::Scenario scenario;
  const models::ModelSettings& model;
  std::shared_ptr<const models::Geography> geography;
  std::shared_ptr<const models::Population> population;
  sim::Streams streams;
  models::CareSeeking seeking;
  models::OralHealth oral;
  models::Treatment treatment;
  models::Conditions conditions;
  std::vector<std::string> services, lines;
  sim::Layout layout;
  models::Measures measures;
  models::Budgets budgets;
  sim::ReportedTime time;
  sim::Post<models::Letter> post;
  models::Sites sites;
  sim::Board<models::PublicState> board;
  models::Journeys journeys;
  std::vector<double> most_onset;
  models::Surroundings around;
  std::vector<std::unique_ptr<models::Place>> places;
  std::deque<models::Office> offices;
  sim::Day today;
  sim::Round round;

 private:
  static std::shared_ptr<const models::Geography> made(const models::Scenario& scenario)
  {
    sim::io::Faults faults;
    std::vector<std::string> notes;
    return models::build_geography(scenario, faults, notes);
  }
  static std::shared_ptr<const models::Population> people(const models::Scenario& scenario,
                                                          const models::Geography& geography,
                                                          std::uint32_t replication)
  {
    sim::Crew crew{1};
    return models::build_population(scenario, geography, replication, crew);
  }
  static std::vector<std::string> names_of(const models::ModelSettings& model)
  {
    std::vector<std::string> names;
    for (const models::PathwayOfScenario& pathway : model.pathways) names.push_back(pathway.kind.name);
    return names;
  }
  /// Services over the whole roster.
  static std::vector<std::string> services_of(const models::ModelSettings& model)
  {
    std::vector<std::string> services;
    for (const models::PathwayOfScenario& pathway : model.pathways)
      services.insert(services.end(), pathway.kind.services.begin(), pathway.kind.services.end());
    return services;
  }
  /// Lines of money over the whole roster.
  static std::vector<std::string> lines_of(const models::ModelSettings& model)
  {
    std::vector<std::string> lines{models::first_lines.begin(), models::first_lines.end()};
    for (const models::PathwayOfScenario& pathway : model.pathways)
      for (const std::string& line : pathway.kind.lines) lines.push_back(pathway.kind.name + "__" + line);
    return lines;
  }
  static models::Measures declared(sim::Layout& layout, const models::ModelSettings& model,
                                   std::span<const std::string> services, std::span<const std::string> lines)
  {
    const models::Measures measures = models::declare_measures(layout, services, lines, false);
    for (const models::PathwayOfScenario& pathway : model.pathways) pathway.kind.declare(layout);
    return measures;
  }
};

}  // namespace tests
