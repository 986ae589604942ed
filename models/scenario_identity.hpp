// What makes two scenarios the same: every resolved value, and every row of the tables, that can change a run.
//
// Titles, labels and the number of replications are left out, since they change no run; seed, start and length
// belong to the folder's identity.
#pragma once
#include <string>

#include "models/population/geography.hpp"
#include "sim/io/config_block.hpp"

namespace models {

/// One line `path = value` for each value, in order of path, and one for the tables.
std::string identity_of(const sim::io::Document& document, const std::string& scenario,
                        const Geography& geography);

/// A word for the areas and practices that the tables gave: a changed table is a changed scenario.
std::string fingerprint(const Geography& geography);

}  // namespace models
