// Sessions of urgent sites, who is booked there, and what is done for them.
#include <algorithm>
#include <cmath>

#include "models/pathways/urgent_care/sites.hpp"
#include "models/pathways/urgent_care/urgent_care.hpp"
#include "models/practices/working_days.hpp"

namespace models::urgent_care {

namespace {

constexpr Purpose for_the_first = Purpose::fresh;  // sees the time that is kept
constexpr int repeat_days = 365;                   // a second urgent course within a year is a repeat

}  // namespace

void UrgentCare::open_sessions(Place& place, const HereSite& site, sim::Day day)
{
  if (!site.open.holds(day)) return;
  const int sessions =
      sessions_on(site.weekly, site.key, day, wave_ == nullptr ? 1 : wave_->on(day).urgent_sites);
  SessionTemplate shape;
  const int kept = settings_.sites.kept / minutes_per_unit;
  shape.reserved[static_cast<std::size_t>(for_the_first)] = (std::uint64_t{1} << kept) - 1;
  for (int k = 0; k < sessions; ++k) {
    books_.open(site.book, day, half_day(day, k), shape);
    // a run of free time has a longest length: the rest is sought in further runs
    constexpr int session_minutes = units_per_session * minutes_per_unit,
                  longest = max_length * minutes_per_unit;
    const auto wanted = static_cast<int>(std::lround(site.displaces * session_minutes));
    for (int minutes = wanted; minutes > 0; minutes -= longest)
      place.tallies().add_sum(own_.displaced_minutes, 0,
                              place.take_time(static_cast<std::uint16_t>(first_practice_ + site.practice),
                                              {day, day}, std::min(minutes, longest)));
  }
}

void UrgentCare::open_day(Place& place, sim::Day day)
{
  const SiteSettings& plan = settings_.sites;
  wave_ = place.around().conditions.in_force(place.index(), day);
  constexpr int minutes_per_session = units_per_session * minutes_per_unit;
  for (std::uint16_t k = 0; k < here_.count; ++k) {
    const HereSite& site = sites_[k];
    books_.turn(site.book, day - 1);
    const sim::Day from = day == place.around().first ? day : day + plan.opened_ahead;
    for (sim::Day ahead = from; ahead <= day + plan.opened_ahead; ++ahead) open_sessions(place, site, ahead);
    const int sessions = books_.minutes(site.book, day).offered / minutes_per_session;
    if (sessions > 0) {
      place.tallies().add(own_.sessions, 0, static_cast<std::uint32_t>(sessions));
      place.tallies().add(own_.slots, 0,
                          static_cast<std::uint32_t>(sessions * (units_per_session / units())));
      place.tallies().add_sum(place.measures().session_minutes, std::size_t{urgent_} * 2,
                              std::int64_t{sessions} * minutes_per_session);
      place.pay(Payer::icb, fee_line_, site.practice, day, site.session_fee * sessions);
    }
    show(place, k);
  }
}

void UrgentCare::show(Place& place, std::uint16_t site)
{
  const sim::Day today = place.today();
  const sim::Day last = today + settings_.sites.opened_ahead;
  const auto days_to = [&](Purpose purpose) {
    const auto slot = books_.find(sites_[site].book, today, last, units(), purpose, today, place.minute());
    return static_cast<std::uint16_t>(slot ? slot->day - today : ring_days);
  };
  PublicState face;
  face.first_free = days_to(Purpose::urgent);
  face.urgent_free = settings_.sites.kept > 0 ? days_to(for_the_first) : face.first_free;
  place.publish(static_cast<std::uint16_t>(here_.first + site), face);
}

/// In a wave a room rests after what makes aerosol.
int UrgentCare::rest_after(const Place& place, const Request& request) const
{
  if (wave_ == nullptr) return 0;
  const int rest = std::min(rest_units(wave_->on(place.today())), max_length - units());
  return rest > 0 && makes_aerosol(place.around().treatment.settings(), place.streams(), request.person,
                                   request.ordinal, 0, Procedure::urgent_care)
             ? rest
             : 0;
}

Answer UrgentCare::receive(Place& place, const Request& request)
{
  const auto k = static_cast<std::uint16_t>(request.practice - here_.first);
  const Ticket ticket = Ticket::unpack(request.tries);
  const sim::Day today = place.today();
  const int within = ticket.urgency == Urgency::urgent ? settings_.urgent_within : settings_.soon_within;
  const sim::Day last = today + std::min(within, settings_.sites.opened_ahead);
  const int length = units() + rest_after(place, request);
  const bool first = goes_first(place.around(), request.person, today, request.oral);
  const auto slot = books_.find(sites_[k].book, today, last, length, first ? for_the_first : Purpose::urgent,
                                today, place.minute());
  if (!slot) return Answer::refused;
  books_.take(sites_[k].book, *slot, length);
  const sim::Minute minute = minute_of_day(*slot);
  const std::uint32_t b = booked_.take({.person = request.person,
                                        .due = sim::minute_of(slot->day, minute),
                                        .asked = static_cast<std::uint16_t>(request.asked),
                                        .ordinal = request.ordinal,
                                        .site = k,
                                        .last_completed = request.last_completed,
                                        .stratum = request.stratum,
                                        .ticket = request.tries,
                                        .oral = request.oral,
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
    if (!dead) count_missed(place, urgent_);
    place.tell_left(booked.person, booked.ordinal, urgent_, booked.stratum,
                    dead ? Reason::died : Reason::missed);
    return;
  }
  treat(place, booked);
}

void UrgentCare::treat(Place& place, const Booked& booked)
{
  sim::Tallies& tallies = place.tallies();
  const auto site = static_cast<std::uint16_t>(here_.first + booked.site);
  count_kept(place, urgent_, booked.person, site, booked.units * minutes_per_unit);
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
  if (static_cast<Band>(booked.last_course & course_band_bits) == Band::urgent &&
      booked.last_completed != 0 && place.today() - booked.last_completed <= repeat_days)
    tallies.add(own_.repeat_visits, 0);
  if (goes_first(place.around(), booked.person, place.today(), booked.oral)) tallies.add(own_.put_first, 0);
  place.tell_started(booked.person, booked.ordinal, urgent_, booked.stratum, booked.asked);
  count_course(place, {.person = booked.person,
                       .band = Band::urgent,
                       .accepted = place.today(),
                       .last_completed = booked.last_completed,
                       .last_course = booked.last_course});
  find_out(place, booked);
  const bool follow_up =
      place.streams().draw(booked.person, sim::Why{"definitive follow-up"}, booked.ordinal).uniform(0) <
      settings_.follow_up;
  const std::uint16_t practice = place.around().sites.other(site).practice;
  place.tell_completed(
      {.person = booked.person,
       .ordinal = booked.ordinal,
       .service = urgent_,
       .practice = practice,
       .manner = booked.manner,
       .course = static_cast<std::uint8_t>(static_cast<int>(Band::urgent) | course_complete_bit),
       .relieved = true,
       .linked = follow_up});
  if (follow_up) tallies.add(own_.follow_ups, 0);
}

/// What the visit has shown may lead to a referral, whose forms are filled in in the site's next free time.
void UrgentCare::find_out(Place& place, const Booked& booked)
{
  const HereSite& site = sites_[booked.site];
  const bool surgery = (site.able & 1u << static_cast<unsigned>(Help::oral_surgery)) != 0;
  const int minutes = place.assessed({.person = booked.person,
                                      .practice = static_cast<std::uint16_t>(here_.first + booked.site),
                                      .ordinal = booked.ordinal,
                                      .service = urgent_,
                                      .oral = booked.oral,
                                      .surgery_here = surgery});
  if (minutes <= 0) return;
  const sim::Day today = place.today();
  books_.take_first(site.book, today, today + settings_.sites.opened_ahead,
                    std::min((minutes + minutes_per_unit - 1) / minutes_per_unit, max_length),
                    Purpose::urgent, today, place.minute());
}

}  // namespace models::urgent_care
