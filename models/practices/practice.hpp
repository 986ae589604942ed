// A practice: its staff, its contract and its appointment books.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "models/population/geography.hpp"
#include "models/practices/clinician.hpp"
#include "models/practices/contract.hpp"
#include "models/practices/session_book.hpp"
#include "models/practices/staffing.hpp"
#include "models/practices/treatment.hpp"
#include "sim/io/config_block.hpp"

namespace models {

struct BookSettings {
  int horizon_days = 0;                               // sessions are opened so many days ahead
  std::array<int, ordinary_purposes> release_days{};  // reserved time opens to all so many days ahead
  std::array<std::array<int, 2>, ordinary_purposes>
      reserved_minutes{};  // of a dentist's session: morning, afternoon
};
void read(sim::io::Block& block, BookSettings& out);

struct PracticeSettings {
  ClinicianSettings clinicians;
  ContractSettings contract;
  BookSettings books;
};

/// The templates of sessions: a dentist's reserve time, others' do not. Reserved time lies at the end of a
/// session, urgent last.
struct SessionShapes {
  explicit SessionShapes(const BookSettings& settings);
  const SessionTemplate& of(Role role, int half) const;
  std::array<SessionTemplate, 2> dentist{};
  SessionTemplate plain;
};

/// The year of a foundation dentist, which the scheme expects a number of UDA of. Nothing is paid by it.
struct Training {
  Contract year;
  double held_share = 0, held_years = 0;  // as a practice's
  Uda of_year;                            // that a whole year expects
};

struct Practice {
  std::uint32_t key = 0;   // names its streams
  std::uint32_t site = 0;  // of the geography
  Staff staff;
  Contract contract;
  double nhs_share = 0;  // of its clinicians' sessions (E1)
  std::array<SessionBooks::Book, book_roles> book{};
  sim::Day opened_to = 0;  // books are open on the days before
  /// Half-days with a session, as halves_in() tells them: [day of a book's ring][post]. Kept (not empty) where a run
  /// has days on which clinicians are away.
  std::vector<std::uint8_t> rota;
  sim::Day paced_on = 0;                       // last
  double held_share = 0;                       // since then
  double held_years = 0;                       // integral of the held share over this contract year
  Training training;                           // of its foundation dentists, where it trains
  std::vector<JoinerPlace> joined;             // in the order of their roles
  std::array<int, book_roles> own_sessions{};  // of a role's book, before those of who joins
  WorkingTime working_time;
  int supervised_minutes = 0;  // of its dentists' time, taken for those who joined and not counted yet
  /// What a post holds of its sessions on a day.
  double staff_time(sim::Day day) const { return day >= working_time.from ? working_time.sessions : 1; }
  int book_sessions(Role role) const;
};

/// Sessions of a practice's dentists that are kept for a purpose; those beyond the first 64 of a day never are.
class KeptSessions {
 public:
  bool holds(sim::Day day, int session) const { return (days_[ring(day)] & bit(session)) != 0; }
  void add(sim::Day day, int session) { days_[ring(day)] |= bit(session); }
  void clear(sim::Day day) { days_[ring(day)] = 0; }
  static bool has_room(int session) { return bit(session) != 0; }

 private:
  static std::uint64_t bit(int session)
  {
    constexpr int bits = 64;
    return session < bits ? std::uint64_t{1} << session : 0;
  }
  static std::size_t ring(sim::Day day) { return static_cast<std::size_t>(day % ring_days); }

  std::vector<std::uint64_t> days_ = std::vector<std::uint64_t>(ring_days);  // of a book's ring: a bit each
};

/// Who came to a Place's practices and left them on a day, and how many sessions a week stand empty on it until
/// somebody follows.
struct Turnover {
  int left = 0, came = 0, vacant = 0;
};

/// A practice of the geography on the first simulated day, with closed books. `delivery`: the rate that the
/// first year's forecast starts from.
Practice build_practice(const PracticeSettings& settings, const FilledShares& shares,
                        const PracticeSite& site, std::uint32_t site_index, sim::Day first, double delivery,
                        SessionBooks& books, const sim::Streams& streams, const Staffing* staffing = nullptr);

/// Opens the books for all days up to and with `today` + horizon that are not open yet. `turnover`, where given: a ring
/// of ring_days days, to which the practice's is added.
void open_books(const PracticeSettings& settings, const SessionShapes& shapes, Practice& practice,
                sim::Day today, SessionBooks& books, const sim::Streams& streams,
                std::span<Turnover> turnover = {});
/// Gives a share of the dentists' sessions of some days long slots of so many minutes, and takes them from all others.
/// Which ones follows from the practice, the day and the session, the same for every larger share. Sessions that are kept
/// for something else stay as they are.
void give_long_slots(const SessionShapes& shapes, const Practice& practice, double share, int minutes,
                     sim::Day from, sim::Day to, SessionBooks& books, const KeptSessions* kept = nullptr);
/// Begins to keep a rota, before the books are first opened.
void keep_rota(Practice& practice);
/// Sessions that a day loses.
struct LostSessions {
  int clinicians = 0;  // away
  int sessions = 0;
  int booked_units = 0;  // still booked in them
};
/// A morning: closes the sessions of a day that are shut to all purposes, and those of clinicians who are away, each of
/// whom is drawn by their own number and the day.
LostSessions lose_sessions(const Practice& practice, sim::Day day, double absent, SessionBooks& books,
                           const sim::Streams& streams);
/// Forgets yesterday.
void turn_books(const Practice& practice, sim::Day yesterday, SessionBooks& books);
/// Closes all that is not booked from a day on: a contract handed back.
void close_books(Practice& practice, sim::Day from, SessionBooks& books);
/// Minutes of all books of a day: {offered, used}.
SessionBooks::Minutes minutes(const Practice& practice, sim::Day day, const SessionBooks& books);
/// Paces the practice to its contract: holds the share of sessions that the forecast asks for.
void pace(const PracticeSettings& settings, Practice& practice, sim::Day day, Excess excess,
          SessionBooks& books);
/// A contract year begins: nothing is delivered yet.
void begin_training_year(Practice& practice);

/// Settles the contract year that ends and begins the next.
Settlement close_year(const PracticeSettings& settings, Practice& practice, int contract_year, Excess excess);

}  // namespace models
