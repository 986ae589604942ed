// Visits at access sessions: who is booked, how long it takes, who comes.
#include <algorithm>

#include "models/pathways/access_sessions/access_sessions.hpp"

namespace models::access_sessions {

namespace {

constexpr Purpose for_the_first = Purpose::fresh;

}  // namespace

Answer AccessSessions::receive(Place& place, const Request& request)
{
  const auto k = static_cast<std::uint16_t>(request.practice - here_.first);
  const sim::Day today = place.today();
  const bool urgent = request.service == services_.urgent;
  const Course course{.person = request.person,
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
  if (book(place, c, days, purpose, urgent ? Procedure::urgent_care : Procedure::check_up))
    return Answer::taken;
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
  show(place, course.site);
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
  const bool urgent = course.service == services_.urgent;
  if (urgent || ++course.missed >= settings_.discharged_after) {
    leave(place, c, urgent ? Reason::missed : Reason::discharged);
    return;
  }
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

}  // namespace models::access_sessions
