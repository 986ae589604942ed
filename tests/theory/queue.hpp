// A queue on the real engine: calendar, pool, line, streams, main loop. For comparison with queueing theory.
//
// Times are whole minutes, and the mean service is two hours: rounding moves a mean wait by some millionths.
#pragma once
#include <array>
#include <functional>
#include <optional>
#include <vector>

#include "sim/calendar.hpp"
#include "sim/distributions.hpp"
#include "sim/line.hpp"
#include "sim/pool.hpp"
#include "sim/round.hpp"
#include "sim/stream.hpp"

namespace theory {

inline constexpr double mean_service = 120;  // minutes

/// Minutes as a function of one uniform number.
using Times = std::function<double(double)>;

inline Times exponential_times(double mean)
{
  return [mean](double u) { return sim::exponential(u, mean); };
}

struct Settings {
  std::uint32_t servers = 1;
  std::vector<double>
      apart;  // mean minutes between arrivals (Poisson), by class, the class served first in front
  Times service = exponential_times(mean_service);
  std::optional<double> patience = std::nullopt;  // mean minutes (exponential)
  std::uint32_t warm_up = 2000;                   // arrivals of each class that are not counted
  std::uint32_t counted = 50000;                  // arrivals of each class that are
};

/// What the counted arrivals of a class lived through.
struct Experience {
  std::uint64_t served = 0, waited = 0, left = 0;  // waited: those served who did not start at once
  std::uint64_t minutes = 0;                       // in the line, served or not
};

/// One replication. It plays until every counted arrival is served or has left.
class Queue {
 public:
  static constexpr std::size_t classes = 2;

  Queue(const Settings& settings, std::uint32_t replication);

  void play(sim::Day day);
  const Experience& experience(std::size_t c = 0) const { return experience_[c]; }
  bool finished() const;

  // Little's law as an identity of whole minutes: the area under the line's length is the time spent in the line.
  std::uint64_t area() const { return area_; }
  std::uint64_t time_in_line() const;

 private:
  enum Happens : std::uint32_t { arrive, end_of_service, give_up };
  struct Customer {
    std::uint32_t previous, next;
    std::uint8_t priority;
    bool in_line;
    std::uint32_t number;  // of its class
    sim::Minute arrived;
    sim::Minute due;  // the event that is meant
  };

  sim::Minute after(double minutes) const
  {
    return calendar_.now() + static_cast<sim::Minute>(minutes + 0.5);
  }
  double draw(std::size_t c, std::uint32_t number, sim::Why why) const;
  void plan_arrival(std::size_t c);
  void handle(const sim::Event& event);
  void arrival(std::size_t c);
  void start(std::uint32_t i);
  void leave(std::uint32_t i);
  void line_changes();
  bool counts(const Customer& customer) const;

  Settings settings_;
  sim::Streams streams_;
  sim::Calendar calendar_;
  sim::Pool<Customer> customers_{"customers"};
  sim::Line<classes> line_;
  std::array<std::uint32_t, classes> arrivals_{};
  std::array<Experience, classes> experience_{};
  std::uint32_t free_;
  std::uint64_t area_ = 0, done_in_line_ = 0;
  sim::Minute changed_ = 0;
};

/// Independent replications, played side by side by the main loop.
class Replications {
 public:
  Replications(const Settings& settings, std::uint32_t replications);
  const std::vector<std::size_t>& order() const { return order_; }
  std::uint32_t rounds_a_day() const { return 1; }
  void play(std::size_t process, const sim::Round& round) { queues_[process].play(round.day); }
  const std::vector<Queue>& queues() const { return queues_; }
  static sim::Day last_day(const Settings& settings);

 private:
  std::vector<Queue> queues_;
  std::vector<std::size_t> order_;
};

}  // namespace theory
