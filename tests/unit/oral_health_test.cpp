#include "models/need/oral_health.hpp"

#include <algorithm>

#include "tests/catch2.hpp"
#include "tests/tiny_run.hpp"

using namespace models;

namespace {

const OralHealthSettings& house()
{
  static const Scenario scenario = tests::tiny_scenario({});
  return scenario.model->oral_health;
}

constexpr std::size_t first_adult_band = need_age(adult_age);
constexpr std::array<OralState, oral_states> all_states{
    OralState::sound,          OralState::enamel_decay,     OralState::dentinal_decay,
    OralState::pulpal,         OralState::treated_child,    OralState::stable,
    OralState::active_disease, OralState::urgent_condition, OralState::treated_adult};

bool is_child(OralState state) { return state <= OralState::treated_child; }

Person somebody(int health, int deprivation)
{
  Person person{};
  person.health = static_cast<std::uint8_t>(health);
  person.social = social_bits(Ethnicity{}, deprivation);
  return person;
}

}  // namespace

TEST_CASE("oral health: no step passes the ceiling of its person and band", "[need]")
{
  for (const double lever : {0.25, 1.0, 2.0}) {
    OralHealthSettings settings = house();
    settings.onset_factor = lever;
    const OralHealth oral{settings};
    for (std::size_t band = 0; band < need_ages; ++band)
      for (int dep = 1; dep <= 5; ++dep)
        for (const OralState state : all_states) {
          if (is_child(state) != (band < first_adult_band)) continue;
          for (const int health : {0, 128, 255})
            for (const bool neglected : {false, true})
              CHECK(oral.step(somebody(health, dep), state, band, neglected, false).rate <=
                    oral.ceiling(somebody(health, dep), band) * (1 + 1e-12));
        }
  }
}

TEST_CASE("oral health: a lever that lowers onset leaves the candidates where they are", "[need]")
{
  OralHealthSettings settings = house();
  settings.onset_factor = 0.5;
  const OralHealth as_it_is{house()}, lowered{settings};
  for (std::size_t band = 0; band < need_ages; ++band)
    for (int dep = 1; dep <= 5; ++dep)
      for (const int health : {0, 128, 255})
        CHECK(lowered.ceiling(somebody(health, dep), band) ==
              Approx(as_it_is.ceiling(somebody(health, dep), band)));
  const Person person = somebody(100, 3);
  CHECK(lowered.step(person, OralState::sound, 1, false, false).rate ==
        Approx(as_it_is.step(person, OralState::sound, 1, false, false).rate / 2));
  CHECK(lowered.step(person, OralState::stable, 6, false, false).rate ==
        Approx(as_it_is.step(person, OralState::stable, 6, false, false).rate / 2));
  CHECK(lowered.step(person, OralState::enamel_decay, 1, false, false).rate ==
        as_it_is.step(person, OralState::enamel_decay, 1, false, false).rate);
}

TEST_CASE("oral health: the chain goes one way, from sound to trouble, and stops there", "[need]")
{
  const OralHealth oral{house()};
  const auto next = [&](OralState state) {
    return oral.step(somebody(128, 1), state, is_child(state) ? 1 : 6, false, false);
  };
  CHECK(next(OralState::sound).to == OralState::enamel_decay);
  CHECK(next(OralState::enamel_decay).to == OralState::dentinal_decay);
  CHECK(next(OralState::dentinal_decay).to == OralState::pulpal);
  CHECK(next(OralState::treated_child).to == OralState::dentinal_decay);
  CHECK(next(OralState::stable).to == OralState::active_disease);
  CHECK(next(OralState::treated_adult).to == OralState::active_disease);
  CHECK(next(OralState::active_disease).to == OralState::urgent_condition);
  CHECK(next(OralState::pulpal).rate == 0);
  CHECK(next(OralState::urgent_condition).rate == 0);
  for (const OralState state : all_states) CHECK(is_child(next(state).to) == is_child(state));
}

TEST_CASE("oral health: onset rises with deprivation, frailty and neglect", "[need]")
{
  const OralHealth oral{house()};
  const auto onset = [&](OralState state, std::size_t band, int health, int dep, bool neglected) {
    return oral.step(somebody(health, dep), state, band, neglected, false).rate;
  };
  for (int dep = 2; dep <= 5; ++dep) {
    CHECK(onset(OralState::sound, 1, 128, dep, false) < onset(OralState::sound, 1, 128, dep - 1, false));
    CHECK(onset(OralState::stable, 6, 128, dep, false) < onset(OralState::stable, 6, 128, dep - 1, false));
  }
  CHECK(onset(OralState::sound, 1, 0, 3, false) < onset(OralState::sound, 1, 255, 3, false));
  CHECK(onset(OralState::stable, 6, 128, 3, true) ==
        Approx(house().neglect_factor * onset(OralState::stable, 6, 128, 3, false)));
  for (const OralState child : {OralState::sound, OralState::treated_child})
    CHECK(onset(child, 1, 128, 3, true) == Approx(house().neglect_factor * onset(child, 1, 128, 3, false)));
  // over all persons the mean factor of frailty is 1
  double sum = 0;
  for (int health = 0; health < 256; ++health) sum += onset(OralState::stable, 6, health, 3, false);
  CHECK(sum / 256 == Approx(house().adult_onset * house().adult_by_deprivation[2]));
}

