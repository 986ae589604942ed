// The referral system of an ICB: transit, the triagers' queue, their decision, and the clinic to which somebody goes.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "models/pathways/referral_management/decision.hpp"
#include "models/pathways/referral_management/settings.hpp"
#include "models/places/office.hpp"
#include "models/referrals/referral_levers.hpp"

namespace models::referral_management {

class ReferralSystem final : public OfficePart {
 public:
  ReferralSystem(Office& office, const Settings& settings, const Seat& seat);

  bool takes(std::uint8_t service) const override { return specialty_[service].has_value(); }
  /// A request of somebody's home.
  void read(Office& office, const Letter& letter) override;
  /// Each morning: what has arrived is queued and, on working days, triaged.
  void play(Office& office) override;

 private:
  struct UnderWay {
    sim::Day ready;
    Letter referral;
  };
  /// A place kept for somebody whose home has yet to ask for it.
  struct Promise {
    std::uint32_t person;
    std::uint16_t site;
    sim::Day made;
  };
  struct Queue {
    std::array<std::deque<Letter>, queue_classes> classes;  // by the table of priorities
    double capacity = 0;                                    // a working day
    double credit = 0;                                      // carried over
    std::uint32_t turn = 0;                                 // referrals read so far
    bool empty() const
    {
      return std::all_of(classes.begin(), classes.end(), [](const auto& one) { return one.empty(); });
    }
  };
  std::uint32_t kind_of(const Letter& referral) const;
  static bool later(const UnderWay& a, const UnderWay& b);

  void hold(const Letter& referral, sim::Day ready);
  void join(Office& office, const Letter& referral);
  void triage(Office& office, Queue& queue);
  Letter next_of(const Office& office, Queue& queue) const;
  void decide(Office& office, const Letter& referral);
  void redirect(Office& office, const Letter& referral, Specialty to);
  /// The service to which a lever sends it first, where a site of it has room.
  std::optional<Specialty> first_elsewhere(Office& office, const Letter& referral);
  std::optional<std::uint16_t> site_with_room(const Office& office, const Letter& referral,
                                              const FirstElsewhere& rule) const;
  std::optional<std::uint16_t> take_promised(const Office& office, const Letter& referral);
  void forget_promises(const Office& office);
  /// To a clinic by the rule, or nowhere.
  void send_on(Office& office, const Letter& referral);
  std::optional<std::uint16_t> choose(Office& office, const Letter& referral, std::uint8_t needs) const;
  double expected_days(const Office& office, std::uint16_t site) const;
  std::size_t beyond_practices(const Office& office, std::uint16_t site) const
  {
    return site - office.around().geography.practices.size();
  }
  double km(const Office& office, const Letter& referral, std::uint16_t site, bool from_referrer) const;
  std::uint8_t equipment_needed(const Office& office, const Letter& referral) const;
  void tell_referrer(Office& office, const Letter& referral, Decision decision, std::uint8_t flags);

  const Settings& settings_;
  std::size_t number_;
  std::vector<std::optional<Specialty>> specialty_;  // by service
  std::array<std::uint8_t, specialties> service_{};
  std::vector<std::vector<std::uint16_t>> clinics_;  // by service
  std::vector<std::uint16_t> sent_today_;            // by site beyond the practices
  std::vector<std::uint16_t> promised_;              // places kept there for who is sent elsewhere first
  std::vector<Promise> promises_;                    // the same, by person
  std::array<Queue, networks> queues_;               // pooled: the first
  std::vector<UnderWay> under_way_;                  // a heap, the earliest on top
};

}  // namespace models::referral_management
