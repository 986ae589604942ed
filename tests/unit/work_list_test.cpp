#include "models/work_list.hpp"

#include <mutex>
#include <set>
#include <thread>

#include "sim/crew.hpp"
#include "tests/catch2.hpp"
#include "tests/fake_model.hpp"

namespace {

using models::RunKey;
using models::WorkList;

/// A model that counts the populations it makes and those alive.
struct Counted {
  std::mutex mutex;
  int made = 0, alive = 0, most_alive = 0;

  models::Model model()
  {
    models::Model model = tests::fake_model();
    model.population = [this](const models::Scenario&, const models::Geography&, std::uint32_t, sim::Crew&) {
      {
        const std::scoped_lock lock{mutex};
        ++made;
        most_alive = std::max(most_alive, ++alive);
      }
      std::this_thread::sleep_for(std::chrono::milliseconds{1});
      return std::shared_ptr<const models::Population>{new models::Population,
                                                       [this](const models::Population* one) {
                                                         delete one;
                                                         const std::scoped_lock lock{mutex};
                                                         --alive;
                                                       }};
    };
    return model;
  }
};

std::vector<RunKey> all_runs(const models::Study& study)
{
  std::vector<RunKey> runs;
  for (const auto& one : study.scenarios)
    for (int replication = 1; replication <= study.settings.replications; ++replication)
      runs.push_back({one.scenario.name, replication});
  return runs;
}

const std::string scenarios = "[scenario.b]\n[scenario.c]\n[scenario.c.fake]\npeople = 10\n";

}  // namespace

TEST_CASE("work: replication first, scenarios with equal people share them", "[work]")
{
  const tests::ScratchFolder folder;
  Counted counted;
  const auto model = counted.model();
  const auto study = tests::read_fake(folder, tests::fake_study(scenarios), model);
  sim::Crew crew{1};
  WorkList list{study, model, all_runs(study)};
  std::vector<RunKey> order;
  while (const auto job = list.next(crew)) order.push_back(job->run);
  CHECK(order == std::vector<RunKey>{{"baseline", 1},
                                     {"b", 1},
                                     {"c", 1},
                                     {"baseline", 2},
                                     {"b", 2},
                                     {"c", 2},
                                     {"baseline", 3},
                                     {"b", 3},
                                     {"c", 3}});
  CHECK(counted.made == 6);
  CHECK(counted.most_alive == 1);
  CHECK(counted.alive == 0);
}

TEST_CASE("work: every run once, with no more populations alive than workers", "[work][threads]")
{
  const tests::ScratchFolder folder;
  Counted counted;
  const auto model = counted.model();
  const auto study = tests::read_fake(folder, tests::fake_study(scenarios), model, {"study.replications=20"});
  WorkList list{study, model, all_runs(study)};
  std::mutex mutex;
  std::multiset<std::string> done;
  std::vector<std::thread> workers;
  constexpr int team = 3;
  for (int i = 0; i < team; ++i)
    workers.emplace_back([&] {
      sim::Crew crew{1};
      while (const auto job = list.next(crew)) {
        const std::scoped_lock lock{mutex};
        done.insert(models::in_words({job->run}));
      }
    });
  for (auto& worker : workers) worker.join();
  CHECK(done.size() == 60);
  CHECK(std::set<std::string>(done.begin(), done.end()).size() == 60);
  CHECK(counted.made == 40);
  CHECK(counted.most_alive <= team);
  CHECK(counted.alive == 0);
}

TEST_CASE("work: a closed list deals out nothing", "[work]")
{
  const tests::ScratchFolder folder;
  const auto model = tests::fake_model();
  const auto study = tests::read_fake(folder, tests::fake_study(), model);
  WorkList list{study, model, all_runs(study)};
  list.close();
  sim::Crew crew{1};
  CHECK_FALSE(list.next(crew));
}
