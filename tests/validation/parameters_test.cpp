// Every number of configs/nhs_dentistry.toml acts: another value of it changes the bytes of some run.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "tests/catch2.hpp"
#include "tests/tiny_run.hpp"

namespace {

using sim::io::ParameterRow;
using tests::Sets;

struct Silent {
  std::string path;  // or the beginning of one
  std::string reason;
};

/// Numbers that change no run of the regions below, and why.
const std::vector<Silent> silent{
    {"study.replications", "how often a scenario is played changes no single run"},
    {"treatment.tariff.one_band_2.", "was in force until November 2022, before the runs"},
    {"treatment.tariff.urgent_fee.", "is in force from April 2026, after the runs"},
    {"contract.set_aside.", "is in force from April 2026, after the runs"},
    {"treatment.charges.year_2017.", "out of force before the runs"},
    {"treatment.charges.year_2018.", "out of force before the runs"},
    {"treatment.charges.year_2019.", "out of force before the runs"},
    {"treatment.charges.december_2020.", "out of force before the runs"},
    {"treatment.charges.year_2025.", "in force after the runs"},
    {"treatment.charges.year_2026.", "in force after the runs"},
    {"contract.relaxed_pay_from", "the relaxed year, 2022, is before the runs"},
    {"geography.age_profile", "splits the coarser ages of tables, which the regions below do not have"},
    {"geography.deprivation_index", "the tiny region gives both indices the same shares"},
    {"contract.relaxed_year", "2022 is before the runs"},
    {"clinicians.sessions_per_chair",
     "every region gives its practices their chairs (practices.uda_per_surgery)"},
    {"geography.minority_ethnic",
     "for Places without a share of their own, which the regions below do not have"},
    {"geography.rural_within", "for areas whose table has no class, unlike the regions below"},
    {"geography.rural_people", "for areas whose table has no class, unlike the regions below"},
    {"pathway.advanced_child_care.care.good_visits",
     "the few children of the regions below who are treated awake are not treated again; it acts in a larger "
     "one"},
    {"pathway.clusters.footprint", "the regions below have fewer people than one cluster"},
    {"pathway.hospital.bariatric", "only special care asks for a chair"},
    {"pathway.hospital.home_visits", "only special care asks for a visit at home"},
    {"pathway.specialist_care.bariatric", "only special care asks for a chair"},
    {"pathway.specialist_care.home_visits", "only special care asks for a visit at home"},
    {"places.", "a region's own figures; of the two indices of deprivation one is chosen"}};

bool is_silent(const std::string& path)
{
  return std::ranges::any_of(silent, [&path](const Silent& one) {
    return path == one.path || (one.path.ends_with('.') && path.starts_with(one.path));
  });
}

/// The numbers of a value as `describe` prints it: "3.5", "[1, 2]".
std::vector<double> numbers_in(const std::string& text)
{
  std::vector<double> out;
  const char* at = text.c_str();
  while (*at != '\0') {
    char* end = nullptr;
    const double number = std::strtod(at, &end);
    if (end == at) {
      ++at;
      continue;
    }
    out.push_back(number);
    at = end;
  }
  return out;
}

std::string text_of(const std::vector<double>& numbers, bool is_list)
{
  std::string text;
  for (const double number : numbers) text += (text.empty() ? "" : ", ") + fmt::format("{:.12g}", number);
  return is_list ? "[" + text + "]" : text;
}

/// Values to try in place of `now`, the boldest last; some are faults (shares of a whole, orders), and are passed
/// over.
std::vector<std::vector<double>> others(const ParameterRow& row, const std::vector<double>& now)
{
  std::vector<std::vector<double>> out;
  const auto fit = [&](double value) {
    const double step = row.kind == "integer" ? 1 : row.step;
    if (step > 0) value = std::round(value / step) * step;
    return std::clamp(value, row.low, row.high);
  };
  for (const double factor : {0.5, 2.0}) {
    std::vector<double> next = now;
    for (double& number : next) number = fit(number == 0 ? factor : number * factor);
    out.push_back(next);
  }
  std::vector<double> turned = now;  // shares of a whole stay one
  std::rotate(turned.begin(), turned.begin() + 1, turned.end());
  out.push_back(turned);
  for (const double share : {0.001, 0.999}) {
    std::vector<double> next = now;
    for (double& number : next) number = fit(row.low + share * (row.high - row.low));
    out.push_back(next);
  }
  std::erase(out, now);
  return out;
}

std::optional<std::string> digest_with(const Sets& sets)
{
  try {
    return tests::play_tiny(sets).digest;
  } catch (const std::runtime_error&) {  // a fault of the study
    return std::nullopt;
  }
}

/// Where a change may show: the tiny region over half a year; a year to its settlement, with every lever on; many
/// people and practices; those with clinics shared out by people, with clusters, a wave and slow triage; those with
/// access sessions and visits to care homes; those with few advanced practices; those with contracts that are reviewed;
/// and those with a children's pilot, posts to fill and Place leads.
struct Stage {
  Sets sets;
  std::string digest;
};

/// Health visitors who send every child whom nobody has seen to a practice.
const Sets health_visitors{
    R"(pathway.outreach.sources.visitors={ kind = "health_visitor", meets = "never_seen", ages = )"
    "[0, 5], from = 2023-04-01, contacts = [4, 4, 4, 4, 4], trained = 1, raises_trained = 1, "
    "raises_untrained = 1, contact_cost = 0 }",
    R"(pathway.outreach.routes.visitors={ source = "visitors", to = "general_practice", from = )"
    "2023-04-01, share = 1, champion = 0.2, nominated = true }"};

const Sets clinics_clusters_and_a_wave{
    "study.warm_up=12",
    "study.months=12",
    "clinicians.extended_duty_nurses=50",
    "contract.by_head.share=0.5",
    "pathway.clusters.everywhere=true",
    "pathway.clusters.funded=true",
    "pathway.clusters.start=2023-04-01",
    "pathway.clusters.effects.shared_urgent=0.5",
    "pathway.clusters.effects.direct_referral=0.5",
    "pathway.clusters.effects.advice=0.3",
    "pathway.clusters.effects.upskilling=0.3",
    "pathway.clusters.effects.retention=0.5",
    "pathway.clusters.effects.links=[0.3, 0.3, 0.3]",
    "pathway.community_dental_service.per_million=200",
    "pathway.community_dental_service.cds_assessment.sessions=30",
    "pathway.community_dental_service.inhalation_sedation.sessions=15",
    "pathway.community_dental_service.special_care.sessions=60",
    "pathway.community_dental_service.places.Seaport.sessions=[1, 1, 2]",
    "pathway.hospital.per_million=200",
    "pathway.hospital.ga_list.sessions=12",
    "pathway.hospital.oral_surgery_l3.sessions=30",
    "pathway.hospital.restorative.sessions=30",
    "pathway.specialist_care.per_million=200",
    "pathway.specialist_care.oral_surgery_l2.sessions=40",
    "pathway.specialist_care.orthodontic.sessions=150",
    "pathway.urgent_care.sites.per_million=200",
    "pathway.referral_management.triage.sessions=3",
    R"(priority.referral_triage.classes=["cancer_or_cardiac or long_waiter"])",
    "pathway.shocks.asks_again=60",
    "pathway.shocks.waves.ill={from=2024-06-01,until=2024-09-01,fallow=30,urgent=0.8,routine=0.8}"};

const Sets programmes{"study.warm_up=12",
                      "study.months=12",
                      "pathway.access_sessions.start=2023-06-01",
                      "pathway.access_sessions.practices=10",
                      "pathway.access_sessions.ramp=2",
                      "pathway.access_sessions.kept=30",
                      "pathway.access_sessions.displaces=0.3",
                      "pathway.access_sessions.commissioned=900",
                      "pathway.access_sessions.centres.per_million=100",
                      "pathway.access_sessions.centres.urgent_kept=50",
                      "pathway.care_homes.start=2024-03-01",
                      "pathway.care_homes.practices=10",
                      "pathway.care_homes.roll_out_months=3",
                      "pathway.care_homes.own_time=true",
                      "pathway.care_homes.pilot.months=2",
                      "pathway.care_homes.pilot.practices=1",
                      "pathway.care_homes.homes=1",
                      "pathway.care_homes.prevention.factor=0.6",
                      "pathway.care_homes.training.factor=0.8",
                      "pathway.care_homes.taught.share=0.5",
                      "pathway.advanced_child_care.practices=10",
                      "pathway.advanced_child_care.start=2023-06-01",
                      "pathway.advanced_child_care.ramp=1",
                      "pathway.referral_management.needs.child_not_yet=1",
                      "pathway.referral_management.needs.child_unable=1",
                      "pathway.priority_groups.core20=true",
                      "pathway.priority_groups.foundation.patients=20"};

/// Advanced practices that begin in the time reported, and have too little room.
const Sets few_advanced_practices{"pathway.advanced_child_care.practices=2",
                                  "pathway.advanced_child_care.sessions=0.3",
                                  "pathway.advanced_child_care.start=2024-05-01"};

/// Half the contracts too small for their posts, half too large: some pass 100 %, others fall behind.
const Sets contracts{"study.warm_up=12",
                     "study.months=12",
                     "clinicians.filled_floor=0.1",
                     "clinicians.filled_span=1.8",
                     "clinicians.filled_mean=0.9",
                     "contract.hand_back_rate=10",
                     R"(pathway.contract_management.over_delivery.years=["2023/24", "2024/25"])",
                     R"(pathway.contract_management.mid_year_review.years=["2024/25"])",
                     "pathway.contract_management.mid_year_review.rebased=0.5",
                     "pathway.contract_management.mid_year_review.acceptance=0.5",
                     R"(pathway.contract_management.flexible.years=["2024/25"])",
                     "pathway.contract_management.flexible.most=50",
                     "pathway.contract_management.early_warning.short_years=1",
                     "pathway.contract_management.early_warning.hand_back=-1"};

/// Few dentists, so that posts stand empty; every way to pay for a child, practices that misjudge, leads that are followed.
const Sets pilot_workforce_and_leads{"study.warm_up=12",
                                     "study.months=12",
                                     "clinicians.filled_mean=0.6",
                                     "practices.contracted_uda=200000",
                                     "clinicians.leave_rate=0.12",
                                     "clinicians.training_practices=20",
                                     "pathway.child_pilot.start=2024-05-01",
                                     "pathway.child_pilot.practices=10",
                                     "pathway.child_pilot.joins=0.8",
                                     "pathway.child_pilot.who.graded=true",
                                     R"(pathway.child_pilot.pay.method="blended")",
                                     "pathway.child_pilot.pay.uda_uplift=50",
                                     "pathway.child_pilot.pay.session=100",
                                     "pathway.child_pilot.pay.per_child=20",
                                     "pathway.child_pilot.pay.per_completed_course=20",
                                     "pathway.child_pilot.pay.acclimatisation=20",
                                     "pathway.child_pilot.training.days=30",
                                     "pathway.child_pilot.training.minutes=210",
                                     "pathway.child_pilot.training.skill=0.5",
                                     "pathway.child_pilot.champion.hours=2",
                                     "pathway.child_pilot.champion.champion=0.5",
                                     "pathway.priority_groups.core20=true",
                                     "pathway.priority_groups.enhanced.practices=6",
                                     "pathway.priority_groups.enhanced.start=2023-06-01",
                                     "pathway.priority_groups.enhanced.graded=true",
                                     "pathway.access_sessions.practices=10",
                                     "pathway.access_sessions.start=2024-06-01",
                                     "pathway.access_sessions.ramp=6",
                                     "pathway.place_leads.sessions=1",
                                     "pathway.place_leads.start=2024-06-01",
                                     "pathway.place_leads.training=500",
                                     "pathway.place_leads.effect.adoption=0.2",
                                     "pathway.place_leads.effect.referrals=0.2",
                                     "pathway.workforce.foundation.posts=1",
                                     "pathway.workforce.foundation.practices=4",
                                     "pathway.workforce.foundation.from=2023-06-01",
                                     "pathway.workforce.graduates.a_year=4",
                                     "pathway.workforce.return_of_service.kept=0.5",
                                     "pathway.workforce.return_of_service.years=1",
                                     "pathway.workforce.scope.practices=3",
                                     "pathway.workforce.working_time.stays=0.2",
                                     "pathway.workforce.fatigue.strength=1",
                                     "pathway.workforce.fatigue.from=0.6"};

bool acts(const ParameterRow& row, const std::vector<Stage>& stages)
{
  const std::vector<double> now = numbers_in(row.value);
  for (const Stage& stage : stages)
    for (const auto& next : others(row, now)) {
      const auto digest =
          digest_with(tests::with(stage.sets, {row.path + "=" + text_of(next, row.value[0] == '[')}));
      if (digest && *digest != stage.digest) return true;
    }
  return false;
}

std::vector<ParameterRow> numbers_of_tiny()
{
  sim::io::Faults faults;
  const auto study = sim::io::Document::open(BITEWING_SOURCE_DIR "/configs/tiny.toml", {}, faults);
  models::Scenario scenario;
  auto rows =
      sim::io::reference([&](sim::io::Block& root) { models::read_scenario(root, scenario); }, &study);
  std::erase_if(rows, [](const ParameterRow& row) {
    return row.value.empty() || (row.kind != "number" && row.kind != "integer" && row.kind != "numbers");
  });
  return rows;
}

}  // namespace

