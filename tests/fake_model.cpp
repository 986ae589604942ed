#include "tests/fake_model.hpp"

#include <chrono>
#include <map>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "sim/crew.hpp"
#include "sim/stream.hpp"

namespace tests {

namespace {

using models::Scenario;

struct FakeSettings {
  double level = 0;
  int milliseconds_a_day = 0, people = 1, bytes = 1;
  bool throws = false;
};

/// Settings by scenario: models::ModelSettings is the dental system's own.
struct Shelf {
  std::mutex mutex;
  std::map<std::string, FakeSettings> settings;
};

constexpr std::uint32_t days_a_week = 7;

std::vector<sim::io::Group> result(const Scenario& scenario, const FakeSettings& settings,
                                   std::uint32_t replication, sim::Crew& crew)
{
  const sim::Streams streams{static_cast<std::uint64_t>(scenario.study.seed), replication};
  std::vector<std::uint32_t> seen(static_cast<std::size_t>(settings.people));
  crew.share(seen.size(), [&](std::size_t person) {
    const auto draws = streams.draw(static_cast<std::uint32_t>(person), sim::Why{"fake visit"}, 0);
    seen[person] = draws.uniform(0) < settings.level ? 1 + draws.lane[1] % days_a_week : 0u;
  });
  double visits = 0;
  for (const auto n : seen) visits += n;
  std::vector<std::int32_t> rows(seen.size());
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<std::int32_t>(i);
  sim::io::Group queues{"queues", {{"person", rows, "", "row"}}, {}};
  queues.arrays.push_back({"seen", {"person"}, "visits", "visits of each", seen});
  sim::io::Group summary{"summary", {}, {}};
  summary.arrays.push_back({"visits", {}, "visits", "visits in all", std::vector<double>{visits}});
  summary.arrays.push_back(
      {"share", {}, "%", "visits per person", std::vector<double>{visits / settings.people}});
  return {queues, summary};
}

}  // namespace

std::string fake_study(const std::string& settings)
{
  return "[study]\ntitle = \"Fake\"\nstart = 2024-04-01\nmonths = 2\nwarm_up = 1\nreplications = 3\nseed = "
         "7\n"
         "[fake]\nlevel = 0.5\nmilliseconds_a_day = 0\npeople = 500\nbytes = 1000\nthrows = false\n" +
         settings;
}

models::Study read_fake(const ScratchFolder& folder, const std::string& text, const models::Model& model,
                        std::vector<std::string> sets)
{
  sim::io::Faults faults;
  auto study = models::read_study({folder.write("fake.toml", text), std::move(sets), {}}, model, faults);
  for (const auto& line : faults.lines()) throw std::runtime_error{line};
  return *study;
}

models::Model fake_model()
{
  const auto shelf = std::make_shared<Shelf>();
  const auto settings_of = [shelf](const Scenario& scenario) {
    const std::scoped_lock lock{shelf->mutex};
    return shelf->settings[scenario.name];
  };
  models::Model model;
  model.read = [shelf](sim::io::Block& root, Scenario& out) {
    FakeSettings settings;
    constexpr double many = 1e9;
    root.block("study", "When.", [&](sim::io::Block& block) { models::read(block, out.study); });
    root.block("fake", "A made-up model.", [&](sim::io::Block& block) {
      block.number("level", settings.level, {"", 0, 1, "How many come."});
      block.integer("milliseconds_a_day", settings.milliseconds_a_day, {"", 0, many, "How slow it is."});
      block.integer("people", settings.people, {"", 1, many, "How many there are."});
      block.integer("bytes", settings.bytes, {"", 1, many, "What a run takes."});
      block.flag("throws", settings.throws, "Fails halfway.");
    });
    out.population_identity = std::to_string(settings.people);
    const std::scoped_lock lock{shelf->mutex};
    shelf->settings[out.name] = settings;
  };
  model.check = [](const Scenario&, const models::Geography&, sim::io::Faults&) {};
  model.geography = [](const Scenario&, sim::io::Faults&, std::vector<std::string>&) {
    models::Geography geography;
    geography.places.emplace_back().name = "Alpha";
    return std::make_shared<const models::Geography>(geography);
  };
  model.population = [](const Scenario&, const models::Geography&, std::uint32_t, sim::Crew&) {
    return std::make_shared<const models::Population>();
  };
  model.play = [settings_of](const Scenario& scenario, const models::Geography&, const models::Population&,
                             std::uint32_t replication, sim::Crew& crew, const std::atomic<bool>& stop,
                             std::atomic<std::uint64_t>& days_done) -> std::optional<models::RunOutcome> {
    const FakeSettings settings = settings_of(scenario);
    for (auto day = scenario.study.first_day(); day < scenario.study.end(); ++day) {
      if (stop) return std::nullopt;
      std::this_thread::sleep_for(std::chrono::milliseconds{settings.milliseconds_a_day});
      ++days_done;
    }
    if (settings.throws) throw std::runtime_error{"the made-up model fails, as it was told"};
    models::RunOutcome outcome;
    outcome.groups = result(scenario, settings, replication, crew);
    outcome.events = static_cast<std::uint64_t>(settings.people);
    return outcome;
  };
  model.layout = [](const Scenario&) { return sim::Layout{}; };
  model.headlines = [](const sim::Layout&) { return std::vector<sim::io::Array>{}; };
  model.expected = [settings_of](const Scenario& scenario, const models::Geography&) {
    const FakeSettings settings = settings_of(scenario);
    return models::Expected{static_cast<std::size_t>(settings.people),
                            static_cast<std::size_t>(settings.bytes), 0,
                            static_cast<std::uint64_t>(settings.people)};
  };
  return model;
}

}  // namespace tests
