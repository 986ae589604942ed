// Courses of treatment: what an assessment leads to, who may do it, how long it takes, what it counts and costs.
//
// Tariff, charges and scope follow the date of acceptance. A course is one plan, drawn once: the same need and
// draws give the same plan, so an episode need not keep it.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "models/finance/money.hpp"
#include "models/need/person_state.hpp"
#include "models/practices/session_book.hpp"
#include "sim/clock.hpp"
#include "sim/io/config_block.hpp"
#include "sim/stream.hpp"

namespace models {

enum class Band : std::uint8_t { one, two_a, two_b, two_c, three, urgent, other };
inline constexpr std::size_t bands = 7;
inline constexpr std::array<std::string_view, bands> band_labels{"1", "2a",     "2b",   "2c",
                                                                 "3", "urgent", "other"};

enum class Role : std::uint8_t { dentist, foundation_dentist, therapist, hygienist, nurse };
inline constexpr std::size_t roles = 5;
inline constexpr std::array<std::string_view, roles> role_labels{"dentist", "foundation_dentist", "therapist",
                                                                 "hygienist", "nurse"};
/// Roles with appointment books of their own: all but nurses.
inline constexpr std::size_t book_roles = 4;

enum class Procedure : std::uint8_t {
  check_up,
  filling,
  extraction,
  root_canal,
  molar_root_canal,
  periodontal,
  denture_or_crown,
  child_filling,
  child_extraction,  // deciduous teeth
  urgent_care,
  repair
};
inline constexpr std::size_t procedures = 11;
inline constexpr std::array<std::string_view, procedures> procedure_labels{
    "check_up",    "filling",          "extraction",    "root_canal",       "molar_root_canal",
    "periodontal", "denture_or_crown", "child_filling", "child_extraction", "urgent_care",
    "repair"};

enum class AgeClass : std::uint8_t { adult, child };
inline constexpr std::size_t age_classes = 2;
/// How the patient stands to the practice: a regular, an occasional attender, new.
enum class Attendance : std::uint8_t { regular, occasional, fresh };
inline constexpr std::size_t attendances = 3;
/// Untreated disease found at the assessment: none, early (enamel, gums), active (cavities), severe (pulp, pain).
enum class Severity : std::uint8_t { none, early, active, severe };
inline constexpr std::size_t severities = 4;
inline constexpr std::array<std::string_view, severities> severity_labels{"none", "early", "active",
                                                                          "severe"};
Severity severity_of(OralState state);

/// What an assessment finds.
struct Need {
  AgeClass age = AgeClass::adult;
  Attendance attendance = Attendance::regular;
  Severity severity = Severity::none;
  bool is_urgent = false;  // came with an urgent problem: one visit that relieves it
};

/// What makes a visit longer.
struct PatientTraits {
  AgeClass age = AgeClass::adult;
  bool is_new = false;  // to the practice: the first visit is longer
  bool not_yet_cooperative = false;
  bool needs_interpreter = false;
  bool lives_in_care_home = false;
  /// All but the age, as a number below 16.
  std::size_t extras() const
  {
    return std::size_t{is_new} | std::size_t{not_yet_cooperative} << 1 | std::size_t{needs_interpreter} << 2 |
           std::size_t{lives_in_care_home} << 3;
  }
};
inline constexpr std::size_t patient_extras = 16;

/// A course of treatment: a first visit (check-up, urgent care or repair), then visits of one procedure.
struct CoursePlan {
  Band band = Band::one;
  Procedure first = Procedure::check_up;
  Procedure then = Procedure::check_up;
  std::uint8_t later_visits = 0;
  bool has_varnish = false;
  int visits() const { return 1 + later_visits; }
  /// Of visit 0, 1, ...
  Procedure procedure(int visit) const { return visit == 0 ? first : then; }
};

/// Roles that may do something, most appropriate first.
struct RoleOrder {
  std::array<Role, book_roles> role{};
  std::uint8_t size = 0;
  std::span<const Role> list() const { return {role.data(), size}; }
  bool contains(Role wanted) const;
};

/// What a course is worth from a date of acceptance on.
struct Tariff {
  sim::Day from = 0;
  std::array<Uda, bands> uda{};
  Pence urgent_on_booking, urgent_on_claim;  // fee of an urgent course, beside its UDA
};
/// What a patient pays for a course, by charge band 1, 2, 3.
struct Charges {
  sim::Day from = 0;
  std::array<Pence, 3> charge{};
};

struct TreatmentSettings {
  // shares of courses begun by a check-up, in % of each attendance, at that group's usual oral health
  std::array<std::array<double, attendances>, age_classes> band_2{}, band_3{};
  // log odds of more than a check-up, by severity, against that share
  std::array<std::array<double, severities>, age_classes> severity_log_odds{};
  std::array<std::array<double, 3>, age_classes> band_2_parts{};  // %, of 2a, 2b, 2c
  std::array<std::array<double, 4>, age_classes> later_visits{};  // mean after the check-up: 2a, 2b, 2c, 3
  std::array<double, 3> adult_2a{};                               // %, filling, extraction, periodontal
  double child_2a_filling = 0;                                    // %, the rest extractions
  double adult_2b_root_canal = 0;                                 // %, the rest several fillings
  double other_share = 0;                                         // % of urgent visits: repairs and the like
  double varnish = 0;                                             // % of children's courses
  std::array<std::array<double, procedures>, age_classes> minutes{};  // mean
  std::array<double, 4> extra_minutes{};           // new, not yet cooperative, interpreter, care home
  std::array<double, book_roles> length_factor{};  // by role
  std::array<int, bands> days_between_visits{};    // least days from one visit to the next
  std::array<double, procedures> aerosol{};        // % of visits of a procedure that make aerosol
  std::array<RoleOrder, procedures> roles{};
  sim::Day dcps_lead_from = 0;       // first day on which therapists and hygienists open and close courses
  int free_continuation_months = 0;  // less a day
  std::vector<Tariff> tariffs;       // by date
  std::vector<Charges> charges;      // by date
};
void read(sim::io::Block& block, TreatmentSettings& out);
/// As the law has it for all; or with directions for medicines (patient group directions) that let some do more.
enum class ScopeOfPractice : std::uint8_t { usual, by_directions };
/// A table of roles by procedure: who may do each; by directions only those procedures that they change. A role beyond its
/// scope is a fault.
void read_roles(sim::io::Block& block, std::array<RoleOrder, procedures>& out, ScopeOfPractice scope);

/// Mean UDA, minutes and visits of a course begun by a check-up.
struct Expectation {
  double uda = 0, minutes = 0, visits = 0;
};

class Treatment {
 public:
  explicit Treatment(const TreatmentSettings& settings);

