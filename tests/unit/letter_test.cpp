#include "models/places/letter.hpp"

#include "tests/catch2.hpp"

using namespace models;

TEST_CASE("letter: activity of any size travels whole", "[places]")
{
  for (const std::uint32_t hundredths : {0u, 1u, 65'535u, 65'536u, 12'345'678u, 4'294'967'295u}) {
    Letter letter;
    set_activity(letter, hundredths);
    CHECK(activity(letter) == hundredths);
  }
}
