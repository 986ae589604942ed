// The first day of a person in a run: practice, last visit, oral health, next dates, drawn so that the shares
// agree with the published figures; the warm-up then fills books and lists.
#pragma once
#include "models/places/place.hpp"

namespace models {

/// Draws the state of a person who is alive on the first day (or will be born later).
void settle(const Person& person, std::uint32_t row, const Surroundings& around, PersonState& state,
            PersonHistory& history);

}  // namespace models
