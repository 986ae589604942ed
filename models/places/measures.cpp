#include "models/places/measures.hpp"

#include <algorithm>
#include <array>

#include "models/need/age_bands.hpp"
#include "models/places/letter.hpp"

namespace models {

namespace {

using sim::Axis;
using sim::Cell;
using sim::Layout;
using sim::Owner;
using sim::Period;

constexpr int daily_bins = 61, weekly_bins = 43;
constexpr int last_daily = 60, last_weekly = 361, last_monthly = 1441, over = 32767;
constexpr std::array<std::int32_t, hour_bins> hour_edges{4, 12, 24, 48, 72, 120, 168, over};

const std::array<const char*, age_groups> age_labels{"0-2",   "3-5",   "6-10",  "11-15",
                                                     "16-17", "18-64", "65-74", "75+"};

/// The axes, by the names of the result file.
struct Axes {
  int age, deprivation, group, service, bin, plus, rurality, state, reason, band, who, role, outcome, offered,
      payer, line, hours, first_age;
};

Axes declare_axes(Layout& layout, std::span<const std::string> services, std::span<const std::string> lines)
{
  const auto labelled = [&](const char* name, std::vector<std::string> labels, const char* long_name) {
    return layout.axis(Axis{name, std::move(labels), {}, "1", long_name});
  };
  const auto numbered = [&](const char* name, std::vector<std::int32_t> values, const char* unit,
                            const char* long_name) {
    return layout.axis(Axis{name, {}, std::move(values), unit, long_name});
  };
  std::vector<std::string> groups{"total"};
  groups.insert(groups.end(), age_labels.begin(), age_labels.end());
  for (int dep = 1; dep <= 5; ++dep) groups.push_back("deprivation_" + std::to_string(dep));
  groups.insert(groups.end(), {"children_core20", "children_rest", "adults_core20", "adults_rest"});
  Axes axes{};
  axes.age = labelled("age_group", {age_labels.begin(), age_labels.end()}, "age group");
  axes.deprivation =
      numbered("deprivation", {1, 2, 3, 4, 5}, "1", "deprivation class, 1 = Core20 (most deprived fifth)");
  axes.group = labelled("group", groups, "group of people");
  axes.service = labelled("service", {services.begin(), services.end()}, "service asked for");
  axes.bin = numbered("wait_bin", wait_edges(), "day", "upper edge of the wait");
  axes.plus = layout.axis(plus_group_axis());
  axes.rurality = labelled("rurality", {rurality_labels.begin(), rurality_labels.end()},
                           "how the area of residence is settled");
  axes.state = labelled("state",
                        {"sound", "enamel_decay", "dentinal_decay", "pulpal", "treated_child", "stable",
                         "active_disease", "urgent_condition", "treated_adult"},
                        "state of oral health");
  axes.reason =
      labelled("reason",
               {"no_practice_accepting", "refused", "wait_too_long", "gave_up", "missed", "discharged",
                "practice_closed", "other_care", "died", "advice_only", "emergency_department",
                "abandoned_call", "no_capacity", "rejected_referral", "redirected"},
               "why an episode ended without care");
  axes.band = labelled("band", {band_labels.begin(), band_labels.end()}, "band of the course of treatment");
  axes.who = labelled("adult_or_child", {"adult", "child"}, "18 and over, or under 18");
  axes.role =
      labelled("role", {role_labels.begin(), role_labels.end()}, "role of the clinician who led the course");
  axes.outcome =
      labelled("outcome", {"kept", "cancelled", "cancelled_late", "missed"}, "how an appointment ended");
  axes.offered = labelled("offered_or_used", {"offered", "used"},
                          "clinical minutes opened, or booked to patients who came");
  axes.payer = labelled("payer", {payer_labels.begin(), payer_labels.end()}, "who pays");
  axes.line = labelled("line", {lines.begin(), lines.end()}, "line of money");
  axes.hours = numbered("hour_bin", {hour_edges.begin(), hour_edges.end()}, "hour", "upper edge of the wait");
  axes.first_age = numbered("age", {1, 2, 5}, "year", "birthday");
  return axes;
}

}  // namespace

sim::Axis plus_group_axis()
{
  return {"plus_group", {plus_group_names.begin(), plus_group_names.end()}, {}, "1", "PLUS group"};
}

std::vector<std::int32_t> wait_edges()
{
  std::vector<std::int32_t> edges;
  for (int day = 0; day <= last_daily; ++day) edges.push_back(day);
  for (int day = last_daily + 7; day <= last_weekly; day += 7) edges.push_back(day);
  for (int day = last_weekly + 30; day <= last_monthly; day += 30) edges.push_back(day);
  edges.push_back(over);
  return edges;
}

std::array<std::size_t, 4> wait_groups_of(int stratum)
{
  constexpr std::size_t first_age = 1, first_class = 1 + age_groups,
                        first_mixed = first_class + deprivation_classes;
  constexpr std::size_t child_ages = 5;
  const auto age = static_cast<std::size_t>(stratum) / deprivation_classes;
  const auto dep = static_cast<std::size_t>(stratum) % deprivation_classes;
  const std::size_t mixed = (age < child_ages ? 0u : 2u) + (dep == 0 ? 0u : 1u);
  return {0, first_age + age, first_class + dep, first_mixed + mixed};
}

std::size_t wait_bin(int days)
{
  if (days <= last_daily) return static_cast<std::size_t>(std::max(days, 0));
  int bin = wait_bins - 1;
  if (days <= last_weekly)
    bin = daily_bins + (days - last_daily - 1) / 7;
  else if (days <= last_monthly)
    bin = daily_bins + weekly_bins + (days - last_weekly - 1) / 30;
  return static_cast<std::size_t>(bin);
}

std::size_t hour_bin(int hours)
{
  std::size_t bin = 0;
  while (bin + 1 < hour_bins && hours > hour_edges[bin]) ++bin;
  return bin;
}

Measures declare_measures(Layout& layout, std::span<const std::string> services,
                          std::span<const std::string> lines, bool by_practice)
{
  const Axes a = declare_axes(layout, services, lines);
  const auto count = [&](const char* group, const char* name, const char* unit, const char* about,
                         Period period, std::vector<int> axes) {
    return layout.declare({group, name, unit, about, period, Owner::place, Cell::count, std::move(axes)});
  };
  const auto sum = [&](const char* group, const char* name, const char* unit, const char* about,
                       Period period, std::vector<int> axes) {
    return layout.declare({group, name, unit, about, period, Owner::place, Cell::sum, std::move(axes)});
  };
  const auto practice_sum = [&](const char* name, const char* unit, const char* about) {
    return layout.declare({"practices", name, unit, about, Period::year, Owner::practice, Cell::sum, {}});
  };
  const auto people = [&](const char* name, const char* about) {
    return count("population", name, "person", about, Period::month, {a.age, a.deprivation});
  };
  const auto group = [&](const char* name, const char* about) {
    return count("priority", name, "person", about, Period::month, {a.plus});
  };
  const auto settled = [&](const char* name, const char* about) {
    return count("rurality", name, "person", about, Period::month, {a.rurality, a.who});
  };
  const std::vector<int> queue{a.service, a.age, a.deprivation};
  Measures m;
  m.persons = people("persons", "residents at the month's end");
  m.seen_12m = people("seen_12m", "residents who began an NHS course in the last 12 months");
  m.seen_24m = people("seen_24m", "residents who began an NHS course in the last 24 months");
  m.seen_12m_any = people("seen_12m_any_sector", "residents seen in the last 12 months, NHS or private");
  m.seen_24m_any = people("seen_24m_any_sector", "residents seen in the last 24 months, NHS or private");
  m.seen_by_due_date =
      people("seen_by_due_date", "residents with a recall date that is not more than 90 days past");
  m.with_usual_practice = people("with_usual_practice", "residents with a usual NHS practice");
  m.never_seen = people("never_seen", "residents never seen by the NHS");
  m.unmet_need =
      people("unmet_need",
             "residents who asked or needed, went without (also by not coming), and have not been met since");
  m.unmet_days = count("population", "unmet_days", "person day", "days of unmet need in the month",
                       Period::month, {a.age, a.deprivation});
  m.tried_24m = people("tried_24m", "residents who tried to get an NHS appointment in the last 24 months");
  m.tried_24m_failed =
      people("tried_24m_failed", "those of tried_24m whose last attempt found no appointment");
  m.reached_age = count("population", "reached_age", "person", "persons who reached that age in the year",
                        Period::year, {a.deprivation, a.first_age});
  m.first_visit_by =
      count("population", "first_visit_by", "person", "those of reached_age who had been seen by the NHS",
            Period::year, {a.deprivation, a.first_age});
  m.group_persons = group("persons", "residents of the group at the month's end");
  m.group_seen_12m = group("seen_12m", "of them, seen in the last 12 months");
  m.group_seen_24m = group("seen_24m", "of them, seen in the last 24 months");
  m.group_newly_seen = group("newly_seen", "courses begun by members not seen in the 24 months before");
  m.group_asked = group("asked", "episodes asked for in the month");
  m.group_started = group("started", "episodes begun in the month");
  m.group_waiting = group("waiting", "episodes waiting at the month's end");
  m.rural_persons = settled("persons", "residents at the month's end");
  m.rural_seen_12m = settled("seen_12m", "of them, seen by the NHS in the last 12 months");
  m.rural_seen_24m = settled("seen_24m", "of them, seen by the NHS in the last 24 months");
  m.rural_unmet_need = settled("unmet_need", "of them, in unmet need");
  m.rural_visits = count("rurality", "visits", "appointment", "visits to practices of this Place",
                         Period::month, {a.rurality});
  m.rural_way_m = sum("rurality", "way_m", "m", "from home to practice, one way, of all these visits",
                      Period::month, {a.rurality});
  m.oral_persons =
      count("oral_health", "persons", "person", "residents by state of oral health at the year's end",
            Period::year, {a.age, a.deprivation, a.state});
  m.reached_five = count("oral_health", "reached_five", "person", "children who reached five in the year",
                         Period::year, {a.deprivation});
  m.decay_at_five = count("oral_health", "decay_at_five", "person",
                          "of them, with experience of dentinal decay", Period::year, {a.deprivation});
  m.asked =
      count("queues", "asked", "episode", "episodes whose wait began in the month", Period::month, queue);
  m.started =
      count("queues", "started", "episode", "episodes whose care began in the month", Period::month, queue);
  m.left = count("queues", "left", "episode", "episodes that ended without care in the month", Period::month,
                 queue);
  m.waiting =
      count("queues", "waiting", "episode", "episodes waiting at the month's end", Period::month, queue);
  m.wait_days_sum = sum("queues", "wait_days_sum", "day",
                        "sum of the waits of those who started in the month", Period::month, queue);
  m.left_by_reason =
      count("queues", "left_by_reason", "episode", "episodes that ended without care, by reason",
            Period::month, {a.service, a.reason});
  m.waiting_at_start = count("queues", "waiting_at_start", "episode",
                             "episodes waiting before the first month", Period::once, queue);
  m.completed = count("waits", "completed", "episode", "episodes begun in the year, by wait", Period::year,
                      {a.service, a.group, a.bin});
  m.still_waiting =
      count("waits", "still_waiting", "episode", "episodes waiting at the year's end, by wait so far",
            Period::year, {a.service, a.group, a.bin});
  m.urgent_hours =
      count("waits", "urgent_hours", "episode", "urgent episodes begun in the year, by hours waited",
            Period::year, {a.group, a.hours});
  m.courses = count("activity", "courses_of_treatment", "course", "courses completed in the month",
                    Period::month, {a.band, a.who, a.role});
  m.uda = sum("activity", "uda", "0.01 UDA", "UDA credited to contracts in the month of completion",
              Period::month, {a.band, a.who, a.role});
  m.courses_assisted =
      count("activity", "courses_assisted", "course",
            "courses led by a dentist in which a dental care professional gave a visit", Period::month, {});
  m.uda_assisted = sum("activity", "uda_assisted", "0.01 UDA", "UDA of those courses", Period::month, {});
  m.appointments = count("activity", "appointments", "appointment", "appointments by how they ended",
                         Period::month, {a.service, a.outcome});
  m.session_minutes = sum("activity", "session_minutes", "min",
                          "clinical minutes; offered ones are counted to the first service of the pathway",
                          Period::month, {a.service, a.offered});
  m.travel_m = sum("activity", "travel_km", "km", "journeys of patients to kept appointments, one way",
                   Period::month, {});
  m.paid = sum("finance", "paid", "pence", "money paid by line (negative: recovered)", Period::month,
               {a.payer, a.line});
  m.patient_charges = sum("finance", "patient_charges", "pence",
                          "charges paid by patients, the commissioner's receipt", Period::month, {a.band});
  m.uda_contracted =
      practice_sum("uda_contracted", "0.01 UDA", "contracted for the year, re-let activity included");
  m.uda_delivered = practice_sum("uda_delivered", "0.01 UDA", "credited in the year");
  m.uda_paid = practice_sum("uda_paid", "0.01 UDA", "what twelfths and settlement pay for");
  m.uda_value = practice_sum("uda_value", "pence", "value of a UDA");
  m.clawback = practice_sum("clawback", "pence", "sum recovered at settlement");
  m.list_size = practice_sum("list_size", "person",
                             "residents and guests whose usual practice it is, at the year's end");
  m.accepting_days =
      practice_sum("accepting_days", "day", "days on which its flag showed that it takes new adults");
  m.minutes_offered = practice_sum("minutes_offered", "min", "clinical minutes of its sessions");
  m.minutes_booked = practice_sum("minutes_booked", "min",
                                  "of them, in appointments whose time came, kept or missed: its load");
  layout.declare({"practices",
                  "network",
                  "1",
                  "its primary care network: its number, from 1, among the region's, ICB by ICB",
                  Period::once,
                  Owner::practice,
                  Cell::sum,
                  {}});
  m.by_practice = by_practice;
  if (!by_practice) return m;
  const auto practice_month = [&](const char* name, const char* unit, const char* about, Cell cell,
                                  std::vector<int> axes) {
    return layout.declare(
        {"practice_months", name, unit, about, Period::month, Owner::practice, cell, std::move(axes)});
  };
  m.practice_paid =
      practice_month("paid", "pence", "money paid to the practice by line (negative: recovered)", Cell::sum,
                     {a.payer, a.line});
  m.practice_uda =
      practice_month("uda", "0.01 UDA", "UDA credited to the practice's contract", Cell::sum, {});
  m.practice_courses =
      practice_month("courses_of_treatment", "course", "courses completed at the practice", Cell::count, {});
  return m;
}

}  // namespace models
