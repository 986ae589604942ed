#include "models/need/care_seeking.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "sim/distributions.hpp"

namespace models {

namespace {

constexpr double days_per_month = days_per_year / 12;
constexpr std::size_t first_adult_band = need_age(adult_age);
constexpr std::array<std::string_view, oral_states> oral_labels{
    "sound",  "enamel_decay",   "dentinal_decay",   "pulpal",       "treated_child",
    "stable", "active_disease", "urgent_condition", "treated_adult"};
/// By its mean, coefficient of variation and limits, months.
sim::Staircase recall_days(double mean, double cv, double least, double most)
{
  return sim::Staircase{
      [interval = sim::Lognormal::by_median(mean / std::sqrt(1 + cv * cv), cv), least, most](double u) {
        return static_cast<int>(std::clamp(interval.at(u), least, most) * days_per_month);
      }};
}

constexpr std::array<std::string_view, first_years> first_year_labels{"0", "1", "2"};
constexpr std::array<std::string_view, 2> hour_labels{"from", "to"};
constexpr std::array<std::string_view, 2> anxiety_labels{"anxious", "phobic"};
constexpr std::array<std::string_view, 4> outcome_labels{"nothing", "private", "a_and_e", "gp"};

}  // namespace

void read(sim::io::Block& block, CareSeekingSettings& out)
{
  block.block("patterns", "attendance patterns: shares of each age and odds by deprivation class",
              [&](sim::io::Block& table) {
                for (std::size_t p = 0; p < patterns; ++p) {
                  table.block(pattern_labels[p], "one attendance pattern", [&](sim::io::Block& one) {
                    one.numbers("share", out.share[p], need_age_labels,
                                {"%", 0, 100,
                                 "share of each age in deprivation class 3; scaled to 100 % over patterns"});
                    one.numbers("odds", out.odds[p], deprivation_labels,
                                {"", 0, 20, "factor on the odds by deprivation class"});
                  });
                }
              });
  block.numbers("begin_first_years", out.begin_first_years, first_year_labels,
                {"1/year", 0, 5, "hazard of beginning to seek dental care at the ages of 0, 1 and 2"});
  block.numbers("begin", out.begin, need_age_labels, {"1/year", 0, 5, "the same from the age of 3 on"});
  block.number("search_adult", out.search_adult,
               {"1/year", 0, 12, "searches of a regular adult without a practice"});
  block.number("search_child", out.search_child,
               {"1/year", 0, 12, "searches of a regular child without a practice"});
  block.number("occasional_adult", out.occasional_adult,
               {"1/year", 0, 4, "check-ups asked for by an occasional adult"});
  block.number("occasional_child", out.occasional_child,
               {"1/year", 0, 4, "check-ups asked for by an occasional child"});
  block.number("private_attends", out.private_attends,
               {"", 0, 1, "share of private patients who attend regularly"});
  block.number("private_interval", out.private_interval, {"month", 1, 36, "mean interval of private visits"});
  block.number("private_spread", out.private_spread,
               {"", 0, 1, "private visits lie 1 - s to 1 + s intervals apart, uniformly"});
  block.numbers("acute", out.acute, need_age_labels, {"1/year", 0, 2, "onset of an acute episode"});
  block.numbers("acute_by_pattern", out.acute_by_pattern, pattern_labels,
                {"", 0, 10, "factor on acute by attendance pattern"});
  block.number("acute_without_practice", out.acute_without_practice,
               {"", 0, 10, "factor on acute for regular people without a practice"});
  block.numbers("acute_by_state", out.acute_by_state, oral_labels,
                {"", 0, 30, "factor on acute by oral-health state"});
  block.numbers("acute_asks", out.acute_asks, pattern_labels,
                {"", 0, 1, "share of acute episodes in which NHS urgent care is sought"});
  block.number("loss_adult", out.loss_adult,
               {"1/year", 0, 1, "linked adults who lose their usual practice by moving"});
  block.number("loss_child", out.loss_child,
               {"1/year", 0, 1, "linked children who lose their usual practice by moving"});
  block.number("lapse", out.lapse,
               {"month", 6, 120, "months unseen after which a practice no longer knows a patient"});
  block.number("retry_known", out.retry_known,
               {"d", 1, 365, "mean time until a known patient without an appointment asks again"});
  block.numbers("after_failure", out.after_failure, outcome_labels,
                {"%", 0, 100, "what people do after a failed attempt"});
  block.number("lead", out.lead, {"d", 0, 180, "days before the due date at which a recall is booked"});
  block.number("early", out.early, {"d", 0, 60, "days before the due date that a recall may be taken"});
  block.numbers(
      "linked_at_start", out.linked_at_start, need_age_labels,
      {"", 0, 1, "share of regular and occasional people with a usual practice on the first simulated day"});
  block.number(
      "earlier_visit", out.earlier_visit,
      {"", 0, 1, "share of the adults without a drawn NHS visit who had one before, on the first day"});
  block.number("earlier_visit_years", out.earlier_visit_years,
               {"year", 0, 40, "mean time since that visit, beyond 24 months"});
  block.number("recall_adult", out.recall_adult, {"month", 3, 24, "mean recall interval of adults by habit"});
  block.number("recall_child", out.recall_child,
               {"month", 3, 12, "mean recall interval of children by habit"});
  block.number("recall_spread", out.recall_spread,
               {"", 0, 2, "coefficient of variation of recall intervals"});
  if (block.numbers("office_hours", out.office_hours, hour_labels,
                    {"h", 0, 24, "hours of the day between which people ask, from and to"}) &&
      !block.describing() && out.office_hours[1] <= out.office_hours[0])
    block.fault("office_hours", "the hours end before they begin (from, to)");
  block.numbers("off_anxious", out.off_anxious, anxiety_labels,
                {"", 0, 1, "chance that an adult puts off asking for routine care, by anxiety"});
  block.number("off_after_failure", out.off_after_failure,
               {"", 0, 1, "chance that somebody whose last attempt failed puts off asking"});
  block.number("off_after_bad_visit", out.off_after_bad_visit,
               {"", 0, 1, "chance that a child is not taken to the dentist, for each bad visit remembered"});
  block.number(
      "siblings_within", out.siblings_within,
      {"d", 0, 365, "children of a family who would ask within so many days come along with the first"});
  block.number("siblings_together", out.siblings_together,
               {"", 0, 1, "share of families whose children come along"});
  block.number("recall_least", out.recall_least, {"month", 1, 12, "shortest recall interval"});
  block.number("recall_most_adult", out.recall_most_adult,
               {"month", 3, 36, "longest recall interval of adults"});
  block.number("recall_most_child", out.recall_most_child,
               {"month", 3, 24, "longest recall interval of children"});
}

std::uint32_t asking_minute(const CareSeekingSettings& settings, std::uint32_t row)
{
  constexpr std::uint32_t golden = 2654435761u;  // Knuth's multiplicative hash
  constexpr double minutes_per_hour = 60;
  const auto opens = static_cast<std::uint32_t>(settings.office_hours[0] * minutes_per_hour);
  const auto closes = static_cast<std::uint32_t>(settings.office_hours[1] * minutes_per_hour);
  return opens + (row * golden >> 16) % (closes - opens);
}

CareSeeking::CareSeeking(const CareSeekingSettings& settings)
    : settings_{settings},
      table_(need_ages * deprivation_classes * 256),
      recall_adult_{recall_days(settings.recall_adult, settings.recall_spread, settings.recall_least,
                                settings.recall_most_adult)},
      recall_child_{recall_days(settings.recall_child, settings.recall_spread, settings.recall_least,
                                settings.recall_most_child)}
{
  for (std::size_t age = 0; age < need_ages; ++age)
    for (std::size_t dep = 0; dep < deprivation_classes; ++dep) {
      double weight[patterns];
      double sum = 0;
      for (std::size_t p = 0; p < patterns; ++p)
        sum += weight[p] = settings.share[p][age] * settings.odds[p][dep];
      std::size_t p = 0;
      double up_to = weight[0] / sum;
      for (std::size_t rank = 0; rank < 256; ++rank) {
        while (p + 1 < patterns && (static_cast<double>(rank) + 0.5) / 256 > up_to)
          up_to += weight[++p] / sum;
        table_[(age * deprivation_classes + dep) * 256 + rank] = static_cast<Pattern>(p);
      }
    }
  constexpr auto adult_states = static_cast<std::size_t>(OralState::stable);
  for (std::size_t p = 0; p < patterns; ++p)
    for (std::size_t age = 0; age < need_ages; ++age) {
      const bool child = age < first_adult_band;
      for (std::size_t state = child ? 0 : adult_states; state < (child ? adult_states : oral_states);
           ++state)
        for (const bool has_practice : {false, true}) {
          const double rate =
              acute_rate(static_cast<Pattern>(p), age, static_cast<OralState>(state), has_practice);
          acute_ceiling_[p][age] = std::max(acute_ceiling_[p][age], rate);
        }
    }
}

double CareSeeking::acute_rate(Pattern pattern, std::size_t age_band, OralState state,
                               bool has_practice) const
{
  const auto p = static_cast<std::size_t>(pattern);
  const double without = pattern == Pattern::regular && !has_practice ? settings_.acute_without_practice : 1;
  return settings_.acute[age_band] * settings_.acute_by_pattern[p] * settings_.acute_asks[p] *
         settings_.acute_by_state[static_cast<std::size_t>(state)] * without;
}

double CareSeeking::begun_by(double age) const
{
  double hazard = 0;
  for (int years = 0; years < age; ++years) hazard += begin_rate(years) * std::min(age - years, 1.0);
  return -std::expm1(-hazard);
}

double CareSeeking::loss_rate(std::size_t age_band, bool has_practice) const
{
  return has_practice ? loss_ceiling(age_band) : 0;
}

double CareSeeking::loss_ceiling(std::size_t age_band) const
{
  return age_band < first_adult_band ? settings_.loss_child : settings_.loss_adult;
}

int CareSeeking::days_to_next_ask(Pattern pattern, std::size_t age_band, bool has_practice, double u) const
{
  const bool child = age_band < first_adult_band;
  double rate = 0;
  if (pattern == Pattern::regular && !has_practice)
    rate = child ? settings_.search_child : settings_.search_adult;
  if (pattern == Pattern::regular && has_practice)
    return 1 + static_cast<int>(sim::exponential(u, settings_.retry_known));
  if (pattern == Pattern::occasional) rate = child ? settings_.occasional_child : settings_.occasional_adult;
  if (rate <= 0) return 0;
  return 1 + static_cast<int>(sim::exponential(u, days_per_year / rate));
}

int CareSeeking::days_to_private_visit(double u) const
{
  const double spread = settings_.private_spread;
  return 1 + static_cast<int>(settings_.private_interval * days_per_month * (1 - spread + 2 * spread * u));
}

double CareSeeking::chance_of_putting_off(int temper, bool child, const PersonState& state) const
{
  double asks = state.has(PersonState::last_try_failed) ? 1 - settings_.off_after_failure : 1;
  if (child)
    for (int bad = state.bad_visits(); bad > 0; --bad) asks *= 1 - settings_.off_after_bad_visit;
  else if (temper > 0)
    asks *= 1 - settings_.off_anxious[static_cast<std::size_t>(temper) - 1];
  return 1 - asks;
}

bool CareSeeking::attends_private(const Person& person) const
{
  return person.health < settings_.private_attends * 256;
}

}  // namespace models
