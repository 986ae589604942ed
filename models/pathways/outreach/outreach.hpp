// Outreach: people outside dentistry who meet residents, raise dental care and help them ask for it; public
// information; barriers to asking.
//
// A contact makes a person ask, no more: whether they are taken is up to the practice and its book.
#pragma once
#include <cstdint>
#include <vector>

#include "models/pathways/outreach/settings.hpp"
#include "models/places/place.hpp"

namespace models::outreach {

PathwayKind kind();

/// By kind of source, but for the last.
struct OwnMeasures {
  sim::Counter contacts, not_raised, raised, declined, in_care, asked;
  sim::Counter referred, rang, booked, turned_away, seen, first_visits;
  sim::Counter put_off;
};
void declare(sim::Layout& layout);
OwnMeasures own_measures(const sim::Layout& layout);

class Outreach final : public Pathway {
 public:
  Outreach(const Place& place, const Settings& settings, const Seat& seat);

  void open_day(Place& place, sim::Day day) override;
  void handle(Place& place, const sim::Event& event, std::uint32_t handler) override;
  void ended(Place& place, std::uint32_t person, std::uint8_t service, Reason reason) override;
  void close_month(Place& place, sim::Day last_day) override;
  bool acts_on_residents() const override { return !information_.empty() || !barriers_.empty(); }
  bool holds_back(Place& place, std::uint32_t person) override;
  FirstChannel first_channel(const Place& place, std::uint32_t person) const override;
  std::size_t bytes() const override
  {
    return raised_before_.capacity() + asked_by_.capacity() + open_.capacity() * sizeof(std::uint32_t);
  }

  enum Handler : std::uint32_t { contact, handlers };

 private:
  /// A practice that a programme has nominated.
  struct Nominated {
    std::uint16_t practice;  // of the region
    Days days;
    double champion;
  };
  struct RouteHere {
    const Route* route;
    std::vector<std::uint16_t> practices;  // of the region
    std::vector<Nominated> nominated;
  };
  /// Where a family is sent, and how far it is met there by a champion.
  struct Destination {
    std::uint16_t practice = no_practice;
    double champion = 0;
  };
  struct SourceHere {
    const Source* source;
    std::uint32_t key;  // names its streams
    std::vector<RouteHere> routes;
    std::vector<const Training*> trainings;
    std::int64_t contacts = 0;  // of this month
  };
  struct BarrierHere {
    const Barrier* barrier;
    std::uint32_t key;
    std::vector<LoweringAction> actions;
  };
  struct InformationHere {
    const Information* information;
    std::uint32_t key;
  };
  /// What is kept of a resident who asked with help, in a byte: the kind of source + 1, and two bits.
  enum : std::uint8_t { kind_bits = 63, never_seen_bit = 64, in_list_bit = 128 };

  static void nominate(const Place& place, RouteHere& route);
  SourceHere make_source(const Place& place, const Source& source, const Settings& settings) const;
  // contacts.cpp
  void invite(Place& place, std::size_t number, sim::Day day);
  void hold_session(Place& place, std::size_t number, sim::Day day);
  bool may_meet(const Place& place, const Source& source, std::uint32_t person, sim::Day day) const;
  void meet(Place& place, SourceHere& here, std::uint32_t person);
  const RouteHere* pick(const SourceHere& here, sim::Day day, double u) const;
  static Destination destination(const Place& place, const RouteHere& route, std::uint32_t person);
  void help(Place& place, const SourceHere& here, const RouteHere& route, std::uint32_t person,
            std::uint16_t first);
  bool help_to_practice(Place& place, const SourceHere& here, std::uint32_t person, std::uint16_t first);
  void follow_up(Place& place);
  // outreach.cpp
  void pay_month(Place& place, sim::Day last_day);

  const Settings& settings_;
  std::uint32_t first_handler_, first_person_;
  std::uint8_t routine_, child_assessment_, special_care_;
  OwnMeasures own_;
  Line contact_line_, session_line_, training_line_, champion_line_, barrier_line_, information_line_;
  std::vector<SourceHere> sources_;
  std::vector<BarrierHere> barriers_;
  std::vector<InformationHere> information_;
  std::vector<std::uint8_t> raised_before_;  // times, by resident
  std::vector<std::uint8_t> asked_by_;       // by resident
  std::vector<std::uint32_t> open_;          // residents whose request is followed
};

}  // namespace models::outreach
