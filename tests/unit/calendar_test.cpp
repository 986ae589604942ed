#include "sim/calendar.hpp"

#include <algorithm>
#include <queue>
#include <random>

#include "tests/catch2.hpp"

namespace {

constexpr sim::Day first_day = sim::to_day(2024, 4, 1);

const auto touch_nothing = [](const sim::Event&) { return sim::Touched{}; };

/// What a calendar promises, written down without regard to speed.
class SlowCalendar {
 public:
  explicit SlowCalendar(sim::Day last) : last_{last} {}
  void add(sim::Day day, const sim::Event& event)
  {
    if (day <= last_) queue_.emplace(day, sim::pack(event, day));
  }
  template <class Fire>
  void play(sim::Day day, sim::Minute minute, Fire&& fire)
  {
    while (!queue_.empty() && queue_.top().first == day &&
           queue_.top().second < std::uint64_t{minute} << 53) {
      const auto [due, word] = queue_.top();
      queue_.pop();
      fire(sim::unpack(word, due));
    }
  }

 private:
  using Entry = std::pair<sim::Day, std::uint64_t>;
  sim::Day last_;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue_;
};

/// A made-up model: what an event adds depends on the event and its day only, so both calendars see the same.
template <class AnyCalendar>
void add_followers(AnyCalendar& calendar, const sim::Event& event, sim::Day day)
{
  std::mt19937_64 random(sim::pack(event, day) ^ static_cast<std::uint64_t>(day));
  const auto draw = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  const std::uint32_t followers = draw(8) == 0 ? 2 : 1;
  for (std::uint32_t k = 0; k < followers; ++k) {
    const bool today = draw(3) == 0;
    const sim::Day due = today ? day : day + 1 + static_cast<sim::Day>(draw(30));
    const std::uint32_t minute =
        today ? event.minute + draw(sim::minutes_per_day - event.minute) : draw(16) * 90;
    calendar.add(due, {draw(100000), draw(64), draw(1000), minute});
  }
}

}  // namespace

TEST_CASE("calendar: plays exactly what a sorted queue plays, in rounds of any length")
{
  const sim::Day last_day = first_day + 60;
  sim::Calendar calendar(first_day, last_day);
  SlowCalendar expected(last_day);
  for (std::uint32_t i = 0; i < 2000; ++i) {
    const sim::Day day = first_day + static_cast<sim::Day>(i % 40);
    const sim::Event event{i, i % 64, sim::no_slot, i * 37 % sim::minutes_per_day};
    calendar.add(day, event);
    expected.add(day, event);
  }
  std::size_t played = 0;
  bool same = true;
  for (sim::Day day = first_day; day <= last_day; ++day) {
    calendar.open(day);
    for (const sim::Minute end : {480u, 480u, 660u, 1020u, sim::minutes_per_day}) {
      std::vector<sim::Event> ours, theirs;
      calendar.play_until(end, touch_nothing, [&](const sim::Event& event) {
        same = same && calendar.now() == sim::minute_of(day, event.minute);
        ours.push_back(event);
        add_followers(calendar, event, day);
      });
      expected.play(day, end, [&](const sim::Event& event) {
        theirs.push_back(event);
        add_followers(expected, event, day);
      });
      same = same && ours == theirs && calendar.now() == sim::minute_of(day, end);
      played += ours.size();
    }
    calendar.close();
  }
  CHECK(same);
  CHECK(played > 10000);
}

TEST_CASE("calendar: an event for the running day takes its place among those that are due")
{
  sim::Calendar calendar(first_day, first_day);
  calendar.add(first_day, {1, 0, 0, 600});
  calendar.add(first_day, {2, 0, 0, 700});
  calendar.open(first_day);
  std::vector<std::uint32_t> order;
  calendar.play_until(sim::minutes_per_day, touch_nothing, [&](const sim::Event& event) {
    order.push_back(event.subject);
    if (event.subject == 1) calendar.add(sim::minute_of(first_day, 650), 3, 0);
    if (event.subject == 3) calendar.add(sim::minute_of(first_day, 650), 4, 0);
  });
  CHECK(order == std::vector<std::uint32_t>{1, 3, 4, 2});
}

TEST_CASE("calendar: an event at a round's end belongs to the next round")
{
  sim::Calendar calendar(first_day, first_day);
  calendar.add(first_day, {1, 0, 0, 480});
  calendar.open(first_day);
  int played = 0;
  const auto count = [&](const sim::Event&) { ++played; };
  calendar.play_until(480, touch_nothing, count);
  CHECK(played == 0);
  calendar.play_until(660, touch_nothing, count);
  CHECK(played == 1);
}

TEST_CASE("calendar: events past the last day are dropped")
{
  sim::Calendar calendar(first_day, first_day + 1);
  const std::size_t bytes = calendar.bytes();
  calendar.add(first_day + 2, {1, 0, 0, 0});
  calendar.add(first_day + 30000, {1, 0, 0, 0});
  CHECK(calendar.bytes() == bytes);
  for (sim::Day day = first_day; day <= first_day + 1; ++day) {
    calendar.open(day);
    int played = 0;
    calendar.play_until(sim::minutes_per_day, touch_nothing, [&](const sim::Event&) { ++played; });
    CHECK(played == 0);
    calendar.close();
  }
  calendar.add(first_day + 2, {1, 0, 0, 0});
}

TEST_CASE("calendar: memory is used again")
{
  const sim::Day last_day = first_day + 400;
  sim::Calendar calendar(first_day, last_day);
  for (std::uint32_t i = 0; i < 100000; ++i)
    calendar.add(first_day + static_cast<sim::Day>(i % 50), {i, 0, 0, i % 1440});
  std::size_t after_warm_up = 0;
  for (sim::Day day = first_day; day <= last_day; ++day) {
    calendar.open(day);
    calendar.play_until(sim::minutes_per_day, touch_nothing,
                        [&](const sim::Event& event) { calendar.add(day + 50, event); });
    calendar.close();
    if (day == first_day + 100) after_warm_up = calendar.bytes();
  }
  CHECK(calendar.bytes() == after_warm_up);
  CHECK(static_cast<double>(calendar.bytes()) / 100000 < 12);
}

TEST_CASE("calendar: says ahead of time which events it is about to play")
{
  sim::Calendar calendar(first_day, first_day);
  for (std::uint32_t i = 0; i < 200; ++i) calendar.add(first_day, {i, 0, 0, i * 7 % 1440});
  calendar.open(first_day);
  std::vector<std::uint32_t> touched;
  bool always_before = true;
  calendar.play_until(
      sim::minutes_per_day,
      [&](const sim::Event& event) {
        touched.push_back(event.subject);
        return sim::Touched{};
      },
      [&](const sim::Event& event) {
        always_before =
            always_before && std::find(touched.begin(), touched.end(), event.subject) != touched.end();
      });
  CHECK(always_before);
  CHECK(touched.size() == 200);
}
