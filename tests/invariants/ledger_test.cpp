// Every penny follows from contract, delivery and tariff (model.md section 13), and every UDA from a course.
#include <algorithm>
#include <array>
#include <map>

#include "models/finance/money.hpp"
#include "models/places/pathway.hpp"
#include "tests/catch2.hpp"
#include "tests/tiny_run.hpp"

namespace {

using Index = std::vector<std::size_t>;
using models::instalment;
using models::Pence;
using models::Uda;
using models::worth;

constexpr int years = 3;
constexpr std::size_t a_year = 12;
/// Where a line of money stands on its axis: the house's own, then those of the roster.
std::size_t line_number(std::string_view wanted)
{
  std::vector<std::string> lines{models::first_lines.begin(), models::first_lines.end()};
  for (const models::PathwayKind& kind : models::roster())
    for (const std::string& line : kind.lines) lines.push_back(kind.name + "__" + line);
  return static_cast<std::size_t>(std::find(lines.begin(), lines.end(), wanted) - lines.begin());
}
const std::size_t uda_line = line_number("uda"), clawback_line = line_number("general_practice__clawback"),
                  foundation_line = line_number("general_practice__foundation_pay"),
                  urgent_fee_line = line_number("general_practice__urgent_fee");
constexpr std::size_t icb = 0, nhs_england = 1;
constexpr std::size_t fee_from = 24;                // months: the fee of urgent courses begins in April 2026
constexpr std::int64_t fee_step = 1'500;            // pence: 15 pounds on booking, 60 on claim
constexpr std::int64_t foundation_pay = 6'400'000;  // pence a year and post, configs/nhs_dentistry.toml
constexpr std::size_t aside_from = 2;   // year 2026/27: part of every contract is set aside for them
constexpr std::int64_t set_aside = 82;  // thousandths, configs/nhs_dentistry.toml
constexpr std::int64_t per_mille = 1000, full_pay_from = 960, credit_to = 1020, paid_to = 1100;

/// Three whole contract years; nothing was carried into the first. No contract is handed back.
tests::Sets three_years(const tests::Sets& more = {})
{
  return tests::with(tests::with(tests::years_from_the_first_day(years), {"contract.hand_back_rate=0"}),
                     tests::with(tests::general_practice_alone(), more));
}

/// Two years of a larger region in which contracts are handed back.
tests::Sets two_years_with_closures()
{
  return tests::with(tests::with(tests::larger_region(), tests::years_from_the_first_day(2)),
                     tests::with(tests::general_practice_alone(), {"contract.hand_back_rate=20"}));
}

/// A year's end of one practice, by the rule in words: below 96 % what was done is paid, up to 100 % the whole
/// and the rest is owed, beyond it either paid to 110 % or credited to 102 %.
struct YearEnd {
  std::int64_t paid_for, payment, owed, credit;
};
YearEnd settled(std::int64_t contracted, std::int64_t instalments, std::int64_t counted, std::int64_t value,
                bool offer)
{
  const auto pence = [value](std::int64_t activity) { return worth(Uda{activity}, Pence{value}).amount; };
  const auto part = [&](std::int64_t thousandths) { return (contracted * thousandths + 500) / per_mille; };
  if (counted * per_mille < contracted * full_pay_from) {
    const std::int64_t done = std::max<std::int64_t>(counted, 0);
    return {done, pence(done) - instalments, std::max<std::int64_t>(-counted, 0), 0};
  }
  if (counted <= contracted) return {contracted, 0, contracted - counted, 0};
  if (!offer) return {contracted, 0, 0, std::min(counted, part(credit_to)) - contracted};
  const std::int64_t paid = std::min(counted, part(paid_to));
  return {paid, pence(paid) - instalments, 0, 0};
}

/// What the rule pays each Place in each month, by line.
struct Expected {
  std::vector<std::vector<std::int64_t>> uda, clawback;  // [month][place]
  std::size_t short_years = 0, owed = 0, credited = 0, over = 0;
  std::int64_t paid_above = 0;  // pence
};

Expected expected_payments(const tests::TinyRun& run, const std::array<bool, years>& offers)
{
  const auto contracted = run.cube("practices", "uda_contracted"),
             delivered = run.cube("practices", "uda_delivered"), paid = run.cube("practices", "uda_paid"),
             value = run.cube("practices", "uda_value"), clawback = run.cube("practices", "clawback");
  const std::size_t places = run.geography->places.size();
  Expected out;
  out.uda.assign(a_year * years, std::vector<std::int64_t>(places, 0));
  out.clawback = out.uda;
  for (std::size_t p = 0; p < run.geography->practices.size(); ++p) {
    const models::PracticeSite& site = run.geography->practices[p];
    std::int64_t owed = 0, credit = 0;
    for (std::size_t year = 0; year < years; ++year) {
      INFO("practice " << p << " year " << year);
      const std::int64_t aside =
          year < aside_from ? 0 : (site.contracted_uda * set_aside + per_mille / 2) / per_mille;
      const std::int64_t asked_for = site.contracted_uda - aside;
      CHECK(contracted.at({p, year}) == asked_for);
      CHECK(value.at({p, year}) == site.uda_value);
      const std::int64_t counted = delivered.at({p, year}) + credit - owed;
      const std::int64_t annual = worth(Uda{site.contracted_uda}, Pence{site.uda_value}).amount,
                         not_paid = worth(Uda{aside}, Pence{site.uda_value}).amount;
      const YearEnd end = settled(asked_for, annual - not_paid, counted, site.uda_value, offers[year]);
      CHECK(paid.at({p, year}) == end.paid_for);
      CHECK(clawback.at({p, year}) == std::max<std::int64_t>(-end.payment, 0));
      for (int month = 0; month < 12; ++month)
        out.uda[year * a_year + static_cast<std::size_t>(month)][site.place] +=
            instalment(annual, month, 12) + instalment(-not_paid, month, 12);
      auto& line = end.payment < 0 ? out.clawback : out.uda;
      line[year * a_year + a_year - 1][site.place] += end.payment;
      owed = end.owed;
      credit = end.credit;
      out.short_years += end.payment < 0;
      out.owed += owed > 0;
      out.credited += credit > 0;
      out.over += end.payment > 0;
      out.paid_above += std::max<std::int64_t>(end.payment, 0);
    }
  }
  return out;
}

/// The contract's lines, service payments for foundation dentists, fees of urgent courses.
void check_every_payment(const tests::TinyRun& run, const Expected& expected)
{
  // as many service payments each month as there are foundation dentists in the Place
  std::map<std::size_t, std::int64_t> trainers;
  run.cube("finance", "paid").each([&](const Index& at, std::int64_t pence) {
    if (at[0] == 0 && at[2] == nhs_england && at[3] == foundation_line)
      trainers[at[1]] = pence / instalment(foundation_pay, 0, 12);
  });
  run.cube("finance", "paid").each([&](const Index& at, std::int64_t pence) {
    INFO("month " << at[0] << " place " << at[1] << " payer " << at[2] << " line " << at[3]);
    if (at[2] == icb && at[3] == uda_line)
      CHECK(pence == expected.uda[at[0]][at[1]]);
    else if (at[2] == icb && at[3] == clawback_line)
      CHECK(pence == expected.clawback[at[0]][at[1]]);
    else if (at[2] == nhs_england && at[3] == foundation_line)
      CHECK(pence == trainers.at(at[1]) * instalment(foundation_pay, static_cast<int>(at[0] % a_year), 12));
    else if (at[2] == icb && at[3] == urgent_fee_line)
      CHECK((at[0] < fee_from ? pence == 0 : pence >= 0 && pence % fee_step == 0));
    else
      CHECK(pence == 0);
  });
}

}  // namespace

