// What the workforce plan's settings come to in a period, with nobody leaving and every post filled.
#include <fmt/format.h>

#include "models/pathways/workforce/settings.hpp"

namespace models::workforce {

namespace {

constexpr double pence_in_a_pound = 100, months_a_year = 12;

double pounds(Pence amount) { return static_cast<double>(amount.amount) / pence_in_a_pound; }

/// Heads that cost so much a year, from a day on.
void add_heads(std::vector<PlanFigure>& out, const char* item, int heads, Days paid, Pence a_year)
{
  if (heads == 0) return;
  const double months = months_in(paid);
  out.push_back({PlanQuantity::people, item, static_cast<double>(heads), fmt::format("{} {}", heads, item)});
  out.push_back(
      {PlanQuantity::cost, item, heads * pounds(a_year) * months / months_a_year,
       fmt::format("{} {} x GBP {:.2f} a year x {:.1f} months", heads, item, pounds(a_year), months)});
}

void add_once(std::vector<PlanFigure>& out, const char* item, int things, Pence each)
{
  if (things == 0 || each.amount == 0) return;
  out.push_back({PlanQuantity::cost, item, things * pounds(each),
                 fmt::format("{} {} x GBP {:.2f}", things, item, pounds(each))});
}

}  // namespace

std::vector<PlanFigure> plan(const Geography& geography, const Settings& settings, Days period)
{
  std::vector<PlanFigure> out;
  const auto since = [period](sim::Day from) { return common(period, {from, sim::last_storable_day}); };
  const auto within = [period](sim::Day day) { return day >= period.first && day <= period.last; };
  const FoundationPosts& foundation = settings.foundation;
  const auto practices =
      static_cast<int>(select_practices(geography, foundation.practices).size()) * foundation.posts;
  if (since(foundation.from).count() > 0)
    add_heads(out, "foundation posts", practices, since(foundation.from), foundation.cost);
  for (const TrainingSite& site : settings.sites) {
    if (!host_of(geography, site) || since(site.from).count() == 0) continue;
    add_heads(out, "trainees of sites", site.trainees, since(site.from), site.trainee_cost);
    add_heads(out, "dentists of sites", site.dentists, since(site.from), site.dentist_cost);
    constexpr double weeks = 50;  // as plans count a year
    const int a_week = site.trainees * site.trainee_sessions + site.dentists * site.dentist_sessions;
    out.push_back(
        {PlanQuantity::sessions, "of sites", a_week * weeks_in(since(site.from), weeks),
         fmt::format("{} sessions a week x {:.1f} weeks", a_week, weeks_in(since(site.from), weeks))});
    if (within(site.from)) add_once(out, "sites set up", 1, site.set_up);
  }
  int cohorts = 0;
  for (const sim::Day day : yearly(settings.graduates.deployment, period.last))
    cohorts += within(day) ? 1 : 0;
  add_once(out, "graduates", settings.graduates.a_year * cohorts, settings.graduates.cost);
  if (within(settings.scope.from))
    add_once(out, "practices with extended roles",
             static_cast<int>(select_practices(geography, settings.scope_practices).size()),
             settings.scope_cost);
  return out;
}

}  // namespace models::workforce
