// What the practices of a Place have been offered by programmes, and how each of them answers (E2).
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "models/practices/offers.hpp"
#include "sim/clock.hpp"

namespace models::general_practice {

inline constexpr int year_zero = sim::contract_year(0);

/// How a patient stands to an offer: kept with the episode, in two bytes.
struct OfferMark {
  std::uint8_t bits = 0;
  std::uint8_t year = 0;  // contract year of being accepted, counted from that of day zero
  enum : std::uint8_t { number_bits = 7, long_slot = 8, never_seen = 16, higher_need = 32, not_yet = 64 };

  bool is_under_offer() const { return (bits & number_bits) != 0; }
  int accepted_in() const { return year_zero + year; }
  void accept(sim::Day day) { year = static_cast<std::uint8_t>(sim::contract_year(day) - year_zero); }
  std::size_t offer() const { return (bits & number_bits) - std::size_t{1}; }
  bool has(std::uint8_t bit) const { return (bits & bit) != 0; }
  void set(int bit, bool on) { bits = static_cast<std::uint8_t>(on ? bits | bit : bits & ~bit); }
};
inline constexpr std::size_t most_offers = OfferMark::number_bits;

/// An offer at a practice.
struct OfferHere {
  const Offer* offer = nullptr;
  std::size_t number = 0;  // of Offers
  OfferedPractice terms;
  sim::Day opens = 0;
  /// Requests of the last months by those meant, the older the less: [age][not yet cooperative][new].
  std::array<std::array<std::array<float, 2>, 2>, age_classes> asked{};
  OfferAnswer answer;
  double share = 0;  // of sessions that have long slots

  bool runs_on(sim::Day day) const { return day >= opens && day <= offer->dates.until; }
  bool has_long_slots() const { return offer->visits.reserved_minutes > 0; }
};

}  // namespace models::general_practice
