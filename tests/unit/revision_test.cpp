#include "sim/revision.hpp"

#include <algorithm>
#include <string>

#include "tests/catch2.hpp"

TEST_CASE("version has three numbers", "[revision]")
{
  const std::string version{sim::version()};
  CHECK(std::count(version.begin(), version.end(), '.') == 2);
  CHECK(version.find_first_not_of("0123456789.") == std::string::npos);
}

TEST_CASE("source revision is a commit or says that it is unknown", "[revision]")
{
  std::string revision{sim::source_revision()};
  if (revision == "unknown") return;
  const auto suffix = revision.find("-changed");
  if (suffix != std::string::npos) revision.resize(suffix);
  CHECK(revision.size() == 12);
  CHECK(revision.find_first_not_of("0123456789abcdef") == std::string::npos);
}
