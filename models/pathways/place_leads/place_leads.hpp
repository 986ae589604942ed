// Lead clinicians of Places (project 6): one in each, so many sessions a year, out of the book of their practice.
//
// The sessions of a contract year lie evenly over it: as many as its weeks of them, to the session. Time is kept free some
// weeks ahead; what the book has no room for is given out of hours. What leading does for others is an assumption
// (practices/leadership.hpp), and nothing unless a study makes it.
#pragma once
#include <string>
#include <vector>

#include "models/places/place.hpp"
#include "models/practices/leadership.hpp"

namespace models::place_leads {

PathwayKind kind();

struct Settings : PathwaySettings {
  sim::Day start = 0, end = sim::last_storable_day;
  std::vector<std::string> places;  // led; none = all
  std::string places_where;
  std::vector<std::string> named;  // ids of the leads' practices; else the largest of the Place
  std::string named_where;
  double sessions = 0;  // a week and lead
  double weeks = 0;     // a year
  int minutes = 0;      // of a session
  int notice = 0;       // days ahead at which the book keeps the time free
  Pence session_fee;
  double part_paid = 1;  // share of the fee that is paid on the mean, by attendance
  Pence training;        // once for each lead
  double adoption = 0, referrals = 0;
  int a_year() const;  // sessions of a lead
  Pence fee() const;
  /// Their days of a contract year, by its first calendar year: moved to the next working day.
  std::vector<sim::Day> days_of(int year) const;
};
void read(sim::io::Block& block, Settings& out);

/// Lead clinicians' own measures.
struct OwnMeasures {
  sim::Counter leads, sessions, not_held, unfunded, minutes, displaced_minutes, trained, cost;
};
void declare(sim::Layout& layout);

class PlaceLeads final : public Pathway {
 public:
  PlaceLeads(Place& place, const Settings& settings, const Seat& seat);
  void open_day(Place& place, sim::Day day) override;
  void close_month(Place& place, sim::Day last_day) override;

 private:
  bool order(Place& place, sim::Day day);
  void hold(Place& place);
  bool is_there(const Place& place) const;
  void pay(Place& place, Line line, Pence amount);

  const Settings& settings_;
  Seat seat_;
  OwnMeasures own_;
  Line session_line_, training_line_;
  std::uint16_t practice_ = no_practice;  // of the lead; none: the Place is not led
  std::size_t first_practice_;
  std::vector<sim::Day> days_;     // of sessions, ascending
  std::size_t next_ = 0;           // to be ordered
  std::vector<sim::Day> ordered_;  // and not held yet
  bool is_trained_ = false;
};

}  // namespace models::place_leads
