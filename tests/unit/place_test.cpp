#include "models/places/place.hpp"

#include <algorithm>

#include "models/practices/working_days.hpp"
#include "tests/catch2.hpp"
#include "tests/open_region.hpp"

using namespace models;

namespace {

const tests::Sets two_years{"study.warm_up=0", "study.months=24"};

}  // namespace

TEST_CASE("place: a living person's clock rings again, and no course goes on for ever", "[places]")
{
  tests::OpenRegion region{{"study.warm_up=0", "study.months=60"}};
  region.play_to(region.around.last);
  constexpr int longest_course = 2 * 365;
  std::size_t alive = 0;
  region.each_person([&](const Person& person, const PersonState& state) {
    if (!person.alive_on(region.around.last)) return;
    ++alive;
    CHECK(state.due() > region.around.last);
    if (state.has(PersonState::in_course)) CHECK(region.around.last - state.last_seen < longest_course);
  });
  CHECK(alive > 4000);
}

TEST_CASE("place: a reply to somebody who asked for nothing is dropped and counted", "[places]")
{
  tests::OpenRegion region{two_years}, undisturbed{two_years};
  const sim::Day day = region.around.first;
  region.play_to(day);
  undisturbed.play_to(day);
  Place& seaport = *region.places[0];
  const auto residents = seaport.residents();
  const auto idle = std::find_if(residents.begin(), residents.end(), [](const Resident& resident) {
    const PersonState& state = resident.state;
    return !state.has(PersonState::routine_live) && !state.has(PersonState::urgent_live);
  });
  REQUIRE(idle != residents.end());
  const std::size_t another = 1;
  for (const char* service : {"routine_care", "urgent_care", "ga_list"})
    for (const LetterKind kind :
         {LetterKind::refused, LetterKind::started, LetterKind::left, LetterKind::completed}) {
      Letter letter{.person = static_cast<std::uint32_t>(idle - residents.begin()), .kind = kind};
      letter.minute = sim::minute_of(day + 1, 0);
      letter.service = region.service_number(service);
      region.post.send(another, 0, letter);
    }
  region.play_all();
  undisturbed.play_all();
  CHECK(seaport.stale_letters() == 12);
  CHECK(region.total(region.measures.started) == undisturbed.total(undisturbed.measures.started));
  CHECK(region.total(region.measures.left) == undisturbed.total(undisturbed.measures.left));
  CHECK(region.total(region.measures.waiting) == undisturbed.total(undisturbed.measures.waiting));
}

TEST_CASE("place: a reply to an earlier request is dropped though another is open", "[places]")
{
  tests::OpenRegion region{two_years};
  region.play_to(region.around.first + 60);
  const Place& seaport = *region.places[0];
  const auto residents = seaport.residents();
  const auto open = std::find_if(residents.begin(), residents.end(), [](const Resident& resident) {
    const PersonState& state = resident.state;
    return state.has(PersonState::routine_live) && !state.has(PersonState::in_course) &&
           !state.has(PersonState::held) && state.asks > 1;
  });
  REQUIRE(open != residents.end());
  const PersonState before = open->state;
  Letter letter{.person = static_cast<std::uint32_t>(open - residents.begin()),
                .minute = sim::minute_of(region.today, 0),
                .ordinal = static_cast<std::uint16_t>(before.asks + 1),
                .kind = LetterKind::left};
  region.post.send(1, 0, letter);
  region.play_to(region.today);
  CHECK(seaport.stale_letters() == 1);
  CHECK(open->state.has(PersonState::last_try_failed) == before.has(PersonState::last_try_failed));
}

