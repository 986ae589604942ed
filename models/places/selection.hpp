// Which practices a programme commissions: a list, so many of named Places, or a rule over those that express interest.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/places/sites.hpp"
#include "sim/io/config_block.hpp"

namespace models {

/// By which rule practices are chosen that no list names.
enum class Chosen : std::uint8_t { need, contract, people, interest, network };
inline constexpr std::array<std::string_view, 5> chosen_labels{"need", "contract", "people", "interest",
                                                               "network"};

/// An expression of interest: who answers it, and how the answers are ranked. What the tables do not say of a practice
/// neither bars nor ranks it.
struct Interest {
  double expressed = 1;  // share of practices that express interest, the same ones for every larger share
  int least_inspection = 0;
  bool listed_only = true;  // only where all are on the performers list
  enum Score : std::uint8_t { inspection, delivery, complaints, training, need, scores };
  std::array<double, scores> weight{};
};
inline constexpr std::array<std::string_view, Interest::scores> score_labels{
    "inspection", "delivery", "complaints", "training", "need"};

struct Selection {
  int practices = 0;               // of the region, without those of `places`
  int chosen = 0;                  // Chosen
  std::vector<std::string> named;  // ids, chosen before others
  std::string named_where;
  std::vector<NamedSites> places;
  Interest interest;

  bool chooses_any() const;
};

/// The keys practices, chosen, named, places and interest of a programme's block.
void read(sim::io::Block& block, Selection& out);
/// Places and practices that the region does not have.
void check(const Geography& geography, const Selection& selection, sim::io::Faults& faults);
/// The practices, in the order in which they are taken: those of named Places, the named ones, the rule's.
std::vector<std::uint32_t> select_practices(const Geography& geography, const Selection& selection);
/// For each practice, how many people of Core20 have no nearer one.
std::vector<std::int64_t> core20_nearby(const Geography& geography);
/// The rank of a practice in an expression of interest: each score is its place among those that are known, 0 (worst) to
/// 1 (best), one half where it is not known; added up by their weights.
std::vector<double> interest_scores(const Geography& geography, const Interest& interest);

}  // namespace models
