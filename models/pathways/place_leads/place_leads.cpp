#include "models/pathways/place_leads/place_leads.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/places/deployment.hpp"
#include "models/places/own_measures.hpp"
#include "models/places/registration.hpp"

namespace models::place_leads {

namespace {

constexpr const char* name = "place_leads";

constexpr OwnMeasure<OwnMeasures> all[]{
    {"leads", "clinician", "lead clinicians at the month's end", &OwnMeasures::leads},
    {"sessions", "session", "sessions of lead clinicians", &OwnMeasures::sessions},
    {"not_held", "session", "sessions ordered that fell out, since the lead's practice had closed",
     &OwnMeasures::not_held},
    {"unfunded", "session", "sessions not ordered, since the budget was spent", &OwnMeasures::unfunded},
    {"minutes", "min", "time of those sessions", &OwnMeasures::minutes, sim::Cell::sum},
    {"displaced_minutes", "min", "of it, taken out of the books of the leads' practices",
     &OwnMeasures::displaced_minutes, sim::Cell::sum},
    {"trained", "clinician", "leads trained in leadership", &OwnMeasures::trained},
    {"cost", "pence", "paid for sessions and training", &OwnMeasures::cost, sim::Cell::sum},
};

OwnMeasures own_measures(const sim::Layout& layout) { return find_own(layout, name, all); }

bool is_led(const Geography& geography, const Settings& settings, std::size_t place)
{
  if (settings.a_year() == 0 || geography.places[place].practices == 0) return false;
  return settings.places.empty() ||
         std::any_of(settings.places.begin(), settings.places.end(),
                     [&](const std::string& led) { return geography.find_place(led) == place; });
}

/// The first named practice of the Place, else its largest.
std::uint16_t practice_of_lead(const Geography& geography, const Settings& settings, std::size_t place)
{
  for (const std::string& id : settings.named)
    if (const auto practice = geography.find_practice(id);
        practice && geography.practices[*practice].place == place)
      return static_cast<std::uint16_t>(*practice);
  return static_cast<std::uint16_t>(largest_practices(geography, place).front());
}

void check(const Geography& geography, const Settings& settings, sim::io::Faults& faults)
{
  for (const std::string& place : settings.places)
    if (!geography.find_place(place))
      faults.add(settings.places_where, "unknown place " + place + " (the region has no Place of that name)");
  for (const std::string& id : settings.named)
    if (!geography.find_practice(id))
      faults.add(settings.named_where, "unknown practice " + id + " (the region has no practice of that id)");
}

void turn(const Geography& geography, const Settings& settings, Leadership& out)
{
  const double strength = std::min(settings.sessions, 1.0);
  out.from = settings.start;
  out.until = settings.end;
  out.adoption = settings.adoption * strength;
  out.referrals = settings.referrals * strength;
  out.places.assign(geography.places.size(), false);
  for (std::size_t place = 0; place < out.places.size(); ++place)
    out.places[place] = is_led(geography, settings, place);
}

sim::Day first_session(const Settings& settings)
{
  for (int year = sim::contract_year(settings.start);; ++year)
    for (const sim::Day day : settings.days_of(year))
      if (day >= settings.start) return day;
}

std::vector<PlanFigure> plan(const Geography& geography, const Settings& settings, Days period)
{
  int leads = 0;
  for (std::size_t place = 0; place < geography.places.size(); ++place)
    leads += is_led(geography, settings, place) ? 1 : 0;
  const Days led = common(period, {settings.start, settings.end});
  std::vector<PlanFigure> out;
  if (leads == 0) return out;
  if (led.count() > 0) {
    const double weeks = weeks_in(led, settings.weeks), held = leads * settings.sessions * weeks;
    const std::string sessions =
        fmt::format("{} leads x {} a week x {:.1f} weeks", leads, settings.sessions, weeks);
    const double fee = in_pounds(settings.fee());
    out = {{PlanQuantity::people, "leads", static_cast<double>(leads), fmt::format("{} leads", leads)},
           {PlanQuantity::sessions, "sessions", held, sessions},
           {PlanQuantity::cost, "session fees", held * fee, fmt::format("{} x GBP {:.2f}", sessions, fee)}};
  }
  // once a lead, when the first session is ordered
  const double training = in_pounds(settings.training);
  const sim::Day first = first_session(settings);
  if (training > 0 && first <= settings.end && period.holds(first - settings.notice))
    out.push_back({PlanQuantity::cost, "training", leads * training,
                   fmt::format("{} leads x GBP {:.2f}", leads, training)});
  return out;
}

}  // namespace

void declare(sim::Layout& layout) { declare_own(layout, name, all); }

PathwayKind kind()
{
  PathwayKind kind;
  kind.name = name;
  kind.lines = {"session_fee", "training"};
  kind.keeps_to_budget = true;
  register_instance<PlaceLeads, Settings>(kind);
  kind.declare = declare;
  kind.check = with_settings(check);
  kind.plan = with_settings(plan);
  kind.set_conditions = [](const Geography& geography, const PathwaySettings& settings,
                           Conditions& conditions) {
    turn(geography, static_cast<const Settings&>(settings), conditions.lever<Leadership>());
  };
  return kind;
}

PlaceLeads::PlaceLeads(Place& place, const Settings& settings, const Seat& seat)
    : settings_{settings},
      seat_{seat},
      own_{own_measures(place.around().layout)},
      session_line_{place.line("place_leads__session_fee")},
      training_line_{place.line("place_leads__training")},
      first_practice_{place.around().geography.places[place.index()].first_practice}
{
  const Geography& geography = place.around().geography;
  if (!is_led(geography, settings, place.index())) return;
  practice_ = practice_of_lead(geography, settings, place.index());
  const sim::Day first = std::max(settings.start, place.around().first),
                 last = std::min(settings.end, place.around().last);
  if (last < first) return;
  for (int year = sim::contract_year(first); year <= sim::contract_year(last); ++year)
    for (const sim::Day day : settings.days_of(year))
      if (day >= first && day <= last) days_.push_back(day);
}

bool PlaceLeads::is_there(const Place& place) const
{
  return practice_ != no_practice && !place.shown(practice_).has(PublicState::closed);
}

void PlaceLeads::open_day(Place& place, sim::Day day)
{
  while (next_ < days_.size() && days_[next_] <= day + settings_.notice && order(place, days_[next_]))
    ++next_;
  while (!ordered_.empty() && ordered_.front() <= day) {
    hold(place);
    ordered_.erase(ordered_.begin());
  }
}

/// The time of a session is sought on its day, or on the next ones; a run of free time has a longest length.
/// False where there is no money for it yet: until the day itself it is asked for again.
bool PlaceLeads::order(Place& place, sim::Day day)
{
  if (!is_there(place)) return true;
  const sim::Day today = place.today();
  const Pence training = is_trained_ ? Pence{} : settings_.training;
  const bool is_this_year = sim::contract_year(day) == sim::contract_year(today);
  const Pence now = is_this_year ? training + settings_.fee() : training;
  const bool is_paid_for =
      place.affords(seat_.number, now, today) && place.affords(seat_.number, settings_.fee(), day);
  if (!is_paid_for && day > today) return false;
  if (!place.commit(seat_.number, training)) {
    place.tallies().add(own_.unfunded, 0);
    return true;
  }
  if (!place.commit(seat_.number, settings_.fee(), day)) {
    place.uncommit(seat_.number, training);
    place.tallies().add(own_.unfunded, 0);
    return true;
  }
  if (!is_trained_) {
    is_trained_ = true;
    place.tallies().add(own_.trained, 0);
    pay(place, training_line_, settings_.training);
  }
  constexpr int longest = max_length * minutes_per_unit;
  constexpr sim::Day within = 6;
  for (int minutes = settings_.minutes; minutes > 0; minutes -= longest)
    place.tallies().add_sum(own_.displaced_minutes, 0,
                            place.take_time(practice_, {day, day + within}, std::min(minutes, longest)));
  ordered_.push_back(day);
  return true;
}

void PlaceLeads::hold(Place& place)
{
  if (!is_there(place)) {
    place.tallies().add(own_.not_held, 0);
    place.uncommit(seat_.number, settings_.fee());
    return;
  }
  place.tallies().add(own_.sessions, 0);
  place.tallies().add_sum(own_.minutes, 0, settings_.minutes);
  pay(place, session_line_, settings_.fee());
}

void PlaceLeads::pay(Place& place, Line line, Pence amount)
{
  if (amount.amount == 0) return;
  place.pay(Payer::icb, line, practice_ - first_practice_, place.today(), amount);
  place.tallies().add_sum(own_.cost, 0, amount.amount);
}

void PlaceLeads::close_month(Place& place, sim::Day last_day)
{
  if (is_there(place) && is_trained_ && last_day >= settings_.start && last_day <= settings_.end)
    place.tallies().add(own_.leads, 0);
}

}  // namespace models::place_leads
