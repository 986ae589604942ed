// Each of the weakest mechanisms (E1 to E8, models/README.md) moves its outcome in the stated direction, and
// where its response is nothing, it changes nothing but money.
#include "tests/catch2.hpp"
#include "tests/invariants/paired.hpp"

namespace {

using Index = std::vector<std::size_t>;
using tests::Sets;
using tests::TinyRun;
using tests::with;

/// General practice alone, so that what is seen is the behaviour of practices and patients.
Sets region(const Sets& more = {})
{
  const Sets a_year{"study.warm_up=6", "study.months=12", "contract.hand_back_rate=0"};
  return with(with(a_year, tests::general_practice_alone()), more);
}

tests::Paired moving(const Sets& before, const Sets& after) { return {region(before), region(after)}; }

double total(const TinyRun& run, const char* group, const char* name)
{
  return static_cast<double>(run.total(group, name));
}

tests::Outcome sum_of(const char* group, const char* name)
{
  return [=](const TinyRun& run) { return total(run, group, name); };
}

enum : std::size_t { no_practice_accepting, refused, wait_too_long, gave_up };
constexpr std::size_t missed = 3, child_age_groups = 5;

/// Routine requests that ended for a reason.
tests::Outcome left_because(std::size_t reason)
{
  return [=](const TinyRun& run) {
    const std::size_t routine = run.service("routine_care");
    return static_cast<double>(run.cube("queues", "left_by_reason").sum([&](const Index& i) {
      return i[2] == routine && i[3] == reason;
    }));
  };
}

/// Searchers whom nobody would take.
double turned_away(const TinyRun& run)
{
  return left_because(no_practice_accepting)(run) + left_because(refused)(run);
}

double missed_share(const TinyRun& run)
{
  const auto appointments = run.cube("activity", "appointments");
  return static_cast<double>(appointments.sum([](const Index& i) { return i[3] == missed; })) /
         static_cast<double>(appointments.sum());
}

double mean_routine_wait(const TinyRun& run)
{
  const std::size_t routine = run.service("routine_care");
  const auto of_routine = [=](const Index& i) { return i[2] == routine; };
  return static_cast<double>(run.cube("queues", "wait_days_sum").sum(of_routine)) /
         static_cast<double>(run.cube("queues", "started").sum(of_routine));
}

/// Children of the most deprived fifth who have never been seen, summed over the months.
double deprived_children_never_seen(const TinyRun& run)
{
  return static_cast<double>(
      run.cube("population", "never_seen").sum([](const Index& i) { return i[2] < 5 && i[3] == 0; }));
}

/// All datasets but money and the summary made of it.
std::string digest_without_money(const TinyRun& run)
{
  std::vector<sim::io::Group> groups = run.outcome.groups;
  std::erase_if(groups, [](const sim::io::Group& g) { return g.name == "finance" || g.name == "summary"; });
  return sim::io::digest(groups);
}

/// Children (or adults) with a usual practice, summed over the months.
tests::Outcome with_a_practice(bool children)
{
  return [=](const TinyRun& run) {
    return static_cast<double>(run.cube("population", "with_usual_practice").sum([&](const Index& i) {
      return (i[2] < child_age_groups) == children;
    }));
  };
}

/// Of all minutes given to patients, those given to children.
double childrens_share_of_minutes(const TinyRun& run)
{
  return total(run, "programmes", "general_practice__child_minutes") /
         static_cast<double>(
             run.cube("activity", "session_minutes").sum([](const Index& i) { return i[3] == 1; }));
}

const Sets closed_lists{"contract.acceptance_base=-3"};
const Sets pay_of_all_up{"contract.uplift=[50, 50, 50, 50, 50, 50, 50, 50]"};
const Sets pay_of_children_up{"contract.uplift=[0, 0, 0, 0, 300, 300, 300, 300]"};
const Sets pay_of_new_deprived_children_up{"contract.uplift=[0, 0, 0, 0, 0, 0, 0, 200]"};

}  // namespace

TEST_CASE("E1: higher pay opens more sessions", "[invariants][heavy]")
{
  const auto pair = moving({}, pay_of_all_up);
  CHECK(pair.rises(sum_of("programmes", "general_practice__sessions")));
  CHECK(pair.rises(sum_of("finance", "paid")));
}

