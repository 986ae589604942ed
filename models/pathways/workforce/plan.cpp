// What the workforce plan's settings come to in a period, with nobody leaving and every post filled.
#include <fmt/format.h>

#include "models/pathways/workforce/settings.hpp"

namespace models::workforce {

namespace {

constexpr double months_a_year = 12;

/// Heads that cost so much a year, from a day on.
void add_heads(std::vector<PlanFigure>& out, const char* item, int heads, Days paid, Pence a_year)
{
  if (heads == 0) return;
  const double months = months_in(paid);
  out.push_back({PlanQuantity::people, item, static_cast<double>(heads), fmt::format("{} {}", heads, item)});
  out.push_back(
      {PlanQuantity::cost, item, heads * in_pounds(a_year) * months / months_a_year,
       fmt::format("{} {} x GBP {:.2f} a year x {:.1f} months", heads, item, in_pounds(a_year), months)});
}

void add_once(std::vector<PlanFigure>& out, const char* item, int things, Pence each)
{
  if (things == 0 || each.amount == 0) return;
  out.push_back({PlanQuantity::cost, item, things * in_pounds(each),
                 fmt::format("{} {} x GBP {:.2f}", things, item, in_pounds(each))});
}

/// Of the posts that the plan adds, those who stay on when their year ends. Who trains today is drawn in each run.
void add_returners(std::vector<PlanFigure>& out, const Geography& geography, const Settings& settings,
                   Days period)
{
  const ReturnOfService& returns = settings.returns;
  int posts = 0;
  for (const std::uint32_t practice : select_practices(geography, settings.foundation.practices))
    if (returns.deployment.runs_in(geography, geography.practices[practice].place))
      posts += settings.foundation.posts;
  if (posts == 0 || returns.kept == 0) return;
  double months = 0;
  int cohorts = 0;
  for (const sim::Day day : yearly(returns.deployment, period.last)) {
    if (day < settings.foundation.from) continue;
    cohorts += period.holds(day) ? 1 : 0;
    months +=
        months_in(common(period, {day, day + static_cast<sim::Day>(returns.years * days_per_year) - 1}));
  }
  const std::string who = fmt::format("{} foundation posts x {}", posts, returns.kept);
  out.push_back({PlanQuantity::people, "returners", posts * returns.kept * cohorts,
                 fmt::format("{} x {} cohorts", who, cohorts)});
  out.push_back(
      {PlanQuantity::cost, "returners",
       posts * returns.kept * in_pounds(returns.cost) * months / months_a_year,
       fmt::format("{} x GBP {:.2f} a year x {:.1f} months", who, in_pounds(returns.cost), months)});
}

}  // namespace

std::vector<PlanFigure> plan(const Geography& geography, const Settings& settings, Days period)
{
  std::vector<PlanFigure> out;
  const auto since = [period](sim::Day from) { return common(period, {from, sim::last_storable_day}); };
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
    if (period.holds(site.from)) add_once(out, "sites set up", 1, site.set_up);
  }
  int cohorts = 0;
  for (const sim::Day day : yearly(settings.graduates.deployment, period.last))
    cohorts += period.holds(day) ? 1 : 0;
  add_once(out, "graduates", settings.graduates.a_year * cohorts, settings.graduates.cost);
  add_returners(out, geography, settings, period);
  if (period.holds(settings.scope.from))
    add_once(out, "practices with extended roles",
             static_cast<int>(select_practices(geography, settings.scope_practices).size()),
             settings.scope_cost);
  return out;
}

}  // namespace models::workforce
