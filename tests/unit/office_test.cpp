#include "models/places/office.hpp"

#include <algorithm>

#include "tests/catch2.hpp"
#include "tests/open_region.hpp"

using namespace models;

namespace {

/// Contracts come back fast, and those that stay hold some of their sessions back, so that they have room.
tests::Sets many_closures(const char* start)
{
  return {std::string{"study.start="} + start, "study.warm_up=0",          "study.months=12",
          "contract.hand_back_rate=50",        "clinicians.filled_mean=1", "care_seeking.search_adult=4"};
}

struct Activity {
  std::int64_t handed_back, relet, unplaced;
};

Activity played(const tests::Sets& sets, std::uint32_t replication)
{
  tests::OpenRegion region{sets, replication};
  region.play_all();
  const auto counter = [&](const char* name) { return region.layout.counter("programmes", name); };
  return {region.total_of_sums(counter("general_practice__handed_back")),
          region.total_of_sums(counter("general_practice__relet")),
          region.total_of_sums(counter("general_practice__unplaced"))};
}

}  // namespace

TEST_CASE("office: what is handed back is let again or stays unplaced, to the last hundredth", "[places]")
{
  std::int64_t handed_back = 0, relet = 0;
  for (std::uint32_t replication = 1; replication <= 8; ++replication) {
    const Activity activity = played(many_closures("2024-04-01"), replication);
    INFO("replication " << replication);
    CHECK(activity.handed_back == activity.relet + activity.unplaced);
    handed_back += activity.handed_back;
    relet += activity.relet;
  }
  CHECK(handed_back > 0);
  CHECK(relet > 0);
}

TEST_CASE("office: in the last month of a contract year nothing is let again", "[places]")
{
  tests::OpenRegion region{{"study.start=2025-02-01", "study.warm_up=0", "study.months=2"}};
  // a letter as a Place writes it, on a day in March
  region.play_to(sim::to_day(2025, 3, 9));
  Letter letter{.person = 0, .kind = LetterKind::handed_back};
  letter.minute = sim::minute_of(region.today, 0);
  set_activity(letter, 123'456);
  region.post.send(0, region.geography->places.size(), letter);
  region.play_all();
  CHECK(region.total_of_sums(region.layout.counter("programmes", "general_practice__unplaced")) == 123'456);
}

TEST_CASE("office: room is given away once, however many hand back in one round", "[places]")
{
  tests::OpenRegion region{many_closures("2024-04-01"), 1};
  const auto room_on_the_board = [&] {
    std::int64_t sum = 0;
    for (std::size_t p = 0; p < region.geography->practices.size(); ++p) {
      const PublicState& face = region.board.read(region.round, p);
      sum += face.has(PublicState::closed) ? 0 : face.room;
    }
    return sum;
  };
  // four letters of one morning, each for as much as all have room for
  region.play_to(region.around.first + 20);
  while (room_on_the_board() == 0 && region.today < region.around.last - 60) region.play_to(region.today);
  const std::int64_t room = room_on_the_board();
  REQUIRE(room > 0);
  const sim::Counter relet = region.layout.counter("programmes", "general_practice__relet");
  const std::int64_t before = region.total_of_sums(relet);
  for (std::uint16_t k = 0; k < 4; ++k) {
    Letter letter{.person = k, .practice = k, .kind = LetterKind::handed_back};
    letter.minute = sim::minute_of(region.today, 0);
    set_activity(letter, static_cast<std::uint32_t>(room));
    region.post.send(0, region.geography->places.size(), letter);
  }
  region.play_to(region.today);
  const std::int64_t taken = region.total_of_sums(relet) - before;
  CHECK(taken <= room);  // by next morning room is a day's worth less
  CHECK(taken > room * 9 / 10);
}