TEST_CASE("E1: with elasticity 0 higher pay changes money and no event", "[invariants][heavy]")
{
  const Sets none{"contract.supply_elasticity=0"};
  const TinyRun &before = tests::tiny_run(region(none)),
                &after = tests::tiny_run(region(with(none, pay_of_all_up)));
  CHECK(digest_without_money(before) == digest_without_money(after));
  CHECK(before.outcome.events == after.outcome.events);
  CHECK(before.total("finance", "paid") < after.total("finance", "paid"));
}

TEST_CASE("E2: a premium for new deprived children has more of them seen", "[invariants][heavy]")
{
  const Sets choosy =
      with(closed_lists, {"contract.mix_theta=3", "places.Seaport.deprivation_2025=[80, 5, 5, 5, 5]",
                          "places.Seaport.children_2025=[80, 5, 5, 5, 5]",
                          "places.Upvale.deprivation_2025=[80, 5, 5, 5, 5]",
                          "places.Upvale.children_2025=[80, 5, 5, 5, 5]"});
  CHECK(moving(choosy, with(choosy, pay_of_new_deprived_children_up)).falls(deprived_children_never_seen));
}

TEST_CASE("E2: a higher rate for children moves minutes towards them and away from adults",
          "[invariants][heavy]")
{
  const Sets choosy = with(closed_lists, {"contract.mix_theta=3", "study.months=24"});
  const auto pair = moving(choosy, with(choosy, pay_of_children_up));
  CHECK(pair.rises(childrens_share_of_minutes));
  CHECK(pair.rises(with_a_practice(true)));
  CHECK(pair.falls(with_a_practice(false)));  // who is displaced
}

TEST_CASE("E2: the stronger the response, the more minutes the same rate moves", "[invariants][heavy]")
{
  const Sets paid = with(with(closed_lists, pay_of_children_up), {"study.months=24"});
  const auto pair = moving(with(paid, {"contract.mix_theta=0"}), with(paid, {"contract.mix_theta=3"}));
  CHECK(pair.rises(childrens_share_of_minutes));
  CHECK(pair.rises(with_a_practice(true)));
  CHECK(pair.falls(with_a_practice(false)));
}

TEST_CASE("E2: with theta 0 the premium buys nothing", "[invariants][heavy]")
{
  const Sets none{"contract.mix_theta=0"};
  const TinyRun &before = tests::tiny_run(region(none)),
                &after = tests::tiny_run(region(with(none, pay_of_new_deprived_children_up)));
  CHECK(digest_without_money(before) == digest_without_money(after));
  CHECK(before.total("finance", "paid") < after.total("finance", "paid"));
}

TEST_CASE("E3: readier practices turn fewer new patients away", "[invariants][heavy]")
{
  CHECK(moving(closed_lists, {"contract.acceptance_base=0"}).falls(turned_away));
}

TEST_CASE("E3: the longer the acceptable wait, the fewer new patients are turned away", "[invariants][heavy]")
{
  CHECK(moving(with(closed_lists, {"contract.acceptable_wait=14"}),
               with(closed_lists, {"contract.acceptable_wait=56"}))
            .falls(turned_away));
}

TEST_CASE("E3: where the acceptable wait is shorter than waits are, its weight closes the door",
          "[invariants][heavy]")
{
  const Sets impatient{"contract.acceptable_wait=1", "contract.acceptance_base=2"};
  CHECK(
      moving(with(impatient, {"contract.acceptance_wait=1"}), with(impatient, {"contract.acceptance_wait=8"}))
          .rises(turned_away));
}

TEST_CASE("E3: the weight of room in the contract opens the door", "[invariants][heavy]")
{
  CHECK(moving(with(closed_lists, {"contract.acceptance_room=0"}),
               with(closed_lists, {"contract.acceptance_room=6"}))
            .falls(turned_away));
}

TEST_CASE("E4: longer visits and good ones before let children accept treatment", "[invariants][heavy]")
{
  const auto refusals = sum_of("programmes", "general_practice__refused_treatment");
  const Sets few_accept{"pathway.general_practice.cooperation.base=[0, -1, -2]"};
  CHECK(moving(with(few_accept, {"treatment.extra_minutes=[10, 0, 5, 10]"}),
               with(few_accept, {"treatment.extra_minutes=[10, 60, 5, 10]"}))
            .falls(refusals));
  CHECK(moving(with(few_accept, {"pathway.general_practice.cooperation.minutes=0"}),
               with(few_accept, {"pathway.general_practice.cooperation.minutes=2.5"}))
            .falls(refusals));
  CHECK(moving(with(few_accept, {"pathway.general_practice.cooperation.good_visit=0.2"}),
               with(few_accept, {"pathway.general_practice.cooperation.good_visit=1.2"}))
            .falls(refusals));
}

