// Courses at access sessions: how they begin, go on until somebody is dentally fit, and end.
#include <algorithm>
#include <bit>

#include "models/pathways/access_sessions/access_sessions.hpp"

namespace models::access_sessions {

namespace {

constexpr sim::Minute opens = 9 * 60;  // telephones are answered from 09:00

}  // namespace

void AccessSessions::begin(Place& place, Course& course)
{
  const sim::Day today = place.today();
  course.accepted = static_cast<std::uint16_t>(today);
  place.tell_started(course.person, course.ordinal, course.service, course.stratum, course.asked);
  // what the visit has shown may lead to a referral, whose forms are filled in in the site's next free time
  const auto site = static_cast<std::uint16_t>(here_.first + course.site);
  const int minutes = place.assessed({.person = course.person,
                                      .practice = site,
                                      .ordinal = course.ordinal,
                                      .service = course.service,
                                      .oral = course.oral});
  if (minutes > 0)
    books_.take_first(sites_[course.site].book, today, today + settings_.opened_ahead,
                      std::min((minutes + minutes_per_unit - 1) / minutes_per_unit, max_length),
                      Purpose::known, today, place.minute());
  if (course.service == services_.urgent) return;
  sim::Tallies& tallies = place.tallies();
  tallies.add(own_.begun, 0);
  if (goes_first(place, course.person, course.oral)) tallies.add(own_.put_first, 0);
  count_groups(place, own_.begun_by_group, course.person);
}

/// Somebody in trouble: one visit, which relieves.
void AccessSessions::relieve(Place& place, std::uint32_t c)
{
  const Course course = courses_[c];
  drop(c);
  count_course(place,
               {course.person, Band::urgent, course.accepted, course.last_completed, course.last_course});
  place.tell_completed(
      {.person = course.person,
       .ordinal = course.ordinal,
       .service = course.service,
       .practice = no_practice,
       .manner = course.manner,
       .course = static_cast<std::uint8_t>(static_cast<int>(Band::urgent) | course_complete_bit),
       .relieved = true});
}

/// Who finds no time asks again in a week, as long as sessions go on.
void AccessSessions::next_visit(Place& place, std::uint32_t c)
{
  const Course& course = courses_[c];
  const sim::Day today = place.today();
  const CoursePlan plan_now = plan_of(place, course);
  const int after = place.around().treatment.days_between_visits(plan_now.band);
  if (book(place, c, {today + after, today + settings_.opened_ahead}, Purpose::known,
           plan_now.procedure(course.visit)))
    return;
  constexpr sim::Day a_week = 7;
  if (has_ended(place, sites_[course.site]))
    complete(place, c, false);
  else
    plan(place, c, today + a_week, opens, looking);
}

void AccessSessions::count_groups(Place& place, sim::Counter counter, std::uint32_t person) const
{
  for (unsigned groups = place.around().population.groups_on(person, place.today()); groups != 0;
       groups &= groups - 1)
    place.tallies().add(counter, static_cast<std::size_t>(std::countr_zero(groups)));
}

/// Whom the practice of the sessions keeps, or a practice near home that shows room.
std::uint16_t AccessSessions::practice_that_keeps(const Place& place, const Course& course) const
{
  const HereSite& site = sites_[course.site];
  const double u = place.streams()
                       .draw(course.person, sim::Why{"kept on after access sessions"}, course.ordinal)
                       .uniform(0);
  if (u >= (site.is_centre() ? settings_.at_centres.kept_on : settings_.at_practices.kept_on))
    return no_practice;
  if (!site.is_centre())
    return place.shown(site.practice).has(PublicState::closed) ? no_practice : site.practice;
  const Surroundings& around = place.around();
  const Person& person = place.person(course.person);
  const std::size_t area =
      around.geography.places[around.population.place_of(course.person)].first_area + person.area;
  const bool child = age_years(person, place.today()) < adult_age;
  for (const std::uint16_t practice : around.geography.choices[area].practice) {
    if (practice == no_practice) break;
    const PublicState& face = place.shown(practice);
    if (!face.has(PublicState::closed) && face.has(child ? PublicState::children : PublicState::adults))
      return practice;
  }
  return no_practice;
}

void AccessSessions::complete(Place& place, std::uint32_t c, bool is_complete)
{
  const Course course = courses_[c];
  drop(c);
  const CoursePlan plan = plan_of(place, course);
  const Band band = is_complete ? plan.band : Treatment::provided(plan, course.visit);
  const sim::Day today = place.today();
  count_course(place, {course.person, band, course.accepted, course.last_completed, course.last_course});
  place.tallies().add(is_complete ? own_.fit : own_.unfinished, 0);
  if (is_complete) count_groups(place, own_.fit_by_group, course.person);
  const std::uint16_t practice = is_complete ? practice_that_keeps(place, course) : no_practice;
  const bool child = age_years(place.person(course.person), today) < adult_age;
  const double u = place.streams()
                       .draw(course.person, sim::Why{"recall after access sessions"}, course.ordinal)
                       .uniform(0);
  const bool kept = practice != no_practice;
  place.tell_completed(
      {.person = course.person,
       .ordinal = course.ordinal,
       .service = course.service,
       .practice = practice,
       .recall = kept ? today + place.around().seeking.habitual_recall(child, u) : 0,
       .manner = course.manner,
       .course = static_cast<std::uint8_t>(static_cast<int>(band) | (is_complete ? course_complete_bit : 0)),
       .treated = is_complete && plan.later_visits > 0,
       .linked = kept,
       .varnished = plan.has_varnish});
  if (!kept) return;
  place.tallies().add(own_.kept_on, 0);
  keep_on(place, {course.person, practice, static_cast<std::uint16_t>(today)});
}

/// Ends a course without (more) care: before it began the patient has left, within it it is incomplete.
void AccessSessions::leave(Place& place, std::uint32_t c, Reason reason)
{
  const Course course = courses_[c];
  if (course.day != 0)
    books_.release(sites_[course.site].book, {course.day, course.session, course.unit}, course.units,
                   place.today());
  if (course.visit > 0) {
    complete(place, c, false);
    return;
  }
  drop(c);
  place.tell_left(course.person, course.ordinal, course.service, course.stratum, reason);
}

void AccessSessions::drop(std::uint32_t c)
{
  courses_[c] = {};
  courses_.give_back(c);
}

}  // namespace models::access_sessions
