// Care seeking: whether a person asks, and when next. (Where they ask is places/front_door.)
//
// A pattern of attendance is a trait that changes with age: a person's fixed rank meets the shares of their age
// and deprivation class. "Regular" people go by recall where they have a usual practice and search where they
// have none; "occasional" ones ask now and then; "trouble only" when it hurts; "private" people attend outside
// the NHS, a clock without a book; "none" seek nothing. Children begin to seek care at a hazard by age.
#pragma once
#include <array>
#include <cstdint>

#include "models/need/age_bands.hpp"
#include "models/need/person_state.hpp"
#include "sim/distributions.hpp"
#include "sim/io/config_block.hpp"
#include "sim/stream.hpp"

namespace models {

enum class Pattern : std::uint8_t { regular, occasional, trouble_only, private_care, none };
inline constexpr std::size_t patterns = 5;
inline constexpr std::array<std::string_view, patterns> pattern_labels{
    "regular", "occasional", "trouble_only", "private_care", "none"};

inline constexpr std::size_t first_years = 3;  // of life: each has a rate of its own

struct CareSeekingSettings {
  std::array<std::array<double, need_ages>, patterns> share{};           // % of each age
  std::array<std::array<double, deprivation_classes>, patterns> odds{};  // odds factor by deprivation class
  std::array<double, first_years> begin_first_years{};  // 1/year, hazard of beginning at 0, 1 and 2
  std::array<double, need_ages> begin{};                // 1/year, the same from 3 on by band
  double search_adult = 0, search_child = 0;            // 1/year, regular without a practice
  double occasional_adult = 0, occasional_child = 0;    // 1/year
  double private_attends = 0;                           // share of private patients that attend regularly
  double private_interval = 0;                          // months between private visits
  double private_spread = 0;                            // they lie 1 - s to 1 + s intervals apart
  std::array<double, need_ages> acute{};                // 1/year, onset of an acute episode
  std::array<double, patterns> acute_by_pattern{};
  double acute_without_practice = 1;  // further factor for regular people without one
  std::array<double, oral_states> acute_by_state{};
  std::array<double, patterns> acute_asks{};  // share of episodes in which NHS urgent care is sought
  double loss_adult = 0, loss_child = 0;      // 1/year, loss of the usual practice (moves)
  double lapse = 0;                           // months unseen after which a practice is lost
  double retry_known = 0;                     // days (mean) until a known patient asks again
  std::array<double, 4> after_failure{};      // nothing, private, A&E, GP: shares after a failed attempt
  double lead = 0;                            // days before the due date at which recalls are booked
  double early = 0;                           // days before the due date that are acceptable
  std::array<double, need_ages> linked_at_start{};  // share of regular and occasional people with a practice
  double earlier_visit =
      0;  // share of adults on the first day who came to the NHS once, of those who do not now
  double earlier_visit_years = 0;             // mean time since then, beyond 24 months
  double recall_adult = 0, recall_child = 0;  // months, mean of the recall interval by habit
  double recall_spread = 0;                   // coefficient of variation
  std::array<double, 2> office_hours{};       // from, to: when people ask
  std::array<double, 2> off_anxious{};        // chance that an anxious, a phobic adult puts a date off
  double off_after_failure = 0;               // the same of somebody whose last attempt failed
  double off_after_bad_visit = 0;             // of a child, for each bad visit since the last good one
  double siblings_within = 0;    // days: children of a family whose dates lie no farther apart ask on one day
  double siblings_together = 0;  // share of families that do so
  double recall_least = 0, recall_most_adult = 0, recall_most_child = 0;  // months (NICE CG19's limits)
};
void read(sim::io::Block& block, CareSeekingSettings& out);

/// The minute of the day at which a person's own clock rings: within office hours, fixed for each person.
std::uint32_t asking_minute(const CareSeekingSettings& settings, std::uint32_t row);

/// Reasons of a clock's candidate, in the order of their intervals.
enum class Ring : std::uint8_t { nothing, acute, loss, begin, oral };

class CareSeeking {
 public:
  explicit CareSeeking(const CareSeekingSettings& settings);

  Pattern pattern(const Person& person, std::size_t age_band) const
  {
    return table_[(age_band * deprivation_classes + static_cast<std::size_t>(person.deprivation() - 1)) *
                      256 +
                  person.rank];
  }
  /// Acute episodes in which NHS urgent care is sought, 1/year.
  double acute_rate(Pattern pattern, std::size_t age_band, OralState state, bool has_practice) const;
  /// At least that, whatever the state of oral health and whether there is a practice.
  double acute_ceiling(Pattern pattern, std::size_t age_band) const
  {
    return acute_ceiling_[static_cast<std::size_t>(pattern)][age_band];
  }
  double loss_rate(std::size_t age_band, bool has_practice) const;
  double loss_ceiling(std::size_t age_band) const;
  /// Of somebody who has not begun, at an age in whole years.
  double begin_rate(int years) const
  {
    const auto age = static_cast<std::size_t>(years);
    return age < first_years ? settings_.begin_first_years[age] : settings_.begin[need_age(years)];
  }
  /// The share of children of an age that has begun to seek care, as the rates of their lives have it.
  double begun_by(double age) const;

  /// Days until the person next asks of their own accord for routine care (0: not at all), from one uniform.
  /// Recall dates are set where the course ends.
  int days_to_next_ask(Pattern pattern, std::size_t age_band, bool has_practice, double u) const;
  int days_to_private_visit(double u) const;
  /// The chance that a person whose date has come does not ask yet; `temper`: class of cooperation or anxiety.
  double chance_of_putting_off(int temper, bool child, const PersonState& state) const;
  bool attends_private(const Person& person) const;
  /// Recall interval by habit, days: lognormal, clipped to NICE's limits, from one uniform.
  int habitual_recall(bool child, double u) const { return (child ? recall_child_ : recall_adult_).at(u); }
  const CareSeekingSettings& settings() const { return settings_; }

 private:
  CareSeekingSettings settings_;
  std::vector<Pattern> table_;                  // [age band][deprivation][rank]
  sim::Staircase recall_adult_, recall_child_;  // days
  std::array<std::array<double, need_ages>, patterns> acute_ceiling_{};
};

}  // namespace models
