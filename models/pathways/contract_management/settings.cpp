#include "models/pathways/contract_management/settings.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "models/places/deployment.hpp"

namespace models::contract_management {

namespace {

using sim::io::Block;

constexpr std::array<std::string_view, quarters> quarter_labels{"April to June", "July to September",
                                                                "October to December", "January to March"};
constexpr double hundredth = 0.01;  // UDA are kept in hundredths
constexpr double most_units = 1e9;
constexpr double per_whole = static_cast<double>(thousandths_per_whole);

/// "2023/24" as 2023.
std::optional<int> contract_year(const std::string& text)
{
  constexpr std::size_t slash = 4, length = 7;
  constexpr int century = 100;
  if (text.size() != length || text[slash] != '/') return std::nullopt;
  for (std::size_t i = 0; i < length; ++i)
    if (i != slash && (text[i] < '0' || text[i] > '9')) return std::nullopt;
  const int year = std::stoi(text.substr(0, slash));
  return std::stoi(text.substr(slash + 1)) == (year + 1) % century ? std::optional{year} : std::nullopt;
}

void year_fault(Block& block, const char* key, const std::string& text)
{
  block.fault(key, fmt::format("'{}' is no contract year (one runs from April to March, and is written as in "
                               "\"2023/24\") write the two years in that way",
                               text));
}

void read_years(Block& block, ContractYears& out, const char* about)
{
  std::vector<std::string> texts;
  block.texts("years", texts, about);
  for (const std::string& text : texts) {
    if (const auto year = contract_year(text))
      out.push_back(*year);
    else
      year_fault(block, "years", text);
  }
}

void read_offer(Block& block, OverDeliveryOffer& out)
{
  read_years(block, out.years,
             "contract years in which delivery above 100 % is paid, up to contract.paid_to; none = no offer");
  block.integer("known_after", out.known_after,
                {"month", 0, months_per_year - 1,
                 "months of such a year after which practices know of the offer and reckon with it"});
}

void read_review(Block& block, MidYearReview& out)
{
  constexpr double tenth = 0.1;
  read_years(block, out.years,
             "contract years in which contracts are reviewed at 30 September; none = no review");
  double below = 0;
  block.number("below", below,
               {"%", 0, 100, "of the year's target: who has delivered less submits an action plan", tenth});
  out.threshold = per_mille(below);
  block.number("acceptance", out.acceptance,
               {"", -5, 5, "E3: added to the log odds of taking a new patient while an action plan lasts"});
  block.number("rebased", out.rebased,
               {"", 0, 1,
                "share of the contracts reviewed that are lowered to the forecast for the rest of the year; "
                "what they give up is let again"});
}

void read_warning(Block& block, EarlyWarning& out)
{
  block.number("forecast", out.forecast,
               {"", 0, 1.5, "a sign: delivery forecast below this share of the target"});
  block.integer(
      "short_years", out.short_years,
      {"year", 0, 20, "a sign: so many years in a row settled below what is paid in full; 0 = none"});
  block.number("staffed", out.filled,
               {"", 0, 1.5, "a sign: fewer sessions staffed than this share of what the contract takes"});
  block.integer("signs", out.signs, {"", 0, 3, "that make a flag; 0 = nobody is flagged"});
  block.number("hand_back", out.hand_back,
               {"", -3, 3, "E8: added to the log hazard of a hand-back while a practice is flagged"});
}

void read_flexible(Block& block, FlexibleSessions& out)
{
  constexpr double tenth = 0.1;
  read_years(block, out.years,
             "contract years in which part of every contract becomes sessions; none = never");
  double share = 0, most = 0;
  block.number("share", share,
               {"%", 0, 100, "of a contract's value and activity that becomes sessions", tenth});
  block.number("most", most, {"%", 0, 100, "that national rules let be flexed: no larger share is", tenth});
  out.share = per_mille(share);
  out.most = per_mille(most);
  constexpr std::array<std::string_view, 3> labels{"new", "urgent", "children"};
  constexpr std::array purposes_kept{Purpose::fresh, Purpose::urgent, Purpose::child};
  int kept_for = 0;
  if (block.choice("kept_for", kept_for, labels,
                   "whom the sessions are kept for until their time opens to all (books.release)"))
    out.kept_for = purposes_kept[static_cast<std::size_t>(kept_for)];
  read_pounds(block, "fee", out.fee, "GBP", "paid for a session held");
}

Uda units(double value) { return {std::llround(value * static_cast<double>(hundredths_per_uda))}; }

void read_trajectory(Block& block, Trajectory& out)
{
  std::string from;
  if (block.text("from", from, "first contract year for which the plan holds, as in \"2023/24\"")) {
    if (const auto year = contract_year(from))
      out.from = *year;
    else
      year_fault(block, "from", from);
  }
  std::array<double, quarters> planned{};
  block.numbers("units", planned, quarter_labels,
                {"UDA", 0, most_units, "planned in each quarter of a contract year; 0 = no plan", hundredth});
  for (std::size_t q = 0; q < quarters; ++q) out.planned[q] = units(planned[q]);
  double before = 0;
  block.number(
      "before_pandemic", before,
      {"UDA/year", 0, most_units,
       "delivered in a year before the pandemic, to which activity is compared; 0 = not known", hundredth});
  out.before_pandemic = units(before);
}

void read_opinion(Block& block, OpinionSettings& out)
{
  block.number("seen", out.seen, {"", 0, 1, "share satisfied of those whose care began at once"});
  block.number("half_life", out.half_life_days,
               {"d", 1, 1000, "days waited after which half as many are satisfied"});
  block.number("broken_off", out.broken_off,
               {"", 0, 1, "by so much smaller is that share where the course ended incomplete"});
  block.number("without_care", out.without_care,
               {"", 0, 1, "share satisfied of those whose request ended without care"});
}

void read_quality(Block& block, QualitySettings& out)
{
  block.number("fence", out.fence,
               {"", 0, 100,
                "an indicator is flagged so many interquartile ranges above the third quartile of the ICB's "
                "practices; 0 = none is"});
  block.integer("least_begun", out.least_begun,
                {"course", 1, 100'000, "begun in a quarter, from which a practice is judged"});
  block.integer("short_recall", out.recall_days,
                {"d", 1, 720, "by so many days sooner than risk suggests (NICE CG19) a recall is short"});
  block.integer(
      "return_within", out.return_days,
      {"d", 1, 720, "within so many days after their last course a patient who comes has returned"});
}

}  // namespace

void read(Block& block, Settings& out)
{
  const auto part = [&](const char* key, const char* about, auto& settings, auto read_part) {
    block.block(key, about, [&](Block& inner) { read_part(inner, settings); });
  };
  part("over_delivery", "the offer to pay for delivery above 100 %", out.levers.offer, read_offer);
  part("mid_year_review", "what becomes of contracts that are behind at 30 September", out.levers.review,
       read_review);
  part("early_warning", "signs by which a practice in trouble is flagged, month by month", out.levers.warning,
       read_warning);
  part("flexible", "flexible commissioning: sessions in place of units", out.levers.flexible, read_flexible);
  part("trajectory", "activity as planned, and as it was before the pandemic", out.trajectory,
       read_trajectory);
  part("quality", "which practices' records of a quarter are out of line", out.quality, read_quality);
  part("opinion", "what those say who tried to get care: a figure that acts on nothing", out.opinion,
       read_opinion);
}

std::int64_t satisfied_after(const OpinionSettings& settings, int days)
{
  return std::llround(per_whole * settings.seen * std::exp2(-days / settings.half_life_days));
}

Uda planned(const Trajectory& trajectory, int contract_year, int month)
{
  constexpr int of_a_quarter = months_per_year / static_cast<int>(quarters);
  if (contract_year < trajectory.from) return {};
  const Uda quarter = trajectory.planned[static_cast<std::size_t>(month / of_a_quarter)];
  return {instalment(quarter.hundredths, month % of_a_quarter, of_a_quarter)};
}

std::vector<PlanFigure> plan(const Geography& geography, const Settings& settings, Days period)
{
  constexpr auto per_uda = static_cast<double>(hundredths_per_uda);
  Uda in_period;
  int months = 0;
  for (int month = sim::month_index(period.first); month <= sim::month_index(period.last); ++month) {
    const sim::Day first = sim::first_day_of_month(month);
    if (first < period.first) continue;
    ++months;
    in_period += planned(settings.trajectory, sim::contract_year(first), month_of_contract_year(first));
  }
  std::int64_t contracted = 0;
  for (const PracticeSite& practice : geography.practices) contracted += practice.contracted_uda;
  const double a_year = static_cast<double>(contracted) / per_uda;
  std::vector<PlanFigure> figures{{PlanQuantity::uda, "contracted", a_year * months / months_per_year,
                                   fmt::format("{} practices' contracts, {:.0f} UDA a year x {} months",
                                               geography.practices.size(), a_year, months)}};
  const auto& [first, second, third, fourth] = settings.trajectory.planned;
  const auto whole = [](Uda quarter) { return static_cast<double>(quarter.hundredths) / per_uda; };
  if (in_period.hundredths > 0)
    figures.push_back({PlanQuantity::uda, "trajectory", whole(in_period),
                       fmt::format("{} months of {:.0f} + {:.0f} + {:.0f} + {:.0f} UDA a year", months,
                                   whole(first), whole(second), whole(third), whole(fourth))});
  return figures;
}

Uda part_of_place(const Geography& geography, std::size_t place, Uda whole)
{
  std::int64_t before = 0, here = 0, all = 0;  // whole UDA
  for (const PracticeSite& practice : geography.practices) {
    const std::int64_t contracted = practice.contracted_uda / hundredths_per_uda;
    all += contracted;
    before += practice.place < place ? contracted : 0;
    here += practice.place == place ? contracted : 0;
  }
  if (all == 0) return {};
  // running totals, rounded down; in two steps, since the product of both might not fit
  const auto up_to = [&](std::int64_t contracted) {
    return whole.hundredths / all * contracted + whole.hundredths % all * contracted / all;
  };
  return {up_to(before + here) - up_to(before)};
}

}  // namespace models::contract_management
