// General practice: parameters of booking, attendance, courses and the contract year.
#pragma once
#include <array>

#include "models/places/pathway.hpp"
#include "models/population/population.hpp"

namespace models::general_practice {

/// E5: logit of not coming.
struct AttendanceSettings {
  double base = 0;
  std::array<double, deprivation_classes> by_deprivation{};
  double child = 0, fresh = 0, lead = 0, reminder = 0, urgent = 0;
  double reminded = 0;       // share of practices that remind
  double cancels_early = 0;  // share of bookings cancelled with notice
  double cancels_late = 0;   // share cancelled on the day
  double rebooks = 0;        // share of missed or cancelled appointments that are booked again
  int rebooked_after = 0;    // days before a missed, cancelled or refused visit is tried again
  int discharged_after = 0;  // missed appointments in a row
};

/// E4: logit of a child's accepting treatment.
struct CooperationSettings {
  std::array<double, cooperation_classes> base{};
  double minutes = 0;  // on ln(minutes / usual minutes)
  double usual_minutes = 0;
  double good_visit = 0;    // for each good visit, minus for each bad one
  int acclimatisation = 0;  // visits given before treatment to a child not yet cooperative
  int refusals = 0;         // after which the course ends incomplete
};

struct BookingSettings {
  double patience_routine = 0, patience_urgent = 0;  // days, medians (E7)
  double patience_spread = 0;                        // coefficient of variation
  int urgent_within = 0;                             // days in which urgent care must be found
  int list_most = 0;                                 // people on a practice's waiting list
  int offers = 0;                                    // people on the list that are tried when time is freed
};

struct RecallSettings {
  double compliance = 0;  // share of practices that set recalls by risk (NICE CG19), not by habit
  double adult_low = 0, adult_high = 0, child_low = 0, child_high = 0;  // months, by risk
};

struct Settings : PathwaySettings {
  AttendanceSettings attendance;
  CooperationSettings cooperation;
  BookingSettings booking;
  RecallSettings recall;
  double first_forecast = 0;  // delivery of the year before the first
  double lost_time = 0;  // share of clinical time lost but by missed appointments, as practices expect it
  double child_acceptance = 0;  // added to E3's logit for children
};
void read(sim::io::Block& block, Settings& out);

}  // namespace models::general_practice
