// The contracts of practices: as a table gives them, the rest spread so that all add up to the region's total.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "models/population/region_tables.hpp"

namespace models {

/// Fills in what the rows lack: contracts (lognormal, larger where more people are near, summing exactly to the
/// region's total), prices, chairs, flags. `catchments`: people by practice. Every draw belongs to the practice's id.
std::vector<PracticeSite> give_contracts(const ContractedActivity& settings,
                                         std::span<const PracticeRow> rows,
                                         std::span<const double> catchments, std::uint64_t seed,
                                         const std::string& where, sim::io::Faults& faults);

}  // namespace models
