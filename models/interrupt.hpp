// Ctrl-C and SIGTERM as a flag: the first asks the runs to stop, the second ends the program at once.
#pragma once
#include <atomic>

namespace models {

/// The exit code of an interrupted program (128 + SIGINT, as shells say it).
inline constexpr int interrupted_exit = 130;

/// Listens from its making on; at most one in a program.
class Interrupt {
 public:
  Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  const std::atomic<bool>& asked() const;
};

}  // namespace models
