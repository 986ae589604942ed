#include "models/practices/treatment.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "models/practices/session_book.hpp"
#include "tests/catch2.hpp"
#include "tests/practice_settings.hpp"

using namespace models;

namespace {

const sim::Day accepted = sim::to_day(2024, 6, 3);
constexpr int many = 200'000;

Treatment default_treatment() { return Treatment{default_settings().treatment}; }

/// Means over many plans: courses beyond a check-up, band 3, UDA, visits, minutes by a dentist.
struct Mix {
  double operative = 0, three = 0, uda = 0, visits = 0, minutes = 0, varnish = 0;
};
Mix mix_of(const Treatment& treatment, const Need& need)
{
  const sim::Streams streams{9, 1};
  const PatientTraits patient{.age = need.age, .is_new = need.attendance == Attendance::fresh};
  Mix mix;
  for (std::uint32_t who = 0; who < many; ++who) {
    const CoursePlan plan = treatment.plan(need, streams.draw(who, sim::Why{"test_course"}, 0));
    mix.operative += plan.later_visits > 0 ? 1.0 / many : 0;
    mix.three += plan.band == Band::three ? 1.0 / many : 0;
    mix.varnish += plan.has_varnish ? 1.0 / many : 0;
    mix.uda += static_cast<double>(treatment.uda(plan.band, accepted).hundredths) / 100.0 / many;
    mix.visits += static_cast<double>(plan.visits()) / many;
    for (int visit = 0; visit < plan.visits(); ++visit) {
      const double u =
          streams.draw(who, sim::Why{"test_length"}, static_cast<std::uint32_t>(visit)).uniform(0);
      mix.minutes += 5.0 * treatment.units(plan.procedure(visit), patient, Role::dentist, u) / many;
    }
  }
  return mix;
}

/// Half-width of a share's interval at five standard deviations: false alarm below 1e-6.
double five_sigma(double share) { return 5 * std::sqrt(share * (1 - share) / many); }

}  // namespace

TEST_CASE("treatment: the settings of the house are read without fault", "[treatment]")
{
  std::string faults;
  const DefaultSettings settings = default_settings({}, &faults);
  INFO(faults);
  CHECK(faults.empty());
  CHECK(settings.treatment.tariffs.size() == 3);
  CHECK(settings.treatment.charges.size() == 8);
}

TEST_CASE("treatment: of two tables that begin on one day neither can apply", "[treatment]")
{
  std::string faults;
  default_settings({"treatment.charges.year_2026.from=2025-04-01"}, &faults);
  CHECK_THAT(faults, ContainsSubstring("two of its tables begin on 2025-04-01"));
  CHECK(std::count(faults.begin(), faults.end(), '\n') == 1);
}

TEST_CASE("treatment: a role out of scope is a fault of the config", "[treatment]")
{
  std::string faults;
  default_settings({"treatment.roles.extraction=[\"therapist\", \"dentist\"]"}, &faults);
  CHECK(faults.find("'extraction' names the role 'therapist' (not allowed") != std::string::npos);
  faults.clear();
  default_settings({"treatment.roles.filling=[\"hygienist\"]"}, &faults);
  CHECK(faults.find("'filling' names the role 'hygienist' (not allowed") != std::string::npos);
  CHECK(faults.find("'filling' lacks the role 'dentist'") != std::string::npos);
  faults.clear();
  default_settings({"treatment.adult_2a=[10, 20, 30]"}, &faults);
  CHECK(faults.find(
            "'adult_2a' is 10 + 20 + 30, together 60 % (allowed: parts of one whole, 100 %) add 40 %") !=
        std::string::npos);
}

