// What sites that see people by appointment have in common, whatever their pathway: how their sessions lie over the
// week, what a visit counts, what a course counts and costs the patient.
#pragma once
#include <cstdint>
#include <string>

#include "models/places/plan.hpp"
#include "models/practices/treatment.hpp"
#include "sim/clock.hpp"

namespace models {

class Place;

/// Sessions of one site in a week.
struct WeeklySessions {
  double working_days = 0, rest_days = 0;  // rest days: weekends and bank holidays
  /// At most so many on one day, where a wave may multiply them.
  int most_on_a_day(double times = 1) const;
};
/// A fraction of a session a day is spread evenly over the days, from a point of its own for each site (`key`). In a
/// wave there are so many times as many.
int sessions_on(const WeeklySessions& weekly, std::uint32_t key, sim::Day day, double times = 1);
/// The session of a book that is the k-th of a day: mornings and afternoons take turns.
constexpr int half_day(sim::Day day, int k) { return 2 * (k / 2) + ((day + k) & 1); }

/// Bits of a course as letters have it: its band, and whether it was complete.
inline constexpr int course_band_bits = 7, course_complete_bit = 8;

/// How many sessions a site holds in a period, on average over sites; and in words: "2 sessions a week x 50.4 weeks of
/// working days".
double sessions_in(const WeeklySessions& weekly, Days period);
std::string sessions_in_words(const WeeklySessions& weekly, Days period);

void count_missed(Place& place, std::uint8_t service);
/// A kept appointment at a site of this Place: its minutes and the journey to it.
void count_kept(Place& place, std::uint8_t service, std::uint32_t person, std::uint16_t site, int minutes);

/// A course that has ended at a site, and the course before it.
struct SiteCourse {
  std::uint32_t person = 0;
  Band band = Band::one;
  sim::Day accepted = 0;  // charges and exemptions are those of this day
  std::uint16_t last_completed = 0;
  std::uint8_t last_course = 0;
};
/// The course and its charge. A site is paid by the session, so no UDA is credited to a contract.
void count_course(Place& place, const SiteCourse& course);

}  // namespace models