TEST_CASE("ledger: twelfths and settlement follow from contract and delivery, to the penny", "[invariants]")
{
  const tests::TinyRun& run = tests::tiny_run(three_years());
  const Expected expected = expected_payments(run, {});
  check_every_payment(run, expected);
  CHECK(expected.short_years > 0);
  CHECK(expected.over == 0);
}

TEST_CASE("ledger: full posts deliver what is owed, credited or, while the offer stands, paid",
          "[invariants]")
{
  const tests::Sets full{"clinicians.vacancy_factor=0", "clinicians.leave_rate=0",
                         "care_seeking.search_adult=4"};
  const tests::TinyRun& plain = tests::tiny_run(three_years(full));
  const Expected without = expected_payments(plain, {});
  check_every_payment(plain, without);
  CHECK(without.owed + without.credited > 0);
  for (const auto& [standing, offers] : std::map<std::string, std::array<bool, years>>{
           {"\"2024/25\", \"2025/26\", \"2026/27\"", {true, true, true}},
           {"\"2025/26\"", {false, true, false}}}) {
    INFO("offer in " << standing);
    const tests::TinyRun& offered = tests::tiny_run(three_years(
        tests::with(full, {"pathway.contract_management.over_delivery.years=[" + standing + "]"})));
    const Expected with = expected_payments(offered, offers);
    check_every_payment(offered, with);
    CHECK(with.over > 0);
    CHECK(offered.total("programmes", "contract_management__over_delivery_practices") ==
          static_cast<std::int64_t>(with.over));
    CHECK(offered.total("programmes", "contract_management__over_delivery_paid") == with.paid_above);
  }
}

