#include "models/need/care_seeking.hpp"

#include <algorithm>
#include <cmath>

#include "sim/stream.hpp"
#include "tests/catch2.hpp"
#include "tests/statistics.hpp"
#include "tests/tiny_run.hpp"

using namespace models;

namespace {

const CareSeekingSettings& house()
{
  static const Scenario scenario = tests::tiny_scenario({});
  return scenario.model->care_seeking;
}

constexpr std::size_t first_adult_band = need_age(adult_age);
constexpr double days_per_month = days_per_year / 12;

Person somebody(int rank, int deprivation)
{
  Person person{};
  person.rank = static_cast<std::uint8_t>(rank);
  person.social = social_bits(Ethnicity{}, deprivation);
  return person;
}

bool is_child(OralState state) { return state <= OralState::treated_child; }

}  // namespace

TEST_CASE("care seeking: patterns have their shares at every age and in every class, to a rank", "[need]")
{
  const CareSeeking seeking{house()};
  for (std::size_t age = 0; age < need_ages; ++age)
    for (int dep = 1; dep <= 5; ++dep) {
      double sum = 0;
      std::array<int, patterns> count{};
      for (std::size_t p = 0; p < patterns; ++p)
        sum += house().share[p][age] * house().odds[p][static_cast<std::size_t>(dep - 1)];
      for (int rank = 0; rank < 256; ++rank)
        ++count[static_cast<std::size_t>(seeking.pattern(somebody(rank, dep), age))];
      for (std::size_t p = 0; p < patterns; ++p) {
        const double share = house().share[p][age] * house().odds[p][static_cast<std::size_t>(dep - 1)] / sum;
        INFO("age " << age << " class " << dep << " pattern " << p);
        CHECK(std::abs(count[p] / 256.0 - share) < 1.01 / 256);
      }
    }
}

TEST_CASE("care seeking: a pattern holds a run of ranks, so who changes class keeps to the order", "[need]")
{
  const CareSeeking seeking{house()};
  for (std::size_t age = 0; age < need_ages; ++age)
    for (int dep = 1; dep <= 5; ++dep)
      for (int rank = 1; rank < 256; ++rank)
        CHECK(seeking.pattern(somebody(rank - 1, dep), age) <= seeking.pattern(somebody(rank, dep), age));
}

TEST_CASE("care seeking: no rate passes its ceiling, in any state", "[need]")
{
  const CareSeeking seeking{house()};
  for (std::size_t age = 0; age < need_ages; ++age) {
    double highest = 0;
    for (std::size_t p = 0; p < patterns; ++p)
      for (std::size_t s = 0; s < oral_states; ++s)
        for (const bool has_practice : {false, true}) {
          const auto state = static_cast<OralState>(s);
          if (is_child(state) != (age < first_adult_band)) continue;
          const double rate = seeking.acute_rate(static_cast<Pattern>(p), age, state, has_practice);
          CHECK(rate <= seeking.acute_ceiling(static_cast<Pattern>(p), age) * (1 + 1e-12));
          highest = std::max(highest, rate);
        }
    CHECK(highest > 0);
    for (const bool yes : {false, true}) { CHECK(seeking.loss_rate(age, yes) <= seeking.loss_ceiling(age)); }
    CHECK(seeking.loss_rate(age, false) == 0);
  }
}

TEST_CASE("care seeking: the share that has begun follows the rates of the years lived", "[need]")
{
  const CareSeeking seeking{house()};
  CHECK(seeking.begun_by(0) == 0);
  CHECK(seeking.begun_by(0.5) == Approx(-std::expm1(-0.5 * seeking.begin_rate(0))));
  double hazard = 0;
  for (int years = 0; years < 6; ++years) {
    hazard += seeking.begin_rate(years);
    CHECK(seeking.begun_by(years + 1) == Approx(-std::expm1(-hazard)));
  }
  CHECK(seeking.begin_rate(5) == house().begin[need_age(5)]);
}

TEST_CASE("care seeking: anxiety, failures and bad visits put asking off", "[need]")
{
  const CareSeeking seeking{house()};
  PersonState state;
  constexpr bool child = true;
  CHECK(seeking.chance_of_putting_off(0, !child, state) == 0);
  CHECK(seeking.chance_of_putting_off(1, !child, state) == Approx(house().off_anxious[0]));
  CHECK(seeking.chance_of_putting_off(2, !child, state) == Approx(house().off_anxious[1]));
  CHECK(seeking.chance_of_putting_off(2, child, state) == 0);  // a parent decides
  state.set(PersonState::last_try_failed);
  CHECK(seeking.chance_of_putting_off(0, !child, state) == Approx(house().off_after_failure));
  CHECK(seeking.chance_of_putting_off(2, !child, state) ==
        Approx(1 - (1 - house().off_anxious[1]) * (1 - house().off_after_failure)));
  state = {};
  state.bad_and_missed = 2;
  CHECK(seeking.chance_of_putting_off(0, child, state) ==
        Approx(1 - (1 - house().off_after_bad_visit) * (1 - house().off_after_bad_visit)));
}

