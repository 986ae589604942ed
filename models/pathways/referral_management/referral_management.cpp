#include "models/pathways/referral_management/referral_management.hpp"

#include <cmath>
#include <string>

#include "models/pathways/referral_management/referral_system.hpp"
#include "models/places/own_measures.hpp"
#include "models/places/place_settle.hpp"
#include "models/places/registration.hpp"
#include "models/practices/leadership.hpp"
#include "models/referrals/referral_levers.hpp"
#include "sim/distributions.hpp"

namespace models::referral_management {

namespace {

constexpr const char* name = "referral_management";
constexpr int unable_awake = 2, not_yet_cooperative = 1, phobic = 2;  // classes of cooperation
constexpr double months_per_year = 12, days_of_short_month = 28;

constexpr OwnMeasure<OwnMeasures> all[]{
    {"referrals", "referral", "referrals made by practices, urgent sites and access sessions of this Place",
     &OwnMeasures::referrals},
    {"referrals_by_urgent_sites", "referral", "of those, by urgent sites and access sessions",
     &OwnMeasures::referrals_by_urgent_sites},
    {"referrals_by_others", "referral", "residents referred by professionals who are not dentists",
     &OwnMeasures::referrals_by_others},
    {"inappropriate", "referral", "of those by practices and sites, such as level 1 could do",
     &OwnMeasures::inappropriate},
    {"form_minutes", "min", "minutes of their sessions that referring took", &OwnMeasures::form_minutes,
     sim::Cell::sum},
    {"accepted", "referral", "referrals sent to a clinic, counted where they were made",
     &OwnMeasures::accepted},
    {"redirected", "referral", "referrals that triage sent to another level", &OwnMeasures::redirected},
    {"rejected", "referral", "referrals sent back: level 1 can do it", &OwnMeasures::rejected},
    {"asked_for_more", "referral", "referrals held up since something was missing",
     &OwnMeasures::asked_for_more},
    {"nowhere", "referral", "referrals for which no clinic has capacity or equipment", &OwnMeasures::nowhere},
    {"misrouted", "referral", "of those sent to a clinic, to another than the rule says",
     &OwnMeasures::misrouted},
    {"fast_track", "referral", "of those sent to a clinic, for cancer and cardiac patients",
     &OwnMeasures::fast_track},
    {"triage_days", "day", "days from referral to the decision, of those sent to a clinic, on or back",
     &OwnMeasures::triage_days, sim::Cell::sum},
    {"sent_back", "referral",
     "referrals that a clinic sent back after an assessment, since level 1 can do it, counted where they "
     "were made",
     &OwnMeasures::sent_back},
};

void declare(sim::Layout& layout) { declare_own(layout, name, all); }

OwnMeasures own_measures(const sim::Layout& layout) { return find_own(layout, name, all); }

}  // namespace

PathwayKind kind()
{
  PathwayKind kind;
  kind.name = name;
  kind.handlers = ReferralManagement::handlers;
  kind.events = {"referral_by_others"};
  register_instance<ReferralManagement, Settings>(kind);
  kind.declare = declare;
  register_office<ReferralSystem, Settings>(kind);
  return kind;
}

ReferralManagement::ReferralManagement(Place& place, const Settings& settings, const Seat& seat)
    : settings_{settings},
      first_handler_{seat.first_handler},
      first_practice_{place.around().geography.places[place.index()].first_practice},
      own_{own_measures(place.around().layout)}
{
  for (std::size_t s = 0; s < specialties; ++s) service_[s] = place.service(specialty_names[s]);
  const Geography& geography = place.around().geography;
  const PlaceInfo& info = geography.places[place.index()];
  constexpr double most = 0.9;  // of a practice's referrals
  for (std::uint32_t p = 0; p < info.practices; ++p) {
    const std::uint32_t key = id_key(geography.practices[info.first_practice + p].id);
    const double u = place.streams().draw(key, sim::Why{"referral quality"}, 0).uniform(0);
    const double share =
        settings.inappropriate > 0
            ? std::min(sim::lognormal(u, settings.inappropriate, settings.quality_spread), most)
            : 0;
    odds_.push_back(share / (1 - share));
  }
  const double median = std::min(settings.inappropriate, most);
  odds_.push_back(median / (1 - median));
  unsigned referred = 0;  // groups whose members others refer
  for (std::size_t g = 0; g < plus_groups; ++g)
    if (settings.by_others[g] > 0) referred |= bit(static_cast<PlusGroup>(g));
  if (referred == 0) return;
  const std::span<const Person> people = place.around().population.of_place(place.index());
  const std::uint32_t first = place.around().population.first_person[place.index()];
  for (std::uint32_t i = 0; i < people.size(); ++i)
    if (people[i].home != no_home || (people[i].first_groups() & referred) != 0)
      known_to_others_.push_back(first + i);
}

/// A site in the rooms of a practice refers as the practice does.
double& ReferralManagement::odds_of(const Sites& sites, std::uint16_t site)
{
  const std::uint16_t rooms = sites.rooms_of(site);
  return rooms == no_practice ? odds_.back() : odds_[rooms - std::size_t{first_practice_}];
}

double ReferralManagement::rate_by_others(unsigned groups) const
{
  double rate = 0;
  for (std::size_t g = 0; g < plus_groups; ++g)
    if ((groups & bit(static_cast<PlusGroup>(g))) != 0) rate += settings_.by_others[g];
  return rate;
}

ReferralManagement::Needs ReferralManagement::needs(const Place& place, const Assessment& assessment) const
{
  const NeedSettings& shares = settings_.needs;
  const Profile person = profile(place.around().population, assessment.person, place.today());
  const auto severity = static_cast<std::size_t>(severity_of(static_cast<OralState>(assessment.oral)));
  const bool diseased = severity >= static_cast<std::size_t>(Severity::active);
  Needs found;
  if (person.is_child()) {
    if (assessment.refused)
      found.cds = shares.child_refused;
    else if (diseased && person.cooperation == unable_awake)
      found.cds = shares.child_unable;
    else if (diseased && person.cooperation == not_yet_cooperative)
      found.cds = shares.child_not_yet;
    const bool routine = assessment.service == place.around().services.routine;
    if (routine && !assessment.refused && suits(Specialty::orthodontic, person, OralState::sound))
      found.orthodontic = shares.orthodontic;
    return found;
  }
  if (person.in(PlusGroup::learning_disability))
    found.special_care = shares.special_care[0];
  else if (person.in(PlusGroup::care_home_resident))
    found.special_care = shares.special_care[1];
  else if (person.cooperation == phobic)
    found.special_care = shares.special_care[2];
  found.restorative = shares.restorative[severity];
  if (!assessment.surgery_here) found.oral_surgery = shares.oral_surgery[severity];
  return found;
}

/// Which of them `x`, below their sum, falls on.
Specialty ReferralManagement::pick(const Needs& needs, double x, double u) const
{
  if ((x -= needs.cds) < 0) return Specialty::cds_assessment;
  if ((x -= needs.orthodontic) < 0) return Specialty::orthodontic;
  if ((x -= needs.special_care) < 0) return Specialty::special_care;
  if ((x -= needs.restorative) < 0) return Specialty::restorative;
  return u < settings_.needs.level_3 ? Specialty::oral_surgery_l3 : Specialty::oral_surgery_l2;
}

/// A need beyond level 1, or one that level 1 could do: as many more as the odds of the practice say, at an urgent site
/// of that whose rooms it shares.
int ReferralManagement::assessed(Place& place, const Assessment& assessment)
{
  const Needs found = needs(place, assessment);
  const double needed = found.sum();
  if (needed <= 0) return 0;
  const Sites& sites = place.around().sites;
  const Leadership* const led = place.around().conditions.find<Leadership>();
  const double odds = odds_of(sites, assessment.practice) *
                      (led == nullptr ? 1 : led->referral_odds(place.index(), place.today()));
  const bool urgent = assessment.service == place.around().services.urgent;
  const sim::Draws draws = place.streams().draw(assessment.person, sim::Why{"referral"}, assessment.ordinal,
                                                (urgent ? 2u : 0u) | (assessment.refused ? 1u : 0u));
  const double u = draws.uniform(0);
  if (u >= needed * (1 + odds)) return 0;
  const bool inappropriate = u >= needed;
  const double x = inappropriate ? (u - needed) / odds : u;
  const std::uint8_t to = service(pick(found, x, draws.uniform(1)));
  if (const auto minutes = place.keeps(assessment, to)) return *minutes;
  place.tallies().add(own_.referrals, 0);
  if (!sites.is_practice(assessment.practice)) place.tallies().add(own_.referrals_by_urgent_sites, 0);
  if (inappropriate) place.tallies().add(own_.inappropriate, 0);
  place.tallies().add_sum(own_.form_minutes, 0, settings_.form_minutes);
  place.refer({.person = assessment.person,
               .service = to,
               .from = assessment.practice,
               .flags = static_cast<std::uint8_t>(inappropriate ? Referral::inappropriate : 0)});
  return settings_.form_minutes;
}

/// On the first of a month: who is referred by others in it, and on which day.
void ReferralManagement::open_day(Place& place, sim::Day day)
{
  if (known_to_others_.empty() ||
      (day > place.around().first && sim::month_index(day) == sim::month_index(day - 1)))
    return;
  for (const std::uint32_t row : known_to_others_) {
    const double rate = rate_by_others(place.around().population.groups_on(row, day));
    if (rate <= 0) continue;
    const sim::Draws draws =
        place.streams().draw(row, sim::Why{"referred by others"}, static_cast<std::uint32_t>(day));
    if (draws.uniform(0) >= rate / months_per_year) continue;
    const sim::Day on = day + static_cast<sim::Day>(draws.uniform(1) * days_of_short_month);
    if (on > place.around().last) continue;
    place.calendar().add(on, {row, first_handler_ + others_refer, sim::no_slot,
                              asking_minute(place.around().seeking.settings(), row)});
  }
}

void ReferralManagement::handle(Place& place, const sim::Event& event, std::uint32_t)
{
  if (!place.person(event.subject).alive_on(place.today())) return;
  const Profile person = profile(place.around().population, event.subject, place.today());
  const Specialty to = person.is_child()                         ? Specialty::cds_assessment
                       : person.in(PlusGroup::cancer_or_cardiac) ? Specialty::oral_surgery_l3
                                                                 : Specialty::special_care;
  place.tallies().add(own_.referrals_by_others, 0);
  place.refer({.person = event.subject, .service = service(to)});
}

/// A referral was sent back: the referrer learns.
void ReferralManagement::learn(const Sites& sites, std::uint16_t from, double how_much)
{
  if (from != no_practice && !sites.is_clinic(from)) odds_of(sites, from) *= std::exp(-how_much);
}

void ReferralManagement::read(Place& place, const Letter& letter)
{
  sim::Tallies& tallies = place.tallies();
  if (letter.kind == LetterKind::sent_back) {
    tallies.add(own_.sent_back, 0);
    const ReferralLevers* const levers = place.around().conditions.find<ReferralLevers>();
    if (levers != nullptr) learn(place.around().sites, letter.practice, levers->feedback);
  }
  if (letter.kind != LetterKind::notice) return;
  switch (static_cast<Decision>(letter.missed)) {
    case Decision::asked_for_more: tallies.add(own_.asked_for_more, 0); return;
    case Decision::nowhere: tallies.add(own_.nowhere, 0); return;
    case Decision::redirected: tallies.add(own_.redirected, 0); break;
    case Decision::rejected:
      tallies.add(own_.rejected, 0);
      learn(place.around().sites, letter.practice, settings_.learning);
      break;
    case Decision::accepted:
      tallies.add(own_.accepted, 0);
      if ((letter.flags & misrouted_bit) != 0) tallies.add(own_.misrouted, 0);
      if ((letter.flags & fast_track_bit) != 0) tallies.add(own_.fast_track, 0);
      break;
  }
  tallies.add_sum(own_.triage_days, 0, letter.day);
}

}  // namespace models::referral_management
