// Visits at access sessions: who is booked, who comes, what is done until somebody is dentally fit.
#include <algorithm>
#include <bit>

#include "models/pathways/access_sessions/access_sessions.hpp"

namespace models::access_sessions {

namespace {

constexpr Purpose for_the_first = Purpose::fresh;
constexpr sim::Minute opens = 9 * 60;  // telephones are answered from 09:00

}  // namespace

Answer AccessSessions::receive(Place& place, const Request& request)
{
  const auto k = static_cast<std::uint16_t>(request.practice - here_.first);
  const sim::Day today = place.today();
  const bool urgent = request.service == services_.urgent;
  Course course{.person = request.person,
                .asked = static_cast<std::uint16_t>(request.asked),
                .ordinal = request.ordinal,
                .site = k,
                .last_completed = request.last_completed,
                .service = request.service,
                .stratum = request.stratum,
                .oral = request.oral,
                .manner = request.manner,
                .last_course = request.last_course};
  const Days days = urgent ? Days{today, today + settings_.at_centres.urgent_within}
                           : Days{today + 1, today + settings_.within};
  const Purpose purpose = urgent                                            ? Purpose::urgent
                          : goes_first(place, request.person, request.oral) ? for_the_first
                                                                            : Purpose::known;
  const std::uint32_t c = courses_.take(course);
  if (book(place, c, days, purpose, urgent ? Procedure::urgent_care : Procedure::check_up)) {
    show(place, k);
    return Answer::taken;
  }
  drop(c);
  return Answer::refused;
}

/// Minutes for the interpreter; 0 where none is needed. Whether a member of a group needs one is a trait.
int AccessSessions::interpreter_minutes(const Place& place, std::uint32_t person) const
{
  const double share = largest_of(settings_.groups.interpreter, place, person);
  const bool needed =
      place.person(person).is(Person::needs_interpreter) ||
      (share > 0 &&
       place.streams().draw(person, sim::Why{"interpreter at an access session"}, 0).uniform(0) < share);
  return needed ? settings_.interpreter : 0;
}

/// As treatment in practice, and longer for groups and with an interpreter.
int AccessSessions::units(const Place& place, const Course& course, Procedure procedure) const
{
  const Person& person = place.person(course.person);
  const Population& people = place.around().population;
  const int age = age_years(person, place.today());
  const bool child = age < adult_age;
  const PatientTraits patient{child ? AgeClass::child : AgeClass::adult, course.visit == 0,
                              child && people.cooperation_at(person, age) > 0, false,
                              people.is_in(course.person, PlusGroup::care_home_resident, place.today())};
  const sim::Draws draws =
      place.streams().draw(course.person, sim::Why{"length of an access visit"}, course.ordinal, course.step);
  const double more =
      largest_of(settings_.groups.longer, place, course.person) + interpreter_minutes(place, course.person);
  const int extra = static_cast<int>(more / minutes_per_unit + draws.uniform(1));
  return std::min(place.around().treatment.units(procedure, patient, Role::dentist, draws.uniform(0)) + extra,
                  max_length);
}

/// The first time on these days that is long enough; nothing where there is none.
bool AccessSessions::book(Place& place, std::uint32_t c, Days days, Purpose purpose, Procedure procedure)
{
  Course& course = courses_[c];
  const int length = units(place, course, procedure);
  const SessionBooks::Book book = sites_[course.site].book;
  const sim::Day last = std::min<sim::Day>(days.last, place.today() + settings_.opened_ahead);
  const auto slot = books_.find(book, days.first, last, length, purpose, place.today(), place.minute());
  if (!slot) return false;
  books_.take(book, *slot, length);
  course.day = static_cast<std::uint16_t>(slot->day);
  course.session = slot->session;
  course.unit = slot->unit;
  course.units = static_cast<std::uint8_t>(length);
  ++course.step;
  plan(place, c, slot->day, minute_of_day(*slot), appointment);
  return true;
}

/// The next event of a course, or the patient's death where that comes first.
void AccessSessions::plan(Place& place, std::uint32_t c, sim::Day day, sim::Minute minute, Handler handler)
{
  Course& course = courses_[c];
  if (const sim::Day death = place.person(course.person).death; death <= day) {
    day = std::max(death, place.today());
    minute = 0;
  }
  if (day == place.today() && minute <= place.minute()) minute = place.minute() + 1;
  course.due = sim::minute_of(day, minute);
  place.calendar().add(day, {course.person, seat_.first_handler + handler, c, minute});
}

/// A fresh patient's course. Whoever has disease is treated for it: the plan is drawn again until it treats.
CoursePlan AccessSessions::plan_of(const Place& place, const Course& course) const
{
  const Person& person = place.person(course.person);
  const bool child = age_years(person, course.asked) < adult_age;
  const Severity severity = severity_of(static_cast<OralState>(course.oral));
  const bool is_ill = severity == Severity::active || severity == Severity::severe;
  const Need need{child ? AgeClass::child : AgeClass::adult, Attendance::fresh, severity, false};
  constexpr std::uint32_t most_draws = 32;
  CoursePlan found;
  for (std::uint32_t draw = 0; draw < most_draws; ++draw) {
    found = place.around().treatment.plan(
        need,
        place.streams().draw(course.person, sim::Why{"course at access sessions"}, course.ordinal, draw));
    if (!is_ill || found.later_visits > 0) break;
  }
  return found;
}

double AccessSessions::chance_of_missing(const Place& place, std::uint32_t person) const
{
  return std::max(settings_.missed, largest_of(settings_.groups.missed, place, person));
}

void AccessSessions::come(Place& place, std::uint32_t c)
{
  Course& course = courses_[c];
  course.day = 0;  // nothing is booked any more
  const double u =
      place.streams()
          .draw(course.person, sim::Why{"coming to an access session"}, course.ordinal, course.step)
          .uniform(0);
  if (u < chance_of_missing(place, course.person))
    miss(place, c);
  else
    see(place, c);
}

void AccessSessions::miss(Place& place, std::uint32_t c)
{
  Course& course = courses_[c];
  count_missed(place, course.service);
  place.tallies().add(own_.missed, 0);
  if (course.service == services_.urgent) return leave(place, c, Reason::missed);
  if (++course.missed >= settings_.discharged_after) return leave(place, c, Reason::discharged);
  const sim::Day from = place.today() + settings_.rebooked_after;
  const CoursePlan plan = plan_of(place, course);
  if (!book(place, c, {from, from + settings_.opened_ahead}, Purpose::known, plan.procedure(course.visit)))
    leave(place, c, Reason::missed);
}

void AccessSessions::see(Place& place, std::uint32_t c)
{
  Course& course = courses_[c];
  sim::Tallies& tallies = place.tallies();
  const int minutes = course.units * minutes_per_unit;
  count_kept(place, course.service, course.person, static_cast<std::uint16_t>(here_.first + course.site),
             minutes);
  tallies.add_sum(own_.minutes, 0, minutes);
  tallies.add_sum(own_.interpreter_minutes, 0, interpreter_minutes(place, course.person));
  course.missed = 0;
  if (course.visit++ == 0) begin(place, course);
  if (course.service == services_.urgent) {
    tallies.add(own_.urgent_visits, 0);
    relieve(place, c);
    return;
  }
  tallies.add(own_.visits, 0);
  if (course.visit >= plan_of(place, course).visits())
    complete(place, c, true);
  else
    next_visit(place, c);
}

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
  if (course.visit > 0) return complete(place, c, false);
  drop(c);
  place.tell_left(course.person, course.ordinal, course.service, course.stratum, reason);
}

void AccessSessions::drop(std::uint32_t c)
{
  courses_[c] = {};
  courses_.give_back(c);
}

}  // namespace models::access_sessions
