// The children's pilot: chosen practices are paid above their contract for children who need more time, and give them
// longer visits. What a practice makes of it is general practice's; here is what it is told, paid for and counted.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "models/pathways/child_pilot/settings.hpp"
#include "models/places/place.hpp"

namespace models::child_pilot {

PathwayKind kind();

/// The pilot's own measures, by Place and month, and by practice where a study asks for practice_months.
enum class Own : std::uint8_t {
  practices,
  asked,
  graded_missed,
  graded_mistaken,
  unfunded,
  booked,
  seen,
  first_visits,
  core20plus_first_visits,
  completed,
  broken_off,
  refused,
  off_menu,
  acclimatised,
  long_sessions,
  long_minutes,
  long_minutes_used,
  champion_minutes,
  training_minutes,
  pay_ratio,
  answers
};
inline constexpr std::size_t own_measures = 21;
struct OwnMeasures {
  std::array<sim::Counter, own_measures> of_place{}, of_practice{};
};
void declare(sim::Layout& layout);
void declare_practice_months(sim::Layout& layout);
OwnMeasures find_measures(const sim::Layout& layout, bool by_practice);

class ChildPilot final : public Pathway {
 public:
  ChildPilot(const Place& place, const Settings& settings, const Seat& seat);

  void open_day(Place& place, sim::Day day) override;
  bool under_offer(Place& place, const OfferNews& news) override;
  void close_month(Place& place, sim::Day last_day) override;

 private:
  struct PracticeHere {
    std::uint16_t practice = 0;  // of the Place
    sim::Day joins = 0, opens = 0;
    bool is_open_on(sim::Day day, const OfferDates& dates) const
    {
      return day >= opens && day <= dates.until;
    }
  };
  enum Lines : std::size_t { uplift, session, child, course, acclimatisation, training, lines };

  void count(Place& place, Own what, std::uint16_t practice, std::int64_t n = 1) const;
  bool pay(Place& place, Lines line, std::uint16_t practice, Pence amount) const;
  int take_time(Place& place, std::uint16_t practice, Days days, int minutes) const;
  void begin(Place& place, const PracticeHere& here, sim::Day day) const;
  void hear(Place& place, const OfferNews& news) const;
  void settle(Place& place, const OfferNews& news) const;
  bool accept(Place& place, const OfferNews& news) const;
  bool has_money(const Place& place) const;
  Pence committed(const OfferNews& news) const;

  const Settings& settings_;
  Seat seat_;
  OwnMeasures own_;
  const Offer* offer_ = nullptr;  // as the run has it; nullptr: none
  std::size_t number_ = 0;        // of Offers
  std::array<Line, lines> lines_{};
  std::uint32_t first_site_;
  std::uint8_t child_assessment_;
  Uda largest_;  // course of any tariff
  std::vector<PracticeHere> practices_;
};

}  // namespace models::child_pilot
