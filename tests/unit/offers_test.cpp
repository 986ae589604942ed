// Offers: whom they mean, when practices begin, what they pay, and how a practice answers (E2).
#include "models/practices/offers.hpp"

#include <bit>
#include <cmath>

#include "models/population/groups.hpp"
#include "models/practices/clinician.hpp"
#include "tests/catch2.hpp"
#include "tests/practice_settings.hpp"

using namespace models;

namespace {

constexpr sim::Day launch = 45'000;
const sim::Streams streams{7, 1};

Offer to_practices(std::size_t count)
{
  Offer offer;
  offer.programme = "a programme";
  offer.dates.from = launch;
  for (std::size_t k = 0; k < count; ++k)
    offer.practices.push_back({static_cast<std::uint16_t>(k), whole_menu});
  return offer;
}

std::uint32_t key_of(std::size_t practice) { return practice_key("practice " + std::to_string(practice)); }

/// Days after the launch on which those that take part join.
std::vector<int> joining_days(const Offer& offer)
{
  std::vector<int> days;
  for (std::size_t k = 0; k < offer.practices.size(); ++k)
    if (const auto day = joining_day(offer, k, key_of(k), streams)) days.push_back(*day - launch);
  return days;
}

}  // namespace

TEST_CASE("offers: all that is asked for must hold", "[offers]")
{
  OfferedTo children{.from_age = 0, .to_age = 17};
  CHECK(children.means({.years = 17}));
  CHECK_FALSE(children.means({.years = 18}));
  children.core20 = true;
  CHECK_FALSE(children.means({.years = 3}));
  CHECK(children.means({.years = 3, .is_core20 = true}));
  children.groups = bit(PlusGroup::looked_after_child);
  CHECK(children.means({.years = 3, .groups = bit(PlusGroup::looked_after_child)}));
  CHECK_FALSE(children.means({.years = 3, .groups = bit(PlusGroup::send)}));
  children.core20 = false;  // the groups alone
  CHECK_FALSE(children.means({.years = 3, .is_core20 = true}));
  children.groups = 0;
  children.never_seen = children.graded = true;
  CHECK_FALSE(children.means({.years = 3, .is_never_seen = true}));
  CHECK_FALSE(children.means({.years = 3, .has_higher_need = true}));
  CHECK(children.means({.years = 3, .is_never_seen = true, .has_higher_need = true}));
}

TEST_CASE("offers: practices join along the ramp, as many as take part", "[offers]")
{
  Offer offer = to_practices(200);
  CHECK(joining_days(offer) == std::vector<int>(200, 0));
  offer.dates.ramp_days = 100;
  const auto ramp = joining_days(offer);
  REQUIRE(ramp.size() == 200);
  CHECK(ramp.front() == 0);
  CHECK(ramp.back() == 99);
  CHECK(std::is_sorted(ramp.begin(), ramp.end()));
  offer.dates.joins = 0.5;
  // five standard deviations of 200 draws
  CHECK(static_cast<double>(joining_days(offer).size()) == Approx(100).margin(35));
  offer.dates.joins = 0;
  CHECK(joining_days(offer).empty());
  offer.dates.joins = 1;
  offer.dates.ramp_days = 0;
  offer.dates.delay_days = 30;
  const auto late = joining_days(offer);
  double sum = 0;
  for (const int days : late) sum += days;
  CHECK(sum / 200 == Approx(29.5).margin(11));  // five standard errors
  offer.dates.until = launch + 9;
  for (const int days : joining_days(offer)) CHECK(days <= 9);
}

TEST_CASE("offers: a practice opens when it is trained", "[offers]")
{
  Offer offer = to_practices(3);
  offer.dates.training_days = 21;
  CHECK(opening_day(offer, 1, key_of(1), streams) == launch + 21);
  CHECK_FALSE(opening_day(offer, 5, key_of(5), streams));
  offer.dates.until = launch + 20;
  CHECK_FALSE(opening_day(offer, 1, key_of(1), streams));
}

