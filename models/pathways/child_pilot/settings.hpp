// The children's pilot: which practices, for whom, what they are asked to do, and how it is paid.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/finance/money.hpp"
#include "models/places/pathway.hpp"
#include "models/places/selection.hpp"
#include "models/practices/offers.hpp"

namespace models::child_pilot {

/// How what is above the contract is paid: one of them, or all.
enum class Method : std::uint8_t { uda_uplift, session, per_child, per_completed_course, blended };
inline constexpr std::array<std::string_view, 5> method_labels{"uda_uplift", "session", "per_child",
                                                               "per_completed_course", "blended"};

struct PaySettings {
  int method = 0;         // Method
  double uda_uplift = 0;  // %
  Pence session, per_child, per_completed_course;
  Pence acclimatisation;  // beside any method
};

struct MenuSettings {
  std::vector<std::string> procedures;  // none = all
  std::string where;
};

struct Settings : PathwaySettings {
  Selection selection;
  Offer offer;  // programme, dates, visits and to; the rest follows from what is below
  int release_days = 0;
  double ramp_months = 0;
  PaySettings pay;
  MenuSettings menu;
  struct PracticeMenu {
    std::string practice, where;
    MenuSettings menu;
  };
  std::vector<PracticeMenu> menus;
  // training, before a practice sees anybody
  int training_minutes = 0;
  Pence training_cost;
  // a champion
  double champion_hours = 0;  // a week
};
void read(sim::io::Block& block, Settings& out);
void check(const Geography& geography, const Settings& settings, sim::io::Faults& faults);
/// The offer with the practices that it is made to.
Offer make_offer(const Geography& geography, const Settings& settings);
std::vector<PlanFigure> plan(const Geography& geography, const Settings& settings, Days period);

}  // namespace models::child_pilot
