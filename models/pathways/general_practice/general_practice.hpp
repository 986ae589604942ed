// General practice: usual care as a pathway. Books, waiting lists, visits, courses and the contract year of the
// practices of one Place.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "models/pathways/general_practice/offered.hpp"
#include "models/pathways/general_practice/settings.hpp"
#include "models/places/pathway.hpp"
#include "models/places/place.hpp"
#include "models/practices/contract_levers.hpp"
#include "models/practices/practice.hpp"
#include "sim/distributions.hpp"
#include "sim/line.hpp"
#include "sim/pool.hpp"

namespace models::general_practice {

PathwayKind kind();

/// One person's demand for one service at a practice of this Place, from asking to completion.
struct Episode {
  std::uint32_t person = 0;
  sim::Minute due = 0;                   // the one event that is still meant
  std::uint32_t previous = 0, next = 0;  // in the waiting list
  std::uint16_t practice = 0;            // of the Place
  std::uint16_t asked = 0;               // day on which the wait starts
  std::uint16_t ordinal = 0;
  std::uint16_t day = 0;  // booked; 0 = none
  std::uint8_t session = 0, unit = 0, length = 0;
  std::uint8_t service = 0;
  std::uint8_t stratum = 0;
  std::uint8_t visit = 0;     // kept visits of the course
  std::uint8_t step = 0;      // appointments made, for the streams
  std::uint8_t missed = 0;    // in a row, with those before this episode
  std::uint8_t oral = 0;      // OralState at asking
  std::uint8_t manner = 0;    // good visits, bad visits
  std::uint8_t priority = 0;  // class of the waiting list
  std::uint8_t lead = 0;      // days between booking and visit
  std::uint8_t last_course = 0;
  std::uint8_t bits = 0;
  std::uint16_t last_completed = 0;
  std::uint16_t accepted = 0;  // day of the first visit: tariff, charges and exemptions follow it
  Role role : 4 {};            // of the booked session
  Role first_role : 4 {};      // that led the first visit
  std::uint8_t refusals = 0, acclimatised = 0;
  std::uint8_t rest = 0;  // units of `length` for which the room rests after the visit
  OfferMark offer;

  enum : std::uint8_t {
    waiting = 1,
    guest = 2,
    known = 4,
    started = 8,
    assisted = 16,
    treated = 32,
    cancelling = 64,
    used = 128
  };
  bool has(std::uint8_t bit) const { return (bits & bit) != 0; }
  int visit_minutes() const { return (length - rest) * minutes_per_unit; }
  void set(int bit, bool on = true) { bits = static_cast<std::uint8_t>(on ? bits | bit : bits & ~bit); }
};
static_assert(sizeof(Episode) <= 48);

/// General practice's own measures.
struct OwnMeasures {
  sim::Counter foundation_uda, handed_back, relet, unplaced, closures, refused_treatment, sessions,
      child_minutes, varnished, sessions_lost, clinicians_absent, put_off, rest_minutes, waived, heads;
};
void declare(sim::Layout& layout);

/// Who works at the practices.
struct StaffMeasures {
  sim::Counter establishment, vacant, standing_empty, joined, leavers, fills, foundation_dentists,
      trainee_sessions, supervised_minutes;
};
void declare_staff(sim::Layout& layout);
StaffMeasures staff_measures(const sim::Layout& layout);

/// E5: the odds of not coming are a product, of which all factors are known beforehand.
class OddsOfMissing {
 public:
  explicit OddsOfMissing(const AttendanceSettings& settings);
  enum : unsigned { child = 1, fresh = 2, reminded = 4, urgent = 8, kinds = 16 };
  double at(int deprivation, unsigned kind, std::size_t lead) const
  {
    return of_kind_[static_cast<std::size_t>(deprivation - 1)][kind] *
           of_lead_[std::min(lead, longest_lead_counted)];
  }

 private:
  static constexpr std::size_t longest_lead_counted = 56;  // days between booking and visit
  std::array<std::array<double, kinds>, deprivation_classes> of_kind_{};
  std::array<double, longest_lead_counted + 1> of_lead_{};
};

class GeneralPractice final : public Pathway {
 public:
  GeneralPractice(Place& place, const Settings& settings, const Seat& seat);

