#include "models/places/sites.hpp"

#include <numeric>

#include "models/places/journeys.hpp"
#include "tests/catch2.hpp"

using namespace models;

namespace {

/// Three Places with 60, 30 and 10 people and a practice each.
Geography three_places()
{
  Geography geography;
  geography.offices = {"one"};
  const std::array<std::uint32_t, 3> people{60, 30, 10};
  for (std::uint16_t p = 0; p < people.size(); ++p) {
    PlaceInfo place;
    place.name = std::string(1, static_cast<char>('A' + p));
    place.first_area = place.first_practice = p;
    place.areas = place.practices = 1;
    geography.places.push_back(place);
    Area area;
    area.place = p;
    area.people[0] = people[p];
    geography.areas.push_back(area);
    PracticeSite practice;
    practice.place = p;
    practice.easting_m = 1000.0 * p;
    geography.practices.push_back(practice);
  }
  return geography;
}

}  // namespace

TEST_CASE("sites: numbers follow those of the practices, pathway by pathway, each by Place", "[places]")
{
  const Geography geography = three_places();
  Sites sites{geography};
  sites.add(1, {{"c", 2, 9000, 0, no_practice}, {"a1", 0, 7000, 0, 0}, {"a2", 0, 8000, 0, 0}});
  sites.add(4, {{"b", 1, 3000, 4000, 1}});
  REQUIRE(sites.size() == 7);
  CHECK(sites.is_practice(2));
  CHECK_FALSE(sites.is_practice(3));
  CHECK(sites.place_of(1) == 1);
  CHECK(sites.other(3).name == "a1");
  CHECK(sites.other(4).name == "a2");
  CHECK(sites.other(5).name == "c");
  CHECK(sites.place_of(6) == 1);
  CHECK(sites.pathway_of(5) == 1);
  CHECK(sites.pathway_of(6) == 4);

  CHECK(sites.of(1).first == 3);
  CHECK(sites.of(1).count == 3);
  CHECK(sites.of(1, 0).count == 2);
  CHECK(sites.of(1, 1).count == 0);
  CHECK(sites.of(1, 2).first == 5);
  CHECK(sites.of(4, 1).count == 1);
  CHECK(sites.of(3).count == 0);

  const Journeys journeys{geography, sites};
  CHECK(journeys.km(0, 6) == Approx(5.0));  // 3 and 4 km, detour 1
}

TEST_CASE("sites: shared over Places by people, largest remainders first", "[places]")
{
  const Geography geography = three_places();
  const std::vector<std::size_t> all{0, 1, 2};
  CHECK(share_by_people(geography, all, 10) == std::vector<int>{6, 3, 1});
  CHECK(share_by_people(geography, all, 2) == std::vector<int>{1, 1, 0});  // 1.2, 0.6, 0.2
  CHECK(share_by_people(geography, all, 0) == std::vector<int>{0, 0, 0});
  CHECK(share_by_people(geography, std::vector<std::size_t>{1, 2}, 4) == std::vector<int>{3, 1});
  for (int n = 0; n < 50; ++n) {
    const std::vector<int> share = share_by_people(geography, all, n);
    CHECK(std::accumulate(share.begin(), share.end(), 0) == n);
  }
}
