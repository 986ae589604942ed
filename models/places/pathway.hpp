// THE SEAM: what a pathway of care is to the rest of the house.
//
// The folder is the registration, the config block the switch: CMake lists the folders of models/pathways and
// writes the roster; a block [pathway.NAME] turns one on. A pathway declares its services, money lines,
// measures and parameters in its kind; an instance lives in each Place and may keep state there. Pathways
// never call each other: they meet in the things that the rooms to their left own.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/need/oral_health.hpp"
#include "models/places/front_door.hpp"
#include "models/places/letter.hpp"
#include "models/places/measures.hpp"
#include "models/places/plan.hpp"
#include "models/places/sites.hpp"
#include "models/practices/conditions.hpp"
#include "models/practices/contract.hpp"
#include "models/practices/staffing.hpp"
#include "sim/calendar.hpp"
#include "sim/event.hpp"
#include "sim/io/config_block.hpp"
#include "sim/recorder.hpp"
#include "sim/round.hpp"

namespace models {

class Place;
class Office;
struct OfferNews;

/// A person's request for a service, as the host sees it.
struct Request {
  std::uint32_t person = 0;
  std::uint16_t practice = no_practice;  // asked, or another site: a number of Sites
  sim::Day asked = 0;                    // when the wait starts: today, or a due date ahead
  std::uint16_t ordinal = 0;
  std::uint8_t service = 0;
  std::uint8_t stratum = 0;
  std::uint8_t tries = 0;
  std::uint8_t oral = 0;    // OralState
  std::uint8_t manner = 0;  // low half good visits, high half bad ones
  std::uint8_t missed = 0;
  std::uint16_t last_completed = 0;  // day of the last completed course
  std::uint8_t last_course = 0;      // its band (bits 0-2) and whether it was complete (bit 3)
  bool known = false;                // of the practice
  bool guest = false;                // lives in another Place
  std::uint8_t colleagues = 0;  // asked for the person so far; not 0: this practice is asked by one of them
  bool expected = false;        // the practice has asked them to come
};

/// What a resident is about to ask for.
enum class Asking : std::uint8_t { routine, urgent, private_visit };

/// Practices that may be asked by others for one person: as many as a letter has room for.
inline constexpr int most_colleagues = 7;

/// A practice that is asked for somebody by another, or by whom they turned to.
struct Colleague {
  std::uint16_t practice;   // of Sites
  std::uint8_t colleagues;  // asked so far, with this one: 1 to most_colleagues
};

/// Whom somebody in trouble turns to whom no practice took.
enum class Contact : std::uint8_t { helpline, emergency_department, primary_care };
inline constexpr std::size_t contacts = 3;
inline constexpr std::array<std::string_view, contacts> contact_labels{"helpline", "emergency_department",
                                                                       "primary_care"};

/// What a visit at a practice or an urgent site has shown about a patient.
struct Assessment {
  std::uint32_t person = 0;
  std::uint16_t practice = no_practice;  // or site: of Sites
  std::uint16_t ordinal = 0;             // of the request
  std::uint8_t service = 0;
  std::uint8_t oral = 0;      // OralState
  bool refused = false;       // treatment, so often that the course has ended
  bool surgery_here = false;  // minor oral surgery needs no referral
};

/// Somebody is referred to a further service: their home then asks its Office.
struct Referral {
  std::uint32_t person = 0;
  std::uint8_t service = 0;
  std::uint16_t from = no_practice;  // a site; no_practice = by somebody who is not a dentist
  sim::Day asked = 0;                // when the wait starts; 0 = today
  std::uint8_t flags = 0;
  enum : std::uint8_t {
    listed = 1,         // has stood on a waiting list since before the first day
    inappropriate = 2,  // level 1 can do it
    redirected = 4,     // by triage: the service is right now
    answered = 8        // more was asked for
  };
};

/// What becomes of a practice's contract, as whoever keeps the contracts tells it.
struct ContractNews {
  enum What : std::uint8_t {
    at_risk,       // it shows signs of trouble this month
    action_plan,   // it fell behind by mid-year, and says what it will do
    rebased,       // it gave up activity for the rest of the year: 0.01 UDA
    paid_above,    // it was paid for delivery above 100 %: pence
    session_held,  // a session in place of units: minutes that it takes from others than those it is kept for
    begun_in_session,  // a course in one: for whom
    in_sessions        // a course begun in one has ended: 0.01 UDA that are not credited
  } what{};
  std::uint16_t practice = 0;  // of Sites
  std::int64_t amount = 1;     // 1, or as above
  // of begun_in_session
  PatientKind patient{};
  bool is_urgent = false;  // urgent care was asked for
};

/// What a practice has done for a patient, as its records show it.
struct PracticeDeed {
  enum What : std::uint8_t {
    began,     // a course: days after it was asked for or due
    returned,  // beside it, a patient known here: days since their last course, here or elsewhere
    kept,      // an appointment
    missed,    // one to which the patient did not come
    recalled,  // a recall was set: days sooner than risk suggests
    credited   // a course to the contract: 0.01 UDA
  } what{};
  std::uint16_t practice = 0;  // of Sites
  std::int64_t amount = 0;
};

/// What a host says at once to a request.
enum class Answer : std::uint8_t { taken, taken_in_time, refused, too_late };

class Pathway {
 public:
  virtual ~Pathway() = default;
  /// Before the first round of a day.
  virtual void open_day(Place&, sim::Day) {}
  /// Whether this pathway answers requests for a service.
  virtual bool takes(std::uint8_t /*service*/) const { return false; }
  /// A request at one of this Place's sites, by letter or from a resident.
  virtual Answer receive(Place&, const Request&) { return Answer::refused; }
  /// A letter about contracts, or a notice of this pathway's own (from its part in the Office, say).
  virtual void read(Place&, const Letter&) {}
  /// Whether a resident whose date or need has come does not ask (now): the days after which a date comes again, 0 where
  /// nothing keeps them. Urgent need comes again by itself.
  virtual int puts_off(Place&, std::uint32_t /*person*/, Asking) { return 0; }
  /// A resident whom no practice took: true where the pathway takes the request over (it then ends it, or has it
  /// ended by a site). The pathways are asked in the order of the roster.
  virtual bool find_other_care(Place&, const Request&) { return false; }
  /// A resident's request was turned away at one of the pathway's sites, which the letter names.
  virtual void turned_away(Place&, const Letter&) {}
  /// What a visit at a practice or urgent site of this Place has shown. The minutes that a referral takes from the referrer's
  /// session, if it leads to one.
  virtual int assessed(Place&, const Assessment&) { return 0; }
  /// Minutes of a practice's own time given to something else than patients, in one run of free time on the first of
  /// these days on which there is one: those that its book had.
  virtual int give_time(Place&, std::uint16_t /*practice*/, Days, int /*minutes*/) { return 0; }

