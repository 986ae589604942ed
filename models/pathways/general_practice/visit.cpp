// Visits and courses: who comes, what is found, what is done, credited and charged.
#include <algorithm>
#include <cmath>

#include "models/pathways/general_practice/general_practice.hpp"
#include "models/practices/working_days.hpp"

namespace models::general_practice {

namespace {

constexpr int most_visits = 15;
constexpr int band_bits = 7, complete_bit = 8;  // of Episode::last_course

std::uint8_t manner_after(std::uint8_t manner, bool good)
{
  const int good_visits = manner & 15, bad_visits = manner >> 4;
  return static_cast<std::uint8_t>(std::min(good_visits + (good ? 1 : 0), most_visits) |
                                   std::min(bad_visits + (good ? 0 : 1), most_visits) << 4);
}

}  // namespace

OddsOfMissing::OddsOfMissing(const AttendanceSettings& a)
{
  for (std::size_t dep = 0; dep < deprivation_classes; ++dep)
    for (std::size_t k = 0; k < kinds; ++k)
      of_kind_[dep][k] = std::exp(a.base + a.by_deprivation[dep] + ((k & child) != 0 ? a.child : 0) +
                                  ((k & fresh) != 0 ? a.fresh : 0) - ((k & reminded) != 0 ? a.reminder : 0) +
                                  ((k & urgent) != 0 ? a.urgent : 0));
  for (std::size_t days = 0; days < of_lead_.size(); ++days)
    of_lead_[days] = std::exp(a.lead * std::log1p(days));
}

bool GeneralPractice::misses(const Place& place, const Episode& episode) const
{
  const Person& person = place.person(episode.person);
  const bool is_child = age_years(person, place.today()) < adult_age;
  const bool is_fresh = !episode.has(Episode::known) && episode.visit == 0;
  const bool is_urgent = episode.service == services_.urgent;
  const unsigned kind = (is_child ? OddsOfMissing::child : 0u) | (is_fresh ? OddsOfMissing::fresh : 0u) |
                        (habits_[episode.practice].reminds ? OddsOfMissing::reminded : 0u) |
                        (is_urgent ? OddsOfMissing::urgent : 0u);
  const double odds = odds_of_missing_.at(person.deprivation(), kind, episode.lead);
  const double u =
      place.streams().draw(episode.person, sim::Why{"coming"}, episode.ordinal, episode.step).uniform(0);
  return u < odds / (1 + odds);
}

void GeneralPractice::come(Place& place, std::uint32_t e)
{
  if (wave_ != nullptr && is_put_off(place, episodes_[e]))
    put_off(place, e);
  else if (misses(place, episodes_[e]))
    miss(place, e);
  else
    kept(place, e);
}

/// The load of a practice: appointments that were kept until their time had come.
void GeneralPractice::count_booked(Place& place, const Episode& episode) const
{
  place.tallies().add_practice_sum(place.measures().minutes_booked, episode.practice, 0,
                                   std::int64_t{episode.length} * minutes_per_unit);
}

void GeneralPractice::miss(Place& place, std::uint32_t e)
{
  Episode& episode = episodes_[e];
  count_booked(place, episode);
  place.tell_deed({PracticeDeed::missed, site(episode.practice)});
  place.tallies().add(place.measures().appointments,
                      episode.service * outcomes + static_cast<std::size_t>(AppointmentOutcome::missed));
  ++episode.missed;
  if (episode.missed >= settings_.attendance.discharged_after)
    leave(place, e, Reason::discharged);
  else if (!book_again(place, e))
    leave(place, e, Reason::missed);
}

void GeneralPractice::cancel(Place& place, std::uint32_t e)
{
  const Episode& episode = episodes_[e];
  const std::uint16_t practice = episode.practice;
  const bool late = episode.day == place.today();
  const auto outcome = late ? AppointmentOutcome::cancelled_late : AppointmentOutcome::cancelled;
  place.tallies().add(place.measures().appointments,
                      episode.service * outcomes + static_cast<std::size_t>(outcome));
  release(place, episode);
  if (!book_again(place, e)) leave(place, e, Reason::missed);
  if (!late && is_working_day(place.today())) offer_freed_time(place, practice);  // else next morning
}

/// The course of an episode: drawn once, the same whenever it is asked for.
CoursePlan GeneralPractice::course(const Place& place, const Episode& episode) const
{
  const Person& person = place.person(episode.person);
  const auto kind = kind_of(person, episode.asked, !episode.has(Episode::known));
  const std::size_t band = need_age(age_years(person, episode.asked));
  const bool occasional = place.around().seeking.pattern(person, band) != Pattern::regular;
  const Attendance attendance = kind.is_new  ? Attendance::fresh
                                : occasional ? Attendance::occasional
                                             : Attendance::regular;
  const Need need{kind.age, attendance, severity_of(static_cast<OralState>(episode.oral)),
                  episode.service == services_.urgent};
  return treatment_.plan(need, place.streams().draw(episode.person, sim::Why{"course"}, episode.ordinal));
}

/// What the next visit is for: acclimatisation looks like a check-up.
Procedure GeneralPractice::procedure_due(const CoursePlan& plan, const Episode& episode) const
{
  return plan.procedure(std::min<int>(episode.visit, plan.visits() - 1));
}

void GeneralPractice::count_way(Place& place, const Episode& episode) const
{
  constexpr double metres_per_km = 1000;
  const Measures& m = place.measures();
  const std::size_t home = place.home_of(episode.person);
  const double km = place.around().journeys.km(home, site(episode.practice));
  const auto metres = static_cast<std::int64_t>(km * metres_per_km);
  const auto rurality = static_cast<std::size_t>(place.around().geography.areas[home].rurality());
  place.tallies().add_sum(m.travel_m, 0, metres);
  place.tallies().add(m.rural_visits, rurality);
  place.tallies().add_sum(m.rural_way_m, rurality, metres);
}

void GeneralPractice::kept(Place& place, std::uint32_t e)
{
  Episode& episode = episodes_[e];
  const Measures& m = place.measures();
  const Person& person = place.person(episode.person);
  place.tallies().add(m.appointments,
                      episode.service * outcomes + static_cast<std::size_t>(AppointmentOutcome::kept));
  count_booked(place, episode);
  place.tell_deed({PracticeDeed::kept, site(episode.practice)});
  place.tallies().add_sum(m.session_minutes, episode.service * 2 + 1, episode.visit_minutes());
  if (age_years(person, place.today()) < adult_age)
    place.tallies().add_sum(own_.child_minutes, 0, episode.visit_minutes());
  if (episode.rest > 0)
    place.tallies().add_sum(own_.rest_minutes, 0, std::int64_t{episode.rest} * minutes_per_unit);
  count_way(place, episode);
  if (episode.offer.has(OfferMark::long_slot))
    tell(place, episode, OfferNews::What::visit, {.minutes = episode.visit_minutes()});
  episode.missed = 0;
  const CoursePlan plan = course(place, episode);
  if (episode.visit == 0) {
    episode.set(Episode::started);
    episode.accepted = static_cast<std::uint16_t>(place.today());
    episode.first_role = episode.role;
    place.tell_started(episode.person, episode.ordinal, episode.service, episode.stratum, episode.asked);
    tell_begun(place, episode);
    if (is_in_flexible(episode)) begin_flexibly(place, episode);
    episode.manner = manner_after(episode.manner, true);
    tell(place, episode, OfferNews::What::seen);
    find_out(place, e, false);
  } else if (needs_acclimatisation(place, episode, person)) {
    ++episode.acclimatised;
    tell(place, episode, OfferNews::What::acclimatised);
    episode.manner = manner_after(episode.manner, true);
    next_visit(place, e, plan);
    return;
  } else {
    const bool accepted = accepts_treatment(place, episode, person);
    episode.manner = manner_after(episode.manner, accepted);
    if (!accepted) {
      place.tallies().add(own_.refused_treatment, 0);
      tell(place, episode, OfferNews::What::refused);
      if (++episode.refusals >= settings_.cooperation.refusals || !book_again(place, e)) {
        find_out(place, e, true);
        complete(place, e, plan, false);
      }
      return;
    }
    episode.set(Episode::treated);
  }
  const Role role = episode.role;
  if (role == Role::therapist || role == Role::hygienist) episode.set(Episode::assisted);
  ++episode.visit;
  if (episode.visit == 1 && is_off_menu(episode, plan)) {
    tell(place, episode, OfferNews::What::off_menu);
    complete(place, e, plan, false);
  } else if (episode.visit >= plan.visits())
    complete(place, e, plan, true);
  else
    next_visit(place, e, plan);
}

/// What a visit has shown may lead to a referral, whose forms are filled in in the clinician's next free time.
void GeneralPractice::find_out(Place& place, std::uint32_t e, bool refused)
{
  const Episode& episode = episodes_[e];
  const int minutes = place.assessed({.person = episode.person,
                                      .practice = site(episode.practice),
                                      .ordinal = episode.ordinal,
                                      .service = episode.service,
                                      .oral = episode.oral,
                                      .refused = refused});
  constexpr sim::Day within = 28;  // days: forms that find no time by then are filled in out of hours
  const sim::Day today = place.today();
  take_time(place, episode.practice, episode.role, {today, today + within}, minutes);
}

/// A child not yet cooperative gets used to the practice before anything is treated.
bool GeneralPractice::needs_acclimatisation(const Place& place, const Episode& episode,
                                            const Person& person) const
{
  const int age = age_years(person, place.today());
  const OfferHere* const offer = offer_of(episode);
  const int under_offer = offer == nullptr ? 0 : offer->offer->visits.acclimatisation;
  return age < adult_age && place.around().population.cooperation_at(person, age) > 0 &&
         episode.acclimatised < std::max(settings_.cooperation.acclimatisation, under_offer);
}

void GeneralPractice::next_visit(Place& place, std::uint32_t e, const CoursePlan& plan)
{
  const Episode& episode = episodes_[e];
  const sim::Day today = place.today();
  const Window window{today + treatment_.days_between_visits(plan.band),
                      today + practice_settings_.books.horizon_days, Purpose::known};
  if (const auto found = find(place, episode, window, procedure_due(plan, episode)))
    book(place, e, *found);
  else
    join_list(place, e);
}

sim::Day GeneralPractice::recall_day(const Place& place, const Episode& episode) const
{
  const bool child = age_years(place.person(episode.person), place.today()) < adult_age;
  if (!habits_[episode.practice].recalls_by_risk) {
    const double u = place.streams().draw(episode.person, sim::Why{"recall"}, episode.ordinal).uniform(0);
    return place.today() + place.around().seeking.habitual_recall(child, u);
  }
  return place.today() + days_by_risk(place, episode);
}

void GeneralPractice::complete(Place& place, std::uint32_t e, const CoursePlan& plan, bool is_complete)
{
  const Episode episode = episodes_[e];
  const bool urgent = episode.service == services_.urgent;
  const Band band = is_complete ? plan.band : Treatment::provided(plan, episode.visit);
  const bool counts = credit(place, episode, band);
  tell_ended(place, episode, band, is_complete, counts);
  if (plan.has_varnish) place.tallies().add(own_.varnished, 0);
  const bool cured = is_complete && (plan.later_visits > 0) && !urgent;
  const sim::Day recall = urgent ? 0 : recall_day(place, episode);
  if (!urgent)
    place.tell_deed({PracticeDeed::recalled, site(episode.practice),
                     place.today() + days_by_risk(place, episode) - recall});
  place.tell_completed(
      {.person = episode.person,
       .ordinal = episode.ordinal,
       .service = episode.service,
       .practice = site(episode.practice),
       .recall = recall,
       .manner = episode.manner,
       .course = static_cast<std::uint8_t>(static_cast<int>(band) | (is_complete ? complete_bit : 0)),
       .treated = cured,
       .relieved = urgent,
       .linked = !urgent,
       .varnished = plan.has_varnish});
  drop(e);
}

/// UDA to the contract, the charge to the patient, the course to the tallies: today, by the tariff, the charges
/// and the exemptions of the day on which the course was accepted. Whether the contract is credited.
bool GeneralPractice::credit(Place& place, const Episode& episode, Band band)
{
  const sim::Day today = place.today(), accepted = episode.accepted;
  const Measures& m = place.measures();
  const Person& person = place.person(episode.person);
  Practice& practice = practices_[episode.practice];
  const int years = age_years(person, accepted);
  const auto who = static_cast<std::size_t>(years < adult_age ? 1 : 0);
  const Uda uda = treatment_.uda(band, accepted);
  const std::size_t cell =
      (static_cast<std::size_t>(band) * 2 + who) * roles + static_cast<std::size_t>(episode.first_role);
  place.tallies().add(m.courses, cell);
  if (m.by_practice) place.tallies().add_practice(m.practice_courses, episode.practice, 0);
  bool is_credited = false;
  if (episode.first_role == Role::foundation_dentist) {
    place.tallies().add_sum(own_.foundation_uda, 0, uda.hundredths);
    practice.training.year.delivered += uda;
  } else if (is_credited = flexibly_begun_.erase({episode.person, episode.ordinal}) == 0; !is_credited) {
    place.tell_contract({ContractNews::in_sessions, site(episode.practice), uda.hundredths});
  } else {
    place.tallies().add_sum(m.uda, cell, uda.hundredths);
    practice.contract.delivered += uda;
    place.tell_deed({PracticeDeed::credited, site(episode.practice), uda.hundredths});
    if (band == Band::urgent)
      pay_urgent_fee(place, episode.practice, treatment_.tariff(accepted).urgent_on_claim);
    const PatientKind kind = kind_of(person, accepted, !episode.has(Episode::known));
    const Pence uplift = uplift_pay(practice_settings_.contract, practice.contract, kind, accepted, uda);
    if (uplift.amount != 0) place.pay(Payer::icb, uda_line, episode.practice, today, uplift);
    if (m.by_practice) place.tallies().add_practice_sum(m.practice_uda, episode.practice, 0, uda.hundredths);
  }
  const bool led_by_dcp = episode.first_role == Role::therapist || episode.first_role == Role::hygienist;
  if (episode.has(Episode::assisted) && !led_by_dcp) {
    place.tallies().add(m.courses_assisted, 0);
    place.tallies().add_sum(m.uda_assisted, 0, uda.hundredths);
  }
  const EarlierCourse earlier{episode.last_completed, static_cast<Band>(episode.last_course & band_bits),
                              (episode.last_course & complete_bit) != 0};
  const bool free =
      is_exempt(years, person.is(Person::student_18), person.is(Person::exempt_adult)) ||
      is_free_continuation(earlier, band, accepted, treatment_.settings().free_continuation_months);
  if (!free)
    place.ledger().charge_patient(static_cast<std::size_t>(band), today, treatment_.charge(band, accepted));
  return is_credited;
}

/// Since April 2026 urgent courses are paid a fee in place of UDA, part on booking, part on claim: as units, not for what
/// a foundation dentist does or a session pays for.
void GeneralPractice::pay_urgent_fee(Place& place, std::uint16_t practice, Pence fee) const
{
  if (fee.amount != 0) place.pay(Payer::icb, urgent_fee_line_, practice, place.today(), fee);
}

/// Ends an episode without (more) care: before it began the patient has left, within a course it is incomplete.
void GeneralPractice::leave(Place& place, std::uint32_t e, Reason reason)
{
  const Episode episode = episodes_[e];
  if (episode.has(Episode::started)) {
    complete(place, e, course(place, episode), false);
    return;
  }
  tell(place, episode, OfferNews::What::left);
  place.tell_left(episode.person, episode.ordinal, episode.service, episode.stratum, reason);
  drop(e);
}

void GeneralPractice::drop(std::uint32_t e)
{
  episodes_[e] = Episode{};
  episodes_.give_back(e);
}

}  // namespace models::general_practice
