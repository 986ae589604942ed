#include "models/pathways/referral_management/settings.hpp"

namespace models::referral_management {

namespace {

constexpr std::array<std::string_view, 3> special_labels{"learning disability", "care home", "phobic"};

void read_needs(sim::io::Block& block, NeedSettings& out)
{
  block.number(
      "child_unable", out.child_unable,
      {"", 0, 1, "children with decay who cannot be treated awake: share referred at an assessment"});
  block.number("child_not_yet", out.child_not_yet,
               {"", 0, 1, "children with decay not yet cooperative: share referred at an assessment"});
  block.number("child_refused", out.child_refused,
               {"", 0, 1, "children whose course ends since they refuse treatment: share referred"});
  block.number("orthodontic", out.orthodontic,
               {"", 0, 1, "children of 10 to 15 years: share of assessments with a referral for braces"});
  block.numbers("oral_surgery", out.oral_surgery, severity_labels,
                {"", 0, 1, "adults: share of assessments with a referral for oral surgery, by disease"});
  block.number("level_3", out.level_3, {"", 0, 1, "share of them to a specialist in hospital"});
  block.numbers("restorative", out.restorative, severity_labels,
                {"", 0, 1, "adults: share of assessments with a referral to restorative dentistry"});
  block.numbers("special_care", out.special_care, special_labels,
                {"", 0, 1, "adults: share of assessments with a referral to special care, by reason"});
}

void read_triage(sim::io::Block& block, TriageCapacity& out)
{
  block.number("sessions", out.sessions,
               {"1/1000000/week", 0, 200, "sessions of triagers a week for each million people"});
  block.number("referrals", out.referrals, {"", 1, 500, "referrals read in a session"});
  block.flag("pooled", out.pooled,
             "one queue for all networks (a single point of contact) in place of one for each");
  block.numbers("share", out.share, network_labels,
                {"", 0, 1, "share of the sessions by network, where queues are apart"});
}

void read_quality(sim::io::Block& block, Settings& out)
{
  block.number("incomplete", out.incomplete, {"", 0, 1, "share of referrals for which triage asks for more"});
  block.number("answer", out.answer_days, {"d", 0, 200, "mean time until it comes"});
  block.number("inappropriate", out.inappropriate,
               {"", 0, 0.8, "share of a practice's referrals that level 1 could do, median over practices"});
  block.number("spread", out.quality_spread, {"", 0, 3, "coefficient of variation of it over practices"});
  block.number("recognised", out.recognised,
               {"", 0, 1, "share of them that triage recognises and sends back"});
  block.number("learning", out.learning,
               {"", 0, 2, "how much a practice's log odds of such referrals fall with each one sent back"});
  block.number("step_down", out.step_down,
               {"", 0, 1, "oral surgery: share of referrals to level 3 that triage sends to level 2"});
  block.number("step_up", out.step_up,
               {"", 0, 1, "oral surgery: share of referrals to level 2 that triage sends to level 3"});
}

}  // namespace

void read(sim::io::Block& block, Settings& out)
{
  block.block("needs", "what an assessment in practice finds to be beyond it",
              [&](sim::io::Block& inner) { read_needs(inner, out.needs); });
  block.numbers(
      "by_others", out.by_others, plus_group_names,
      {"1/year", 0, 5, "referrals by professionals who are not dentists, for a member of each group"});
  block.integer("form_minutes", out.form_minutes,
                {"min", 0, 120, "signing in and filling in the form, taken from the referrer's session"});
  block.number("transit", out.transit_days,
               {"d", 0, 100, "mean time from the referral to the triagers' desk"});
  block.block("triage", "the dentists who triage",
              [&](sim::io::Block& inner) { read_triage(inner, out.triage); });
  block.block("quality", "what triage finds", [&](sim::io::Block& inner) { read_quality(inner, out); });
  block.choice("destination", out.destination, destination_labels, "the rule by which a referral is routed");
  block.integer("room_within", out.room_within,
                {"d", 0, 2000, "waiting time up to which a clinic has room (nearest_with_room)"});
  block.number("misrouted", out.misrouted, {"", 0, 1, "share of referrals that go to a clinic by mistake"});
  block.number("bariatric", out.bariatric,
               {"", 0, 1, "share of adults in special care who need a bariatric chair"});
  block.number("home_visits", out.home_visits,
               {"", 0, 1, "share of care-home residents in special care who must be visited"});
}

}  // namespace models::referral_management
