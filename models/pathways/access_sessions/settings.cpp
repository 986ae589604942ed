#include "models/pathways/access_sessions/settings.hpp"

#include <fmt/format.h>

#include "models/pathways/access_sessions/sites.hpp"
#include "models/places/deployment.hpp"

namespace models::access_sessions {

namespace {

constexpr auto optional = sim::io::Presence::optional;
constexpr int session_minutes = units_per_session * minutes_per_unit;
constexpr double most_sessions = 20, most_rest_day_sessions = 8;  // a week

void read_places(sim::io::Block& block, std::vector<NamedSites>& out)
{
  block.each("places", "access centres of a Place by its name",
             [&](const std::string& name, sim::io::Block& inner) {
               NamedSites place{name, inner.where(""), 0};
               inner.integer("centres", place.sites, {"site", 0, 200, "of this Place"});
               out.push_back(std::move(place));
             });
}

void read_practices(sim::io::Block& block, PracticeSessions& out)
{
  read(block, out.selection);
  block.number("sessions", out.weekly.working_days,
               {"session/week", 0, most_sessions, "sessions of a practice in a week, on working days"});
  block.integer("commissioned", out.commissioned,
                {"session", 0, 10'000'000,
                 "sessions of all practices together, after which they end; 0 = until the last day"});
  read_pounds(block, "session_fee", out.session_fee, "GBP",
              "paid to the practice for a session, on top of its contract");
  block.flag("paid_unfilled", out.paid_unfilled,
             "whether a session for which nobody is booked on its morning is held and paid all the same");
  block.number("displaces", out.displaces,
               {"", 0, 1, "share of a session's time that is taken out of the practice's own free time"});
  block.number("kept_on", out.kept_on,
               {"", 0, 1, "chance that the practice takes on whom it has made dentally fit"});
}

void read_centres(sim::io::Block& block, CentreSessions& out)
{
  block.number(
      "per_million", out.per_million,
      {"1/1000000", 0, 200, "access centres for each million people, in Places not named in `places`"});
  read_places(block, out.places);
  block.number("sessions", out.weekly.working_days,
               {"session/week", 0, 10 * most_sessions, "sessions of a centre in a week, on working days"});
  block.number("rest_day_sessions", out.weekly.rest_days,
               {"session/week", 0, 4 * most_rest_day_sessions,
                "the same on weekends and bank holidays: out of hours"});
  read_pounds(block, "session_fee", out.session_fee, "GBP", "cost of a session on a working day");
  read_pounds(block, "rest_day_fee", out.rest_day_fee, "GBP",
              "cost of a session on a weekend or bank holiday");
  block.number(
      "urgent", out.urgent,
      {"", 0, 1,
       "chance that somebody in trouble whom no practice takes comes to a centre, where one has time, "
       "before anything else"});
  block.integer("urgent_kept", out.urgent_kept,
                {"min", 0, session_minutes, "of each session kept for them until the day", minutes_per_unit});
  block.integer("urgent_within", out.urgent_within,
                {"d", 0, 30, "days within which a centre has time for them, or not"});
  block.number("kept_on", out.kept_on,
               {"", 0, 1,
                "chance that the nearest practice which shows that it takes new patients takes on whom the "
                "centre has made dentally fit"});
}

void read_groups_of(sim::io::Block& block, GroupSettings& out)
{
  read_groups(block, "only", out.only,
              "PLUS groups for whom sessions are held; none = for everybody without a usual practice",
              optional);
  block.numbers("missed", out.missed, plus_group_names,
                {"", 0, 1, "chance that members do not come, where it is above that of all"});
  constexpr double longest = 60;
  block.numbers("longer", out.longer, plus_group_names,
                {"min", 0, longest, "minutes more for each visit of a member"});
  block.numbers(
      "interpreter", out.interpreter, plus_group_names,
      {"", 0, 1, "share of members who need an interpreter, whatever else is known of their language"});
  block.numbers(
      "referred", out.referred, plus_group_names,
      {"1/year", 0, 12,
       "referrals straight to sessions by others than dentists, for each member who has no practice"});
}

}  // namespace

void read(sim::io::Block& block, Settings& out)
{
  block.date("start", out.start, "first day of sessions");
  block.date("end", out.end, "their last day; without it there is no end", optional);
  block.number(
      "ramp", out.ramp,
      {"month", 0, 120, "practices and centres begin one after the other over so long, from `start`"});
  block.integer("minutes", out.minutes,
                {"min", 2 * max_length, session_minutes, "length of a session", minutes_per_unit});
  block.number("planned", out.planned,
               {"appointment", 0, 42, "appointments that the plan counts in a session (measure `slots`)"});
  read_practices(block, out.at_practices);
  block.block("centres", "dental access centres: providers of their own, in and out of hours",
              [&](sim::io::Block& inner) { read_centres(inner, out.at_centres); });
  block.block("groups", "what is particular to PLUS groups; of several the largest value counts",
              [&](sim::io::Block& inner) { read_groups_of(inner, out.groups); });
  block.integer("opened_ahead", out.opened_ahead,
                {"d", 1, ring_days - 2, "days for which sessions are open to booking"});
  block.integer("within", out.within,
                {"d", 1, ring_days - 2, "days within which a first visit is booked, or refused"});
  block.number("farthest", out.farthest, {"km", 0, 500, "farther sites are not gone to"});
  block.integer("kept", out.kept,
                {"min", 0, session_minutes,
                 "of each session kept for first visits of those whom [priority.access_session] puts first",
                 minutes_per_unit});
  block.integer("released", out.released,
                {"d", 0, 60, "so many days before the session that time is open to all"});
  block.integer("tries", out.tries, {"", 1, 7, "sites tried for one person"});
  block.number("missed", out.missed, {"", 0, 1, "chance that somebody booked does not come"});
  block.integer("rebooked_after", out.rebooked_after,
                {"d", 1, 90, "days before who did not come is offered another date"});
  block.integer("discharged_after", out.discharged_after,
                {"", 1, 15, "missed appointments in a row after which somebody is discharged"});
  block.integer("interpreter", out.interpreter,
                {"min", 0, 60, "minutes more for each visit with an interpreter", minutes_per_unit});
  block.number("seen_again", out.seen_again,
               {"month", 1, 60, "who is kept on counts as retained when seen again within so long"});
  check_order(block, "start", out.start, "end", out.end);
  if (block.describing()) return;
  if (out.kept + out.at_centres.urgent_kept > out.minutes)
    block.fault("kept",
                fmt::format("'kept' and 'centres.urgent_kept' are {} + {} min (allowed: together at most "
                            "the length of a session, {} min) keep less",
                            out.kept, out.at_centres.urgent_kept, out.minutes));
}

void check(const Geography& geography, const Settings& settings, sim::io::Faults& faults)
{
  models::check(geography, settings.at_practices.selection, faults);
  models::check(geography, settings.at_centres.places, faults);
}

}  // namespace models::access_sessions
