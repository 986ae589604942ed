// The workforce plan: who is trained where, who is won and kept, what dental care professionals may do, how people work,
// and what it costs.
#pragma once
#include <string>
#include <vector>

#include "models/finance/money.hpp"
#include "models/places/deployment.hpp"
#include "models/places/pathway.hpp"
#include "models/places/selection.hpp"
#include "models/practices/staffing.hpp"

namespace models::workforce {

/// Foundation dentists beside those that practices have.
struct FoundationPosts {
  sim::Day from = 0;
  int posts = 0;  // of each practice chosen
  Selection practices;
  Pence cost;  // a year and post, beside the scheme's
};

/// A training site, or a centre of dental development: rooms run by a practice, with trainees and dentists of its own.
struct TrainingSite {
  std::string name, where;
  std::string place, practice;  // the practice, or the largest of the Place
  sim::Day from = 0;
  int chairs = 0;
  int trainees = 0, trainee_sessions = 0;  // half-days a week of each
  int dentists = 0, dentist_sessions = 0;
  Pence set_up, trainee_cost, dentist_cost;  // once; a year and head
};

/// Graduates who come for posts that stand empty.
struct Graduates {
  Deployment deployment;  // of the years in which they come, each on the day and month of its first day
  int a_year = 0;         // of the region
  Pence cost;             // once
};

/// Foundation dentists who stay on.
struct ReturnOfService {
  Deployment deployment;  // as graduates'
  double kept = 0;        // share of foundation dentists
  double years = 0;       // that they bind themselves for
  Pence cost;             // a year while it lasts
};

struct Settings : PathwaySettings {
  FoundationPosts foundation;
  std::vector<TrainingSite> sites;
  Graduates graduates;
  ReturnOfService returns;
  Selection scope_practices;
  Pence scope_cost;  // once for each practice
  ExtendedScope scope;
  WorkingTime working_time;
  Fatigue fatigue;
};
void read(sim::io::Block& block, Settings& out);
/// Places and practices that the region does not have.
void check(const Geography& geography, const Settings& settings, sim::io::Faults& faults);

/// The practice that runs a site; nullopt where the region has none.
std::optional<std::uint32_t> host_of(const Geography& geography, const TrainingSite& site);
/// Graduates a year who come to each Place: shared by people.
std::vector<int> graduates_by_place(const Geography& geography, const Graduates& graduates);
/// The dates from a deployment's first day on, year by year, up to its last day and `last`.
std::vector<sim::Day> yearly(const Deployment& deployment, sim::Day last);
/// What the levers are before the run.
void turn(const Geography& geography, const Settings& settings, Staffing& staffing);
std::vector<PlanFigure> plan(const Geography& geography, const Settings& settings, Days period);

}  // namespace models::workforce
