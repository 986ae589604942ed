// Clusters: who is invited, how engagement grows and wears off, meetings, and what members do for each other.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/finance/money.hpp"
#include "models/places/pathway.hpp"
#include "models/practices/session_book.hpp"
#include "sim/clock.hpp"

namespace models::clusters {

inline constexpr std::array<std::string_view, 2> funding_labels{"unfunded", "funded"};

/// E6: E(t) = most / (1 + exp(-(t - halfway) / scale)), times goodwill, (1 - loss) a month.
struct EngagementSettings {
  double most = 0;           // share of the practices invited
  double halfway = 0;        // months
  double scale = 0;          // months
  double goodwill_loss = 0;  // share a month
  /// Share of the practices invited that have joined after so many months: the curve without loss of goodwill.
  double joined(double months) const;
  /// Chance that a practice that has joined comes to a meeting.
  double goodwill(double months) const;
  double at(double months) const { return joined(months) * goodwill(months); }
};

struct MeetingSettings {
  int interval = 0;      // days
  int notice = 0;        // days ahead at which books keep the time free
  int minutes = 0;       // of each clinician who comes
  int attendees = 0;     // clinicians of each member
  int lead_minutes = 0;  // of the lead, to prepare each meeting
  Pence hour_value;      // what an hour of clinical time earns
  Pence hour_fee;        // paid for it where the cluster is funded
};

/// What members do for each other: chances in each case in which they could; 0 = nothing.
struct Effects {
  double shared_urgent = 0;    // somebody in trouble whom a member turned away is offered another member
  double direct_referral = 0;  // the same of somebody without a practice who looks for routine care
  double advice = 0;           // advice makes a referral needless
  double upskilling = 0;       // a referral to level 2 is done in practice
  double retention = 0;        // a clinician who would leave stays
  std::array<double, contacts> links{};  // whom somebody in trouble turns to knows the cluster
};

/// A cluster that the config names.
struct NamedCluster {
  std::string name, where;
  std::vector<std::string> practices;  // ids
};

/// By what practices are put together that no cluster names.
enum class GroupedBy : std::uint8_t { footprint, network };
inline constexpr std::array<std::string_view, 2> grouped_by_labels{"footprint", "network"};

/// Of the members with room, who is asked first.
enum class Preferred : std::uint8_t { nearest, emptiest };
inline constexpr std::array<std::string_view, 2> preferred_labels{"nearest", "emptiest"};

struct Settings : PathwaySettings {
  sim::Day start = 0;
  bool funded = false;
  bool everywhere = false;
  std::vector<std::string> places;  // whose practices are invited
  std::string places_where;
  std::vector<NamedCluster> named;
  int grouped_by = 0;    // GroupedBy
  double footprint = 0;  // people
  bool messaging = false;
  int preferred = 0;    // Preferred
  int asked = 0;        // members asked for one person
  int room_within = 0;  // days: a first free time for new patients that counts as room
  int advice_minutes = 0, level_2_minutes = 0;
  EngagementSettings engagement;
  MeetingSettings meetings;
  Effects effects;
};
void read(sim::io::Block& block, Settings& out);

}  // namespace models::clusters
