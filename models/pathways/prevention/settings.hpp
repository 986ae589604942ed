// Prevention: parameters of programmes, and of the drivers of decay in communities.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "models/places/deployment.hpp"
#include "models/places/pathway.hpp"

namespace models::prevention {

enum class Kind : std::uint8_t { varnish, brushing, packs, information, mouth_care };
inline constexpr std::array<std::string_view, 5> kind_labels{"varnish", "brushing", "packs", "information",
                                                             "mouth_care"};
inline constexpr std::size_t kinds = kind_labels.size();

/// Among whom it is done.
enum class Among : std::uint8_t { everybody, seen_within_a_year };
inline constexpr std::array<std::string_view, 2> among_labels{"everybody", "seen_within_a_year"};

struct Programme {
  std::string name;
  int kind = 0;   // Kind
  int among = 0;  // Among
  Ages ages;
  std::uint16_t groups = 0;  // of whom any is meant; 0 = everybody
  int people = 0;            // in each Place at most, of those meant on the first day; 0 = all
  Deployment deployment;
  double coverage = 0;                               // share of those meant to whom it is offered
  std::array<double, deprivation_classes> uptake{};  // share of them who take part
  double factor = 1;                                 // on onset, while taking part
  double half_life = 0;  // months in which half of it is lost afterwards; 0 = at once
  Pence a_year;          // for each person taking part
};

/// How much higher onset is in a Place than its deprivation says.
struct PlaceHazard {
  std::string place, where;
  double hazard = 1;
};

/// What makes a community's oral health poor: sugar, want of brushing or of fluoride.
struct Driver {
  std::string name;
  std::array<double, deprivation_classes> hazard{};  // relative; part of the onset by deprivation as it is
  std::vector<PlaceHazard> places;                   // on top of that
  std::vector<LoweringAction> actions;
};

struct Settings : PathwaySettings {
  std::vector<Programme> programmes;
  std::vector<Driver> drivers;
};
void read(sim::io::Block& block, Settings& out);
void check(const Geography& geography, const Settings& settings, sim::io::Faults& faults);

}  // namespace models::prevention
