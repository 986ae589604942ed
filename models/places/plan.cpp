#include "models/places/plan.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "models/finance/grouped.hpp"
#include "models/places/deployment.hpp"
#include "models/population/population.hpp"

namespace models {

namespace {

constexpr double percent = 100;

/// Without decimals where there are none.
std::string grouped(double amount)
{
  constexpr double parts = 100;
  const double hundredths = std::round(amount * parts);
  return models::grouped(hundredths / parts, std::fmod(hundredths, parts) == 0 ? 0 : 2);
}

std::string period_in_words(Days period)
{
  return fmt::format("{} to {}", sim::to_string(period.first), sim::to_string(period.last));
}

}  // namespace

Days common(Days a, Days b) { return {std::max(a.first, b.first), std::min(a.last, b.last)}; }

double months_in(Days period)
{
  double months = 0;
  for (sim::Day day = period.first; day <= period.last;) {
    const int month = sim::month_index(day);
    const sim::Day begins = sim::first_day_of_month(month), next = sim::first_day_of_month(month + 1);
    const sim::Day until = std::min<sim::Day>(period.last + 1, next);
    months += static_cast<double>(until - day) / static_cast<double>(next - begins);
    day = until;
  }
  return months;
}

double weeks_in(Days period, double weeks_a_year)
{
  constexpr double months_a_year = 12;
  return months_in(period) / months_a_year * weeks_a_year;
}

void read(sim::io::Block& block, const std::vector<std::string>& programmes, PlanStatement& out)
{
  std::vector<std::string_view> names{programmes.begin(), programmes.end()};
  names.emplace_back("all");
  block.choice("programme", out.programme, names, "the pathway that the statement is of, or all of them");
  block.texts("without", out.without, "where all are meant: but these", sim::io::Presence::optional);
  if (!block.describing())
    for (const std::string& name : out.without)
      if (std::find(programmes.begin(), programmes.end(), name) == programmes.end())
        block.fault("without",
                    sim::io::suggest(fmt::format("unknown programme '{}' (allowed: a pathway)", name),
                                     sim::io::did_you_mean(name, programmes)));
  int quantity = 0;
  block.choice("quantity", quantity, plan_quantity_labels, "what is counted");
  out.quantity = static_cast<PlanQuantity>(quantity);
  block.text("item", out.item, "of that quantity only what `check` calls so; without it, all",
             sim::io::Presence::optional);
  block.date("from", out.period.first, "first day of the period that the plan means");
  block.date("until", out.period.last, "its last day");
  constexpr double most = 1e12;
  block.number("says", out.says,
               {block.describing() ? "" : plan_quantity_units[static_cast<std::size_t>(quantity)], 0, most,
                "what the document says, in the quantity's unit"});
  block.number("within", out.within, {"%", 0, percent, "apart by no more, they agree: the plan is rounded"},
               sim::io::Presence::optional);
  check_order(block, "from", out.period.first, "until", out.period.last);
}

double in_pounds(Pence amount)
{
  return static_cast<double>(amount.amount) / static_cast<double>(pence_per_pound);
}

std::string in_words(PlanQuantity quantity, double amount)
{
  const char* unit = plan_quantity_units[static_cast<std::size_t>(quantity)];
  if (quantity == PlanQuantity::cost || quantity == PlanQuantity::fee)
    return fmt::format("{} {}", unit, grouped(amount));
  constexpr double counted_whole = 100;  // parts of an appointment say nothing among hundreds
  if (std::abs(amount) >= counted_whole) amount = std::round(amount);
  if (quantity == PlanQuantity::uda) return fmt::format("{} {}", grouped(amount), unit);
  if (quantity == PlanQuantity::people)
    return fmt::format("{} {}", grouped(amount), amount == 1 ? "person" : "people");
  return fmt::format("{} {}{}", grouped(amount), unit, amount == 1 ? "" : "s");
}

std::string verdict(const PlanStatement& statement, std::string_view programme,
                    const std::vector<PlanFigure>& of)
{
  double amount = 0;
  std::vector<std::string> sums, items;
  bool is_known = false;
  for (const PlanFigure& figure : of) {
    if (figure.quantity != statement.quantity) continue;
    if (const std::string item = "'" + figure.item + "'"; std::ranges::find(items, item) == items.end())
      items.push_back(item);
    if (!statement.item.empty() && figure.item != statement.item) continue;
    amount += figure.amount;
    if (figure.amount != 0) sums.push_back(figure.sum);
    is_known = true;
  }
  const std::string head = fmt::format(
      "{}: {}, {}, {}", statement.name, programme, period_in_words(statement.period),
      statement.item.empty() ? std::string{plan_quantity_labels[static_cast<std::size_t>(statement.quantity)]}
                             : statement.item);
  const std::string says = fmt::format("the plan says {}", in_words(statement.quantity, statement.says));
  if (!is_known)
    return fmt::format("{}: the settings say nothing of it{}; {}: DIFFERS", head,
                       items.empty() ? "" : fmt::format(" (but of {})", fmt::join(items, ", ")), says);
  if (sums.empty()) sums.emplace_back("nothing");
  const std::string comes_to =
      fmt::format("{} = {}", fmt::join(sums, " + "), in_words(statement.quantity, amount));
  const double apart = statement.says - amount;
  constexpr double rounding = 0.005;  // half a penny, or less than any other unit
  if (std::abs(apart) <= std::max(rounding, statement.within / percent * std::abs(amount)))
    return fmt::format("{}: {}; {}: agrees", head, comes_to, says);
  std::string part;
  const bool adds_up = statement.quantity != PlanQuantity::fee &&
                       statement.quantity != PlanQuantity::practices &&
                       statement.quantity != PlanQuantity::sites && statement.quantity != PlanQuantity::homes;
  if (amount > 0 && adds_up)
    part =
        fmt::format(", {:.1f} % of it: enough for {:.1f} of {:.1f} months", statement.says / amount * percent,
                    statement.says / amount * months_in(statement.period), months_in(statement.period));
  return fmt::format("{}: {}; {}{}: DIFFERS by {}", head, comes_to, says, part,
                     in_words(statement.quantity, std::abs(apart)));
}

}  // namespace models
