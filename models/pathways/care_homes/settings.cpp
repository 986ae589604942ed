#include "models/pathways/care_homes/settings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/practices/session_book.hpp"

namespace models::care_homes {

namespace {

constexpr auto optional = sim::io::Presence::optional;
constexpr double most_practices = 10'000, most_homes = 50, most_months = 120;
constexpr double most_sessions = 16;  // a month: fewer than its working days
constexpr double most_minutes = units_per_session * minutes_per_unit;
constexpr double most_days = 366;

void read_protection(sim::io::Block& block, Protection& out, const char* factor)
{
  block.number("factor", out.factor, {"", 0, 1, factor});
  block.number("months", out.months, {"month", 0, most_months, "for so long"});
}

void read_training(sim::io::Block& block, TrainingSettings& out)
{
  block.integer("minutes", out.minutes,
                {"min", 0, most_minutes, "of a session in which the home's staff are trained"});
  block.number("every", out.every,
               {"month", 0, most_months, "the staff of a home are trained again after so long"});
  read_protection(block, out.protection,
                  "factor on the onset of disease of everybody in a home whose staff are trained; 1 = none");
}

void read_taught(sim::io::Block& block, TaughtSettings& out)
{
  block.number("share", out.share, {"", 0, 1, "of homes that are taught; 0 = none"});
  read(block, out.deployment);
  block.number("over", out.over,
               {"month", 0, most_months, "in which homes are reached, one after the other; 0 = all at once"});
  read_pounds(block, "cost", out.fee, "GBP", "for each time that the staff of a home are taught");
}

void read_trouble(sim::io::Block& block, TroubleSettings& out)
{
  block.numbers("finds", out.finds, team_labels,
                {"", 0, 1, "chance that untreated disease of a resident is seen, by who leads the session"});
  block.number(
      "travels", out.travels,
      {"", 0, 1, "share of residents who can be brought to a practice; the others are treated at the home"});
  block.number(
      "refers", out.refers,
      {"", 0, 1,
       "share of residents with disease, but no pain, who cannot be brought to a practice and are referred "
       "to special care"});
  block.integer("visit_minutes", out.visit_minutes,
                {"min", 0, most_minutes, "of a dentist, to relieve pain at the home"});
  block.integer(
      "visit_days", out.visit_days,
      {"d", 0, most_days,
       "until a dentist comes to the home whom a team without one has called; a dentist who leads the "
       "session does it at once, in its time"});
}

void read_sessions(sim::io::Block& block, Settings& out)
{
  block.integer("homes", out.homes, {"", 1, most_homes, "homes of each practice: the nearest of its Place"});
  block.integer("sessions", out.sessions, {"1/month", 0, most_sessions, "sessions of each practice"});
  const bool has_minutes =
                 block.integer("minutes", out.minutes, {"min", 0, most_minutes, "of a session, at one home"}),
             has_resident_minutes = block.integer(
                 "resident_minutes", out.resident_minutes,
                 {"min", 1, most_minutes, "of a session for each resident: screening, plan and prevention"});
  if (!block.describing() && has_minutes && has_resident_minutes && out.minutes < out.resident_minutes)
    block.fault_among({"minutes", "resident_minutes"},
                      fmt::format("'minutes' is {} and 'resident_minutes' is {} (allowed: a session in which "
                                  "at least one resident is seen) make the session longer",
                                  out.minutes, out.resident_minutes));
  block.number(
      "plan_months", out.plan_months,
      {"month", 0, most_months, "an oral-health plan is in force for so long after the resident was seen"});
  block.choice("led_by", out.led_by, team_labels, "who holds the sessions");
  block.flag("own_time", out.own_time,
             "whether dentists' time comes out of the practice's books, not on top of its contract");
  block.choice("linked", out.linked, linked_labels,
               "cluster: a practice visits only while it takes part in its dental cluster");
}

}  // namespace

void read(sim::io::Block& block, Settings& out)
{
  block.date("start", out.start, "the first day, also of the pilot");
  block.date("end", out.end, "the last day", optional);
  check_order(block, "start", out.start, "end", out.end);
  block.integer(
      "practices", out.practices,
      {"", 0, most_practices,
       "practices of each ICB that visit homes: shared over Places by their homes, there the nearest to "
       "homes without a practice"});
  block.texts("named", out.named, "ids of further practices that visit homes, and are the first to begin",
              optional);
  out.named_where = block.where("named");
  block.texts("places", out.places, "Places where practices are chosen; without them, all", optional);
  out.places_where = block.where("places");
  block.integer(
      "roll_out_months", out.roll_out_months,
      {"month", 1, most_months,
       "over so many months the practices begin that are not in the pilot, on firsts of months; 1 = all at "
       "once"});
  read_sessions(block, out);
  read_pounds(block, "session_fee", out.session_fee, "GBP", "for each session");
  read_pounds(block, "equipment", out.equipment, "GBP", "once, at a practice's first session");
  read_pounds(block, "visit_fee", out.visit_fee, "GBP", "for each treatment at a home");
  read_pounds(block, "transport", out.transport, "GBP",
              "for bringing a resident to a practice, for each course");
  read_pounds(block, "mileage", out.mileage, "GBP/km", "for a team's or a dentist's way to a home and back");
  block.block("pilot", "few practices begin, the others when it is over", [&](sim::io::Block& inner) {
    inner.integer("practices", out.pilot.practices,
                  {"", 0, most_practices, "practices of each ICB in the pilot"});
    inner.integer("months", out.pilot.months, {"month", 0, most_months, "how long it is; 0 = no pilot"});
  });
  block.block("prevention", "what a session does for the residents who are seen", [&](sim::io::Block& inner) {
    read_protection(inner, out.prevention,
                    "factor on the onset of disease of a resident who was seen; 1 = none");
  });
  block.block("training", "training of a home's staff, who clean residents' mouths every day",
              [&](sim::io::Block& inner) { read_training(inner, out.training); });
  block.block("taught", "mouth care taught in homes whether or not a practice visits them",
              [&](sim::io::Block& inner) { read_taught(inner, out.taught); });
  block.block("trouble", "what becomes of residents with untreated disease",
              [&](sim::io::Block& inner) { read_trouble(inner, out.trouble); });
  block.block("end_of_life", "who is dying is seen before the others", [&](sim::io::Block& inner) {
    inner.integer("days", out.end_of_life.days, {"d", 0, most_days, "before death; 0 = nobody is put first"});
    inner.number("recognised", out.end_of_life.recognised,
                 {"", 0, 1, "share of those dying of whom the home knows it"});
  });
}

void check(const Geography& geography, const Settings& settings, sim::io::Faults& faults)
{
  models::check(geography, settings.taught.deployment, faults);
  for (const std::string& name : settings.places)
    if (!geography.find_place(name))
      faults.add(settings.places_where, "unknown place " + name + " (the region has no Place of that name)");
  for (auto id = settings.named.begin(); id != settings.named.end(); ++id) {
    if (!geography.find_practice(*id))
      faults.add(settings.named_where,
                 "unknown practice " + *id + " (the region has no practice of that id)");
    if (std::find(settings.named.begin(), id, *id) != id)
      faults.add(settings.named_where, "practice " + *id +
                                           " is named twice (a practice visits homes once) "
                                           "leave one out");
  }
}

}  // namespace models::care_homes
