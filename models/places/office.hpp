// An Office: the logical process of an ICB, without residents. It owns what several Places share.
//
// Today that is handed-back activity: it is let again, non-recurrently, to practices of its Places with room.
#pragma once
#include <cstdint>

#include "models/places/place.hpp"
#include "sim/round.hpp"

namespace models {

class Office {
 public:
  Office(std::uint16_t index, const Surroundings& around);
  void play(const sim::Round& round);
  /// Activity that nobody had room for, 0.01 UDA.
  std::int64_t unplaced() const { return unplaced_.hundredths; }

 private:
  void let_again(Uda activity, const sim::Round& round);

  std::uint16_t index_;  // of the offices
  std::size_t process_;  // of the post
  const Surroundings& around_;
  std::vector<std::uint16_t> practices_;  // of its Places
  Uda unplaced_;
};

}  // namespace models
