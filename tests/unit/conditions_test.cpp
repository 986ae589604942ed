#include "models/practices/conditions.hpp"

#include <cmath>

#include "tests/catch2.hpp"
#include "tests/practice_settings.hpp"

using namespace models;

namespace {

constexpr sim::Day first = 45000, last = 45099;

Wave wave(sim::Day from, sim::Day until, int ramp_days, double routine)
{
  Wave one;
  one.spell = {from, until, ramp_days};
  one.while_it_lasts.routine = routine;
  one.while_it_lasts.rest_minutes = 30;
  one.while_it_lasts.aerosol_barred = true;
  return one;
}

}  // namespace

TEST_CASE("conditions: a wave holds in full, then comes back along a straight line", "[practices]")
{
  const Wave one = wave(first, last, 99, 0.2);
  CHECK(one.spell.left(first - 1) == 0);
  CHECK(one.spell.left(first) == 1);
  CHECK(one.spell.left(last) == 1);
  CHECK(one.spell.left(last + 50) == Approx(0.5));
  CHECK(one.spell.left(last + 99) == Approx(0.01));
  CHECK(one.spell.left(last + 100) == 0);
  CHECK(one.on(last).routine == 0.2);
  CHECK(one.on(last + 50).routine == Approx(0.6));
  CHECK(one.on(last + 100).routine == 1);
  // rest and bar end with the wave
  CHECK(one.on(last).rest_minutes == 30);
  CHECK(one.on(last).aerosol_barred);
  CHECK(one.on(last + 1).rest_minutes == 0);
  CHECK_FALSE(one.on(last + 1).aerosol_barred);
  CHECK(one.on(last + 1).urgent == 1);
  // without a ramp the day after is ordinary
  CHECK(wave(first, last, 0, 0.2).on(last + 1).routine == 1);
}

TEST_CASE("conditions: the wave that began last counts, where it is", "[practices]")
{
  Conditions conditions;
  conditions.add(wave(first, last, 400, 0.5));
  conditions.add(wave(last + 100, last + 120, 0, 0.9));
  Wave here = wave(last + 200, last + 220, 0, 0.1);
  here.places = {1};
  conditions.add(here);
  CHECK(conditions.in_force(0, first - 1) == nullptr);
  CHECK(conditions.today(0, first).routine == 0.5);
  CHECK(conditions.today(0, last + 99).routine < 0.7);  // its ramp
  CHECK(conditions.today(0, last + 100).routine == 0.9);
  CHECK(conditions.in_force(0, last + 121) == nullptr);  // a ramp cut short does not come back
  CHECK(conditions.in_force(0, last + 200) == nullptr);
  CHECK(conditions.today(1, last + 200).routine == 0.1);
  CHECK(conditions.most_at_urgent_sites() == 1);
  CHECK_FALSE(conditions.has_absence());
}

TEST_CASE("conditions: a procedure makes aerosol in its share of visits, drawn for the visit", "[practices]")
{
  const TreatmentSettings treatment = default_settings().treatment;
  const sim::Streams streams{3, 1};
  const auto share = [&](Procedure procedure) {
    constexpr std::uint32_t people = 20'000;
    int found = 0;
    for (std::uint32_t person = 0; person < people; ++person)
      found += makes_aerosol(treatment, streams, person, 7, 1, procedure) ? 1 : 0;
    return static_cast<double>(found) / people;
  };
  CHECK(share(Procedure::check_up) == 0);
  CHECK(share(Procedure::root_canal) == 1);
  const double filling = treatment.aerosol[static_cast<std::size_t>(Procedure::filling)] / 100;
  // 5 standard deviations of a share of 20,000: chance below 1e-6
  CHECK(share(Procedure::filling) == Approx(filling).margin(5 * std::sqrt(0.25 / 20'000)));
  int moved = 0;
  for (std::uint32_t person = 0; person < 1000; ++person)
    moved += makes_aerosol(treatment, streams, person, 7, 1, Procedure::extraction) !=
             makes_aerosol(treatment, streams, person, 7, 2, Procedure::extraction);
  CHECK(moved > 0);
}
