// Contract management's own measures.
#include <algorithm>

#include "models/pathways/contract_management/contract_management.hpp"
#include "models/places/own_measures.hpp"

namespace models::contract_management {

namespace {

constexpr const char* name = "contract_management";
constexpr const char *years = "practices", *months = "practice_months";  // groups

constexpr OwnMeasure<OwnMeasures> all[]{
    {"over_delivery_paid", "pence", "paid at settlement for delivery above 100 %",
     &OwnMeasures::over_delivery_paid, sim::Cell::sum},
    {"over_delivery_practices", "practice", "practices that were paid for it",
     &OwnMeasures::over_delivery_practices},
    {"action_plans", "practice", "practices that submitted an action plan after the mid-year review",
     &OwnMeasures::action_plans},
    {"rebased", "practice", "of them, practices whose contract was lowered for the rest of the year",
     &OwnMeasures::rebased},
    {"given_up", "0.01 UDA", "activity that they gave up, to be let again", &OwnMeasures::given_up,
     sim::Cell::sum},
    {"at_risk", "practice", "practices flagged by early warning in the month", &OwnMeasures::at_risk},
    {"uda_planned", "0.01 UDA", "activity planned for the month, by what is contracted in the Place",
     &OwnMeasures::uda_planned, sim::Cell::sum},
    {"uda_before_pandemic", "0.01 UDA",
     "a twelfth of a year's activity before the pandemic, by what is contracted in the Place",
     &OwnMeasures::uda_before_pandemic, sim::Cell::sum},
    {"flexible_sessions", "session", "sessions held in place of units", &OwnMeasures::flexible_sessions},
    {"displaced_minutes", "min", "of their time, what ordinary sessions would have left to everybody",
     &OwnMeasures::displaced_minutes, sim::Cell::sum},
    {"uda_in_sessions", "0.01 UDA", "units of courses begun in them, which no contract is credited with",
     &OwnMeasures::uda_in_sessions, sim::Cell::sum},
    {"asked_opinion", "person",
     "residents whose request for routine or urgent care led to care or ended without",
     &OwnMeasures::asked_opinion},
    {"satisfied", "0.001 person", "of them, the number expected to be satisfied: a signal",
     &OwnMeasures::satisfied, sim::Cell::sum},
};

constexpr OwnMeasure<OwnMeasures> of_years[]{
    {"months_at_risk", "month", "months in which early warning flagged it", &OwnMeasures::months_at_risk},
    {"action_plans", "practice", "1 where it submitted an action plan", &OwnMeasures::plans_of_practice},
    {"given_up", "0.01 UDA", "activity that it gave up after the mid-year review",
     &OwnMeasures::given_up_of_practice},
    {"quality_flags", "flag", "indicators of a quarter that were out of line, in the year they were told",
     &OwnMeasures::flags_of_practice},
};

constexpr OwnMeasure<OwnMeasures> of_months[]{
    {"at_risk", "practice", "1 where early warning flagged it", &OwnMeasures::at_risk_in_month},
    {"action_plans", "practice", "1 where it submitted an action plan", &OwnMeasures::plan_in_month},
    {"given_up", "0.01 UDA", "activity that it gave up after the mid-year review",
     &OwnMeasures::given_up_in_month},
    {"quality_flags", "flag", "indicators of the quarter before that were out of line",
     &OwnMeasures::flags_in_month},
    {"begun", "course", "courses begun", &OwnMeasures::begun},
    {"wait_days", "day", "sum of their waits, from the day asked for or due", &OwnMeasures::wait_days},
    {"kept", "appointment", "appointments kept", &OwnMeasures::kept},
    {"missed", "appointment", "appointments to which the patient did not come", &OwnMeasures::missed},
    {"recalls", "course", "courses of routine care at whose end a recall was set", &OwnMeasures::recalls},
    {"short_recalls", "course", "of them, much sooner than risk suggests", &OwnMeasures::short_recalls},
    {"returned", "course",
     "of the courses begun, those of patients known here who had one shortly before, here or elsewhere",
     &OwnMeasures::returned},
};

constexpr OwnMeasure<OwnMeasures> by_indicator[]{
    {"quality_flags", "flag", "practices out of line in the quarter before, by indicator of quality",
     &OwnMeasures::quality_flags},
};

constexpr OwnMeasure<OwnMeasures> by_patient[]{
    {"begun_in_sessions", "course", "courses begun in sessions in place of units, by kind of patient",
     &OwnMeasures::begun_in_sessions},
};

sim::Axis patient_axis()
{
  return {"patient",
          {patient_kind_labels.begin(), patient_kind_labels.end()},
          {},
          "1",
          "patient as a practice tells them apart; eligible: of Core20"};
}

sim::Axis need_axis() { return {"need", {"routine", "urgent"}, {}, "1", "care that was asked for"}; }

sim::Axis indicator_axis()
{
  return {"indicator", {indicator_labels.begin(), indicator_labels.end()}, {}, "", "indicator of quality"};
}

bool has_months(const sim::Layout& layout)
{
  const auto variables = layout.variables();
  return std::any_of(variables.begin(), variables.end(),
                     [](const sim::Variable& variable) { return variable.group == months; });
}

}  // namespace

void declare(sim::Layout& layout)
{
  const bool by_month = has_months(layout);  // the house has declared its own by now
  declare_own(layout, name, all);
  declare_own(layout, name, by_indicator, {layout.axis(indicator_axis())});
  declare_own(layout, name, by_patient, {layout.axis(patient_axis()), layout.axis(need_axis())});
  for (const auto& one : of_years)
    layout.declare({years,
                    own_measure_name(name, one.name),
                    one.unit,
                    one.about,
                    sim::Period::year,
                    sim::Owner::practice,
                    sim::Cell::sum,
                    {}});
  if (!by_month) return;
  for (const auto& one : of_months)
    layout.declare({months,
                    own_measure_name(name, one.name),
                    one.unit,
                    one.about,
                    sim::Period::month,
                    sim::Owner::practice,
                    sim::Cell::sum,
                    {}});
}

OwnMeasures own_measures(const sim::Layout& layout)
{
  auto own = find_own(layout, name, all, by_indicator, by_patient);
  for (const auto& one : of_years) own.*one.counter = layout.counter(years, own_measure_name(name, one.name));
  own.by_practice = has_months(layout);
  if (own.by_practice)
    for (const auto& one : of_months)
      own.*one.counter = layout.counter(months, own_measure_name(name, one.name));
  return own;
}

}  // namespace models::contract_management