  // --- who works at practices: asked of the pathway that gives routine care
  /// Somebody joins a practice of this Place from tomorrow on: their place there, nullopt where it has none.
  virtual std::optional<std::size_t> employ(Place&, std::uint16_t /*practice*/, const Joiner&)
  {
    return std::nullopt;
  }
  /// Their last day.
  virtual void let_go(Place&, std::uint16_t /*practice*/, std::size_t /*place there*/) {}
  virtual StaffNow staff_now(const Place&, std::uint16_t /*practice*/) const { return {}; }

  // --- a pathway that links practices with each other: one in a roster
  /// Whether it does: only then is it asked what follows.
  virtual bool links_practices() const { return false; }
  /// A practice has turned a resident away: the colleague whom it asks for them.
  virtual std::optional<Colleague> colleague(Place&, const Request&, std::uint16_t /*turned_away_by*/)
  {
    return std::nullopt;
  }
  /// Whom a resident in trouble turned to sends them to a practice.
  virtual std::optional<Colleague> sent_by(Place&, const Request&, Contact) { return std::nullopt; }
  /// A practice of this Place has answered a request that a colleague, or who sent them, made.
  virtual void answered(Place&, const Request&, Answer) {}
  /// A practice is about to refer: the minutes of its own time in which it does without, nullopt where it refers.
  virtual std::optional<int> keeps(Place&, const Assessment&, std::uint8_t /*service*/)
  {
    return std::nullopt;
  }
  /// Whether a practice takes part today.
  virtual bool takes_part(const Place&, std::uint16_t /*practice*/) const { return false; }
  /// The chance that a clinician of a practice who is about to leave stays.
  virtual double retention(const Place&, std::uint16_t /*practice*/) const { return 0; }

  /// A resident's care has begun, so many days after it was asked for or due.
  virtual void begun(Place&, std::uint32_t /*person*/, std::uint8_t /*service*/, int /*days*/) {}
  /// A resident's course has ended: whole, or broken off.
  virtual void completed(Place&, std::uint32_t /*person*/, std::uint8_t /*service*/, bool /*whole*/) {}
  /// What happens at a practice of this Place under an offer. False where it is to be accepted (or goes on for a month) and
  /// the pathway whose offer it is has no money left for it.
  virtual bool under_offer(Place&, const OfferNews&) { return true; }

