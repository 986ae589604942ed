#include "models/interrupt.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "tests/catch2.hpp"

namespace {

/// The exit code of a process that catches `signals` in turn and would end with 0 where it goes on.
int exit_after(int signals)
{
  const pid_t child = fork();
  if (child == 0) {
    const models::Interrupt interrupt;
    bool asked = true;
    for (int i = 0; i < signals; ++i) {
      std::raise(i == 0 ? SIGTERM : SIGINT);
      asked = asked && interrupt.asked();
    }
    _exit(asked ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("interrupt: the first signal asks, the second ends with 130", "[study]")
{
  CHECK(exit_after(1) == 0);
  CHECK(exit_after(2) == models::interrupted_exit);
}
