// Urgent sites of a project: added on a date, within contracts, with the practices' own time; those that end.
#include "tests/catch2.hpp"
#include "tests/invariants/paired.hpp"
#include "tests/tiny_run.hpp"

namespace {

using Index = std::vector<std::size_t>;
using tests::Sets;
using tests::TinyRun;
using tests::with;

const std::string key = "pathway.urgent_care.sites.";
const Sets two_towns = with(tests::larger_region(), tests::years_from_the_first_day(1));

Sets added(const std::string& from, const std::string& displaces = "0")
{
  return with(two_towns,
              {key + "added.places.Seaport.sites=1", key + "added.places.Upvale.sites=1",
               key + "added.from=" + from, key + "added.displaces=" + displaces, key + "added.sessions=1.2",
               key + "added.rest_day_sessions=0.3", key + "added.session_fee={ value = 0, unit = \"GBP\" }"});
}

std::int64_t own(const TinyRun& run, const std::string& measure, std::size_t from = 0, std::size_t to = 12)
{
  return run.cube("programmes", "urgent_care__" + measure).sum([&](const Index& i) {
    return i[0] >= from && i[0] < to;
  });
}

}  // namespace

TEST_CASE("urgent sites: those added from a date change nothing before it, and cost nothing within contracts",
          "[invariants]")
{
  const TinyRun& without = tests::tiny_run(two_towns);
  const TinyRun& with_two = tests::tiny_run(added("2024-10-01"));
  for (const char* measure : {"sessions", "visits", "calls"})
    CHECK(own(with_two, measure, 0, 5) == own(without, measure, 0, 5));  // booked from a week before
  CHECK(own(with_two, "sites", 6, 7) == own(without, "sites", 6, 7) + 2);
  CHECK(own(with_two, "sessions", 6) > own(without, "sessions", 6));
  CHECK(own(with_two, "visits", 6) > own(without, "visits", 6));
  CHECK(own(with_two, "no_capacity", 6) < own(without, "no_capacity", 6));
  // fees are those of the sites that were there
  const std::int64_t fee = without.total("finance", "paid");
  CHECK(fee != 0);
  const auto sessions_paid = [](const TinyRun& run) {
    std::size_t line = models::first_lines.size(), wanted = 0;
    for (const models::PathwayOfScenario& pathway : run.scenario.model->pathways)
      for (const std::string& one : pathway.kind.lines) {
        if (pathway.kind.name == "urgent_care" && one == "session_fee") wanted = line;
        ++line;
      }
    return run.cube("finance", "paid").sum([&](const Index& i) { return i[3] == wanted; });
  };
  CHECK(sessions_paid(with_two) == sessions_paid(without));
  CHECK(sessions_paid(without) == 44'200 * own(without, "sessions"));
}

TEST_CASE("urgent sites: after the end a site added is as absent as one never added", "[invariants]")
{
  CHECK(own(tests::tiny_run(added("2030-01-01")), "visits") == own(tests::tiny_run(two_towns), "visits"));
  CHECK(own(tests::tiny_run(added("2030-01-01")), "calls") == own(tests::tiny_run(two_towns), "calls"));
}

TEST_CASE("urgent sites: their last day is their last", "[invariants]")
{
  const TinyRun& run = tests::tiny_run(with(two_towns, {key + "until=2024-09-30"}));
  CHECK(own(run, "sessions", 0, 6) > 0);
  CHECK(own(run, "sessions", 6) == 0);
  CHECK(own(run, "visits", 6) == 0);
  CHECK(own(run, "sites", 6) == 0);
}

TEST_CASE("urgent sites: time out of the practices' own books is told, at most what sessions take",
          "[invariants]")
{
  const TinyRun& run = tests::tiny_run(added("2024-04-01", "0.5"));
  constexpr std::int64_t session_minutes = 210;
  CHECK(own(run, "displaced_minutes") > 0);
  CHECK(own(run, "displaced_minutes") <= own(run, "sessions") * session_minutes / 2 + session_minutes);
  CHECK(own(tests::tiny_run(two_towns), "displaced_minutes") == 0);
}
