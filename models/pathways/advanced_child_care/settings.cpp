#include "models/pathways/advanced_child_care/settings.hpp"

#include <fmt/format.h>

#include "models/need/age_bands.hpp"
#include "models/places/deployment.hpp"
#include "models/practices/session_book.hpp"

namespace models::advanced_child_care {

namespace {

constexpr double days_per_month = days_per_year / 12;
constexpr double most_days = 366, most_months = 60;
constexpr std::array<std::string_view, 3> child_ages{"0-5", "6-10", "11-17"};

void read_care(sim::io::Block& block, CareSettings& out)
{
  block.numbers(
      "anaesthetic", out.anaesthetic, child_ages,
      {"", 0, 1, "share of children assessed whom the community service would send to theatre, by age"});
  block.number("treats_instead", out.treats_instead,
               {"", 0, 1, "share of them whom an advanced practice treats awake; the others are sent on"});
  block.number("beyond", out.beyond,
               {"", 0, 1, "share of the others for whom the community service is asked after all"});
  block.number("unsuitable", out.unsuitable,
               {"", 0, 1,
                "share of the others whom any practice can treat: sent back, as are all referrals that level "
                "1 could do"});
  block.integer("good_visits", out.good_visits,
                {"visit", 0, 15, "good visits that a course leaves a child with (E4)"});
  block.flag("varnish", out.varnish, "whether a course ends with fluoride varnish");
}

void read_route(sim::io::Block& block, RouteSettings& out)
{
  block.number("within", out.within,
               {"d", 0, most_days,
                "triage sends a child where the wait on the list is no longer, beside `called_ahead`"});
  block.number("farthest", out.farthest, {"km", 0, 500, "and where it lies no farther from home"});
  block.number("unless_seen_within", out.unless_seen_within,
               {"d", 0, 2000,
                "a child goes to the community service all the same where that waits less; 0 = advanced "
                "practices come first"});
  block.number("feedback", out.feedback,
               {"", 0, 2,
                "how much a practice's log odds of referring what level 1 could do fall with each child sent "
                "back to it"});
}

void read_clinic(sim::io::Block& block, ClinicSettings& out)
{
  block.number("patients", out.patients, {"person", 0.1, 60, "children seen in a session"});
  block.number("visits", out.visits, {"visit", 1, 60, "visits of a course, acclimatisation included, mean"});
  block.number("course_days", out.course_days,
               {"d", 0, 1500, "days from the first visit of a course to its last, mean"});
  block.integer("called_ahead", out.called_ahead,
                {"d", 1, 180, "days ahead for which children are called from the list"});
  block.number("missed", out.missed, {"", 0, 0.9, "share of those called who do not come"});
  block.integer("discharged_after", out.discharged_after,
                {"", 1, 15, "missed appointments after which a child is discharged"});
  block.number("leaves_list", out.leaves_list,
               {"1/year", 0, 5, "rate at which children on the list are no longer there when called"});
  block.number("returned", out.returned,
               {"", 0, 1, "share of courses after which a child without a practice is sent to one"});
  read_pounds(block, "session_fee", out.session_fee, "GBP",
              "for each session held, beside the fee by referral");
}

}  // namespace

void read(sim::io::Block& block, Settings& out)
{
  read(block, out.selection);
  block.date("start", out.start, "the first day of training of the first practices");
  block.date("end", out.end, "the last day", sim::io::Presence::optional);
  check_order(block, "start", out.start, "end", out.end);
  block.number("ramp", out.ramp,
               {"month", 0, most_months, "over which practices begin, one after the other; 0 = all at once"});
  block.integer("training", out.training_days,
                {"d", 0, most_days, "of a practice's team, before it accepts a referral"});
  block.number("sessions", out.sessions, {"session/week", 0, 20, "of each practice"});
  block.integer("minutes", out.minutes, {"min", 0, units_per_session * minutes_per_unit, "of a session"});
  block.number("displaces", out.displaces,
               {"", 0, 1, "share of the sessions' time that comes out of the practice's own book"});
  block.integer("notice", out.notice, {"d", 1, 180, "days ahead on which that time is kept free"});
  read_pounds(block, "set_up", out.set_up, "GBP", "to each practice, once, when its training begins");
  read_pounds(block, "referral_fee", out.referral_fee, "GBP", "to the practice, for each referral accepted");
  read_clinic(block, out.services.emplace_back());
  block.block("care", "what an assessment comes to",
              [&](sim::io::Block& inner) { read_care(inner, out.care); });
  block.block("route", "who is sent to advanced practices, and what referrers learn",
              [&](sim::io::Block& inner) { read_route(inner, out.route); });
}

void check(const Geography& geography, const Settings& settings, sim::io::Faults& faults)
{
  models::check(geography, settings.selection, faults);
}

sim::Day Settings::begins(std::size_t k, std::size_t practices) const
{
  const double share = practices == 0 ? 0 : static_cast<double>(k) / static_cast<double>(practices);
  return start + static_cast<sim::Day>(ramp * days_per_month * share);
}

std::vector<std::uint32_t> chosen(const Geography& geography, const Settings& settings)
{
  return select_practices(geography, settings.selection);
}

}  // namespace models::advanced_child_care
