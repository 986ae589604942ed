// Clinical triage of dental trouble by telephone: how urgent it is, and what kind of help it needs.
//
// A severity is scored as the triager hears it: the score of the caller's state plus a normal error, whose size is
// the triage's inaccuracy. Criteria are three thresholds on it. Raising them sends fewer callers to a dentist.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "models/practices/treatment.hpp"
#include "sim/io/config_block.hpp"
#include "sim/stream.hpp"

namespace models {

enum class Urgency : std::uint8_t {
  emergency,  // at once, in hospital: spreading infection, bleeding, trauma
  urgent,     // within 24 hours
  soon,       // unscheduled care within 7 days
  advice      // advice, analgesia or antimicrobials, without a visit
};
inline constexpr std::size_t urgencies = 4;
inline constexpr std::array<std::string_view, urgencies> urgency_labels{"emergency", "urgent", "soon",
                                                                        "advice"};

/// What a site must be able to do.
enum class Help : std::uint8_t { ordinary, child, oral_surgery, complex };
inline constexpr std::size_t helps = 4;
inline constexpr std::array<std::string_view, helps> help_labels{"ordinary", "children", "oral_surgery",
                                                                 "complex"};

struct TriageSettings {
  std::array<double, severities> score{};  // by severity
  double inaccuracy = 0;                   // standard deviation of the triager's error
  double emergency_from = 0, urgent_from = 0, soon_from = 0;
  double oral_surgery = 0, complex = 0;  // shares of adult callers sent on who need it
};
void read(sim::io::Block& block, TriageSettings& out);

struct Triaged {
  Urgency urgency;
  Help help;
};
/// Uses lanes 0 and 1 of a block.
Triaged triage(const TriageSettings& settings, Severity severity, bool child, const sim::Draws& draws);

}  // namespace models
