// Visits to clinics: who comes, what is decided, how a course ends.
#include "models/places/clinics.hpp"
#include "models/practices/session_book.hpp"
#include "sim/distributions.hpp"

namespace models {

namespace {

constexpr sim::Minute opens = 9 * 60;
constexpr int minutes_per_session = units_per_session * minutes_per_unit;
constexpr int outcome_lane = 3;  // of the draws of a first visit: the clinics' own

}  // namespace

void Clinics::handle(Place& place, const sim::Event& event, std::uint32_t handler)
{
  const ClinicPatient& patient = patients_[event.slot];
  if (patient.person != event.subject || patient.due != sim::minute_of(place.today(), event.minute)) {
    place.skip();
    return;
  }
  if (handler == first_visit)
    come(place, event.slot);
  else
    end(place, event.slot);
}

/// In a wave: whether one more of those called before it can be seen in the sessions that are left.
bool Clinics::has_room_today(const Place& place, Clinic& clinic) const
{
  if (clinic.counted_on != place.today()) {
    clinic.counted_on = place.today();
    clinic.came = 0;
  }
  return clinic.came++ < seats_on(place, clinic, place.today());
}

void Clinics::come(Place& place, std::uint32_t p)
{
  ClinicPatient& patient = patients_[p];
  Clinic& clinic = clinics_[patient.clinic];
  const bool dead = place.person(patient.person).death <= place.today();
  if (!dead && wave_ != nullptr && !has_room_today(place, clinic)) {
    patient.due = 0;  // the clinic has called the session off: back to the list
    clinic.list.join(patients_, p, patient.priority);
    return;
  }
  const double u = place.streams()
                       .draw(patient.person, sim::Why{"coming to a clinic"}, patient.ordinal,
                             clinic.kind << 8 | patient.missed)
                       .uniform(0);
  if (!dead && u >= clinic.plan->missed) return begin(place, p);
  if (!dead) {
    place.tallies().add(place.measures().appointments,
                        service(clinic) * outcomes + static_cast<std::size_t>(AppointmentOutcome::missed));
    place.tallies().add(own_[clinic.service].missed, 0);
  }
  if (!dead && ++patient.missed < clinic.plan->discharged_after) {
    patient.due = 0;
    clinic.list.join(patients_, p, patient.priority);
    return;
  }
  place.tell_left(patient.person, patient.ordinal, service(clinic), patient.stratum,
                  dead ? Reason::died : Reason::discharged);
  drop(p);
}

void Clinics::count_visits(Place& place, const ClinicPatient& patient, int visits) const
{
  if (visits <= 0) return;
  const Clinic& clinic = clinics_[patient.clinic];
  sim::Tallies& tallies = place.tallies();
  tallies.add(place.measures().appointments,
              service(clinic) * outcomes + static_cast<std::size_t>(AppointmentOutcome::kept),
              static_cast<std::uint32_t>(visits));
  tallies.add_sum(place.measures().session_minutes, std::size_t{service(clinic)} * 2 + 1,
                  static_cast<std::int64_t>(visits * minutes_per_session / clinic.plan->patients));
  constexpr double metres_per_km = 1000;
  tallies.add_sum(place.measures().travel_m, 0,
                  static_cast<std::int64_t>(
                      visits * place.km_from_home(patient.person, site(patient.clinic)) * metres_per_km));
}

void Clinics::begin(Place& place, std::uint32_t p)
{
  ClinicPatient& patient = patients_[p];
  const Clinic& clinic = clinics_[patient.clinic];
  count_visits(place, patient, 1);
  place.tell_started(patient.person, patient.ordinal, service(clinic), patient.stratum, patient.asked);
  const sim::Draws draws =
      place.streams().draw(patient.person, sim::Why{"first visit at a clinic"}, patient.ordinal, clinic.kind);
  const ClinicOutcome outcome = rules_.decide(place, patient, clinic.service, draws);
  patient.treats = outcome.treats;
  if (outcome.sent_back) return send_back(place, p);
  if (outcome.onward) {
    const std::uint32_t person = patient.person;
    const std::uint16_t from = site(patient.clinic);
    place.tell_completed({.person = person, .ordinal = patient.ordinal, .service = service(clinic)});
    drop(p);
    place.refer({.person = person, .service = *outcome.onward, .from = from});
    return;
  }
  const auto days =
      static_cast<sim::Day>(sim::exponential(draws.uniform(outcome_lane), clinic.plan->course_days));
  if (days < 1) return end(place, p);
  const sim::Day last = place.today() + days;
  patient.due = sim::minute_of(last, opens);
  place.calendar().add(last, {patient.person, seat_.first_handler + course_end, p, opens});
}

/// That the referral came from, itself or by a site in its rooms; none, if it came from another clinic.
std::uint16_t Clinics::referring_practice(const Place& place, const ClinicPatient& patient) const
{
  const Sites& sites = place.around().sites;
  if (patient.from == no_practice || sites.is_clinic(patient.from)) return no_practice;
  return sites.rooms_of(patient.from);
}

/// Level 1 can do it: a practice is asked, that which referred before others, and is told why.
void Clinics::send_back(Place& place, std::uint32_t p)
{
  const ClinicPatient patient = patients_[p];
  const std::uint8_t of = service(clinics_[patient.clinic]);
  place.tell_completed({.person = patient.person,
                        .ordinal = patient.ordinal,
                        .service = of,
                        .practice = referring_practice(place, patient),
                        .linked = true});
  if (patient.from != no_practice)
    place.send(place.around().sites.place_of(patient.from), {.person = patient.person,
                                                             .minute = place.calendar().now(),
                                                             .practice = patient.from,
                                                             .kind = LetterKind::sent_back,
                                                             .service = of});
  drop(p);
}

void Clinics::end(Place& place, std::uint32_t p)
{
  const ClinicPatient patient = patients_[p];
  const Clinic& clinic = clinics_[patient.clinic];
  CourseEnd end{.person = patient.person,
                .ordinal = patient.ordinal,
                .service = service(clinic),
                .practice = no_practice};
  if (place.person(patient.person).death > place.today()) {
    const sim::Draws draws =
        place.streams().draw(patient.person, sim::Why{"visits at a clinic"}, patient.ordinal, clinic.kind);
    count_visits(place, patient, static_cast<int>(clinic.plan->visits - 1 + draws.uniform(0)));
    rules_.finish(place, patient, clinic.service);
    end.treated = patient.treats;
    end.linked = draws.uniform(1) < clinic.plan->returned;
    end.varnished = rules_.varnishes;
    end.manner = static_cast<std::uint8_t>(rules_.good_visits);
    if (end.linked) {
      end.practice = referring_practice(place, patient);
      place.tallies().add(own_[clinic.service].returned, 0);
    }
  }
  place.tell_completed(end);
  drop(p);
}

void Clinics::drop(std::uint32_t p)
{
  patients_[p] = {};
  patients_.give_back(p);
}

}  // namespace models
