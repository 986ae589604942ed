// The referral system of an Office: decisions, queues and routing, seen from what people and clinics are told.
#include <algorithm>

#include "models/places/sites.hpp"
#include "tests/catch2.hpp"
#include "tests/open_region.hpp"

using namespace models;

namespace {

/// Two in five adults' assessments lead to a referral for oral surgery; nobody stands on a list at first.
const tests::Sets many{"study.warm_up=0",
                       "study.months=12",
                       "pathway.referral_management.needs.oral_surgery=[0.4, 0.4, 0.4, 0.4]",
                       "pathway.referral_management.needs.special_care=[0, 0, 0]",
                       "pathway.referral_management.needs.restorative=[0, 0, 0, 0]",
                       "pathway.referral_management.triage.sessions=200",
                       "pathway.referral_management.triage.referrals=500",
                       "pathway.referral_management.quality.incomplete=0",
                       "pathway.referral_management.quality.inappropriate=0",
                       "pathway.referral_management.quality.step_down=0",
                       "pathway.referral_management.quality.step_up=0",
                       "pathway.specialist_care.oral_surgery_l2.list_weeks=0",
                       "pathway.community_dental_service.cds_assessment.list_weeks=0",
                       "pathway.community_dental_service.inhalation_sedation.list_weeks=0",
                       "pathway.hospital.oral_surgery_l3.list_weeks=0"};

const std::string system_key = "pathway.referral_management.";

struct Counts {
  explicit Counts(const tests::OpenRegion& region) : region_{region} {}
  std::int64_t operator()(const char* measure) const
  {
    return sum(std::string{"referral_management__"} + measure);
  }
  std::int64_t sum(const std::string& name) const
  {
    const sim::Counter counter = region_.layout.counter("programmes", name);
    return name.ends_with("_days") || name.ends_with("_minutes") ? region_.total_of_sums(counter)
                                                                 : region_.total(counter);
  }
  std::int64_t left(const char* service, Reason reason) const
  {
    std::int64_t n = 0;
    for (const auto& place : region_.places) {
      const auto counts = place->tallies().counts(region_.measures.left_by_reason);
      for (std::size_t cell = 0; cell < counts.size(); ++cell)
        if (cell % reasons == static_cast<std::size_t>(reason) &&
            cell / reasons % region_.services.size() == region_.service_number(service))
          n += counts[cell];
    }
    return n;
  }

 private:
  const tests::OpenRegion& region_;
};

}  // namespace

TEST_CASE("referral system: each decision is told to the referrer, once", "[referrals]")
{
  tests::OpenRegion region{
      tests::with(many, {system_key + "quality.inappropriate=0.3", system_key + "quality.incomplete=0.3",
                         system_key + "quality.step_down=0.3"})};
  region.play_all();
  const Counts n{region};
  const std::int64_t referrals = n("referrals") + n("referrals_by_others");
  CHECK(referrals > 500);
  CHECK(n("inappropriate") > 100);
  CHECK(n("rejected") > 50);
  CHECK(n("rejected") < n("inappropriate"));
  CHECK(n("rejected") == n.left("oral_surgery_l2", Reason::rejected_referral) +
                             n.left("oral_surgery_l3", Reason::rejected_referral) +
                             n.left("orthodontic", Reason::rejected_referral) +
                             n.left("cds_assessment", Reason::rejected_referral));
  CHECK(n("redirected") > 50);
  CHECK(n("asked_for_more") > 100);
  CHECK(n("triage_days") > n("accepted"));  // at least transit
}

TEST_CASE("referral system: triagers without time decide nothing, and people wait", "[referrals]")
{
  tests::OpenRegion region{tests::with(many, {system_key + "triage.sessions=0"})};
  region.play_all();
  const Counts n{region};
  CHECK(n("referrals") > 500);
  CHECK(n("accepted") + n("rejected") + n("redirected") == 0);
  std::size_t waiting = 0;
  for (const auto& place : region.places) waiting += place->open_requests().size();
  CHECK(waiting > 400);
}

