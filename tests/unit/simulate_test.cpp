#include "sim/simulate.hpp"

#include "tests/catch2.hpp"

namespace {

struct Played {
  std::size_t process;
  sim::Day day;
  std::uint32_t of_day;
  std::uint64_t number;
  friend bool operator==(const Played&, const Played&) = default;
};

struct Diary {
  std::vector<std::size_t> largest_first{1, 0};
  std::vector<Played> lines;
  const std::vector<std::size_t>& order() const { return largest_first; }
  std::uint32_t rounds_a_day() const { return 2; }
  void play(std::size_t process, const sim::Round& round)
  {
    lines.push_back({process, round.day, round.of_day, round.number});
  }
};

struct ShortDiary : Diary {
  sim::Proceed day_done(sim::Day day) { return day == 101 ? sim::Proceed::stop : sim::Proceed::go_on; }
};

}  // namespace

TEST_CASE("simulate: plays every process in every round of every day, the largest first")
{
  Diary diary;
  sim::Crew crew(1);
  CHECK(sim::simulate(diary, 100, 101, crew) == 102);
  CHECK(diary.lines == std::vector<Played>{{1, 100, 0, 200},
                                           {0, 100, 0, 200},
                                           {1, 100, 1, 201},
                                           {0, 100, 1, 201},
                                           {1, 101, 0, 202},
                                           {0, 101, 0, 202},
                                           {1, 101, 1, 203},
                                           {0, 101, 1, 203}});
}

TEST_CASE("simulate: a model may stop it between days")
{
  ShortDiary diary;
  sim::Crew crew(1);
  CHECK(sim::simulate(diary, 100, 200, crew) == 102);
  CHECK(diary.lines.size() == 8);
}
