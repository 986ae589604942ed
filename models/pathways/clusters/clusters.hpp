// Dental clusters: practices of one neighbourhood that meet, tell each other where there is room, and help each other.
//
// Who is invited is a matter of the map (footprints). Each practice has a rank, drawn once: it joins when the share of
// those who have joined (E6) passes it. Whoever has joined comes to a meeting with the chance that goodwill leaves. Who
// came takes part until the next meeting: only those help and are helped. All this follows from dates and streams, so
// each Place works it out by itself, the same everywhere. At a meeting members note what each other's books showed that
// morning; they know no more until the next one.
#pragma once
#include <cstdint>
#include <vector>

#include "models/pathways/clusters/footprints.hpp"
#include "models/pathways/clusters/settings.hpp"
#include "models/places/place.hpp"

namespace models::clusters {

PathwayKind kind();

/// Clusters' own measures.
struct OwnMeasures {
  sim::Counter invited, members, meetings, meeting_minutes, meeting_cost, minutes_out_of_hours;
  sim::Counter urgent_asked, urgent_accepted, urgent_full, routine_asked, routine_accepted, routine_full,
      linked;
  sim::Counter advised, done_in_practice, extra_minutes;
  sim::Counter engaged_days;  // practices, year
};
void declare(sim::Layout& layout);
OwnMeasures own_measures(const sim::Layout& layout);

class Clusters final : public Pathway {
 public:
  Clusters(Place& place, const Settings& settings, const Seat& seat);

  void open_day(Place& place, sim::Day day) override;
  void close_month(Place& place, sim::Day last_day) override;
  bool links_practices() const override { return !clusters_.empty(); }
  std::optional<Colleague> colleague(Place& place, const Request& request,
                                     std::uint16_t turned_away_by) override;
  std::optional<Colleague> sent_by(Place& place, const Request& request, Contact contact) override;
  void answered(Place& place, const Request& request, Answer answer) override;
  std::optional<int> keeps(Place& place, const Assessment& assessment, std::uint8_t service) override;
  double retention(const Place& place, std::uint16_t practice) const override;
  bool takes_part(const Place&, std::uint16_t practice) const override
  {
    return taking_part(practice) != nullptr;
  }
  std::size_t bytes() const override;

  /// What members know of each other since the last meeting.
  struct Picture {
    std::uint16_t practice = no_practice;  // of the region
    bool takes_part = false;
    bool has_urgent = false, has_room = false;
    std::uint16_t urgent_free = 0, first_free = 0;  // days ahead of the meeting
  };
  /// All who are invited, cluster by cluster.
  const std::vector<std::vector<Picture>>& pictures() const { return clusters_; }

 private:
  static constexpr std::uint16_t no_cluster = 0xffff;

  bool meets_on(std::size_t cluster, sim::Day day) const;
  bool is_due(std::size_t cluster, sim::Day day) const;
  bool comes(const Place& place, std::uint16_t practice, sim::Day day) const;
  std::vector<std::uint16_t> coming(const Place& place, std::size_t cluster, sim::Day day) const;
  void block_time(Place& place, std::size_t cluster, sim::Day day);
  void meet(Place& place, std::size_t cluster, sim::Day day);
  int minutes_of(const Place& place, std::uint16_t practice, const std::vector<std::uint16_t>& here) const;
  bool is_here(std::uint16_t practice) const
  {
    return std::uint32_t{practice} - first_practice_ < practices_;
  }
  /// The picture of a practice that takes part; nullptr where it does not.
  const Picture* taking_part(std::uint16_t practice) const;
  std::optional<Colleague> choose(const Place& place, const Request& request, std::size_t cluster,
                                  std::uint16_t but) const;
  bool has_room(const Place& place, const Picture& member, const Request& request, int& days) const;

  const Settings& settings_;
  std::uint32_t first_practice_, practices_;  // of this Place
  std::uint8_t urgent_;
  std::uint8_t level_2_;  // oral surgery
  OwnMeasures own_;
  Line fee_line_;
  std::vector<std::vector<Picture>> clusters_;  // of the ICB
  std::vector<std::uint16_t> cluster_of_;       // by practice of the region (empty: there is no cluster)
};

}  // namespace models::clusters
