// Urgent care: a helpline in each Office, urgent sites in the Places, and what becomes of people in trouble whom no
// practice takes. (Practices' own urgent time is general practice.)
#pragma once
#include <cstdint>
#include <vector>

#include "models/pathways/urgent_care/settings.hpp"
#include "models/pathways/urgent_care/ticket.hpp"
#include "models/places/place.hpp"
#include "models/practices/session_book.hpp"
#include "sim/pool.hpp"

namespace models::urgent_care {

PathwayKind kind();

/// Urgent care's own measures.
struct OwnMeasures {
  sim::Counter calls, calls_answered, calls_abandoned, call_minutes;
  sim::Counter triaged_emergency, triaged_urgent, triaged_soon, triaged_advice, recontacts;
  sim::Counter emergency_department, admissions, no_capacity;
  sim::Counter sites, sessions, slots, visits, within_limit, breaches, repeat_visits, put_first, follow_ups,
      displaced_minutes;
};
void declare(sim::Layout& layout);
OwnMeasures own_measures(const sim::Layout& layout);

/// Somebody booked at a site of this Place.
struct Booked {
  std::uint32_t person = 0;
  sim::Minute due = 0;  // the one event that is still meant; 0 = not in use
  std::uint16_t asked = 0;
  std::uint16_t ordinal = 0;
  std::uint16_t site = 0;  // of this Place's
  std::uint16_t last_completed = 0;
  std::uint8_t stratum = 0, ticket = 0, oral = 0, manner = 0, last_course = 0, units = 0;
};

class UrgentCare final : public Pathway {
 public:
  UrgentCare(Place& place, const Settings& settings, const Seat& seat);

  void open_day(Place& place, sim::Day day) override;
  Answer receive(Place& place, const Request& request) override;
  void read(Place& place, const Letter& letter) override;
  bool find_other_care(Place& place, const Request& request) override;
  void turned_away(Place& place, const Letter& letter) override;
  void ended(Place& place, std::uint32_t person, std::uint8_t service, Reason reason) override;
  void handle(Place& place, const sim::Event& event, std::uint32_t handler) override;
  void close_month(Place& place, sim::Day last_day) override;
  sim::Touched touches(const sim::Event& event) const override;
  std::size_t bytes() const override { return books_.bytes() + booked_.bytes(); }

  enum Handler : std::uint32_t { appointment, next_call, handlers };

 private:
  struct HereSite {
    SessionBooks::Book book;
    std::uint32_t key;       // names its streams
    std::uint16_t practice;  // of this Place, whose rooms they are
    std::uint8_t able;       // bits by Help
    Days open;               // on which it holds sessions
    WeeklySessions weekly;
    Pence session_fee;
    double displaces;  // share of a session's time that comes out of the practice's own books
  };

  void open_sessions(Place& place, const HereSite& site, sim::Day day);
  void show(Place& place, std::uint16_t site);
  int rest_after(const Place& place, const Request& request) const;
  int units() const { return (settings_.sites.minutes + minutes_per_unit - 1) / minutes_per_unit; }
  void come(Place& place, std::uint32_t b);
  void treat(Place& place, const Booked& booked);
  void find_out(Place& place, const Booked& booked);
  void try_later(Place& place, std::uint32_t person, double mean_days, sim::Why why);

  const Settings& settings_;
  Seat seat_;
  std::uint8_t urgent_;
  bool is_on_;  // the Office has a helpline and at least one site
  OwnMeasures own_;
  Line fee_line_;
  std::uint32_t first_practice_;  // of the Place
  Sites::Range here_;
  SessionBooks books_;
  std::vector<HereSite> sites_;
  sim::Pool<Booked> booked_;
  const Wave* wave_ = nullptr;  // in force; nullptr: ordinary time
};

}  // namespace models::urgent_care
