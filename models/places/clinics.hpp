// Clinics: sites with waiting lists to which people are referred. The room that the community dental service,
// hospitals and specialist care have in common.
//
// A clinic gives one service at one location. It holds a whole number of sessions on each working day, so many a
// week, and begins `patients / visits` courses in each: later visits of a course take the rest. For every session
// held `called_ahead` days from now people are called from the list, by the table of
// priorities and then in the order of coming.
// Who misses stands at the end of their class again, and is discharged after some misses.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/places/clinic_settings.hpp"
#include "models/places/place.hpp"
#include "models/referrals/specialties.hpp"
#include "sim/line.hpp"
#include "sim/pool.hpp"

namespace models {

/// Somebody on a list, called, or within a course at a clinic of this Place.
struct ClinicPatient {
  std::uint32_t person = 0;
  sim::Minute due = 0;  // the one event that is still meant; 0 = not in use, or on the list
  std::uint32_t previous = 0, next = 0;
  std::uint16_t clinic = 0;  // of this Place's
  std::uint16_t asked = 0, ordinal = 0;
  std::uint16_t from = no_practice;  // the site that referred (no_practice = no dentist)
  std::uint8_t stratum = 0, priority = 0, missed = 0;
  std::uint8_t oral = 0;  // OralState at asking
  bool treats = false;    // the course will bring disease to an end
  bool level_1 = false;   // the referral is one that level 1 could do
};

/// What the first visit decides.
struct ClinicOutcome {
  bool treats = false;                   // the course will bring disease to an end
  std::optional<std::uint8_t> onward{};  // another service instead
  bool sent_back = false;                // to a practice, which can do it
};

/// How much a site is open, where the pathway says it of each of its own.
struct ClinicOpening {
  double weekly = 0;                                  // sessions
  sim::Day from = 0, until = sim::last_storable_day;  // the last day
};

class Clinics {
 public:
  /// Lanes 0 to 2 of the draws are the pathway's.
  using Decide =
      std::function<ClinicOutcome(Place&, const ClinicPatient&, std::size_t service, const sim::Draws&)>;
  /// A course has ended (of a living person): counts, mostly.
  using Finish = std::function<void(Place&, const ClinicPatient&, std::size_t service)>;
  /// Of a site of this Place.
  using Opening = std::function<ClinicOpening(std::uint16_t site)>;
  struct Rules {
    Decide decide;
    Finish finish;
    Opening opening{};       // none: sessions by the settings, from the first day on
    bool varnishes = false;  // a course ends with fluoride varnish
    int good_visits = 0;     // that a course leaves with a child who is not used to treatment
  };
  enum Handler : std::uint32_t { first_visit, course_end, handlers };
  static constexpr std::array<std::string_view, handlers> events{"first_visit", "course_end"};

  Clinics(Place& place, const ClinicsSettings& settings, const Seat& seat, const PathwayKind& kind,
          Rules rules);
  /// What every pathway with clinics counts.
  static void declare(sim::Layout& layout, const PathwayKind& kind);

  void open_day(Place& place, sim::Day day);
  Answer receive(Place& place, const Request& request);
  void handle(Place& place, const sim::Event& event, std::uint32_t handler);
  sim::Touched touches(const sim::Event& event) const { return {&patients_[event.slot], nullptr}; }
  void close_month(Place& place);
  /// Nobody more is taken or called at the k-th clinic here; those on its list are told off it, as `then` says.
  void shut(Place& place, std::uint16_t k, const std::function<void(const ClinicPatient&)>& then);
  /// The k-th clinic here, which has not opened yet, opens on another day.
  void open_from(std::uint16_t k, sim::Day from) { clinics_[k].from = from; }
  /// Sessions of the k-th clinic here on a day, as planned.
  int planned(std::uint16_t k, sim::Day day) const { return planned_sessions(clinics_[k], day); }
  std::uint16_t count() const { return static_cast<std::uint16_t>(clinics_.size()); }
  std::uint16_t site(std::uint16_t clinic) const { return static_cast<std::uint16_t>(here_.first + clinic); }
  std::size_t bytes() const { return patients_.bytes(); }

 private:
  struct Clinic {
    const ClinicSettings* plan;
    std::uint32_t key;
    std::size_t service;  // of the pathway's
    std::uint32_t kind;   // its Specialty: names draws, whatever the roster
    double weekly;        // sessions
    sim::Line<queue_classes> list;
    std::vector<std::uint16_t> seats;  // of courses still to be begun, by day modulo its length
    std::uint32_t turn;                // people called so far
    sim::Day from = 0, until = sim::last_storable_day;
    sim::Day counted_on = 0;  // in a wave: the day of
    int came = 0;             // those who came
  };
  struct ServiceMeasures {
    sim::Counter sessions, list, missed, promoted, returned;
  };

  std::uint8_t service(const Clinic& clinic) const
  {
    return static_cast<std::uint8_t>(first_service_ + clinic.service);
  }
  std::int64_t sessions_before(const Clinic& clinic, std::int64_t weekdays) const;
  int planned_sessions(const Clinic& clinic, sim::Day day) const;
  int sessions_on(const Place& place, const Clinic& clinic, sim::Day day) const;
  int seats_on(const Place& place, const Clinic& clinic, sim::Day day) const;
  void meet_conditions(const Place& place, sim::Day day);
  bool has_room_today(const Place& place, Clinic& clinic) const;
  void fill_lists(Place& place) const;
  void call(Place& place, std::uint16_t clinic);
  std::uint32_t next_on(Place& place, Clinic& clinic);
  bool still_wants(Place& place, std::uint32_t p);
  void show(Place& place, std::uint16_t clinic) const;
  void come(Place& place, std::uint32_t p);
  void begin(Place& place, std::uint32_t p);
  void send_back(Place& place, std::uint32_t p);
  std::uint16_t referring_practice(const Place& place, const ClinicPatient& patient) const;
  void end(Place& place, std::uint32_t p);
  void count_visits(Place& place, const ClinicPatient& patient, int visits) const;
  void drop(std::uint32_t p);

  const ClinicsSettings& settings_;
  const QueueOrder& order_;
  Seat seat_;
  Rules rules_;
  std::size_t first_service_;
  std::vector<ServiceMeasures> own_;  // by service
  Line fee_line_;
  Sites::Range here_;
  std::vector<Clinic> clinics_;
  std::vector<double> starting_list_;  // people of this Place on the first day, by service
  sim::Pool<ClinicPatient> patients_;
  const Wave* wave_ = nullptr;  // in force; nullptr: ordinary time
};

}  // namespace models
