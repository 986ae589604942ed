#include "models/pathways/referral_management/referral_system.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "models/practices/working_days.hpp"
#include "sim/distributions.hpp"

namespace models::referral_management {

namespace {

bool is_priority(const Surroundings& around, const Letter& referral, sim::Day today)
{
  return around.population.is_in(referral.person, PlusGroup::cancer_or_cardiac, today);
}

/// At a clinic that shows this, behind so many more.
double waiting_days(const PublicState& face, int more)
{
  constexpr double hundredths_by_days = 700;
  return face.first_free + more * hundredths_by_days / face.room;
}

}  // namespace

ReferralSystem::ReferralSystem(Office& office, const Settings& settings, const Seat& seat)
    : settings_{settings},
      number_{seat.number},
      specialty_(office.around().service_count),
      clinics_(office.around().service_count)
{
  const Surroundings& around = office.around();
  for (std::size_t s = 0; s < specialty_.size(); ++s)
    if ((specialty_[s] = find_specialty(around.service_names[s])))
      service_[static_cast<std::size_t>(*specialty_[s])] = static_cast<std::uint8_t>(s);
  const std::size_t practices = around.geography.practices.size();
  sent_today_.assign(around.sites.size() - practices, 0);
  promised_.assign(around.sites.size() - practices, 0);
  for (std::size_t site = practices; site < around.sites.size(); ++site)
    if (const std::uint8_t service = around.sites.other(site).service;
        service != no_service &&
        around.geography.places[around.sites.place_of(site)].office == office.index())
      clinics_[service].push_back(static_cast<std::uint16_t>(site));
  std::int64_t people = 0;
  for (const std::uint16_t place : office.places()) people += people_of(around.geography, place);
  constexpr double million = 1e6, working_days_a_week = 5;
  const double a_day = settings.triage.sessions * settings.triage.referrals * static_cast<double>(people) /
                       million / working_days_a_week;
  for (std::size_t n = 0; n < networks; ++n)
    queues_[n].capacity = a_day * (settings.triage.pooled ? (n == 0 ? 1 : 0) : settings.triage.share[n]);
}

/// Names draws, whatever the roster.
std::uint32_t ReferralSystem::kind_of(const Letter& referral) const
{
  return static_cast<std::uint32_t>(*specialty_[referral.service]);
}

bool ReferralSystem::later(const UnderWay& a, const UnderWay& b)
{
  return std::tie(a.ready, a.referral.person, a.referral.service) >
         std::tie(b.ready, b.referral.person, b.referral.service);
}

void ReferralSystem::hold(const Letter& referral, sim::Day ready)
{
  under_way_.push_back({ready, referral});
  std::push_heap(under_way_.begin(), under_way_.end(), later);
}

void ReferralSystem::read(Office& office, const Letter& letter)
{
  Letter referral = letter;
  referral.last_completed = letter.practice;  // who refers
  if ((letter.flags & (Referral::listed | Referral::redirected)) != 0) return send_on(office, referral);
  const double u = office.streams()
                       .draw(letter.person, sim::Why{"referral transit"}, letter.ordinal, kind_of(letter))
                       .uniform(0);
  hold(referral, office.round().day + static_cast<sim::Day>(sim::exponential(u, settings_.transit_days)));
}

void ReferralSystem::play(Office& office)
{
  if (office.round().of_day != 0) return;
  std::fill(sent_today_.begin(), sent_today_.end(), std::uint16_t{0});
  forget_promises(office);
  const sim::Day today = office.round().day;
  while (!under_way_.empty() && under_way_.front().ready <= today) {
    std::pop_heap(under_way_.begin(), under_way_.end(), later);
    const Letter referral = under_way_.back().referral;
    under_way_.pop_back();
    join(office, referral);
  }
  if (is_working_day(today))
    for (Queue& queue : queues_) triage(office, queue);
}

/// Clinics refer among themselves without triage.
void ReferralSystem::join(Office& office, const Letter& referral)
{
  const Surroundings& around = office.around();
  if (referral.last_completed != no_practice && around.sites.is_clinic(referral.last_completed))
    return send_on(office, referral);
  const Network network = network_of(*specialty_[referral.service]);
  Queue& queue = queues_[settings_.triage.pooled ? 0 : static_cast<std::size_t>(network)];
  const Claimant who = claimant(around.population, referral.person, office.round().day,
                                static_cast<OralState>(referral.oral), 0);
  queue.classes[around.priority.of(QueueName::referral_triage).class_of(who)].push_back(referral);
}

Letter ReferralSystem::next_of(const Office& office, Queue& queue) const
{
  const auto waited = [&](std::size_t k) {
    const std::deque<Letter>& one = queue.classes[k];
    return one.empty() ? -1 : std::max<sim::Day>(office.round().day - one.front().day, 0);
  };
  const QueueOrder& order = office.around().priority.of(QueueName::referral_triage);
  std::deque<Letter>& from = queue.classes[order.next_class(waited, queue.turn++)];
  const Letter referral = from.front();
  from.pop_front();
  return referral;
}

void ReferralSystem::triage(Office& office, Queue& queue)
{
  queue.credit += queue.capacity;
  for (; queue.credit >= 1 && !queue.empty(); --queue.credit) decide(office, next_of(office, queue));
  if (queue.empty()) queue.credit = std::min(queue.credit, 1.0);  // time not needed is not saved up
}

void ReferralSystem::decide(Office& office, const Letter& referral)
{
  const Person& person = office.around().population.persons[referral.person];
  if (person.death <= office.round().day) return office.tell_left(referral, Reason::died);
  const sim::Draws draws = office.streams().draw(referral.person, sim::Why{"referral triage"},
                                                 referral.ordinal, kind_of(referral));
  if (draws.uniform(0) < settings_.incomplete && (referral.flags & Referral::answered) == 0) {
    Letter again = referral;
    again.flags |= Referral::answered;
    tell_referrer(office, referral, Decision::asked_for_more, 0);
    hold(again, office.round().day + 1 +
                    static_cast<sim::Day>(sim::exponential(draws.uniform(1), settings_.answer_days)));
    return;
  }
  if ((referral.flags & Referral::inappropriate) != 0 && draws.uniform(2) < settings_.recognised) {
    tell_referrer(office, referral, Decision::rejected, 0);
    office.tell_left(referral, Reason::rejected_referral);
    return;
  }
  const Specialty asked = *specialty_[referral.service];
  if (asked == Specialty::oral_surgery_l3 && draws.uniform(3) < settings_.step_down)
    return redirect(office, referral, Specialty::oral_surgery_l2);
  if (asked == Specialty::oral_surgery_l2 && draws.uniform(3) < settings_.step_up)
    return redirect(office, referral, Specialty::oral_surgery_l3);
  if (const auto first = first_elsewhere(office, referral)) return redirect(office, referral, *first);
  send_on(office, referral);
}

/// Homes ask within a day; who has died meanwhile does not.
void ReferralSystem::forget_promises(const Office& office)
{
  constexpr sim::Day kept = 7;
  std::erase_if(promises_, [&](const Promise& promise) {
    const bool old = office.round().day - promise.made > kept;
    if (old) --promised_[beyond_practices(office, promise.site)];
    return old;
  });
}

std::optional<std::uint16_t> ReferralSystem::take_promised(const Office& office, const Letter& referral)
{
  const auto at = std::find_if(promises_.begin(), promises_.end(),
                               [&](const Promise& promise) { return promise.person == referral.person; });
  if (at == promises_.end() || office.around().sites.other(at->site).service != referral.service)
    return std::nullopt;
  const std::uint16_t site = at->site;
  --promised_[beyond_practices(office, site)];
  promises_.erase(at);
  return site;
}

/// The nearest within reach where the wait is short enough, those counted who were sent there today or will be.
std::optional<std::uint16_t> ReferralSystem::site_with_room(const Office& office, const Letter& referral,
                                                            const FirstElsewhere& rule) const
{
  std::optional<std::uint16_t> best;
  double nearest = rule.farthest;
  for (const std::uint16_t site : clinics_[service_[static_cast<std::size_t>(rule.first)]]) {
    const PublicState& face = office.shown(site);
    const std::size_t at = beyond_practices(office, site);
    if (face.room <= 0 || waiting_days(face, sent_today_[at] + promised_[at]) > rule.within) continue;
    const double far = km(office, referral, site, false);
    if (far > nearest || (best && far == nearest)) continue;
    best = site;
    nearest = far;
  }
  return best;
}

std::optional<Specialty> ReferralSystem::first_elsewhere(Office& office, const Letter& referral)
{
  const ReferralLevers* const levers = office.around().conditions.find<ReferralLevers>();
  if (levers == nullptr) return std::nullopt;
  for (const FirstElsewhere& rule : levers->elsewhere) {
    if (rule.asked != *specialty_[referral.service]) continue;
    const auto asked = choose(office, referral, 0);
    if (asked && expected_days(office, *asked) < rule.unless_seen_within) continue;
    const auto site = site_with_room(office, referral, rule);
    if (!site) continue;
    ++promised_[beyond_practices(office, *site)];
    promises_.push_back({referral.person, *site, office.round().day});
    return rule.first;
  }
  return std::nullopt;
}

/// The request for one service ends, one for another begins; the wait goes on from the day of the first.
void ReferralSystem::redirect(Office& office, const Letter& referral, Specialty to)
{
  tell_referrer(office, referral, Decision::redirected, 0);
  office.tell_left(referral, Reason::redirected);
  Letter again = referral;
  again.kind = LetterKind::referred;
  again.minute = office.round_begins();
  again.practice = referral.last_completed;
  again.service = service_[static_cast<std::size_t>(to)];
  again.flags |= Referral::redirected;
  office.send(office.around().population.place_of(referral.person), again);
}

std::uint8_t ReferralSystem::equipment_needed(const Office& office, const Letter& referral) const
{
  if (specialty_[referral.service] != Specialty::special_care) return 0;
  const sim::Draws draws = office.streams().draw(referral.person, sim::Why{"equipment needed"}, 0);
  std::uint8_t needs = 0;
  if (draws.uniform(0) < settings_.bariatric) needs |= bit(Equipment::bariatric_chair);
  if (office.around().population.is_in(referral.person, PlusGroup::care_home_resident, office.round().day) &&
      draws.uniform(1) < settings_.home_visits)
    needs |= bit(Equipment::home_visits);
  return needs;
}

/// As shown last, and for those sent since the morning: else all of a round would go to the same clinic.
double ReferralSystem::expected_days(const Office& office, std::uint16_t site) const
{
  return waiting_days(office.shown(site), sent_today_[beyond_practices(office, site)]);
}

/// From home, or from the rooms of the practice or urgent site that refers.
double ReferralSystem::km(const Office& office, const Letter& referral, std::uint16_t site,
                          bool from_referrer) const
{
  const Surroundings& around = office.around();
  const std::uint16_t from = referral.last_completed;
  const std::uint16_t rooms =
      from_referrer && from != no_practice ? around.sites.rooms_of(from) : no_practice;
  if (rooms != no_practice) {
    constexpr double metres_per_km = 1000;
    const PracticeSite& practice = around.geography.practices[rooms];
    const Site& clinic = around.sites.other(site);
    return std::hypot(practice.easting_m - clinic.easting_m, practice.northing_m - clinic.northing_m) /
           metres_per_km;
  }
  const std::size_t home = around.population.place_of(referral.person);
  return around.journeys.km(
      around.geography.places[home].first_area + around.population.persons[referral.person].area, site);
}

std::optional<std::uint16_t> ReferralSystem::choose(Office& office, const Letter& referral,
                                                    std::uint8_t needs) const
{
  const auto rule = static_cast<Destination>(settings_.destination);
  std::optional<std::uint16_t> best;
  std::tuple<double, double> least{};
  for (const std::uint16_t site : clinics_[referral.service]) {
    if ((office.around().sites.other(site).equipment & needs) != needs || office.shown(site).room <= 0)
      continue;
    const double days = expected_days(office, site);
    const double far = km(office, referral, site, rule == Destination::named_centre);
    std::tuple<double, double> score{far, days};
    if (rule == Destination::shortest_wait) score = {days, far};
    if (rule == Destination::nearest_with_room && days > settings_.room_within) {
      constexpr double behind_all = 1e6;  // km: after all with room, by waiting time
      score = {behind_all + days, far};
    }
    if (best && !(score < least)) continue;
    best = site;
    least = score;
  }
  return best;
}

void ReferralSystem::send_on(Office& office, const Letter& referral)
{
  const std::uint8_t needs = equipment_needed(office, referral);
  std::optional<std::uint16_t> site = take_promised(office, referral);
  const bool promised = site.has_value();
  if (!promised) site = choose(office, referral, needs);
  if (!site) {
    tell_referrer(office, referral, Decision::nowhere, 0);
    office.tell_left(referral, Reason::no_capacity);
    return;
  }
  std::uint8_t flags = 0;
  const sim::Draws draws = office.streams().draw(referral.person, sim::Why{"referral routing"},
                                                 referral.ordinal, kind_of(referral));
  if (needs == 0 && !promised && draws.uniform(0) < settings_.misrouted) {
    const std::vector<std::uint16_t>& all = clinics_[referral.service];
    const std::uint16_t other =
        all[sim::uniform_below(draws.lane[1], static_cast<std::uint32_t>(all.size()))];
    if (other != *site && office.shown(other).room > 0) {
      site = other;
      flags |= misrouted_bit;
    }
  }
  const Surroundings& around = office.around();
  if (is_priority(around, referral, office.round().day)) flags |= fast_track_bit;
  ++sent_today_[beyond_practices(office, *site)];
  if ((referral.flags & Referral::listed) == 0) tell_referrer(office, referral, Decision::accepted, flags);
  Letter ask = referral;
  ask.kind = LetterKind::ask;
  if ((referral.flags & Referral::listed) == 0) ask.minute = office.round_begins();
  ask.practice = *site;
  office.send(around.sites.place_of(*site), ask);
}

void ReferralSystem::tell_referrer(Office& office, const Letter& referral, Decision decision,
                                   std::uint8_t flags)
{
  const Surroundings& around = office.around();
  const std::uint16_t from = referral.last_completed;
  Letter notice = referral;
  notice.kind = LetterKind::notice;
  notice.minute = office.round_begins();
  notice.practice = from;
  notice.day = static_cast<std::uint16_t>(std::max<sim::Day>(office.round().day - referral.day, 0));
  notice.tries = static_cast<std::uint8_t>(number_);
  notice.missed = static_cast<std::uint8_t>(decision);
  notice.flags = flags;
  office.send(from == no_practice ? around.population.place_of(referral.person) : around.sites.place_of(from),
              notice);
}

}  // namespace models::referral_management
