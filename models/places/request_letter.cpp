#include "models/places/request_letter.hpp"

namespace models {

Letter letter_of(const Request& request, sim::Minute now)
{
  return {.person = request.person,
          .minute = now,
          .practice = request.practice,
          .day = static_cast<std::uint16_t>(request.asked),
          .ordinal = request.ordinal,
          .kind = LetterKind::ask,
          .service = request.service,
          .stratum = request.stratum,
          .tries = request.tries,
          .oral = request.oral,
          .manner = request.manner,
          .missed = request.missed,
          .flags = static_cast<std::uint8_t>(request.last_course | (request.known ? known_bit : 0) |
                                             request.colleagues << colleagues_shift),
          .last_completed = request.last_completed};
}

Request request_in(const Letter& letter, bool guest)
{
  return {.person = letter.person,
          .practice = letter.practice,
          .asked = letter.day,
          .ordinal = letter.ordinal,
          .service = letter.service,
          .stratum = letter.stratum,
          .tries = letter.tries,
          .oral = letter.oral,
          .manner = letter.manner,
          .missed = letter.missed,
          .last_completed = letter.last_completed,
          .last_course = static_cast<std::uint8_t>(letter.flags & course_bits),
          .known = (letter.flags & known_bit) != 0,
          .guest = guest,
          .colleagues = static_cast<std::uint8_t>(letter.flags >> colleagues_shift)};
}

}  // namespace models
