// The clinicians of a practice: posts with weekly patterns, how many are filled, who is in on which half-day.
//
// A practice's establishment follows from its contract. A drawn share of it is the practice's long-run mean of
// filled posts: posts for share x (1 + leave rate x fill time) of the establishment turn over, the rest stand
// empty, unless new starters come for them. Everything is drawn by the practice's own number, post and week, so another practice moves nothing.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "models/finance/money.hpp"
#include "models/population/geography.hpp"
#include "models/practices/treatment.hpp"
#include "sim/clock.hpp"
#include "sim/io/config_block.hpp"
#include "sim/stream.hpp"

namespace models {

/// Roles that a dentist may supervise: all of the books but the dentists.
inline constexpr std::size_t supervised_roles = book_roles - 1;

struct ClinicianSettings {
  double uda_per_session = 0, weeks_worked = 0;  // of an establishment; weeks a year, bank holidays apart
  // filled share of a practice's posts: floor + span x Beta
  double filled_floor = 0, filled_span = 0, filled_mean = 0, filled_concentration = 0;
  double vacancy_factor = 1;                        // on 1 - share where positive; 0.5 halves the vacancies
  double rural_vacancy = 1;                         // the same beside it, of practices in rural areas
  double leave_rate = 0;                            // 1/year
  double fill_days = 0;                             // mean days until a post in turnover is filled
  double nhs_share = 0;                             // of a clinician's sessions, at the ordinary pay
  std::array<int, book_roles> sessions_per_post{};  // NHS half-days a week
  double therapist_share = 0, hygienist_share = 0;  // % of the sessions of an establishment
  double training_practices = 0;                    // % of practices with a foundation dentist
  double sessions_per_chair = 0;                    // a week, where the number of surgeries is not known
  double nurses_per_chair = 0;
  std::array<double, supervised_roles>
      supervision{};                // minutes of a dentist's for each session of another role
  double extended_duty_nurses = 0;  // % of practices with one
  double nurse_minutes = 0;         // that she takes over of a child's check-up
  double new_starters = 0;  // 1/year: rate at which a post that stands empty for good is filled after all
  sim::Day new_starters_from = 0;
};
void read(sim::io::Block& block, ClinicianSettings& out);

/// A number of its own for each practice, whatever its place in a table (FNV-1a of its id).
std::uint32_t practice_key(std::string_view id);

struct Post {
  std::uint64_t half_days = 0;  // the ten half-days in this post's order, four bits each (0 = Monday morning)
  std::uint32_t key = 0;        // names its streams
  sim::Day until = 0;           // filled or vacant until this day
  sim::Day monday = -1;         // the week that `mask` tells of
  std::uint16_t mask = 0;       // half-days with NHS sessions in that week
  std::uint16_t changes = 0;    // times it was filled or left
  Role role = Role::dentist;
  std::uint8_t sessions = 0;    // NHS half-days a week at the ordinary NHS share
  bool awaits_starter = false;  // part of the standing gap until the first comes
  bool is_filled = false;
};

/// Sessions open on a day, by role and half-day (0 = morning): session 2 i + half of the role's book for
/// i = 0 .. count - 1.
struct SessionsOpen {
  std::array<std::array<std::uint8_t, 2>, book_roles> count{};
};

struct Staff {
  std::vector<Post> posts;
  double establishment = 0;  // NHS sessions a week with every post filled
  double filled_share = 0;   // long-run mean
  double retention = 0;      // chance that who is about to leave stays: it thins the leave rate
  double hazard = 1;         // of leaving now, times the leave rate; at most `most_hazard`
  double most_hazard = 1;
  int left = 0, came = 0;  // posts that were left and filled, so far
  int chairs = 0, nurses = 0;
  bool trains = false;     // has a foundation dentist
  bool has_nurse = false;  // an extended-duty nurse
  /// The sessions a day that a role's book needs (even).
  int book_sessions(Role role) const;
  /// Sessions a week of the establishment for which there is no post: they stand empty for good.
  double standing_gap() const;
  /// Sessions a week of posts that stand empty until somebody follows.
  int vacant_sessions() const;
};

/// Draws the filled shares of practices; made once.
class FilledShares {
 public:
  explicit FilledShares(const ClinicianSettings& settings);
  /// Before the vacancy factors, from one uniform.
  double quantile(double u) const;
  double draw(std::uint32_t practice, Rurality rurality, const sim::Streams& streams) const;

 private:
  double floor_, span_;
  std::array<double, ruralities> vacancy_factor_;
  std::vector<double> cumulative_;  // of the Beta at equal steps
};

/// Posts and chairs of a practice on the first simulated day. `surgeries` 0 = not known.
Staff build_staff(const ClinicianSettings& settings, const FilledShares& shares, std::uint32_t practice,
                  Rurality rurality, Uda contracted, int surgeries, sim::Day first,
                  const sim::Streams& streams, double most_hazard = 1);

/// A post beside others: its half-days are those least taken up by theirs.
Post make_post(Role role, std::uint32_t key, int sessions, std::span<const Post> others,
               const sim::Streams& streams);
/// The half-days of a post in a week, one bit each: none on leave.
std::uint16_t half_days_of_week(const ClinicianSettings& settings, const Post& post, sim::Day monday,
                                double nhs_share_ratio, const sim::Streams& streams);

/// Half-days (bit 0: morning, bit 1: afternoon) of the day last asked for on which a post has a session, chairs apart.
unsigned halves_in(const Post& post, sim::Day day);

/// Who is in on a day: filled, not on leave, within chairs and nurses; none on weekends and bank holidays.
/// `nhs_share_ratio`: the practice's NHS share over the ordinary one. Days must not go back.
SessionsOpen open_sessions(const ClinicianSettings& settings, Staff& staff, sim::Day day,
                           double nhs_share_ratio, const sim::Streams& streams);

/// Minutes of a dentist's time that supervision takes in a half-day with these sessions.
double supervision_minutes(const ClinicianSettings& settings, const SessionsOpen& open, std::size_t half);

}  // namespace models
