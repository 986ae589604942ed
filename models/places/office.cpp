#include "models/places/office.hpp"

#include <vector>

#include "models/practices/contract.hpp"

namespace models {

Office::Office(std::uint16_t index, const Surroundings& around)
    : index_{index},
      process_{around.geography.places.size() + index},
      around_{around},
      pots_{around.geography, index, around.budgets}
{
  const Geography& geography = around.geography;
  for (std::size_t p = 0; p < geography.places.size(); ++p)
    if (geography.places[p].office == index) places_.push_back(static_cast<std::uint16_t>(p));
  for (std::size_t p = 0; p < geography.practices.size(); ++p)
    if (geography.places[geography.practices[p].place].office == index)
      practices_.push_back(static_cast<std::uint16_t>(p));
}

void Office::add_part(std::size_t pathway, std::unique_ptr<OfficePart> part)
{
  if (parts_.size() <= pathway) parts_.resize(pathway + 1);
  parts_[pathway] = std::move(part);
}

void Office::play(const sim::Round& round)
{
  round_ = round;
  std::vector<Uda> room;  // what practices show, less what they have taken in this round
  for (const Letter& letter : around_.post.collect(process_, round)) read(letter, room);
  pots_.play(*this);
  for (const auto& part : parts_)
    if (part) part->play(*this);
  around_.post.seal(process_, round);
}

sim::Minute Office::round_begins() const
{
  return sim::minute_of(
      round_.day,
      round_.of_day == 0 ? 0u : static_cast<sim::Minute>(around_.collections.collection[round_.of_day - 1]));
}

sim::Minute Office::round_ends() const
{
  return sim::minute_of(round_.day, static_cast<sim::Minute>(around_.collections.collection[round_.of_day]));
}

void Office::read(const Letter& letter, std::vector<Uda>& room)
{
  if (letter.kind == LetterKind::handed_back) {
    if (room.empty())
      for (const std::uint16_t practice : practices_) {
        const PublicState& face = shown(practice);
        room.push_back(Uda{face.has(PublicState::closed) ? 0 : face.room});
      }
    let_again(letter, room);
  } else if (letter.kind == LetterKind::budget) {
    pots_.read(letter);
  } else if (letter.kind == LetterKind::notice) {
    parts_[letter.tries]->read(*this, letter);
  } else {
    for (const auto& part : parts_)
      if (part && part->takes(letter.service)) return part->read(*this, letter);
    tell_left(letter, Reason::no_capacity);  // nobody here gives that service
  }
}

void Office::tell_left(const Letter& request, Reason reason)
{
  Letter reply = request;
  reply.kind = LetterKind::left;
  reply.minute = round_begins();
  reply.missed = static_cast<std::uint8_t>(reason);
  send(around_.population.place_of(request.person), reply);
}

void Office::let_again(const Letter& handed_back, std::vector<Uda>& room)
{
  Uda unplaced{activity(handed_back)};
  if (month_of_contract_year(round_.day) + 1 < months_per_year) {  // instalments begin in the next month
    std::vector<Uda> taken(practices_.size());
    unplaced = relet(unplaced, room, taken);
    for (std::size_t p = 0; p < practices_.size(); ++p) {
      room[p] -= taken[p];
      if (taken[p].hundredths != 0) tell(practices_[p], LetterKind::relet_offer, taken[p]);
    }
  }
  if (unplaced.hundredths != 0) tell(handed_back.practice, LetterKind::unplaced, unplaced);
}

void Office::tell(std::uint16_t practice, LetterKind kind, Uda activity)
{
  Letter letter{
      .person = practice, .minute = sim::minute_of(round_.day, 0), .practice = practice, .kind = kind};
  set_activity(letter, static_cast<std::uint32_t>(activity.hundredths));
  send(around_.geography.practices[practice].place, letter);
}

}  // namespace models
