#include "models/pathways/outreach/outreach.hpp"

#include <algorithm>
#include <string>

#include "models/places/own_measures.hpp"
#include "models/places/registration.hpp"
#include "models/practices/offers.hpp"

namespace models::outreach {

namespace {

constexpr const char* name = "outreach";

constexpr OwnMeasure<OwnMeasures> by_kind[]{
    {"contacts", "contact", "contacts of sources with people whom they are meant to meet",
     &OwnMeasures::contacts},
    {"not_raised", "contact", "of them, in which dental care was not raised", &OwnMeasures::not_raised},
    {"raised", "contact", "of them, in which it was raised", &OwnMeasures::raised},
    {"declined", "contact", "of those, after which nobody asked for care", &OwnMeasures::declined},
    {"in_care", "contact", "of those, with people who asked or were cared for already",
     &OwnMeasures::in_care},
    {"asked", "request", "of those, after which care was asked for", &OwnMeasures::asked},
    {"referred", "request", "of those requests, to the community dental service", &OwnMeasures::referred},
    {"rang", "request", "of those requests, for urgent care", &OwnMeasures::rang},
    {"booked", "request", "of requests at practices: known to have led to an appointment",
     &OwnMeasures::booked},
    {"turned_away", "request", "of requests at practices: ended without one", &OwnMeasures::turned_away},
    {"seen", "request", "of those booked: the patient came", &OwnMeasures::seen},
    {"first_visits", "request", "of those seen: nobody had seen them before", &OwnMeasures::first_visits},
};
constexpr OwnMeasure<OwnMeasures> of_all[]{
    {"put_off", "date", "dates for routine care put off because of a barrier", &OwnMeasures::put_off},
};

std::string full_name(std::string_view line) { return own_measure_name(name, line); }

}  // namespace

void declare(sim::Layout& layout)
{
  const int kind = layout.axis({"source_kind",
                                {source_labels.begin(), source_labels.end()},
                                {},
                                "1",
                                "who meets people outside dentistry"});
  declare_own(layout, name, by_kind, {kind});
  declare_own(layout, name, of_all);
}

OwnMeasures own_measures(const sim::Layout& layout) { return find_own(layout, name, by_kind, of_all); }

PathwayKind kind()
{
  PathwayKind kind;
  kind.name = name;
  kind.lines = {"contact", "session", "training", "champion", "barrier_action", "information"};
  kind.handlers = Outreach::handlers;
  kind.events = {"contact"};
  register_instance<Outreach, Settings>(kind);
  kind.declare = declare;
  kind.check = with_settings(check);
  return kind;
}

Outreach::Outreach(const Place& place, const Settings& settings, const Seat& seat)
    : settings_{settings},
      first_handler_{seat.first_handler},
      first_person_{place.around().population.first_person[place.index()]},
      routine_{place.around().services.routine},
      child_assessment_{place.service("cds_assessment")},
      special_care_{place.service("special_care")},
      own_{own_measures(place.around().layout)},
      contact_line_{place.line(full_name("contact"))},
      session_line_{place.line(full_name("session"))},
      training_line_{place.line(full_name("training"))},
      champion_line_{place.line(full_name("champion"))},
      barrier_line_{place.line(full_name("barrier_action"))},
      information_line_{place.line(full_name("information"))}
{
  const Geography& geography = place.around().geography;
  for (const Source& source : settings.sources)
    if (source.deployment.runs_in(geography, place.index()))
      sources_.push_back(make_source(place, source, settings));
  for (const Barrier& barrier : settings.barriers)
    barriers_.push_back(
        {&barrier, id_key(barrier.name), in_place(barrier.actions, geography, place.index())});
  for (const Information& information : settings.information)
    if (information.deployment.runs_in(geography, place.index()))
      information_.push_back({&information, id_key(information.name)});
  if (sources_.empty()) return;
  raised_before_.resize(place.residents().size());
  asked_by_.resize(place.residents().size());
}

void Outreach::nominate(const Place& place, RouteHere& route)
{
  const auto* const offers = place.around().conditions.find<Offers>();
  if (offers == nullptr) return;
  for (const Offer& offer : offers->list)
    for (std::size_t k = 0; offer.is_nominated && k < offer.practices.size(); ++k) {
      const std::uint16_t practice = offer.practices[k].practice;
      const std::uint32_t key = practice_key(place.around().geography.practices[practice].id);
      if (const auto opens = opening_day(offer, practice, key, place.streams()))
        route.nominated.push_back({practice, {*opens, offer.dates.until}, offer.champion});
    }
}

Outreach::SourceHere Outreach::make_source(const Place& place, const Source& source,
                                           const Settings& settings) const
{
  const Geography& geography = place.around().geography;
  SourceHere here{&source, id_key(source.name), {}, {}};
  for (const Training& training : settings.trainings)
    if (training.deployment.runs_in(geography, place.index()) &&
        std::find(training.sources.begin(), training.sources.end(), source.name) != training.sources.end())
      here.trainings.push_back(&training);
  for (const Route& route : settings.routes) {
    if (route.source != source.name || !route.deployment.runs_in(geography, place.index())) continue;
    RouteHere one{&route, {}, {}};
    for (std::size_t p = 0; p < geography.practices.size(); ++p)
      if (std::find(route.practices.begin(), route.practices.end(), geography.practices[p].id) !=
          route.practices.end())
        one.practices.push_back(static_cast<std::uint16_t>(p));
    if (route.nominated) nominate(place, one);
    here.routes.push_back(std::move(one));
  }
  return here;
}

/// Contacts by rate are drawn on the first of a month, those of sessions on their day.
void Outreach::open_day(Place& place, sim::Day day)
{
  const bool month_begins = day == place.around().first || sim::month_index(day) != sim::month_index(day - 1);
  for (std::size_t number = 0; number < sources_.size(); ++number) {
    const Source& source = *sources_[number].source;
    const sim::Day from = source.deployment.from;
    if (source.sessions.every == 0) {
      if (month_begins) invite(place, number, day);
    } else if (source.deployment.runs_on(day) && (day - from) % source.sessions.every == 0) {
      hold_session(place, number, day);
    }
  }
  for (const Training& training : settings_.trainings)
    if (training.deployment.from == day &&
        training.deployment.runs_in(place.around().geography, place.index()))
      place.pay_other(Payer::icb, training_line_, day, training.cost);
}

/// Who is held back is a trait of the person, so an action frees some of them and binds nobody.
bool Outreach::holds_back(Place& place, std::uint32_t person)
{
  const auto deprivation = static_cast<std::size_t>(place.person(person).deprivation() - 1);
  const auto today = static_cast<std::uint32_t>(place.today());
  for (const BarrierHere& here : barriers_) {
    const double held = here.barrier->held[deprivation] * left_by(here.actions, place.today());
    if (place.streams().draw(person, sim::Why{"barrier"}, 0, here.key).uniform(0) >= held) continue;
    if (place.streams().draw(person, sim::Why{"barrier on a date"}, today, here.key).uniform(0) >=
        here.barrier->puts_off)
      continue;
    place.tallies().add(own_.put_off, 0);
    return true;
  }
  return false;
}

FirstChannel Outreach::first_channel(const Place& place, std::uint32_t person) const
{
  const auto deprivation = static_cast<std::size_t>(place.person(person).deprivation() - 1);
  auto first = FirstChannel::usual;
  for (const InformationHere& here : information_)
    if (here.information->deployment.runs_on(place.today()) &&
        place.streams().draw(person, sim::Why{"informed"}, 0, here.key).uniform(0) <
            here.information->reach[deprivation])
      first = std::max(first, static_cast<FirstChannel>(here.information->channel));
  return first;
}

void Outreach::close_month(Place& place, sim::Day last_day)
{
  follow_up(place);
  pay_month(place, last_day);
}

void Outreach::pay_month(Place& place, sim::Day last_day)
{
  for (SourceHere& here : sources_) {
    place.pay_other(Payer::icb, contact_line_, last_day, here.source->contact_cost * here.contacts);
    here.contacts = 0;
    for (const RouteHere& route : here.routes)
      if (route.route->deployment.runs_on(last_day))
        place.pay_other(Payer::icb, champion_line_, last_day,
                        route.route->champion_hour * route.route->champion_hours);
  }
  for (const BarrierHere& here : barriers_)
    for (const LoweringAction& action : here.actions)
      if (action.deployment.runs_on(last_day))
        place.pay_other(Payer::icb, barrier_line_, last_day, month_of(action.a_year, last_day));
  for (const InformationHere& here : information_)
    if (here.information->deployment.runs_on(last_day))
      place.pay_other(Payer::icb, information_line_, last_day, month_of(here.information->a_year, last_day));
}

}  // namespace models::outreach