TEST_CASE("place: the first day: few adults were never seen, and nobody was seen later for it", "[places]")
{
  struct Seen {
    int never = 0, lately = 0, adults = 0;
  };
  const auto first_day = [](const char* share) {
    tests::OpenRegion region{{"study.warm_up=0", std::string{"care_seeking.earlier_visit="} + share}};
    Seen seen;
    region.each_person([&](const Person& person, const PersonState& state) {
      if (!person.alive_on(region.around.first) || age_years(person, region.around.first) < adult_age) return;
      ++seen.adults;
      seen.never += state.last_seen == 0;
      seen.lately += state.last_seen != 0 && region.around.first - state.last_seen <= 730;
      CHECK((state.last_seen == 0 || state.last_seen >= person.birth));
    });
    return seen;
  };
  const Seen without = first_day("0"), most = first_day("0.9");
  CHECK(without.never > without.adults / 5);
  CHECK(most.never < most.adults / 10);
  CHECK(most.never > 0);
  CHECK(most.lately == without.lately);
}

TEST_CASE("place: who did not come has found an appointment, and is in need all the same", "[places]")
{
  const auto is_waiting = [](const PersonState& state) {
    return state.has(PersonState::routine_live) && !state.has(PersonState::in_course) &&
           !state.has(PersonState::held) && state.asks == 1;
  };
  tests::OpenRegion region{two_years};
  region.play_to(region.around.first + 60);
  const Place& seaport = *region.places[0];
  std::vector<std::pair<std::size_t, Reason>> told;
  for (std::size_t i = 0, reason = 0; reason < reasons && i < seaport.residents().size(); ++i) {
    const Person& person = region.population->of_place(0)[i];
    if (!is_waiting(seaport.residents()[i].state) || !person.alive_on(region.today + 30)) continue;
    const Letter letter{.person = static_cast<std::uint32_t>(i),
                        .minute = sim::minute_of(region.today, 0),
                        .ordinal = 1,
                        .kind = LetterKind::left,
                        .service = region.around.services.routine,
                        .stratum = static_cast<std::uint8_t>(stratum(person, region.today)),
                        .missed = static_cast<std::uint8_t>(reason)};
    region.post.send(1, 0, letter);
    told.emplace_back(i, static_cast<Reason>(reason++));
  }
  REQUIRE(told.size() == reasons);
  region.play_to(region.today);  // the letters were written before the first collection
  for (const auto& [i, reason] : told) {
    const PersonState& state = seaport.residents()[i].state;
    INFO("reason " << static_cast<int>(reason));
    REQUIRE_FALSE(state.has(PersonState::routine_live));
    CHECK(state.has(PersonState::last_try_failed) ==
          (reason != Reason::missed && reason != Reason::discharged && reason != Reason::died));
    if (reason == Reason::missed || reason == Reason::discharged)
      CHECK((state.has(PersonState::unmet) ||
             seaport.residents()[i].history.last_seen_any >= region.today - 1));  // one in eight goes private
  }
}

TEST_CASE("place: the last 12 months are twelve months of the calendar, whatever their days", "[places]")
{
  const tests::Sets to_new_year{"study.start=2024-01-01", "study.warm_up=0", "study.months=24"};
  tests::OpenRegion region{tests::with(to_new_year, tests::larger_region())};
  region.play_all();
  const sim::Day since = sim::to_day(2025, 1, 1);
  std::int64_t seen = 0, day_before = 0;
  region.each_person([&](const Person& person, const PersonState& state) {
    if (!person.alive_on(region.around.last)) return;
    seen += state.last_seen >= since;
    day_before += state.last_seen == since - 1;  // the last day of a leap year, a Tuesday
  });
  std::int64_t counted = 0;
  for (const auto& place : region.places) {
    const auto by_month = place->tallies().counts(region.measures.seen_12m);
    const auto cells = static_cast<std::ptrdiff_t>(by_month.size()) / region.scenario.study.months;
    counted += std::accumulate(by_month.end() - cells, by_month.end(), std::int64_t{0});
  }
  CHECK(counted == seen);
  CHECK(day_before > 0);
}

TEST_CASE("place: the dead ask for nothing any more", "[places]")
{
  tests::OpenRegion region{two_years};
  const sim::Day middle = region.around.first + 365;
  region.play_to(middle);
  std::vector<std::uint16_t> asks;
  region.each_person([&](const Person&, const PersonState& state) { asks.push_back(state.asks); });
  region.play_all();
  std::size_t row = 0, dead = 0, living_who_asked = 0;
  region.each_person([&](const Person& person, const PersonState& state) {
    const std::uint16_t before = asks[row++];
    if (person.death <= middle) {
      ++dead;
      CHECK(state.asks == before);
    } else {
      living_who_asked += state.asks > before;
    }
  });
  CHECK(dead > 20);
  CHECK(living_who_asked > 500);
}

