// Access sessions: commissioned time for people without a dentist, at practices on top of their contracts or at dental
// access centres. They are assessed, made dentally fit, and taken on by a practice, or not.
//
// People come whom no practice took, and whom others than dentists refer. A site has a book of its own; a course is
// what treatment in practice would be, but whoever has disease is treated for it: fit is who has no need left.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/pathways/access_sessions/settings.hpp"
#include "models/places/place.hpp"
#include "models/practices/session_book.hpp"
#include "sim/pool.hpp"

namespace models::access_sessions {

PathwayKind kind();

/// Access sessions' own measures; the last two by PLUS group.
struct OwnMeasures {
  sim::Counter practices, centres, sessions, centre_sessions, rest_day_sessions, not_held, slots;
  sim::Counter asked, referred, no_room, visits, missed, begun, put_first, urgent_visits;
  sim::Counter fit, unfinished, kept_on, seen_again, not_seen_again;
  sim::Counter minutes, interpreter_minutes, displaced_minutes, cost;
  sim::Counter begun_by_group, fit_by_group;
};
void declare(sim::Layout& layout);
OwnMeasures own_measures(const sim::Layout& layout);

/// Somebody booked, or within a course, at a site of this Place.
struct Course {
  std::uint32_t person = 0;
  sim::Minute due = 0;  // the one event that is still meant; 0 = not in use
  std::uint16_t asked = 0;
  std::uint16_t ordinal = 0;
  std::uint16_t site = 0;      // of this Place's
  std::uint16_t day = 0;       // booked; 0 = none
  std::uint16_t accepted = 0;  // day of the first visit
  std::uint16_t last_completed = 0;
  std::uint8_t session = 0, unit = 0, units = 0;
  std::uint8_t service = 0, stratum = 0, oral = 0, manner = 0, last_course = 0;
  std::uint8_t visit = 0;   // kept visits
  std::uint8_t missed = 0;  // appointments in a row
  std::uint8_t step = 0;    // appointments made, for the streams
};

class AccessSessions final : public Pathway {
 public:
  AccessSessions(Place& place, const Settings& settings, const Seat& seat);

  void open_day(Place& place, sim::Day day) override;
  Answer receive(Place& place, const Request& request) override;
  void read(Place& place, const Letter& letter) override;
  bool find_other_care(Place& place, const Request& request) override;
  void turned_away(Place& place, const Letter& letter) override;
  void handle(Place& place, const sim::Event& event, std::uint32_t handler) override;
  void close_month(Place& place, sim::Day last_day) override;
  sim::Touched touches(const sim::Event& event) const override;
  std::size_t bytes() const override
  {
    return books_.bytes() + courses_.bytes() + kept_on_.capacity() * sizeof(KeptOn);
  }

  enum Handler : std::uint32_t { appointment, looking, referral, handlers };

 private:
  struct HereSite {
    SessionBooks::Book book = 0;
    std::uint32_t key = 0;  // names its streams
    std::uint16_t practice =
        no_practice;  // of the region, whose rooms they are; no_practice = an access centre
    sim::Day begins = 0;
    int limit = 0;           // sessions commissioned
    int opened = 0;          // sessions so far
    int held = 0;            // so far
    sim::Day next = 0;       // day whose sessions are to be opened
    sim::Day last_open = 0;  // day of the last session opened
    bool is_centre() const { return practice == no_practice; }
  };
  /// A site of this ICB that a resident may be sent to.
  struct NearSite {
    std::uint16_t number;  // of Sites
    bool is_centre;
  };
  /// A resident whom a practice has taken on.
  struct KeptOn {
    std::uint32_t person;
    std::uint16_t practice, day;
  };

  /// The largest value of the PLUS groups to which somebody belongs today.
  static double largest_of(const std::array<double, plus_groups>& values, const Place& place,
                           std::uint32_t person);

  // access_sessions.cpp: residents
  bool is_eligible(const Place& place, std::uint32_t person) const;
  bool goes_first(const Place& place, std::uint32_t person, std::uint8_t oral) const;
  bool ask_nearest(Place& place, Request request);
  const PublicState& face_of(const Place& place, std::uint16_t site) const;
  std::optional<std::uint16_t> nearest_with_room(const Place& place, const Request& request,
                                                 std::uint16_t refused) const;
  void invite(Place& place, sim::Day day);
  void refer(Place& place, std::uint32_t person);
  void keep_on(Place& place, const KeptOn& kept);
  void follow_up(Place& place, sim::Day last_day);

  // sessions.cpp: sites
  const WeeklySessions& weekly(bool is_centre) const
  {
    return is_centre ? settings_.at_centres.weekly : settings_.at_practices.weekly;
  }
  HereSite make_site(const Place& place, const Site& site, std::uint16_t k, int number, int practices);
  bool open_sessions(Place& place, HereSite& site, sim::Day day);
  Pence fee_on(bool is_centre, sim::Day day) const;
  void hold_sessions(Place& place, HereSite& site, sim::Day day);
  void call_off(Place& place, const HereSite& site, sim::Day day);
  void show(Place& place, std::uint16_t k);
  bool has_ended(const Place& place, const HereSite& site) const;
  static bool is_closed(const Place& place, const HereSite& site);

  // visits.cpp: patients
  bool book(Place& place, std::uint32_t c, Days days, Purpose purpose, Procedure procedure);
  void plan(Place& place, std::uint32_t c, sim::Day day, sim::Minute minute, Handler handler);
  int units(const Place& place, const Course& course, Procedure procedure) const;
  int interpreter_minutes(const Place& place, std::uint32_t person) const;
  double chance_of_missing(const Place& place, std::uint32_t person) const;
  CoursePlan plan_of(const Place& place, const Course& course) const;
  void come(Place& place, std::uint32_t c);
  void miss(Place& place, std::uint32_t c);
  void see(Place& place, std::uint32_t c);

  // courses.cpp
  void begin(Place& place, Course& course);
  void relieve(Place& place, std::uint32_t c);
  void next_visit(Place& place, std::uint32_t c);
  void complete(Place& place, std::uint32_t c, bool is_complete);
  void leave(Place& place, std::uint32_t c, Reason reason);
  void count_groups(Place& place, sim::Counter counter, std::uint32_t person) const;
  std::uint16_t practice_that_keeps(const Place& place, const Course& course) const;
  void drop(std::uint32_t c);

  const Settings& settings_;
  Seat seat_;
  CoreServices services_;
  OwnMeasures own_;
  Line fee_line_, centre_line_;
  std::uint32_t first_person_;
  Sites::Range here_;
  SessionBooks books_;
  std::vector<HereSite> sites_;
  std::vector<PublicState> faces_;  // of sites_, as they are now
  std::vector<NearSite> near_;
  bool has_centres_ = false;  // in the ICB
  sim::Pool<Course> courses_;
  std::vector<KeptOn> kept_on_;  // residents who are followed
};

}  // namespace models::access_sessions
