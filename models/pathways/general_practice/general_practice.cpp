#include "models/pathways/general_practice/general_practice.hpp"

#include <cmath>

#include "models/pathways/general_practice/heads.hpp"
#include "models/places/registration.hpp"

namespace models::general_practice {

namespace {

constexpr const char* name = "general_practice";
const std::array<const char*, 2> service_names{"routine_care", "urgent_care"};

/// As the pathways that are on have set them; none: all neutral.
ContractLevers contract_levers(const Conditions& conditions)
{
  const auto* const set = conditions.find<ContractLevers>();
  return set != nullptr ? *set : ContractLevers{};
}

sim::Staircase whole_days(double median, double cv)
{
  return sim::Staircase{
      [days = sim::Lognormal::by_median(median, cv)](double u) { return static_cast<int>(days.at(u)); }};
}

OwnMeasures own_measures(const sim::Layout& layout)
{
  const auto find = [&](const char* measure) {
    return layout.counter("programmes", std::string{name} + "__" + measure);
  };
  return {find("foundation_uda"),
          find("handed_back"),
          find("relet"),
          find("unplaced"),
          find("closures"),
          find("refused_treatment"),
          find("sessions"),
          find("child_minutes"),
          find("varnished"),
          find("sessions_lost"),
          find("clinicians_absent"),
          find("put_off"),
          find("rest_minutes"),
          find("waived"),
          find("heads")};
}

/// Days before which long slots are open to nobody else.
int long_slots_released(const Place& place)
{
  const auto* const offers = place.around().conditions.find<Offers>();
  constexpr int never = -1;
  return offers == nullptr ? never : offers->release_days;
}

}  // namespace

void declare(sim::Layout& layout)
{
  const auto measure = [&](const char* measure_name, const char* unit, const char* about, sim::Cell cell) {
    layout.declare({"programmes",
                    std::string{name} + "__" + measure_name,
                    unit,
                    about,
                    sim::Period::month,
                    sim::Owner::place,
                    cell,
                    {}});
  };
  measure("foundation_uda", "0.01 UDA", "UDA of foundation dentists, who work outside their host's contract",
          sim::Cell::sum);
  measure("handed_back", "0.01 UDA",
          "activity of the rest of the year that practices handed back or gave up at mid-year",
          sim::Cell::sum);
  measure("relet", "0.01 UDA", "of it, taken over by other practices for the rest of the year",
          sim::Cell::sum);
  measure("unplaced", "0.01 UDA",
          "of it, what nobody had room for; handed_back = relet + unplaced in a region", sim::Cell::sum);
  measure("closures", "practice", "practices that handed back their contract", sim::Cell::count);
  measure("refused_treatment", "visit", "treatment visits at which a child did not accept treatment",
          sim::Cell::count);
  measure("sessions", "session", "sessions opened", sim::Cell::count);
  measure("child_minutes", "min", "of the minutes given to patients who came, those given to children",
          sim::Cell::sum);
  measure("varnished", "course", "children's courses with fluoride varnish", sim::Cell::count);
  measure("sessions_lost", "session", "sessions lost to a wave: shut, or their clinician away",
          sim::Cell::count);
  measure("clinicians_absent", "day", "days of clinicians who were away in a wave", sim::Cell::count);
  measure("put_off", "appointment", "appointments that practices put off in a wave", sim::Cell::count);
  measure("rest_minutes", "min", "minutes for which rooms rested after visits that made aerosol",
          sim::Cell::sum);
  measure("waived", "0.01 UDA", "activity that contracts were relieved of in a wave, of the months paid for",
          sim::Cell::sum);
  measure("heads", "person",
          "people whose usual practice it was on the first of the month, paid for by the head",
          sim::Cell::sum);
  declare_staff(layout);
}

PathwayKind kind()
{
  PathwayKind kind;
  kind.name = name;
  kind.services = {service_names.begin(), service_names.end()};
  kind.lines = {"foundation_pay", "urgent_fee", "capitation"};
  kind.handlers = GeneralPractice::handlers;
  kind.events = {"appointment", "cancellation", "patience", "passing"};
  register_instance<GeneralPractice, Settings>(kind);
  kind.declare = declare;
  kind.make_office = [](Office& office, const PathwaySettings&, const Seat& seat) {
    return std::make_unique<HeadPayments>(office.around().practices.contract.by_head, seat);
  };
  return kind;
}

GeneralPractice::GeneralPractice(Place& place, const Settings& settings, const Seat& seat)
    : settings_{settings},
      practice_settings_{place.around().practices},
      treatment_{place.around().treatment},
      levers_{contract_levers(place.around().conditions)},
      shapes_{place.around().practices.books},
      services_{place.around().services},
      own_{own_measures(place.around().layout)},
      staff_own_{staff_measures(place.around().layout)},
      foundation_line_{place.line("general_practice__foundation_pay")},
      urgent_fee_line_{place.line("general_practice__urgent_fee")},
      capitation_line_{place.line("general_practice__capitation")},
      seat_{seat},
      first_site_{place.around().geography.places[place.index()].first_practice},
      nurse_units_{
          static_cast<int>(std::lround(practice_settings_.clinicians.nurse_minutes / minutes_per_unit))},
      books_{place.around().practices.books.release_days, long_slots_released(place)},
      staffing_{place.around().conditions.find<Staffing>()},
      turnover_(ring_days),
      odds_of_missing_{settings.attendance},
      patience_routine_{whole_days(settings.booking.patience_routine, settings.booking.patience_spread)},
      patience_urgent_{whole_days(settings.booking.patience_urgent, settings.booking.patience_spread)},
      episodes_{"episodes of general practice"}
{
  const Geography& geography = place.around().geography;
  const PlaceInfo& info = geography.places[place.index()];
  const FilledShares shares{place.around().practices.clinicians};
  lists_.resize(info.practices);
  faces_.resize(info.practices);
  forecast_.assign(info.practices, static_cast<float>(settings.first_forecast));
  for (std::uint32_t p = 0; p < info.practices; ++p) {
    const std::uint32_t at = info.first_practice + p;
    const PracticeSite& here = geography.practices[at];
    practices_.push_back(build_practice(place.around().practices, shares, here, at, place.around().first,
                                        settings.first_forecast, books_, place.streams(), staffing_));
    if (place.around().conditions.has_absence()) keep_rota(practices_.back());
    const std::uint32_t key = practices_.back().key;
    const auto chance = [&](sim::Why why) { return place.streams().draw(key, why, 0).uniform(0); };
    habits_.push_back({chance(sim::Why{"reminders"}) < settings.attendance.reminded,
                       chance(sim::Why{"recall policy"}) < settings.recall.compliance});
    faces_[p].bits = static_cast<std::uint8_t>((here.accepting_adults ? PublicState::adults : 0) |
                                               (here.accepting_children ? PublicState::children : 0));
  }
  double value = 0;
  for (const PracticeSite& practice : geography.practices) value += static_cast<double>(practice.uda_value);
  mean_uda_value_ = geography.practices.empty() ? 1 : value / static_cast<double>(geography.practices.size());
  if (levers_.flexible.fee.amount > 0 && !levers_.flexible.years.empty())
    flexible_.assign(practices_.size(), Flexible{.opened_to = place.around().first});
  fee_factor_ = first_fee_factor(practice_settings_.contract.by_head);
  if (staffing_ != nullptr && staffing_->fatigue.strength > 0) load_.resize(info.practices);
  mix_.resize(info.practices);
  for (Mix& mix : mix_) mix.asked.fill(1);  // one of each kind, until requests tell more
  count_cooperation(place);
  take_offers(place);
  update_pay(place.around().first);
}

void GeneralPractice::handle(Place& place, const sim::Event& event, std::uint32_t handler)
{
  const Episode& episode = episodes_[event.slot];
  const sim::Minute now = sim::minute_of(place.today(), event.minute);
  if (!episode.has(Episode::used) || episode.person != event.subject || episode.due != now) {
    place.skip();
    return;
  }
  if (handler == appointment)
    come(place, event.slot);
  else if (handler == cancellation)
    cancel(place, event.slot);
  else if (handler == patience)
    lose_patience(place, event.slot);
  else
    pass_away(place, event.slot);
}

sim::Touched GeneralPractice::touches(const sim::Event& event) const
{
  // half of all episodes lie across two cache lines
  const auto* const episode = reinterpret_cast<const std::byte*>(&episodes_[event.slot]);
  return {episode, episode + sizeof(Episode) - 1};
}

std::size_t GeneralPractice::bytes() const
{
  std::size_t posts = 0;
  for (const Practice& practice : practices_) posts += practice.staff.posts.capacity() * sizeof(Post);
  return books_.bytes() + episodes_.bytes() + posts + practices_.capacity() * sizeof(Practice);
}

}  // namespace models::general_practice