TEST_CASE("parameters: every number of the base config acts", "[validation][.long]")
{
  std::vector<Stage> stages{
      {{}, {}},
      {tests::with(
           tests::years_from_the_first_day(1),
           {R"(pathway.contract_management.over_delivery.years=["2024/25"])",
            "clinicians.training_practices=50", "clinicians.filled_mean=0.95",
            "clinicians.therapist_share=10", "clinicians.hygienist_share=5", "contract.hand_back_rate=20",
            "contract.uplift=[30, 30, 50, 50, 0, 0, 50, 50]", "contract.by_head.share=0.5",
            "contract.by_head.neutral=false", R"(treatment.roles.child_extraction=["dentist"])",
            "pathway.general_practice.cooperation.acclimatisation=1", "practices.contracted_uda=4000"}),
       {}},
      {tests::with(tests::with(tests::larger_region(), health_visitors),
                   {"study.warm_up=12", "study.months=12", "pathway.urgent_care.sites.places.Seaport.sites=3",
                    "pathway.urgent_care.sites.places.Upvale.sites=2", "pathway.urgent_care.sites.sessions=1",
                    "pathway.urgent_care.helpline.triage=60", "pathway.access_sessions.practices=4",
                    "pathway.access_sessions.start=2023-06-01", "pathway.access_sessions.kept=60",
                    "pathway.access_sessions.centres.per_million=50",
                    "pathway.access_sessions.centres.urgent_kept=0"}),
       {}},
      {tests::with(tests::larger_region(), clinics_clusters_and_a_wave), {}},
      {tests::with(tests::larger_region(), programmes), {}},
      {tests::with(tests::larger_region(), tests::with(programmes, few_advanced_practices)), {}},
      {tests::with(tests::larger_region(), contracts), {}},
      {tests::with(tests::larger_region(), tests::with(health_visitors, pilot_workforce_and_leads)), {}}};
  for (Stage& stage : stages) stage.digest = *digest_with(stage.sets);
  const auto rows = numbers_of_tiny();
  CHECK(rows.size() > 150);
  for (const ParameterRow& row : rows) {
    if (is_silent(row.path)) continue;
    INFO(row.path << " = " << row.value << ": no other value changes a run");
    CHECK(acts(row, stages));
  }
}

TEST_CASE("parameters: every silent number is one of the config", "[validation]")
{
  const auto rows = numbers_of_tiny();
  for (const Silent& one : silent) {
    INFO(one.path);
    const bool known = std::any_of(rows.begin(), rows.end(), [&](const ParameterRow& row) {
      return row.path == one.path || (one.path.ends_with('.') && row.path.starts_with(one.path));
    });
    CHECK(known);
  }
}
