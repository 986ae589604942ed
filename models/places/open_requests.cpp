#include "models/places/open_requests.hpp"

#include "sim/check.hpp"

namespace models {

namespace {

constexpr std::size_t first_size = 64;

}  // namespace

OpenRequests::OpenRequests() : requests_{"open requests for further services"}, table_(first_size, empty) {}

std::size_t OpenRequests::home(std::uint32_t resident, std::uint8_t service) const
{
  constexpr std::uint64_t golden = 0x9E3779B97F4A7C15u;  // Fibonacci hashing: Knuth, the same volume
  constexpr int bits_of_service = 8, upper = 32;
  const std::uint64_t key = std::uint64_t{resident} << bits_of_service | service;
  return static_cast<std::size_t>(key * golden >> upper) & (table_.size() - 1);
}

std::size_t OpenRequests::place_of(std::uint32_t resident, std::uint8_t service) const
{
  std::size_t at = home(resident, service);
  for (; table_[at] != empty; at = next(at)) {
    const OpenRequest& request = requests_[table_[at]];
    if (request.resident == resident && request.service == service) break;
  }
  return at;
}

OpenRequest* OpenRequests::find(std::uint32_t resident, std::uint8_t service)
{
  const std::uint32_t number = table_[place_of(resident, service)];
  return number == empty ? nullptr : &requests_[number];
}

const OpenRequest* OpenRequests::find(std::uint32_t resident, std::uint8_t service) const
{
  const std::uint32_t number = table_[place_of(resident, service)];
  return number == empty ? nullptr : &requests_[number];
}

void OpenRequests::put(std::uint32_t number)
{
  table_[place_of(requests_[number].resident, requests_[number].service)] = number;
}

void OpenRequests::grow()
{
  std::vector<std::uint32_t> before(table_.size() * 2, empty);
  before.swap(table_);
  for (const std::uint32_t number : before)
    if (number != empty) put(number);
}

void OpenRequests::open(const OpenRequest& request)
{
  REQUIRED(find(request.resident, request.service) == nullptr,
           "one live request for each person and service");
  if (2 * (size() + 1) > table_.size()) grow();
  put(requests_.take(request));
}

void OpenRequests::close(std::uint32_t resident, std::uint8_t service)
{
  std::size_t hole = place_of(resident, service);
  REQUIRED(table_[hole] != empty, "a request that is closed was open");
  requests_.give_back(table_[hole]);
  // close the hole: who stands past their home because of it moves up
  for (std::size_t at = next(hole); table_[at] != empty; at = next(at)) {
    const OpenRequest& request = requests_[table_[at]];
    const std::size_t from_home = (at - home(request.resident, request.service)) & (table_.size() - 1);
    const std::size_t from_hole = (at - hole) & (table_.size() - 1);
    if (from_home < from_hole) continue;
    table_[hole] = table_[at];
    hole = at;
  }
  table_[hole] = empty;
}

}  // namespace models
