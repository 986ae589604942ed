// A Place: a logical process that owns its residents and its practices.
//
// The day of a Place, in order: the month turns if it must; today's events are opened; the pathways open their
// day, by rank of name; then for each round: letters, events up to the round's end, the board, the post.
// Nobody else writes a Place; it speaks with others only by letter and by what it publishes on the board.
#pragma once
#include <array>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "models/finance/ledger.hpp"
#include "models/need/care_seeking.hpp"
#include "models/need/oral_health.hpp"
#include "models/need/person_state.hpp"
#include "models/places/budgets.hpp"
#include "models/places/front_door.hpp"
#include "models/places/journeys.hpp"
#include "models/places/measures.hpp"
#include "models/places/open_requests.hpp"
#include "models/places/pathway.hpp"
#include "models/population/population.hpp"
#include "models/practices/practice.hpp"
#include "models/referrals/priority.hpp"
#include "sim/board.hpp"
#include "sim/calendar.hpp"
#include "sim/column.hpp"
#include "sim/post.hpp"
#include "sim/recorder.hpp"
#include "sim/stream.hpp"

namespace models {

/// Collections of the post: the end of each round, minute of the day; the last is midnight.
inline constexpr std::size_t rounds_per_day = 5;
struct PostSettings {
  std::array<int, rounds_per_day> collection{};
};
void read(sim::io::Block& block, PostSettings& out);

/// The services that the house itself asks for.
struct CoreServices {
  std::uint8_t routine = 0, urgent = 0;
};

/// What all processes of a run may read.
struct Surroundings {
  const Geography& geography;
  const Sites& sites;
  const Journeys& journeys;
  const Population& population;
  const sim::Streams& streams;
  const CareSeeking& seeking;
  const OralHealth& oral;
  const FrontDoorSettings& front_door;
  const PracticeSettings& practices;
  const Treatment& treatment;
  const Conditions& conditions;
  const PostSettings& collections;
  const PrioritySettings& priority;
  const sim::Layout& layout;
  const Measures& measures;
  const sim::ReportedTime& time;
  std::shared_ptr<sim::Slabs> slabs;  // that the calendars share
  sim::Post<Letter>& post;
  sim::Board<PublicState>& board;
  CoreServices services;
  std::size_t service_count;
  std::span<const std::string> lines;  // of money
  sim::Day first, last;                // simulated days
  std::span<const std::string> service_names;
  const Budgets& budgets;  // of programmes
  std::span<const double>
      most_onset;  // by Place: by how much pathways can raise the onset of decay; empty = not
};

/// What a course left behind, told to the patient's home.
struct CourseEnd {
  std::uint32_t person = 0;
  std::uint16_t ordinal = 0;
  std::uint8_t service = 0;
  std::uint16_t practice = 0;
  sim::Day recall = 0;      // 0 = none set
  std::uint8_t manner = 0;  // good and bad visits
  std::uint8_t course = 0;  // band (bits 0-2) and whether it was complete (bit 3)
  bool treated = false;     // disease was treated
  bool relieved = false;    // pain was relieved
  bool linked = false;      // the practice is now the usual one
  bool varnished = false;   // with fluoride varnish
  enum : std::uint8_t { treated_bit = 1, relieved_bit = 2, linked_bit = 4, varnished_bit = 8 };
};

/// A practice that is asked before those which the person would choose.
struct FirstAsked {
  std::uint16_t practice = no_practice;
  bool expects = false;  // it has asked them to come
};
/// Whom somebody helps to ask: who has no practice that knows them, or anybody, who is expected by the practice named.
enum class Helped : std::uint8_t { without_practice, expected };

/// Who has turned a request away by letter, and how many colleagues had been asked by then.
struct TurnedAway {
  std::uint16_t by = no_practice;
  std::uint8_t colleagues = 0;
};

class Place {
 public:
  Place(std::uint16_t index, const Surroundings& around);

  /// Plays one round.
  void play(const sim::Round& round);
  /// After the last day: what is still open is counted.
  void close();

