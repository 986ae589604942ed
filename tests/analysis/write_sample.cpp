// Writes a made-up study through the program's own recorder, writer and collector:
//   write_sample FOLDER          two scenarios x four replications, and FOLDER/study.h5
//   write_sample FOLDER sums     the same as sums over replications, as a very large study would be gathered
// for the tests of the result file and of the Python package. The numbers mean nothing, but flows balance and
// the scenario "more_time" sees more people than the baseline.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/io/collect.hpp"
#include "sim/io/gather.hpp"
#include "sim/io/run_file.hpp"
#include "sim/recorder.hpp"
#include "sim/stream.hpp"

namespace {

using namespace sim;

constexpr int places = 2, ages = 3, classes = 5, services = 2, replications = 4, practices = 2;
constexpr ReportedTime reported{12 * 124 + 3, 24};  // April 2024 to March 2026

std::vector<std::int32_t> wait_edges()
{
  std::vector<std::int32_t> edges;
  for (int day = 0; day <= 60; ++day) edges.push_back(day);
  for (int day = 67; day <= 361; day += 7) edges.push_back(day);
  for (int day = 391; day <= 1441; day += 30) edges.push_back(day);
  edges.push_back(32767);
  return edges;
}

struct Measures {
  Layout layout;
  Counter persons, seen_12m, seen_24m, seen_12m_any, seen_24m_any;
  Counter asked, started, left, waiting, wait_days_sum, waiting_at_start;
  Counter completed, still_waiting;
  Counter courses, uda, paid, delivered, slots;
  Measures()
  {
    const int age = layout.axis({"age_group", {"0-2", "16-17", "18-64"}, {}, "", "age group"});
    const int deprivation = layout.axis({"deprivation", {}, {1, 2, 3, 4, 5}, "", "deprivation, 1 = Core20"});
    const int service = layout.axis({"service", {"routine", "urgent"}, {}, "", "service asked for"});
    const int group = layout.axis(
        {"group", {"total", "18-64", "deprivation_1", "deprivation_5"}, {}, "", "group of people"});
    const int bin = layout.axis({"wait_bin", {}, wait_edges(), "day", "upper edge of the wait"});
    const int band = layout.axis({"band", {"1", "2", "3", "urgent"}, {}, "", "band"});
    const int line = layout.axis({"line", {"uda", "general_practice__clawback"}, {}, "", "line of money"});
    const auto people = [&](const char* name, const char* about) {
      return layout.declare({"population",
                             name,
                             "person",
                             about,
                             Period::month,
                             Owner::place,
                             Cell::count,
                             {age, deprivation}});
    };
    persons = people("persons", "residents at the month's end");
    seen_12m = people("seen_12m", "of them, seen in the last 12 months");
    seen_24m = people("seen_24m", "of them, seen in the last 24 months");
    seen_12m_any = people("seen_12m_any_sector", "of them, seen in the last 12 months by any dentist");
    seen_24m_any = people("seen_24m_any_sector", "of them, seen in the last 24 months by any dentist");
    const auto queue = [&](const char* name, Period period, Cell cell, const char* unit, const char* about) {
      return layout.declare(
          {"queues", name, unit, about, period, Owner::place, cell, {service, age, deprivation}});
    };
    asked = queue("asked", Period::month, Cell::count, "episode", "episodes whose wait began in the month");
    started =
        queue("started", Period::month, Cell::count, "episode", "episodes whose care began in the month");
    left = queue("left", Period::month, Cell::count, "episode", "episodes that ended without care");
    waiting = queue("waiting", Period::month, Cell::count, "episode", "episodes waiting at the month's end");
    wait_days_sum =
        queue("wait_days_sum", Period::month, Cell::sum, "days", "sum of the waits of those who started");
    waiting_at_start = queue("waiting_at_start", Period::once, Cell::count, "episode",
                             "episodes waiting before the first month");
    completed = layout.declare({"waits",
                                "completed",
                                "episode",
                                "episodes begun, by wait",
                                Period::year,
                                Owner::place,
                                Cell::count,
                                {service, group, bin}});
    still_waiting = layout.declare({"waits",
                                    "still_waiting",
                                    "episode",
                                    "episodes waiting at the year's end",
                                    Period::year,
                                    Owner::place,
                                    Cell::count,
                                    {service, group, bin}});
    courses = layout.declare({"activity",
                              "courses_of_treatment",
                              "course",
                              "courses completed",
                              Period::month,
                              Owner::place,
                              Cell::count,
                              {band}});
    uda = layout.declare(
        {"activity", "uda", "0.01 UDA", "UDA credited", Period::month, Owner::place, Cell::sum, {band}});
    paid = layout.declare(
        {"finance", "paid", "pence", "money paid", Period::month, Owner::place, Cell::sum, {line}});
    delivered = layout.declare({"practices",
                                "uda_delivered",
                                "0.01 UDA",
                                "UDA credited in the year",
                                Period::year,
                                Owner::practice,
                                Cell::sum,
                                {}});
    slots = layout.declare({"programmes",
                            "more_time__slots_added",
                            "slot",
                            "slots that the programme added",
                            Period::month,
                            Owner::place,
                            Cell::count,
                            {}});
  }
};

/// One Place of one run.
class Play {
 public:
  Play(const Measures& measures, Tallies& tallies, const Streams& streams, int place, bool more_time)
      : m_{&measures}, tallies_{&tallies}, streams_{&streams}, place_{place}, effect_{more_time ? 0.03 : 0.0}
  {}

