// Urgent care as a pathway: alone, switched off, of size zero, across a border.
#include <memory>
#include <string>

#include "models/pathways/urgent_care/ticket.hpp"
#include "tests/catch2.hpp"
#include "tests/open_region.hpp"
#include "tests/statistics.hpp"
#include "tests/tiny_run.hpp"

namespace {

using tests::Sets;
using tests::TinyRun;
using tests::with;

const Sets a_year{"study.warm_up=0", "study.months=12"};
const Sets two_towns = with(tests::larger_region(), a_year);

std::int64_t own(const TinyRun& run, const std::string& measure)
{
  return run.total("programmes", "urgent_care__" + measure);
}

models::RunOutcome play(const models::Scenario& scenario, const models::Geography& geography,
                        const models::Population& people, std::uint32_t replication = 1)
{
  sim::Crew crew{1};
  const std::atomic<bool> stop{false};
  std::atomic<std::uint64_t> days{0};
  return models::play(scenario, geography, people, replication, crew, stop, days).value();
}

/// The same people and practices in one Place.
struct Joined {
  models::Geography geography;
  models::Population people;
};
Joined joined(const TinyRun& run)
{
  Joined out;
  out.geography = *run.geography;
  models::Geography& geography = out.geography;
  const std::uint32_t areas_before = geography.places[1].first_area;
  geography.places[0].areas += geography.places[1].areas;
  geography.places[0].practices += geography.places[1].practices;
  geography.places.pop_back();
  for (models::Area& area : geography.areas) area.place = 0;
  for (models::PracticeSite& practice : geography.practices) practice.place = 0;
  const models::Population& before = *run.population;
  out.people.persons.resize(before.persons.size());
  for (std::size_t i = 0; i < before.persons.size(); ++i) {
    models::Person person = before.persons[i];
    if (i >= before.first_person[1]) person.area = static_cast<std::uint16_t>(person.area + areas_before);
    out.people.persons[i] = person;
  }
  out.people.first_person = {0, before.first_person[2]};
  out.people.first_home = {0, 0};
  out.people.first_move = {0, 0};
  for (models::Person& person : out.people.persons) person.home = models::no_home;
  return out;
}

}  // namespace

TEST_CASE("urgent care: every call ends once", "[invariants]")
{
  const TinyRun& run = tests::tiny_run(two_towns);
  const std::int64_t calls = own(run, "calls");
  CHECK(calls > 200);
  const std::int64_t ended = own(run, "calls_answered") + own(run, "calls_abandoned");
  // those on the line at the end of the last month are not yet answered
  CHECK(ended <= calls);
  CHECK(calls - ended < 20);
  CHECK(own(run, "calls_answered") == own(run, "triaged_emergency") + own(run, "triaged_urgent") +
                                          own(run, "triaged_soon") + own(run, "triaged_advice"));
  CHECK(own(run, "visits") == own(run, "within_limit") + own(run, "breaches"));
  CHECK(own(run, "visits") <= own(run, "slots"));
  CHECK(own(run, "visits") + own(run, "no_capacity") <=
        own(run, "triaged_urgent") + own(run, "triaged_soon"));
}

TEST_CASE("urgent care: sessions are paid to the penny", "[invariants]")
{
  const TinyRun& run = tests::tiny_run(two_towns);
  const std::int64_t paid = run.paid("urgent_care__session_fee");
  constexpr std::int64_t fee = 44'200;  // pence, configs/nhs_dentistry.toml
  CHECK(own(run, "sessions") > 20);
  CHECK(paid == fee * own(run, "sessions"));
}

TEST_CASE("urgent care: of size zero it equals its absence in every byte but its own", "[invariants]")
{
  for (const char* zero :
       {"pathway.urgent_care.helpline.handlers=0", "pathway.urgent_care.sites.sessions=0"}) {
    INFO(zero);
    const Sets none = with(with(a_year, {zero}), {"pathway.urgent_care.sites.places.Seaport.sites=0",
                                                  "pathway.urgent_care.sites.per_million=0"});
    const TinyRun& run = tests::tiny_run(none);
    TinyRun absent = run;
    absent.outcome = play(tests::without(run.scenario, {"urgent_care"}), *run.geography, *run.population);
    CHECK(sim::io::digest(absent.outcome.groups) == run.digest);
    CHECK(run.digest != tests::tiny_run(a_year).digest);
  }
}

