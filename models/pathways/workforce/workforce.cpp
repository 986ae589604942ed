#include "models/pathways/workforce/workforce.hpp"

#include <algorithm>
#include <cmath>

#include "models/places/deployment.hpp"
#include "models/places/registration.hpp"

namespace models::workforce {

namespace {

constexpr const char* name = "workforce";

int years_to_days(double years) { return static_cast<int>(std::lround(years * days_per_year)); }

/// A head's own number in the streams, by the practice or Place, what it is, and its order.
std::uint32_t key_of(std::string_view id, std::string_view kind, int k)
{
  return id_key(std::string{id} + " " + std::string{kind} + " " + std::to_string(k));
}

}  // namespace

PathwayKind kind()
{
  PathwayKind kind;
  kind.name = name;
  kind.lines = {"training", "training_site", "graduate", "return_of_service", "scope"};
  kind.keeps_to_budget = true;
  register_instance<Workforce, Settings>(kind);
  kind.declare = declare;
  kind.check = with_settings(check);
  kind.plan = with_settings(plan);
  kind.set_conditions = [](const Geography& geography, const PathwaySettings& settings,
                           Conditions& conditions) {
    turn(geography, static_cast<const Settings&>(settings), conditions.lever<Staffing>());
  };
  return kind;
}

Workforce::Workforce(Place& place, const Settings& settings, const Seat& seat)
    : settings_{settings},
      seat_{seat},
      own_{own_measures(place.around().layout)},
      training_line_{place.line("workforce__training")},
      site_line_{place.line("workforce__training_site")},
      graduate_line_{place.line("workforce__graduate")},
      return_line_{place.line("workforce__return_of_service")},
      scope_line_{place.line("workforce__scope")},
      first_practice_{
          static_cast<std::uint16_t>(place.around().geography.places[place.index()].first_practice)},
      practices_{static_cast<std::uint16_t>(place.around().geography.places[place.index()].practices)},
      post_sessions_{
          place.around().practices.clinicians.sessions_per_post[static_cast<std::size_t>(Role::dentist)]}
{
  const Geography& geography = place.around().geography;
  const sim::Day last = place.around().last;
  plan_heads(place);
  for (const std::uint32_t practice : select_practices(geography, settings.scope_practices))
    if (geography.practices[practice].place == place.index() && settings.scope.from <= last)
      scope_.push_back(static_cast<std::uint16_t>(practice));
  graduates_a_year_ = graduates_by_place(geography, settings.graduates)[place.index()];
  if (graduates_a_year_ > 0) graduate_days_ = yearly(settings.graduates.deployment, last);
  if (settings.returns.kept > 0 && settings.returns.deployment.runs_in(geography, place.index()))
    return_days_ = yearly(settings.returns.deployment, last);
}

/// Those of whom it is known beforehand who they are: foundation posts and training sites.
void Workforce::plan_heads(const Place& place)
{
  const Geography& geography = place.around().geography;
  constexpr auto trainee = static_cast<std::size_t>(Role::foundation_dentist);
  const FoundationPosts& posts = settings_.foundation;
  if (posts.posts > 0)
    for (const std::uint32_t practice : select_practices(geography, posts.practices)) {
      if (geography.practices[practice].place != place.index()) continue;
      for (int k = 0; k < posts.posts; ++k)
        heads_.push_back({.kind = Kind::foundation,
                          .practice = static_cast<std::uint16_t>(practice),
                          .from = posts.from,
                          .a_year = posts.cost,
                          .who = {.key = key_of(geography.practices[practice].id, "foundation post", k),
                                  .role = Role::foundation_dentist,
                                  .chairs = Chairs::of_their_own,
                                  .sessions = place.around().practices.clinicians.sessions_per_post[trainee],
                                  .supervised = true,
                                  .on_scheme = true}});
    }
  for (const TrainingSite& site : settings_.sites) add_site(place, site);
}

void Workforce::add_site(const Place& place, const TrainingSite& site)
{
  const Geography& geography = place.around().geography;
  const auto host = host_of(geography, site);
  if (!host || geography.practices[*host].place != place.index()) return;
  for (int k = 0; k < site.dentists + site.trainees; ++k) {
    const bool is_dentist = k < site.dentists;
    heads_.push_back({.kind = is_dentist ? Kind::site_dentist : Kind::site_trainee,
                      .practice = static_cast<std::uint16_t>(*host),
                      .from = site.from,
                      .once = k == 0 ? site.set_up : Pence{},
                      .a_year = is_dentist ? site.dentist_cost : site.trainee_cost,
                      .who = {.key = key_of(site.name, "training site", k),
                              .role = is_dentist ? Role::dentist : Role::foundation_dentist,
                              .chairs = Chairs::of_training_site,
                              .sessions = is_dentist ? site.dentist_sessions : site.trainee_sessions,
                              .chairs_there = site.chairs}});
  }
}

void Workforce::open_day(Place& place, sim::Day day)
{
  const int month = sim::month_index(day);
  // budgets are shared out on the first of a month
  if (month == month_ || (day == sim::first_day_of_month(month) && day != place.around().first)) return;
  month_ = month;
  for (Head& head : heads_) turn_month(place, head);
  std::erase_if(heads_, [day](const Head& head) { return head.leaves < day && !head.place_there; });
  for (; next_returns_ < return_days_.size() && return_days_[next_returns_] <= day; ++next_returns_)
    keep_foundation_dentists(place, return_days_[next_returns_]);
  for (; next_graduates_ < graduate_days_.size() && graduate_days_[next_graduates_] <= day; ++next_graduates_)
    bring_graduates(place, graduate_days_[next_graduates_]);
  if (day < settings_.scope.from) return;
  std::erase_if(scope_, [&](std::uint16_t practice) {
    if (place.shown(practice).has(PublicState::closed)) return true;
    if (!place.commit(seat_.number, settings_.scope_cost)) return false;
    pay(place, scope_line_, practice, settings_.scope_cost);
    return true;
  });
}

/// Another month at work, paid for; the first, or the last.
void Workforce::turn_month(Place& place, Head& head)
{
  const sim::Day day = place.today();
  if (day < head.from) return;
  if (!head.place_there) {
    if (head.leaves >= day) begin(place, head);
    return;
  }
  const bool is_closed = place.shown(head.practice).has(PublicState::closed);
  const Pence cost = day <= head.paid_until ? month_of(head.a_year, day) : Pence{};
  const bool is_paid = !is_closed && day <= head.leaves && place.commit(seat_.number, cost);
  if (is_paid) {
    pay(place, line_of(head.kind), head.practice, cost);
    return;
  }
  place.let_go(head.practice, *head.place_there);
  head.place_there.reset();
  if (is_closed) head.leaves = day - 1;  // for good
  if (day <= head.leaves)
    place.tallies().add(own_.unfunded, 0);
  else if (head.kind == Kind::graduate || head.kind == Kind::returner)
    place.tallies().add(own_.left, 0);
}

/// Whether somebody begins, with the first month's pay and what is paid once.
bool Workforce::begin(Place& place, Head& head)
{
  const Pence cost = month_of(head.a_year, place.today()) + head.once;
  if (place.shown(head.practice).has(PublicState::closed)) return false;
  if (!place.commit(seat_.number, cost)) {
    place.tallies().add(own_.unfunded, 0);
    return false;
  }
  head.place_there = place.employ(head.practice, head.who);
  if (!head.place_there) {  // the place of who left is kept until their last booking
    place.uncommit(seat_.number, cost);
    return false;
  }
  pay(place, line_of(head.kind), head.practice, cost);
  head.once = {};
  return true;
}

bool Workforce::has_room(const Place& place, std::uint16_t practice) const
{
  constexpr int half = 2;  // of a post
  return place.staff_now(practice).empty_sessions * half >= post_sessions_;
}

/// The practice with the most empty sessions; no_practice where none has half a post.
std::uint16_t Workforce::emptiest(const Place& place) const
{
  std::uint16_t best = no_practice;
  double most = 0;
  for (std::uint16_t k = 0; k < practices_; ++k) {
    const auto practice = static_cast<std::uint16_t>(first_practice_ + k);
    const double empty = place.staff_now(practice).empty_sessions;
    if (empty <= most || !has_room(place, practice)) continue;
    most = empty;
    best = practice;
  }
  return best;
}

void Workforce::come_for_empty_post(Place& place, Head head, std::uint16_t first_choice)
{
  const bool stays = first_choice != no_practice && has_room(place, first_choice);
  head.practice = stays ? first_choice : emptiest(place);
  if (head.practice == no_practice) {
    place.tallies().add(own_.not_placed, 0);
    return;
  }
  const double empty = place.staff_now(head.practice).empty_sessions;
  head.who.sessions = std::min(post_sessions_, static_cast<int>(std::lround(empty)));
  if (!begin(place, head)) return;
  place.tallies().add(head.kind == Kind::graduate ? own_.graduates_came : own_.returners_came, 0);
  heads_.push_back(head);
}

/// Those in training who bind themselves come for empty posts: at their practice, or elsewhere in the Place.
void Workforce::keep_foundation_dentists(Place& place, sim::Day cohort)
{
  const double leave_rate = place.around().practices.clinicians.leave_rate;
  for (std::uint16_t k = 0; k < practices_; ++k) {
    const auto practice = static_cast<std::uint16_t>(first_practice_ + k);
    const std::string& id = place.around().geography.practices[practice].id;
    for (int t = 0; t < place.staff_now(practice).trainees; ++t) {
      const std::uint32_t key = key_of(id, "returns", t);
      const sim::Draws draws =
          place.streams().draw(key, sim::Why{"return of service"}, static_cast<std::uint32_t>(cohort));
      if (draws.uniform(0) >= settings_.returns.kept) continue;
      const sim::Day owed = place.today() + years_to_days(settings_.returns.years);
      come_for_empty_post(
          place,
          {.kind = Kind::returner,
           .paid_until = owed - 1,
           .leaves = leave_rate > 0 ? owed + years_to_days(-std::log(draws.uniform(1)) / leave_rate)
                                    : sim::last_storable_day,
           .a_year = settings_.returns.cost,
           .who = {.key = key ^ static_cast<std::uint32_t>(cohort)}},
          practice);
    }
  }
}

void Workforce::bring_graduates(Place& place, sim::Day cohort)
{
  const double leave_rate = place.around().practices.clinicians.leave_rate;
  const std::string& here = place.around().geography.places[place.index()].name;
  for (int k = 0; k < graduates_a_year_; ++k) {
    const std::uint32_t key = key_of(here, "graduate", k);
    const double u =
        place.streams().draw(key, sim::Why{"graduate leaves"}, static_cast<std::uint32_t>(cohort)).uniform(0);
    come_for_empty_post(place,
                        {.kind = Kind::graduate,
                         .leaves = leave_rate > 0 ? place.today() + years_to_days(-std::log(u) / leave_rate)
                                                  : sim::last_storable_day,
                         .once = settings_.graduates.cost,
                         .who = {.key = key ^ static_cast<std::uint32_t>(cohort)}},
                        no_practice);
  }
}

void Workforce::pay(Place& place, Line line, std::uint16_t practice, Pence amount)
{
  if (amount.amount == 0) return;
  place.pay(Payer::icb, line, practice - std::size_t{first_practice_}, place.today(), amount);
  place.tallies().add_sum(own_.cost, 0, amount.amount);
}

Line Workforce::line_of(Kind kind) const
{
  switch (kind) {
    case Kind::foundation: return training_line_;
    case Kind::site_trainee:
    case Kind::site_dentist: return site_line_;
    case Kind::graduate: return graduate_line_;
    case Kind::returner: return return_line_;
  }
  return training_line_;
}

void Workforce::close_month(Place& place, sim::Day last_day)
{
  const auto count = [&](sim::Counter counter, Kind kind) {
    const auto here = std::count_if(heads_.begin(), heads_.end(), [kind](const Head& head) {
      return head.kind == kind && head.place_there;
    });
    place.tallies().add(counter, 0, static_cast<std::uint32_t>(here));
  };
  count(own_.foundation_posts, Kind::foundation);
  count(own_.site_trainees, Kind::site_trainee);
  count(own_.site_dentists, Kind::site_dentist);
  count(own_.graduates, Kind::graduate);
  count(own_.returners, Kind::returner);
  if (last_day < settings_.scope.from) return;
  for (std::uint16_t k = 0; k < practices_; ++k) {
    const Staffing* const staffing = place.around().conditions.find<Staffing>();
    const std::size_t practice = first_practice_ + std::size_t{k};
    if (staffing != nullptr && staffing->scope.holds(practice, last_day) &&
        !place.shown(static_cast<std::uint16_t>(practice)).has(PublicState::closed))
      place.tallies().add(own_.scope_practices, 0);
  }
}

}  // namespace models::workforce