namespace {

constexpr int drawn = 20'000;  // a share of them lies within 0.02 of its expectation but for one in 10^8

/// The share of people of an age in a state on the first day.
template <class Is>
double share_on_first_day(const OralHealth& oral, const Person& person, double age, Is is,
                          models::Pattern pattern = models::Pattern::regular)
{
  const sim::Streams streams{1, 1};
  int count = 0;
  for (std::uint32_t who = 0; who < drawn; ++who)
    count += is(oral.initial(person, need_age(static_cast<int>(age)), age, pattern,
                             streams.draw(who, sim::Why{"first day"}, 2)));
  return count / static_cast<double>(drawn);
}

/// Sound, with enamel decay, with more: the chain's first two steps, day by day.
std::array<double, 3> lived_to(const OralHealth& oral, const Person& person, int age)
{
  std::array<double, 3> share{1, 0, 0};
  for (double lived = 0; lived < age; lived += 1 / days_per_year) {
    const std::size_t band = need_age(static_cast<int>(lived));
    const double begin =
        share[0] * oral.step(person, OralState::sound, band, false, false).rate / days_per_year;
    const double deepen =
        share[1] * oral.step(person, OralState::enamel_decay, band, false, false).rate / days_per_year;
    share[0] -= begin, share[1] += begin - deepen, share[2] += deepen;
  }
  return share;
}

}  // namespace

TEST_CASE("oral health: children of the first day have lived under the chain's own rates", "[need]")
{
  const OralHealth oral{house()};
  for (const int dep : {1, 5})
    for (const int age : {2, 5, 10}) {
      const Person person = somebody(128, dep);
      const auto lived = lived_to(oral, person, age);
      CHECK(share_on_first_day(oral, person, age, [](OralState s) { return s == OralState::sound; }) ==
            Approx(lived[0]).margin(0.02));
      CHECK(share_on_first_day(oral, person, age, OralHealth::has_decay_experience) ==
            Approx(lived[2]).margin(0.02));
    }
  OralHealthSettings lever = house();
  lever.onset_factor = 0.5;  // prevention begins with the run, not before
  const auto sound = [](OralState s) { return s == OralState::sound; };
  CHECK(share_on_first_day(OralHealth{lever}, somebody(128, 1), 5, sound) ==
        share_on_first_day(oral, somebody(128, 1), 5, sound));
}

TEST_CASE("oral health: adults of the first day have their stated shares, urgent by pattern of attendance",
          "[need]")
{
  const OralHealth oral{house()};
  for (const int dep : {1, 3}) {
    const double share =
        house().first_day_diseased[1] * house().adult_by_deprivation[static_cast<std::size_t>(dep - 1)];
    CHECK(share_on_first_day(oral, somebody(7, dep), 40, OralHealth::is_diseased) ==
          Approx(share).margin(0.02));
    for (const models::Pattern pattern : {models::Pattern::regular, models::Pattern::trouble_only})
      CHECK(share_on_first_day(oral, somebody(7, dep), 40, OralHealth::is_symptomatic, pattern) ==
            Approx(share * house().first_day_urgent[static_cast<std::size_t>(pattern)]).margin(0.02));
  }
}

TEST_CASE("oral health: varnish protects for its months, on a child's onset and recurrence alone", "[need]")
{
  const OralHealth oral{house()};
  const int months = oral.varnish_months_after(true, 0, 0);
  CHECK(months == house().varnish_months);
  CHECK(OralHealth::protects(months, 0));
  CHECK(OralHealth::protects(months, 365));
  CHECK_FALSE(OralHealth::protects(months, 366));
  CHECK_FALSE(OralHealth::protects(0, 0));
  CHECK(oral.varnish_months_after(false, months, 100) == months - 3);  // a course without it takes none away
  CHECK(oral.varnish_months_after(false, 1, 100) == 0);
  const Person person = somebody(128, 3);
  for (const OralState state : all_states) {
    const std::size_t band = is_child(state) ? 1 : 6;
    const double bare = oral.step(person, state, band, false, false).rate,
                 varnished = oral.step(person, state, band, false, true).rate;
    const bool helps = state == OralState::sound || state == OralState::treated_child;
    CHECK(varnished == Approx(bare * (helps ? house().varnish_factor : 1)));
  }
}

TEST_CASE("oral health: treatment cures disease, urgent care only pain", "[need]")
{
  for (const OralState state : all_states) {
    CHECK_FALSE(OralHealth::is_diseased(OralHealth::treated(state)));
    CHECK_FALSE(OralHealth::is_symptomatic(OralHealth::relieved(state)));
    CHECK(OralHealth::is_diseased(OralHealth::relieved(state)) == OralHealth::is_diseased(state));
    CHECK(is_child(OralHealth::treated(state)) == is_child(state));
    CHECK(is_child(OralHealth::relieved(state)) == is_child(state));
    if (!OralHealth::is_diseased(state)) CHECK(OralHealth::treated(state) == state);
  }
}

TEST_CASE("oral health: what children bring to their eighteenth birthday", "[need]")
{
  for (const OralState state : all_states) {
    const OralState grown = OralHealth::grown_up(state);
    CHECK_FALSE(is_child(grown));
    CHECK(OralHealth::is_diseased(grown) == OralHealth::is_diseased(state));
    CHECK(OralHealth::is_symptomatic(grown) == OralHealth::is_symptomatic(state));
    CHECK(OralHealth::grown_up(grown) == grown);
  }
  CHECK(OralHealth::grown_up(OralState::treated_child) == OralState::treated_adult);
}

TEST_CASE("oral health: decay experience is dentinal decay now or treated", "[need]")
{
  const auto counted = std::count_if(all_states.begin(), all_states.end(), OralHealth::has_decay_experience);
  CHECK(counted == 3);
  CHECK(OralHealth::has_decay_experience(OralState::treated_child));
  CHECK_FALSE(OralHealth::has_decay_experience(OralState::enamel_decay));
}
