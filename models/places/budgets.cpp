#include "models/places/budgets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <numeric>

#include "models/places/deployment.hpp"
#include "models/places/office.hpp"
#include "models/places/place.hpp"
#include "models/places/sites.hpp"

namespace models {

namespace {

/// A letter has room for no more: all years of a budget together, since what is left may be carried over.
constexpr Pence most_of_years{40'000'000 * pence_per_pound};

std::uint32_t pence_of(Pence amount)
{
  REQUIRED(amount.amount >= 0 && amount.amount <= std::numeric_limits<std::uint32_t>::max(),
           "a budget's pence fit 32 bits");
  return static_cast<std::uint32_t>(amount.amount);
}

Letter letter_of(std::size_t place, sim::Minute minute, std::size_t pathway, BudgetWord word, Pence amount)
{
  Letter letter{.person = static_cast<std::uint32_t>(place),
                .minute = minute,
                .kind = LetterKind::budget,
                .service = static_cast<std::uint8_t>(word),
                .tries = static_cast<std::uint8_t>(pathway)};
  set_activity(letter, pence_of(amount));
  return letter;
}

std::size_t budget_of(const Budgets& budgets, std::size_t pathway)
{
  std::size_t k = 0;
  while (k < budgets.settings.size() && budgets.settings[k].pathway != pathway) ++k;
  return k;
}

}  // namespace

void read(sim::io::Block& block, BudgetSettings& out)
{
  double carried = 0;
  block.number(
      "carried_over", carried,
      {"%", 0, 100, "of what is left at the end of a contract year, added to the next year's money"});
  out.budget.carried_over = per_mille(carried);
  block.each("years", "the contract years with money, by their first calendar year",
             [&](const std::string& name, sim::io::Block& inner) {
               Pence pounds;
               read_pounds(inner, "pounds", pounds, "GBP/year", "for each ICB, shared by its Places");
               int year = 0;
               const char* const end = name.data() + name.size();
               const auto [at, error] = std::from_chars(name.data(), end, year);
               constexpr int first = 1970, last = 2100;
               if (!inner.describing() && (error != std::errc{} || at != end || year < first || year > last))
                 inner.fault("", "'" + name +
                                     "' is no contract year (allowed: 1970 to 2100, the calendar year "
                                     "in which it begins)");
               out.budget.years.emplace_back(year, pounds);
             });
  Pence all;
  for (const auto& [year, pounds] : out.budget.years) all += pounds;
  if (all > most_of_years)
    block.fault("years",
                fmt::format("the years' budgets come to GBP {} (allowed: at most {} together, since a letter "
                            "has room for no more) split the programme or its region",
                            all.amount / pence_per_pound, most_of_years.amount / pence_per_pound));
}

BudgetMeasures declare_budgets(sim::Layout& layout, const std::vector<std::string>& programmes)
{
  const int programme = layout.axis({"programme", programmes, {}, "1", "pathway with a budget of its own"});
  const auto declare = [&](const char* name, const char* unit, const char* about, sim::Cell cell) {
    return layout.declare(
        {"finance", name, unit, about, sim::Period::month, sim::Owner::place, cell, {programme}});
  };
  return {declare("committed", "pence", "ordered by programmes that have a budget, less what was called off",
                  sim::Cell::sum),
          declare("unfunded", "order", "orders not made since the programme's money was spent",
                  sim::Cell::count)};
}

Purses::Purses(const Geography& geography, std::size_t place, const Budgets& budgets)
    : budgets_{budgets}, people_{people_of(geography, place)}, purses_(budgets.settings.size())
{
  for (std::size_t p = 0; p < geography.places.size() && !purses_.empty(); ++p)
    if (geography.places[p].office == geography.places[place].office) of_people_ += people_of(geography, p);
}

std::size_t Purses::of(std::size_t pathway) const
{
  const std::size_t k = budget_of(budgets_, pathway);
  return k < purses_.size() ? k : none;
}

Pence Purses::share_of_year(std::size_t budget, sim::Day day) const
{
  return first_share(budgets_.settings[budget].budget.of(sim::contract_year(day)), people_, of_people_);
}

void Purses::open_month(Place& place, sim::Day day)
{
  const bool new_year = !has_begun_ || month_of_contract_year(day) == 0;
  has_begun_ = true;
  for (std::size_t k = 0; k < purses_.size(); ++k) {
    const Purse::Report report = purses_[k].report(new_year);
    const auto tell = [&](BudgetWord word, Pence amount) {
      place.send(place.office(), letter_of(place.index(), sim::minute_of(day, 0),
                                           budgets_.settings[k].pathway, word, amount));
    };
    tell(BudgetWord::returned, report.returned);
    tell(BudgetWord::wanted, std::min(report.wanted, most_of_years));  // a weight: who is refused asks often
    tell(BudgetWord::dearest, std::min(report.dearest, most_of_years));
    if (new_year) purses_[k].begin_year(share_of_year(k, day));
  }
}

void Purses::read(const Letter& letter)
{
  if (const std::size_t k = of(letter.tries); k != none) purses_[k].receive({activity(letter)});
}

bool Purses::affords(const Place& place, std::size_t pathway, Pence amount, sim::Day due) const
{
  const std::size_t k = of(pathway);
  if (k == none) return true;
  if (sim::contract_year(due) == sim::contract_year(place.today())) return purses_[k].affords(amount);
  return purses_[k].affords_next_year(amount, share_of_year(k, due));
}

bool Purses::commit(Place& place, std::size_t pathway, Pence amount, sim::Day due)
{
  const std::size_t k = of(pathway);
  if (k == none) return true;
  const bool is_this_year = sim::contract_year(due) == sim::contract_year(place.today());
  if (is_this_year ? !purses_[k].commit(amount)
                   : !purses_[k].commit_next_year(amount, share_of_year(k, due))) {
    place.tallies().add(budgets_.measures.unfunded, pathway);
    return false;
  }
  place.tallies().add_sum(budgets_.measures.committed, pathway, amount.amount);
  return true;
}

void Purses::uncommit(Place& place, std::size_t pathway, Pence amount, int year)
{
  const std::size_t k = of(pathway);
  if (k == none) return;
  const int years_ago = sim::contract_year(place.today()) - year;
  if (years_ago == 0)
    purses_[k].uncommit(amount);
  else
    purses_[k].uncommit_earlier(amount, years_ago, budgets_.settings[k].budget.carried_over);
  place.tallies().add_sum(budgets_.measures.committed, pathway, -amount.amount);
}

Pots::Pots(const Geography& geography, std::size_t office, const Budgets& budgets)
    : budgets_{budgets}, programmes_(budgets.settings.size())
{
  for (std::size_t p = 0; p < geography.places.size() && !programmes_.empty(); ++p) {
    if (geography.places[p].office != office) continue;
    places_.push_back(p);
    people_.push_back(people_of(geography, p));
  }
  for (Programme& programme : programmes_) programme.wanted.resize(places_.size());
}

void Pots::read(const Letter& letter)
{
  const std::size_t k = budget_of(budgets_, letter.tries);
  const auto at = std::lower_bound(places_.begin(), places_.end(), letter.person) - places_.begin();
  Programme& programme = programmes_[k];
  programme.has_news = true;
  const Pence amount{activity(letter)};
  const auto word = static_cast<BudgetWord>(letter.service);
  if (word == BudgetWord::returned)
    programme.pot.put(amount);
  else if (word == BudgetWord::wanted)
    programme.wanted[static_cast<std::size_t>(at)] = amount;
  else
    programme.dearest = std::max(programme.dearest, amount);
}

/// What Places took by themselves as the year began is no longer in the pot.
void Pots::turn_year(Programme& programme, const Budget& budget, sim::Day day)
{
  const Pence money = budget.of(sim::contract_year(day));
  programme.pot.turn_year(budget.carried_over, money);
  const std::int64_t all = std::accumulate(people_.begin(), people_.end(), std::int64_t{0});
  for (const std::int64_t people : people_) programme.pot.put(-first_share(money, people, all));
}

void Pots::play(Office& office)
{
  const sim::Day day = office.round().day;
  const bool new_year = sim::contract_year(day) != year_;
  for (std::size_t k = 0; k < programmes_.size(); ++k) {
    Programme& programme = programmes_[k];
    if (!programme.has_news) continue;
    programme.has_news = false;
    if (new_year) turn_year(programme, budgets_.settings[k].budget, day);
    const std::vector<Pence> share = programme.pot.share_out(programme.wanted, people_, programme.dearest);
    programme.dearest = {};
    for (std::size_t p = 0; p < places_.size(); ++p)
      if (share[p].amount > 0)
        office.send(places_[p], letter_of(places_[p], office.round_begins(), budgets_.settings[k].pathway,
                                          BudgetWord::granted, share[p]));
    year_ = sim::contract_year(day);
  }
}

}  // namespace models
