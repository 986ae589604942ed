// Care homes: dental teams of practices hold sessions in homes, and residents who need more are brought to a practice,
// treated at the home, or referred.
//
// A session goes to the home of its practice that was visited longest ago. There the staff are trained where it is time
// again, then residents are seen in turn while minutes last: those known to be dying first, then who was seen longest
// ago. Residents come and go, so plans in force are a stock on a date. Every programme for homes (a pilot, a roll-out, a
// cluster's team) is a block of config over this one mechanism.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "models/pathways/care_homes/links.hpp"
#include "models/places/place.hpp"
#include "sim/pool.hpp"

namespace models::care_homes {

PathwayKind kind();

struct OwnMeasures {
  sim::Counter residents, diseased, in_pain, linked_residents, plans, practices, homes, homes_trained;
  sim::Counter all_homes, homes_taught;
  sim::Counter sessions, not_held, session_minutes, minutes_from_books, trainings, travel_m;
  sim::Counter screened, dying_screened, found_disease, found_pain;
  sim::Counter in_care, sent_routine, sent_urgent, referred, visits_called, visits, left_at_home;
};
void declare(sim::Layout& layout);
OwnMeasures own_measures(const sim::Layout& layout);

class CareHomes final : public Pathway {
 public:
  CareHomes(Place& place, const Settings& settings, const Seat& seat);

  void open_day(Place& place, sim::Day day) override;
  void handle(Place& place, const sim::Event& event, std::uint32_t handler) override;
  sim::Touched touches(const sim::Event& event) const override;
  void close_month(Place& place, sim::Day last_day) override;
  bool acts_on_residents() const override { return !links_.empty() || taught_; }
  void act_on_onset(const Place& place, std::uint32_t person, OnsetLever& lever) const override;
  std::size_t bytes() const override;

  enum Handler : std::uint32_t { session, visit, time_kept, handlers };

  const std::vector<Link>& links() const { return links_; }
  /// The working days of a month on which a practice holds its sessions.
  std::vector<sim::Day> session_days(const Place& place, const Link& link, int month) const;

 private:
  /// Somebody who lives in a home of this Place, or will. 0 = not yet.
  struct HomeResident {
    std::uint32_t person;
    std::uint16_t home;
    std::uint16_t from;  // lives there from this day on
    std::uint16_t seen = 0;
  };
  struct Home {
    std::vector<std::uint32_t> residents;  // of residents_
    std::uint16_t visited = 0, trained = 0;
    std::uint16_t taught_next = 0;  // 0 = never
    bool linked = false;
  };
  /// A dentist is called to a resident in pain.
  struct Called {
    Request request{};
    std::uint16_t practice = no_practice;
    std::uint16_t home = 0;
    sim::Day due = 0;
    int year = 0;  // contract year of the call
  };

  bool lives_there(const Place& place, const HomeResident& resident, sim::Day day) const;
  bool is_trained(const Home& home, sim::Day day) const;
  bool runs_on(const Link& link, sim::Day day) const { return day >= link.from && day <= settings_.end; }
  bool may_visit(const Place& place, const Link& link) const;
  void plan_teaching(const Place& place);
  void teach(Place& place, sim::Day day);
  void plan_sessions(Place& place, std::size_t link, int month);
  void keep_time(Place& place, const Link& link, int month);
  // sessions.cpp
  void hold(Place& place, std::size_t link);
  Home& next_home(const Link& link);
  std::vector<HomeResident*> order_of(const Place& place, const Home& home);
  bool is_put_first(const Place& place, const HomeResident& resident) const;
  int see(Place& place, const Link& link, HomeResident& resident);
  int help(Place& place, const Link& link, const HomeResident& resident, bool in_pain);
  void bring_to_practice(Place& place, const Link& link, const HomeResident& resident, bool in_pain);
  void refer(Place& place, const Link& link, const HomeResident& resident);
  int call_dentist(Place& place, const Link& link, const HomeResident& resident);
  void come(Place& place, std::uint32_t called);
  void treat(Place& place, const Called& called);
  double way_there_and_back(const Place& place, std::uint16_t practice, std::uint16_t home) const;
  Pence mileage(const Place& place, std::uint16_t practice, std::uint16_t home) const;
  void drive(Place& place, std::uint16_t practice, std::uint16_t home);
  void pay(Place& place, Line line, std::uint16_t practice, Pence amount) const;

  const Settings& settings_;
  std::size_t pathway_;  // of the roster
  std::uint32_t first_handler_, first_person_;
  std::uint32_t first_practice_;
  std::uint8_t urgent_, special_care_;
  OwnMeasures own_;
  Line session_line_, equipment_line_, visit_line_, transport_line_, taught_line_;
  std::vector<HomeResident> residents_;  // by person
  std::vector<Home> homes_;
  std::vector<Link> links_;
  std::vector<bool> equipped_;  // by link
  bool taught_ = false;         // some homes are
  sim::Pool<Called> called_;
};

}  // namespace models::care_homes
