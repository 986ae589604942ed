#include "sim/io/describe_results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/io/gather.hpp"
#include "sim/io/run_file.hpp"

namespace sim::io {

namespace {

constexpr std::string_view introduction = R"(# Result files

Runs are written here, one folder for each study (`outputs/<study>` unless `--out` says otherwise):

| file | holds |
| --- | --- |
| `runs/SCENARIO/0001.h5` | one run: one scenario, one replication |
| `study.h5` | all runs, with the axes `scenario` and `replication` in front |
| `plan.txt` | which runs the folder is to hold, and the settings of each scenario |

A study that was stopped (Ctrl-C, a power cut, a full disk) goes on with the same command: what is finished is never
played again. More replications or scenarios extend a folder. Runs of another seed, start, length, layout or program
revision are refused, and so are other settings unless `--update` asks to play again what changed. `--task i/n` plays a
share of the replications, so that several machines may fill one folder; `bitewing collect` then gathers it. Files
`*.tmp` are being written, `.lock.*` says by whom.

Both are HDF5 and valid netCDF-4, and need no program of ours to be read. A file that bears its name is whole.
This page is printed by `bitewing describe`, from the same table that the files are written from.

## How to open them

Each group holds its own axes, so a group is opened by its name.

```python
import xarray
queues = xarray.open_dataset("study.h5", group="queues")    # engine="netcdf4" or "h5netcdf"
queues["waiting"].sum(["place", "age_group", "deprivation"]).mean("replication")
queues["asked"].to_dataframe()                               # pandas
queues["waiting"].astype("int64").diff("month")              # counts are unsigned: make them signed before a difference
```

```python
from bitewing import Study                                   # analysis/README.md
Study.open("outputs/tiny").table("queues", "asked")
```

```r
library(ncdf4)
file <- nc_open("study.h5")
asked <- ncvar_get(file, "queues/asked")                     # axes in reversed order
```

```sh
ncdump -h study.h5
ncdump -g summary study.h5
h5dump -d /summary study.h5
```

## Conventions

- Counts are `uint32`, sums and money `int64`, headline figures `float64`, names UTF-8 strings.
- Every variable has `units` (1 = a pure number) and `long_name`.
- `month` is given in days since 1970-01-01, by its first day; `year` is the contract year, April to March, by
  its first calendar year. Part years count.
- UDA are whole numbers of 0.01 UDA, money is in pence.
- In queues and waits, age, deprivation and Place are those of the person at asking and of residence; in activity
  and practices Place is that of the practice.
- There is no Place for all: sum over `place`. A figure of `summary` that bears the name of a variable of
  population, queues or activity is its sum over Places (of stocks: in the last month).
- `waiting` of a month = `waiting` of the month before + `asked` - `started` - `left`, exactly, in every cell; before
  the first month stands `waiting_at_start`.
- A study of more than 4 GB is gathered as sums over its replications: of a variable X of other groups than
  `summary` and `programmes` there are then X_sum, X_sum_of_squares, and, of the differences to the same replication
  of the baseline, X_difference_sum and X_difference_sum_of_squares. The attribute `gathered` says which.
- Groups `practice_months`, `outcomes` and `trace` are optional and stay in the run files. From `practice_months`
  `python3 -m bitewing.extracts` writes a monthly activity return and a quality extract as CSV.
)";

struct RootAttribute {
  std::string_view name, meaning;
};
constexpr RootAttribute root_attributes[] = {
    {"title", "title of the study"},
    {"bitewing_version", "version of the program"},
    {"layout_version", "version of this page; a reader refuses another"},
    {"source_revision", "commit of the source that the program was built from"},
    {"study_toml", "the study file as it was read"},
    {"resolved_toml", "run files: every value of the scenario, with what it extends and overrides"},
    {"tags", "owner, objectives, rules, actors, meetings of the scenario (of each, in study.h5), as TOML"},
    {"settings", "run files: the values that make the run what it is"},
    {"seed", "seed of the study"},
    {"start", "first reported day"},
    {"months", "reported months"},
    {"warm_up", "months simulated before them"},
    {"scenario, scenario_label, scenario_hash", "run files: the scenario, and the hash of its settings"},
    {"replication", "run files: number of the replication, from 1"},
    {"digest", "64 bits over all data (not over attributes): equal where the results are equal"},
    {"digest_of_runs", "study.h5: over the digests of its runs"},
    {"gathered", "study.h5: \"every replication\" or \"sums\""},
    {"replications", "study.h5: how many"},
    {"started", "clock time at the start (UTC)"},
    {"wall_seconds, threads, machine", "how long it took (study.h5: all runs together), on what"},
    {"events, dead_events, stale_letters, person_days",
     "run files: events handled, events that were no longer due, answers to requests that were over, days "
     "lived"},
    {"run_bytes", "run files: memory of the run, without its people"},
};

/// What a cell of a table may hold: bars would end it.
std::string cell_text(std::string text)
{
  for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2)
    text.replace(at, 1, "\\|");
  return text;
}

