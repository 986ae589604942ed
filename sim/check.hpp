// The two assertion words, and the fault of a simulation that outgrew its fixed capacities.
//
// REQUIRED holds in every build and belongs where it costs nothing (once a day, once a run). ASSUMED is for
// hot paths: it is checked in debug and sanitizer builds and is nothing in a release. Both mark a
// programmer's fault: they print file, line and sentence, and abort. Faults of user input are not their
// business.
#pragma once
#include <stdexcept>

namespace sim {

/// More persons, records or handlers than the words of the engine have room for: the user asked for too much
/// (exit 2). The text says of what, how many are possible, and what to do.
struct CapacityFault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

[[noreturn]] void fail_assertion(const char* file, int line, const char* condition, const char* sentence);

}  // namespace sim

#define REQUIRED(condition, sentence) \
  (static_cast<bool>(condition) ? void(0) : ::sim::fail_assertion(__FILE__, __LINE__, #condition, sentence))

#if defined(NDEBUG) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define ASSUMED(condition, sentence) static_cast<void>(sizeof(!(condition)))
#else
#define ASSUMED(condition, sentence) REQUIRED(condition, sentence)
#endif
