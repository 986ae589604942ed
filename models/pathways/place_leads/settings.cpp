#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/pathways/place_leads/place_leads.hpp"
#include "models/places/deployment.hpp"
#include "models/practices/working_days.hpp"

namespace models::place_leads {

namespace {

constexpr auto optional = sim::io::Presence::optional;
constexpr int session_minutes = units_per_session * minutes_per_unit;
constexpr double most_a_week = 5, most_weeks = 52;

}  // namespace

int Settings::a_year() const { return static_cast<int>(std::lround(sessions * weeks)); }

Pence Settings::fee() const { return {std::llround(static_cast<double>(session_fee.amount) * part_paid)}; }

std::vector<sim::Day> Settings::days_of(int year) const
{
  constexpr unsigned april = 4;
  const sim::Day first = sim::to_day(year, april, 1), next = sim::to_day(year + 1, april, 1);
  std::vector<sim::Day> days;
  const int all = a_year();
  days.reserve(static_cast<std::size_t>(all));
  for (int k = 0; k < all; ++k) {
    sim::Day day = first + (next - first) * k / all;
    while (!is_working_day(day)) ++day;
    days.push_back(day);
  }
  return days;
}

void read(sim::io::Block& block, Settings& out)
{
  block.date("start", out.start, "first day of leading");
  block.date("end", out.end, "its last day; without it there is no end", optional);
  block.texts("places", out.places, "Places that have a lead; without them, all", optional);
  out.places_where = block.where("places");
  block.texts("named", out.named, "ids of practices whose clinicians lead; elsewhere the largest contract",
              optional);
  out.named_where = block.where("named");
  block.number("sessions", out.sessions, {"session/week", 0, most_a_week, "of each lead; 0 = nobody leads"});
  block.number("weeks", out.weeks, {"week", 0, most_weeks, "with sessions, in a year"});
  block.integer("minutes", out.minutes, {"min", 0, session_minutes, "length of a session", minutes_per_unit});
  block.integer("notice", out.notice, {"d", 0, 180, "so long ahead their books keep the time free"});
  read_pounds(block, "session_fee", out.session_fee, "GBP", "for a session");
  block.number("part_paid", out.part_paid,
               {"", 0, 1, "share of the fee that is paid, where it is split by attendance at meetings"});
  read_pounds(block, "training", out.training, "GBP", "training in leadership, once for each lead");
  block.block("effect", "what leading does for others; nothing unless a study assumes it",
              [&](sim::io::Block& inner) {
                inner.number("adoption", out.adoption,
                             {"", 0, 10,
                              "time passes 1 + so many times as fast for projects being rolled out in the "
                              "Place, with a session a week"});
                inner.number("referrals", out.referrals,
                             {"", 0, 1,
                              "share of the odds of an inappropriate referral that goes away, with a "
                              "session a week"});
              });
  check_order(block, "start", out.start, "end", out.end);
}

}  // namespace models::place_leads
