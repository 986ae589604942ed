// An Office: the logical process of an ICB, without residents. It owns what several Places share.
//
// Today that is handed-back activity: it is let again, non-recurrently, to practices of its Places with room; the
// Place that handed it back is told what nobody had room for.
#pragma once
#include <cstdint>
#include <vector>

#include "models/places/place.hpp"
#include "sim/round.hpp"

namespace models {

class Office {
 public:
  Office(std::uint16_t index, const Surroundings& around);
  void play(const sim::Round& round);

 private:
  void let_again(const Letter& handed_back, std::vector<Uda>& room, const sim::Round& round);
  void tell(std::uint16_t practice, LetterKind kind, Uda activity, const sim::Round& round);

  std::uint16_t index_;  // of the offices
  std::size_t process_;  // of the post
  const Surroundings& around_;
  std::vector<std::uint16_t> practices_;  // of its Places
};

}  // namespace models
