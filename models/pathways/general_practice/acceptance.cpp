// Whom a practice takes (E3), and whether a child accepts treatment (E4).
#include <cmath>

#include "models/pathways/general_practice/general_practice.hpp"

namespace models::general_practice {

namespace {

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

}  // namespace

bool GeneralPractice::accepts(Place& place, const Request& request, const Episode& asked)
{
  if (request.service == services_.urgent) return true;  // the front door knows who takes whom
  const double u = place.streams()
                       .draw(request.person, sim::Why{"acceptance"}, request.ordinal, request.practice)
                       .uniform(0);
  const PatientKind kind = kind_of(place.person(request.person), place.today(), true);
  if (asked.offer.is_under_offer()) return accepts_under_offer(place, asked, kind, u);
  return u < acceptance_of(asked.practice, kind, wait_of_new(place, asked.practice, kind.age));
}

double GeneralPractice::acceptance_of(std::size_t practice, const PatientKind& kind, double wait_days) const
{
  return acceptance(practice_settings_.contract,
                    {wait_days, forecast_[practice], mix_[practice].leaning[kind.index()],
                     acceptance_shift(practice, kind.age)});
}

PatientKind GeneralPractice::kind_of(const Person& person, sim::Day day, bool is_new) const
{
  return {age_years(person, day) < adult_age ? AgeClass::child : AgeClass::adult, is_new,
          person.deprivation() == 1};
}

PatientTraits GeneralPractice::traits(const Place& place, const Episode& episode) const
{
  const Person& person = place.person(episode.person);
  const Population& people = place.around().population;
  const int age = age_years(person, place.today());
  const bool child = age < adult_age;
  return {child ? AgeClass::child : AgeClass::adult, !episode.has(Episode::known) && episode.visit == 0,
          child && people.cooperation_at(person, age) > 0, person.is(Person::needs_interpreter),
          people.is_in(episode.person, PlusGroup::care_home_resident, place.today())};
}

bool GeneralPractice::accepts_treatment(const Place& place, const Episode& episode,
                                        const Person& person) const
{
  const int age = age_years(person, place.today());
  if (age >= adult_age) return true;
  const CooperationSettings& c = settings_.cooperation;
  const double minutes = episode.visit_minutes();
  const OfferHere* const offer = offer_of(episode);
  const double skill = offer == nullptr ? 0 : offer->offer->visits.skill * episode.acclimatised;
  const double p =
      logistic(c.base[static_cast<std::size_t>(place.around().population.cooperation_at(person, age))] +
               c.minutes * std::log(minutes / c.usual_minutes) +
               c.good_visit * ((episode.manner & 15) - (episode.manner >> 4)) + skill);
  return place.streams()
             .draw(episode.person, sim::Why{"accepting treatment"}, episode.ordinal, episode.step)
             .uniform(0) < p;
}

}  // namespace models::general_practice
