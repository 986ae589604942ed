#include "models/pathways/urgent_care/helpline.hpp"

#include <algorithm>
#include <cmath>

#include "models/pathways/urgent_care/sites.hpp"
#include "sim/distributions.hpp"

namespace models::urgent_care {

namespace {

/// People on duty for an ICB.
std::size_t on_duty(const Office& office, double per_million)
{
  std::int64_t people = 0;
  for (const std::uint16_t place : office.places()) people += people_of(office.around().geography, place);
  constexpr double million = 1e6;
  return static_cast<std::size_t>(std::ceil(per_million * static_cast<double>(people) / million));
}

}  // namespace

Helpline::Helpline(Office& office, const Settings& settings, const Seat& seat)
    : settings_{settings},
      number_{seat.number},
      urgent_{office.around().services.urgent},
      handlers_{on_duty(office, settings.helpline.handlers), settings.helpline.hours},
      clinicians_{on_duty(office, settings.helpline.clinicians), settings.helpline.hours}
{
  const Sites& sites = office.around().sites;
  const Sites::Range all = sites.of(seat.number);
  const std::vector<std::uint8_t> able = abilities(settings.sites, sites, all, office.around().geography);
  for (std::uint16_t k = 0; k < all.count; ++k) {
    const auto site = static_cast<std::uint16_t>(all.first + k);
    if (office.around().geography.places[sites.place_of(site)].office != office.index()) continue;
    sites_.push_back(site);
    able_.push_back(able[k]);
  }
}

bool Helpline::later(const OnLine& a, const OnLine& b)
{
  return a.ready != b.ready ? a.ready > b.ready : a.call.person > b.call.person;
}

void Helpline::hold(OnLine&& caller)
{
  on_line_.push_back(std::move(caller));
  std::push_heap(on_line_.begin(), on_line_.end(), later);
}

void Helpline::read(Office& office, const Letter& letter)
{
  if (Ticket::unpack(letter.tries).tries > 0) return send_on(office, letter, Ticket::unpack(letter.tries));
  const sim::Draws draws = office.streams().draw(letter.person, sim::Why{"helpline call"}, letter.ordinal);
  const double patience = sim::exponential(draws.uniform(0), settings_.helpline.patience_minutes);
  const double handling = sim::exponential(draws.uniform(1), settings_.helpline.handling_minutes);
  const double opens = settings_.helpline.hours.first_open(letter.minute);
  const auto answered = handlers_.call(letter.minute, patience, handling);
  if (!answered) {
    tell_home(office, letter, CallEnd::abandoned, 0);
    office.tell_left(letter, Reason::abandoned_call);
    return;
  }
  hold({*answered + handling, letter, false, static_cast<int>(*answered - opens)});
}

void Helpline::play(Office& office)
{
  const double until = office.round_ends();
  while (!on_line_.empty() && on_line_.front().ready < until) {
    std::pop_heap(on_line_.begin(), on_line_.end(), later);
    const OnLine caller = on_line_.back();
    on_line_.pop_back();
    if (caller.triaged)
      decide(office, caller);
    else
      triage_now(office, caller);
  }
}

/// Clinicians call back in the order of the calls' ends; nobody hangs up on them.
void Helpline::triage_now(Office& office, OnLine caller)
{
  const sim::Draws draws =
      office.streams().draw(caller.call.person, sim::Why{"helpline triage time"}, caller.call.ordinal);
  const double minutes = sim::exponential(draws.uniform(0), settings_.helpline.triage_minutes);
  constexpr double for_ever = 1e9;
  const auto begins = clinicians_.call(static_cast<sim::Minute>(caller.ready), for_ever, minutes);
  caller.ready = begins.value_or(caller.ready) + minutes;
  caller.triaged = true;
  hold(std::move(caller));
}

void Helpline::decide(Office& office, const OnLine& caller)
{
  const Letter& call = caller.call;
  const Population& population = office.around().population;
  const bool child = age_years(population.persons[call.person], sim::day_of(call.minute)) < adult_age;
  const Triaged found = triage(settings_.triage, severity_of(static_cast<OralState>(call.oral)), child,
                               office.streams().draw(call.person, sim::Why{"helpline triage"}, call.ordinal));
  tell_home(office, call, static_cast<CallEnd>(static_cast<int>(found.urgency) + 1), caller.waited);
  if (found.urgency == Urgency::emergency)
    office.tell_left(call, Reason::emergency_department);
  else if (found.urgency == Urgency::advice)
    office.tell_left(call, Reason::advice_only);
  else
    send_on(office, call, {found.urgency, found.help, 0});
}

void Helpline::send_on(Office& office, const Letter& call, Ticket ticket)
{
  const Surroundings& around = office.around();
  const std::size_t home = around.population.place_of(call.person);
  const std::size_t area =
      around.geography.places[home].first_area + around.population.persons[call.person].area;
  const int within = ticket.urgency == Urgency::urgent ? settings_.urgent_within : settings_.soon_within;
  // by distance among those that show room in time; the site that has just refused is left out
  const std::uint16_t refused = ticket.tries > 0 ? call.practice : no_practice;
  const bool first = goes_first(around, call.person, sim::day_of(office.round_begins()), call.oral);
  std::uint16_t best = no_practice;
  double nearest = 0;
  for (std::size_t k = 0; k < sites_.size(); ++k) {
    if (sites_[k] == refused || (able_[k] >> static_cast<int>(ticket.help) & 1) == 0) continue;
    const PublicState& face = office.shown(sites_[k]);
    if ((first ? face.urgent_free : face.first_free) > within) continue;
    const double km = around.journeys.km(area, sites_[k]);
    if (best == no_practice || km < nearest) {
      best = sites_[k];
      nearest = km;
    }
  }
  if (best == no_practice || ticket.tries >= settings_.tries) {
    office.tell_left(call, Reason::no_capacity);
    return;
  }
  ++ticket.tries;
  Letter ask = call;
  ask.kind = LetterKind::ask;
  ask.minute = office.round_begins();
  ask.practice = best;
  ask.tries = ticket.pack();
  office.send(around.sites.place_of(best), ask);
}

void Helpline::tell_home(Office& office, const Letter& call, CallEnd end, int waited)
{
  Letter notice = call;
  notice.kind = LetterKind::notice;
  notice.minute = office.round_begins();
  notice.day = static_cast<std::uint16_t>(std::clamp(waited, 0, 0xffff));
  notice.missed = static_cast<std::uint8_t>(end);
  notice.tries = static_cast<std::uint8_t>(number_);
  office.send(office.around().population.place_of(call.person), notice);
}

}  // namespace models::urgent_care