TEST_CASE("ledger: UDA of the practices are those of the courses in their Place", "[invariants][heavy]")
{
  // contracts handed back, too: what was done until then is credited
  const tests::TinyRun& run = tests::tiny_run(two_years_with_closures());
  CHECK(run.total("programmes", "general_practice__closures") > 3);
  const auto by_month = run.cube("activity", "uda"), by_practice = run.cube("practices", "uda_delivered");
  for (std::size_t place = 0; place < run.geography->places.size(); ++place)
    for (std::size_t year = 0; year < 2; ++year) {
      std::int64_t credited = 0;
      for (std::size_t p = 0; p < run.geography->practices.size(); ++p)
        if (run.geography->practices[p].place == place) credited += by_practice.at({p, year});
      CHECK(by_month.sum([&](const Index& i) { return i[0] / a_year == year && i[1] == place; }) == credited);
    }
}

TEST_CASE("ledger: what a Place's practices are paid for is what the Place is paid", "[invariants][heavy]")
{
  const tests::TinyRun& run = tests::tiny_run(two_years_with_closures());
  const auto paid = run.cube("finance", "paid"), paid_for = run.cube("practices", "uda_paid");
  constexpr std::int64_t rounding =
      3;  // pence a practice: twelfths, re-let activity and settlement round apart
  for (std::size_t place = 0; place < run.geography->places.size(); ++place)
    for (std::size_t year = 0; year < 2; ++year) {
      std::int64_t due = 0, practices = 0;
      for (std::size_t p = 0; p < run.geography->practices.size(); ++p) {
        const models::PracticeSite& site = run.geography->practices[p];
        if (site.place != place) continue;
        due += worth(Uda{paid_for.at({p, year})}, Pence{site.uda_value}).amount;
        ++practices;
      }
      const std::int64_t sum = paid.sum([&](const Index& i) {
        return i[0] / a_year == year && i[1] == place && (i[3] == uda_line || i[3] == clawback_line);
      });
      CHECK(std::abs(sum - due) <= rounding * practices);
    }
}

TEST_CASE("ledger: UDA of a month are its courses times the tariff", "[invariants]")
{
  const tests::TinyRun& run = tests::tiny_run(three_years());
  const auto courses = run.cube("activity", "courses_of_treatment"), uda = run.cube("activity", "uda");
  const models::Treatment treatment{run.scenario.model->treatment};
  constexpr std::size_t foundation_dentist = 1;
  std::int64_t foundation = 0;
  courses.each([&](const Index& at, std::int64_t count) {
    const sim::Day day =
        sim::first_day_of_month(sim::month_index(run.scenario.study.start) + static_cast<int>(at[0]));
    const std::int64_t worth_of_one = treatment.uda(static_cast<models::Band>(at[2]), day).hundredths;
    const bool apart = at[4] == foundation_dentist;  // outside the host's contract
    if (apart) foundation += count * worth_of_one;
    CHECK(uda.at(at) == (apart ? 0 : count * worth_of_one));
  });
  CHECK(run.total("programmes", "general_practice__foundation_uda") == foundation);
  CHECK(courses.sum() > 1000);
}

TEST_CASE("ledger: patients pay whole charges, never more than adults had courses", "[invariants]")
{
  // and the charges of 2024 go on, so that a month has one charge
  const tests::Sets nobody_exempt{"population.exempt_adult=[0, 0, 0, 0, 0]", "population.student_18=0",
                                  "treatment.charges.year_2025.charge=[26.80, 73.50, 319.10]",
                                  "treatment.charges.year_2026.charge=[26.80, 73.50, 319.10]"};
  const tests::TinyRun& run = tests::tiny_run(three_years(nobody_exempt));
  const auto charges = run.cube("finance", "patient_charges"),
             courses = run.cube("activity", "courses_of_treatment");
  const models::Treatment treatment{run.scenario.model->treatment};
  std::int64_t charged = 0, adults = 0;
  charges.each([&](const Index& at, std::int64_t pence) {
    const sim::Day day =
        sim::first_day_of_month(sim::month_index(run.scenario.study.start) + static_cast<int>(at[0]));
    const std::int64_t charge = treatment.charge(static_cast<models::Band>(at[2]), day).amount;
    const std::int64_t of_adults = courses.sum(
        [&](const Index& i) { return i[0] == at[0] && i[1] == at[1] && i[2] == at[2] && i[3] == 0; });
    INFO("month " << at[0] << " place " << at[1] << " band " << at[2]);
    if (charge == 0) {
      CHECK(pence == 0);
      return;
    }
    CHECK(pence % charge == 0);
    CHECK(pence / charge <= of_adults);
    charged += pence / charge;
    adults += of_adults;
  });
  // the rest are free continuations
  CHECK(charged > adults * 8 / 10);
  CHECK(charged < adults);
}

