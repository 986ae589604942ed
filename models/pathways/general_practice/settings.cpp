#include "models/pathways/general_practice/settings.hpp"

namespace models::general_practice {

namespace {

constexpr std::array<std::string_view, cooperation_classes> manners{"cooperative", "not yet cooperative",
                                                                    "unable awake"};

void read(sim::io::Block& block, AttendanceSettings& out)
{
  block.number(
      "base", out.base,
      {"", -10, 10, "E5: logit of not coming, adult, deprivation class 5, known, same day, no reminder"});
  block.numbers("by_deprivation", out.by_deprivation, deprivation_labels,
                {"", -5, 5, "E5: added to the logit by deprivation class"});
  block.number("child", out.child, {"", -5, 5, "E5: added for children"});
  block.number("fresh", out.fresh, {"", -5, 5, "E5: added for patients new to the practice"});
  block.number("lead", out.lead, {"", 0, 2, "E5: on ln(1 + days between booking and visit, at most 56)"});
  block.number("reminder", out.reminder, {"", -5, 5, "E5: taken off where the practice sends reminders"});
  block.number("urgent", out.urgent, {"", -5, 5, "E5: added for urgent appointments"});
  block.number("reminded", out.reminded, {"", 0, 1, "share of practices that send reminders"});
  block.number("cancels_early", out.cancels_early, {"", 0, 1, "share of bookings cancelled with notice"});
  block.number("cancels_late", out.cancels_late, {"", 0, 1, "share of bookings cancelled on the day"});
  block.number("rebooks", out.rebooks,
               {"", 0, 1, "share of missed or cancelled appointments that are booked again"});
  block.integer(
      "rebooked_after", out.rebooked_after,
      {"d", 1, 90, "days before a missed, cancelled or refused visit is tried again, if not urgent"});
  block.integer("discharged_after", out.discharged_after,
                {"", 1, 15, "missed appointments in a row after which a patient is discharged"});
}

void read(sim::io::Block& block, CooperationSettings& out)
{
  block.numbers("base", out.base, manners,
                {"", -10, 10, "E4: logit of accepting treatment in the usual time, by cooperation class"});
  block.number("minutes", out.minutes, {"", 0, 5, "E4: on ln(minutes / usual_minutes)"});
  block.number("usual_minutes", out.usual_minutes,
               {"min", 5, 120, "E4: length of an ordinary treatment visit of a child"});
  block.number("good_visit", out.good_visit,
               {"", 0, 5, "E4: for each good visit before, minus for each bad one"});
  block.integer("acclimatisation", out.acclimatisation,
                {"", 0, 6, "acclimatisation visits before treatment of a child not yet cooperative"});
  block.integer("refusals", out.refusals,
                {"", 1, 10, "refused treatment visits after which the course ends incomplete"});
}

void read(sim::io::Block& block, BookingSettings& out)
{
  block.number("patience_routine", out.patience_routine,
               {"d", 1, 1000, "E7: median patience for routine care"});
  block.number("patience_urgent", out.patience_urgent, {"d", 0.1, 60, "E7: median patience for urgent care"});
  block.number("patience_spread", out.patience_spread,
               {"", 0, 5, "E7: coefficient of variation of patience"});
  block.integer("urgent_within", out.urgent_within,
                {"d", 0, 30, "days within which a practice finds urgent time or refuses"});
  block.integer("list_most", out.list_most, {"", 0, 100000, "people on a practice's waiting list at most"});
  block.integer("offers", out.offers, {"", 1, 100, "people on the list who are tried when time is freed"});
}

void read(sim::io::Block& block, RecallSettings& out)
{
  block.number("compliance", out.compliance,
               {"", 0, 1, "share of practices that set recalls by risk (NICE CG19), not by habit"});
  block.number("adult_low", out.adult_low, {"month", 3, 24, "recall by risk: adults without disease"});
  block.number("adult_high", out.adult_high, {"month", 3, 24, "recall by risk: adults treated for disease"});
  block.number("child_low", out.child_low, {"month", 3, 12, "recall by risk: children without disease"});
  block.number("child_high", out.child_high,
               {"month", 3, 12, "recall by risk: children treated for disease"});
}

}  // namespace

void read(sim::io::Block& block, Settings& out)
{
  const auto part = [&](const char* key, const char* about, auto& settings) {
    block.block(key, about, [&](sim::io::Block& inner) { read(inner, settings); });
  };
  part("attendance", "cancelled and missed appointments (E5)", out.attendance);
  part("cooperation", "children's acceptance of treatment (E4)", out.cooperation);
  part("booking", "patience, urgent time and waiting lists (E7)", out.booking);
  part("recall", "recall dates", out.recall);
  block.number("first_forecast", out.first_forecast,
               {"", 0, 1.5, "delivery over target of the year before the first, for the first forecast"});
  block.number(
      "lost_time", out.lost_time,
      {"", 0, 0.9,
       "share of booked time lost otherwise than by missed appointments, as practices expect it (E2)"});
  block.number("child_acceptance", out.child_acceptance, {"", -5, 5, "E3: added to the logit for children"});
}

}  // namespace models::general_practice
