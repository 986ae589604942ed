#include "models/interrupt.hpp"

#include <signal.h>
#include <unistd.h>

namespace models {

namespace {

// A signal handler has no argument to carry state, so this one flag is the program's.
std::atomic<bool> stop_asked{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may only touch lock-free atomics");

extern "C" void ask_to_stop(int)
{
  if (stop_asked.exchange(true)) _exit(interrupted_exit);
}

}  // namespace

Interrupt::Interrupt()
{
  struct sigaction action{};
  action.sa_handler = ask_to_stop;
  action.sa_flags = SA_RESTART;  // a file being written is written to its end
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

const std::atomic<bool>& Interrupt::asked() const { return stop_asked; }

}  // namespace models
