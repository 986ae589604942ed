#include "models/pathways/urgent_care/urgent_care.hpp"

#include <algorithm>
#include <cmath>

#include "models/pathways/urgent_care/helpline.hpp"
#include "models/pathways/urgent_care/sites.hpp"
#include "models/places/registration.hpp"
#include "sim/distributions.hpp"

namespace models::urgent_care {

namespace {

constexpr const char* name = "urgent_care";
constexpr int no_release = -1;
constexpr int on_the_day = 0;  // kept time is open to all

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
  register_instance<UrgentCare, Settings>(kind);
  kind.declare = declare;
  kind.check = [](const Geography& geography, const PathwaySettings& settings, sim::io::Faults& faults) {
    const SiteSettings& sites = static_cast<const Settings&>(settings).sites;
    models::check(geography, sites.places, faults);
    models::check(geography, sites.added.places, faults);
  };
  kind.plan = [](const Geography& geography, const PathwaySettings& settings, Days period) {
    return plan(geography, static_cast<const Settings&>(settings).sites, period);
  };
  kind.sites = [](const Geography& geography, const PathwaySettings& settings) {
    return make_sites(geography, static_cast<const Settings&>(settings).sites);
  };
  register_office<Helpline, Settings>(kind);
  return kind;
}

UrgentCare::UrgentCare(Place& place, const Settings& settings, const Seat& seat)
    : settings_{settings},
      seat_{seat},
      urgent_{place.around().services.urgent},
      is_on_{settings.helpline.handlers > 0 && office_has_sites(place, seat.number)},
      own_{own_measures(place.around().layout)},
      fee_line_{place.line("urgent_care__session_fee")},
      first_practice_{place.around().geography.places[place.index()].first_practice},
      here_{place.around().sites.of(seat.number, place.index())},
      books_{{no_release, on_the_day, no_release}},
      booked_{"people booked at urgent sites"}
{
  const double most = place.around().conditions.most_at_urgent_sites();
  const Sites::Range all = place.around().sites.of(seat.number);
  const std::vector<std::uint8_t> able =
      abilities(settings.sites, place.around().sites, all, place.around().geography);
  const int own = here_.count - added_in(place.around().geography, settings.sites, place.index());
  const AddedSites& added = settings.sites.added;
  for (std::uint16_t k = 0; k < here_.count; ++k) {
    const Site& site = place.around().sites.other(here_.first + std::size_t{k});
    const auto practice = static_cast<std::uint16_t>(site.practice - first_practice_);
    const std::uint32_t key = id_key(site.name) + k;
    const std::uint8_t can = able[here_.first + std::size_t{k} - all.first];
    const bool is_own = k < own;
    const WeeklySessions& weekly = is_own ? settings.sites.weekly : added.weekly;
    sites_.push_back({books_.add(2 * weekly.most_on_a_day(most), key), key, practice, can,
                      is_own ? Days{0, settings.sites.until} : added.open, weekly,
                      is_own ? settings.sites.session_fee : added.session_fee, is_own ? 0 : added.displaces});
  }
}

bool UrgentCare::find_other_care(Place& place, const Request& request)
{
  if (!is_on_ || request.service != urgent_) return false;
  const double u =
      place.streams().draw(request.person, sim::Why{"urgent channel"}, request.ordinal).uniform(0);
  const FirstChannel first = place.first_channel(request.person);
  const bool to_emergency =
      u >= settings_.helpline_first && u < settings_.helpline_first + settings_.emergency_department_first;
  const bool calls = u < settings_.helpline_first || first == FirstChannel::helpline_at_once ||
                     (first == FirstChannel::helpline_before_emergency && to_emergency);
  if (place.sent_to_practice(request, calls          ? Contact::helpline
                                      : to_emergency ? Contact::emergency_department
                                                     : Contact::primary_care))
    return true;
  if (calls) {
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
  if (!to_emergency) return false;
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

void UrgentCare::close_month(Place& place, sim::Day last_day)
{
  const auto open = std::count_if(sites_.begin(), sites_.end(),
                                  [&](const HereSite& site) { return site.open.holds(last_day); });
  place.tallies().add(own_.sites, 0, static_cast<std::uint32_t>(open));
}

}  // namespace models::urgent_care
