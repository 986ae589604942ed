// The clinic benchmark as a stranger would write it: 400,000 patients come back after Exp(180 d) to one of 20
// clinics of three dentists, are served 20 minutes, first come first served, and wait Exp(30 d) at most. Two years.
//
//   bench_clinic [MINUTES OF SERVICE] [THREADS] [PATIENTS] [CLINICS]
#include <fmt/core.h>

#include <memory>

#include "sim/calendar.hpp"
#include "sim/column.hpp"
#include "sim/crew.hpp"
#include "sim/distributions.hpp"
#include "sim/line.hpp"
#include "tests/bench/measure.hpp"

enum Happens : std::uint32_t { arrive, leave_chair, give_up };
constexpr sim::Day first_day = 0, last_day = 729;
constexpr double stays_away = 180 * 1440, has_patience = 30 * 1440;  // mean minutes
const sim::Streams streams(1, 0);

struct Patient {
  sim::Minute due, since;  // the one event that is still meant; asked at
  std::uint32_t previous, next, visits;
};

struct Clinic {
  const std::uint32_t first, service;
  std::uint32_t free = 3;
  sim::Calendar calendar{first_day, last_day};
  sim::Column<Patient> patients{};
  sim::Line<> line{};
  std::uint64_t served = 0, reneged = 0, waited = 0;

  void plan(std::uint32_t i, sim::Minute when, Happens what)
  {
    calendar.add(patients[i].due = when, i, what);
  }
  void go_home(std::uint32_t i)
  {
    const double u = streams.draw(first + i, sim::Why{"clinic return"}, patients[i].visits++).uniform(0);
    plan(i, calendar.now() + 1 + static_cast<sim::Minute>(sim::exponential(u, stays_away)), arrive);
  }
  void seat(std::uint32_t i)
  {
    waited += calendar.now() - patients[i].since;
    plan(i, calendar.now() + service, leave_chair);
  }
  void wait(std::uint32_t i)
  {
    line.join(patients, i);
    const double u = streams.draw(first + i, sim::Why{"clinic patience"}, patients[i].visits).uniform(0);
    plan(i, calendar.now() + 1 + static_cast<sim::Minute>(sim::exponential(u, has_patience)), give_up);
  }
  void handle(const sim::Event& event)
  {
    const std::uint32_t i = event.subject;
    if (patients[i].due != calendar.now()) return;
    if (event.handler == arrive) {
      patients[i].since = calendar.now();
      if (free == 0) return wait(i);
      --free;
      return seat(i);
    }
    if (event.handler == give_up)
      ++reneged, line.leave(patients, i);
    else if (++served; const auto next = line.serve(patients))
      seat(*next);
    else
      ++free;
    go_home(i);
  }
  void play(sim::Day day)
  {
    calendar.open(day);
    calendar.play_until(
        1440, [&](const sim::Event& e) { return sim::Touched{&patients[e.subject]}; },
        [&](const sim::Event& event) { handle(event); });
    calendar.close();
  }
};

int main(int argc, char** argv)
{
  const unsigned service = bench::argument(argc, argv, 1, 20),
                 patients = bench::argument(argc, argv, 3, 400000);
  std::vector<std::unique_ptr<Clinic>> clinics(bench::argument(argc, argv, 4, 20));
  const auto each = static_cast<std::uint32_t>(patients / clinics.size());
  sim::Crew crew(bench::argument(argc, argv, 2, 1));
  const bench::Stopwatch stopwatch;
  crew.share(clinics.size(), [&](std::size_t c) {
    clinics[c] = std::make_unique<Clinic>(Clinic{static_cast<std::uint32_t>(c) * each, service});
    clinics[c]->patients.resize(each);
    for (std::uint32_t i = 0; i < each; ++i) clinics[c]->go_home(i);
    for (sim::Day day = first_day; day <= last_day; ++day) clinics[c]->play(day);
  });
  const double core = stopwatch.processor(), wall = stopwatch.wall();
  double served = 0, reneged = 0, waited = 0;
  for (const auto& clinic : clinics)
    served += double(clinic->served), reneged += double(clinic->reneged), waited += double(clinic->waited);
  fmt::print(
      "clinic, service {} min: served {:.0f}, reneged {:.0f}, mean wait {:.3f} min; {:.2f} M model events, "
      "{:.1f} M/s of one core, {:.1f} M/s wall, peak {:.0f} MB\n",
      service, served, reneged, waited / served, 2e-6 * (served + reneged), 2e-6 * (served + reneged) / core,
      2e-6 * (served + reneged) / wall, bench::peak_megabytes());
}
