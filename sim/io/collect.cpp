#include "sim/io/collect.hpp"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <iterator>
#include <type_traits>
#include <utility>

#include "sim/io/run_table.hpp"

namespace sim::io {

namespace {

/// Adds the values of one run behind those already there.
void append(Values& block, Values run)
{
  std::visit(
      [&](auto& list) {
        auto& more = std::get<std::remove_cvref_t<decltype(list)>>(run);
        list.insert(list.end(), std::move_iterator{more.begin()}, std::move_iterator{more.end()});
      },
      block);
}

/// Sums over replications, of the values and of their differences to the baseline.
struct Sums {
  std::vector<std::int64_t> whole, whole_difference;  // of whole numbers
  std::vector<double> real, real_difference;          // of real numbers
  std::vector<double> squares, difference_squares;

  void add(const Values& values, const Values& baseline)
  {
    std::visit(
        [&](const auto& list) {
          using List = std::remove_cvref_t<decltype(list)>;
          using T = typename List::value_type;
          if constexpr (std::is_same_v<T, double>) {
            add_list(list, std::get<List>(baseline), real, real_difference);
          } else if constexpr (!std::is_same_v<T, std::string>) {
            add_list(list, std::get<List>(baseline), whole, whole_difference);
          }
        },
        values);
  }

 private:
  template <class T, class Sum>
  void add_list(const std::vector<T>& list, const std::vector<T>& baseline, std::vector<Sum>& sum,
                std::vector<Sum>& differences)
  {
    for (auto* of : {&squares, &difference_squares}) of->resize(list.size());
    for (auto* of : {&sum, &differences}) of->resize(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
      const Sum value = static_cast<Sum>(list[i]);
      const Sum difference = value - static_cast<Sum>(baseline[i]);
      sum[i] += value;
      differences[i] += difference;
      squares[i] += static_cast<double>(value) * static_cast<double>(value);
      difference_squares[i] += static_cast<double>(difference) * static_cast<double>(difference);
    }
  }
};

/// An array of the runs and what it becomes in the study's file: itself, or four sums.
struct Gathered {
  std::string group;
  Array run;
  std::vector<std::size_t> shape;  // in a run
  std::vector<Array> out;
  std::vector<Digest> digests;  // of `out`
  bool every_replication = true;
  Values block;
  Sums sums;

  std::size_t bytes() const { return cells(shape) * element_bytes(run.values); }
  /// Held while a scenario is gathered, or for one piece of its replications.
  std::size_t bytes_held(std::size_t replications) const
  {
    return every_replication ? bytes() * replications : cells(shape) * 4 * sizeof(double) + 2 * bytes();
  }
};

std::vector<Array> four_sums(const Array& run)
{
  const bool real = std::holds_alternative<std::vector<double>>(run.values);
  const Values sum = real ? Values{std::vector<double>{}} : Values{std::vector<std::int64_t>{}};
  const Values squares = std::vector<double>{};
  const std::string square_unit = run.unit.empty() ? "" : "(" + run.unit + ")2";
  return {{run.name + "_sum", {}, run.unit, run.long_name + ", summed over replications", sum},
          {run.name + "_sum_of_squares",
           {},
           square_unit,
           run.long_name + ", squares summed over replications",
           squares},
          {run.name + "_difference_sum",
           {},
           run.unit,
           run.long_name + ", differences to the baseline summed over replications",
           sum},
          {run.name + "_difference_sum_of_squares",
           {},
           square_unit,
           run.long_name + ", squares of differences to the baseline summed over replications",
           squares}};
}

Gathered plan_array(const Group& group, const Array& array, bool every_replication)
{
  Gathered plan{group.name, array, shape(group, array), {}, {}, every_replication, empty_like(array.values),
                {}};
  plan.out = every_replication ? std::vector<Array>{array} : four_sums(array);
  for (Array& out : plan.out) {
    out.dimensions = {"scenario"};
    if (every_replication) out.dimensions.push_back("replication");
    out.dimensions.insert(out.dimensions.end(), array.dimensions.begin(), array.dimensions.end());
  }
  plan.digests.resize(plan.out.size());
  return plan;
}

Group gathered_group(const Group& group, std::span<const Gathered> plans, const RunTable& runs)
{
  Group out{group.name, {{"scenario", runs.scenarios, "", "scenario; the first is the baseline"}}, {}};
  if (std::ranges::any_of(plans, &Gathered::every_replication)) {
    out.dimensions.push_back({"replication", runs.replications, "", "replication"});
  }
  out.dimensions.insert(out.dimensions.end(), group.dimensions.begin(), group.dimensions.end());
  for (const Gathered& plan : plans) out.arrays.insert(out.arrays.end(), plan.out.begin(), plan.out.end());
  return out;
}

class Collector {
 public:
  Collector(FileWriter& writer, const RunTable& runs, const CollectLimits& limits)
      : writer_{&writer}, runs_{&runs}, limits_{&limits}
  {}

