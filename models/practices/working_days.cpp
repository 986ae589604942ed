#include "models/practices/working_days.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace models {
namespace {

using namespace std::chrono;

/// Bank holidays that were moved from their rule's day.
struct Moved {
  sim::Day rule, actual;
};
constexpr std::array moved{
    Moved{sim::to_day(2020, 5, 4), sim::to_day(2020, 5, 8)},    // 75 years after the end of the war in Europe
    Moved{sim::to_day(2022, 5, 30), sim::to_day(2022, 6, 2)}};  // Platinum Jubilee
constexpr std::array added{sim::to_day(2022, 6, 3),             // Platinum Jubilee
                           sim::to_day(2022, 9, 19),            // funeral of Queen Elizabeth II
                           sim::to_day(2023, 5, 8)};            // coronation of King Charles III

bool is_holiday_by_rule(sim::Day day)
{
  const sim::Date date = sim::to_date(day);
  const int year = static_cast<int>(date.year());
  const unsigned of_month = static_cast<unsigned>(date.day());
  const int of_week = sim::weekday(day);
  constexpr int monday = 0, tuesday = 1, friday = 4;
  constexpr unsigned week = 7;
  if (date.month() == January) return of_month == 1 || (of_week == monday && of_month <= 3);
  if (date.month() == December) {
    // Christmas Day and Boxing Day; where they fall on a weekend, the Monday or Tuesday after
    return of_month == 25 || of_month == 26 || ((of_month == 27 || of_month == 28) && of_week <= tuesday);
  }
  if (date.month() == May) return of_week == monday && (of_month <= week || of_month + week > 31);
  if (date.month() == August) return of_week == monday && of_month + week > 31;
  if (date.month() == March || date.month() == April) {
    const sim::Day easter = easter_sunday(year);
    return (of_week == friday && day == easter - 2) || (of_week == monday && day == easter + 1);
  }
  return false;
}

}  // namespace

sim::Day easter_sunday(int year)
{
  const int a = year % 19, b = year / 100, c = year % 100;
  const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
  return sim::to_day(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

bool is_bank_holiday(sim::Day day)
{
  if (std::find(added.begin(), added.end(), day) != added.end()) return true;
  for (const Moved& holiday : moved) {
    if (day == holiday.actual) return true;
    if (day == holiday.rule) return false;
  }
  return is_holiday_by_rule(day);
}

bool is_working_day(sim::Day day)
{
  constexpr int saturday = 5;
  return sim::weekday(day) < saturday && !is_bank_holiday(day);
}

int working_days(sim::Day first, sim::Day end)
{
  int days = 0;
  for (sim::Day day = first; day < end; ++day) days += is_working_day(day) ? 1 : 0;
  return days;
}

}  // namespace models
