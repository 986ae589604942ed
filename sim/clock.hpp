// Simulated time: whole minutes, whole days, civil dates.
//
// A Day is the number of days since 1900-01-01, so that every date of a person's life and of a study (to
// 2079) fits 16 bits wherever it is stored; 0 in such a field means "never". A Minute counts minutes since
// 1900-01-01 00:00, local time. Days are the keys of random decisions, so they are absolute, not relative to
// a study's start.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>

namespace sim {

using Day = std::int32_t;      // days since 1900-01-01
using Minute = std::uint32_t;  // minutes since 1900-01-01 00:00

inline constexpr Minute minutes_per_day = 24 * 60;
inline constexpr Day first_storable_day = 1;
inline constexpr Day last_storable_day = 0xffff;

using Date = std::chrono::year_month_day;
inline constexpr std::chrono::sys_days day_zero =
    std::chrono::sys_days{std::chrono::year{1900} / std::chrono::January / 1};

constexpr Day to_day(Date date) { return static_cast<Day>((std::chrono::sys_days{date} - day_zero).count()); }
constexpr Day to_day(int year, unsigned month, unsigned day)
{
  return to_day(Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}});
}
constexpr Date to_date(Day day) { return Date{day_zero + std::chrono::days{day}}; }
/// Days since 1970-01-01, the time axis of result files.
constexpr std::int32_t unix_day(Day day) { return day - to_day(1970, 1, 1); }
/// 0 = Monday .. 6 = Sunday (1900-01-01 was a Monday).
constexpr int weekday(Day day) { return day % 7; }
constexpr Minute minute_of(Day day, Minute minute_of_day)
{
  return static_cast<Minute>(day) * minutes_per_day + minute_of_day;
}
constexpr Day day_of(Minute minute) { return static_cast<Day>(minute / minutes_per_day); }

/// Months since 1900-01: 12 * (year - 1900) + month - 1.
constexpr int month_index(Day day)
{
  const Date date = to_date(day);
  return 12 * (static_cast<int>(date.year()) - 1900) + static_cast<int>(static_cast<unsigned>(date.month())) -
         1;
}
constexpr Day first_day_of_month(int month)
{
  return to_day(1900 + month / 12, static_cast<unsigned>(month % 12 + 1), 1);
}
/// The contract year (April to March) of a day, by its first calendar year.
constexpr int contract_year(Day day)
{
  const Date date = to_date(day);
  return static_cast<int>(date.year()) - (date.month() < std::chrono::April ? 1 : 0);
}

/// "2024-04-01"
std::string to_string(Day day);

}  // namespace sim