  // --- for pathways
  std::uint16_t index() const { return index_; }
  sim::Day today() const { return today_; }
  sim::Minute minute() const { return calendar_.now() % sim::minutes_per_day; }  // of today
  const Surroundings& around() const { return around_; }
  const sim::Streams& streams() const { return around_.streams; }
  const Measures& measures() const { return around_.measures; }
  sim::Tallies& tallies() { return tallies_; }
  Ledger& ledger() { return ledger_; }
  /// Pays one of this Place's practices for a line (negative: recovers).
  void pay(Payer payer, Line line, std::size_t practice, sim::Day day, Pence amount);
  /// The same to a provider that is no practice of the Place.
  void pay_other(Payer payer, Line line, sim::Day day, Pence amount);
  /// A programme (by its number in the roster) orders something: false where its budget is spent, then it must not. Without
  /// a budget there is always money.
  bool commit(std::size_t pathway, Pence amount) { return commit(pathway, amount, today_); }
  /// The same for what is held and paid on a later day, of this contract year or the next; and whether it could be.
  bool commit(std::size_t pathway, Pence amount, sim::Day due)
  {
    return purses_.commit(*this, pathway, amount, due);
  }
  bool affords(std::size_t pathway, Pence amount, sim::Day due) const
  {
    return purses_.affords(*this, pathway, amount, due);
  }
  /// What was ordered does not happen; it was of this contract year's money, or of the year named, which has ended.
  void uncommit(std::size_t pathway, Pence amount) { uncommit(pathway, amount, sim::contract_year(today_)); }
  void uncommit(std::size_t pathway, Pence amount, int year)
  {
    purses_.uncommit(*this, pathway, amount, year);
  }
  /// The line of that name.
  Line line(std::string_view name) const;
  /// The service of that name.
  std::uint8_t service(std::string_view name) const;
  sim::Calendar& calendar() { return calendar_; }
  const Person& person(std::uint32_t row) const { return around_.population.persons[row]; }
  bool is_resident(std::uint32_t row) const { return row - first_ < people_.size(); }
  void publish(std::uint16_t site, const PublicState& state);  // this Place's own, shown from the next round
  const PublicState& shown(std::uint16_t site) const;
  std::size_t office() const;  // the process of this Place's Office
  /// The area in which a person lives, of the region.
  std::size_t home_of(std::uint32_t person) const;
  /// Kilometres from a person's home to a site.
  double km_from_home(std::uint32_t person, std::uint16_t site) const;
  void send(std::size_t process, const Letter& letter);
  void skip() { ++dead_; }  // an event that its subject no longer means
  /// A pathway that is on, by its number in the roster.
  void add_pathway(std::size_t number, std::unique_ptr<Pathway> pathway, std::uint32_t first_handler,
                   std::uint32_t handlers);
  std::span<const Resident> residents() const { return residents_; }
  std::span<const std::unique_ptr<Pathway>> pathways() const { return pathways_; }

  /// A visit's findings, told to all pathways: the minutes that a referral takes.
  int assessed(const Assessment& assessment);
  /// A practice is about to refer: the minutes in which it does without, nullopt where it refers.
  std::optional<int> keeps(const Assessment& assessment, std::uint8_t service);
  /// Whom a resident in trouble turned to may send them to a practice: true where one takes them or has yet to answer.
  bool sent_to_practice(const Request& request, Contact contact);
  /// News of a contract, told to all pathways.
  void tell_contract(const ContractNews& news);
  /// What a practice has done, told to all pathways.
  void tell_deed(const PracticeDeed& deed);
  /// What happens at a practice of this Place under an offer is told to all pathways: false where there is no money for it.
  bool tell_offer(const OfferNews& news);
  /// Clinical time of a practice of this Place given to something else: the minutes that were free.
  int take_time(std::uint16_t practice, Days days, int minutes);
  /// Somebody joins a practice of this Place from tomorrow on: their place there, nullopt where it has none.
  std::optional<std::size_t> employ(std::uint16_t practice, const Joiner& who);
  void let_go(std::uint16_t practice, std::size_t place_there);
  StaffNow staff_now(std::uint16_t practice) const;
  /// The chance that a clinician of a practice who is about to leave stays.
  double retention(std::uint16_t practice) const;
  /// Whether a practice takes part in a network of practices that help each other.
  bool takes_part(std::uint16_t practice) const;
  /// The patient's home asks its Office for a further service (not where it is asked for already).
  void refer(const Referral& referral);
  const OpenRequests& open_requests() const { return open_; }