TEST_CASE("treatment: a group with its usual disease has its band mix", "[treatment]")
{
  // log odds 0 for every severity: the group's shares exactly
  TreatmentSettings settings = default_settings().treatment;
  settings.severity_log_odds = {};
  const Treatment treatment{settings};
  for (const AgeClass age : {AgeClass::adult, AgeClass::child})
    for (const Attendance attendance : {Attendance::regular, Attendance::occasional, Attendance::fresh}) {
      const Mix mix = mix_of(treatment, {age, attendance, Severity::active});
      const auto a = static_cast<std::size_t>(age), k = static_cast<std::size_t>(attendance);
      const double two = settings.band_2[a][k] / 100, three = settings.band_3[a][k] / 100;
      CHECK(mix.operative == Approx(two + three).margin(five_sigma(two + three)));
      CHECK(mix.three == Approx(three).margin(five_sigma(three)));
      CHECK(mix.varnish == Approx(age == AgeClass::child ? 0.57 : 0).margin(five_sigma(0.57)));
      // the mean that prices are compared by is the mean of what is played
      const PatientTraits patient{.age = age, .is_new = attendance == Attendance::fresh};
      const Expectation expected = treatment.expectation(age, attendance, patient, accepted);
      CHECK(mix.uda == Approx(expected.uda).epsilon(0.01));
      CHECK(mix.visits == Approx(expected.visits).epsilon(0.01));
      CHECK(mix.minutes == Approx(expected.minutes).epsilon(0.01));
    }
}

TEST_CASE("treatment: minutes and UDA of courses balance as baseline.md has them", "[treatment]")
{
  const Treatment treatment = default_treatment();
  const auto& settings = treatment.settings();
  const auto course = [&treatment](AgeClass age, double two, double three) {
    TreatmentSettings only = treatment.settings();
    only.band_2[static_cast<std::size_t>(age)][0] = two;
    only.band_3[static_cast<std::size_t>(age)][0] = three;
    return Treatment{only}.expectation(age, Attendance::regular, {.age = age}, accepted);
  };
  CHECK(course(AgeClass::adult, 100, 0).uda == Approx(3.58));
  CHECK(course(AgeClass::child, 100, 0).uda == Approx(3.30));
  CHECK(course(AgeClass::adult, 0, 0).minutes == Approx(15).margin(2));
  CHECK(course(AgeClass::adult, 100, 0).minutes == Approx(52).margin(2));
  CHECK(course(AgeClass::adult, 0, 100).minutes == Approx(95).margin(2));
  CHECK(course(AgeClass::child, 0, 0).minutes == Approx(12.5).margin(2));
  CHECK(course(AgeClass::child, 100, 0).minutes == Approx(40).margin(2));
  CHECK(course(AgeClass::child, 0, 100).minutes == Approx(90).margin(2));
  CHECK(course(AgeClass::adult, 100, 0).visits == Approx(2.45).margin(0.03));
  CHECK(course(AgeClass::child, 100, 0).visits == Approx(2.30).margin(0.03));
  CHECK(course(AgeClass::adult, 0, 100).visits == Approx(4));
  CHECK(settings.free_continuation_months == 2);
}

TEST_CASE("treatment: worse oral health means more treatment, person by person", "[treatment]")
{
  const Treatment treatment = default_treatment();
  const sim::Streams streams{3, 1};
  for (const AgeClass age : {AgeClass::adult, AgeClass::child}) {
    std::array<int, severities> operative{};
    for (std::uint32_t who = 0; who < 20'000; ++who) {
      const auto draws = streams.draw(who, sim::Why{"test_course"}, 0);
      bool before = false;
      for (std::size_t severity = 0; severity < severities; ++severity) {
        const bool is_operative =
            treatment.plan({age, Attendance::regular, static_cast<Severity>(severity)}, draws).later_visits >
            0;
        REQUIRE(is_operative >= before);  // the draw is shared: nobody is treated less for being worse
        before = is_operative;
        operative[severity] += is_operative ? 1 : 0;
      }
    }
    CHECK(operative[0] < operative[1]);
    CHECK(operative[1] < operative[2]);
    CHECK(operative[2] < operative[3]);
  }
}

