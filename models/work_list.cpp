#include "models/work_list.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace models {

WorkList::WorkList(const Study& study, const Model& model, const std::vector<RunKey>& runs) : model_{&model}
{
  int last = 0;
  for (const auto& run : runs) last = std::max(last, run.replication);
  std::map<std::pair<int, std::string>, std::shared_ptr<People>> shared;
  for (int replication = 1; replication <= last; ++replication)
    for (const auto& scenario : study.scenarios) {
      const RunKey run{scenario.scenario.name, replication};
      if (std::ranges::find(runs, run) == runs.end()) continue;
      auto& people = shared[{replication, scenario.scenario.population_identity}];
      if (people == nullptr) people = std::make_shared<People>();
      ++people->runs_left;
      entries_.push_back({run, &scenario, people});
    }
}

WorkList::Entry* WorkList::first_open()
{
  for (auto& entry : entries_)
    if (!entry.taken && entry.people->state != People::State::being_made) return &entry;
  return nullptr;
}

WorkList::Job WorkList::take(Entry& entry)
{
  entry.taken = true;
  Job job{entry.run, entry.scenario, entry.people->population};
  if (--entry.people->runs_left == 0) entry.people->population.reset();  // the job keeps it to its end
  return job;
}

void WorkList::make_people(Entry& entry, sim::Crew& crew, std::unique_lock<std::mutex>& lock)
{
  People& people = *entry.people;
  people.state = People::State::being_made;
  lock.unlock();
  auto made = model_->population(entry.scenario->scenario, *entry.scenario->geography,
                                 static_cast<std::uint32_t>(entry.run.replication), crew);
  lock.lock();
  people.population = std::move(made);
  people.state = People::State::ready;
  changed_.notify_all();
}

std::optional<WorkList::Job> WorkList::next(sim::Crew& crew)
{
  std::unique_lock lock{mutex_};
  while (!closed_) {
    if (std::ranges::all_of(entries_, &Entry::taken)) return std::nullopt;
    Entry* entry = first_open();
    if (entry == nullptr) {
      changed_.wait(lock);  // every population that is left is being made
      continue;
    }
    if (entry->people->state == People::State::absent) make_people(*entry, crew, lock);
    if (!entry->taken && !closed_) return take(*entry);
  }
  return std::nullopt;
}

void WorkList::close()
{
  const std::scoped_lock lock{mutex_};
  closed_ = true;
  changed_.notify_all();
}

}  // namespace models
