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
              CHECK(oral.step(somebody(health, dep), state, band, neglected).rate <=
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
  CHECK(lowered.step(person, OralState::sound, 1, false).rate ==
        Approx(as_it_is.step(person, OralState::sound, 1, false).rate / 2));
  CHECK(lowered.step(person, OralState::stable, 6, false).rate ==
        Approx(as_it_is.step(person, OralState::stable, 6, false).rate / 2));
  CHECK(lowered.step(person, OralState::enamel_decay, 1, false).rate ==
        as_it_is.step(person, OralState::enamel_decay, 1, false).rate);
}

TEST_CASE("oral health: the chain goes one way, from sound to trouble, and stops there", "[need]")
{
  const OralHealth oral{house()};
  const auto next = [&](OralState state) {
    return oral.step(somebody(128, 1), state, is_child(state) ? 1 : 6, false);
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
    return oral.step(somebody(health, dep), state, band, neglected).rate;
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

TEST_CASE("oral health: the first day has its stated shares, in stages by the time spent in each", "[need]")
{
  const OralHealth oral{house()};
  for (std::size_t band = 0; band < need_ages; ++band)
    for (int dep = 1; dep <= 5; ++dep) {
      const bool adult = band >= first_adult_band;
      const auto d = static_cast<std::size_t>(dep - 1);
      const double share = house().first_day_decayed[band] *
                           (adult ? house().adult_by_deprivation[d] : house().by_deprivation[d]);
      const Person person = somebody(7, dep);
      CHECK(oral.initial(person, band, share * 1.001, 0.5) == (adult ? OralState::stable : OralState::sound));
      const OralState early = oral.initial(person, band, share * 0.999, 0),
                      late = oral.initial(person, band, share * 0.999, 1);
      CHECK(early == (adult ? OralState::active_disease : OralState::enamel_decay));
      CHECK(late == (adult ? OralState::urgent_condition : OralState::dentinal_decay));
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