TEST_CASE("treatment: an urgent visit is one visit of the urgent band", "[treatment]")
{
  const Treatment treatment = default_treatment();
  const sim::Streams streams{3, 1};
  int other = 0;
  for (std::uint32_t who = 0; who < many; ++who) {
    Need need;
    need.is_urgent = true;
    const CoursePlan plan = treatment.plan(need, streams.draw(who, sim::Why{"test_course"}, 1));
    REQUIRE(plan.visits() == 1);
    REQUIRE((plan.band == Band::urgent || plan.band == Band::other));
    other += plan.band == Band::other ? 1 : 0;
  }
  CHECK(static_cast<double>(other) / many == Approx(0.03).margin(five_sigma(0.03)));
}

TEST_CASE("treatment: lengths follow procedure, patient and clinician", "[treatment]")
{
  const Treatment treatment = default_treatment();
  const auto minutes = [&treatment](Procedure procedure, const PatientTraits& patient, Role role) {
    double sum = 0;
    constexpr int steps = 1000;
    for (int i = 0; i < steps; ++i)
      sum += 5.0 * treatment.units(procedure, patient, role, (i + 0.5) / steps) / steps;
    return sum;
  };
  const PatientTraits child{.age = AgeClass::child};
  CHECK(minutes(Procedure::check_up, child, Role::dentist) == Approx(12.5));  // 10 or 15, without bias
  CHECK(minutes(Procedure::check_up, {.age = AgeClass::child, .is_new = true}, Role::dentist) ==
        Approx(22.5));
  CHECK(minutes(Procedure::filling, {.is_new = true}, Role::dentist) == Approx(25));
  CHECK(minutes(Procedure::check_up, {.age = AgeClass::child, .not_yet_cooperative = true}, Role::dentist) ==
        Approx(22.5));
  const double plain = minutes(Procedure::check_up, {}, Role::dentist);
  CHECK(minutes(Procedure::check_up, {.needs_interpreter = true}, Role::dentist) == Approx(plain + 5));
  CHECK(minutes(Procedure::check_up, {.lives_in_care_home = true}, Role::dentist) == Approx(plain + 10));
  CHECK(minutes(Procedure::filling, {}, Role::foundation_dentist) == Approx(37.5));
  CHECK(minutes(Procedure::filling, {}, Role::therapist) == Approx(28.75));
  const PatientTraits everything{AgeClass::adult, true, true, true, true};
  CHECK(treatment.units(Procedure::molar_root_canal, everything, Role::foundation_dentist, 0.99) <=
        max_length);
}

TEST_CASE("treatment: scope by role and date", "[treatment]")
{
  const Treatment treatment = default_treatment();
  const sim::Day before = sim::to_day(2022, 9, 30), after = sim::to_day(2022, 10, 1);
  CHECK_FALSE(treatment.may_lead(Role::therapist, before));
  CHECK(treatment.may_lead(Role::therapist, after));
  CHECK(treatment.may_lead(Role::dentist, before));
  CHECK_FALSE(treatment.may_lead(Role::nurse, after));
  CHECK_FALSE(treatment.roles_for(Procedure::check_up, before).contains(Role::therapist));
  CHECK(treatment.roles_for(Procedure::check_up, after).contains(Role::therapist));
  CHECK(treatment.roles_for(Procedure::filling, before).contains(Role::therapist));
  CHECK(treatment.roles_for(Procedure::child_filling, after).list().front() == Role::therapist);
  for (const Procedure never : {Procedure::extraction, Procedure::root_canal, Procedure::molar_root_canal,
                                Procedure::denture_or_crown, Procedure::urgent_care}) {
    CHECK_FALSE(treatment.roles_for(never, after).contains(Role::therapist));
    CHECK_FALSE(treatment.roles_for(never, after).contains(Role::hygienist));
    CHECK(treatment.roles_for(never, after).contains(Role::dentist));
  }
}

