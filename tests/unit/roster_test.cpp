#include "models/places/pathway.hpp"
#include "tests/catch2.hpp"

TEST_CASE("roster: every kind of event of a pathway has a name", "[places]")
{
  for (const models::PathwayKind& kind : models::roster()) {
    INFO(kind.name);
    CHECK(kind.events.size() == kind.handlers);
  }
}