  // --- what a host tells a patient's home (at once for residents, by letter for guests)
  void tell_started(std::uint32_t person, std::uint16_t ordinal, std::uint8_t service, std::uint8_t stratum,
                    sim::Day asked);
  void tell_left(std::uint32_t person, std::uint16_t ordinal, std::uint8_t service, std::uint8_t stratum,
                 Reason reason);
  void tell_completed(const CourseEnd& end);
  /// Somebody helps a resident to ask: routine care is asked for now, at `first` where it
  /// is named (a practice, or a pathway's site), then as they would by themselves. False where they ask or are cared for
  /// already. Who is `expected` by `first`, a practice of this Place, is taken there where there is time; who is known to
  /// another asks that one now.
  bool ask_with_help(std::uint32_t person, std::uint16_t first = no_practice,
                     Helped whom = Helped::without_practice);
  /// Where a resident in trouble turns to first, by what all pathways say.
  FirstChannel first_channel(std::uint32_t person) const;
  /// A resident in trouble tries again, as a new request: at `first`, if no practice knows them.
  void ask_urgent_again(std::uint32_t person, std::uint16_t first = no_practice);
  /// Opens a request for urgent care in a resident's name, for whoever comes to them: it is for the caller to end.
  /// Nothing where one is open already.
  std::optional<Request> open_urgent(std::uint32_t person);
  /// A resident's booking, held for a due date, was moved past it: from that date they wait.
  void expect_due_date(std::uint32_t person);

  // --- counts
  /// Events played, by handler: 0 is the residents' own clock.
  const std::array<std::uint64_t, sim::max_handlers>& events() const { return events_; }
  std::uint64_t letters() const { return letters_; }
  std::uint64_t dead_events() const { return dead_; }
  std::uint64_t stale_letters() const { return stale_; }
  std::size_t bytes() const;
  const sim::Tallies& tallies() const { return tallies_; }
  /// Residents by usual practice at each reported year's end.
  const std::vector<std::vector<std::pair<std::uint16_t, std::uint32_t>>>& linked() const { return linked_; }

 private:
  // place.cpp: the day
  void settle_in(std::uint32_t i);
  void open_day(sim::Day day);
  void handle(const sim::Event& event);
  sim::Touched touches(const sim::Event& event) const;
  void read_post(std::span<const Letter> letters);
  void read(const Letter& letter);
  void tell(const Letter& letter);

  // place_clock.cpp: need and dates
  void ring(std::uint32_t i);
  /// Ceiling rates of the competing reasons, added up in their order, 1/year.
  struct Ceilings {
    double acute = 0, loss = 0, begin = 0, oral = 0;
  };
  bool is_varnished(std::uint32_t i) const;
  OnsetLever onset_lever(std::uint32_t i) const;
  Ceilings ceilings(const Person& person, Pattern habit, int years) const;
  sim::Draws clock_draws(std::uint32_t i, std::uint16_t candidate) const;
  void ring_candidate(std::uint32_t i, const Person& person, PersonState& state);
  void weigh_candidate(std::uint32_t i, const Person& person, PersonState& state, int years,
                       const sim::Draws& draws);
  void milestone(std::uint32_t i, const Person& person, PersonState& state);
  void plan_clock(const Person& person, PersonState& state, sim::Day today, double u) const;
  void plan_ask(std::uint32_t i, sim::Day day);  // 0 = no date
  void schedule(std::uint32_t i);
  void plan_next_ask(std::uint32_t i, double u);
  Pattern pattern(const Person& person, const PersonState& state, std::size_t age_band) const;

