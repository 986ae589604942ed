// The helpline of an ICB: calls queue for a handler, then for a clinician who triages; who needs a visit is sent to
// the nearest site with room.
#pragma once
#include <cstdint>
#include <vector>

#include "models/pathways/urgent_care/settings.hpp"
#include "models/pathways/urgent_care/ticket.hpp"
#include "models/places/office.hpp"

namespace models::urgent_care {

class Helpline final : public OfficePart {
 public:
  Helpline(Office& office, const Settings& settings, const Seat& seat);

  bool takes(std::uint8_t service) const override { return service == urgent_; }
  /// A call, or a caller whom a site has turned away.
  void read(Office& office, const Letter& letter) override;
  void play(Office& office) override;

 private:
  /// Somebody on the line or in the triage queue, until the time at which that ends.
  struct OnLine {
    double ready;
    Letter call;
    bool triaged;
    int waited;  // minutes until the call was answered
  };
  static bool later(const OnLine& a, const OnLine& b);

  void hold(OnLine&& caller);
  void triage_now(Office& office, OnLine caller);
  void decide(Office& office, const OnLine& caller);
  /// Sends the caller to the best site that was not tried, or tells them that there is none.
  void send_on(Office& office, const Letter& call, Ticket ticket);
  void tell_home(Office& office, const Letter& call, CallEnd end, int waited);

  const Settings& settings_;
  std::size_t number_;
  std::uint8_t urgent_;
  CallQueue handlers_, clinicians_;
  std::vector<OnLine> on_line_;  // a heap, who is ready first on top
  std::vector<std::uint16_t> sites_;
  std::vector<std::uint8_t> able_;  // by site: bits by Help
};

}  // namespace models::urgent_care
