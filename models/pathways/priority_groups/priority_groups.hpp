// Priority groups: how many of their members come to NHS dentists, and what falls due when enough do.
//
// Who goes first in a queue is the table of priorities; fast tracks are the referral system's, equipment the sites'.
// Here the groups are named that a plan wants to reach, and their members are counted where they are seen.
#pragma once
#include <cstdint>
#include <unordered_set>

#include "models/pathways/priority_groups/settings.hpp"
#include "models/places/place.hpp"

namespace models::priority_groups {

PathwayKind kind();

struct OwnMeasures {
  sim::Counter patients, courses, payments_due, enhanced_uda, enhanced_courses, unfunded;
};

class PriorityGroups final : public Pathway {
 public:
  PriorityGroups(const Place& place, const Settings& settings, const Seat& seat);

  void open_day(Place& place, sim::Day day) override;
  int assessed(Place& place, const Assessment& assessment) override;
  bool under_offer(Place& place, const OfferNews& news) override;

 private:
  bool is_priority(const Place& place, std::uint32_t person) const;
  void pay_when_due(Place& place);
  void pay_enhanced(Place& place, const OfferNews& news) const;

  const Settings& settings_;
  std::size_t number_;  // in the roster
  OwnMeasures own_;
  Line foundation_line_, enhanced_line_;
  const Offer* offer_ = nullptr;            // of enhanced units; nullptr: none
  std::size_t offer_number_ = 0;            // of Offers
  Uda largest_;                             // of any course, at any time
  std::unordered_set<std::uint32_t> seen_;  // priority patients of this contract year; only asked and counted
  bool is_due_ = false, paid_ = false;      // in this contract year
  int asked_in_ = -1;                       // month in which the budget was asked last
};

}  // namespace models::priority_groups
