// When and where something is done that a config names: a programme, a source of referrals, an action.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "models/finance/money.hpp"
#include "models/population/geography.hpp"
#include "models/population/groups.hpp"
#include "sim/clock.hpp"
#include "sim/io/config_block.hpp"

namespace models {

struct Deployment {
  sim::Day from = 0, until = sim::last_storable_day;  // the last day
  std::vector<std::string> places;                    // none = all of the region
  std::string where;                                  // "file:line:column" of the names

  bool runs_on(sim::Day day) const { return day >= from && day <= until; }
  bool runs_in(const Geography& geography, std::size_t place) const;
};
void read(sim::io::Block& block, Deployment& out);
/// A fault where the day of the key `until` lies before that of the key `from`.
void check_order(sim::io::Block& block, const char* from, sim::Day first, const char* until, sim::Day last);
/// Names that are no Place of the region.
void check(const Geography& geography, const Deployment& deployment, sim::io::Faults& faults);

/// An action that lowers a driver of disease or a barrier to asking while it runs.
struct LoweringAction {
  Deployment deployment;
  double lowers = 0;  // the share of it that goes away
  Pence a_year;       // for each Place in which it runs
};
void read(sim::io::Block& block, LoweringAction& out);
/// What is left of a driver or a barrier on a day: each action takes its share of what the others leave.
double left_by(std::span<const LoweringAction> actions, sim::Day day);
/// The actions that run in a Place.
std::vector<LoweringAction> in_place(std::span<const LoweringAction> actions, const Geography& geography,
                                     std::size_t place);

/// Pounds and pence as a number of pounds.
void read_pounds(sim::io::Block& block, const char* key, Pence& out, const char* unit, const char* about,
                 sim::io::Presence presence = sim::io::Presence::required);
/// Whole years of age, the first and the last that are meant.
struct Ages {
  int from = 0, to = 0;
  bool holds(int years) const { return years >= from && years <= to; }
};
void read(sim::io::Block& block, const char* key, Ages& out, const char* about);
/// PLUS groups by their names, as bits.
void read_groups(sim::io::Block& block, const char* key, std::uint16_t& out, const char* about,
                 sim::io::Presence presence = sim::io::Presence::required);
/// What a month costs of a yearly sum: twelve of them add up to it, to the penny.
Pence month_of(Pence a_year, sim::Day day);

}  // namespace models
