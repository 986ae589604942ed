// A programme's budget: so many pounds a contract year for each ICB, kept by its Office, drawn by its Places month by
// month. When it is spent nothing more is ordered.
//
// An Office has the pot, a Place a purse for each programme. On the first of a month a Place returns what it does not
// expect to need at once and says what it wanted in the month before, also what it had no money for; the Office shares
// out the pot the same day. Pot and purses together never exceed the budget.
#pragma once
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "models/finance/money.hpp"

namespace models {

struct Budget {
  std::vector<std::pair<int, Pence>>
      years;              // a contract year by its first calendar year; others have no money
  PerMille carried_over;  // of what is left at a year's end

  Pence of(int year) const;
};

/// A Place's money for a programme.
class Purse {
 public:
  /// Whether there is enough; of the year to come, out of what the Place will have as it begins.
  bool affords(Pence amount) const { return left_ >= amount; }
  bool affords_next_year(Pence amount, Pence next_share) const { return ahead_ + amount <= next_share; }
  /// Orders something: false where there is not enough, which counts as wanted all the same.
  bool commit(Pence amount);
  bool commit_next_year(Pence amount, Pence next_share);
  /// What was ordered does not happen: it was of this year's money, or of a year that has ended, when it returns as if it
  /// had been left then. Tells what of it is lost.
  void uncommit(Pence amount);
  Pence uncommit_earlier(Pence amount, int years_ago, PerMille carried_over);
  void receive(Pence amount) { left_ += amount; }
  /// A year begins: its first share, less what was ordered ahead.
  void begin_year(Pence share);
  /// A month begins: hands back what it does not need at once. A new year begins with nothing.
  struct Report {
    Pence returned, wanted, dearest;  // dearest: single order of the month
  };
  Report report(bool new_year);
  Pence left() const { return left_; }

 private:
  Pence left_, ahead_, wanted_, dearest_;  // ahead: ordered of next year's money
};

/// An Office's money for a programme.
class Pot {
 public:
  void put(Pence amount) { left_ += amount; }
  /// A contract year ends and another begins.
  void turn_year(PerMille carried_over, Pence budget);
  /// Shares out what there is, in whole orders of the dearest that was wanted: by what Places wanted; while there is plenty
  /// half of it by their people. What is no whole order stays.
  std::vector<Pence> share_out(std::span<const Pence> wanted, std::span<const std::int64_t> people,
                               Pence dearest);
  Pence left() const { return left_; }

 private:
  Pence left_;
};

/// What a Place gets at once when a year begins: its share by people of a month of the budget, rounded down.
Pence first_share(Pence budget, std::int64_t people, std::int64_t of_people);

}  // namespace models
