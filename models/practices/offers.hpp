// Offers: what a programme asks of chosen practices for some of their patients, and what it pays for them. A lever of
// this room: pathways to the right turn it before a run, practices act on it.
//
// An offer holds at a practice from its own first day. For the patients meant there are longer visits, visits that only
// let them get used to the surgery, a menu of treatment, and pay. How much time the practice reserves for them, and
// whom of them it takes, follows from pay per expected minute (E2); with response 0 pay moves money and nothing else.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/practices/contract.hpp"
#include "models/practices/session_book.hpp"
#include "models/practices/treatment.hpp"
#include "sim/clock.hpp"
#include "sim/stream.hpp"

namespace models {

/// What decides whether a patient is meant.
struct OfferPatient {
  int years = 0;
  bool is_core20 = false;
  std::uint16_t groups = 0;  // PLUS groups
  bool is_never_seen = false;
  bool has_higher_need = false;  // as the practice grades it
};

/// Whom an offer is for: all of what is asked for must hold.
struct OfferedTo {
  int from_age = 0, to_age = 0;  // whole years, both included
  bool core20 = false;           // lives in the most deprived class, or belongs to one of the groups
  std::uint16_t groups = 0;
  bool never_seen = false;
  bool graded = false;              // of higher need: not yet cooperative or in need of treatment, as graded
  double missed = 0, mistaken = 0;  // share of those of higher need not graded so; of others graded so

  bool means(const OfferPatient& patient) const;
};

/// Longer visits, and the time that is reserved for them.
struct LongVisits {
  int extra_minutes = 0;     // of every visit in a long slot
  int reserved_minutes = 0;  // of a dentist's session with long slots
  double most = 1;           // share of sessions with long slots at most
  int later = 0;        // days for which a patient waits for a long slot where an ordinary one is free before
  double response = 0;  // E2: power of pay per expected minute over the practice's mean
  double tells_apart = 0;   // 0..1: how far the practice knows beforehand who will cooperate
  int acclimatisation = 0;  // visits before treatment of a child not yet cooperative
  double skill = 0;         // E4: added to the logit of accepting treatment for each of them
};

/// What it pays, on top of the contract.
struct OfferPay {
  std::array<double, bands> uplift{};  // % of the course's UDA
  Pence session;                       // a session with long slots held
  Pence person;                        // a patient new to the practice seen for the first time
  Pence course;                        // a course completed
  Pence acclimatisation;               // an acclimatisation visit
};

struct OfferedPractice {
  std::uint16_t practice = 0;  // of the region
  std::uint16_t menu = 0;      // procedures that it gives the patients meant, as bits
  bool offers(Procedure procedure) const { return (menu >> static_cast<unsigned>(procedure) & 1) != 0; }
};
inline constexpr std::uint16_t whole_menu = (1u << procedures) - 1;

/// When practices begin.
struct OfferDates {
  sim::Day from = 0, until = sim::last_storable_day;  // the last day
  double ramp_days = 0;                               // over which they begin, one after the other
  double joins = 1;                                   // share of practices that take part
  double delay_days = 0;                              // mean of what each of them needs beside (exponential)
  int training_days = 0;                              // before a practice sees anybody under the offer
};

struct Offer {
  std::string programme;  // the pathway whose offer it is
  OfferedTo to;
  OfferDates dates;
  LongVisits visits;
  OfferPay pay;
  std::vector<OfferedPractice> practices;  // in the order in which they begin
  bool is_nominated = false;               // whoever helps children to ask sends them to these practices
  double champion = 0;                     // 0..1: as a route of outreach counts a champion
};

/// The offers of a run.
struct Offers {
  std::vector<Offer> list;
  int release_days = 0;  // long slots open to all so many days ahead
};

/// The day on which a practice, the k-th of an offer, joins (its training begins): nothing where it does not.
std::optional<sim::Day> joining_day(const Offer& offer, std::size_t k, std::uint32_t key,
                                    const sim::Streams& streams);
/// The first day on which patients are seen under the offer at a practice of the region, by its key and streams.
std::optional<sim::Day> opening_day(const Offer& offer, std::uint16_t practice, std::uint32_t key,
                                    const sim::Streams& streams);

/// What is paid for a course on top of the contract's UDA.
Pence uplift_of(const OfferPay& pay, Pence uda_value, Band band, Uda uda);
/// The most that a course may come to, as it is taken out of a budget before it begins.
Pence most_of(const Offer& offer, Pence uda_value, Uda largest, bool is_new, bool not_yet_cooperative);

/// A mean course under the offer, as the practice expects it: all its visits in long slots.
struct OfferedCourse {
  double minutes = 0;
  double pence = 0;  // contract and offer, without what is paid by the session
};
OfferedCourse expected_course(const Offer& offer, const Treatment& treatment, Pence uda_value, AgeClass age,
                              bool is_new, bool not_yet_cooperative, sim::Day day);

/// Minutes that are asked for, and what they pay.
struct MinutesAsked {
  double minutes = 0;
  double pay = 0;  // pence per expected minute
};
/// E2 with a kind of patient of its own: those meant, cooperative ones and others, beside all other patients.
struct OfferAnswer {
  double share = 0;        // of minutes, meant for those of the offer
  double pay_ratio = 0;    // their pay per minute over the practice's mean
  double cooperative = 0;  // leaning (log) towards those known to be cooperative
  double uncooperative = 0;
  double others = 0;  // towards all other patients
};
OfferAnswer answer(const LongVisits& visits, const MinutesAsked& others, const MinutesAsked& cooperative,
                   const MinutesAsked& uncooperative);
/// The share of sessions that get long slots for a share of minutes.
double share_of_sessions(const LongVisits& visits, double share_of_minutes);
/// A session's template with long slots before what is reserved at its end.
SessionTemplate with_long_slots(const SessionTemplate& shape, int minutes);

/// What happens under an offer, told by the practice to the pathway whose offer it is.
struct OfferNews {
  enum class What : std::uint8_t {
    asked,         // by somebody meant
    graded_wrong,  // by the practice: meant, and not seen to be, or the other way round
    accepted,      // is about to be: false = there is no money left, so it is an ordinary request
    booked,        // an appointment or a place on the list
    seen,          // for the first time
    visit,         // kept, in a long slot
    acclimatised,  // kept, without treatment
    refused,       // treatment, by the child
    off_menu,      // needs what the practice does not offer
    completed,     // the course
    broken_off,    // the course
    left,          // before the first visit
    sessions,      // with long slots this morning
    month,         // what E2 came to
    funds          // are asked for: false = there is no money for long slots
  };
  What what = What::asked;
  std::size_t offer = 0;       // of Offers
  std::uint16_t practice = 0;  // of the Place
  std::uint32_t person = 0;
  bool is_new = false, is_never_seen = false, not_yet_cooperative = false, has_higher_need = false;
  Band band = Band::one;
  Uda uda{};             // of the course, credited to the contract
  Pence uda_value{};     // of the practice
  int accepted_in = 0;   // contract year
  int count = 0;         // sessions with long slots; acclimatisation visits of a course that ends
  int minutes = 0;       // of the visit, or of the sessions' long slots
  double pay_ratio = 0;  // OfferAnswer
};

}  // namespace models