/// Numbers with equal steps as "0 to 60 by 1".
std::string in_words(const std::vector<std::int32_t>& numbers)
{
  constexpr std::size_t worth_shortening = 4;
  std::string text;
  for (std::size_t first = 0; first < numbers.size();) {
    std::size_t last = first;
    while (last + 1 < numbers.size() &&
           numbers[last + 1] - numbers[last] == numbers[first + 1] - numbers[first])
      ++last;
    if (!text.empty()) text += ", ";
    if (last - first + 1 >= worth_shortening) {
      text +=
          fmt::format("{} to {} by {}", numbers[first], numbers[last], numbers[first + 1] - numbers[first]);
      first = last + 1;
    } else {
      text += std::to_string(numbers[first++]);
    }
  }
  return text;
}

std::string unit_text(const std::string& unit) { return unit.empty() ? "1" : cell_text(unit); }

std::string axes_table(const Layout& layout)
{
  std::string text = "\n## Axes\n\n| axis | unit | meaning | values |\n| --- | --- | --- | --- |\n";
  text += "| `scenario` | 1 | scenario, the baseline first (only in study.h5) | names of the study |\n";
  text += "| `replication` | 1 | replication (only in study.h5) | from 1 |\n";
  text += "| `month` | days since 1970-01-01 | month, by its first day | reported months |\n";
  text += "| `year` | 1 | contract year (April to March), by its first calendar year | reported years |\n";
  text += "| `place` | 1 | Place | names of the region |\n";
  text += "| `practice` | 1 | practice | identifiers of the region |\n";
  for (const Axis& axis : layout.axes()) {
    const std::string values =
        axis.labels.empty() ? in_words(axis.values) : fmt::format("`{}`", fmt::join(axis.labels, "`, `"));
    text += fmt::format("| `{}` | {} | {} | {} |\n", axis.name, unit_text(axis.unit),
                        cell_text(axis.long_name), values);
  }
  return text;
}

std::string variable_row(const Layout& layout, const Variable& variable)
{
  return fmt::format("| `{}` | {} | {} | {} | {} |\n", variable.name,
                     fmt::join(axis_names(layout, variable), ", "),
                     variable.cell == Cell::count ? "uint32" : "int64", unit_text(variable.unit),
                     cell_text(variable.long_name));
}

std::string group_tables(const Layout& layout)
{
  std::vector<std::string> groups;
  for (const Variable& variable : layout.variables()) {
    if (std::ranges::count(groups, variable.group) == 0) groups.push_back(variable.group);
  }
  std::string text;
  for (const std::string& group : groups) {
    text += fmt::format(
        "\n### {}\n\n| variable | axes | type | unit | meaning |\n| --- | --- | --- | --- | --- |\n", group);
    for (const Variable& variable : layout.variables()) {
      if (variable.group == group) text += variable_row(layout, variable);
    }
  }
  return text;
}

}  // namespace

std::string describe_results(const Layout& layout, std::span<const Array> summary)
{
  std::string text{introduction};
  text += fmt::format(
      "\n## Attributes of the root (layout version {})\n\n| attribute | meaning |\n| --- | --- |\n",
      layout_version);
  for (const auto& [name, meaning] : root_attributes) text += fmt::format("| {} | {} |\n", name, meaning);
  text += axes_table(layout);
  text +=
      "\n## Groups and variables\n\nAxes are those of a run file; study.h5 has `scenario, replication` "
      "before them.\n";
  text += group_tables(layout);
  if (!summary.empty()) {
    text += "\n### summary\n\n| figure (a scalar, float64) | unit | meaning |\n| --- | --- | --- |\n";
    for (const Array& figure : summary) {
      text += fmt::format("| `{}` | {} | {} |\n", figure.name, unit_text(figure.unit),
                          cell_text(figure.long_name));
    }
  }
  return text;
}

}  // namespace sim::io
