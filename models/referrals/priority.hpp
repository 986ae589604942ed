// Who goes first: one table for every queue in which a better claim may pass others.
//
// A queue has classes, best first. A class is a sentence of claims, `child and in_pain or looked_after_child`; who
// fits none of them stands in the last class. Two rules keep it fair: whoever has waited long has a claim of its own
// (long_waiter), and each so-and-so-manieth turn may go to who has waited longest, whatever the class.
#pragma once
#include <array>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "models/need/person_state.hpp"
#include "models/population/population.hpp"
#include "sim/io/config_block.hpp"

namespace models {

/// The queues of the table.
enum class QueueName : std::uint8_t {
  practice_list,    // of a practice's own patients
  referral_triage,  // of referrals, to be read
  clinic_list,      // of the community service, hospitals and specialist care
  urgent_site,      // who may have the time that urgent sites keep
  access_session    // the same of access sessions
};
inline constexpr std::size_t queues = 5;
inline constexpr std::array<std::string_view, queues> queue_labels{
    "practice_list", "referral_triage", "clinic_list", "urgent_site", "access_session"};
/// Whether people wait in it; the others are about time that is kept.
constexpr bool has_waits(QueueName queue)
{
  return queue != QueueName::urgent_site && queue != QueueName::access_session;
}

/// What of somebody a claim asks for.
struct Claimant {
  int years = 0;
  int deprivation = 0;  // class, 1 = Core20
  unsigned groups = 0;  // PLUS bits
  OralState oral = OralState::stable;
  bool within_course = false;
  int waited = 0;  // days
};

inline constexpr std::size_t queue_classes = 4;

class QueueOrder {
 public:
  QueueOrder() = default;
  /// Reads the classes, best first, e.g. {"within_course or long_waiter", "child"}; every word that is no claim, and
  /// every class too many, is a fault at `key`.
  void read(sim::io::Block& block, const char* key);

  /// 0 = goes first; `last_class()` = without any claim.
  std::size_t class_of(const Claimant& who) const;
  std::size_t last_class() const { return classes_.size(); }
  /// The same person after so long a wait that it is a claim.
  std::size_t class_when_long(Claimant who) const;

  /// The class whose head is served next, where `waited(k)` is how many days the head of class k has waited (less
  /// than 0: nobody is there). Heads that have waited long stand in the class of long waiters; of equals the longer
  /// wait wins. queue_classes where nobody waits. `turn` counts those served before.
  template <class Waited>
  std::size_t next_class(const Waited& waited, std::uint32_t turn) const
  {
    const bool fair = is_fair(turn);
    std::size_t best = queue_classes, best_rank = queue_classes;
    int longest = -1;
    for (std::size_t k = 0; k < queue_classes; ++k) {
      const int days = waited(k);
      if (days < 0) continue;
      const std::size_t rank = fair ? 0 : days >= long_wait ? std::min(k, long_class_) : k;
      if (best != queue_classes && (rank > best_rank || (rank == best_rank && days <= longest))) continue;
      best = k;
      best_rank = rank;
      longest = days;
    }
    return best;
  }
  /// Whether somebody of a class stands in a better one for a long wait.
  bool passes_others(std::size_t k, int waited) const { return waited >= long_wait && long_class_ < k; }
  /// Whether that turn goes to who has waited longest.
  bool is_fair(std::uint32_t turn) const
  {
    return fair_turn > 0 &&
           turn % static_cast<std::uint32_t>(fair_turn) + 1 == static_cast<std::uint32_t>(fair_turn);
  }

  int long_wait = std::numeric_limits<int>::max();  // days; where a queue has none, nobody waits long
  int fair_turn = 0;                                // 0 = never

 private:
  using Claims = std::uint32_t;  // bits
  Claims claims_of(const Claimant& who) const;

  std::vector<std::vector<Claims>> classes_;  // alternatives; all bits of one are needed
  std::size_t long_class_ = queue_classes;    // of who is nothing but a long waiter
};

struct PrioritySettings {
  std::array<QueueOrder, queues> order;
  const QueueOrder& of(QueueName queue) const { return order[static_cast<std::size_t>(queue)]; }
};
void read(sim::io::Block& block, PrioritySettings& out);

/// A person as a claimant, on a day.
Claimant claimant(const Population& population, std::uint32_t person, sim::Day day, OralState oral,
                  int waited, bool within_course = false);

}  // namespace models
