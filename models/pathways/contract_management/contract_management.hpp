// Contract management: the ICB's hand on the contracts that stand. It sets levers of the practices' room (the offer to pay
// up to 110 %, the review at mid-year, early warning); general practice, which keeps the contracts, acts on them and
// tells what became of them. Here that is counted, beside the plan's trajectory, what patients say, and what practices'
// records show of quality.
#pragma once
#include "models/pathways/contract_management/quality.hpp"
#include "models/pathways/contract_management/settings.hpp"
#include "models/places/place.hpp"

namespace models::contract_management {

PathwayKind kind();

/// Contract management's own measures.
struct OwnMeasures {
  sim::Counter over_delivery_paid, over_delivery_practices, action_plans, rebased, given_up, at_risk,
      uda_planned, uda_before_pandemic, asked_opinion, satisfied, flexible_sessions, displaced_minutes,
      uda_in_sessions;
  sim::Counter quality_flags;      // [month, indicator]
  sim::Counter begun_in_sessions;  // [month, patient, need]
  sim::Counter months_at_risk, plans_of_practice, given_up_of_practice,
      flags_of_practice;     // [practice, year]
  bool by_practice = false;  // practice_months are written
  sim::Counter at_risk_in_month, plan_in_month, given_up_in_month, flags_in_month, begun, wait_days, kept,
      missed, recalls, short_recalls, returned;  // [month, practice]
};
void declare(sim::Layout& layout);
OwnMeasures own_measures(const sim::Layout& layout);

class ContractManagement final : public Pathway {
 public:
  ContractManagement(Place& place, const Settings& settings, const Seat& seat);

  void open_day(Place& place, sim::Day day) override;
  void read(Place& place, const Letter& letter) override;
  void practice_did(Place& place, const PracticeDeed& deed) override;
  void contract_news(Place& place, const ContractNews& news) override;
  void begun(Place& place, std::uint32_t person, std::uint8_t service, int days) override;
  void completed(Place& place, std::uint32_t person, std::uint8_t service, bool whole) override;
  void ended(Place& place, std::uint32_t person, std::uint8_t service, Reason reason) override;
  void close_month(Place& place, sim::Day last_day) override;

 private:
  bool is_asked_about(const Place& place, std::uint8_t service) const;

  void record_month(Place& place, std::size_t practice, const PracticeDeed& deed);

  const Settings& settings_;
  Seat seat_;
  OwnMeasures own_;
  Line session_line_;
  std::uint32_t first_site_;
  std::vector<QualityRecord> records_;  // of the practices, this quarter
};

}  // namespace models::contract_management
