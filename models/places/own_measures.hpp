// A pathway's own measures as one table: what they are called and mean, and where their counters are kept.
#pragma once
#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "sim/recorder.hpp"

namespace models {

/// A measure of each month and Place in the group `programmes`, under the name PATHWAY__NAME. `Own` holds the counters
/// of all of a pathway's measures.
template <class Own>
struct OwnMeasure {
  const char* name;
  const char* unit;
  const char* about;
  sim::Counter Own::* counter;
  sim::Cell cell = sim::Cell::count;
};

inline std::string own_measure_name(std::string_view pathway, std::string_view measure)
{
  return std::string{pathway} + "__" + std::string{measure};
}

/// `axes`: of each of them (numbers of Layout::axis).
template <class Own, std::size_t size>
void declare_own(sim::Layout& layout, std::string_view pathway, const OwnMeasure<Own> (&table)[size],
                 const std::vector<int>& axes = {})
{
  for (const OwnMeasure<Own>& one : table)
    layout.declare({"programmes", own_measure_name(pathway, one.name), one.unit, one.about,
                    sim::Period::month, sim::Owner::place, one.cell, axes});
}

/// The counters of one table or more.
template <class Own, std::size_t... sizes>
Own find_own(const sim::Layout& layout, std::string_view pathway, const OwnMeasure<Own> (&... tables)[sizes])
{
  Own own;
  const auto find = [&](const OwnMeasure<Own>& one) {
    own.*one.counter = layout.counter("programmes", own_measure_name(pathway, one.name));
  };
  (std::for_each(std::begin(tables), std::end(tables), find), ...);
  return own;
}

}  // namespace models
