// Advanced child care: practices whose teams are trained to treat children awake whom others would refer to the
// community dental service. Triage sends children to them first, where they have room.
//
// A practice accepts no referral before its training is done. At the first visit it is decided who is treated here
// (visits to get used to it, stabilisation, varnish), who goes back to an ordinary practice, who is sent on for an
// anaesthetic or to the community service. The list, the calls and the visits are those of all clinics.
#pragma once
#include <vector>

#include "models/pathways/advanced_child_care/settings.hpp"
#include "models/places/clinics.hpp"

namespace models::advanced_child_care {

PathwayKind kind();

struct OwnMeasures {
  sim::Counter practices, trained, referrals, refused, assessed, treated, anaesthetics_spared;
  sim::Counter stepped_down, sent_for_anaesthetic, sent_to_community, varnished, minutes_from_books;
};
void declare(sim::Layout& layout);
OwnMeasures own_measures(const sim::Layout& layout);

class AdvancedChildCare final : public Pathway {
 public:
  AdvancedChildCare(Place& place, const Settings& settings, const Seat& seat);

  void open_day(Place& place, sim::Day day) override;
  Answer receive(Place& place, const Request& request) override;
  void handle(Place& place, const sim::Event& event, std::uint32_t handler) override
  {
    clinics_.handle(place, event, handler);
  }
  sim::Touched touches(const sim::Event& event) const override { return clinics_.touches(event); }
  void close_month(Place& place, sim::Day last_day) override;
  std::size_t bytes() const override { return clinics_.bytes(); }

 private:
  /// The practice in whose rooms a clinic of this Place is.
  struct Host {
    std::uint16_t practice;  // of the region
    sim::Day begins, accepts;
    bool shut = false, is_set_up = false;
  };
  static std::vector<Host> hosts(const Place& place, const Settings& settings, std::size_t number);
  ClinicOutcome decide(Place& place, const ClinicPatient& patient, const sim::Draws& draws) const;
  void finish(Place& place) const;
  void set_up(Place& place, std::uint16_t k);
  void shut(Place& place, std::uint16_t k);
  void ask_community(Place& place, const ClinicPatient& patient) const;
  void turn_away(Place& place, const Request& request) const;
  void keep_time(Place& place, std::uint16_t k, sim::Day day);
  bool runs_on(const Host& host, sim::Day day) const
  {
    return !host.shut && day >= host.begins && day <= settings_.end;
  }

  const Settings& settings_;
  std::size_t number_;  // in the roster
  std::uint32_t first_practice_;
  OwnMeasures own_;
  Line set_up_line_, referral_line_;
  std::uint8_t community_, theatre_;  // services
  std::vector<Host> hosts_;           // by clinic of this Place
  Clinics clinics_;
};

}  // namespace models::advanced_child_care