TEST_CASE("referral system: a queue of its own for each network, or one for all", "[referrals]")
{
  // triagers of other networks have no work; pooled, their time reads oral surgery's referrals
  const tests::Sets scarce = tests::with(
      many, {system_key + "triage.sessions=100", system_key + "triage.referrals=10",
             system_key + "triage.share=[0.3, 0.3, 0.1, 0.1, 0.2]", system_key + "needs.orthodontic=0"});
  tests::OpenRegion apart{scarce}, pooled{tests::with(scarce, {system_key + "triage.pooled=true"})};
  apart.play_all();
  pooled.play_all();
  CHECK(Counts{pooled}("accepted") > 3 * Counts{apart}("accepted"));
}

TEST_CASE("referral system: what no clinic can do ends at once", "[referrals]")
{
  tests::OpenRegion region{tests::with(
      many, {"pathway.specialist_care.places.Seaport.sessions=[0, 0.4]", system_key + "needs.level_3=0"})};
  region.play_all();
  const Counts n{region};
  CHECK(n("nowhere") > 300);
  CHECK(n.left("oral_surgery_l2", Reason::no_capacity) == n("nowhere"));
}

TEST_CASE("referral system: practices that learn from what comes back refer better", "[referrals]")
{
  const tests::Sets poor = tests::with(many, {system_key + "quality.inappropriate=0.4"});
  tests::OpenRegion as_ever{poor}, learning{tests::with(poor, {system_key + "quality.learning=0.1"})};
  as_ever.play_all();
  learning.play_all();
  CHECK(2 * Counts{learning}("inappropriate") < Counts{as_ever}("inappropriate"));
}

TEST_CASE("referral system: the nearest clinic is nearer than that of the shortest wait", "[referrals]")
{
  const tests::Sets two = tests::with(
      many, {"pathway.specialist_care.places.Upvale.locations=1", system_key + "needs.level_3=0",
             "pathway.specialist_care.places.Upvale.sessions=[0.3, 0]", system_key + "misrouted=0"});
  const auto travelled = [&](const char* rule) {
    tests::OpenRegion region{tests::with(two, {system_key + "destination=\"" + rule + "\""})};
    region.play_all();
    // residents of one Place who are seen in the other have come by letter
    std::int64_t at_home = 0;
    for (const auto& place : region.places)
      at_home += place->tallies().counts(
          region.layout.counter("programmes", "specialist_care__oral_surgery_l2_list"))[11];
    return std::make_pair(region.total_of_sums(region.measures.travel_m), at_home);
  };
  CHECK(travelled("nearest").first < travelled("shortest_wait").first);
}

TEST_CASE("referral system: others than dentists refer members of groups", "[referrals]")
{
  tests::OpenRegion none{tests::with(many, {system_key + "by_others=[0, 0, 0, 0, 0, 0, 0, 0, 0, 0]"})},
      some{tests::with(many, {system_key + "by_others=[0, 0, 0, 0, 0, 1, 1, 1, 0, 0]"})};
  none.play_all();
  some.play_all();
  CHECK(Counts{none}("referrals_by_others") == 0);
  CHECK(Counts{some}("referrals_by_others") > 20);
  CHECK(Counts{some}("fast_track") > 0);
}

TEST_CASE("referral system: forms take time from the books", "[referrals]")
{
  tests::OpenRegion quick{tests::with(many, {system_key + "form_minutes=0"})},
      slow{tests::with(many, {system_key + "form_minutes=30"})};
  quick.play_all();
  slow.play_all();
  CHECK(Counts{quick}("form_minutes") == 0);
  CHECK(Counts{slow}("form_minutes") == 30 * Counts{slow}("referrals"));
  const auto courses = [](const tests::OpenRegion& region) { return region.total(region.measures.courses); };
  CHECK(courses(slow) < courses(quick));
}
