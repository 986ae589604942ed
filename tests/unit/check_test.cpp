#include "sim/check.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "tests/catch2.hpp"

namespace {

/// Whether `action` aborts, found out in a child process.
template <class Action>
bool aborts(Action action)
{
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGABRT, SIG_DFL);
    close(STDERR_FILENO);
    action();
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

}  // namespace

TEST_CASE("check: a required condition that is false aborts in every build")
{
  CHECK(aborts([] { REQUIRED(1 + 1 == 3, "sums are right"); }));
  CHECK_FALSE(aborts([] { REQUIRED(1 + 1 == 2, "sums are right"); }));
}

TEST_CASE("check: an assumed condition is looked at only in debug and sanitizer builds")
{
#if defined(NDEBUG) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  CHECK_FALSE(aborts([] { ASSUMED(1 + 1 == 3, "sums are right"); }));
#else
  CHECK(aborts([] { ASSUMED(1 + 1 == 3, "sums are right"); }));
#endif
}
