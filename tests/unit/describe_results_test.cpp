#include "sim/io/describe_results.hpp"

#include "tests/catch2.hpp"

using namespace sim;
using namespace sim::io;

TEST_CASE("the reference names every variable with its axes, type, unit and meaning", "[describe_results]")
{
  Layout layout;
  const int service = layout.axis({"service", {"routine", "urgent"}, {}, "", "service asked for"});
  const int bin =
      layout.axis({"wait_bin", {}, {0, 1, 2, 3, 10, 17, 24, 31, 32767}, "day", "upper edge of the wait"});
  layout.declare({"waits",
                  "completed",
                  "episode",
                  "begun in the year",
                  Period::year,
                  Owner::place,
                  Cell::count,
                  {service, bin}});
  layout.declare(
      {"practices", "clawback", "pence", "recovered", Period::year, Owner::practice, Cell::sum, {}});
  const std::vector<Array> summary{{"adults_seen_24m_percent", {}, "%", "adults | seen", {}}};
  const std::string text = describe_results(layout, summary);
  CHECK_THAT(text, ContainsSubstring("\n### waits\n"));
  CHECK_THAT(text,
             ContainsSubstring(
                 "| `completed` | year, place, service, wait_bin | uint32 | episode | begun in the year |"));
  CHECK_THAT(text, ContainsSubstring("| `clawback` | practice, year | int64 | pence | recovered |"));
  CHECK_THAT(text, ContainsSubstring("| `service` | 1 | service asked for | `routine`, `urgent` |"));
  CHECK_THAT(text, ContainsSubstring(
                       "| `wait_bin` | day | upper edge of the wait | 0 to 3 by 1, 10 to 31 by 7, 32767 |"));
  CHECK_THAT(text, ContainsSubstring("| `adults_seen_24m_percent` | % | adults \\| seen |"));
  CHECK_THAT(text, ContainsSubstring("| layout_version |"));
}

TEST_CASE("the reference has no summary where there are no headline figures", "[describe_results]")
{
  CHECK(describe_results(Layout{}).find("### summary") == std::string::npos);
}
