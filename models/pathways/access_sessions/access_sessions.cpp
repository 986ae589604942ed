// Who comes to access sessions: people whom no practice took, and whom others refer; and who is seen again.
#include "models/pathways/access_sessions/access_sessions.hpp"

#include <algorithm>
#include <bit>

#include "models/pathways/access_sessions/sites.hpp"
#include "models/places/registration.hpp"
#include "models/places/request_letter.hpp"

namespace models::access_sessions {

namespace {

constexpr const char* name = "access_sessions";
constexpr int no_release = -1, on_the_day = 0;
constexpr double months_per_year = 12;

}  // namespace

PathwayKind kind()
{
  PathwayKind kind;
  kind.name = name;
  kind.lines = {"session_fee", "centre_session"};
  kind.keeps_to_budget = true;
  kind.handlers = AccessSessions::handlers;
  kind.events = {"appointment", "looking", "referral"};
  register_instance<AccessSessions, Settings>(kind);
  kind.declare = declare;
  kind.check = with_settings(check);
  kind.plan = with_settings(plan);
  kind.sites = with_settings(make_sites);
  return kind;
}

AccessSessions::AccessSessions(Place& place, const Settings& settings, const Seat& seat)
    : settings_{settings},
      seat_{seat},
      services_{place.around().services},
      own_{own_measures(place.around().layout)},
      fee_line_{place.line("access_sessions__session_fee")},
      centre_line_{place.line("access_sessions__centre_session")},
      first_person_{place.around().population.first_person[place.index()]},
      here_{place.around().sites.of(seat.number, place.index())},
      books_{{no_release, settings.released, on_the_day}},
      courses_{"people booked at access sessions"}
{
  const Sites& sites = place.around().sites;
  const Geography& geography = place.around().geography;
  const Sites::Range all = sites.of(seat.number);
  const std::uint16_t office = geography.places[place.index()].office;
  int practices = 0;
  std::vector<int> number;  // of a practice among them
  for (std::uint16_t k = 0; k < all.count; ++k) {
    const auto site = static_cast<std::uint16_t>(all.first + k);
    const bool is_centre = sites.other(site).practice == no_practice;
    number.push_back(practices);
    if (!is_centre) ++practices;
    if (geography.places[sites.place_of(site)].office != office) continue;
    near_.push_back({site, is_centre});
    has_centres_ = has_centres_ || is_centre;
  }
  faces_.resize(here_.count);
  for (std::uint16_t k = 0; k < here_.count; ++k) {
    const std::size_t site = here_.first + std::size_t{k};
    sites_.push_back(make_site(place, sites.other(site), k, number[site - all.first], practices));
  }
}

double AccessSessions::largest_of(const std::array<double, plus_groups>& values, const Place& place,
                                  std::uint32_t person)
{
  const unsigned groups = place.around().population.groups_on(person, place.today());
  double most = 0;
  for (unsigned left = groups; left != 0; left &= left - 1)
    most = std::max(most, values[static_cast<std::size_t>(std::countr_zero(left))]);
  return most;
}

bool AccessSessions::is_eligible(const Place& place, std::uint32_t person) const
{
  return settings_.groups.only == 0 ||
         (place.around().population.groups_on(person, place.today()) & settings_.groups.only) != 0;
}

bool AccessSessions::goes_first(const Place& place, std::uint32_t person, std::uint8_t oral) const
{
  const QueueOrder& order = place.around().priority.of(QueueName::access_session);
  return order.class_of(claimant(place.around().population, person, place.today(),
                                 static_cast<OralState>(oral), 0)) < order.last_class();
}

bool AccessSessions::find_other_care(Place& place, const Request& request)
{
  if (near_.empty() || !settings_.books_on(place.today())) return false;
  Request asked = request;
  asked.known = false;
  asked.colleagues = 0;
  asked.tries = 0;
  if (request.service == services_.urgent) {
    if (!has_centres_) return false;
    const double u =
        place.streams().draw(request.person, sim::Why{"to an access centre"}, request.ordinal).uniform(0);
    return u < settings_.at_centres.urgent && ask_nearest(place, asked);
  }
  if (request.service != services_.routine || !is_eligible(place, request.person)) return false;
  place.tallies().add(own_.asked, 0);
  if (ask_nearest(place, asked)) return true;
  place.tallies().add(own_.no_room, 0);
  return false;
}

/// True where a site has taken them or has yet to answer. `request.tries` counts the sites asked.
bool AccessSessions::ask_nearest(Place& place, Request request)
{
  std::uint16_t refused = request.tries > 0 ? request.practice : no_practice;
  while (request.tries < settings_.tries) {
    const auto site = nearest_with_room(place, request, refused);
    if (!site) return false;
    ++request.tries;
    request.practice = *site;
    const std::uint16_t at = place.around().sites.place_of(*site);
    if (at != place.index()) {
      place.send(at, letter_of(request, sim::minute_of(place.today(), place.minute())));
      return true;
    }
    if (receive(place, request) == Answer::taken) return true;
    refused = *site;
  }
  return false;
}

/// A Place knows its own sites as they are, those of others as the board has them.
const PublicState& AccessSessions::face_of(const Place& place, std::uint16_t site) const
{
  const bool is_here = site >= here_.first && site < here_.first + here_.count;
  return is_here ? faces_[std::size_t{site} - here_.first] : place.shown(site);
}

/// By distance among the sites of the ICB that show time soon enough; that which has just refused is left out.
std::optional<std::uint16_t> AccessSessions::nearest_with_room(const Place& place, const Request& request,
                                                               std::uint16_t refused) const
{
  const bool urgent = request.service == services_.urgent;
  const bool first = !urgent && goes_first(place, request.person, request.oral);
  const int limit = urgent ? settings_.at_centres.urgent_within : settings_.within;
  std::optional<std::uint16_t> best;
  double nearest = settings_.farthest;
  for (const NearSite& site : near_) {
    if (site.number == refused || (urgent && !site.is_centre)) continue;
    const PublicState& face = face_of(place, site.number);
    const int days = urgent ? face.urgent_free : first ? face.room : face.first_free;
    if (days > limit || !face.has(PublicState::adults)) continue;
    const double km = place.km_from_home(request.person, site.number);
    if (km > nearest || (best && km == nearest)) continue;
    best = site.number;
    nearest = km;
  }
  return best;
}

void AccessSessions::turned_away(Place& place, const Letter& letter)
{
  const Request request = request_in(letter, false);
  if (ask_nearest(place, request)) return;
  const bool urgent = request.service == services_.urgent;
  if (!urgent) place.tallies().add(own_.no_room, 0);
  place.tell_left(request.person, request.ordinal, request.service, request.stratum,
                  urgent ? Reason::no_capacity : Reason::refused);
}

/// Referrals of a month by others than dentists: each person at most once, on any of its first 28 days.
void AccessSessions::invite(Place& place, sim::Day day)
{
  constexpr double days_of_short_month = 28;
  const auto& rates = settings_.groups.referred;
  if (near_.empty() || !settings_.books_on(day) ||
      std::all_of(rates.begin(), rates.end(), [](double rate) { return rate <= 0; }))
    return;
  const auto people = static_cast<std::uint32_t>(place.residents().size());
  for (std::uint32_t row = first_person_; row < first_person_ + people; ++row) {
    const Person& person = place.person(row);
    if (!person.alive_on(day)) continue;
    const double rate = largest_of(rates, place, row);
    if (rate <= 0) continue;
    const sim::Draws draws =
        place.streams().draw(row, sim::Why{"referral to an access session"}, static_cast<std::uint32_t>(day));
    if (draws.uniform(0) >= rate / months_per_year) continue;
    const sim::Day on = day + static_cast<sim::Day>(draws.uniform(1) * days_of_short_month);
    if (on > place.around().last) continue;
    place.calendar().add(on, {row, seat_.first_handler + referral, sim::no_slot,
                              asking_minute(place.around().seeking.settings(), row)});
  }
}

/// Who refers knows whether there is time: without it nothing is asked for.
void AccessSessions::refer(Place& place, std::uint32_t person)
{
  if (!is_eligible(place, person)) return;
  const PersonState& state = place.residents()[person - first_person_].state;
  Request request{};
  request.person = person;
  request.service = services_.routine;
  request.oral = static_cast<std::uint8_t>(state.oral);
  const auto site = nearest_with_room(place, request, no_practice);
  if (site && place.ask_with_help(person, *site)) place.tallies().add(own_.referred, 0);
}

void AccessSessions::read(Place& place, const Letter& letter)
{
  if (letter.kind != LetterKind::notice) return;
  keep_on(place, {letter.person, letter.practice, static_cast<std::uint16_t>(sim::day_of(letter.minute))});
}

/// The home hears which practice has taken a resident on.
void AccessSessions::keep_on(Place& place, const KeptOn& kept)
{
  if (place.is_resident(kept.person))
    kept_on_.push_back(kept);
  else
    place.send(place.around().population.place_of(kept.person),
               {.person = kept.person,
                .minute = sim::minute_of(place.today(), place.minute()),
                .practice = kept.practice,
                .kind = LetterKind::notice,
                .tries = static_cast<std::uint8_t>(seat_.number)});
}

/// Retained is who is seen again in time while that practice is still the usual one.
void AccessSessions::follow_up(Place& place, sim::Day last_day)
{
  const auto limit = static_cast<sim::Day>(settings_.seen_again * days_per_year / months_per_year);
  std::erase_if(kept_on_, [&](const KeptOn& kept) {
    const PersonState& state = place.residents()[kept.person - first_person_].state;
    if (state.practice == kept.practice && state.last_seen > kept.day &&
        state.last_seen - kept.day <= limit) {
      place.tallies().add(own_.seen_again, 0);
      return true;
    }
    if (last_day - kept.day <= limit) return place.person(kept.person).death <= last_day;
    place.tallies().add(own_.not_seen_again, 0);
    return true;
  });
}

void AccessSessions::handle(Place& place, const sim::Event& event, std::uint32_t handler)
{
  if (handler == referral) {
    refer(place, event.subject);
    return;
  }
  const Course& course = courses_[event.slot];
  if (course.person != event.subject || course.due != sim::minute_of(place.today(), event.minute)) {
    place.skip();
    return;
  }
  if (place.person(course.person).death <= place.today())
    leave(place, event.slot, Reason::died);
  else if (handler == looking)
    next_visit(place, event.slot);
  else
    come(place, event.slot);
}

sim::Touched AccessSessions::touches(const sim::Event& event) const
{
  if (event.slot == sim::no_slot) return {};
  return {&courses_[event.slot], nullptr};
}

}  // namespace models::access_sessions
