// Pay by the head: an ICB adds up, practice by practice, whose usual practice it is, and pays.
//
// On the first of a month each home tells the Offices how many of its residents each practice has and what they cost
// at the fees of the contract, and each Place tells its Office the twelfths that its open practices are no longer paid
// by units. A round later the Office answers with payments; where fees are neutral they share out the twelfths to the
// penny. A practice that was handed back is paid nothing.
#pragma once
#include <map>

#include "models/places/office.hpp"
#include "models/practices/contract.hpp"

namespace models::general_practice {

/// What a notice of this pathway says; it stands in the letter's `service`, a sum (pence) in its activity.
enum class HeadNotice : std::uint8_t {
  listed,  // home to Office: heads at a practice, and what they cost
  due,     // Place to Office: the twelfth of an open practice that is not paid by units
  paid,    // Office to Place: heads of a practice, and the payment for them
  scaled   // Office to Place: by what factor fees were scaled, in millionths
};
Letter head_notice(HeadNotice what, const Seat& seat, std::uint16_t practice, sim::Minute minute,
                   std::int64_t sum, std::uint32_t heads);

/// The factor that a practice reckons with before it has heard of one.
double first_fee_factor(const ByHeadSettings& settings);

/// An Office's part.
class HeadPayments final : public OfficePart {
 public:
  HeadPayments(const ByHeadSettings& settings, const Seat& seat) : settings_{settings}, seat_{seat} {}
  void read(Office& office, const Letter& letter) override;
  void play(Office& office) override;

 private:
  struct Account {
    std::int64_t nominal = 0, due = 0;  // pence
    std::uint32_t heads = 0;
    bool is_open = false;
  };
  void pay(Office& office, std::uint16_t practice, std::int64_t amount) const;

  const ByHeadSettings& settings_;
  Seat seat_;
  std::map<std::uint16_t, Account> accounts_;  // of this month, by practice of the region
};

}  // namespace models::general_practice