  /// A resident's request for a service has ended without care.
  virtual void ended(Place&, std::uint32_t /*person*/, std::uint8_t /*service*/, Reason) {}
  /// Whether what follows says anything about this Place's residents: it is asked once, when the Place is made.
  virtual bool acts_on_residents() const { return false; }
  /// What it does to the onset of decay of a resident today: factors, together at most its kind's most_onset.
  virtual void act_on_onset(const Place&, std::uint32_t /*person*/, OnsetLever&) const {}
  /// Whether something keeps a resident, whose date for routine care has come, from asking today.
  virtual bool holds_back(Place&, std::uint32_t /*person*/) { return false; }
  /// Where a resident in trouble turns to first.
  virtual FirstChannel first_channel(const Place&, std::uint32_t /*person*/) const
  {
    return FirstChannel::usual;
  }
  /// An event with one of the pathway's handlers (0-based).
  virtual void handle(Place&, const sim::Event&, std::uint32_t /*handler*/) {}
  virtual sim::Touched touches(const sim::Event&) const { return {}; }
  /// A contract of one of this Place's practices.
  virtual void contract_news(Place&, const ContractNews&) {}
  /// What one of this Place's practices has done.
  virtual void practice_did(Place&, const PracticeDeed&) {}
  /// At the end of a month, before its tallies close.
  virtual void close_month(Place&, sim::Day /*last_day*/) {}
  virtual std::size_t bytes() const { return 0; }
};

/// A pathway's share of an Office: what the Places of an ICB have in common (a helpline, a referral system).
class OfficePart {
 public:
  virtual ~OfficePart() = default;
  /// Whether this part answers requests for a service that are sent to the Office.
  virtual bool takes(std::uint8_t /*service*/) const { return false; }
  /// A request that it takes, or a notice of its own pathway.
  virtual void read(Office&, const Letter&) {}
  /// After the letters of a round.
  virtual void play(Office&) {}
};

/// Settings of a pathway, opaque to the house.
struct PathwaySettings {
  virtual ~PathwaySettings() = default;
};

/// Where a pathway sits in the roster.
struct Seat {
  std::size_t number;           // in notices, and by which its sites are found
  std::uint32_t first_handler;  // of its events
};

/// A pathway as the roster knows it.
struct PathwayKind {
  std::string name;
  std::vector<std::string> services;  // that it offers
  std::vector<std::string> lines;     // of money, beside "uda"
  bool keeps_to_budget = false;  // orders (Place::commit) before it does anything, where a study gives it one
  std::uint32_t handlers = 0;    // kinds of events
  std::vector<std::string> events;  // what they are called, one each
  std::function<std::shared_ptr<const PathwaySettings>(sim::io::Block&)> read;
  std::function<void(sim::Layout&)> declare;  // its own measures
  /// Those that it has by practice and month, declared where the study asks for practice_months (optional).
  std::function<void(sim::Layout&)> declare_practice_months;
  std::function<std::unique_ptr<Pathway>(Place&, const PathwaySettings&, const Seat&)> make;
  /// Faults of its settings that only show on the geography: Places that do not exist (optional).
  std::function<void(const Geography&, const PathwaySettings&, sim::io::Faults&)> check;
  /// What its settings come to in a period, for `bitewing check` (nothing, where it has no such function).
  std::function<std::vector<PlanFigure>(const Geography&, const PathwaySettings&, Days)> plan;
  /// The contract years that its settings name, each with its key; those out of time are told by `check` (optional).
  std::function<std::vector<std::pair<std::string, int>>(const PathwaySettings&)> years;
  /// Turns levers of the rooms to the left, before the run: the conditions under which care is given (optional).
  std::function<void(const Geography&, const PathwaySettings&, Conditions&)> set_conditions;
  /// Its sites of care that are not practices (none, where it has no such function).
  std::function<std::vector<Site>(const Geography&, const PathwaySettings&)> sites;
  /// By what factor it can raise the onset of decay in a Place, at any time (1, where it has no such function).
  std::function<double(const Geography&, const PathwaySettings&, std::size_t place)> most_onset;
  /// Its share of an Office (none, where it has no such function).
  std::function<std::unique_ptr<OfficePart>(Office&, const PathwaySettings&, const Seat&)> make_office;
};

/// A pathway of the roster in a scenario; without settings it is off (its variables are written all the same).
struct PathwayOfScenario {
  PathwayKind kind;
  std::shared_ptr<const PathwaySettings> settings;
};
/// The conditions under which care is given, as the pathways that are on set them.
Conditions make_conditions(const Geography& geography, std::span<const PathwayOfScenario> pathways);
/// The sites of all pathways that are on.
Sites make_sites(const Geography& geography, std::span<const PathwayOfScenario> pathways);
/// By what factor all of them together can raise the onset of decay, by Place.
std::vector<double> most_onset(const Geography& geography, std::span<const PathwayOfScenario> pathways);

/// All pathways, in order of name (written by CMake).
std::vector<PathwayKind> roster();

}  // namespace models
