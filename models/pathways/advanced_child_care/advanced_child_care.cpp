#include "models/pathways/advanced_child_care/advanced_child_care.hpp"

#include <algorithm>
#include <cmath>

#include "models/places/registration.hpp"
#include "models/referrals/referral_levers.hpp"

namespace models::advanced_child_care {

namespace {

constexpr const char* name = "advanced_child_care";
constexpr int middle_from = 6, oldest_from = 11;  // years
constexpr int week = 7;                           // days

PathwayKind names_of_kind()
{
  PathwayKind kind;
  kind.name = name;
  kind.services = {"child_stabilisation"};
  kind.lines = {"session_fee", "set_up", "referral"};
  kind.keeps_to_budget = true;
  kind.handlers = Clinics::handlers;
  kind.events = {Clinics::events.begin(), Clinics::events.end()};
  return kind;
}

/// A site in the rooms of each.
std::vector<Site> make_sites(const Geography& geography, const Settings& settings)
{
  std::vector<Site> sites;
  for (const std::uint32_t practice : chosen(geography, settings)) {
    sites.push_back(site_in_rooms(geography, practice));
    sites.back().service = 0;
  }
  return sites;
}

void turn_levers(const Geography& geography, const Settings& settings, Conditions& conditions)
{
  if (chosen(geography, settings).empty()) return;
  const RouteSettings& route = settings.route;
  auto& levers = conditions.lever<ReferralLevers>();
  levers.elsewhere.push_back({Specialty::cds_assessment, Specialty::child_stabilisation, route.within,
                              route.farthest, route.unless_seen_within});
  levers.feedback += route.feedback;
}

}  // namespace

PathwayKind kind()
{
  PathwayKind kind = names_of_kind();
  register_instance<AdvancedChildCare, Settings>(kind);
  kind.declare = [](sim::Layout& layout) {
    Clinics::declare(layout, names_of_kind());
    declare(layout);
  };
  kind.check = with_settings(check);
  kind.plan = with_settings(plan);
  kind.sites = with_settings(make_sites);
  kind.set_conditions = with_settings(turn_levers);
  return kind;
}

AdvancedChildCare::AdvancedChildCare(Place& place, const Settings& settings, const Seat& seat)
    : settings_{settings},
      number_{seat.number},
      first_practice_{place.around().geography.places[place.index()].first_practice},
      own_{own_measures(place.around().layout)},
      set_up_line_{place.line("advanced_child_care__set_up")},
      referral_line_{place.line("advanced_child_care__referral")},
      community_{place.service("cds_assessment")},
      theatre_{place.service("ga_list")},
      hosts_{hosts(place, settings, seat.number)},
      clinics_{place,
               settings,
               seat,
               names_of_kind(),
               {.decide = [this](Place& here, const ClinicPatient& patient, std::size_t,
                                 const sim::Draws& draws) { return decide(here, patient, draws); },
                .finish = [this](Place& here, const ClinicPatient&, std::size_t) { finish(here); },
                .opening = [this, first = place.around().sites.of(seat.number, place.index()).first](
                               std::uint16_t site) -> ClinicOpening {
                  return {settings_.sessions, hosts_[site - std::size_t{first}].accepts, settings_.end};
                },
                .varnishes = settings.care.varnish,
                .good_visits = settings.care.good_visits}}
{}

/// Those of a Place, in the order of its sites: their rank among all chosen says when they begin.
std::vector<AdvancedChildCare::Host> AdvancedChildCare::hosts(const Place& place, const Settings& settings,
                                                              std::size_t number)
{
  const Sites& sites = place.around().sites;
  const Sites::Range here = sites.of(number, place.index());
  const std::vector<std::uint32_t> order = chosen(place.around().geography, settings);
  std::vector<Host> hosts;
  hosts.reserve(here.count);
  for (std::uint16_t k = 0; k < here.count; ++k) {
    const std::uint16_t practice = sites.rooms_of(here.first + std::size_t{k});
    const auto rank =
        static_cast<std::size_t>(std::find(order.begin(), order.end(), practice) - order.begin());
    hosts.push_back({practice, settings.begins(rank, order.size()), settings.accepts(rank, order.size())});
  }
  return hosts;
}

void AdvancedChildCare::open_day(Place& place, sim::Day day)
{
  const auto count = static_cast<std::uint16_t>(hosts_.size());
  for (std::uint16_t k = 0; k < count; ++k) {
    const Host& host = hosts_[k];
    if (!host.is_set_up && day >= host.begins && runs_on(host, day)) set_up(place, k);
    // each day: who had been called before and misses stands on the list again
    if (host.shut || day > settings_.end || place.shown(host.practice).has(PublicState::closed))
      shut(place, k);
    // books are open from the first day's end on
    const sim::Day first = place.around().first;
    if (day == first) continue;
    for (int ahead = day == first + 1 ? 1 : settings_.notice; ahead <= settings_.notice; ++ahead)
      keep_time(place, k, day + ahead);
  }
  clinics_.open_day(place, day);
}

/// Without money for it the practice asks again when there may be some; its training begins with it.
void AdvancedChildCare::set_up(Place& place, std::uint16_t k)
{
  Host& host = hosts_[k];
  const sim::Day today = place.today();
  host.is_set_up = place.commit(number_, settings_.set_up, today);
  if (host.is_set_up) {
    place.pay(Payer::icb, set_up_line_, host.practice - first_practice_, today, settings_.set_up);
    return;
  }
  const sim::Day later = next_money(today) - host.begins;
  host.begins += later;
  host.accepts += later;
  clinics_.open_from(k, host.accepts);
}

/// In runs of a visit each, on the day or within a week from it; what the book does not have is done out of hours.
void AdvancedChildCare::keep_time(Place& place, std::uint16_t k, sim::Day day)
{
  const Host& host = hosts_[k];
  const int sessions = host.shut ? 0 : clinics_.planned(k, day);
  const auto visits = static_cast<int>(std::lround(sessions * settings_.clinic().patients));
  if (visits == 0) return;
  const int minutes =
      static_cast<int>(std::lround(settings_.displaces * sessions * settings_.minutes / visits));
  for (int visit = 0; visit < visits; ++visit)
    place.tallies().add_sum(own_.minutes_from_books, 0,
                            place.take_time(host.practice, {day, day + week - 1}, minutes));
}

/// Paid by the referral accepted.
Answer AdvancedChildCare::receive(Place& place, const Request& request)
{
  const Host& host = hosts_[request.practice - std::size_t{clinics_.site(0)}];
  if (host.shut || !host.is_set_up || !place.commit(number_, settings_.referral_fee, place.today())) {
    turn_away(place, request);
    return Answer::taken;
  }
  place.tallies().add(own_.referrals, 0);
  place.pay(Payer::icb, referral_line_, host.practice - first_practice_, place.today(),
            settings_.referral_fee);
  return clinics_.receive(place, request);
}

/// To the community service.
void AdvancedChildCare::turn_away(Place& place, const Request& request) const
{
  place.tallies().add(own_.refused, 0);
  place.tell_left(request.person, request.ordinal, request.service, request.stratum, Reason::redirected);
  ask_community(place, {.person = request.person,
                        .asked = static_cast<std::uint16_t>(request.asked),
                        .from = request.last_completed});
}

ClinicOutcome AdvancedChildCare::decide(Place& place, const ClinicPatient& patient,
                                        const sim::Draws& draws) const
{
  const CareSettings& care = settings_.care;
  sim::Tallies& tallies = place.tallies();
  tallies.add(own_.assessed, 0);
  const int years = age_years(place.person(patient.person), place.today());
  const auto age = static_cast<std::size_t>((years >= middle_from) + (years >= oldest_from));
  if (!patient.level_1 && draws.uniform(0) < care.anaesthetic[age]) {
    if (draws.uniform(1) < care.treats_instead) {
      tallies.add(own_.anaesthetics_spared, 0);
      return {.treats = true};
    }
    tallies.add(own_.sent_for_anaesthetic, 0);
    return {.onward = theatre_};
  }
  const double u = draws.uniform(2);
  if (patient.level_1 || u < care.unsuitable) {
    tallies.add(own_.stepped_down, 0);
    return {.sent_back = true};
  }
  if (u < care.unsuitable + (1 - care.unsuitable) * care.beyond) {
    tallies.add(own_.sent_to_community, 0);
    return {.onward = community_};
  }
  return {.treats = true};
}

void AdvancedChildCare::finish(Place& place) const
{
  place.tallies().add(own_.treated, 0);
  if (settings_.care.varnish) place.tallies().add(own_.varnished, 0);
}

/// The practice has closed, or the programme has ended: who waits is sent on to the community service.
void AdvancedChildCare::shut(Place& place, std::uint16_t k)
{
  hosts_[k].shut = true;
  clinics_.shut(place, k, [&](const ClinicPatient& patient) { ask_community(place, patient); });
}

/// The wait goes on from the day of the first referral.
void AdvancedChildCare::ask_community(Place& place, const ClinicPatient& patient) const
{
  place.refer({.person = patient.person,
               .service = community_,
               .from = patient.from,
               .asked = patient.asked,
               .flags = Referral::redirected});
}

void AdvancedChildCare::close_month(Place& place, sim::Day last_day)
{
  for (const Host& host : hosts_) {
    if (!runs_on(host, last_day)) continue;
    place.tallies().add(own_.practices, 0);
    if (last_day >= host.accepts) place.tallies().add(own_.trained, 0);
  }
  clinics_.close_month(place);
}

}  // namespace models::advanced_child_care
