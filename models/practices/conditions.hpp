// Dated conditions under which care is given: what a wave (an epidemic, a strike, a flood) does to sessions, rooms and
// contracts. A lever of this room: pathways to the right turn it before a run, books and contracts read it.
//
// A wave holds from its first to its last day; then what it took away comes back along a straight line, day by day,
// over its ramp. Nobody knows of a wave before its first day; from that day on its end is known. Of the waves of a
// Place the one that began last counts.
#pragma once
#include <any>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/practices/treatment.hpp"
#include "sim/clock.hpp"
#include "sim/stream.hpp"

namespace models {

/// What holds on a day. The neutral values are those of ordinary time.
struct Condition {
  double routine = 1;       // share of practices' sessions in which routine patients are seen
  double urgent = 1;        // the same of urgent patients
  double urgent_sites = 1;  // sessions of urgent sites, times the usual
  double clinics = 1;       // share of clinics' sessions (community service, hospital, specialist care) held
  double absent = 0;        // share of practices' clinicians who are away on a day
  double paid_in_full = 1;  // share of its activity for which a contract is paid in full
  double routine_put_off = 0;   // share of people who do not ask on a day on which they otherwise would
  double urgent_put_off = 0;    // the same in pain
  double private_visits = 1;    // share of private visits that take place
  int rest_minutes = 0;         // that a room rests after a procedure that makes aerosol
  bool aerosol_barred = false;  // practices do nothing that makes aerosol
};

/// The days of a wave and of the way back.
struct Spell {
  sim::Day from = 0, until = 0;  // both included
  int ramp_days = 0;
  /// How much of the wave there is: 1 while it lasts, then down to 0 along the ramp.
  double left(sim::Day day) const;
};

struct Wave {
  Spell spell;
  Condition while_it_lasts;
  std::vector<std::size_t> places;  // where; empty: everywhere
  /// Rest and bar end with the wave, all else comes back along its ramp.
  Condition on(sim::Day day) const;
  bool is_in(std::size_t place) const;
};

/// The waves of a run, and the levers that programmes turn before it: dated offers, terms of contracts, posts. A lever is
/// a struct of the room that acts on it; there is one of each kind, to which several pathways may add.
class Conditions {
 public:
  /// The lever of that type, made where nobody has turned it yet.
  template <class Lever>
  Lever& lever()
  {
    for (std::any& one : levers_)
      if (auto* own = std::any_cast<Lever>(&one)) return *own;
    return levers_.emplace_back().emplace<Lever>();
  }
  /// The same, nullptr where nobody has turned it: it stays where it is while the run lasts.
  template <class Lever>
  const Lever* find() const
  {
    for (const std::any& one : levers_)
      if (const auto* own = std::any_cast<Lever>(&one)) return own;
    return nullptr;
  }

  void add(Wave wave) { waves_.push_back(std::move(wave)); }
  bool empty() const { return waves_.empty(); }
  /// The wave that a Place knows of on a day and has not left behind; none: ordinary time.
  const Wave* in_force(std::size_t place, sim::Day today) const;
  /// What holds there on that day.
  Condition today(std::size_t place, sim::Day day) const;
  /// The greatest that `urgent_sites` becomes.
  double most_at_urgent_sites() const;
  bool has_absence() const;

 private:
  std::vector<Wave> waves_;
  std::vector<std::any> levers_;
};

/// Whether a visit makes aerosol: drawn for each visit of a request, the same wherever it takes place.
bool makes_aerosol(const TreatmentSettings& treatment, const sim::Streams& streams, std::uint32_t person,
                   std::uint16_t ordinal, int visit, Procedure procedure);

/// Units of a book that a room rests.
int rest_units(const Condition& condition);

}  // namespace models