TEST_CASE("E5: appointments made long before are missed more often", "[invariants][heavy]")
{
  CHECK(moving({"pathway.general_practice.attendance.lead=0"},
               {"pathway.general_practice.attendance.lead=0.25"})
            .rises(missed_share));
}

TEST_CASE("E5: reminders have fewer appointments missed", "[invariants][heavy]")
{
  CHECK(moving({"pathway.general_practice.attendance.reminded=0"},
               {"pathway.general_practice.attendance.reminded=1"})
            .falls(missed_share));
  const Sets useless{"pathway.general_practice.attendance.reminder=0"};
  CHECK(tests::tiny_run(region(with(useless, {"pathway.general_practice.attendance.reminded=0"}))).digest ==
        tests::tiny_run(region(with(useless, {"pathway.general_practice.attendance.reminded=1"}))).digest);
}

TEST_CASE("E5: who would cancel early never cancels late", "[invariants]")
{
  const auto run = tests::play_tiny({"pathway.general_practice.attendance.cancels_early=0.5",
                                     "pathway.general_practice.attendance.cancels_late=0"});
  const auto appointments = run.cube("activity", "appointments");
  const auto ended = [&](models::AppointmentOutcome how) {
    return appointments.sum([&](const Index& i) { return i[3] == static_cast<std::size_t>(how); });
  };
  CHECK(ended(models::AppointmentOutcome::cancelled) > 100);
  CHECK(ended(models::AppointmentOutcome::cancelled_late) == 0);
}

TEST_CASE("E7: the patient wait longer and give up less", "[invariants][heavy]")
{
  const Sets scarce{"clinicians.vacancy_factor=1.5"};
  const auto pair = moving(with(scarce, {"pathway.general_practice.booking.patience_routine=5"}),
                           with(scarce, {"pathway.general_practice.booking.patience_routine=240"}));
  CHECK(pair.always_rises(mean_routine_wait));
  CHECK(pair.always_falls(
      [](const TinyRun& run) { return left_because(gave_up)(run) + left_because(wait_too_long)(run); }));
}

TEST_CASE("E7: nobody begins routine care beyond their patience", "[invariants][heavy]")
{
  constexpr int patience = 40;
  const auto run = tests::play_tiny(with(
      tests::larger_region(),
      {"study.months=12", "clinicians.vacancy_factor=1.5", "books.horizon=90",
       "pathway.general_practice.booking.patience_routine=40",
       "pathway.general_practice.booking.patience_spread=0", "pathway.general_practice.attendance.rebooks=0",
       "pathway.general_practice.attendance.cancels_early=0",
       "pathway.general_practice.attendance.cancels_late=0"}));
  const auto waits = run.cube("waits", "completed");
  const std::size_t routine = run.service("routine_care");
  const auto began = [&](auto&& in_time) {
    return waits.sum([&](const Index& i) { return i[2] == routine && i[3] == 0 && in_time(i[4]); });
  };
  CHECK(began([](std::size_t days) { return days <= patience; }) > 1000);
  CHECK(began([](std::size_t days) { return days > patience; }) == 0);
  CHECK(left_because(gave_up)(run) > 10);
}

TEST_CASE("E7: the patient in trouble find urgent care more often", "[invariants][heavy]")
{
  CHECK(moving({"pathway.general_practice.booking.patience_urgent=1"},
               {"pathway.general_practice.booking.patience_urgent=6"})
            .rises([](const TinyRun& run) {
              return static_cast<double>(run.cube("queues", "started").sum([&](const Index& i) {
                return i[2] == run.service("urgent_care");
              }));
            }));
}

TEST_CASE("E8: contracts are handed back at their rate, and what is let again was handed back",
          "[invariants][heavy]")
{
  const Sets alike{"practices.contract_spread=0"};
  const auto pair = moving(alike, with(alike, {"contract.hand_back_rate=100"}));
  CHECK(pair.rises(sum_of("programmes", "general_practice__closures")));
  CHECK(pair.rises(sum_of("programmes", "general_practice__handed_back")));
  CHECK(pair.falls(sum_of("population", "with_usual_practice")));
  for (std::uint32_t r = 1; r <= 5; ++r) {
    const TinyRun& run = tests::tiny_run(region(with(alike, {"contract.hand_back_rate=100"})), r);
    CHECK(run.total("programmes", "general_practice__relet") <=
          run.total("programmes", "general_practice__handed_back"));
    CHECK(tests::tiny_run(region(alike), r).total("programmes", "general_practice__closures") == 0);
  }
}
