// Oral health: a continuous-time Markov chain a person, played as candidates of the uniformised clock.
//
// Children: sound -> enamel decay -> dentinal decay -> pulpal; treatment leads to treated_child, from which
// decay can begin again. Adults: stable -> active disease -> urgent condition; treatment leads to
// treated_adult. At 18 a child's stage becomes the adult's. Health effects lag by years.
#pragma once
#include <array>

#include "models/need/age_bands.hpp"
#include "models/need/care_seeking.hpp"
#include "models/need/person_state.hpp"
#include "sim/io/config_block.hpp"

namespace models {

inline constexpr std::size_t adult_bands = need_ages - need_age(adult_age);

struct OralHealthSettings {
  double child_onset = 0;                      // 1/year, sound -> enamel decay, deprivation class 3
  std::array<double, 5> child_onset_by_age{};  // factor by child band
  double child_dentinal = 0;                   // 1/year, enamel -> dentinal
  double child_pulpal = 0;                     // 1/year, dentinal -> pulpal
  double child_recurrence = 0;                 // 1/year, treated -> dentinal
  double adult_onset = 0;                      // 1/year, stable or treated -> active, class 3
  double adult_urgent = 0;                     // 1/year, active -> urgent
  std::array<double, deprivation_classes> by_deprivation{};        // factor on child_onset
  std::array<double, deprivation_classes> adult_by_deprivation{};  // factor on adult_onset
  double frailty_spread = 0;  // onset x (1 - s .. 1 + s), uniform over persons
  double neglect_after = 0;   // years without a visit after which onset rises
  double neglect_factor = 1;
  double varnish_factor = 1;                             // on a child's onset after fluoride varnish
  int varnish_months = 0;                                // for so long, at most 15
  double onset_factor = 1;                               // on both onsets: a lever of scenarios
  std::array<double, adult_bands> first_day_diseased{};  // share of adults on the first day, class 3
  std::array<double, patterns> first_day_urgent{};       // of those: whose condition is urgent
  double first_day_treated = 0;  // 1/year, treatment of children's dentinal decay before the first day
};
void read(sim::io::Block& block, OralHealthSettings& out);

/// A possible step of the chain: where to, and how fast (per year).
struct OralStep {
  OralState to;
  double rate;
};

/// What pathways do to the onset of decay of a person now, as factors.
struct OnsetLever {
  double varnish = 1;  // by varnish outside practices: the stronger of this and a dentist's counts
  double other = 1;    // by anything else; also on enamel decay's reaching the dentine
};

class OralHealth {
 public:
  explicit OralHealth(const OralHealthSettings& settings);
  /// The only step out of the present state (rate 0: none).
  OralStep step(const Person& person, OralState state, std::size_t age_band, bool neglected, bool varnished,
                const OnsetLever& lever = {}) const;
  /// At least the rate of any step of this person within the band, where levers raise onset at most so much.
  double ceiling(const Person& person, std::size_t age_band, double most_onset = 1) const;
  /// Months for which varnish protects after a course: of that course, or what was left of an earlier one.
  int varnish_months_after(bool given, int months_before, int days_since) const;
  /// Months after a course for which varnish protects that is given so many days after it, elsewhere.
  int varnish_months_today(int days_since) const;
  /// Whether it still does, so many days later.
  static bool protects(int varnish_months, int days_since);
  /// Days without a visit after which onset rises.
  int neglect_days() const { return neglect_days_; }
  /// The state on the first day. Children have lived their years under the chain's own rates; adults are diseased
  /// in the stated shares, the longer the less they see a dentist: their conditions are urgent by pattern of attendance.
  OralState initial(const Person& person, std::size_t age_band, double age, Pattern pattern,
                    const sim::Draws& draws) const;

  static bool is_diseased(OralState state);
  /// Dentinal decay now or treated: what surveys of five-year-olds count.
  static bool has_decay_experience(OralState state);
  static bool is_symptomatic(OralState state);
  /// After a completed course of treatment.
  static OralState treated(OralState state);
  /// After urgent care: pain is relieved, the disease stays.
  static OralState relieved(OralState state);
  /// A child's state on the eighteenth birthday.
  static OralState grown_up(OralState state);

 private:
  double susceptibility(const Person& person, bool adult) const;
  double factor(const Person& person, bool adult) const;
  OralState initial_of_child(const Person& person, double age, const sim::Draws& draws) const;
  OralHealthSettings settings_;
  int neglect_days_;
};

}  // namespace models
