// Pay by the head in whole runs: every penny of it, what it does to clawback and to new patients, and its absence.
#include <algorithm>

#include "models/finance/money.hpp"
#include "models/places/pathway.hpp"
#include "tests/catch2.hpp"
#include "tests/invariants/paired.hpp"

namespace {

using Index = std::vector<std::size_t>;
using models::instalment;
using models::Pence;
using models::Uda;
using models::worth;
using tests::Sets;
using tests::TinyRun;
using tests::with;

constexpr std::size_t a_year = 12;

std::size_t line_number(std::string_view wanted)
{
  std::vector<std::string> lines{models::first_lines.begin(), models::first_lines.end()};
  for (const models::PathwayKind& kind : models::roster())
    for (const std::string& line : kind.lines) lines.push_back(kind.name + "__" + line);
  return static_cast<std::size_t>(std::find(lines.begin(), lines.end(), wanted) - lines.begin());
}
const std::size_t uda_line = line_number("uda"), head_line = line_number("general_practice__capitation");

Sets two_years(const Sets& more)
{
  return with(with(tests::years_from_the_first_day(2), {"contract.hand_back_rate=0"}), more);
}
Sets blended(const char* share, const Sets& more = {})
{
  return with({std::string{"contract.by_head.share="} + share}, more);
}

std::int64_t paid_on(const TinyRun& run, std::size_t line, std::size_t from = 0, std::size_t to = 1000)
{
  return run.cube("finance", "paid").sum([&](const Index& i) {
    return i[0] >= from && i[0] < to && i[3] == line;
  });
}

}  // namespace

TEST_CASE("by head: with one fee every payment is its heads times the month's fee", "[invariants]")
{
  const TinyRun& run = tests::tiny_run(two_years(blended(
      "0.5", {"contract.by_head.neutral=false", "contract.by_head.fees=[60.01, 60.01, 60.01, 60.01]"})));
  const auto paid = run.cube("finance", "paid"), heads = run.cube("programmes", "general_practice__heads");
  std::int64_t people = 0;
  heads.each([&](const Index& at, std::int64_t count) {
    INFO("month " << at[0] << " place " << at[1]);
    const std::int64_t fee = instalment(6001, static_cast<int>(at[0] % a_year), a_year);
    CHECK(paid.at({at[0], at[1], 0, head_line}) == count * fee);
    people += count;
  });
  CHECK(people > 24 * 1000);
  // who is on the lists at a year's end is who is paid for on the next day
  const auto lists = run.cube("practices", "list_size");
  CHECK(lists.sum([](const Index& i) { return i[1] == 0; }) ==
        heads.sum([](const Index& i) { return i[0] == a_year; }));
}

TEST_CASE("by head: fees by kind add up", "[invariants]")
{
  // children's heads alone are paid for; then adults'
  const auto heads_pay = [](const char* fees) {
    return paid_on(
        tests::tiny_run(two_years(blended("0.5", {"contract.by_head.neutral=false", "contract.mix_theta=0",
                                                  std::string{"contract.by_head.fees="} + fees}))),
        head_line);
  };
  const std::int64_t adults = heads_pay("[60, 0, 0, 0]"), eligible_adults = heads_pay("[0, 72, 0, 0]"),
                     children = heads_pay("[0, 0, 48, 0]"), eligible_children = heads_pay("[0, 0, 0, 36]");
  for (const std::int64_t part : {adults, eligible_adults, children, eligible_children}) CHECK(part > 0);
  CHECK(heads_pay("[60, 72, 48, 36]") == adults + eligible_adults + children + eligible_children);
}

TEST_CASE("by head: where fees are neutral, units and heads cost what the contracts are worth, each year",
          "[invariants]")
{
  for (const char* share : {"0.37", "1"}) {
    INFO("share " << share);
    const TinyRun& run = tests::tiny_run(two_years(blended(share)));
    std::int64_t whole = 0, units = 0;
    for (const models::PracticeSite& site : run.geography->practices) {
      const Uda contracted{site.contracted_uda};
      const Uda by_head = models::part_of(contracted, models::per_mille(100 * std::stod(share)));
      whole += worth(contracted, Pence{site.uda_value}).amount;
      units += worth(contracted - by_head, Pence{site.uda_value}).amount;
    }
    for (std::size_t year = 0; year < 2; ++year) {
      const std::size_t first = year * a_year;
      CHECK(paid_on(run, head_line, first, first + a_year) == whole - units);
      // a settlement pays nothing beyond the twelfths: what it recovers has a line of its own
      CHECK(paid_on(run, uda_line, first, first + a_year) == units);
    }
  }
}

TEST_CASE("by head: guests are paid for where they go", "[invariants]")
{
  const TinyRun& run = tests::tiny_run(two_years(blended("0.5")));
  const auto heads = run.cube("programmes", "general_practice__heads");
  const auto at_home = run.cube("population", "with_usual_practice");
  std::int64_t differences = 0;
  for (std::size_t place = 0; place < run.geography->places.size(); ++place) {
    const auto here = heads.sum([&](const Index& i) { return i[0] == a_year && i[1] == place; });
    const auto living = at_home.sum([&](const Index& i) { return i[0] + 1 == a_year && i[1] == place; });
    differences += std::abs(here - living);
  }
  CHECK(differences > 0);  // some have their practice across the border
  CHECK(heads.sum([](const Index& i) { return i[0] == a_year; }) ==
        at_home.sum([](const Index& i) { return i[0] + 1 == a_year; }));
}

TEST_CASE("by head: without a share nothing changes, whatever the fees", "[invariants]")
{
  const TinyRun& none = tests::tiny_run(two_years({}));
  const TinyRun& priced =
      tests::tiny_run(two_years({"contract.by_head.fees=[1, 2, 3, 4]", "contract.by_head.neutral=false",
                                 "contract.by_head.looks_ahead=3", "contract.by_head.from=2023-04-01"}));
  CHECK(priced.digest == none.digest);
  const TinyRun& later = tests::tiny_run(two_years(blended("0.5", {"contract.by_head.from=2030-04-01"})));
  CHECK(later.digest == none.digest);
  CHECK(paid_on(none, head_line) == 0);
}

TEST_CASE("by head: with the same bill less is recovered", "[invariants][heavy]")
{
  const tests::Paired pair{two_years({}), two_years(blended("0.5"))};
  const auto clawback = [](const TinyRun& run) {
    return static_cast<double>(run.total("practices", "clawback"));
  };
  CHECK(pair.falls(clawback));
  CHECK(clawback(tests::tiny_run(two_years(blended("1")))) == 0);
}

TEST_CASE("by head: a higher fee opens the door to new patients", "[invariants][heavy]")
{
  const auto at_fee = [](const char* fees) {
    return two_years(
        blended("0.5", {"contract.by_head.neutral=false", std::string{"contract.by_head.fees="} + fees}));
  };
  const tests::Paired pair{at_fee("[20, 20, 20, 20]"), at_fee("[120, 120, 120, 120]")};
  const auto turned_away = [](const TinyRun& run) {
    const auto left = run.cube("queues", "left_by_reason");
    const std::size_t routine = run.service("routine_care");
    // who reads that a practice is open asks there: what counts is both together
    return static_cast<double>(left.sum([&](const Index& i) {
      return i[2] == routine && i[3] <= static_cast<std::size_t>(models::Reason::refused);
    }));
  };
  const auto with_practice = [](const TinyRun& run) {
    return static_cast<double>(run.total("population", "with_usual_practice"));
  };
  CHECK(pair.falls(turned_away));
  CHECK(pair.rises(with_practice));
}
