#include "sim/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace sim {

void fail_assertion(const char* file, int line, const char* condition, const char* sentence)
{
  std::fprintf(stderr, "%s:%d: %s (%s is false)\n", file, line, sentence, condition);
  std::fflush(stderr);
  std::abort();
}

}  // namespace sim