  // place_asking.cpp
  void ask_date(std::uint32_t i, const Person& person, PersonState& state);
  std::uint16_t ask_routine(std::uint32_t i, FirstAsked first = {});
  void bring_siblings(std::uint32_t i, std::uint16_t practice);
  bool comes_along(std::uint32_t sibling) const;
  void visit_privately(std::uint32_t i, Asking reason);
  bool is_held_back(std::uint32_t i);
  int days_put_off(std::uint32_t i, Asking asking);
  void ask_urgent(std::uint32_t i, FirstAsked first = {});
  std::uint16_t attempt(std::uint32_t i, std::uint8_t service, std::uint16_t ordinal, Tries tries,
                        Reason last, FirstAsked first = {}, TurnedAway turned_away = {});
  bool may_take(std::uint16_t practice, const Request& request, bool known) const;
  bool is_taken_elsewhere(const Request& request);
  bool try_practice(std::uint32_t i, const Request& request, Reason& last);
  void give_up(std::uint32_t i, const Request& request, Reason reason);
  bool knows(const PersonState& state) const;

  // place_network.cpp
  Request request_of(std::uint32_t i, std::uint8_t service, std::uint16_t ordinal) const;
  std::uint16_t ask_colleagues(std::uint32_t i, Request request, std::uint16_t turned_away_by,
                               std::uint8_t& colleagues, Reason& last);

  // place_home.cpp: what hosts tell
  bool answers_live_request(std::uint32_t i, const Letter& letter) const;
  void started(std::uint32_t i, const Letter& letter);
  void left(std::uint32_t i, const Letter& letter);
  void after_failure(std::uint32_t i, Asking asked_for, double u);
  void completed(std::uint32_t i, const Letter& letter);
  void begin_follow_up(std::uint32_t i, std::uint16_t practice);
  unsigned groups_asking(std::uint32_t i, std::uint8_t service) const;
  void count_asked(std::uint32_t i, std::uint8_t service, int at);
  void count_away(std::uint32_t i, std::uint8_t service, int at);
  void set_unmet(std::uint32_t i, bool unmet);
  sim::Day asked_on(std::uint32_t i, std::uint8_t service) const;

  // place_requests.cpp: further services
  bool is_further(std::uint8_t service) const;
  void open_request(const Letter& letter);
  void count_begun(std::uint32_t i, const Letter& letter, int waited);
  void further_started(std::uint32_t i, const Letter& letter);
  void further_left(std::uint32_t i, const Letter& letter);
  void further_completed(std::uint32_t i, const Letter& letter);

  // place_census.cpp
  void turn_month(sim::Day day);
  void census_money(int month);
  void census_month(sim::Day last_day);
  void census_year(sim::Day last_day);
  void count_open_wait(std::uint8_t service, int at, int days);

  std::uint16_t index_;
  const Surroundings& around_;
  std::uint32_t first_;  // row of the first resident
  std::span<const Person> people_;
  sim::Column<Resident> residents_;
  OpenRequests open_;  // for further services
  sim::Calendar calendar_;
  sim::Tallies tallies_;
  Ledger ledger_;
  Purses purses_;
  std::vector<std::unique_ptr<Pathway>> pathways_;
  std::vector<Pathway*> by_number_;  // in the roster; nullptr = off
  std::vector<Pathway*> acting_;     // those that act on residents' need and asking
  Pathway* network_ = nullptr;       // that links practices
  std::vector<Sites::Range> sites_;  // of pathways, in this Place
  struct Handler {
    Pathway* pathway;
    std::uint32_t number;
  };
  std::array<Handler, sim::max_handlers> handlers_{};
  std::vector<Pathway*> host_;          // by service
  std::vector<std::uint32_t> waiting_;  // [service][stratum], residents
  std::array<std::uint32_t, plus_groups> group_waiting_{};
  std::vector<std::vector<std::pair<std::uint16_t, std::uint32_t>>> linked_;
  sim::Day today_ = 0;
  sim::Day month_began_ = 0;
  sim::Round round_;
  static constexpr std::uint32_t nobody = ~0u;
  std::uint32_t ringing_ = nobody;  // the resident whose clock is being played
  int month_ = -1;
  std::array<std::uint64_t, sim::max_handlers> events_{};
  std::uint64_t letters_ = 0, dead_ = 0, stale_ = 0;
};

}  // namespace models
