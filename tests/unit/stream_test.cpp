#include "sim/stream.hpp"

#include <set>

#include "tests/catch2.hpp"

namespace {

using Words = std::array<std::uint32_t, 4>;

Words philox(const Words& counter, std::uint32_t key_low, std::uint32_t key_high)
{
  const auto out =
      r123::Philox4x32{}({{counter[0], counter[1], counter[2], counter[3]}}, {{key_low, key_high}});
  return {out[0], out[1], out[2], out[3]};
}

}  // namespace

// The published known answers of Random123 (its file kat_vectors, philox4x32 10).
TEST_CASE("stream: Philox4x32-10 gives its published known answers")
{
  CHECK(philox({0, 0, 0, 0}, 0, 0) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  constexpr std::uint32_t ones = 0xffffffff;
  CHECK(philox({ones, ones, ones, ones}, ones, ones) ==
        Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  // counter and key from the digits of pi
  CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0xa4093822, 0x299f31d0) ==
        Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("stream: the counter is block, when, why, who and the key is that of the replication")
{
  const sim::Streams streams(20230614, 3);
  const sim::Draws draws = streams.draw(17, sim::Why{"test counter"}, 45000, 2);
  CHECK(draws.lane == philox({2, 45000, sim::name_hash("test counter"), 17},
                             static_cast<std::uint32_t>(streams.key()),
                             static_cast<std::uint32_t>(streams.key() >> 32)));
}

// SplitMix64 seeded with 0 gives these (Vigna's splitmix64.c; also the reference of
// java.util.SplittableRandom).
TEST_CASE("stream: the key is two rounds of the SplitMix64 finaliser")
{
  const auto finalise = [](std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  };
  constexpr std::uint64_t gamma = 0x9E3779B97F4A7C15u;
  REQUIRE(finalise(gamma) == 0xE220A8397B1DCDAFu);
  CHECK(sim::Streams(0, 0).key() == finalise(0xE220A8397B1DCDAFu + gamma));
  CHECK(sim::Streams(5, 7).key() == finalise(finalise(5 + gamma) + 8 * gamma));
}

TEST_CASE("stream: seeds and replications have keys of their own")
{
  std::set<std::uint64_t> keys;
  for (std::uint64_t seed = 0; seed < 100; ++seed)
    for (std::uint32_t replication = 0; replication < 100; ++replication)
      keys.insert(sim::Streams(seed, replication).key());
  CHECK(keys.size() == 10000);
}

TEST_CASE("stream: a uniform number is never 0 nor 1")
{
  CHECK(sim::Draws{{0, 0, 0, 0}}.uniform(0) > 0);
  CHECK(sim::Draws{{0, 0, 0, 0xffffffff}}.uniform(3) < 1);
}

TEST_CASE("stream: a stream hands out the lanes of its blocks in written order")
{
  constexpr sim::Why why{"test lanes"};
  const sim::Streams streams(1, 1);
  sim::Stream stream(streams, 9, why, 4);
  for (std::uint32_t block = 0; block < 3; ++block) {
    const sim::Draws draws = streams.draw(9, why, 4, block);
    CHECK(stream() == (std::uint64_t{draws.lane[0]} << 32 | draws.lane[1]));
    CHECK(stream() == (std::uint64_t{draws.lane[2]} << 32 | draws.lane[3]));
  }
}
