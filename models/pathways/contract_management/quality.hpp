// Quality as a practice's records show it: indicators quarter by quarter, judged against those of the ICB's other practices.
//
// On the first day of a quarter each Place tells its Office the indicators of its practices' last quarter. The Office draws
// the fence of each indicator (third quartile + so many interquartile ranges) and tells the Places who lies beyond it. All
// indicators are such that more is worse. A flag is a question to a practice, not a finding; it acts on nothing.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "models/places/office.hpp"

namespace models::contract_management {

enum class Indicator : std::uint8_t { wait, missed, short_recalls, returns, units_a_patient };
inline constexpr std::size_t indicators = 5;
inline constexpr std::array<std::string_view, indicators> indicator_labels{"wait", "missed", "short_recalls",
                                                                           "returns", "units_a_patient"};

struct QualitySettings {
  double fence = 0;     // interquartile ranges above the third quartile; 0 = nobody is judged
  int least_begun = 0;  // courses begun in the quarter, from which a practice is judged
  int recall_days = 0;  // a recall set so many days sooner than risk suggests is short
  int return_days = 0;  // a patient who begins another course within so many days has returned
};

/// What a practice has done since the quarter began.
struct QualityRecord {
  std::int64_t begun = 0, wait_days = 0, kept = 0, missed = 0, recalls = 0, short_recalls = 0, returned = 0;
  std::int64_t uda = 0;  // 0.01 UDA
  void add(const QualitySettings& settings, const PracticeDeed& deed);
  /// In thousandths of a day, of a share, of a UDA; 0 where there is nothing to divide by.
  std::array<std::uint32_t, indicators> values() const;
};

/// Above which a value is flagged: of at least four values.
std::uint32_t fence_of(std::vector<std::uint32_t> values, double interquartile_ranges);

/// A practice's indicator, to the Office; or, from it, that it lies beyond the fence.
Letter quality_notice(const Seat& seat, std::uint16_t practice, Indicator indicator, sim::Minute minute,
                      std::uint32_t value);
inline Indicator indicator_of(const Letter& letter) { return static_cast<Indicator>(letter.service); }

/// An Office's part.
class QualityReview final : public OfficePart {
 public:
  QualityReview(const QualitySettings& settings, const Seat& seat) : settings_{settings}, seat_{seat} {}
  void read(Office& office, const Letter& letter) override;
  void play(Office& office) override;

 private:
  struct Told {
    std::uint16_t practice;
    std::uint32_t value;
  };
  QualitySettings settings_;
  Seat seat_;
  std::array<std::vector<Told>, indicators> told_;
};

}  // namespace models::contract_management