  void open_day(Place& place, sim::Day day) override;
  bool takes(std::uint8_t service) const override
  {
    return service == services_.routine || service == services_.urgent;
  }
  Answer receive(Place& place, const Request& request) override;
  void read(Place& place, const Letter& letter) override;
  void handle(Place& place, const sim::Event& event, std::uint32_t handler) override;
  sim::Touched touches(const sim::Event& event) const override;
  int give_time(Place& place, std::uint16_t practice, Days days, int minutes) override;
  std::optional<std::size_t> employ(Place& place, std::uint16_t practice, const Joiner& who) override;
  void let_go(Place& place, std::uint16_t practice, std::size_t place_there) override;
  StaffNow staff_now(const Place& place, std::uint16_t practice) const override;
  void close_month(Place& place, sim::Day last_day) override;
  std::size_t bytes() const override;

  enum Handler : std::uint32_t { appointment, cancellation, patience, passing, handlers };

 private:
  struct Window {
    sim::Day from, last;
    Purpose purpose;
  };
  struct Found {
    Slot slot{};
    Role role{};
    int units = 0, rest = 0;  // units: with the room's rest
    bool is_long = false;
  };

  // booking.cpp
  Answer find_first(Place& place, std::uint32_t e, const Request& request);
  std::optional<Found> find(const Place& place, const Episode& episode, const Window& window,
                            Procedure procedure);
  std::optional<Found> find_resting(const Place& place, const Episode& episode, const Window& window,
                                    Procedure procedure, int rest);
  std::optional<Found> find_ordinary(const Place& place, const Episode& episode, const Window& window,
                                     Procedure procedure, int rest);
  int units_of_visit(const Place& place, const Episode& episode, const PatientTraits& patient,
                     Procedure procedure, Role role, double u) const;
  void book(Place& place, std::uint32_t e, const Found& found);
  void release(Place& place, const Episode& episode);
  void join_list(Place& place, std::uint32_t e);
  void offer_freed_time(Place& place, std::uint16_t practice);
  enum class Offered { taken, does_not_fit, no_time };
  Offered offer(Place& place, std::uint32_t e);
  std::uint32_t longest_waiter(const Place& place, std::uint16_t practice) const;
  std::size_t list_class(const Place& place, const Episode& episode, bool long_waiter) const;
  void lose_patience(Place& place, std::uint32_t e);
  void pass_away(Place& place, std::uint32_t e);
  bool book_again(Place& place, std::uint32_t e);
  int patience_days(const Place& place, const Episode& episode) const;
  sim::Day latest_day(const Place& place, const Episode& episode, sim::Day from) const;
  bool accepts_wait(const Place& place, const Episode& episode, int days) const;
  static Episode episode_of(const Request& request, std::uint16_t practice);
  bool accepts(Place& place, const Request& request, const Episode& asked);
  double acceptance_of(std::size_t practice, const PatientKind& kind, double wait_days) const;
  PatientKind kind_of(const Person& person, sim::Day day, bool is_new) const;
  PatientTraits traits(const Place& place, const Episode& episode) const;
  std::uint16_t practice_count() const { return static_cast<std::uint16_t>(practices_.size()); }
  std::uint16_t site(std::uint16_t practice) const
  {
    return static_cast<std::uint16_t>(first_site_ + practice);
  }
  void plan(Place& place, std::uint32_t e, sim::Day day, sim::Minute minute, Handler handler);

  // waves.cpp
  void meet_conditions(Place& place, sim::Day day);
  void ration(sim::Day day);
  LostSessions lose_sessions_of(Place& place, std::uint16_t practice, sim::Day day);
  bool is_put_off(const Place& place, const Episode& episode) const;
  void put_off(Place& place, std::uint32_t e);
  void put_off_bookings(Place& place);
  bool makes_aerosol_now(const Place& place, const Episode& episode, Procedure procedure) const;
  Procedure next_procedure(const Place& place, const Episode& episode) const;
  void waive_month(Place& place, sim::Day last_day);

