// A model of nothing much, for the tests of the study runner: its results follow from seed, replication and
// settings alone, and it takes the time it is told to take.
#pragma once
#include <string>
#include <vector>

#include "models/study.hpp"
#include "tests/scratch_folder.hpp"

namespace tests {

/// A study file for it. `settings` is appended (scenario blocks, for instance).
std::string fake_study(const std::string& settings = "");

/// Reads [study] and [fake] { level, milliseconds_a_day, people, bytes, throws }.
models::Model fake_model();

/// Writes the text to `fake.toml` of the folder and reads it; asserts that it has no faults.
models::Study read_fake(const ScratchFolder& folder, const std::string& text = fake_study(),
                        const models::Model& model = fake_model(), std::vector<std::string> sets = {});

}  // namespace tests
