// The clinic benchmark as a stranger would write it: 400,000 patients come back after Exp(180 d) to one of 20 clinics
// of three dentists, are served in order and wait Exp(30 d) at most; two years. Arguments: minutes of service, threads.
#include "sim/calendar.hpp"
#include "sim/crew.hpp"
#include "sim/distributions.hpp"
#include "sim/line.hpp"
#include "tests/bench/measure.hpp"

enum Happens : std::uint32_t { arrive, leave_chair, give_up };
constexpr std::uint32_t clinics = 20, patients_each = 20000, days = 730;
constexpr double away = 180 * 1440, patience = 30 * 1440;  // mean minutes
const sim::Streams streams(1, 0);

struct Patient {
  sim::Minute due, since;  // the one event that is still meant; when they asked
  std::uint32_t previous, next, visits;
};

struct Clinic {
  std::uint32_t first_patient, service, free = 3;
  sim::Calendar calendar{0, days - 1};
  sim::Column<Patient> patients{patients_each};
  sim::Line<> line{};
  std::uint64_t served = 0, left = 0, waited = 0;

  void plan(std::uint32_t i, double in, Happens what)
  {
    patients[i].due = calendar.now() + static_cast<sim::Minute>(in);
    calendar.add(patients[i].due, i, what);
  }
  double draw(std::uint32_t i, sim::Why why, double mean) const
  {
    return 1 + sim::exponential(streams.draw(first_patient + i, why, patients[i].visits).uniform(0), mean);
  }
  void go_home(std::uint32_t i) { plan(i, draw(i, sim::Why{"clinic return"}, away), arrive); }
  void seat(std::uint32_t i)
  {
    waited += calendar.now() - patients[i].since;
    plan(i, service, leave_chair);
  }
  void ask(std::uint32_t i)
  {
    patients[i].since = calendar.now();
    if (free > 0) return --free, seat(i);
    line.join(patients, i);
    plan(i, draw(i, sim::Why{"clinic patience"}, patience), give_up);
  }
  void play(std::uint32_t i, std::uint32_t what)
  {
    if (patients[i].due != calendar.now()) return;
    if (what == arrive) return ask(i);
    ++(what == give_up ? left : served);
    ++patients[i].visits;
    go_home(i);
    if (what == give_up) return line.leave(patients, i);
    const auto next = line.serve(patients);
    return next ? seat(*next) : void(++free);
  }
  void play(sim::Day day)
  {
    const auto touches = [&](const sim::Event& event) { return sim::Touched{&patients[event.subject]}; };
    calendar.play_day(day, touches, [&](const sim::Event& event) { play(event.subject, event.handler); });
  }
};

int main(int argc, char** argv)
{
  const unsigned service = bench::argument(argc, argv, 1, 20), threads = bench::argument(argc, argv, 2, 1);
  const bench::Stopwatch stopwatch;
  std::vector<Clinic> all;
  for (std::uint32_t c = 0; c < clinics; ++c) all.push_back({c * patients_each, service});
  sim::Crew(threads).share(clinics, [&](std::size_t c) {
    for (std::uint32_t i = 0; i < patients_each; ++i) all[c].go_home(i);
    for (sim::Day day = 0; day < sim::Day{days}; ++day) all[c].play(day);
  });
  bench::print_clinics(all, stopwatch);
}
