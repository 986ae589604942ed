#include "models/pathways/urgent_care/settings.hpp"

#include <fmt/format.h>

#include <cmath>

#include "models/places/deployment.hpp"

namespace models::urgent_care {

namespace {

constexpr auto optional = sim::io::Presence::optional;
constexpr double minutes_per_hour = 60;

void read_hour(sim::io::Block& block, const char* key, sim::Minute& out, const char* about)
{
  double hours = 0;
  if (block.number(key, hours, {"h", 0, 24, about}))
    out = static_cast<sim::Minute>(std::lround(hours * minutes_per_hour));
}

void read_helpline(sim::io::Block& block, HelplineSettings& out)
{
  block.number(
      "handlers", out.handlers,
      {"1/1000000", 0, 1000, "call handlers on duty for each million people of the ICB; 0 = no helpline"});
  block.number("handling", out.handling_minutes, {"min", 0.1, 120, "mean time of a call with its handler"});
  block.number(
      "clinicians", out.clinicians,
      {"1/1000000", 0, 1000, "clinicians on duty who call back and triage, for each million people"});
  block.number("triage", out.triage_minutes, {"min", 0.1, 120, "mean time of a clinical triage"});
  block.number("patience", out.patience_minutes,
               {"min", 0.1, 600, "mean time after which a caller hangs up"});
  read_hour(block, "opens", out.hours.opens, "opens on working days");
  read_hour(block, "closes", out.hours.closes, "closes on working days");
  read_hour(block, "rest_day_opens", out.hours.rest_day_opens, "opens on weekends and bank holidays");
  read_hour(block, "rest_day_closes", out.hours.rest_day_closes,
            "closes on weekends and bank holidays (the same as rest_day_opens: shut)");
  block.number("redials", out.redials, {"", 0, 1, "share of callers who hung up who ring again"});
  block.number("redial_after", out.redial_hours, {"h", 0.1, 168, "mean time until they do"});
  if (block.describing()) return;
  if (out.hours.opens >= out.hours.closes)
    block.fault("closes", "the helpline must close after it opens (opens, closes)");
  if (out.hours.rest_day_opens > out.hours.rest_day_closes)
    block.fault("rest_day_closes", "the helpline closes before it opens (rest_day_opens, rest_day_closes)");
}

void read_places(sim::io::Block& block, std::vector<NamedSites>& out, const char* about)
{
  block.each("places", about, [&](const std::string& name, sim::io::Block& inner) {
    NamedSites place{name, inner.where(""), 0};
    inner.integer("sites", place.sites, {"site", 0, 200, "urgent sites in this Place"});
    out.push_back(std::move(place));
  });
}

void read_weekly(sim::io::Block& block, WeeklySessions& weekly)
{
  block.number("sessions", weekly.working_days,
               {"session/week", 0, 20, "sessions of a site in a week, on working days"});
  block.number("rest_day_sessions", weekly.rest_days,
               {"session/week", 0, 8, "sessions of a site in a week, on weekends and bank holidays"});
}

void read_added(sim::io::Block& block, AddedSites& out)
{
  read_places(block, out.places, "how many more urgent sites a Place has, by its name");
  block.date("from", out.open.first, "the first day on which they hold sessions");
  block.date("until", out.open.last, "the last; without it there is no end", optional);
  read_weekly(block, out.weekly);
  read_pounds(block, "session_fee", out.session_fee, "GBP",
              "paid for a session of theirs; 0 = out of the practice's contract");
  block.number("displaces", out.displaces,
               {"", 0, 1, "share of a session's time that is taken out of the practice's own free time"});
  check_order(block, "from", out.open.first, "until", out.open.last);
}

void read_sites(sim::io::Block& block, SiteSettings& out)
{
  block.number(
      "per_million", out.per_million,
      {"1/1000000", 0, 200, "urgent sites for each million people, in Places not named in `places`"});
  read_places(block, out.places, "urgent sites of a Place by its name");
  block.date("until", out.until, "their last day; without it they stay", optional);
  block.block(
      "added", "urgent sites beside these: a project's",
      [&](sim::io::Block& inner) { read_added(inner, out.added); }, optional);
  read_weekly(block, out.weekly);
  block.integer("minutes", out.minutes,
                {"min", minutes_per_unit, max_length * minutes_per_unit, "length of an appointment"});
  constexpr int session_minutes = units_per_session * minutes_per_unit;
  block.integer("kept", out.kept,
                {"min", 0, session_minutes,
                 "of each session kept for those whom [priority.urgent_site] puts first, until the day",
                 minutes_per_unit});
  block.numbers("able", out.able, help_labels,
                {"", 0, 1, "share of the sites of an ICB that can give each kind of help"});
  block.integer("opened_ahead", out.opened_ahead,
                {"d", 1, ring_days - 2, "days for which sites have their sessions open to booking"});
  double pounds = 0;
  block.number("session_fee", pounds, {"GBP", 0, 10000, "paid to the practice for a session of its site"});
  out.session_fee = {std::llround(pounds * static_cast<double>(pence_per_pound))};
}

}  // namespace

void read(sim::io::Block& block, Settings& out)
{
  block.block("helpline", "the dental helpline of an ICB (NHS 111 and local lines)",
              [&](sim::io::Block& inner) { read_helpline(inner, out.helpline); });
  block.block("triage", "clinical triage: criteria and what is needed",
              [&](sim::io::Block& inner) { models::read(inner, out.triage); });
  block.block("sites", "urgent dental sites", [&](sim::io::Block& inner) { read_sites(inner, out.sites); });
  block.number("helpline_first", out.helpline_first,
               {"", 0, 1, "share of people in trouble whom no practice takes who ring the helpline"});
  block.number("emergency_department_first", out.emergency_department_first,
               {"", 0, 1, "share of them who go to A&E instead; the rest seek nothing or see a GP"});
  block.integer("urgent_within", out.urgent_within,
                {"d", 0, 30, "days within which a site books an urgent caller, or refuses"});
  block.integer("soon_within", out.soon_within,
                {"d", 0, 60, "days within which a site books a caller for unscheduled care, or refuses"});
  block.number("urgent_limit", out.urgent_limit, {"h", 1, 1000, "the standard for urgent callers"});
  block.number("soon_limit", out.soon_limit, {"h", 1, 2000, "the standard for unscheduled care"});
  block.integer("tries", out.tries, {"", 1, 7, "sites tried for one caller"});
  block.number("missed", out.missed, {"", 0, 1, "share of those booked at a site who do not come"});
  block.number("recontact", out.recontact, {"", 0, 1, "share of those given advice who try again"});
  block.number("recontact_after", out.recontact_days, {"d", 0.5, 60, "mean time until they do"});
  block.number("admitted", out.admitted, {"", 0, 1, "share of those at A&E who are admitted to hospital"});
  block.number(
      "follow_up", out.follow_up,
      {"", 0, 1,
       "share of those treated at a site, without a practice of their own, for whom its practice goes on to "
       "definitive care (Urgent Care Plus)"});
  if (!block.describing() && out.helpline_first + out.emergency_department_first > 1)
    block.fault("helpline_first",
                "the shares helpline_first and emergency_department_first add up to more than 1");
}

}  // namespace models::urgent_care
