#include "models/pathways/clusters/clusters.hpp"

#include <algorithm>
#include <tuple>

#include "models/places/registration.hpp"
#include "models/practices/leadership.hpp"
#include "models/practices/working_days.hpp"
#include "models/referrals/specialties.hpp"

namespace models::clusters {

namespace {

constexpr const char* name = "clusters";
constexpr double minutes_per_hour = 60;
constexpr double days_per_month = days_per_year / 12;

sim::Day next_working_day(sim::Day day)
{
  while (!is_working_day(day)) ++day;
  return day;
}

Pence for_minutes(Pence an_hour, int minutes)
{
  return {std::llround(static_cast<double>(an_hour.amount) * minutes / minutes_per_hour)};
}

}  // namespace

PathwayKind kind()
{
  PathwayKind kind;
  kind.name = name;
  kind.lines = {"meeting_fee"};
  register_instance<Clusters, Settings>(kind);
  kind.declare = declare;
  kind.check = with_settings(check);
  return kind;
}

Clusters::Clusters(Place& place, const Settings& settings, const Seat&)
    : settings_{settings},
      first_practice_{place.around().geography.places[place.index()].first_practice},
      practices_{place.around().geography.places[place.index()].practices},
      urgent_{place.around().services.urgent},
      level_2_{place.service(specialty_names[static_cast<std::size_t>(Specialty::oral_surgery_l2)])},
      own_{own_measures(place.around().layout)},
      fee_line_{place.line("clusters__meeting_fee")}
{
  if (settings.start > place.around().last) return;
  const Geography& geography = place.around().geography;
  for (const Invited& invited : make_clusters(geography, settings, geography.places[place.index()].office)) {
    cluster_of_.resize(geography.practices.size(), no_cluster);
    std::vector<Picture>& cluster = clusters_.emplace_back();
    cluster.reserve(invited.size());
    for (const std::uint16_t practice : invited) {
      cluster.push_back({.practice = practice});
      cluster_of_[practice] = static_cast<std::uint16_t>(clusters_.size() - 1);
    }
  }
}

/// Meetings are due at a fixed interval, the clusters' one after the other.
bool Clusters::is_due(std::size_t cluster, sim::Day day) const
{
  const int interval = settings_.meetings.interval;
  const auto since = day - settings_.start - static_cast<int>(cluster % static_cast<std::size_t>(interval));
  return since >= 0 && since % interval == 0;
}

/// On the first working day from when one was due; at the first date the invitations only go out.
bool Clusters::meets_on(std::size_t cluster, sim::Day day) const
{
  if (!is_working_day(day)) return false;
  for (sim::Day due = day; due == day || !is_working_day(due); --due)
    if (is_due(cluster, due) && is_due(cluster, due - settings_.meetings.interval)) return true;
  return false;
}

bool Clusters::comes(const Place& place, std::uint16_t practice, sim::Day day) const
{
  const PracticeSite& here = place.around().geography.practices[practice];
  const std::uint32_t key = id_key(here.id);
  const Leadership* const led = place.around().conditions.find<Leadership>();
  const double months = (day - settings_.start) / days_per_month,
               led_months = led == nullptr
                                ? months
                                : led->days_passed(here.place, settings_.start, day) / days_per_month;
  return !place.shown(practice).has(PublicState::closed) &&
         place.streams().draw(key, sim::Why{"joining a cluster"}, 0).uniform(0) <
             settings_.engagement.joined(led_months) &&
         place.streams()
                 .draw(key, sim::Why{"coming to a meeting"}, static_cast<std::uint32_t>(day))
                 .uniform(0) < settings_.engagement.goodwill(months);
}

/// Who comes, ascending; a meeting takes two.
std::vector<std::uint16_t> Clusters::coming(const Place& place, std::size_t cluster, sim::Day day) const
{
  std::vector<std::uint16_t> here;
  for (const Picture& member : clusters_[cluster])
    if (comes(place, member.practice, day)) here.push_back(member.practice);
  if (here.size() < 2) here.clear();
  return here;
}

/// The lead is who holds the largest contract of those who come (ties by order).
int Clusters::minutes_of(const Place& place, std::uint16_t practice,
                         const std::vector<std::uint16_t>& here) const
{
  const auto& practices = place.around().geography.practices;
  const auto lead = std::max_element(here.begin(), here.end(), [&](std::uint16_t a, std::uint16_t b) {
    return practices[a].contracted_uda < practices[b].contracted_uda;
  });
  return settings_.meetings.attendees * settings_.meetings.minutes +
         (*lead == practice ? settings_.meetings.lead_minutes : 0);
}

/// A meeting's time is kept free in the book; where that day is full, before the next meeting.
void Clusters::block_time(Place& place, std::size_t cluster, sim::Day day)
{
  const MeetingSettings& meetings = settings_.meetings;
  const std::vector<std::uint16_t> here = coming(place, cluster, day);
  const Days days{day, day + meetings.interval - 1};
  for (const std::uint16_t practice : here) {
    if (!is_here(practice)) continue;
    int found = 0;
    for (int attendee = 0; attendee < meetings.attendees; ++attendee)
      found += place.take_time(practice, days, meetings.minutes);
    const int wanted = minutes_of(place, practice, here);
    found += place.take_time(practice, days, wanted - meetings.attendees * meetings.minutes);
    place.tallies().add_sum(own_.minutes_out_of_hours, 0, wanted - found);
  }
}

void Clusters::meet(Place& place, std::size_t cluster, sim::Day day)
{
  const std::vector<std::uint16_t> here = coming(place, cluster, day);
  for (Picture& member : clusters_[cluster]) {
    const PublicState& face = place.shown(member.practice);
    member = {.practice = member.practice,
              .takes_part = std::binary_search(here.begin(), here.end(), member.practice),
              .has_urgent = face.urgent_free != PublicState::no_time,
              .has_room = face.first_free <= settings_.room_within,
              .urgent_free = face.urgent_free,
              .first_free = face.first_free};
    if (!member.takes_part || !is_here(member.practice)) continue;
    const int minutes = minutes_of(place, member.practice, here);
    sim::Tallies& tallies = place.tallies();
    tallies.add(own_.meetings, 0);
    tallies.add_sum(own_.meeting_minutes, 0, minutes);
    tallies.add_sum(own_.meeting_cost, 0, for_minutes(settings_.meetings.hour_value, minutes).amount);
    const Pence fee = for_minutes(settings_.meetings.hour_fee, minutes);
    if (settings_.funded && fee.amount != 0)
      place.pay(Payer::icb, fee_line_, member.practice - first_practice_, day, fee);
  }
}

void Clusters::open_day(Place& place, sim::Day day)
{
  if (day < settings_.start) return;
  const bool begins = day == std::max(settings_.start, place.around().first);
  for (std::size_t cluster = 0; cluster < clusters_.size(); ++cluster) {
    if (meets_on(cluster, day)) meet(place, cluster, day);
    for (sim::Day due = begins ? day : day + settings_.meetings.notice;
         due <= day + settings_.meetings.notice; ++due)
      if (is_due(cluster, due) && is_due(cluster, due - settings_.meetings.interval))
        block_time(place, cluster, next_working_day(due));
    for (const Picture& member : clusters_[cluster])
      if (member.takes_part && is_here(member.practice))
        place.tallies().add_practice_sum(own_.engaged_days, member.practice - first_practice_, 0, 1);
  }
}

void Clusters::close_month(Place& place, sim::Day)
{
  for (const std::vector<Picture>& cluster : clusters_)
    for (const Picture& member : cluster) {
      if (!is_here(member.practice)) continue;
      place.tallies().add(own_.invited, 0);
      if (member.takes_part) place.tallies().add(own_.members, 0);
    }
}

const Clusters::Picture* Clusters::taking_part(std::uint16_t practice) const
{
  if (practice >= cluster_of_.size() || cluster_of_[practice] == no_cluster) return nullptr;
  const std::vector<Picture>& cluster = clusters_[cluster_of_[practice]];
  const auto at = std::find_if(cluster.begin(), cluster.end(),
                               [practice](const Picture& member) { return member.practice == practice; });
  return at->takes_part ? &*at : nullptr;
}

double Clusters::retention(const Place&, std::uint16_t practice) const
{
  return settings_.effects.retention > 0 && taking_part(practice) != nullptr ? settings_.effects.retention
                                                                             : 0;
}

std::size_t Clusters::bytes() const
{
  std::size_t sum = cluster_of_.capacity() * sizeof(std::uint16_t);
  for (const std::vector<Picture>& cluster : clusters_) sum += cluster.capacity() * sizeof(Picture);
  return sum;
}

}  // namespace models::clusters
