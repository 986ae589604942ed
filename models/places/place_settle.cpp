#include "models/places/place_settle.hpp"

#include <algorithm>

#include "sim/distributions.hpp"

namespace models {

namespace {

constexpr double two_years = 2;

std::uint16_t stored(sim::Day day)
{
  return static_cast<std::uint16_t>(std::clamp<sim::Day>(day, 1, sim::last_storable_day));
}

/// The last visit of somebody who comes `rate` times a year: 0 where it would lie before birth.
sim::Day last_visit(const Person& person, sim::Day today, double rate, double u)
{
  if (rate <= 0) return 0;
  const auto ago = static_cast<sim::Day>(sim::exponential(u, days_per_year / rate));
  return today - ago > person.birth ? std::max<sim::Day>(1, today - ago) : 0;
}

/// An NHS visit of former times of an adult who does not come now: longer ago than any measure of access looks back.
std::uint16_t earlier_visit(const CareSeekingSettings& settings, const Person& person, sim::Day today,
                            double u)
{
  if (u >= settings.earlier_visit) return 0;
  const double years = two_years + sim::exponential(u / settings.earlier_visit, settings.earlier_visit_years);
  const sim::Day seen = today - static_cast<sim::Day>(years * days_per_year) - 1;
  return seen > person.birth ? stored(seen) : std::uint16_t{0};
}

}  // namespace

void settle(const Person& person, std::uint32_t row, const Surroundings& around, PersonState& state,
            PersonHistory& history)
{
  const CareSeeking& seeking = around.seeking;
  const CareSeekingSettings& settings = seeking.settings();
  const sim::Day today = around.first;
  const bool born = person.entry <= today;
  const int years = born ? age_years(person, today) : 0;
  const std::size_t band = need_age(years);
  const bool child = years < adult_age;
  const sim::Draws first = around.streams.draw(row, sim::Why{"first day"}, 0);
  const sim::Draws second = around.streams.draw(row, sim::Why{"first day"}, 1);

  state.oral = OralState::sound;
  if (!born) return;
  const double age = (today - person.birth) / days_per_year;
  const Pattern pattern = seeking.pattern(person, band);
  state.oral =
      around.oral.initial(person, band, age, pattern, around.streams.draw(row, sim::Why{"first day"}, 2));
  state.set(PersonState::begun, !child || first.uniform(2) < seeking.begun_by(age));
  if (!state.has(PersonState::begun)) return;

  const bool seeks = pattern == Pattern::regular || pattern == Pattern::occasional;
  const bool linked = seeks && first.uniform(3) < settings.linked_at_start[band];
  if (linked) {
    const PlaceInfo& place = around.geography.places[around.population.place_of(row)];
    state.practice =
        Preference{around.geography.choices[place.first_area + person.area], person.is(Person::has_car),
                   around.streams, around.population.household_of(row), 0}  // families have one dentist
            .next();
  }
  const double u = second.uniform(0);
  if (pattern == Pattern::regular && linked) {
    const int interval = seeking.habitual_recall(child, second.uniform(1));
    const sim::Day seen = today - static_cast<sim::Day>(interval * u);
    state.last_seen = seen > person.birth ? stored(seen) : std::uint16_t{0};
    history.recall_due = stored(today + interval - static_cast<sim::Day>(interval * u));
    state.ask_day = stored(std::max(today + static_cast<sim::Day>(u * settings.lead),
                                    history.recall_due - static_cast<sim::Day>(settings.lead)));
  } else if (seeks) {
    // an occasional person's rate, or the loss that made a regular one search
    const double rate = pattern == Pattern::occasional
                            ? (child ? settings.occasional_child : settings.occasional_adult)
                            : (child ? settings.loss_child : settings.loss_adult);
    state.last_seen = static_cast<std::uint16_t>(last_visit(person, today, rate, u));
    if (const int wait = seeking.days_to_next_ask(pattern, band, linked, second.uniform(2)); wait > 0)
      state.ask_day = stored(today + wait);
  } else if (pattern == Pattern::private_care) {
    if (seeking.attends_private(person)) {
      const int wait = seeking.days_to_private_visit(second.uniform(2));
      state.ask_day = stored(today + static_cast<sim::Day>(wait * u));
      history.last_seen_any =
          stored(std::max<sim::Day>(person.birth + 1, today - static_cast<sim::Day>(wait * (1 - u))));
    }
  } else {
    const double acute = seeking.acute_rate(pattern, band, OralState::stable, false);
    state.last_seen = static_cast<std::uint16_t>(last_visit(person, today, acute, u));
  }
  if (state.last_seen == 0 && !child)
    state.last_seen = earlier_visit(settings, person, today, second.uniform(3));
  history.last_seen_any = std::max(history.last_seen_any, state.last_seen);
  history.last_tried = state.last_seen;
  history.last_completed = state.last_seen;
  if (child && state.last_seen != 0 && second.uniform(3) < around.treatment.varnish_share())
    history.last_course = static_cast<std::uint8_t>(around.oral.varnish_months_after(true, 0, 0) << 4);
}

}  // namespace models