TEST_CASE("urgent care: more sites, more people seen and fewer turned away", "[invariants]")
{
  const TinyRun& few = tests::tiny_run(two_towns);
  const TinyRun& many = tests::tiny_run(with(two_towns, {"pathway.urgent_care.sites.places.Seaport.sites=6",
                                                         "pathway.urgent_care.sites.per_million=200"}));
  CHECK(own(many, "sites") > own(few, "sites"));
  CHECK(own(many, "visits") > own(few, "visits") * 3 / 2);
  CHECK(own(many, "no_capacity") < own(few, "no_capacity"));
  CHECK(many.headline("urgent_started_percent") > few.headline("urgent_started_percent"));
}

TEST_CASE("urgent care: fewer handlers, more callers hang up", "[invariants]")
{
  const TinyRun& usual = tests::tiny_run(two_towns);
  const TinyRun& slow = tests::tiny_run(with(two_towns, {"pathway.urgent_care.helpline.handling=60"}));
  CHECK(own(slow, "calls_abandoned") > own(usual, "calls_abandoned"));
  CHECK(own(slow, "call_minutes") > own(usual, "call_minutes"));
}

TEST_CASE("urgent care: a border between Places moves the share seen within 24 hours by less than a point",
          "[invariants][heavy]")
{
  // two towns side by side: many practices in reach lie across the border
  const Sets neighbours = with(
      with(two_towns, tests::nobody_referred()),
      {"places.Upvale.easting=307000", "population.care_homes.places=0",
       "pathway.urgent_care.sites.places.Seaport.sites=4", "pathway.urgent_care.sites.places.Upvale.sites=4",
       "pathway.urgent_care.sites.sessions=5", "study.months=24"});
  double apart = 0, together = 0;
  constexpr std::uint32_t replications = 9;
  for (std::uint32_t replication = 1; replication <= replications; ++replication) {
    const TinyRun& two = tests::tiny_run(neighbours, replication);
    const Joined one = joined(two);
    const models::Scenario scenario =
        tests::tiny_scenario(with(neighbours, {"pathway.urgent_care.sites.places.Seaport.sites=8",
                                               "pathway.urgent_care.sites.places.Upvale.sites=0"}));
    TinyRun single = two;
    single.outcome = play(scenario, one.geography, one.people, replication);
    apart += two.headline("urgent_within_24h_percent") / replications;
    together += single.headline("urgent_within_24h_percent") / replications;
    CHECK(two.headline("urgent_asked") > 6000);
    CHECK(own(single, "sites") == own(two, "sites"));
  }
  INFO("apart " << apart << " %, together " << together << " %");
  CHECK(apart > 15);
  CHECK(std::abs(apart - together) < 1);
}

TEST_CASE("urgent care: on or off, nobody's clock is renumbered", "[invariants]")
{
  tests::OpenRegion on{with(tests::larger_region(), a_year)};
  on.play_all();
  tests::OpenRegion off{
      with(with(tests::larger_region(), a_year), {"pathway.urgent_care.helpline.handlers=0"})};
  off.play_all();
  std::size_t differ = 0, moved = 0;
  for (std::size_t p = 0; p < on.places.size(); ++p)
    for (std::size_t i = 0; i < on.places[p]->residents().size(); ++i) {
      const models::PersonState &a = on.places[p]->residents()[i].state,
                                &b = off.places[p]->residents()[i].state;
      differ += a.candidate != b.candidate || a.clock_day != b.clock_day;
      moved += a.last_seen != b.last_seen;
    }
  CHECK(differ == 0);
  CHECK(moved > 100);  // it acts
}

TEST_CASE("urgent care: a ticket survives its journey", "[places]")
{
  using models::urgent_care::Ticket;
  for (std::size_t urgency = 0; urgency < models::urgencies; ++urgency)
    for (std::size_t help = 0; help < models::helps; ++help)
      for (int tries = 0; tries < 8; ++tries) {
        const Ticket ticket{static_cast<models::Urgency>(urgency), static_cast<models::Help>(help), tries};
        const Ticket read = Ticket::unpack(ticket.pack());
        CHECK(read.urgency == ticket.urgency);
        CHECK(read.help == ticket.help);
        CHECK(read.tries == ticket.tries);
      }
}
