// A mobile dental van: on working days it stands somewhere in its Place and sees residents whom no practice took.
//
// A pathway as a newcomer writes one by models/README.md ("How to add a pathway"): this folder and a config block, no
// other file. It is not part of the program; tests/study/test_new_pathway.py plays it.
#pragma once
#include <cstdint>
#include <vector>

#include "models/places/place.hpp"
#include "sim/pool.hpp"

namespace models::mobile_van {

PathwayKind kind();

struct Settings : PathwaySettings {
  int vans = 0;            // in each Place
  int patients = 0;        // that a van sees in a day
  int booked_ahead = 0;    // days
  Pence day_fee;           // of one van
  double adult_share = 0;  // of adults asking, those whom the van is for; children are always seen
};
void read(sim::io::Block& block, Settings& out);

class MobileVan final : public Pathway {
 public:
  MobileVan(const Place& place, const Settings& settings, const Seat& seat);

  void open_day(Place& place, sim::Day day) override;
  bool find_other_care(Place& place, const Request& request) override;
  void handle(Place& place, const sim::Event& event, std::uint32_t handler) override;
  sim::Touched touches(const sim::Event& event) const override { return {&booked_[event.slot], nullptr}; }
  std::size_t bytes() const override { return booked_.bytes() + taken_.capacity() * sizeof(taken_[0]); }

  enum Handler : std::uint32_t { visit, handlers };

 private:
  struct Booked {
    std::uint32_t person = 0;
    std::uint16_t ordinal = 0, asked = 0;
    std::uint8_t stratum = 0, oral = 0, manner = 0;
  };
  std::uint16_t& taken(sim::Day day) { return taken_[static_cast<std::size_t>(day) % taken_.size()]; }

  const Settings& settings_;
  std::uint32_t first_handler_;
  std::uint8_t routine_;
  sim::Counter days_out_, visits_;
  Line fee_line_;
  std::vector<std::uint16_t> taken_;  // places of a day that are booked, a ring
  sim::Pool<Booked> booked_;
};

}  // namespace models::mobile_van
