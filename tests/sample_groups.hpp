// A small result that has one of everything a result file can hold.
#pragma once
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include "sim/io/groups.hpp"

namespace tests {

template <class T>
std::vector<T> counting(std::size_t n, T from)
{
  std::vector<T> list(n);
  std::iota(list.begin(), list.end(), from);
  return list;
}

/// `shift` is added to every number, so that two runs differ.
inline std::vector<sim::io::Group> sample_groups(std::uint32_t shift = 0)
{
  using sim::io::Dimension;
  using sim::io::Group;
  const Dimension month{"month", std::vector<std::int32_t>{19814, 19844}, "days since 1970-01-01",
                        "month, by its first day"};
  const Dimension place{"place", std::vector<std::string>{"St Helens", "Ynys Môn"}, "", "Place"};
  const Dimension age{"age_group", std::vector<std::string>{"0-17", "18-64", "65+"}, "", "age"};
  const Dimension person{"person", counting<std::int32_t>(40'000, 0), "", "row"};
  Group queues{"queues", {month, place, age}, {}};
  queues.arrays.push_back({"asked",
                           {"month", "place", "age_group"},
                           "persons",
                           "persons who asked",
                           counting<std::uint32_t>(12, shift)});
  queues.arrays.push_back({"wait_days_sum",
                           {"month", "place"},
                           "days",
                           "days waited",
                           counting<std::int64_t>(4, -5'000'000'000 - shift)});
  Group summary{"summary", {}, {}};
  summary.arrays.push_back(
      {"adults_seen_24m_percent", {}, "%", "adults seen in 24 months", std::vector<double>{43.5 + shift}});
  Group outcomes{"outcomes", {person}, {}};
  outcomes.arrays.push_back(
      {"outcome", {"person"}, "", "what became of each", std::vector<std::uint8_t>(40'000, 3)});
  outcomes.arrays.push_back({"money", {"person"}, "pence", "paid", counting<std::int64_t>(40'000, shift)});
  outcomes.arrays.push_back({"note", {}, "", "a text", std::vector<std::string>{"naïve"}});
  return {queues, summary, outcomes};
}

}  // namespace tests
