// What every Place counts: the variables of the groups population, priority, oral_health, queues, waits,
// activity, finance and practices (outputs/README.md), and the axes that they share.
#pragma once
#include <array>
#include <span>
#include <string>
#include <vector>

#include "models/finance/ledger.hpp"
#include "models/practices/treatment.hpp"
#include "sim/recorder.hpp"

namespace models {

/// The axis `group` of waits: total, the 8 ages, the 5 deprivation classes, children and adults by Core20.
inline constexpr std::size_t wait_groups = 18;
/// The four cells of that axis to which a stratum belongs: total, its age, its class, its mix of both.
std::array<std::size_t, 4> wait_groups_of(int stratum);
/// Upper edges in days: 0..60, 67..361 by 7, 391..1441 by 30, over.
inline constexpr std::size_t wait_bins = 141;
std::size_t wait_bin(int days);
std::vector<std::int32_t> wait_edges();
/// Upper edges in hours of urgent waits.
inline constexpr std::size_t hour_bins = 8;
std::size_t hour_bin(int hours);

inline constexpr std::size_t outcomes = 4;          // kept, cancelled, cancelled_late, missed
inline constexpr std::size_t first_visit_ages = 3;  // by 1, 2, 5

enum class AppointmentOutcome : std::uint8_t { kept, cancelled, cancelled_late, missed };

/// The axis `plus_group`.
sim::Axis plus_group_axis();

/// Handles of all common variables.
struct Measures {
  // population [month, age_group, deprivation]
  sim::Counter persons, seen_12m, seen_24m, seen_12m_any, seen_24m_any, seen_by_due_date, with_usual_practice,
      never_seen, unmet_need, unmet_days, tried_24m, tried_24m_failed;
  sim::Counter reached_age, first_visit_by;  // [year, deprivation, age]
  // priority [month, plus_group]
  sim::Counter group_persons, group_seen_12m, group_seen_24m, group_newly_seen, group_asked, group_started,
      group_waiting;
  // rurality, by residence
  sim::Counter rural_persons, rural_seen_12m, rural_seen_24m,
      rural_unmet_need;                    // [month, rurality, adult_or_child]
  sim::Counter rural_visits, rural_way_m;  // [month, rurality]
  // oral_health
  sim::Counter oral_persons;                 // [year, age_group, deprivation, state]
  sim::Counter reached_five, decay_at_five;  // [year, deprivation]
  // queues [month, service, age_group, deprivation]
  sim::Counter asked, started, left, waiting, wait_days_sum;
  sim::Counter left_by_reason;    // [month, service, reason]
  sim::Counter waiting_at_start;  // once [service, age_group, deprivation]
  // waits [year, service, group, wait_bin]
  sim::Counter completed, still_waiting;
  sim::Counter urgent_hours;  // [year, group, hour_bin]
  // activity
  sim::Counter courses, uda;  // [month, band, adult_or_child, role]
  sim::Counter courses_assisted, uda_assisted;
  sim::Counter appointments;     // [month, service, outcome]
  sim::Counter session_minutes;  // [month, service, offered_or_used]
  sim::Counter travel_m;         // whole metres, reported as travel_km
  // finance
  sim::Counter paid;             // [month, payer, line]
  sim::Counter patient_charges;  // [month, band]
  // practice_months [month, practice], where the study asks for them
  bool by_practice = false;
  sim::Counter practice_paid, practice_uda, practice_courses;  // paid: [payer, line]
  // practices [practice, year]
  sim::Counter uda_contracted, uda_delivered, uda_paid, uda_value, clawback, list_size, accepting_days;
  sim::Counter minutes_offered, minutes_booked;
};

/// Declares them for the services and money lines of a roster; `by_practice`: practice_months too.
Measures declare_measures(sim::Layout& layout, std::span<const std::string> services,
                          std::span<const std::string> lines, bool by_practice);

}  // namespace models