TEST_CASE("treatment: tariff and charges follow the date of acceptance", "[treatment]")
{
  const Treatment treatment = default_treatment();
  const sim::Day last_single = sim::to_day(2022, 11, 24);
  CHECK(treatment.uda(Band::two_b, last_single) == Uda{300});
  CHECK(treatment.uda(Band::two_b, last_single + 1) == Uda{500});
  CHECK(treatment.uda(Band::two_c, last_single + 1) == Uda{700});
  CHECK(treatment.uda(Band::three, accepted) == Uda{1200});
  const sim::Day last_urgent_uda = sim::to_day(2026, 3, 31);
  CHECK(treatment.uda(Band::urgent, last_urgent_uda) == Uda{120});
  CHECK(treatment.tariff(last_urgent_uda).urgent_on_claim == Pence{});
  CHECK(treatment.uda(Band::urgent, last_urgent_uda + 1) == Uda{});
  CHECK(treatment.tariff(last_urgent_uda + 1).urgent_on_booking == Pence{1500});
  CHECK(treatment.tariff(last_urgent_uda + 1).urgent_on_claim == Pence{6000});

  CHECK(treatment.charge(Band::one, sim::to_day(2023, 4, 23)) == Pence{2380});
  CHECK(treatment.charge(Band::urgent, sim::to_day(2023, 4, 24)) == Pence{2580});
  CHECK(treatment.charge(Band::two_c, accepted) == Pence{7350});
  CHECK(treatment.charge(Band::three, accepted) == Pence{31910});
  CHECK(treatment.charge(Band::other, accepted) == Pence{});
  CHECK(treatment.charge(Band::one, sim::to_day(2001, 1, 1)) == Pence{2060});
}

TEST_CASE("treatment: exemption by age, education and income", "[treatment]")
{
  CHECK(is_exempt(17, false, false));
  CHECK_FALSE(is_exempt(18, false, false));
  CHECK(is_exempt(18, true, false));
  CHECK_FALSE(is_exempt(19, true, false));
  CHECK(is_exempt(40, false, true));
}

TEST_CASE("treatment: free continuation within two months less a day", "[treatment]")
{
  const auto is_free = [](const EarlierCourse& earlier, Band band, sim::Day day) {
    return is_free_continuation(earlier, band, day, 2);
  };
  const EarlierCourse two{sim::to_day(2024, 3, 10), Band::two_a, true};
  CHECK(is_free(two, Band::two_b, sim::to_day(2024, 5, 9)));
  CHECK_FALSE(is_free(two, Band::two_b, sim::to_day(2024, 5, 10)));
  CHECK(is_free(two, Band::one, sim::to_day(2024, 4, 1)));
  CHECK(is_free(two, Band::urgent, sim::to_day(2024, 4, 1)));
  CHECK_FALSE(is_free(two, Band::three, sim::to_day(2024, 4, 1)));
  CHECK_FALSE(is_free({sim::to_day(2024, 3, 10), Band::urgent, true}, Band::one, sim::to_day(2024, 3, 20)));
  CHECK_FALSE(is_free({sim::to_day(2024, 3, 10), Band::two_a, false}, Band::one, sim::to_day(2024, 3, 20)));
  CHECK_FALSE(is_free({}, Band::one, sim::to_day(2024, 3, 20)));
  // 31 December and two months: the last of February
  const EarlierCourse december{sim::to_day(2023, 12, 31), Band::one, true};
  CHECK(is_free(december, Band::one, sim::to_day(2024, 2, 28)));
  CHECK_FALSE(is_free(december, Band::one, sim::to_day(2024, 2, 29)));
}

TEST_CASE("treatment: an incomplete course is credited for what was provided", "[treatment]")
{
  const CoursePlan three{Band::three, Procedure::check_up, Procedure::denture_or_crown, 3, false};
  CHECK(Treatment::provided(three, 1) == Band::one);
  CHECK(Treatment::provided(three, 3) == Band::two_a);
  CHECK(Treatment::provided(three, 4) == Band::three);
  const CoursePlan urgent{Band::urgent, Procedure::urgent_care, Procedure::urgent_care, 0, false};
  CHECK(Treatment::provided(urgent, 1) == Band::urgent);
}
