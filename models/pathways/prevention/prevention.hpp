// Prevention: programmes that lower the onset of decay of those who take part, and the drivers of decay in
// communities. It acts by the clock's accepting fewer candidates; nobody is renumbered.
//
// Who takes part is drawn once for each person and programme.
#pragma once
#include <cstdint>
#include <vector>

#include "models/pathways/prevention/settings.hpp"
#include "models/places/place.hpp"

namespace models::prevention {

PathwayKind kind();

struct OwnMeasures {
  sim::Counter taking_part;                  // [kind, deprivation]
  sim::Counter reached_five, decay_at_five;  // [taking part]
  sim::Counter actions, schemes;
};

class Prevention final : public Pathway {
 public:
  Prevention(const Place& place, const Settings& settings, const Seat& seat);

  void open_day(Place& place, sim::Day day) override;
  void handle(Place& place, const sim::Event& event, std::uint32_t handler) override;
  void close_month(Place& place, sim::Day last_day) override;
  bool acts_on_residents() const override { return !programmes_.empty() || !drivers_.empty(); }
  void act_on_onset(const Place& place, std::uint32_t person, OnsetLever& lever) const override;

  enum Handler : std::uint32_t { survey, handlers };

 private:
  /// A programme that runs in this Place.
  struct Here {
    const Programme* programme;
    std::uint32_t key;  // names its streams
    Line line;
    double coverage;  // where it is for so many people: the share that comes to them
  };
  /// A driver of this Place.
  struct DriverHere {
    std::array<double, deprivation_classes> by_class{};
    double beyond = 1;  // in this Place
    std::vector<LoweringAction> actions;
    double factor(std::size_t deprivation, sim::Day day) const;
  };
  static bool takes_part(const Place& place, const Here& here, std::uint32_t person);
  static double coverage_of(const Place& place, const Here& here);
  static double factor(const Place& place, const Here& here, std::uint32_t person, sim::Day day);
  bool is_reached(const Place& place, std::uint32_t person, sim::Day day) const;

  std::uint32_t first_handler_;
  OwnMeasures own_;
  Line action_line_;
  std::vector<Here> programmes_;
  std::vector<DriverHere> drivers_;
};

}  // namespace models::prevention