  void run()
  {
    waiting_.assign(services * ages * classes, 40);
    for (std::size_t i = 0; i < waiting_.size(); ++i) tallies_->add(m_->waiting_at_start, i, waiting_[i]);
    for (int month = 0; month < reported.months; ++month) {
      tallies_->open_month(first_day_of_month(reported.first_month + month));
      people();
      queues(month);
      activity(month);
    }
  }

 private:
  double draw(Why why, std::size_t who, int when) const
  {
    return streams_
        ->draw(static_cast<std::uint32_t>(who) + 1000u * static_cast<std::uint32_t>(place_), why,
               static_cast<std::uint32_t>(when))
        .uniform(0);
  }

  void people()
  {
    for (std::size_t i = 0; i < ages * classes; ++i) {
      const auto persons = static_cast<std::uint32_t>(1000 + 200 * place_ + 10 * static_cast<int>(i));
      const double share =
          0.35 + 0.05 * static_cast<double>(i % classes) + effect_ + 0.01 * draw(Why{"sample.share"}, i, 0);
      tallies_->add(m_->persons, i, persons);
      const auto add = [&](Counter counter, double part) {
        tallies_->add(counter, i, static_cast<std::uint32_t>(persons * part));
      };
      add(m_->seen_12m, share - 0.05);
      add(m_->seen_24m, share + 0.05);
      add(m_->seen_12m_any, share + 0.1);
      add(m_->seen_24m_any, share + 0.2);
    }
  }

  void queues(int month)
  {
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
      const auto asked = 50 + static_cast<std::uint32_t>(20 * draw(Why{"sample.asked"}, i, month));
      const auto started = static_cast<std::uint32_t>((waiting_[i] + asked) * (0.5 + effect_));
      const std::uint32_t left = asked / 10;
      waiting_[i] += asked - started - left;
      tallies_->add(m_->asked, i, asked);
      tallies_->add(m_->started, i, started);
      tallies_->add(m_->left, i, left);
      tallies_->add(m_->waiting, i, waiting_[i]);
      waits(i, started, month);
    }
  }

  /// Waits of a queue: exponential, mean 20 days, or a day for the second service.
  void waits(std::size_t queue, std::uint32_t started, int month)
  {
    const std::vector<std::int32_t> edges = wait_edges();
    const std::size_t service = queue / (ages * classes), age = queue / classes % ages,
                      deprivation = queue % classes;
    const auto count = [&](Counter counter, std::size_t n, Why why) {
      for (std::size_t k = 0; k < n; ++k) {
        const double days =
            (service == 0 ? 20.0 : 1.0) * -std::log(draw(why, queue, 1000 * month + static_cast<int>(k)));
        const auto bin = static_cast<std::size_t>(
            std::lower_bound(edges.begin(), edges.end(), static_cast<int>(days)) - edges.begin());
        const auto add = [&](std::size_t group) {
          tallies_->add(counter, (service * 4 + group) * edges.size() + bin);
        };
        add(0);
        if (age == 2) add(1);
        if (deprivation == 0) add(2);
        if (deprivation == 4) add(3);
        if (counter.variable == m_->completed.variable)
          tallies_->add_sum(m_->wait_days_sum, queue, static_cast<int>(days));
      }
    };
    count(m_->completed, started, Why{"sample.wait"});
    const bool year_ends = month % 12 == 11;
    if (year_ends) count(m_->still_waiting, waiting_[queue], Why{"sample.still"});
  }

