#include "models/pathways/workforce/settings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/practices/practice.hpp"

namespace models::workforce {

namespace {

constexpr auto optional = sim::io::Presence::optional;
constexpr int most_heads = 100, most_sessions = 10;

void read_foundation(sim::io::Block& block, FoundationPosts& out)
{
  block.date("from", out.from, "first day of the posts");
  block.integer(
      "posts", out.posts,
      {"clinician", 0, most_heads, "foundation dentists more at each practice chosen, with a chair"});
  read(block, out.practices);
  read_pounds(block, "cost", out.cost, "GBP/year",
              "what the programme pays for each, beside the scheme's service payment");
}

void read_site(const std::string& name, sim::io::Block& block, TrainingSite& out)
{
  out.name = name;
  out.where = block.where("");
  block.text("place", out.place, "the Place whose largest practice runs it", optional);
  block.text("practice", out.practice, "id of the practice that runs it, in place of the largest", optional);
  block.date("from", out.from, "its first day");
  const bool has_chairs =
      block.integer("chairs", out.chairs, {"chair", 0, most_heads, "its chairs: no more sessions at a time"});
  block.integer("trainees", out.trainees, {"clinician", 0, most_heads, "trainees"});
  block.integer("trainee_sessions", out.trainee_sessions,
                {"session/week", 0, most_sessions, "of each, with patients and under supervision"});
  block.integer("dentists", out.dentists,
                {"clinician", 0, most_heads, "dentists and specialists of the site who treat and supervise"});
  block.integer("dentist_sessions", out.dentist_sessions,
                {"session/week", 0, most_sessions, "of each, with patients of their own"});
  if (!block.describing() && has_chairs && out.chairs == 0 && out.trainees + out.dentists > 0)
    block.fault("chairs", fmt::format("'chairs' is 0 and the site has {} trainees and dentists (allowed: at "
                                      "least one chair, since nobody works without) raise 'chairs'",
                                      out.trainees + out.dentists));
  read_pounds(block, "set_up", out.set_up, "GBP", "once, when it begins");
  read_pounds(block, "trainee_cost", out.trainee_cost, "GBP/year", "for each trainee");
  read_pounds(block, "dentist_cost", out.dentist_cost, "GBP/year", "for each dentist");
}

void read_graduates(sim::io::Block& block, Graduates& out)
{
  read(block, out.deployment);
  block.integer(
      "a_year", out.a_year,
      {"clinician", 0, 10'000,
       "graduates who come each year, on the day and month of `from`: shared over Places by people, "
       "there to the practice with the most empty sessions"});
  read_pounds(block, "cost", out.cost, "GBP", "once for each who comes");
}

void read_returns(sim::io::Block& block, ReturnOfService& out)
{
  read(block, out.deployment);
  block.number("kept", out.kept,
               {"", 0, 1,
                "share of foundation dentists who stay each year, on the day and month of `from`, where a "
                "post of the Place stands empty"});
  block.number("years", out.years, {"year", 0, 20, "of service that they owe: nobody leaves before"});
  read_pounds(block, "cost", out.cost, "GBP/year", "for each while the service lasts");
}

void read_scope(sim::io::Block& block, Settings& out)
{
  block.date("from", out.scope.from, "first day on which they may do more");
  read(block, out.scope_practices);
  block.flag("nurses", out.scope.nurses, "whether each practice then has an extended-duty nurse");
  block.block(
      "roles", "who may do a procedure there, most appropriate first; without a procedure, as everywhere",
      [&](sim::io::Block& inner) { read_roles(inner, out.scope.roles, ScopeOfPractice::by_directions); },
      optional);
  read_pounds(block, "cost", out.scope_cost, "GBP", "training and directions, once for each practice");
}

void read_levers(sim::io::Block& block, Settings& out)
{
  block.block("working_time", "part-time work and portfolio careers", [&](sim::io::Block& inner) {
    inner.date("from", out.working_time.from, "first day");
    inner.number("sessions", out.working_time.sessions,
                 {"", 0.1, 1.5, "what a post holds of the sessions that it held before; 1 = the same"});
    inner.number("stays", out.working_time.stays,
                 {"", 0, 1, "chance that who is about to leave stays for it"});
  });
  block.block("fatigue", "who leaves where load does not cease", [&](sim::io::Block& inner) {
    inner.number("strength", out.fatigue.strength,
                 {"", 0, 5, "the leave rate where all time is booked, less one; 0 = load changes nothing"});
    inner.number("from", out.fatigue.from,
                 {"", 0, 0.99, "load, booked of offered time, from which it rises"});
    inner.number("memory", out.fatigue.memory_days, {"d", 1, 3650, "over which load is averaged"});
  });
}

}  // namespace

void read(sim::io::Block& block, Settings& out)
{
  block.block("foundation", "more foundation dentists at practices",
              [&](sim::io::Block& inner) { read_foundation(inner, out.foundation); });
  block.each("sites", "a training site or a centre of dental development by its name",
             [&](const std::string& name, sim::io::Block& inner) {
               read_site(name, inner, out.sites.emplace_back());
             });
  block.block("graduates", "graduates who come for posts that stand empty",
              [&](sim::io::Block& inner) { read_graduates(inner, out.graduates); });
  block.block("return_of_service", "foundation dentists who stay on",
              [&](sim::io::Block& inner) { read_returns(inner, out.returns); });
  block.block("scope", "more for dental care professionals to do, by patient group directions",
              [&](sim::io::Block& inner) { read_scope(inner, out); });
  read_levers(block, out);
}

std::optional<std::uint32_t> host_of(const Geography& geography, const TrainingSite& site)
{
  if (!site.practice.empty()) return geography.find_practice(site.practice);
  const auto place = geography.find_place(site.place);
  if (!place || geography.places[*place].practices == 0) return std::nullopt;
  return largest_practices(geography, *place).front();
}

void check(const Geography& geography, const Settings& settings, sim::io::Faults& faults)
{
  models::check(geography, settings.foundation.practices, faults);
  models::check(geography, settings.scope_practices, faults);
  models::check(geography, settings.graduates.deployment, faults);
  models::check(geography, settings.returns.deployment, faults);
  for (const TrainingSite& site : settings.sites)
    if (!host_of(geography, site))
      faults.add(site.where,
                 fmt::format("no practice runs the site '{}' (the region has no practice '{}' and no Place "
                             "'{}' with practices) name one of them",
                             site.name, site.practice, site.place));
}

std::vector<int> graduates_by_place(const Geography& geography, const Graduates& graduates)
{
  std::vector<std::size_t> places;
  for (std::size_t place = 0; place < geography.places.size(); ++place)
    if (graduates.deployment.runs_in(geography, place) && geography.places[place].practices > 0)
      places.push_back(place);
  std::vector<int> by_place(geography.places.size(), 0);
  if (places.empty()) return by_place;
  const std::vector<int> share = share_by_people(geography, places, graduates.a_year);
  for (std::size_t k = 0; k < places.size(); ++k) by_place[places[k]] = share[k];
  return by_place;
}

std::vector<sim::Day> yearly(const Deployment& deployment, sim::Day last)
{
  std::vector<sim::Day> days;
  const auto date = sim::to_date(deployment.from);
  const auto month = static_cast<unsigned>(date.month());
  const int first_year = static_cast<int>(date.year());
  for (int year = first_year;; ++year) {
    const sim::Day first = sim::to_day(year, month, 1);
    const int length = sim::first_day_of_month(sim::month_index(first) + 1) - first;
    const int of_month = static_cast<int>(static_cast<unsigned>(date.day()));
    const sim::Day day = first + std::min(of_month, length) - 1;
    if (day > std::min(deployment.until, last)) return days;
    days.push_back(day);
  }
}

void turn(const Geography& geography, const Settings& settings, Staffing& staffing)
{
  constexpr auto trainee = static_cast<std::size_t>(Role::foundation_dentist);
  constexpr auto dentist = static_cast<std::size_t>(Role::dentist);
  staffing.joining.resize(geography.practices.size());
  if (settings.foundation.posts > 0)
    for (const std::uint32_t practice : select_practices(geography, settings.foundation.practices))
      staffing.joining[practice][trainee] += settings.foundation.posts;
  for (const TrainingSite& site : settings.sites)
    if (const auto host = host_of(geography, site)) {
      staffing.joining[*host][trainee] += site.trainees;
      staffing.joining[*host][dentist] += site.dentists;
    }
  staffing.fills_gaps = settings.graduates.a_year > 0 || settings.returns.kept > 0;
  staffing.working_time = settings.working_time;
  staffing.fatigue = settings.fatigue;
  staffing.scope = settings.scope;
  staffing.scope.practices.assign(geography.practices.size(), false);
  for (const std::uint32_t practice : select_practices(geography, settings.scope_practices))
    staffing.scope.practices[practice] = true;
}

}  // namespace models::workforce
