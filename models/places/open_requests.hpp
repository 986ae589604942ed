// Open requests of a Place's residents for further services: all but routine and urgent care, whose state lies in
// the person's own 32 bytes.
//
// One live request for each person and service. A pool, found through a small open-addressing table (linear probing,
// backward-shift deletion: Knuth, The Art of Computer Programming 3, section 6.4, algorithm R).
#pragma once
#include <cstdint>
#include <vector>

#include "sim/pool.hpp"

namespace models {

struct OpenRequest {
  std::uint32_t resident = 0;  // of the Place
  std::uint16_t asked = 0;     // the day on which the wait starts
  std::uint16_t ordinal = 0;   // by which a stale letter is known
  std::uint8_t service = 0;
  std::uint8_t stratum = 0;  // at asking
  bool begun = false;        // no longer waiting
};

class OpenRequests {
 public:
  OpenRequests();

  /// nullptr where the resident has no such request. Holds until the next open() or close().
  OpenRequest* find(std::uint32_t resident, std::uint8_t service);
  const OpenRequest* find(std::uint32_t resident, std::uint8_t service) const;
  /// There must be none of that resident and service.
  void open(const OpenRequest& request);
  void close(std::uint32_t resident, std::uint8_t service);
  std::size_t size() const { return requests_.in_use(); }
  /// Calls visit(request) for each, in no order that means anything.
  template <class Visit>
  void each(Visit&& visit) const
  {
    for (const std::uint32_t at : table_)
      if (at != empty) visit(requests_[at]);
  }
  std::size_t bytes() const { return requests_.bytes() + table_.capacity() * sizeof(std::uint32_t); }

 private:
  static constexpr std::uint32_t empty = ~0u;

  std::size_t home(std::uint32_t resident, std::uint8_t service) const;
  std::size_t next(std::size_t at) const { return (at + 1) & (table_.size() - 1); }
  /// Where it stands, or the empty place at which a search for it ends.
  std::size_t place_of(std::uint32_t resident, std::uint8_t service) const;
  void put(std::uint32_t number);
  void grow();

  sim::Pool<OpenRequest> requests_;
  std::vector<std::uint32_t> table_;  // numbers of the pool; a power of two long
};

}  // namespace models
