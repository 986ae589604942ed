#include "models/places/clinics.hpp"

#include <algorithm>
#include <cmath>

#include "models/practices/session_book.hpp"
#include "models/practices/working_days.hpp"
#include "sim/distributions.hpp"

namespace models {

namespace {

constexpr int working_days_a_week = 5, days_a_week = 7;
constexpr sim::Minute opens = 9 * 60;
constexpr int minutes_per_session = units_per_session * minutes_per_unit;

std::string measure_name(const PathwayKind& kind, const std::string& service, const char* what)
{
  return kind.name + "__" + service + "_" + what;
}

/// Working days (Monday to Friday) before a day, from a fixed Monday.
std::int64_t weekdays_before(sim::Day day)
{
  return std::int64_t{day / days_a_week} * working_days_a_week +
         std::min(sim::weekday(day), working_days_a_week);
}

}  // namespace

void Clinics::declare(sim::Layout& layout, const PathwayKind& kind)
{
  const auto measure = [&](const std::string& service, const char* what, const char* unit,
                           const char* about) {
    layout.declare({"programmes",
                    measure_name(kind, service, what),
                    unit,
                    about,
                    sim::Period::month,
                    sim::Owner::place,
                    sim::Cell::count,
                    {}});
  };
  for (const std::string& one : kind.services) {
    measure(one, "sessions", "session", "sessions held");
    measure(one, "list", "person",
            "people on the lists of clinics here at the month's end, those called not");
    measure(one, "missed", "appointment", "first visits that were missed");
    measure(one, "promoted", "person", "people put before others since they had waited very long");
    measure(one, "returned", "course", "courses whose end a practice was told of, to take the patient");
  }
}

Clinics::Clinics(Place& place, const ClinicsSettings& settings, const Seat& seat, const PathwayKind& kind,
                 Rules rules)
    : settings_{settings},
      order_{place.around().priority.of(QueueName::clinic_list)},
      seat_{seat},
      rules_{std::move(rules)},
      first_service_{place.service(kind.services.front())},
      fee_line_{place.line(kind.name + "__" + kind.lines.front())},
      here_{place.around().sites.of(seat.number, place.index())},
      patients_{"patients of clinics"}
{
  const sim::Layout& layout = place.around().layout;
  for (const std::string& one : kind.services)
    own_.push_back({layout.counter("programmes", measure_name(kind, one, "sessions")),
                    layout.counter("programmes", measure_name(kind, one, "list")),
                    layout.counter("programmes", measure_name(kind, one, "missed")),
                    layout.counter("programmes", measure_name(kind, one, "promoted")),
                    layout.counter("programmes", measure_name(kind, one, "returned"))});
  const Geography& geography = place.around().geography;
  const Sites& sites = place.around().sites;
  const Sites::Range all = sites.of(seat.number);
  const std::vector<double> weekly = weekly_sessions(geography, sites, all, first_service_, settings);
  const std::uint16_t office = geography.places[place.index()].office;
  starting_list_.assign(settings.services.size(), 0.0);
  for (std::uint16_t k = 0; k < all.count; ++k) {
    const Site& one = sites.other(all.first + std::size_t{k});
    const std::size_t s = one.service - first_service_;
    const ClinicSettings& plan = settings.services[s];
    if (geography.places[one.place].office == office)
      starting_list_[s] += weekly[k] * plan.courses() * plan.list_weeks;
    if (one.place != place.index()) continue;
    const std::size_t days = static_cast<std::size_t>(plan.called_ahead) + 1;
    const auto kind_of_care =
        static_cast<std::uint32_t>(*find_specialty(place.around().service_names[one.service]));
    const ClinicOpening open = rules_.opening ? rules_.opening(static_cast<std::uint16_t>(all.first + k))
                                              : ClinicOpening{.weekly = weekly[k]};
    clinics_.push_back({&plan,
                        id_key(one.name) + k,
                        s,
                        kind_of_care,
                        open.weekly,
                        {},
                        std::vector<std::uint16_t>(days, 0),
                        0,
                        open.from,
                        open.until});
  }
  // this Place's people among those on the lists of the ICB
  std::int64_t people = 0;
  for (std::size_t other = 0; other < geography.places.size(); ++other)
    if (geography.places[other].office == office) people += people_of(geography, other);
  const double share =
      people == 0 ? 0
                  : static_cast<double>(people_of(geography, place.index())) / static_cast<double>(people);
  for (double& listed : starting_list_) listed *= share;
}

/// Sessions held before a day: a fraction of a session a day is spread evenly over the working days, from a point of
/// its own for each clinic.
std::int64_t Clinics::sessions_before(const Clinic& clinic, std::int64_t weekdays) const
{
  constexpr std::uint32_t phases = 97;  // a prime: neighbours differ
  return static_cast<std::int64_t>(
      std::floor(clinic.weekly / working_days_a_week * static_cast<double>(weekdays) +
                 (clinic.key % phases) / static_cast<double>(phases)));
}

int Clinics::planned_sessions(const Clinic& clinic, sim::Day day) const
{
  if (!is_working_day(day) || day < clinic.from || day > clinic.until) return 0;
  const std::int64_t before = weekdays_before(day);
  return static_cast<int>(sessions_before(clinic, before + 1) - sessions_before(clinic, before));
}

/// Of those planned a wave leaves a share, each drawn by the clinic and the day.
int Clinics::sessions_on(const Place& place, const Clinic& clinic, sim::Day day) const
{
  const int planned = planned_sessions(clinic, day);
  if (wave_ == nullptr) return planned;
  const double share = wave_->on(day).clinics;
  int held = 0;
  for (int k = 0; k < planned; ++k)
    held += place.streams()
                        .draw(clinic.key, sim::Why{"session held in a wave"}, static_cast<std::uint32_t>(day),
                              static_cast<std::uint32_t>(k))
                        .uniform(0) < share
                ? 1
                : 0;
  return held;
}

/// On the first morning of a wave: nobody more is called for sessions that it takes away.
void Clinics::meet_conditions(const Place& place, sim::Day day)
{
  const Wave* const before = wave_;
  wave_ = place.around().conditions.in_force(place.index(), day);
  if (wave_ == nullptr || wave_ == before) return;
  for (Clinic& clinic : clinics_)
    for (sim::Day ahead = day + 1; ahead < day + clinic.plan->called_ahead; ++ahead)
      if (sessions_on(place, clinic, ahead) == 0)
        clinic.seats[static_cast<std::size_t>(ahead) % clinic.seats.size()] = 0;
}

/// Courses that may begin on a day: whole ones, carried from session to session.
int Clinics::seats_on(const Place& place, const Clinic& clinic, sim::Day day) const
{
  const int sessions = sessions_on(place, clinic, day);
  if (sessions == 0) return 0;
  const auto held = static_cast<double>(sessions_before(clinic, weekdays_before(day)));
  const double courses = clinic.plan->courses();
  return static_cast<int>(std::floor(courses * (held + sessions)) - std::floor(courses * held));
}

void Clinics::open_day(Place& place, sim::Day day)
{
  const bool first = day == place.around().first;
  if (first) fill_lists(place);
  meet_conditions(place, day);
  for (std::uint16_t k = 0; k < clinics_.size(); ++k) {
    Clinic& clinic = clinics_[k];
    const ClinicSettings& plan = *clinic.plan;
    for (int ahead = first ? 1 : plan.called_ahead; ahead <= plan.called_ahead; ++ahead)
      clinic.seats[static_cast<std::size_t>(day + ahead) % clinic.seats.size()] =
          static_cast<std::uint16_t>(seats_on(place, clinic, day + ahead));
    if (const int sessions = sessions_on(place, clinic, day); sessions > 0) {
      place.tallies().add(own_[clinic.service].sessions, 0, static_cast<std::uint32_t>(sessions));
      place.tallies().add_sum(place.measures().session_minutes, std::size_t{service(clinic)} * 2,
                              std::int64_t{sessions} * minutes_per_session);
      place.pay_other(Payer::icb, fee_line_, day, Pence{plan.session_fee.amount * sessions});
    }
    call(place, k);
    show(place, k);
  }
}

/// The people who stand on lists on the first day, drawn among those whom the service suits: their homes ask for
/// them, as of days spread over the time that the list takes.
void Clinics::fill_lists(Place& place) const
{
  const std::uint32_t first = place.around().population.first_person[place.index()];
  const auto residents = place.residents();
  const sim::Day today = place.today();
  std::vector<Specialty> specialty;
  specialty.reserve(settings_.services.size());
  for (std::size_t s = 0; s < settings_.services.size(); ++s)
    specialty.push_back(*find_specialty(place.around().service_names[first_service_ + s]));
  std::vector<std::vector<std::uint32_t>> fitting(specialty.size());
  for (std::uint32_t i = 0; i < residents.size(); ++i) {
    const Person& person = place.person(first + i);
    if (!person.alive_on(today)) continue;
    const Profile who = profile(place.around().population, first + i, today);
    for (std::size_t s = 0; s < specialty.size(); ++s)
      if (starting_list_[s] > 0 && suits(specialty[s], who, residents[i].state.oral))
        fitting[s].push_back(first + i);
  }
  for (std::size_t s = 0; s < specialty.size(); ++s) {
    const double chance = fitting[s].empty() ? 0 : starting_list_[s] / static_cast<double>(fitting[s].size());
    const double days = settings_.services[s].list_weeks * days_a_week;
    for (const std::uint32_t row : fitting[s]) {
      const sim::Draws draws =
          place.streams().draw(row, sim::Why{"starting list"}, static_cast<std::uint32_t>(specialty[s]));
      if (draws.uniform(0) >= chance) continue;
      const auto asked = today - 1 - static_cast<sim::Day>(draws.uniform(1) * days);
      place.refer({.person = row,
                   .service = static_cast<std::uint8_t>(first_service_ + s),
                   .asked = std::max<sim::Day>(asked, place.person(row).birth + 1),
                   .flags = Referral::listed});
    }
  }
}

/// Days until somebody who joins now would be seen, as the referral system reads it; `room` is the hundredths of
/// courses begun in a week.
void Clinics::show(Place& place, std::uint16_t k) const
{
  const Clinic& clinic = clinics_[k];
  const bool open = place.today() >= clinic.from && place.today() < clinic.until;
  const double weekly = open ? clinic.weekly * clinic.plan->courses() : 0;
  constexpr double hundredths = 100;
  PublicState face;
  face.waiting = static_cast<std::uint16_t>(std::min<std::uint32_t>(clinic.list.size(), no_practice));
  face.room = static_cast<std::int32_t>(weekly * hundredths);
  const double days = weekly > 0 ? clinic.list.size() / weekly * days_a_week : no_practice;
  face.first_free = static_cast<std::uint16_t>(std::min<double>(days, no_practice));
  place.publish(site(k), face);
}

Answer Clinics::receive(Place& place, const Request& request)
{
  const auto k = static_cast<std::uint16_t>(request.practice - here_.first);
  Clinic& clinic = clinics_[k];
  const std::uint32_t p = patients_.take({.person = request.person,
                                          .clinic = k,
                                          .asked = static_cast<std::uint16_t>(request.asked),
                                          .ordinal = request.ordinal,
                                          .from = request.last_completed,
                                          .stratum = request.stratum,
                                          .oral = request.oral,
                                          .level_1 = (request.last_course & Referral::inappropriate) != 0});
  clinic.list.join(patients_, p,
                   place.around()
                       .priority.of(QueueName::clinic_list)
                       .class_of(claimant(place.around().population, request.person, place.today(),
                                          static_cast<OralState>(request.oral), 0)));
  call(place, k);
  show(place, k);
  return Answer::taken;
}

/// Who is called next, by the table of priorities.
std::uint32_t Clinics::next_on(Place& place, Clinic& clinic)
{
  const sim::Day today = place.today();
  const auto waited = [&](std::size_t k) {
    const auto head = clinic.list.first(k);
    return head ? std::max<sim::Day>(today - patients_[*head].asked, 0) : -1;
  };
  const std::size_t k = order_.next_class(waited, clinic.turn++);
  if (order_.passes_others(k, waited(k))) place.tallies().add(own_[clinic.service].promoted, 0);
  const std::uint32_t p = *clinic.list.first(k);
  clinic.list.leave(patients_, p);
  return p;
}

/// Calls people for the sessions that are held soon.
void Clinics::call(Place& place, std::uint16_t k)
{
  Clinic& clinic = clinics_[k];
  const sim::Day today = place.today();
  for (sim::Day day = today + 1; day <= today + clinic.plan->called_ahead && !clinic.list.empty(); ++day) {
    std::uint16_t& seats = clinic.seats[static_cast<std::size_t>(day) % clinic.seats.size()];
    while (seats > 0 && !clinic.list.empty()) {
      const std::uint32_t p = next_on(place, clinic);
      if (!still_wants(place, p)) continue;
      --seats;
      // in the order of the calls, over the session
      const sim::Minute minute =
          opens + (std::uint32_t{clinic.seats[static_cast<std::size_t>(day) % clinic.seats.size()]} *
                   minutes_per_unit) %
                      minutes_per_session;
      patients_[p].due = sim::minute_of(day, minute);
      place.calendar().add(day, {patients_[p].person, seat_.first_handler + first_visit, p, minute});
    }
  }
}

/// Who has died or left the list meanwhile is told off it.
bool Clinics::still_wants(Place& place, std::uint32_t p)
{
  const ClinicPatient& patient = patients_[p];
  const Clinic& clinic = clinics_[patient.clinic];
  const bool dead = place.person(patient.person).death <= place.today();
  const double years = (place.today() - patient.asked) / days_per_year;
  const double u = place.streams()
                       .draw(patient.person, sim::Why{"leaving a list"}, patient.ordinal, clinic.kind)
                       .uniform(0);
  if (!dead && u >= 1 - std::exp(-clinic.plan->leaves_list * years)) return true;
  place.tell_left(patient.person, patient.ordinal, service(clinic), patient.stratum,
                  dead ? Reason::died : Reason::gave_up);
  drop(p);
  return false;
}

void Clinics::shut(Place& place, std::uint16_t k, const std::function<void(const ClinicPatient&)>& then)
{
  Clinic& clinic = clinics_[k];
  clinic.until = std::min(clinic.until, place.today());
  while (const auto p = clinic.list.serve(patients_)) {
    const ClinicPatient patient = patients_[*p];
    place.tell_left(patient.person, patient.ordinal, service(clinic), patient.stratum, Reason::redirected);
    drop(*p);
    then(patient);
  }
  show(place, k);
}

void Clinics::close_month(Place& place)
{
  for (const Clinic& clinic : clinics_) place.tallies().add(own_[clinic.service].list, 0, clinic.list.size());
}

}  // namespace models
