// The workforce plan (project 8): foundation dentists and trainees beside those that practices have, graduates and
// foundation dentists who are won for posts that stand empty, and what they cost.
//
// Month by month, on its second day, everybody is paid for and then works; a month that the budget does not pay for is
// not worked. Who comes for an empty post joins the practice of the Place with the most empty sessions and leaves as
// others do; nobody follows them. What dental care professionals may do, how people work and how load tires them are
// levers (practices/staffing.hpp), turned before the run.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "models/pathways/workforce/settings.hpp"
#include "models/places/place.hpp"

namespace models::workforce {

PathwayKind kind();

/// The workforce plan's own measures.
struct OwnMeasures {
  sim::Counter foundation_posts, site_trainees, site_dentists, graduates, returners;  // at the month's end
  sim::Counter graduates_came, returners_came, not_placed, unfunded, left;
  sim::Counter scope_practices, cost;
};
void declare(sim::Layout& layout);
OwnMeasures own_measures(const sim::Layout& layout);

class Workforce final : public Pathway {
 public:
  Workforce(Place& place, const Settings& settings, const Seat& seat);

  void open_day(Place& place, sim::Day day) override;
  void close_month(Place& place, sim::Day last_day) override;
  std::size_t bytes() const override { return heads_.capacity() * sizeof(Head); }

  enum class Kind : std::uint8_t { foundation, site_trainee, site_dentist, graduate, returner };

 private:
  struct Head {
    Kind kind = Kind::foundation;
    std::uint16_t practice = 0;
    sim::Day from = 0;
    sim::Day paid_until = sim::last_storable_day;  // the last day of its yearly cost
    sim::Day leaves = sim::last_storable_day;      // last day at work
    Pence once{}, a_year{};
    Joiner who{};
    std::optional<std::size_t> place_there{};  // while at work
  };

  void plan_heads(const Place& place);
  void add_site(const Place& place, const TrainingSite& site);
  void keep_foundation_dentists(Place& place, sim::Day cohort);
  void bring_graduates(Place& place, sim::Day cohort);
  void come_for_empty_post(Place& place, Head head, std::uint16_t first_choice);
  std::uint16_t emptiest(const Place& place) const;
  bool has_room(const Place& place, std::uint16_t practice) const;
  void turn_month(Place& place, Head& head);
  bool begin(Place& place, Head& head);
  void pay(Place& place, Line line, std::uint16_t practice, Pence amount);
  Line line_of(Kind kind) const;

  const Settings& settings_;
  Seat seat_;
  OwnMeasures own_;
  Line training_line_, site_line_, graduate_line_, return_line_, scope_line_;
  std::uint16_t first_practice_, practices_;
  int post_sessions_;  // of a dentist's post
  std::vector<Head> heads_;
  std::vector<std::uint16_t> scope_;  // practices that are trained and not paid for yet
  std::vector<sim::Day> graduate_days_, return_days_;
  std::size_t next_graduates_ = 0, next_returns_ = 0;
  int graduates_a_year_ = 0;
  int month_ = -1;
};

}  // namespace models::workforce