  /// Gathers neighbouring arrays of one kind together, as many as memory allows, so that a run is opened once
  /// for all of them.
  void gather(std::span<Gathered> plans)
  {
    const std::size_t replications = runs_->replications.size();
    for (std::size_t first = 0, last; first < plans.size(); first = last) {
      std::size_t held = 0;
      for (last = first; last < plans.size(); ++last) {
        held += plans[last].bytes_held(replications);
        const bool fits =
            held <= limits_->memory && plans[last].every_replication == plans[first].every_replication;
        if (last > first && !fits) break;
      }
      const std::span<Gathered> together = plans.subspan(first, last - first);
      for (std::size_t scenario = 0; scenario < runs_->scenarios.size(); ++scenario) {
        together.front().every_replication ? keep(together, scenario) : sum(together, scenario);
      }
    }
  }

 private:
  void keep(std::span<Gathered> plans, std::size_t scenario)
  {
    const std::size_t replications = runs_->replications.size();
    std::size_t step = replications;
    if (plans.size() == 1)
      step = std::clamp<std::size_t>(limits_->memory / std::max<std::size_t>(plans[0].bytes(), 1), 1, step);
    for (std::size_t first = 0; first < replications; first += step) {
      const std::size_t count = std::min(step, replications - first);
      for (std::size_t replication = first; replication < first + count; ++replication) {
        const FileReader run{runs_->path(scenario, replication)};
        for (Gathered& plan : plans) append(plan.block, run.read(plan.group, plan.run.name));
      }
      for (Gathered& plan : plans) {
        write(plan, 0, {scenario, first}, {1, count}, plan.block);
        plan.block = empty_like(plan.block);
      }
    }
  }

  void sum(std::span<Gathered> plans, std::size_t scenario)
  {
    for (std::size_t replication = 0; replication < runs_->replications.size(); ++replication) {
      const FileReader run{runs_->path(scenario, replication)}, baseline{runs_->path(0, replication)};
      for (Gathered& plan : plans) {
        plan.sums.add(run.read(plan.group, plan.run.name), baseline.read(plan.group, plan.run.name));
      }
    }
    for (Gathered& plan : plans) {
      const bool real = std::holds_alternative<std::vector<double>>(plan.run.values);
      const Sums sums = std::exchange(plan.sums, {});
      write(plan, 0, {scenario}, {1}, real ? Values{sums.real} : Values{sums.whole});
      write(plan, 1, {scenario}, {1}, sums.squares);
      write(plan, 2, {scenario}, {1}, real ? Values{sums.real_difference} : Values{sums.whole_difference});
      write(plan, 3, {scenario}, {1}, sums.difference_squares);
    }
  }

  void write(Gathered& plan, std::size_t out, std::vector<std::size_t> first, std::vector<std::size_t> count,
             const Values& values)
  {
    first.resize(first.size() + plan.shape.size(), 0);
    count.insert(count.end(), plan.shape.begin(), plan.shape.end());
    writer_->write_block(plan.group, plan.out[out].name, first, count, values);
    plan.digests[out].values(values);
  }

  FileWriter* writer_;
  const RunTable* runs_;
  const CollectLimits* limits_;
};

/// Every array of the study, in the order of the file.
std::vector<Gathered> plan_study(const std::vector<Group>& groups, const RunTable& runs,
                                 const CollectLimits& limits)
{
  std::size_t bytes = 0;
  for (const Group& group : groups) {
    for (const Array& array : group.arrays) bytes += cells(shape(group, array)) * element_bytes(array.values);
  }
  const bool fits = bytes * runs.paths.size() <= limits.every_replication_below;
  std::vector<Gathered> plans;
  for (const Group& group : groups) {
    const bool kept = fits || limits.always.contains(group.name);
    for (const Array& array : group.arrays) {
      plans.push_back(
          plan_array(group, array, kept || std::holds_alternative<std::vector<std::string>>(array.values)));
    }
  }
  return plans;
}

}  // namespace

std::string collect(const std::string& path, const std::string& share, const std::vector<RunPath>& list,
                    Attributes attributes, const CollectLimits& limits)
{
  assert(!list.empty());
  const RunTable runs = table_of(list);
  const std::vector<Group> groups = common_groups(runs, limits.left_out);
  std::vector<Gathered> plans = plan_study(groups, runs, limits);

  FileWriter writer{path, share};
  std::vector<Group> out;
  for (auto plan = plans.begin(); const Group& group : groups) {
    const auto count = static_cast<std::ptrdiff_t>(group.arrays.size());
    out.push_back(gathered_group(group, {plan, plan + count}, runs));
    writer.declare(out.back(), 1);
    plan += count;
  }
  Collector{writer, runs, limits}.gather(plans);

  FileDigest digest;
  for (auto plan = plans.begin(); const Group& group : out) {
    digest.group(group);
    for (; plan != plans.end() && plan->group == group.name; ++plan) {
      for (std::size_t i = 0; i < plan->out.size(); ++i) {
        digest.array(plan->out[i], shape(group, plan->out[i]), plan->digests[i]);
      }
    }
  }
  const bool sums = !std::ranges::all_of(plans, &Gathered::every_replication);
  attributes["gathered"] = sums ? "sums" : "every replication";
  attributes["replications"] = static_cast<std::int64_t>(runs.replications.size());
  attributes["layout_version"] = layout_version;
  attributes["digest"] = digest.words();
  writer.finish(attributes);
  return digest.words();
}

}  // namespace sim::io