  void activity(int month)
  {
    for (std::size_t band = 0; band < 4; ++band) {
      const auto courses =
          static_cast<std::uint32_t>(300 * (1 + effect_) + 60 * draw(Why{"sample.courses"}, band, month));
      tallies_->add(m_->courses, band, courses);
      tallies_->add_sum(m_->uda, band, courses * std::int64_t{100});
      tallies_->add_practice_sum(m_->delivered, band % practices, 0, courses * std::int64_t{100});
    }
    tallies_->add_sum(m_->paid, 0, 5'000'000);
    if (month % 12 == 11) tallies_->add_sum(m_->paid, 1, -700'000);
    if (effect_ > 0) tallies_->add(m_->slots, 0, 12);
  }

  const Measures* m_;
  Tallies* tallies_;
  const Streams* streams_;
  int place_;
  double effect_;
  std::vector<std::uint32_t> waiting_;
};

/// The headline figures, as functions of the last month.
io::Group summary(const Measures& measures, const std::vector<Tallies>& tallies)
{
  double persons = 0, seen = 0;
  for (const Tallies& of_place : tallies) {
    const auto all = of_place.counts(measures.persons), in_time = of_place.counts(measures.seen_24m);
    const std::size_t cells = ages * classes, last = all.size() - cells;
    for (std::size_t i = last; i < all.size(); ++i) {
      if ((i - last) / classes < 2) continue;  // adults only
      persons += all[i];
      seen += in_time[i];
    }
  }
  return {"summary",
          {},
          {{"adults_seen_24m_percent",
            {},
            "%",
            "adults seen in the last 24 months",
            std::vector<double>{100 * seen / persons}}}};
}

void write_run(const Measures& measures, bool more_time, int replication, const std::string& path)
{
  const Streams streams{7, static_cast<std::uint32_t>(replication)};
  std::vector<Tallies> tallies;
  std::vector<const Tallies*> addresses;
  for (int place = 0; place < places; ++place) tallies.emplace_back(measures.layout, reported, practices);
  for (int place = 0; place < places; ++place) {
    Tallies& mine = tallies[static_cast<std::size_t>(place)];
    Play{measures, mine, streams, place, more_time}.run();
    addresses.push_back(&mine);
  }
  std::vector<io::Group> groups = io::gather(measures.layout, reported, addresses,
                                             {{"St Helens", "Ynys Môn"}, {{"V1", "V2"}, {"V3", "V4"}}});
  groups.push_back(summary(measures, tallies));
  io::write_file(path, "1-of-1",
                 {{"title", "a made-up study"},
                  {"bitewing_version", "0.1.0"},
                  {"seed", std::int64_t{7}},
                  {"start", "2024-04-01"},
                  {"wall_seconds", 0.25}},
                 groups);
}

}  // namespace

int main(int count, char** arguments)
{
  if (count < 2) {
    std::fputs("write_sample FOLDER [sums]\n", stderr);
    return 2;
  }
  const std::filesystem::path folder = arguments[1];
  const Measures measures;
  std::vector<io::RunPath> runs;
  for (const std::string scenario : {"baseline", "more_time"}) {
    std::filesystem::create_directories(folder / "runs" / scenario);
    for (int replication = 1; replication <= replications; ++replication) {
      const auto path = folder / "runs" / scenario / ("000" + std::to_string(replication) + ".h5");
      write_run(measures, scenario == "more_time", replication, path.string());
      runs.push_back({scenario, replication, path.string()});
    }
  }
  io::CollectLimits limits;
  if (count > 2) limits.every_replication_below = 0;
  io::collect((folder / "study.h5").string(), "1-of-1", runs, io::read_attributes(runs.front().path), limits);
}
