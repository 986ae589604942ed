// What `bitewing check` says of a study before anything runs: its settings, and what it will take.
#pragma once
#include <string>

#include "models/study.hpp"

namespace models {

/// Events that one thread is taken to play in a second.
struct AssumedSpeed {
  double events_per_second;
  const char* source;
};
AssumedSpeed assumed_speed();

/// The resolved study with its sources, number of runs, people, expected events, memory and time.
std::string check_report(const Study& study, const Model& model, unsigned threads, std::size_t memory);

}  // namespace models
