// Random numbers by name: one Philox4x32-10 block for each decision.
//
// A number is a function of (study seed, replication, who, why, when, block) and of nothing else: not of what
// was drawn before, nor of thread, scenario or order. So scenarios share every draw that they share in
// meaning, and nothing is stored. Philox: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as
// 1, 2, 3", SC11 (the implementation is Random123's; this is the one file that includes it).
#pragma once
#include <Random123/philox.h>

#include <array>
#include <cstdint>
#include <limits>
#include <string_view>

namespace sim {

/// FNV-1a, 32 bits (Fowler, Noll, Vo; draft-eastlake-fnv).
constexpr std::uint32_t name_hash(std::string_view name)
{
  constexpr std::uint32_t offset_basis = 2166136261u;
  constexpr std::uint32_t prime = 16777619u;
  std::uint32_t hash = offset_basis;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * prime;
  return hash;
}

/// The name of a kind of decision, hashed when compiling. A test fails on a collision.
struct Why {
  std::uint32_t hash;
  consteval explicit Why(std::string_view name) : hash{name_hash(name)} {}
};

/// One block: four 32-bit lanes, to be used in written order.
struct Draws {
  std::array<std::uint32_t, 4> lane;
  /// Uniform in (0, 1), never 0 nor 1: (lane + 1/2) / 2^32.
  double uniform(int i) const { return (lane[static_cast<std::size_t>(i)] + 0.5) * 0x1p-32; }
};

/// All random numbers of one replication.
class Streams {
 public:
  /// `seed` 0 to 2^63 - 1; the key is mixed from both (formula in sim/README.md).
  Streams(std::uint64_t seed, std::uint32_t replication);

  Draws draw(std::uint32_t who, Why why, std::uint32_t when, std::uint32_t block = 0) const
  {
    const r123::Philox4x32::ctr_type counter{{block, when, why.hash, who}};
    const r123::Philox4x32::ctr_type out =
        r123::Philox4x32{}(counter, r123::Philox4x32::key_type{{key_[0], key_[1]}});
    return {{out[0], out[1], out[2], out[3]}};
  }

  std::uint64_t key() const { return std::uint64_t{key_[1]} << 32 | key_[0]; }

 private:
  std::array<std::uint32_t, 2> key_;
};

/// A uniform random bit generator (64-bit words) over the blocks of one decision, for samplers that need an
/// unknown number of draws. It refers to `streams`, which must outlive it.
class Stream {
 public:
  using result_type = std::uint64_t;
  Stream(const Streams& streams, std::uint32_t who, Why why, std::uint32_t when)
      : streams_{&streams}, who_{who}, why_{why}, when_{when}
  {}
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }
  result_type operator()()
  {
    if (used_ == 0) draws_ = streams_->draw(who_, why_, when_, block_++);
    const auto i = static_cast<std::size_t>(used_);
    used_ = (used_ + 2) % 4;
    return static_cast<result_type>(draws_.lane[i]) << 32 | draws_.lane[i + 1];
  }

 private:
  const Streams* streams_;
  std::uint32_t who_;
  Why why_;
  std::uint32_t when_;
  std::uint32_t block_ = 0;
  int used_ = 0;
  Draws draws_{};
};

}  // namespace sim
