// Budgets of programmes as Places and Offices keep them: settings, purses, pots, and the letters between them.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "models/finance/budget.hpp"
#include "models/places/letter.hpp"
#include "models/population/geography.hpp"
#include "sim/clock.hpp"
#include "sim/io/config_block.hpp"
#include "sim/recorder.hpp"

namespace models {

class Place;
class Office;

/// The budget of one programme: [budget.NAME].
struct BudgetSettings {
  std::size_t pathway = 0;  // of the roster
  Budget budget;
};
void read(sim::io::Block& block, BudgetSettings& out);

/// What an order of a programme did, by Place and month.
struct BudgetMeasures {
  sim::Counter committed, unfunded;  // [month, programme]
};
BudgetMeasures declare_budgets(sim::Layout& layout, const std::vector<std::string>& programmes);

/// The budgets of a scenario.
struct Budgets {
  std::span<const BudgetSettings> settings;
  BudgetMeasures measures;
};

/// The first day after `day` on which an order that was refused may find money: the day after budgets have been shared out.
inline sim::Day next_money(sim::Day day)
{
  return sim::first_day_of_month(sim::month_index(day - 1) + 1) + 1;
}

/// What a letter about a budget says; it stands in the letter's `service`, pence in its activity, the pathway in `tries`,
/// the Place in `person`.
enum class BudgetWord : std::uint8_t { returned, wanted, dearest, granted };

/// A Place's purses.
class Purses {
 public:
  Purses(const Geography& geography, std::size_t place, const Budgets& budgets);
  /// The first day, or the first of a month: told to the Office.
  void open_month(Place& place, sim::Day day);
  void read(const Letter& letter);
  /// `due`: the day on which it is held and paid, in this contract year or the next.
  bool affords(const Place& place, std::size_t pathway, Pence amount, sim::Day due) const;
  bool commit(Place& place, std::size_t pathway, Pence amount, sim::Day due);
  /// `year`: the contract year whose money it was.
  void uncommit(Place& place, std::size_t pathway, Pence amount, int year);

 private:
  static constexpr std::size_t none = ~std::size_t{0};
  std::size_t of(std::size_t pathway) const;  // none: it has no budget
  Pence share_of_year(std::size_t budget, sim::Day day) const;

  const Budgets& budgets_;
  std::int64_t people_ = 0, of_people_ = 0;  // of the Place, of its ICB
  std::vector<Purse> purses_;                // by budget
  bool has_begun_ = false;
};

/// An Office's pots.
class Pots {
 public:
  Pots(const Geography& geography, std::size_t office, const Budgets& budgets);
  void read(const Letter& letter);
  /// After the letters of a round: what came on the first of a month is shared out.
  void play(Office& office);

 private:
  struct Programme {
    Pot pot;
    std::vector<Pence> wanted;  // by Place of the ICB
    Pence dearest;
    bool has_news = false;
  };
  void turn_year(Programme& programme, const Budget& budget, sim::Day day);

  const Budgets& budgets_;
  std::vector<std::size_t> places_;
  std::vector<std::int64_t> people_;
  std::vector<Programme> programmes_;  // by budget
  int year_ = 0;                       // contract year that the pots are of; 0 = none yet
};

}  // namespace models
