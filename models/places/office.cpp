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
  std::vector<Uda> room;  // what they show, less what they have taken in this round
  for (const Letter& letter : around_.post.collect(process_, round)) {
    if (letter.kind != LetterKind::handed_back) continue;
    if (room.empty())
      for (const std::uint16_t practice : practices_) {
        const PublicState& face = around_.board.read(round, practice);
        room.push_back(Uda{face.has(PublicState::closed) ? 0 : face.room});
      }
    let_again(letter, room, round);
  }
  around_.post.seal(process_, round);
}

void Office::let_again(const Letter& handed_back, std::vector<Uda>& room, const sim::Round& round)
{
  Uda unplaced{activity(handed_back)};
  if (month_of_contract_year(round.day) + 1 < months_per_year) {  // instalments begin in the next month
    std::vector<Uda> taken(practices_.size());
    unplaced = relet(unplaced, room, taken);
    for (std::size_t p = 0; p < practices_.size(); ++p) {
      room[p] -= taken[p];
      if (taken[p].hundredths != 0) tell(practices_[p], LetterKind::relet_offer, taken[p], round);
    }
  }
  if (unplaced.hundredths != 0) tell(handed_back.practice, LetterKind::unplaced, unplaced, round);
}

void Office::tell(std::uint16_t practice, LetterKind kind, Uda activity, const sim::Round& round)
{
  Letter letter{
      .person = practice, .minute = sim::minute_of(round.day, 0), .practice = practice, .kind = kind};
  set_activity(letter, static_cast<std::uint32_t>(activity.hundredths));
  around_.post.send(process_, around_.geography.practices[practice].place, letter);
}

}  // namespace models
