// Which areas count as rural where a table does not say (a whole table: geography_test.cpp; England: region_configs_test.cpp).
#include "models/population/rurality.hpp"

#include <cmath>

#include "sim/stream.hpp"
#include "tests/catch2.hpp"

using namespace models;

TEST_CASE("people nearby are those within the distance, whatever the cells", "[geography]")
{
  const sim::Streams streams{5, 0};
  std::vector<AreaRow> rows(600);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const sim::Draws draws = streams.draw(static_cast<std::uint32_t>(i), sim::Why{"made-up areas"}, 0);
    rows[i].area.easting_m = draws.uniform(0) * 30'000;  // at the grid's western edge
    rows[i].area.northing_m = draws.uniform(1) * 30'000;
    rows[i].area.people[0] = static_cast<std::uint32_t>(draws.uniform(2) * 1000);
  }
  const RuralRule rule{2.5, 7000};
  derive_rurality(rule, rows);
  std::size_t rural = 0;
  for (const AreaRow& row : rows) {
    double people = 0;
    for (const AreaRow& other : rows)
      if (std::hypot(row.area.easting_m - other.area.easting_m,
                     row.area.northing_m - other.area.northing_m) <= 2500)
        people += other.area.people[0];
    CHECK(row.area.rural == (people < 7000));
    rural += row.area.rural;
  }
  CHECK(rural > 100);
  CHECK(rural < 500);
}
