#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "models/practices/treatment.hpp"

namespace models {
namespace {

using sim::io::Allowed;
using sim::io::Block;

constexpr double percent = 100;
constexpr double hundredth = 0.01;  // UDA and pounds are kept in hundredths
constexpr std::array<std::string_view, attendances> attendance_labels{"regular", "occasional", "new"};
constexpr std::array<std::string_view, 3> part_labels{"2a", "2b", "2c"};
constexpr std::array<std::string_view, 4> later_labels{"2a", "2b", "2c", "3"};
constexpr std::array<std::string_view, 3> adult_2a_labels{"filling", "extraction", "periodontal"};
constexpr std::array<std::string_view, 4> extra_labels{"new", "not_yet_cooperative", "interpreter",
                                                       "care_home"};
constexpr std::array<std::string_view, 3> charge_labels{"1", "2", "3"};
constexpr std::array<std::string_view, age_classes> age_labels{"adult", "child"};
constexpr std::span<const std::string_view> book_role_labels{role_labels.data(), book_roles};

/// A share of 100 %, in parts.
void parts(Block& block, const std::string& key, std::span<double> out,
           std::span<const std::string_view> labels, const char* about)
{
  if (!block.numbers(key, out, labels, {"%", 0, 100, about})) return;
  constexpr double tolerance = 1e-6;
  const double sum = std::accumulate(out.begin(), out.end(), 0.0);
  if (block.describing() || std::abs(sum - percent) <= tolerance) return;
  block.fault(
      key,
      fmt::format("'{}' is {}, together {:.6g} % (allowed: parts of one whole, 100 %) {} {:.6g} %", key,
                  fmt::join(out, " + "), sum, sum < percent ? "add" : "take away", std::abs(sum - percent)));
}

/// Therapists and hygienists never do these on permanent teeth (model.md section 6); hygienists fill no teeth. By
/// directions for the medicines that it takes therapists may also relieve and repair.
bool is_in_scope(Role role, Procedure procedure, ScopeOfPractice scope)
{
  switch (role) {
    case Role::dentist:
    case Role::foundation_dentist: return true;
    case Role::therapist:
      return procedure == Procedure::check_up || procedure == Procedure::filling ||
             procedure == Procedure::periodontal || procedure == Procedure::child_filling ||
             procedure == Procedure::child_extraction ||
             (scope == ScopeOfPractice::by_directions &&
              (procedure == Procedure::urgent_care || procedure == Procedure::repair));
    case Role::hygienist: return procedure == Procedure::check_up || procedure == Procedure::periodontal;
    case Role::nurse: return false;
  }
  return false;
}

void read_tariff(Block& block, Tariff& out)
{
  std::array<double, bands> uda{};
  double on_booking = 0, on_claim = 0;
  block.date("from", out.from, "first day of acceptance");
  block.numbers("uda", uda, band_labels,
                {"UDA", 0, 100, "activity credited for a course, by band", hundredth});
  block.number("urgent_on_booking", on_booking,
               {"GBP", 0, 10000, "fee of an urgent course when it is booked", hundredth});
  block.number("urgent_on_claim", on_claim,
               {"GBP", 0, 10000, "fee of an urgent course when it is claimed", hundredth});
  for (std::size_t band = 0; band < bands; ++band)
    out.uda[band] = {std::llround(uda[band] * static_cast<double>(hundredths_per_uda))};
  out.urgent_on_booking = {std::llround(on_booking * static_cast<double>(pence_per_pound))};
  out.urgent_on_claim = {std::llround(on_claim * static_cast<double>(pence_per_pound))};
}

void read_charges(Block& block, Charges& out)
{
  std::array<double, 3> pounds{};
  block.date("from", out.from, "first day of acceptance");
  block.numbers("charge", pounds, charge_labels,
                {"GBP", 0, 10000, "what a patient pays for a course, by charge band", hundredth});
  for (std::size_t band = 0; band < pounds.size(); ++band)
    out.charge[band] = {std::llround(pounds[band] * static_cast<double>(pence_per_pound))};
}

void read_band_mix(Block& block, TreatmentSettings& out)
{
  for (std::size_t age = 0; age < age_classes; ++age) {
    const std::string of_age = fmt::format("_{}", age_labels[age]);
    const bool second_read = block.numbers(
        "band_2" + of_age, out.band_2[age], attendance_labels,
        {"%", 0, 100, "courses begun by a check-up that reach band 2, at the group's usual oral health"});
    const bool third_read = block.numbers("band_3" + of_age, out.band_3[age], attendance_labels,
                                          {"%", 0, 100, "courses begun by a check-up that reach band 3"});
    block.numbers(
        "severity_log_odds" + of_age, out.severity_log_odds[age], severity_labels,
        {"", -10, 10, "log odds of more than a check-up, by what is found, against the group's share"});
    parts(block, "band_2_parts" + of_age, out.band_2_parts[age], part_labels, "how band 2 divides");
    block.numbers("later_visits" + of_age, out.later_visits[age], later_labels,
                  {"visit", 1, 20, "mean visits after the check-up"});
    block.numbers("minutes" + of_age, out.minutes[age], procedure_labels,
                  {"min", 1, 120, "mean length of a visit"});
    for (std::size_t who = 0; who < attendances && second_read && third_read; ++who)
      if (const double sum = out.band_2[age][who] + out.band_3[age][who]; sum > percent)
        block.fault_among(
            {"band_2" + of_age, "band_3" + of_age},
            fmt::format("'band_2{0}' is {1} and 'band_3{0}' is {2} for '{3}', together {4:.6g} % "
                        "(allowed: 0 to 100 % of courses) lower one of them",
                        of_age, out.band_2[age][who], out.band_3[age][who], attendance_labels[who], sum));
  }
}

}  // namespace

void read_roles(Block& block, std::array<RoleOrder, procedures>& out, ScopeOfPractice scope)
{
  const auto presence =
      scope == ScopeOfPractice::usual ? sim::io::Presence::required : sim::io::Presence::optional;
  for (std::size_t procedure = 0; procedure < procedures; ++procedure) {
    const std::string key{procedure_labels[procedure]};
    std::vector<std::string> names;
    if (!block.texts(key, names, "who may do it, most appropriate first", presence)) continue;
    RoleOrder& order = out[procedure];
    order = {};
    for (const std::string& name : names) {
      const auto found = std::find(book_role_labels.begin(), book_role_labels.end(), name);
      if (found == book_role_labels.end()) {
        block.fault(key, sim::io::suggest(
                             fmt::format("'{}' names the role '{}' (allowed: {})", key, name,
                                         fmt::join(book_role_labels, ", ")),
                             sim::io::did_you_mean(name, std::vector<std::string>(book_role_labels.begin(),
                                                                                  book_role_labels.end()))));
        continue;
      }
      const auto role = static_cast<Role>(found - book_role_labels.begin());
      if (!is_in_scope(role, static_cast<Procedure>(procedure), scope))
        block.fault(key,
                    fmt::format("'{}' names the role '{}' (not allowed: it is beyond that role's scope of "
                                "practice) leave it out",
                                key, name));
      else if (!order.contains(role))
        order.role[order.size++] = role;
    }
    if (!block.describing() && !order.contains(Role::dentist))
      block.fault(key,
                  fmt::format("'{}' lacks the role 'dentist' (every practice has one, so that somebody can "
                              "do it everywhere) add \"dentist\"",
                              key));
  }
}

void read(sim::io::Block& block, TreatmentSettings& out)
{
  read_band_mix(block, out);
  parts(block, "adult_2a", out.adult_2a, adult_2a_labels, "what is done in band 2a, adults");
  block.number("child_2a_filling", out.child_2a_filling,
               {"%", 0, 100, "fillings among children's courses of band 2a; the rest are extractions"});
  block.number("adult_2b_root_canal", out.adult_2b_root_canal,
               {"%", 0, 100, "root canals among adults' courses of band 2b; the rest are several fillings"});
  block.number("other_share", out.other_share, {"%", 0, 100, "urgent visits that are repairs and the like"});
  block.number("varnish", out.varnish, {"%", 0, 100, "children's courses with fluoride varnish"});
  block.numbers("extra_minutes", out.extra_minutes, extra_labels,
                {"min", 0, 60,
                 "longer visits: new to the practice (check-up only), not yet cooperative, with an "
                 "interpreter, living in a care home"});
  block.numbers("length_factor", out.length_factor, book_role_labels,
                {"", 0.25, 4, "length of a visit by who does it, against a dentist"});
  block.numbers("aerosol", out.aerosol, procedure_labels,
                {"%", 0, 100,
                 "visits in which a procedure makes aerosol (drill, scaler, spray): read where a wave makes "
                 "rooms rest or bars them"});
  std::array<double, bands> spacing{};
  block.numbers("days_between_visits", spacing, band_labels,
                {"day", 0, 100, "least days from one visit of a course to the next", 1});
  std::transform(spacing.begin(), spacing.end(), out.days_between_visits.begin(),
                 [](double days) { return static_cast<int>(std::lround(days)); });
  block.date("dcps_lead_from", out.dcps_lead_from,
             "first day on which therapists and hygienists may open and close NHS courses");
  block.integer(
      "free_continuation_months", out.free_continuation_months,
      {"month", 0, 24, "a further course in the same or a lower band within this time less a day is free"});
  block.block("roles", "who may do each procedure, most appropriate first",
              [&out](Block& roles_block) { read_roles(roles_block, out.roles, ScopeOfPractice::usual); });
  out.tariffs.clear();
  block.each("tariff", "UDA by date of acceptance",
             [&out](const std::string&, Block& row) { read_tariff(row, out.tariffs.emplace_back()); });
  out.charges.clear();
  block.each("charges", "patient charges by date of acceptance",
             [&out](const std::string&, Block& row) { read_charges(row, out.charges.emplace_back()); });
  if (block.complete() && out.tariffs.empty())
    block.fault("tariff",
                "there is no tariff (courses are paid by one) write a table [treatment.tariff.NAME]");
  if (block.complete() && out.charges.empty())
    block.fault("charges", "there are no charges (patients pay them) write a table [treatment.charges.NAME]");
  const auto sort_by_date = [&block](std::string_view key, auto& tables) {
    std::sort(tables.begin(), tables.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
    const auto same = std::adjacent_find(tables.begin(), tables.end(), [](const auto& a, const auto& b) {
      return a.from == b.from && a.from != sim::Day{};
    });
    if (same != tables.end() && !block.describing())
      block.fault(key, fmt::format("two of its tables begin on {} (only one can apply); change one 'from'",
                                   sim::to_string(same->from)));
  };
  sort_by_date("tariff", out.tariffs);
  sort_by_date("charges", out.charges);
}

}  // namespace models