  /// The course that an assessment leads to. Lanes: 0 band, 1 part of the band, 2 visits, 3 procedure, varnish.
  CoursePlan plan(const Need& need, const sim::Draws& draws) const;
  /// Five-minute units to book: the mean length, rounded without bias by `u`.
  int units(Procedure procedure, const PatientTraits& patient, Role role, double u) const
  {
    const double mean =
        mean_units_[static_cast<std::size_t>(patient.age)][static_cast<std::size_t>(procedure)]
                   [patient.extras()][static_cast<std::size_t>(role)];
    return std::clamp(static_cast<int>(mean + u), 1, max_length);
  }
  int days_between_visits(Band band) const
  {
    return settings_.days_between_visits[static_cast<std::size_t>(band)];
  }
  /// Who may do a visit, most appropriate first. A check-up opens a course, so dental care professionals may
  /// do it only from the date on which they may lead.
  const RoleOrder& roles_for(Procedure procedure, sim::Day day) const
  {
    const bool early = procedure == Procedure::check_up && day < settings_.dcps_lead_from;
    return early ? leading_early_ : settings_.roles[static_cast<std::size_t>(procedure)];
  }
  /// Whether a role may open and close courses.
  bool may_lead(Role role, sim::Day day) const;

  Uda uda(Band band, sim::Day accepted) const;
  const Tariff& tariff(sim::Day accepted) const;
  /// Full charge of a course: nothing for `other`.
  Pence charge(Band band, sim::Day accepted) const;
  /// The band credited and charged where only `kept` visits (at least one) of a plan took place.
  static Band provided(const CoursePlan& plan, int kept);
  /// Mean course of a group at its usual oral health, by a dentist.
  Expectation expectation(AgeClass age, Attendance attendance, const PatientTraits& patient,
                          sim::Day accepted) const;
  /// Of children's courses, those with fluoride varnish.
  double varnish_share() const;
  const TreatmentSettings& settings() const { return settings_; }

 private:
  double mean_minutes(Procedure procedure, const PatientTraits& patient, Role role) const;
  TreatmentSettings settings_;
  RoleOrder leading_early_;  // check-ups before dental care professionals may lead
  // mean length [age][procedure][extras][role]
  std::array<std::array<std::array<std::array<double, book_roles>, patient_extras>, procedures>, age_classes>
      mean_units_{};
  // chance of more than a check-up [age][attendance][severity]; of band 3 among those [age][attendance]
  std::array<std::array<std::array<double, severities>, attendances>, age_classes> operative_{};
  std::array<std::array<double, attendances>, age_classes> band_3_of_operative_{};
};

/// Charge band 1, 2 or 3 of a course; 0 = no charge.
int charge_band(Band band);
/// Exempt from patient charges: under 18, under 19 in full-time education, exempt adults.
bool is_exempt(int age_years, bool in_education_at_18, bool is_exempt_adult);

/// The course before, as the rule of free continuation asks for it.
struct EarlierCourse {
  sim::Day completed = 0;  // 0 = none
  Band band = Band::one;
  bool is_complete = true;
};
/// Within two months less a day of a completed course, in the same or a lower charge band, not after an urgent
/// or an incomplete one: free to the patient (the practice is credited).
bool is_free_continuation(const EarlierCourse& earlier, Band band, sim::Day accepted, int months);

}  // namespace models