TEST_CASE("place: whoever dies leaves the books and the lists on the day", "[places]")
{
  tests::OpenRegion region{{"study.warm_up=0", "study.months=24", "population.mortality.rate_at_65=0.1"}};
  region.play_all();
  std::size_t dead = 0;
  region.each_person([&](const Person& person, const PersonState& state) {
    if (person.death >= region.around.last) return;  // later, or today: a letter may be under way
    ++dead;
    CHECK(!state.has(PersonState::routine_live));
    CHECK(!state.has(PersonState::urgent_live));
  });
  CHECK(dead > 200);
  std::int64_t died = 0;
  for (const auto& place : region.places) {
    const auto by_reason = place->tallies().counts(region.measures.left_by_reason);
    for (std::size_t cell = 0; cell < by_reason.size(); ++cell)
      died += cell % reasons == static_cast<std::size_t>(Reason::died) ? by_reason[cell] : 0;
  }
  CHECK(died > 0);
}

TEST_CASE("place: children born within the run wait for their birthday, then some of them ask", "[places]")
{
  const tests::Sets five_years{"study.warm_up=0", "study.months=60"};
  tests::OpenRegion region{five_years};
  region.play_to(region.around.first + 100);
  std::size_t unborn = 0;
  region.each_person([&](const Person& person, const PersonState& state) {
    if (person.entry < region.today) return;
    ++unborn;
    CHECK(state.asks == 0);
    CHECK(state.last_seen == 0);
    CHECK_FALSE(state.has(PersonState::begun));
    CHECK(state.oral == OralState::sound);
  });
  CHECK(unborn > 100);
  region.play_all();
  std::size_t asked = 0, seen = 0;
  region.each_person([&](const Person& person, const PersonState& state) {
    if (person.entry <= region.around.first + 100) return;
    asked += state.asks > 0;
    seen += state.last_seen != 0;
    if (state.last_seen != 0) CHECK(state.last_seen >= person.birth);
  });
  CHECK(asked > 10);
  CHECK(seen > 10);
}

TEST_CASE("place: nobody on a waiting list is rung up on a Sunday or a bank holiday", "[places]")
{
  // who joins a list leaves it only for an appointment, given in the morning (nobody dies)
  tests::OpenRegion region{{"study.warm_up=0", "study.months=24", "books.horizon=30",
                            "contract.hand_back_rate=0", "clinicians.vacancy_factor=1.5",
                            "population.mortality.rate_at_65=0", "population.care_homes.leaving=0",
                            "pathway.general_practice.booking.patience_routine=1000",
                            "pathway.general_practice.booking.patience_spread=0",
                            "pathway.general_practice.attendance.cancels_early=0"}};
  const std::size_t practices = region.geography->practices.size();
  std::vector<int> before(practices, 0);
  int given_on_working_days = 0, given_on_others = 0;
  while (region.today <= region.around.last) {
    const sim::Day day = region.today;
    region.play_to(day);
    for (std::size_t p = 0; p < practices; ++p) {
      const int waiting = region.board.read(region.round, p).waiting;
      if (waiting < before[p]) ++(is_working_day(day) ? given_on_working_days : given_on_others);
      before[p] = waiting;
    }
  }
  CHECK(given_on_working_days > 20);
  CHECK(given_on_others == 0);
}

TEST_CASE("place: hours of collection must ascend and end at midnight", "[places]")
{
  CHECK_THROWS_WITH(tests::tiny_scenario({"post.collection=[8, 11, 14, 17, 23]"}),
                    ContainsSubstring("midnight"));
  CHECK_THROWS_WITH(tests::tiny_scenario({"post.collection=[11, 8, 14, 17, 24]"}),
                    ContainsSubstring("ascend"));
}
