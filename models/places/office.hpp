// An Office: the logical process of an ICB, without residents. It owns what several Places share.
//
// Of its own it lets handed-back activity again, non-recurrently, to practices of its Places with room, and tells
// the Place that handed it back what nobody had room for. The rest (a helpline, a referral system) are parts that
// pathways bring. The round of an Office, in order: letters, then its parts by rank of name, then the post.
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "models/places/place.hpp"
#include "sim/round.hpp"

namespace models {

class Office {
 public:
  Office(std::uint16_t index, const Surroundings& around);
  /// The part of a pathway, by its number in the roster (nullptr = none).
  void add_part(std::size_t pathway, std::unique_ptr<OfficePart> part);
  void play(const sim::Round& round);

  // --- for its parts
  std::uint16_t index() const { return index_; }
  const Surroundings& around() const { return around_; }
  const sim::Streams& streams() const { return around_.streams; }
  const std::vector<std::uint16_t>& places() const { return places_; }
  const sim::Round& round() const { return round_; }
  /// The first minute of the round, and the first after it.
  sim::Minute round_begins() const;
  sim::Minute round_ends() const;
  const PublicState& shown(std::size_t site) const { return around_.board.read(round_, site); }
  void send(std::size_t process, const Letter& letter) { around_.post.send(process_, process, letter); }
  /// Ends a request of somebody's without care: their home is told.
  void tell_left(const Letter& request, Reason reason);

 private:
  void read(const Letter& letter, std::vector<Uda>& room);
  void let_again(const Letter& handed_back, std::vector<Uda>& room);
  void tell(std::uint16_t practice, LetterKind kind, Uda activity);

  std::uint16_t index_;  // of the offices
  std::size_t process_;  // of the post
  const Surroundings& around_;
  std::vector<std::uint16_t> places_, practices_;   // of the ICB
  Pots pots_;                                       // of programmes with a budget
  std::vector<std::unique_ptr<OfficePart>> parts_;  // by pathway
  sim::Round round_;
};

}  // namespace models