  // visit.cpp
  void come(Place& place, std::uint32_t e);
  void cancel(Place& place, std::uint32_t e);
  bool misses(const Place& place, const Episode& episode) const;
  void count_booked(Place& place, const Episode& episode) const;
  void count_way(Place& place, const Episode& episode) const;
  void miss(Place& place, std::uint32_t e);
  void kept(Place& place, std::uint32_t e);
  void find_out(Place& place, std::uint32_t e, bool refused);
  int take_time(const Place& place, std::uint16_t practice, Role role, Days days, int minutes);
  CoursePlan course(const Place& place, const Episode& episode) const;
  Procedure procedure_due(const CoursePlan& plan, const Episode& episode) const;
  bool accepts_treatment(const Place& place, const Episode& episode, const Person& person) const;
  bool needs_acclimatisation(const Place& place, const Episode& episode, const Person& person) const;
  void next_visit(Place& place, std::uint32_t e, const CoursePlan& plan);
  void complete(Place& place, std::uint32_t e, const CoursePlan& plan, bool is_complete);
  void pay_urgent_fee(Place& place, std::uint16_t practice, Pence fee) const;
  bool credit(Place& place, const Episode& episode, Band band);
  sim::Day days_by_risk(const Place& place, const Episode& episode) const;
  sim::Day recall_day(const Place& place, const Episode& episode) const;
  void leave(Place& place, std::uint32_t e, Reason reason);
  void drop(std::uint32_t e);

  // contract_year.cpp
  void open_books_and_flags(Place& place, sim::Day day);
  void begin_month(Place& place, sim::Day day);
  void settle_year(Place& place, sim::Day last_day);
  void count_year(Place& place, std::uint16_t practice, Uda target, Uda delivered, Uda paid_for,
                  Pence recovered);
  void hand_back(Place& place, std::uint16_t practice, sim::Day day);
  void offer_to_others(Place& place, std::uint16_t practice, sim::Day day, Uda rest);
  void pay_settlement(Place& place, std::uint16_t practice, sim::Day day, const Settlement& settlement);
  void displace(Place& place, std::uint16_t practice);
  void show(std::uint16_t practice, sim::Day day);
  void show_urgent_time(Place& place, std::uint16_t practice);

  // staff.cpp
  void set_hazard(const Place& place, std::uint16_t practice, sim::Day day);
  void count_staff_day(Place& place, sim::Day day);
  void count_staff_month(Place& place, sim::Day last_day);
  bool nurse_helps(std::uint16_t practice, Procedure procedure, AgeClass age, sim::Day day) const;
  const RoleOrder& roles_for(std::uint16_t practice, Procedure procedure, sim::Day day) const;

  // contract_review.cpp
  double warned(Place& place, std::uint16_t practice) const;
  void review(Place& place, std::uint16_t practice, sim::Day day);
  double acceptance_shift(std::size_t practice, AgeClass age) const;
  void tell_begun(Place& place, const Episode& episode) const;

  // contract_flexible.cpp
  void lower_for_the_year(std::uint16_t practice, sim::Day day);
  void open_flexible(Place& place, std::uint16_t practice);
  void hold_flexible(Place& place, std::uint16_t practice, sim::Day day);
  bool is_in_flexible(const Episode& episode) const;
  void begin_flexibly(Place& place, const Episode& episode);
  bool keeps_for_children() const
  {
    return !flexible_.empty() && levers_.flexible.kept_for == Purpose::child;
  }
  double wait_of_new(const Place& place, std::size_t practice, AgeClass age);

  // heads.cpp
  void tell_due(Place& place, std::uint16_t practice, sim::Day day);
  void count_heads(Place& place, sim::Day day);
  void read_notice(Place& place, const Letter& letter);

