#include "models/places/office.hpp"

#include <vector>

#include "models/practices/contract.hpp"

namespace models {

Office::Office(std::uint16_t index, const Surroundings& around)
    : index_{index}, process_{around.geography.places.size() + index}, around_{around}
{
  for (std::size_t p = 0; p < around.geography.practices.size(); ++p)
    if (around.geography.places[around.geography.practices[p].place].office == index)
      practices_.push_back(static_cast<std::uint16_t>(p));
}

void Office::play(const sim::Round& round)
{
  for (const Letter& letter : around_.post.collect(process_, round))
    if (letter.kind == LetterKind::handed_back) let_again(Uda{activity(letter)}, round);
  around_.post.seal(process_, round);
}

void Office::let_again(Uda activity, const sim::Round& round)
{
  if (month_of_contract_year(round.day) + 1 == months_per_year) {  // instalments begin in the next month
    unplaced_ += activity;
    return;
  }
  std::vector<Uda> room, taken(practices_.size());
  for (const std::uint16_t practice : practices_) {
    const PublicState& face = around_.board.read(round, practice);
    room.push_back(Uda{face.has(PublicState::closed) ? 0 : face.room});
  }
  unplaced_ += relet(activity, room, taken);
  for (std::size_t p = 0; p < practices_.size(); ++p) {
    if (taken[p].hundredths == 0) continue;
    Letter offer{.person = practices_[p],
                 .minute = sim::minute_of(round.day, 0),
                 .practice = practices_[p],
                 .kind = LetterKind::relet_offer};
    set_activity(offer, static_cast<std::uint32_t>(taken[p].hundredths));
    around_.post.send(process_, around_.geography.practices[practices_[p]].place, offer);
  }
}

}  // namespace models
