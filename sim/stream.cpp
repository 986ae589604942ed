#include "sim/stream.hpp"

namespace sim {
namespace {

constexpr std::uint64_t golden_gamma = 0x9E3779B97F4A7C15u;  // 2^64 / golden ratio, made odd

/// The finaliser of SplitMix64, a bijection (Steele, Lea, Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014; its constants are D. Stafford's Mix13).
constexpr std::uint64_t finalise(std::uint64_t z)
{
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

}  // namespace

// Two seeds never share a key in the same replication, nor two replications of the same seed: each round is a
// bijection.
Streams::Streams(std::uint64_t seed, std::uint32_t replication)
{
  const std::uint64_t key =
      finalise(finalise(seed + golden_gamma) + (std::uint64_t{replication} + 1) * golden_gamma);
  key_ = {static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)};
}

}  // namespace sim