  // offers.cpp
  void take_offers(const Place& place);
  const OfferHere* offer_of(const Episode& episode) const;
  bool tell(Place& place, const Episode& episode, OfferNews::What what, OfferNews more = {}) const;
  void tell_ended(Place& place, const Episode& episode, Band band, bool is_complete, bool counts) const;
  OfferPatient offer_patient(const Place& place, const Request& request, const OfferHere& here,
                             bool in_need) const;
  void tell_graded_wrong(Place& place, const Request& request, std::uint16_t practice, const OfferHere& here,
                         OfferPatient patient) const;
  OfferMark offered(Place& place, const Request& request, std::uint16_t practice);
  bool accepts_under_offer(const Place& place, const Episode& episode, const PatientKind& kind, double u);
  int long_units(const Place& place, const Episode& episode, Procedure procedure, double u) const;
  std::optional<Found> find_long(const Place& place, const Episode& episode, const Window& window,
                                 Procedure procedure, int rest);
  bool is_off_menu(const Episode& episode, const CoursePlan& plan) const;

  // long_slots.cpp
  void answer_offers(Place& place, std::uint16_t practice, sim::Day day);
  MinutesAsked meant_asked(std::uint16_t practice, const OfferHere& here, bool not_yet, sim::Day day) const;
  MinutesAsked others_asked(std::uint16_t practice, const OfferHere& here) const;
  void lean_from_offers(std::uint16_t practice);
  void hold_long_slots(Place& place, std::uint16_t practice, sim::Day day);
  void open_offers(Place& place, std::uint16_t practice, sim::Day day, sim::Day opened_from);

  // mix.cpp
  void count_cooperation(const Place& place);
  Expectation expected_course_of(const PatientKind& kind, sim::Day day) const;
  void update_pay(sim::Day day);
  void add_heads_to(double& pay, const PatientKind& kind, const Expectation& course, double lost) const;
  double chance_of_missing(const PatientKind& kind) const;
  void update_mix(std::uint16_t practice);

  const Settings& settings_;
  const PracticeSettings& practice_settings_;
  const Treatment& treatment_;
  const ContractLevers levers_;
  SessionShapes shapes_;
  CoreServices services_;
  OwnMeasures own_;
  StaffMeasures staff_own_;
  Line foundation_line_, urgent_fee_line_, capitation_line_;
  Seat seat_;
  std::uint32_t first_site_;
  int nurse_units_;  // of a child's check-up that an extended-duty nurse takes over
  SessionBooks books_;
  std::vector<Practice> practices_;
  struct WaitingList : sim::Line<queue_classes> {
    std::uint32_t turn = 0;  // of time that was freed
  };
  std::vector<WaitingList> lists_;
  std::vector<PublicState> faces_;
  std::vector<float> forecast_;
  const Staffing* staffing_;        // nullptr: no pathway turned its levers
  std::vector<Turnover> turnover_;  // a ring of days
  std::vector<float> load_;         // by practice; empty: nobody tires
  /// What a practice always or never does.
  struct Habits {
    bool reminds, recalls_by_risk;
  };
  std::vector<Habits> habits_;
  OddsOfMissing odds_of_missing_;
  sim::Staircase patience_routine_, patience_urgent_;  // days
  sim::Pool<Episode> episodes_;
  ByKind pay_{}, minutes_{};  // of each kind's mean course: pence a minute, minutes
  /// E2. Requests of the last months by kind of patient, the older the less, and what follows from them.
  struct Mix {
    std::array<float, patient_kinds> asked{}, leaning{};
  };
  std::vector<Mix> mix_;
  /// A practice's sessions that take the place of units.
  struct Flexible {
    KeptSessions kept{};
    sim::Day opened_to = 0;
    int year = 0;     // contract year of the days last opened
    double from = 0;  // fraction of it that was over on its first day here
    int opened = 0;   // sessions kept in it
  };
  std::vector<Flexible> flexible_;                                    // by practice; empty: none are kept
  std::set<std::pair<std::uint32_t, std::uint16_t>> flexibly_begun_;  // person and ordinal of live courses
  std::array<double, 2>
      not_yet_{};  // share of children not yet cooperative: living in an eligible area (1) or not
  std::vector<std::vector<OfferHere>> offers_;  // by practice; empty: none has any
  double mean_uda_value_ = 0;
  double fee_factor_ = 1;       // by which fees by the head are scaled, as last heard
  const Wave* wave_ = nullptr;  // in force; nullptr: ordinary time
  Condition now_;               // today
  bool is_rationed_ = false;    // some day of the books has been
};

}  // namespace models::general_practice
