// England's working days: weekdays that are not bank holidays.
//
// Bank holidays by rule (gov.uk/bank-holidays): New Year's Day, Good Friday, Easter Monday, the first and last
// Monday of May, the last Monday of August, Christmas Day and Boxing Day, with substitute days after a weekend;
// and by proclamation the moved and added days of 2020, 2022 and 2023.
#pragma once
#include "sim/clock.hpp"

namespace models {

/// Easter Sunday (Gregorian computus: Meeus, Astronomical Algorithms, chapter 8).
sim::Day easter_sunday(int year);
bool is_bank_holiday(sim::Day day);
bool is_working_day(sim::Day day);
/// Working days from `first` to the day before `end`.
int working_days(sim::Day first, sim::Day end);

}  // namespace models
