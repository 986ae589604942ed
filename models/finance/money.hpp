// Money and activity as whole numbers: pence, and hundredths of a unit of dental activity.
//
// Sums never depend on their order. A product that has to be rounded is rounded half away from zero; parts of
// a sum (twelfths) are differences of rounded-down running totals, so they add up to the penny.
#pragma once
#include <compare>
#include <cstdint>

#include "sim/check.hpp"

namespace models {

/// numerator x factor / denominator, rounded half away from zero; the product must fit 64 bits.
constexpr std::int64_t rounded_ratio(std::int64_t numerator, std::int64_t factor, std::int64_t denominator)
{
  ASSUMED(denominator > 0, "a ratio needs a positive denominator");
  std::int64_t product = 0;
  [[maybe_unused]] const bool too_large = __builtin_mul_overflow(numerator, factor, &product);
  ASSUMED(!too_large, "the product fits 64 bits");
  const std::int64_t half = denominator / 2;
  return (product >= 0 ? product + half : product - half) / denominator;
}

/// Part `k` (from 0) of `parts` equal instalments of `total`: running totals are rounded down, so that parts
/// 0..parts-1 add up to `total` exactly.
constexpr std::int64_t instalment(std::int64_t total, int k, int parts)
{
  ASSUMED(parts > 0 && k >= 0 && k < parts, "an instalment is one of its parts");
  const auto running = [total, parts](int upto) {
    const std::int64_t whole = total / parts * upto;
    const std::int64_t rest = total % parts * upto;
    return whole + (rest >= 0 ? rest / parts : -((-rest + parts - 1) / parts));
  };
  return running(k + 1) - running(k);
}

struct Pence {
  std::int64_t amount = 0;

  friend constexpr auto operator<=>(const Pence&, const Pence&) = default;
  constexpr Pence& operator+=(Pence other) { return amount += other.amount, *this; }
  constexpr Pence& operator-=(Pence other) { return amount -= other.amount, *this; }
  friend constexpr Pence operator+(Pence a, Pence b) { return {a.amount + b.amount}; }
  friend constexpr Pence operator-(Pence a, Pence b) { return {a.amount - b.amount}; }
  friend constexpr Pence operator-(Pence a) { return {-a.amount}; }
  friend constexpr Pence operator*(Pence a, std::int64_t n) { return {a.amount * n}; }
};
inline constexpr std::int64_t pence_per_pound = 100;

/// Hundredths of a UDA.
struct Uda {
  std::int64_t hundredths = 0;

  friend constexpr auto operator<=>(const Uda&, const Uda&) = default;
  constexpr Uda& operator+=(Uda other) { return hundredths += other.hundredths, *this; }
  constexpr Uda& operator-=(Uda other) { return hundredths -= other.hundredths, *this; }
  friend constexpr Uda operator+(Uda a, Uda b) { return {a.hundredths + b.hundredths}; }
  friend constexpr Uda operator-(Uda a, Uda b) { return {a.hundredths - b.hundredths}; }
  friend constexpr Uda operator-(Uda a) { return {-a.hundredths}; }
};
inline constexpr std::int64_t hundredths_per_uda = 100;

/// What an activity is worth at so many pence a UDA.
constexpr Pence worth(Uda activity, Pence per_uda)
{
  return {rounded_ratio(activity.hundredths, per_uda.amount, hundredths_per_uda)};
}

/// A part of a whole in thousandths, for thresholds and uplifts that must be exact.
struct PerMille {
  std::int64_t thousandths = 0;
  friend constexpr auto operator<=>(const PerMille&, const PerMille&) = default;
};
inline constexpr std::int64_t thousandths_per_whole = 1000;
/// The nearest thousandth of a percentage.
constexpr PerMille per_mille(double percent)
{
  return {static_cast<std::int64_t>(percent * 10 + (percent < 0 ? -0.5 : 0.5))};
}
constexpr Pence part_of(Pence whole, PerMille part)
{
  return {rounded_ratio(whole.amount, part.thousandths, thousandths_per_whole)};
}
constexpr Uda part_of(Uda whole, PerMille part)
{
  return {rounded_ratio(whole.hundredths, part.thousandths, thousandths_per_whole)};
}

}  // namespace models
