// Who works at the practices: how likely they are to leave, who joins, what dental care professionals may do, counts.
#include <algorithm>
#include <cmath>

#include "models/pathways/general_practice/general_practice.hpp"
#include "models/places/own_measures.hpp"

namespace models::general_practice {

namespace {

constexpr const char* name = "general_practice";

constexpr OwnMeasure<StaffMeasures> stocks[]{
    {"establishment", "session/week", "sessions a week with every post filled, at the month's end",
     &StaffMeasures::establishment, sim::Cell::sum},
    {"vacant", "session/week", "of them, of posts that somebody left and nobody has filled yet",
     &StaffMeasures::vacant, sim::Cell::sum},
    {"standing_empty", "session/week", "of them, for which there is nobody and nobody is awaited",
     &StaffMeasures::standing_empty, sim::Cell::sum},
    {"joined", "clinician", "who joined a practice beside its posts and works there at the month's end",
     &StaffMeasures::joined, sim::Cell::count},
    {"leavers", "post", "posts of practices that somebody left", &StaffMeasures::leavers, sim::Cell::count},
    {"fills", "post", "posts of practices that somebody filled", &StaffMeasures::fills, sim::Cell::count},
    {"foundation_dentists", "clinician", "dentists in training at practices, at the month's end",
     &StaffMeasures::foundation_dentists, sim::Cell::count},
    {"trainee_sessions", "session", "sessions of dentists in training", &StaffMeasures::trainee_sessions,
     sim::Cell::count},
    {"supervised_minutes", "min", "of dentists' free time, taken to supervise trainees who joined",
     &StaffMeasures::supervised_minutes, sim::Cell::sum},
};

constexpr auto foundation = static_cast<std::size_t>(Role::foundation_dentist);

}  // namespace

void declare_staff(sim::Layout& layout) { declare_own(layout, name, stocks); }

StaffMeasures staff_measures(const sim::Layout& layout) { return find_own(layout, name, stocks); }

/// Books are opened so far ahead that what holds then decides who stays.
void GeneralPractice::set_hazard(const Place& place, std::uint16_t p, sim::Day day)
{
  Staff& staff = practices_[p].staff;
  staff.retention = place.retention(site(p));
  if (staffing_ == nullptr) return;
  const WorkingTime& time = staffing_->working_time;
  if (day + practice_settings_.books.horizon_days >= time.from)
    staff.retention = 1 - (1 - staff.retention) * (1 - time.stays);
  if (load_.empty()) return;
  if (const auto [offered, used] = minutes(practices_[p], day, books_); offered > 0) {
    const double now = static_cast<double>(used) / offered;
    load_[p] += static_cast<float>((now - static_cast<double>(load_[p])) / staffing_->fatigue.memory_days);
  }
  staff.hazard = staffing_->fatigue.hazard(static_cast<double>(load_[p]));
}

std::optional<std::size_t> GeneralPractice::employ(Place& place, std::uint16_t practice, const Joiner& who)
{
  const std::size_t p = practice - std::size_t{first_site_};
  const sim::Day today = place.today();
  const auto at = join(practice_settings_, shapes_, practices_[p], who, today, books_, place.streams());
  if (at && who.on_scheme)  // later months are paid on their first day
    place.pay(Payer::nhs_england, foundation_line_, p, today,
              {instalment(practice_settings_.contract.foundation_pay.amount, month_of_contract_year(today),
                          months_per_year)});
  return at;
}

void GeneralPractice::let_go(Place& place, std::uint16_t practice, std::size_t place_there)
{
  part(practice_settings_, practices_[practice - first_site_], place_there, place.today(), books_);
}

StaffNow GeneralPractice::staff_now(const Place&, std::uint16_t practice) const
{
  const Practice& here = practices_[practice - first_site_];
  if (here.contract.is_handed_back) return {};
  return {trainees(here, false), empty_sessions(here)};
}

/// An extended-duty nurse takes part of a child's check-up.
bool GeneralPractice::nurse_helps(std::uint16_t practice, Procedure procedure, AgeClass age,
                                  sim::Day day) const
{
  if (procedure != Procedure::check_up || age != AgeClass::child) return false;
  return practices_[practice].staff.has_nurse ||
         (staffing_ != nullptr && staffing_->scope.nurses && staffing_->scope.holds(site(practice), day));
}

const RoleOrder& GeneralPractice::roles_for(std::uint16_t practice, Procedure procedure, sim::Day day) const
{
  if (staffing_ != nullptr && staffing_->scope.holds(site(practice), day)) {
    const RoleOrder& extended = staffing_->scope.roles[static_cast<std::size_t>(procedure)];
    if (extended.size > 0) return extended;
  }
  return treatment_.roles_for(procedure, day);
}

void GeneralPractice::count_staff_day(Place& place, sim::Day day)
{
  sim::Tallies& tallies = place.tallies();
  const Turnover& today = turnover_[static_cast<std::size_t>(day % ring_days)];
  tallies.add(staff_own_.leavers, 0, static_cast<std::uint32_t>(today.left));
  tallies.add(staff_own_.fills, 0, static_cast<std::uint32_t>(today.came));
  constexpr int session = units_per_session * minutes_per_unit;
  int sessions = 0;
  for (Practice& practice : practices_) {
    if (!practice.contract.is_handed_back)
      sessions += (books_.minutes(practice.book[foundation], day).offered + session - 1) / session;
    if (practice.supervised_minutes == 0) continue;
    tallies.add_sum(staff_own_.supervised_minutes, 0, practice.supervised_minutes);
    practice.supervised_minutes = 0;
  }
  tallies.add(staff_own_.trainee_sessions, 0, static_cast<std::uint32_t>(sessions));
}

void GeneralPractice::count_staff_month(Place& place, sim::Day last_day)
{
  sim::Tallies& tallies = place.tallies();
  double establishment = 0, empty = 0;
  for (const Practice& practice : practices_) {
    if (practice.contract.is_handed_back) continue;
    establishment += practice.staff.establishment;
    empty += empty_sessions(practice);
    const auto joined = std::count_if(practice.joined.begin(), practice.joined.end(),
                                      [](const JoinerPlace& place_there) { return place_there.taken; });
    tallies.add(staff_own_.joined, 0, static_cast<std::uint32_t>(joined));
    tallies.add(staff_own_.foundation_dentists, 0, static_cast<std::uint32_t>(trainees(practice, true)));
  }
  tallies.add_sum(staff_own_.establishment, 0, std::llround(establishment));
  tallies.add_sum(staff_own_.standing_empty, 0, std::llround(empty));
  tallies.add_sum(staff_own_.vacant, 0, turnover_[static_cast<std::size_t>(last_day % ring_days)].vacant);
}

}  // namespace models::general_practice
