// Shocks: waves that take sessions, rooms and clinicians away for a time and keep people from asking, and the way
// back. What a wave does to books and contracts is a lever of the practices' room; this pathway turns it, and keeps
// people from asking itself. What follows for access, waits and mouths is nowhere set.
#pragma once
#include "models/pathways/shocks/settings.hpp"
#include "models/places/place.hpp"

namespace models::shocks {

PathwayKind kind();

class Shocks final : public Pathway {
 public:
  Shocks(Place& place, const Settings& settings, const Seat&);

  void open_day(Place& place, sim::Day day) override;
  bool acts_on_residents() const override { return !settings_.waves.empty(); }
  int puts_off(Place& place, std::uint32_t person, Asking asking) override;

 private:
  struct OwnMeasures {
    sim::Counter days, routine_put_off, urgent_put_off, private_put_off;
  };
  static OwnMeasures own_measures(const sim::Layout& layout);

  const Settings& settings_;
  OwnMeasures own_;
  Condition today_;
  bool is_on_ = false;  // a wave is in force
};

}  // namespace models::shocks
