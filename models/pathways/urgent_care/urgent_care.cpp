#include "models/pathways/urgent_care/urgent_care.hpp"

#include <algorithm>
#include <cmath>

#include "models/pathways/urgent_care/helpline.hpp"
#include "models/pathways/urgent_care/sites.hpp"
#include "models/practices/working_days.hpp"
#include "sim/distributions.hpp"

namespace models::urgent_care {

namespace {

constexpr const char* name = "urgent_care";
constexpr int no_release = -1;
constexpr int band_bits = 7, complete_bit = 8;  // of a letter's course
constexpr int repeat_days = 365;                // a second urgent course within a year is a repeat

bool office_has_sites(const Place& place, std::size_t number)
{
  const Surroundings& around = place.around();
  const Sites::Range all = around.sites.of(number);
  const std::uint16_t office = around.geography.places[place.index()].office;
  for (std::uint16_t k = 0; k < all.count; ++k)
    if (around.geography.places[around.sites.place_of(all.first + std::size_t{k})].office == office)
      return true;
  return false;
}

}  // namespace

PathwayKind kind()
{
  PathwayKind kind;
  kind.name = name;
  kind.lines = {"session_fee"};
  kind.handlers = UrgentCare::handlers;
  kind.events = {"appointment", "next_call"};
  kind.read = [](sim::io::Block& block) {
    auto settings = std::make_shared<Settings>();
    read(block, *settings);
    return settings;
  };
  kind.declare = declare;
  kind.make = [](Place& place, const PathwaySettings& settings, const Seat& seat) {
    return std::make_unique<UrgentCare>(place, static_cast<const Settings&>(settings), seat);
  };
  kind.check = [](const Geography& geography, const PathwaySettings& settings, sim::io::Faults& faults) {
    for (const PlaceSites& named : static_cast<const Settings&>(settings).sites.places)
      if (!geography.find_place(named.place))
        faults.add(named.where, "unknown place " + named.place + " (the region has no Place of that name)");
  };
  kind.sites = [](const Geography& geography, const PathwaySettings& settings) {
    return make_sites(geography, static_cast<const Settings&>(settings).sites);
  };
  kind.make_office = [](Office& office, const PathwaySettings& settings, const Seat& seat) {
    return std::make_unique<Helpline>(office, static_cast<const Settings&>(settings), seat);
  };
  return kind;
}

UrgentCare::UrgentCare(Place& place, const Settings& settings, const Seat& seat)
    : settings_{settings},
      seat_{seat},
      urgent_{place.around().services.urgent},
      is_on_{settings.helpline.handlers > 0 && office_has_sites(place, seat.number)},
      own_{own_measures(place.around().layout)},
      fee_line_{place.line("urgent_care__session_fee")},
      here_{place.around().sites.of(seat.number, place.index())},
      books_{{no_release, no_release, no_release}},
      booked_{"people booked at urgent sites"}
{
  constexpr int working_days_a_week = 5, rest_days_a_week = 2;
  const double most = std::max(settings.sites.sessions / working_days_a_week,
                               settings.sites.rest_day_sessions / rest_days_a_week);
  const int most_sessions = static_cast<int>(std::ceil(most)) + 1;
  const std::uint32_t first_practice = place.around().geography.places[place.index()].first_practice;
  for (std::uint16_t k = 0; k < here_.count; ++k) {
    const Site& site = place.around().sites.other(here_.first + std::size_t{k});
    const auto practice = static_cast<std::uint16_t>(site.practice - first_practice);
    const std::uint32_t key = id_key(site.name) + k;
    sites_.push_back({books_.add(2 * most_sessions, key), key, practice});
  }
}

/// A fraction of a session a day is spread evenly over the days, from a point of its own for each site.
int UrgentCare::sessions_on(const HereSite& site, sim::Day day) const
{
  constexpr int days_a_week = 7, first_rest_day = 5;
  const bool working = is_working_day(day);
  const int weekday = sim::weekday(day), week = day / days_a_week;
  const int a_week = working ? first_rest_day : days_a_week - first_rest_day;
  const int of_week = working || weekday < first_rest_day ? weekday : weekday - first_rest_day;
  const double rate = (working ? settings_.sites.sessions : settings_.sites.rest_day_sessions) / a_week;
  constexpr double phases = 97;  // a prime: neighbours differ
  const double before = rate * (week * a_week + of_week) + (site.key % 97) / phases;
  return static_cast<int>(std::floor(before + rate) - std::floor(before));
}

void UrgentCare::open_sessions(const HereSite& site, sim::Day day)
{
  const int sessions = sessions_on(site, day);
  for (int k = 0; k < sessions; ++k) {
    const int half = (day + k) & 1;
    books_.open(site.book, day, 2 * (k / 2) + half, {});
  }
}

void UrgentCare::open_day(Place& place, sim::Day day)
{
  const SiteSettings& plan = settings_.sites;
  constexpr int minutes_per_session = units_per_session * minutes_per_unit;
  for (std::uint16_t k = 0; k < here_.count; ++k) {
    const HereSite& site = sites_[k];
    books_.turn(site.book, day - 1);
    const sim::Day from = day == place.around().first ? day : day + plan.opened_ahead;
    for (sim::Day ahead = from; ahead <= day + plan.opened_ahead; ++ahead) open_sessions(site, ahead);
    const int sessions = books_.minutes(site.book, day).offered / minutes_per_session;
    if (sessions > 0) {
      place.tallies().add(own_.sessions, 0, static_cast<std::uint32_t>(sessions));
      place.tallies().add(own_.slots, 0,
                          static_cast<std::uint32_t>(sessions * (units_per_session / units())));
      place.tallies().add_sum(place.measures().session_minutes, std::size_t{urgent_} * 2,
                              std::int64_t{sessions} * minutes_per_session);
      place.pay(Payer::icb, fee_line_, site.practice, day, Pence{plan.session_fee.amount * sessions});
    }
    show(place, k);
  }
}

void UrgentCare::show(Place& place, std::uint16_t site)
{
  const sim::Day today = place.today();
  const sim::Day last = today + settings_.sites.opened_ahead;
  const auto slot =
      books_.find(sites_[site].book, today, last, units(), Purpose::urgent, today, place.minute());
  PublicState face;
  face.first_free = static_cast<std::uint16_t>(slot ? slot->day - today : ring_days);
  place.publish(static_cast<std::uint16_t>(here_.first + site), face);
}

bool UrgentCare::find_other_care(Place& place, const Request& request)
{
  if (!is_on_ || request.service != urgent_) return false;
  const double u =
      place.streams().draw(request.person, sim::Why{"urgent channel"}, request.ordinal).uniform(0);
  if (u < settings_.helpline_first) {
    place.tallies().add(own_.calls, 0);
    place.send(place.office(), {.person = request.person,
                                .minute = sim::minute_of(place.today(), place.minute()),
                                .practice = no_practice,
                                .day = static_cast<std::uint16_t>(request.asked),
                                .ordinal = request.ordinal,
                                .kind = LetterKind::ask,
                                .service = request.service,
                                .stratum = request.stratum,
                                .tries = 0,
                                .oral = request.oral,
                                .manner = request.manner,
                                .missed = request.missed,
                                .flags = request.last_course,
                                .last_completed = request.last_completed});
    return true;
  }
  if (u >= settings_.helpline_first + settings_.emergency_department_first) return false;
  place.tell_left(request.person, request.ordinal, request.service, request.stratum,
                  Reason::emergency_department);
  return true;
}

void UrgentCare::turned_away(Place& place, const Letter& letter)
{
  Letter again = letter;
  again.kind = LetterKind::ask;
  again.minute = sim::minute_of(place.today(), place.minute());
  place.send(place.office(), again);
}

void UrgentCare::read(Place& place, const Letter& letter)
{
  if (letter.kind != LetterKind::notice) return;
  const auto end = static_cast<CallEnd>(letter.missed);
  sim::Tallies& tallies = place.tallies();
  if (end == CallEnd::abandoned) {
    tallies.add(own_.calls_abandoned, 0);
    return;
  }
  tallies.add(own_.calls_answered, 0);
  tallies.add_sum(own_.call_minutes, 0, letter.day);
  const sim::Counter triaged = end == CallEnd::emergency ? own_.triaged_emergency
                               : end == CallEnd::urgent  ? own_.triaged_urgent
                               : end == CallEnd::soon    ? own_.triaged_soon
                                                         : own_.triaged_advice;
  tallies.add(triaged, 0);
}

void UrgentCare::ended(Place& place, std::uint32_t person, std::uint8_t service, Reason reason)
{
  if (service != urgent_) return;
  const auto today = static_cast<std::uint32_t>(place.today());
  if (reason == Reason::emergency_department) {
    place.tallies().add(own_.emergency_department, 0);
    if (place.streams().draw(person, sim::Why{"admission"}, today).uniform(0) < settings_.admitted)
      place.tallies().add(own_.admissions, 0);
  } else if (reason == Reason::no_capacity) {
    place.tallies().add(own_.no_capacity, 0);
  } else if (reason == Reason::advice_only) {
    if (place.streams().draw(person, sim::Why{"recontact"}, today).uniform(0) < settings_.recontact)
      try_later(place, person, settings_.recontact_days, sim::Why{"recontact date"});
  } else if (reason == Reason::abandoned_call) {
    constexpr double hours_per_day = 24;
    if (place.streams().draw(person, sim::Why{"redial"}, today).uniform(0) < settings_.helpline.redials)
      try_later(place, person, settings_.helpline.redial_hours / hours_per_day, sim::Why{"redial date"});
  }
}

/// On a later day, at the person's own hour.
void UrgentCare::try_later(Place& place, std::uint32_t person, double mean_days, sim::Why why)
{
  const double u = place.streams().draw(person, why, static_cast<std::uint32_t>(place.today())).uniform(0);
  const sim::Day day = place.today() + 1 + static_cast<sim::Day>(sim::exponential(u, mean_days));
  if (day > place.around().last) return;
  place.calendar().add(day, {person, seat_.first_handler + next_call, sim::no_slot,
                             asking_minute(place.around().seeking.settings(), person)});
}

sim::Touched UrgentCare::touches(const sim::Event& event) const
{
  if (event.slot == sim::no_slot) return {};
  return {&booked_[event.slot], nullptr};
}

void UrgentCare::handle(Place& place, const sim::Event& event, std::uint32_t handler)
{
  if (handler == next_call) {
    place.tallies().add(own_.recontacts, 0);
    place.ask_urgent_again(event.subject);
    return;
  }
  const Booked& booked = booked_[event.slot];
  if (booked.person != event.subject || booked.due != sim::minute_of(place.today(), event.minute)) {
    place.skip();
    return;
  }
  come(place, event.slot);
}

Answer UrgentCare::receive(Place& place, const Request& request)
{
  const auto k = static_cast<std::uint16_t>(request.practice - here_.first);
  const Ticket ticket = Ticket::unpack(request.tries);
  const sim::Day today = place.today();
  const int within = ticket.urgency == Urgency::urgent ? settings_.urgent_within : settings_.soon_within;
  const sim::Day last = today + std::min(within, settings_.sites.opened_ahead);
  const auto slot = books_.find(sites_[k].book, today, last, units(), Purpose::urgent, today, place.minute());
  if (!slot) return Answer::refused;
  books_.take(sites_[k].book, *slot, units());
  const sim::Minute minute = minute_of_day(*slot);
  const std::uint32_t b = booked_.take({.person = request.person,
                                        .due = sim::minute_of(slot->day, minute),
                                        .asked = static_cast<std::uint16_t>(request.asked),
                                        .ordinal = request.ordinal,
                                        .site = k,
                                        .last_completed = request.last_completed,
                                        .stratum = request.stratum,
                                        .ticket = request.tries,
                                        .manner = request.manner,
                                        .last_course = request.last_course,
                                        .units = static_cast<std::uint8_t>(units())});
  place.calendar().add(slot->day, {request.person, seat_.first_handler + appointment, b, minute});
  show(place, k);
  return Answer::taken;
}

void UrgentCare::come(Place& place, std::uint32_t b)
{
  const Booked booked = booked_[b];
  booked_[b] = {};
  booked_.give_back(b);
  const Person& person = place.person(booked.person);
  const bool dead = person.death <= place.today();
  const double u =
      place.streams().draw(booked.person, sim::Why{"coming to a site"}, booked.ordinal).uniform(0);
  if (dead || u < settings_.missed) {
    if (!dead)
      place.tallies().add(place.measures().appointments,
                          urgent_ * outcomes + static_cast<std::size_t>(AppointmentOutcome::missed));
    place.tell_left(booked.person, booked.ordinal, urgent_, booked.stratum,
                    dead ? Reason::died : Reason::missed);
    return;
  }
  treat(place, booked);
}

void UrgentCare::treat(Place& place, const Booked& booked)
{
  const Measures& m = place.measures();
  sim::Tallies& tallies = place.tallies();
  const auto site = static_cast<std::uint16_t>(here_.first + booked.site);
  tallies.add(m.appointments, urgent_ * outcomes + static_cast<std::size_t>(AppointmentOutcome::kept));
  tallies.add_sum(m.session_minutes, std::size_t{urgent_} * 2 + 1,
                  std::int64_t{booked.units} * minutes_per_unit);
  constexpr double metres_per_km = 1000;
  tallies.add_sum(m.travel_m, 0,
                  static_cast<std::int64_t>(place.km_from_home(booked.person, site) * metres_per_km));
  tallies.add(own_.visits, 0);
  constexpr double minutes_per_hour = 60;
  const double hours = (static_cast<double>(sim::minute_of(place.today(), place.minute())) -
                        static_cast<double>(sim::minute_of(
                            booked.asked, asking_minute(place.around().seeking.settings(), booked.person)))) /
                       minutes_per_hour;
  const bool urgent = Ticket::unpack(booked.ticket).urgency == Urgency::urgent;
  tallies.add(
      hours <= (urgent ? settings_.urgent_limit : settings_.soon_limit) ? own_.within_limit : own_.breaches,
      0);
  if (static_cast<Band>(booked.last_course & band_bits) == Band::urgent && booked.last_completed != 0 &&
      place.today() - booked.last_completed <= repeat_days)
    tallies.add(own_.repeat_visits, 0);
  place.tell_started(booked.person, booked.ordinal, urgent_, booked.stratum, booked.asked);
  charge(place, booked);
  const bool follow_up =
      place.streams().draw(booked.person, sim::Why{"definitive follow-up"}, booked.ordinal).uniform(0) <
      settings_.follow_up;
  const std::uint16_t practice = place.around().sites.other(site).practice;
  place.tell_completed({.person = booked.person,
                        .ordinal = booked.ordinal,
                        .service = urgent_,
                        .practice = practice,
                        .manner = booked.manner,
                        .course = static_cast<std::uint8_t>(static_cast<int>(Band::urgent) | complete_bit),
                        .relieved = true,
                        .linked = follow_up});
  if (follow_up) tallies.add(own_.follow_ups, 0);
}

/// The course and its charge; a site is paid by the session, so no UDA is credited.
void UrgentCare::charge(Place& place, const Booked& booked)
{
  const Person& person = place.person(booked.person);
  const sim::Day today = place.today();
  const int years = age_years(person, today);
  const auto who = static_cast<std::size_t>(years < adult_age ? 1 : 0);
  const Measures& m = place.measures();
  const auto band = static_cast<std::size_t>(Band::urgent);
  place.tallies().add(m.courses, (band * 2 + who) * roles + static_cast<std::size_t>(Role::dentist));
  const Treatment& treatment = place.around().treatment;
  const EarlierCourse earlier{booked.last_completed, static_cast<Band>(booked.last_course & band_bits),
                              (booked.last_course & complete_bit) != 0};
  if (is_exempt(years, person.is(Person::student_18), person.is(Person::exempt_adult)) ||
      is_free_continuation(earlier, Band::urgent, today, treatment.settings().free_continuation_months))
    return;
  place.ledger().charge_patient(band, today, treatment.charge(Band::urgent, today));
}

void UrgentCare::close_month(Place& place, sim::Day) { place.tallies().add(own_.sites, 0, here_.count); }

}  // namespace models::urgent_care
