#include "models/places/open_requests.hpp"

#include <map>

#include "sim/stream.hpp"
#include "tests/catch2.hpp"

using namespace models;

TEST_CASE("open requests: found by resident and service, as in a map, whatever was opened and closed before",
          "[places]")
{
  OpenRequests open;
  std::map<std::pair<std::uint32_t, std::uint8_t>, std::uint16_t> expected;
  const sim::Streams streams{1, 1};
  constexpr std::uint32_t residents = 300, services = 8, steps = 20'000;
  for (std::uint32_t k = 0; k < steps; ++k) {
    const sim::Draws draws = streams.draw(0, sim::Why{"a test's step"}, k);
    const std::uint32_t resident = draws.lane[0] % residents;
    const auto service = static_cast<std::uint8_t>(draws.lane[1] % services);
    const auto key = std::make_pair(resident, service);
    if (expected.contains(key)) {
      REQUIRE(open.find(resident, service) != nullptr);
      CHECK(open.find(resident, service)->ordinal == expected[key]);
      open.close(resident, service);
      expected.erase(key);
    } else {
      const auto ordinal = static_cast<std::uint16_t>(k);
      open.open({.resident = resident, .ordinal = ordinal, .service = service});
      expected[key] = ordinal;
    }
    if (open.size() != expected.size()) FAIL("step " << k);
  }
  std::size_t seen = 0;
  open.each([&](const OpenRequest& request) {
    ++seen;
    CHECK(expected.at({request.resident, request.service}) == request.ordinal);
  });
  CHECK(seen == expected.size());
  for (std::uint32_t resident = 0; resident < residents; ++resident)
    for (std::uint8_t service = 0; service < services; ++service)
      CHECK((open.find(resident, service) != nullptr) == expected.contains({resident, service}));
}

TEST_CASE("open requests: what is changed stays changed", "[places]")
{
  OpenRequests open;
  open.open({.resident = 7, .asked = 100, .ordinal = 100, .service = 3});
  open.find(7, 3)->begun = true;
  for (std::uint32_t resident = 0; resident < 200; ++resident)  // grows meanwhile
    open.open({.resident = resident, .service = 4});
  CHECK(open.find(7, 3)->begun);
  CHECK(open.find(7, 3)->asked == 100);
  CHECK_FALSE(open.find(7, 4)->begun);
  CHECK(open.find(8, 3) == nullptr);
  CHECK(open.bytes() > 0);
}
