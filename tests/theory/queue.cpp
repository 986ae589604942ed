#include "tests/theory/queue.hpp"

#include <algorithm>
#include <numeric>

namespace theory {
namespace {

constexpr std::uint64_t seed = 20240401;

}  // namespace

Queue::Queue(const Settings& settings, std::uint32_t replication)
    : settings_{settings},
      streams_{seed, replication},
      calendar_{0, Replications::last_day(settings)},
      free_{settings.servers}
{
  for (std::size_t c = 0; c < settings_.apart.size(); ++c) plan_arrival(c);
}

double Queue::draw(std::size_t c, std::uint32_t number, sim::Why why) const
{
  return streams_.draw(number, why, static_cast<std::uint32_t>(c)).uniform(0);
}

void Queue::plan_arrival(std::size_t c)
{
  const double u = draw(c, arrivals_[c], sim::Why{"theory arrival"});
  calendar_.add(after(sim::exponential(u, settings_.apart[c])), static_cast<std::uint32_t>(c), arrive);
}

void Queue::play(sim::Day day)
{
  calendar_.play_day(
      day, [](const sim::Event&) { return sim::Touched{}; },
      [this](const sim::Event& event) { handle(event); });
  line_changes();
}

void Queue::handle(const sim::Event& event)
{
  if (event.handler == arrive) return arrival(event.subject);
  const std::uint32_t i = event.subject;
  if (customers_[i].due != calendar_.now() || customers_[i].in_line != (event.handler == give_up)) return;
  if (event.handler == give_up) return leave(i);
  customers_[i].due = 0;
  customers_.give_back(i);
  if (line_.empty()) {
    ++free_;
    return;
  }
  line_changes();
  start(*line_.serve(customers_));
}

void Queue::arrival(std::size_t c)
{
  const std::uint32_t number = arrivals_[c]++;
  const std::uint32_t i =
      customers_.take({0, 0, static_cast<std::uint8_t>(c), false, number, calendar_.now(), 0});
  if (free_ > 0) {
    --free_;
    start(i);
  } else {
    line_changes();
    line_.join(customers_, i, c);
    customers_[i].in_line = true;
    if (settings_.patience) {
      const double u = draw(c, number, sim::Why{"theory patience"});
      customers_[i].due = after(sim::exponential(u, *settings_.patience));
      calendar_.add(customers_[i].due, i, give_up);
    }
  }
  plan_arrival(c);
}

void Queue::start(std::uint32_t i)
{
  Customer& customer = customers_[i];
  const sim::Minute waited = calendar_.now() - customer.arrived;
  done_in_line_ += waited;
  if (counts(customer)) {
    Experience& mine = experience_[customer.priority];
    ++mine.served;
    mine.waited += waited > 0;
    mine.minutes += waited;
  }
  customer.in_line = false;
  customer.due =
      after(settings_.service(draw(customer.priority, customer.number, sim::Why{"theory service"})));
  calendar_.add(customer.due, i, end_of_service);
}

void Queue::leave(std::uint32_t i)
{
  Customer& customer = customers_[i];
  line_changes();
  line_.leave(customers_, i);
  done_in_line_ += calendar_.now() - customer.arrived;
  if (counts(customer)) {
    ++experience_[customer.priority].left;
    experience_[customer.priority].minutes += calendar_.now() - customer.arrived;
  }
  customer.due = 0;
  customer.in_line = false;
  customers_.give_back(i);
}

void Queue::line_changes()
{
  area_ += std::uint64_t{line_.size()} * (calendar_.now() - changed_);
  changed_ = calendar_.now();
}

bool Queue::counts(const Customer& customer) const
{
  return customer.number >= settings_.warm_up && customer.number < settings_.warm_up + settings_.counted;
}

bool Queue::finished() const
{
  bool all = true;
  for (std::size_t c = 0; c < settings_.apart.size(); ++c)
    all = all && experience_[c].served + experience_[c].left == settings_.counted;
  return all;
}

std::uint64_t Queue::time_in_line() const
{
  std::uint64_t minutes = done_in_line_;
  for (auto i = line_.first(); i; i = line_.after(customers_, *i))
    minutes += calendar_.now() - customers_[*i].arrived;
  return minutes;
}

Replications::Replications(const Settings& settings, std::uint32_t replications)
{
  for (std::uint32_t i = 0; i < replications; ++i) queues_.emplace_back(settings, i);
  order_.resize(replications);
  std::iota(order_.begin(), order_.end(), std::size_t{0});
}

// A tenth longer than the counted arrivals take on average: many times the spread of so many.
sim::Day Replications::last_day(const Settings& settings)
{
  constexpr double longer = 1.1;
  const double apart = *std::max_element(settings.apart.begin(), settings.apart.end());
  return static_cast<sim::Day>((settings.warm_up + settings.counted) * apart * longer / sim::minutes_per_day);
}

}  // namespace theory