TEST_CASE("ledger: charges and UDA are those of the day on which the course was accepted", "[invariants]")
{
  // from April 2025 nothing is charged or credited: what follows was accepted before
  const tests::TinyRun& run = tests::tiny_run(three_years(
      {"treatment.charges.year_2025.charge=[0, 0, 0]", "treatment.charges.year_2026.charge=[0, 0, 0]",
       "treatment.tariff.urgent_fee.from=2025-04-01",
       "treatment.tariff.urgent_fee.uda=[0, 0, 0, 0, 0, 0, 0]"}));
  const auto charges = run.cube("finance", "patient_charges"), uda = run.cube("activity", "uda");
  const auto one_visit = static_cast<std::size_t>(models::Band::one),
             several = static_cast<std::size_t>(models::Band::two_a);
  constexpr std::size_t april_2025 = a_year;
  const auto of = [](std::size_t from, std::size_t to, std::size_t band) {
    return [=](const Index& i) { return i[0] >= from && i[0] < to && i[2] == band; };
  };
  for (const tests::Cube* cube : {&charges, &uda}) {
    CHECK(cube->sum(of(0, april_2025, several)) > 0);
    CHECK(cube->sum(of(april_2025, 3 * a_year, several)) > 0);
    CHECK(cube->sum(of(april_2025, 3 * a_year, several)) < cube->sum(of(0, april_2025, several)));
    CHECK(cube->sum(of(0, april_2025, one_visit)) > 0);
  }
}

TEST_CASE("ledger: foundation training is paid by the year, by another payer", "[invariants]")
{
  const tests::TinyRun& run = tests::tiny_run(three_years({"clinicians.training_practices=100"}));
  const auto practices = static_cast<std::int64_t>(run.geography->practices.size());
  const auto paid = run.cube("finance", "paid");
  for (std::size_t year = 0; year < years; ++year)
    CHECK(paid.sum([&](const Index& i) {
      return i[0] / a_year == year && i[2] == nhs_england && i[3] == foundation_line;
    }) == foundation_pay * practices);
  CHECK(paid.sum([&](const Index& i) { return i[2] == icb && i[3] == foundation_line; }) == 0);
}

TEST_CASE("ledger: from April 2026 urgent courses bring a fee in two parts and no UDA", "[invariants]")
{
  const tests::TinyRun& run = tests::tiny_run(three_years());
  const auto urgent = static_cast<std::size_t>(models::Band::urgent);
  const auto paid = run.cube("finance", "paid"), courses = run.cube("activity", "courses_of_treatment");
  CHECK(paid.sum([&](const Index& i) { return i[0] < fee_from && i[3] == urgent_fee_line; }) == 0);
  const models::Treatment treatment{run.scenario.model->treatment};
  const models::Tariff& tariff = treatment.tariff(sim::to_day(2026, 6, 1));
  const auto fees = paid.sum([&](const Index& i) { return i[0] >= fee_from && i[3] == urgent_fee_line; });
  // a foundation dentist's course is paid for by the scheme
  constexpr std::size_t foundation_dentist = 1;
  const auto completed = courses.sum(
      [&](const Index& i) { return i[0] >= fee_from && i[2] == urgent && i[4] != foundation_dentist; });
  REQUIRE(completed > 0);
  const std::int64_t on_booking = fees - completed * tariff.urgent_on_claim.amount;
  CHECK(on_booking % tariff.urgent_on_booking.amount == 0);
  CHECK(on_booking / tariff.urgent_on_booking.amount >=
        completed * 9 / 10);  // booked in March, seen in April
  CHECK(run.cube("activity", "uda").sum([&](const Index& i) { return i[0] >= fee_from && i[2] == urgent; }) ==
        0);
}

TEST_CASE("ledger: exemption moves charges and nothing else", "[invariants]")
{
  tests::TinyRun all = tests::tiny_run(three_years({"population.exempt_adult=[100, 100, 100, 100, 100]"})),
                 none = tests::tiny_run(three_years({"population.exempt_adult=[0, 0, 0, 0, 0]"}));
  CHECK(all.total("finance", "patient_charges") == 0);
  CHECK(none.total("finance", "patient_charges") > 0);
  const auto without_charges = [](tests::TinyRun& run) {
    auto& charges = sim::io::find_array(run.outcome.groups, "finance", "patient_charges").values;
    std::fill(std::get<std::vector<std::int64_t>>(charges).begin(),
              std::get<std::vector<std::int64_t>>(charges).end(), 0);
    std::erase_if(run.outcome.groups, [](const sim::io::Group& group) { return group.name == "summary"; });
    return sim::io::digest(run.outcome.groups);
  };
  CHECK(without_charges(all) == without_charges(none));
}
