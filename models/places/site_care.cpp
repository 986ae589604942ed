#include "models/places/site_care.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/places/place.hpp"
#include "models/practices/working_days.hpp"

namespace models {

namespace {

constexpr int days_a_week = 7, first_rest_day = 5;

}  // namespace

int WeeklySessions::most_on_a_day(double times) const
{
  const double most = std::max(working_days / first_rest_day, rest_days / (days_a_week - first_rest_day));
  return static_cast<int>(std::ceil(most * times)) + 1;
}

int sessions_on(const WeeklySessions& weekly, std::uint32_t key, sim::Day day, double times)
{
  const bool working = is_working_day(day);
  const int weekday = sim::weekday(day), week = day / days_a_week;
  const int a_week = working ? first_rest_day : days_a_week - first_rest_day;
  const int of_week = working || weekday < first_rest_day ? weekday : weekday - first_rest_day;
  const double rate = (working ? weekly.working_days : weekly.rest_days) / a_week * times;
  constexpr double phases = 97;  // a prime: neighbours differ
  const double before = rate * (week * a_week + of_week) + std::fmod(key, phases) / phases;
  return static_cast<int>(std::floor(before + rate) - std::floor(before));
}

namespace {

/// Working days and other days of a period, in weeks of so many.
struct Weeks {
  double working = 0, resting = 0;
};
Weeks weeks_of(Days period)
{
  int working = 0;
  for (sim::Day day = period.first; day <= period.last; ++day) working += is_working_day(day) ? 1 : 0;
  return {static_cast<double>(working) / first_rest_day,
          static_cast<double>(period.count() - working) / (days_a_week - first_rest_day)};
}

}  // namespace

double sessions_in(const WeeklySessions& weekly, Days period)
{
  const Weeks weeks = weeks_of(period);
  return weekly.working_days * weeks.working + weekly.rest_days * weeks.resting;
}

std::string sessions_in_words(const WeeklySessions& weekly, Days period)
{
  const Weeks weeks = weeks_of(period);
  std::string text =
      fmt::format("{} sessions a week x {:.1f} weeks of working days", weekly.working_days, weeks.working);
  if (weekly.rest_days > 0)
    text += fmt::format(" and {} a week x {:.1f} weeks of other days", weekly.rest_days, weeks.resting);
  return text;
}

void count_missed(Place& place, std::uint8_t service)
{
  place.tallies().add(place.measures().appointments,
                      service * outcomes + static_cast<std::size_t>(AppointmentOutcome::missed));
}

void count_kept(Place& place, std::uint8_t service, std::uint32_t person, std::uint16_t site, int minutes)
{
  const Measures& m = place.measures();
  sim::Tallies& tallies = place.tallies();
  tallies.add(m.appointments, service * outcomes + static_cast<std::size_t>(AppointmentOutcome::kept));
  tallies.add_sum(m.session_minutes, std::size_t{service} * 2 + 1, minutes);
  constexpr double metres_per_km = 1000;
  tallies.add_sum(m.travel_m, 0, static_cast<std::int64_t>(place.km_from_home(person, site) * metres_per_km));
}

void count_course(Place& place, const SiteCourse& course)
{
  const Person& person = place.person(course.person);
  const int years = age_years(person, course.accepted);
  const auto who = static_cast<std::size_t>(years < adult_age ? 1 : 0);
  const auto band = static_cast<std::size_t>(course.band);
  place.tallies().add(place.measures().courses,
                      (band * 2 + who) * roles + static_cast<std::size_t>(Role::dentist));
  const Treatment& treatment = place.around().treatment;
  const EarlierCourse earlier{course.last_completed, static_cast<Band>(course.last_course & course_band_bits),
                              (course.last_course & course_complete_bit) != 0};
  if (is_exempt(years, person.is(Person::student_18), person.is(Person::exempt_adult)) ||
      is_free_continuation(earlier, course.band, course.accepted,
                           treatment.settings().free_continuation_months))
    return;
  place.ledger().charge_patient(band, place.today(), treatment.charge(course.band, course.accepted));
}

}  // namespace models