TEST_CASE("care seeking: a regular person without a practice hurts more often, and only that person",
          "[need]")
{
  const CareSeeking seeking{house()};
  const std::size_t band = need_age(40);
  CHECK(seeking.acute_rate(Pattern::regular, band, OralState::stable, false) ==
        Approx(house().acute_without_practice *
               seeking.acute_rate(Pattern::regular, band, OralState::stable, true)));
  CHECK(seeking.acute_rate(Pattern::occasional, band, OralState::stable, false) ==
        seeking.acute_rate(Pattern::occasional, band, OralState::stable, true));
}

TEST_CASE("care seeking: waits until the next asking have the mean of their rate", "[need]")
{
  const CareSeeking seeking{house()};
  const sim::Streams streams{11, 1};
  const auto mean_wait = [&](Pattern pattern, int years, bool has_practice) {
    std::vector<double> days;
    for (std::uint32_t who = 0; who < 20'000; ++who)
      days.push_back(seeking.days_to_next_ask(pattern, need_age(years), has_practice,
                                              streams.draw(who, sim::Why{"milestone"}, 0).uniform(0)));
    CHECK(*std::min_element(days.begin(), days.end()) >= 1);
    return tests::moments(days);
  };
  // a day is added and the rest cut to whole days: half a day more than the exponential's mean
  CHECK(mean_wait(Pattern::regular, 40, false).mean_agrees(0.5 + days_per_year / house().search_adult));
  CHECK(mean_wait(Pattern::regular, 8, false).mean_agrees(0.5 + days_per_year / house().search_child));
  CHECK(mean_wait(Pattern::regular, 40, true).mean_agrees(0.5 + house().retry_known));
  CHECK(mean_wait(Pattern::occasional, 40, true).mean_agrees(0.5 + days_per_year / house().occasional_adult));
  CHECK(mean_wait(Pattern::occasional, 8, false).mean_agrees(0.5 + days_per_year / house().occasional_child));
}

TEST_CASE("care seeking: trouble-only and private people and those of no pattern never ask by themselves",
          "[need]")
{
  const CareSeeking seeking{house()};
  for (const Pattern pattern : {Pattern::trouble_only, Pattern::private_care, Pattern::none})
    for (std::size_t age = 0; age < need_ages; ++age)
      CHECK(seeking.days_to_next_ask(pattern, age, false, 0.5) == 0);
}

TEST_CASE("care seeking: recall by habit keeps its limits, and its mean between them", "[need]")
{
  CareSeekingSettings settings = house();
  const CareSeeking seeking{settings};
  for (const bool child : {false, true}) {
    const double most = child ? settings.recall_most_child : settings.recall_most_adult;
    for (const double u : {1e-9, 0.01, 0.5, 0.99, 1 - 1e-9}) {
      CHECK(seeking.habitual_recall(child, u) >= static_cast<int>(settings.recall_least * days_per_month));
      CHECK(seeking.habitual_recall(child, u) <= static_cast<int>(most * days_per_month));
    }
    CHECK(seeking.habitual_recall(child, 1e-9) == static_cast<int>(settings.recall_least * days_per_month));
    CHECK(seeking.habitual_recall(child, 1 - 1e-9) == static_cast<int>(most * days_per_month));
  }
  // without limits the mean is the stated one
  settings.recall_least = 0;
  settings.recall_most_adult = 1000;
  const CareSeeking unlimited{settings};
  const sim::Streams streams{12, 1};
  std::vector<double> days;
  for (std::uint32_t who = 0; who < 20'000; ++who)
    days.push_back(unlimited.habitual_recall(false, streams.draw(who, sim::Why{"recall"}, 0).uniform(0)) +
                   0.5);
  CHECK(tests::moments(days).mean_agrees(settings.recall_adult * days_per_month));
}

TEST_CASE("care seeking: private visits lie half to one and a half intervals apart", "[need]")
{
  const CareSeeking seeking{house()};
  const double interval = house().private_interval * days_per_month;
  CHECK(seeking.days_to_private_visit(0.5) == 1 + static_cast<int>(interval));
  CHECK(seeking.days_to_private_visit(1e-9) == 1 + static_cast<int>(interval / 2));
  CHECK(seeking.days_to_private_visit(1 - 1e-9) <= 1 + static_cast<int>(interval * 1.5));
}

TEST_CASE("care seeking: the stated share of private patients attends regularly", "[need]")
{
  const CareSeeking seeking{house()};
  int attending = 0;
  for (int health = 0; health < 256; ++health) {
    Person person{};
    person.health = static_cast<std::uint8_t>(health);
    attending += seeking.attends_private(person);
  }
  CHECK(std::abs(attending / 256.0 - house().private_attends) <= 1 / 256.0);
}
