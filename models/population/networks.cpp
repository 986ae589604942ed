#include "models/population/networks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "models/population/neighbourhoods.hpp"

namespace models {

void name_networks(std::span<const std::string> of_areas, std::span<const PracticeRow> practices,
                   Geography& out)
{
  using Key = std::pair<std::uint16_t, std::string>;
  const auto key = [&](std::size_t area) {
    return Key{out.places[out.areas[area].place].office, of_areas[area]};
  };
  std::vector<Key> keys;
  keys.reserve(of_areas.size());
  for (std::size_t a = 0; a < of_areas.size(); ++a) keys.push_back(key(a));
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  for (const Key& one : keys) out.networks.push_back(one.second);
  for (std::size_t p = 0; p < practices.size(); ++p)
    out.practices[p].network = static_cast<std::uint32_t>(
        std::lower_bound(keys.begin(), keys.end(), key(practices[p].stands_in)) - keys.begin());
}

void make_networks(double people, Geography& out)
{
  std::vector<std::vector<std::uint16_t>> of_office(out.offices.size());
  for (std::size_t p = 0; p < out.practices.size(); ++p)
    of_office[out.office_of(p)].push_back(static_cast<std::uint16_t>(p));
  for (std::size_t office = 0; office < of_office.size(); ++office) {
    int number = 0;
    for (const Neighbourhood& network : neighbourhoods(out, std::move(of_office[office]), people, office)) {
      for (const std::uint16_t practice : network)
        out.practices[practice].network = static_cast<std::uint32_t>(out.networks.size());
      out.networks.push_back(fmt::format("{} {}", out.offices[office], ++number));
    }
  }
}

}  // namespace models
