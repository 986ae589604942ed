#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "models/practices/practice.hpp"

namespace models {
namespace {

using sim::io::Block;

constexpr std::array<std::string_view, ordinary_purposes> purpose_labels{"known", "new", "urgent"};
constexpr std::array<std::string_view, 2> half_labels{"morning", "afternoon"};
constexpr std::span<const std::string_view> book_role_labels{role_labels.data(), book_roles};
constexpr std::array<std::string_view, head_kinds> head_kind_labels{"adult", "adult_eligible", "child",
                                                                    "child_eligible"};
constexpr double all = 100;         // per cent
constexpr double hundredth = 0.01;  // UDA and pounds are kept in hundredths

/// Numbers that are kept whole: `allowed.step` refuses all others.
bool whole_numbers(Block& block, const std::string& key, std::span<int> out,
                   std::span<const std::string_view> labels, const sim::io::Allowed& allowed)
{
  std::vector<double> values(out.size());
  if (!block.numbers(key, values, labels, allowed)) return false;
  std::transform(values.begin(), values.end(), out.begin(),
                 [](double v) { return static_cast<int>(std::lround(v)); });
  return true;
}

void percentage(Block& block, const char* key, PerMille& out, sim::io::Allowed allowed)
{
  allowed.step = 0.1;  // per cent are kept in per mille
  double value = 0;
  block.number(key, value, allowed);
  out = per_mille(value);
}

void check_filled(Block& block, const ClinicianSettings& settings)
{
  const double least = settings.filled_floor, most = settings.filled_floor + settings.filled_span;
  if (settings.filled_mean > least && settings.filled_mean < most) return;
  block.fault_among(
      {"filled_floor", "filled_span", "filled_mean"},
      fmt::format(
          "'filled_mean' is {} (allowed: above {} and below {:.6g}, which are 'filled_floor' = {} and "
          "'filled_floor' + 'filled_span' = {} + {}: a mean lies between the least and the greatest) "
          "write a mean of, say, {:.6g}, or move the floor or the span",
          settings.filled_mean, least, most, least, least, settings.filled_span, (least + most) / 2));
}

/// All purposes together fit into a session.
void check_reserved(Block& block, const std::string& key, std::span<const int> minutes)
{
  constexpr int session = units_per_session * minutes_per_unit;
  const int sum = std::accumulate(minutes.begin(), minutes.end(), 0);
  if (sum > session)
    block.fault(key,
                fmt::format("'{}' is {}, together {} min (allowed: 0 to {} min, the length of a session) "
                            "reserve {} min less",
                            key, fmt::join(minutes, " + "), sum, session, sum - session));
}

void read_settlement(Block& block, ContractSettings& out)
{
  percentage(block, "full_pay_from", out.full_pay_from,
             {"%", 0, 100, "delivery below this share of the target is recovered"});
  percentage(block, "relaxed_pay_from", out.relaxed_pay_from, {"%", 0, 100, "the same in the relaxed year"});
  block.integer("relaxed_year", out.relaxed_year,
                {"", 1900, 2100, "contract year with the relaxed threshold, by its first calendar year"});
  percentage(block, "credit_to", out.credit_to,
             {"%", 100, 200, "delivery above 100 % and up to here is credited to the next year"});
  percentage(block, "paid_to", out.paid_to,
             {"%", 100, 200, "delivery up to here is paid while the offer stands"});
}

void read_foundation(Block& block, ContractSettings& out)
{
  double uda = 0, pay = 0;
  block.number(
      "foundation_uda", uda,
      {"UDA", 0, 20000,
       "activity expected of a foundation dentist a year, to which the book is paced (0 = not paced)",
       hundredth});
  block.number("foundation_pay", pay,
               {"GBP", 0, 1e6, "service payment for a foundation dentist a year", hundredth});
  out.foundation_uda = {std::llround(uda * static_cast<double>(hundredths_per_uda))};
  out.foundation_pay = {std::llround(pay * static_cast<double>(pence_per_pound))};
}

void first_of_a_contract_year(Block& block, sim::Day& from)
{
  if (block.date("from", from, "first day of the contract year with which it begins") &&
      !block.describing() && elapsed_year(from) > 0)
    block.fault("from", fmt::format("'from' lies within a contract year (allowed: 1 April, since a year is "
                                    "settled as a whole) write {}-04-01",
                                    sim::contract_year(from)));
}

void read_set_aside(Block& block, SetAside& out)
{
  percentage(
      block, "share", out.share,
      {"%", 0, 100, "of every contract's value and activity set aside for urgent care paid by the course"});
  first_of_a_contract_year(block, out.from);
}

void read_by_head(Block& block, ByHeadSettings& out)
{
  constexpr double thousandth = 0.001;
  double share = 0;
  if (block.number("share", share,
                   {"", 0, 1, "of every contract's value paid by the head, and asked for no more in units",
                    thousandth}))
    out.share = per_mille(share * all);
  first_of_a_contract_year(block, out.from);
  std::array<double, head_kinds> fees{};
  block.numbers(
      "fees", fees, head_kind_labels,
      {"GBP/year", 0, 10'000, "for each resident whose usual practice it is, paid by the month", hundredth});
  std::transform(fees.begin(), fees.end(), out.fees.begin(), [](double pounds) {
    return Pence{std::llround(pounds * static_cast<double>(pence_per_pound))};
  });
  block.flag("neutral", out.neutral,
             "whether fees are scaled, month by month, so that an ICB pays by the head what the share is "
             "worth");
  block.number("looks_ahead", out.looks_ahead_years,
               {"year", 0, 10, "of a new patient's fee that a practice reckons with when it chooses (E2)"});
}

}  // namespace

void read(sim::io::Block& block, ClinicianSettings& out)
{
  block.number("uda_per_session", out.uda_per_session,
               {"UDA", 0.1, 100, "activity of a session of 3.5 h, for establishments"});
  block.number("weeks_worked", out.weeks_worked,
               {"week", 1, 50, "weeks a year at work, leave and bank holidays apart"});
  const bool floor_read =
      block.number("filled_floor", out.filled_floor,
                   {"", 0, 2, "least share of a practice's posts that is filled in the long run"});
  const bool span_read =
      block.number("filled_span", out.filled_span, {"", 0.01, 2, "range of that share above its floor"});
  const bool mean_read =
      block.number("filled_mean", out.filled_mean, {"", 0, 2, "mean filled share over practices"});
  block.number("filled_concentration", out.filled_concentration,
               {"", 0.1, 1000, "concentration of its beta distribution: higher is more alike"});
  block.number("vacancy_factor", out.vacancy_factor,
               {"", 0, 4, "factor on every practice's unfilled share: 0.5 halves the vacancies"});
  block.number("rural_vacancy", out.rural_vacancy,
               {"", 0, 4, "factor on the unfilled share of practices in rural areas, beside vacancy_factor"});
  block.number("leave_rate", out.leave_rate, {"1/year", 0, 5, "leavers per filled post"});
  block.number("fill_days", out.fill_days, {"day", 0, 3650, "mean time until a post in turnover is filled"});
  block.number("nhs_share", out.nhs_share,
               {"", 0.01, 1, "NHS share of a clinician's sessions at ordinary pay"});
  whole_numbers(block, "sessions_per_post", out.sessions_per_post, book_role_labels,
                {"session", 1, 10, "NHS half-days a week of a full post, by role", 1});
  const bool therapists_read =
      block.number("therapist_share", out.therapist_share,
                   {"%", 0, 100, "therapists' share of an establishment's sessions"});
  const bool hygienists_read =
      block.number("hygienist_share", out.hygienist_share,
                   {"%", 0, 100, "hygienists' share of an establishment's sessions"});
  block.number("training_practices", out.training_practices,
               {"%", 0, 100, "practices with a foundation dentist"});
  block.number(
      "sessions_per_chair", out.sessions_per_chair,
      {"session", 1, 10, "sessions a week that a chair is planned for, where surgeries are not known"});
  block.number("nurses_per_chair", out.nurses_per_chair, {"", 0.1, 4, "nurses at work per chair"});
  block.numbers("supervision", out.supervision, std::span{book_role_labels}.last(supervised_roles),
                {"min", 0, 105, "of a dentist's time for each session of another role"});
  block.number("extended_duty_nurses", out.extended_duty_nurses,
               {"%", 0, 100, "practices with an extended-duty nurse, who takes part of a child's check-up"});
  block.number("nurse_minutes", out.nurse_minutes,
               {"min", 0, 30, "of a child's check-up that she takes over: varnish and advice"});
  block.number("new_starters", out.new_starters,
               {"1/year", 0, 5, "rate at which dentists come for posts that stand empty for good"});
  block.date("new_starters_from", out.new_starters_from, "first day on which they may");
  if (block.describing()) return;
  if (floor_read && span_read && mean_read) check_filled(block, out);
  if (therapists_read && hygienists_read && out.therapist_share + out.hygienist_share > all)
    block.fault_among(
        {"therapist_share", "hygienist_share"},
        fmt::format("'therapist_share' is {} and 'hygienist_share' is {}, together {} % (allowed: 0 "
                    "to 100 % of an establishment's sessions) lower one of them",
                    out.therapist_share, out.hygienist_share, out.therapist_share + out.hygienist_share));
}

void read(sim::io::Block& block, ContractSettings& out)
{
  read_settlement(block, out);
  read_foundation(block, out);
  block.number("forecast_prior_years", out.forecast_prior_years,
               {"year", 0, 10, "weight of last year's rate in the forecast of delivery"});
  block.number("supply_elasticity", out.supply_elasticity,
               {"", 0, 5, "E1: elasticity of the NHS share to pay"});
  block.number("supply_delay", out.supply_delay_days,
               {"day", 1, 3650, "E1: mean delay with which the NHS share follows pay"});
  block.number("supply_ceiling", out.supply_ceiling, {"", 0.01, 1, "E1: highest NHS share"});
  block.number("mix_theta", out.mix_theta,
               {"", 0, 10, "E2: how strongly the mix of patients follows pay per expected minute"});
  block.number(
      "acceptance_base", out.acceptance_base,
      {"", -20, 20, "E3: log odds of accepting a new patient with no wait target, room or price in play"});
  block.number("acceptance_wait", out.acceptance_wait,
               {"", 0, 20, "E3: weight of the wait for a first appointment"});
  block.number("acceptable_wait", out.acceptable_wait_days,
               {"day", 1, 730, "E3: wait at which that weight changes its sign"});
  block.number("acceptance_room", out.acceptance_room,
               {"", 0, 20, "E3: weight of the room left in the contract"});
  block.number("hand_back_rate", out.hand_back_rate,
               {"%", 0, 100, "E8: contracts handed back a year, at no short year and the mean UDA value"});
  block.number("hand_back_short_years", out.hand_back_short_years,
               {"", 0, 5, "E8: log hazard per year of short delivery"});
  block.number("hand_back_value", out.hand_back_value,
               {"", 0, 10, "E8: power of mean UDA value over the practice's"});
  block.numbers("uplift", out.uplift, patient_kind_labels,
                {"%", -100, 1000, "uplift of plain UDA by kind of patient"});
  block.date("uplift_from", out.uplift_from, "first day of the uplift");
  block.block("by_head", "part of every contract paid by the head (capitation)",
              [&](Block& inner) { read_by_head(inner, out.by_head); });
  block.block("set_aside", "part of every contract set aside for urgent care",
              [&](Block& inner) { read_set_aside(inner, out.set_aside); });
}

void read(sim::io::Block& block, BookSettings& out)
{
  block.integer("horizon", out.horizon_days, {"day", 7, ring_days - 2, "books are open so many days ahead"});
  whole_numbers(block, "release", out.release_days, purpose_labels,
                {"day", -1, ring_days, "reserved time opens to all so many days ahead (-1 = never)", 1});
  for (std::size_t half = 0; half < half_labels.size(); ++half) {
    std::array<int, ordinary_purposes> minutes{};
    const std::string key = fmt::format("reserved_{}", half_labels[half]);
    const bool was_read =
        whole_numbers(block, key, minutes, purpose_labels,
                      {"min", 0, units_per_session * minutes_per_unit,
                       "reserved minutes of a dentist's session, by purpose", minutes_per_unit});
    for (std::size_t purpose = 0; purpose < ordinary_purposes; ++purpose)
      out.reserved_minutes[purpose][half] = minutes[purpose];
    if (was_read) check_reserved(block, key, minutes);
  }
}

}  // namespace models