TEST_CASE("offers: an uplift is paid to the penny, and never more than was set aside", "[offers]")
{
  OfferPay pay;
  pay.uplift[static_cast<std::size_t>(Band::two_a)] = 50;
  CHECK(uplift_of(pay, {3517}, Band::two_a, {300}).amount == 5276);  // 105.51 / 2, half up
  CHECK(uplift_of(pay, {3517}, Band::one, {100}).amount == 0);
  Offer offer;
  offer.pay = pay;
  offer.pay.course = {2000};
  offer.pay.person = {1000};
  offer.pay.acclimatisation = {500};
  offer.visits.acclimatisation = 2;
  CHECK(most_of(offer, {3517}, {300}, false, false).amount == 5276 + 2000);
  CHECK(most_of(offer, {3517}, {300}, true, true).amount == 5276 + 2000 + 1000 + 2 * 500);
}

TEST_CASE("offers: E2 gives those meant what they ask for where pay is alike, or is not answered", "[offers]")
{
  LongVisits visits;
  visits.tells_apart = 1;
  const MinutesAsked others{900, 100}, easy{60, 80}, hard{40, 30};
  const OfferAnswer none = answer(visits, others, easy, hard);
  CHECK(none.share == Approx(0.1));
  CHECK(none.cooperative == Approx(0).margin(1e-12));
  CHECK(none.uncooperative == Approx(0).margin(1e-12));
  CHECK(none.others == Approx(0).margin(1e-12));
  CHECK(none.pay_ratio == Approx(60 / 96.0));
  visits.response = 1;
  const OfferAnswer poor = answer(visits, others, easy, hard);
  CHECK(poor.share == Approx(60 * 100 / 96.0 / (60 * 100 / 96.0 + 900 * 100 / 96.0)));
  CHECK(poor.others > 0);
  CHECK(poor.uncooperative < poor.cooperative);
  const OfferAnswer alike = answer(visits, {900, 100}, {60, 100}, {40, 100});
  CHECK(alike.share == Approx(0.1));
  CHECK(alike.pay_ratio == Approx(1));
  const OfferAnswer rich = answer(visits, {900, 100}, {60, 200}, {40, 200});
  CHECK(rich.share > 0.1);
  CHECK(rich.others < 0);
  visits.tells_apart = 0;
  const OfferAnswer blind = answer(visits, others, easy, hard);
  CHECK(blind.cooperative == blind.uncooperative);
  CHECK(answer(visits, others, {}, {}).share == 0);
}

TEST_CASE("offers: long slots lie before a session's other reserved time", "[offers]")
{
  const SessionShapes shapes{default_settings().practice.books};
  for (const int half : {0, 1}) {
    const SessionTemplate& usual = shapes.of(Role::dentist, half);
    for (const int minutes : {30, 105, 210}) {
      const SessionTemplate shape = with_long_slots(usual, minutes);
      const std::uint64_t slots = shape.reserved[static_cast<std::size_t>(Purpose::long_slot)];
      std::uint64_t rest = 0;
      for (std::size_t k = 0; k < ordinary_purposes; ++k) {
        CHECK(shape.reserved[k] == usual.reserved[k]);
        rest |= usual.reserved[k];
      }
      CHECK((slots & rest) == 0);
      CHECK(std::popcount(slots) ==
            std::min(minutes / minutes_per_unit, units_per_session - std::popcount(rest)));
    }
  }
  LongVisits visits{.reserved_minutes = 105, .most = 0.5};
  CHECK(share_of_sessions(visits, 0.1) == Approx(0.2));
  CHECK(share_of_sessions(visits, 0.4) == 0.5);
}

TEST_CASE("offers: longer visits and acclimatisation cost minutes, an uplift pays", "[offers]")
{
  const Treatment treatment{default_settings().treatment};
  Offer offer;
  const auto expected = [&](bool not_yet) {
    return expected_course(offer, treatment, {3000}, AgeClass::child, true, not_yet, launch);
  };
  const Expectation plain = treatment.expectation(AgeClass::child, Attendance::fresh,
                                                  {AgeClass::child, true, false, false, false}, launch);
  CHECK(expected(false).minutes == Approx(plain.minutes));
  CHECK(expected(false).pence == Approx(plain.uda * 3000));
  CHECK(expected(true).minutes > plain.minutes);
  offer.visits.extra_minutes = 20;
  CHECK(expected(false).minutes == Approx(plain.minutes + 20 * plain.visits));
  offer.visits.acclimatisation = 1;
  CHECK(expected(false).minutes == Approx(plain.minutes + 20 * plain.visits));
  const double before = expected(true).minutes;
  offer.visits.acclimatisation = 2;
  CHECK(expected(true).minutes > before);
  offer.pay.uplift.fill(50);
  CHECK(expected(false).pence == Approx(1.5 * plain.uda * 3000));
}
