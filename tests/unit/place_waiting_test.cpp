// The stocks of people who wait, against the people themselves.
#include <array>
#include <numeric>

#include "models/places/place.hpp"
#include "tests/catch2.hpp"
#include "tests/open_region.hpp"

using namespace models;

namespace {

bool waits(const PersonState& state, std::uint8_t live, std::uint8_t in_course)
{
  return state.has(live) && !state.has(in_course);
}

}  // namespace

TEST_CASE("place: the stock of waits is the people who wait, whatever happened before", "[places]")
{
  tests::OpenRegion region{{"study.warm_up=3", "study.months=12", "contract.hand_back_rate=30"}};
  region.play_all();
  std::int64_t waiting = 0, held = 0, in_course = 0;
  region.each_person([&](const Person&, const PersonState& state) {
    const bool routine = waits(state, PersonState::routine_live, PersonState::in_course);
    held += routine && state.has(PersonState::held);
    waiting += (routine && !state.has(PersonState::held)) +
               waits(state, PersonState::urgent_live, PersonState::in_urgent_course);
    in_course += state.has(PersonState::in_course);
    // marks of an episode that is not there
    CHECK((state.has(PersonState::routine_live) ||
           !(state.bits & (PersonState::held | PersonState::in_course))));
    CHECK((state.has(PersonState::urgent_live) || !state.has(PersonState::in_urgent_course)));
  });
  CHECK(held > 0);
  CHECK(in_course > 0);
  std::int64_t stock = 0;
  for (const auto& place : region.places) {
    place->open_requests().each([&](const OpenRequest& request) { waiting += request.begun ? 0 : 1; });
    const auto by_month = place->tallies().counts(region.measures.waiting);
    const auto cells = static_cast<std::ptrdiff_t>(by_month.size()) / region.scenario.study.months;
    stock += std::accumulate(by_month.end() - cells, by_month.end(), std::int64_t{0});
    CHECK(place->stale_letters() == 0);
  }
  CHECK(stock == waiting);
}

TEST_CASE("place: members of PLUS groups are counted and wait as what they are on the day", "[places]")
{
  tests::OpenRegion region{{"study.warm_up=12", "study.months=36",
                            "population.groups.send.by_age=[200,200,200,200,200,0,0,0]",
                            "population.care_homes.places=30"}};
  region.play_all();
  const sim::Day last = region.around.last;
  std::array<std::int64_t, plus_groups> members{}, waiting{}, first_members{};
  for (std::size_t p = 0; p < region.places.size(); ++p)
    for (std::size_t i = 0; i < region.places[p]->residents().size(); ++i) {
      const std::uint32_t row = region.population->first_person[p] + static_cast<std::uint32_t>(i);
      const auto& [state, history] = region.places[p]->residents()[i];
      const bool alive = region.population->persons[row].alive_on(last);
      for (std::size_t g = 0; g < plus_groups; ++g) {
        const auto member = [&](sim::Day day) {
          return region.population->is_in(row, static_cast<PlusGroup>(g), day);
        };
        members[g] += alive && member(last);
        first_members[g] += alive && region.population->persons[row].in(static_cast<PlusGroup>(g));
        waiting[g] += waits(state, PersonState::routine_live, PersonState::in_course) &&
                      !state.has(PersonState::held) && member(history.routine_asked);
        waiting[g] += waits(state, PersonState::urgent_live, PersonState::in_urgent_course) &&
                      member(history.urgent_asked);
      }
    }
  for (std::size_t p = 0; p < region.places.size(); ++p)
    region.places[p]->open_requests().each([&](const OpenRequest& request) {
      const std::uint32_t row = region.population->first_person[p] + request.resident;
      for (std::size_t g = 0; g < plus_groups; ++g)
        waiting[g] +=
            !request.begun && region.population->is_in(row, static_cast<PlusGroup>(g), request.asked);
    });
  const auto at_the_end = [&](sim::Counter counter, std::size_t g) {
    std::int64_t sum = 0;
    for (const auto& place : region.places) {
      const auto by_month = place->tallies().counts(counter);
      sum += by_month[by_month.size() - plus_groups + g];
    }
    return sum;
  };
  for (std::size_t g = 0; g < plus_groups; ++g) {
    CHECK(at_the_end(region.measures.group_persons, g) == members[g]);
    CHECK(at_the_end(region.measures.group_waiting, g) == waiting[g]);
  }
  const auto of = [](PlusGroup group) { return static_cast<std::size_t>(group); };
  CHECK(members[of(PlusGroup::care_home_resident)] > first_members[of(PlusGroup::care_home_resident)]);
  CHECK(members[of(PlusGroup::send)] < first_members[of(PlusGroup::send)]);
  CHECK(waiting[of(PlusGroup::send)] > 0);
}
