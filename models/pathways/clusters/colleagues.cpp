// What members do for each other: a colleague takes whom one has turned away, advice and skill keep referrals at home.
#include <algorithm>
#include <tuple>
#include <vector>

#include "models/pathways/clusters/clusters.hpp"

namespace models::clusters {

/// As told at the last meeting; with messages, urgent time is as shown now. `days`: of that first time.
bool Clusters::has_room(const Place& place, const Picture& member, const Request& request, int& days) const
{
  if (request.service != urgent_) {
    days = member.first_free;
    return member.has_room;
  }
  days = settings_.messaging ? place.shown(member.practice).urgent_free : member.urgent_free;
  return settings_.messaging ? days != PublicState::no_time : member.has_urgent;
}

/// The members with room in the order in which they are asked: the next after those that were asked already.
std::optional<Colleague> Clusters::choose(const Place& place, const Request& request, std::size_t cluster,
                                          std::uint16_t but) const
{
  std::vector<std::tuple<double, double, std::uint16_t>> order;
  for (const Picture& member : clusters_[cluster]) {
    int days = 0;
    if (!member.takes_part || !has_room(place, member, request, days)) continue;
    const double km = place.km_from_home(request.person, member.practice);
    if (static_cast<Preferred>(settings_.preferred) == Preferred::nearest)
      order.emplace_back(km, days, member.practice);
    else
      order.emplace_back(days, km, member.practice);
  }
  std::sort(order.begin(), order.end());
  for (std::size_t next = request.colleagues;
       next < std::min<std::size_t>(order.size(), static_cast<std::size_t>(settings_.asked)); ++next)
    if (const std::uint16_t practice = std::get<std::uint16_t>(order[next]); practice != but)
      return Colleague{practice, static_cast<std::uint8_t>(next + 1)};
  return std::nullopt;
}

std::optional<Colleague> Clusters::colleague(Place& place, const Request& request,
                                             std::uint16_t turned_away_by)
{
  const bool urgent = request.service == urgent_;
  if (!urgent && request.known) return std::nullopt;  // the own practice keeps a list
  const double effect = urgent ? settings_.effects.shared_urgent : settings_.effects.direct_referral;
  const bool was_sent = request.colleagues > 0;
  if ((effect <= 0 && !was_sent) || taking_part(turned_away_by) == nullptr) return std::nullopt;
  const double u =
      place.streams().draw(request.person, sim::Why{"a colleague is asked"}, request.ordinal).uniform(0);
  if (u >= effect && !was_sent) return std::nullopt;
  const auto next = choose(place, request, cluster_of_[turned_away_by], turned_away_by);
  if (next) place.tallies().add(urgent ? own_.urgent_asked : own_.routine_asked, 0);
  return next;
}

/// To the cluster of the nearest practice that takes part, of those among which people near home choose.
std::optional<Colleague> Clusters::sent_by(Place& place, const Request& request, Contact contact)
{
  const double effect = settings_.effects.links[static_cast<std::size_t>(contact)];
  if (effect <= 0 || request.colleagues > 0) return std::nullopt;
  const double u =
      place.streams().draw(request.person, sim::Why{"a link with a cluster"}, request.ordinal).uniform(0);
  if (u >= effect) return std::nullopt;
  const PlaceInfo& home = place.around().geography.places[place.index()];
  const Choices& near = place.around().geography.choices[home.first_area + place.person(request.person).area];
  for (const std::uint16_t practice : near.practice) {
    if (practice == no_practice || taking_part(practice) == nullptr) continue;
    const auto first = choose(place, request, cluster_of_[practice], no_practice);
    if (!first) return std::nullopt;
    place.tallies().add(own_.linked, 0);
    place.tallies().add(own_.urgent_asked, 0);
    return first;
  }
  return std::nullopt;
}

void Clusters::answered(Place& place, const Request& request, Answer answer)
{
  const bool taken = answer == Answer::taken || answer == Answer::taken_in_time;
  const bool urgent = request.service == urgent_;
  place.tallies().add(urgent ? (taken ? own_.urgent_accepted : own_.urgent_full)
                             : (taken ? own_.routine_accepted : own_.routine_full),
                      0);
}

/// Advice first; what is still to be done and lies at level 2 may be done where it was found.
std::optional<int> Clusters::keeps(Place& place, const Assessment& assessment, std::uint8_t service)
{
  const Effects& effects = settings_.effects;
  if ((effects.advice <= 0 && effects.upskilling <= 0) || taking_part(assessment.practice) == nullptr)
    return std::nullopt;
  const sim::Draws draws =
      place.streams().draw(assessment.person, sim::Why{"advice of colleagues"}, assessment.ordinal,
                           (assessment.service == urgent_ ? 2u : 0u) | (assessment.refused ? 1u : 0u));
  sim::Tallies& tallies = place.tallies();
  const bool advised = draws.uniform(0) < effects.advice;
  if (!advised && (service != level_2_ || draws.uniform(1) >= effects.upskilling)) return std::nullopt;
  const int minutes = advised ? settings_.advice_minutes : settings_.level_2_minutes;
  tallies.add(advised ? own_.advised : own_.done_in_practice, 0);
  tallies.add_sum(own_.extra_minutes, 0, minutes);
  return minutes;
}

}  // namespace models::clusters
