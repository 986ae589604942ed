#include "models/summary.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <string>

#include "models/need/age_bands.hpp"
#include "models/places/measures.hpp"
#include "models/population/geography.hpp"
#include "models/summary_figures.hpp"
#include "sim/io/gather.hpp"

namespace models {

namespace {

using sim::io::Group;

constexpr std::size_t child_age_groups = 5;  // of age_groups: under 18
constexpr double months_in_a_year = 12, per_thousand = 1000, percent = 100, metres_per_km = 1000;

double ratio(double part, double whole, double scale)
{
  return whole > 0 ? scale * part / whole : std::numeric_limits<double>::quiet_NaN();
}

/// Who a population figure is about: [month, place, age_group, deprivation].
struct Who {
  bool children = true, adults = true, core20 = true, rest = true;
};
constexpr Who everybody{}, children{true, false, true, true}, adults{false, true, true, true},
    core20_children{true, false, true, false}, other_children{true, false, false, true},
    core20_adults{false, true, true, false}, other_adults{false, true, false, true};

class Headlines {
 public:
  explicit Headlines(const std::vector<Group>& groups) : groups_{groups} { out_.name = "summary"; }

  void access();
  void queues(std::size_t routine, std::size_t urgent);
  void activity(std::size_t routine, std::size_t urgent);
  void money();
  void health();
  void clusters();
  void rural();
  Group take() { return std::move(out_); }

 private:
  void add(const char* name, const char* unit, const char* about, double value)
  {
    out_.arrays.push_back({name, {}, unit, about, std::vector<double>{value}});
  }
  Figures figures(const char* group, const char* name) const { return {groups_, group, name}; }
  /// Stock at the last month's end.
  double stock(const char* name, Who who) const
  {
    const Figures f = figures("population", name);
    const std::size_t last = f.extent(0) - 1;
    return f.sum([&](const Figures::Index& i) {
      const bool child = i[2] < child_age_groups, core20 = i[3] == 0;
      return i[0] == last && (child ? who.children : who.adults) && (core20 ? who.core20 : who.rest);
    });
  }
  double flow(const char* group, const char* name) const { return figures(group, name).sum(); }
  double share(const char* name, Who who) const
  {
    return ratio(stock(name, who), stock("persons", who), percent);
  }
  double years() const
  {
    return static_cast<double>(figures("population", "persons").extent(0)) / months_in_a_year;
  }
  double quantile_wait(std::size_t service, double q) const;
  double gini_of_load() const;
  double drift_of_seen_24m() const;

  const std::vector<Group>& groups_;
  Group out_;
};

void Headlines::access()
{
  add("persons", "person", "residents at the end", stock("persons", everybody));
  add("seen_12m", "person", "residents seen by the NHS in the last 12 months", stock("seen_12m", everybody));
  add("seen_24m", "person", "residents seen by the NHS in the last 24 months", stock("seen_24m", everybody));
  add("children_seen_12m_percent", "%", "children seen by the NHS in the last 12 months",
      share("seen_12m", children));
  add("adults_seen_24m_percent", "%", "adults seen by the NHS in the last 24 months",
      share("seen_24m", adults));
  const double core20_child = share("seen_12m", core20_children),
               other_child = share("seen_12m", other_children);
  const double core20_adult = share("seen_24m", core20_adults), other_adult = share("seen_24m", other_adults);
  add("core20_children_seen_12m_percent", "%", "Core20 children seen by the NHS in the last 12 months",
      core20_child);
  add("other_children_seen_12m_percent", "%", "other children seen by the NHS in the last 12 months",
      other_child);
  add("core20_adults_seen_24m_percent", "%", "Core20 adults seen by the NHS in the last 24 months",
      core20_adult);
  add("other_adults_seen_24m_percent", "%", "other adults seen by the NHS in the last 24 months",
      other_adult);
  add(drift_figure, "%/year",
      "drift of the share of residents seen by the NHS in 24 months, percentage points a year",
      drift_of_seen_24m());
  add("children_gap_points", "%", "children: other less Core20, NHS in 12 months, percentage points",
      other_child - core20_child);
  add("adults_gap_points", "%", "adults: other less Core20, NHS in 24 months, percentage points",
      other_adult - core20_adult);
  add("adults_seen_24m_any_sector_percent", "%", "adults seen in the last 24 months, NHS or private",
      share("seen_24m_any_sector", adults));
  add("core20_adults_seen_24m_any_sector_percent", "%",
      "Core20 adults seen in the last 24 months, NHS or private",
      share("seen_24m_any_sector", core20_adults));
  add("adults_with_usual_practice_percent", "%", "adults with a usual NHS practice",
      share("with_usual_practice", adults));
  add("tried_and_failed_percent", "%",
      "adults who tried in the last 24 months and whose last attempt failed, of those who tried",
      ratio(stock("tried_24m_failed", adults), stock("tried_24m", adults), percent));
  add("unmet_need", "person",
      "residents who asked or needed, failed, and have not been met since, at the end",
      stock("unmet_need", everybody));
  add("unmet_days", "person day", "days of unmet need", flow("population", "unmet_days"));
}

/// The slope of the line through the reported months.
double Headlines::drift_of_seen_24m() const
{
  const Figures persons = figures("population", "persons"), seen = figures("population", "seen_24m");
  const std::size_t months = persons.extent(0);
  std::vector<double> all(months, 0), of_them(months, 0);
  persons.each([&](const Figures::Index& i, double value) { all[i[0]] += value; });
  seen.each([&](const Figures::Index& i, double value) { of_them[i[0]] += value; });
  const double middle = (static_cast<double>(months) - 1) / 2;
  double above = 0, below = 0;
  for (std::size_t month = 0; month < months; ++month) {
    const double from_middle = static_cast<double>(month) - middle;
    above += from_middle * ratio(of_them[month], all[month], percent);
    below += from_middle * from_middle;
  }
  return ratio(above, below, months_in_a_year);
}

/// The upper edge of the wait bin by which a share q of the reported starts of a service lies.
double Headlines::quantile_wait(std::size_t service, double q) const
{
  std::vector<double> count(wait_bins, 0);
  figures("waits", "completed").each([&](const Figures::Index& i, double value) {
    if (i[2] == service && i[3] == 0) count[i[4]] += value;
  });
  const std::vector<std::int32_t> edges = wait_edges();
  const double total = std::accumulate(count.begin(), count.end(), 0.0);
  double below = 0;
  for (std::size_t bin = 0; bin < wait_bins; ++bin) {
    below += count[bin];
    if (total > 0 && below >= q * total) return edges[bin];
  }
  return std::numeric_limits<double>::quiet_NaN();
}

void Headlines::queues(std::size_t routine, std::size_t urgent)
{
  const auto of = [&](const char* name, std::size_t service) {
    return figures("queues", name).sum([&](const Figures::Index& i) { return i[2] == service; });
  };
  const auto waiting = [&](std::size_t service) {
    const Figures f = figures("queues", "waiting");
    return f.sum([&](const Figures::Index& i) { return i[0] + 1 == f.extent(0) && i[2] == service; });
  };
  add("routine_asked", "episode", "routine care asked for", of("asked", routine));
  add("routine_started_percent", "%", "routine courses begun, of those asked for",
      ratio(of("started", routine), of("asked", routine), percent));
  add("routine_wait_median_days", "day",
      "median wait of routine courses begun, from the day asked for or due", quantile_wait(routine, 0.5));
  add("routine_wait_mean_days", "day", "mean wait of routine courses begun",
      ratio(of("wait_days_sum", routine), of("started", routine), 1));
  add("routine_waiting", "episode", "waiting for routine care at the end", waiting(routine));
  add("urgent_asked", "episode", "urgent care asked for", of("asked", urgent));
  add("urgent_started_percent", "%", "urgent courses begun, of those asked for",
      ratio(of("started", urgent), of("asked", urgent), percent));
  const Figures hours = figures("waits", "urgent_hours");
  constexpr std::size_t within_a_day = 2, within_a_week = 6;  // of hour_bin: up to 24 h, up to 168 h
  const auto within = [&](std::size_t bin) {
    return ratio(hours.sum([&](const Figures::Index& i) { return i[2] == 0 && i[3] <= bin; }),
                 of("asked", urgent), percent);
  };
  add("urgent_within_24h_percent", "%", "urgent care begun within 24 hours, of all who asked",
      within(within_a_day));
  add("urgent_within_7d_percent", "%", "urgent care begun within 7 days, of all who asked",
      within(within_a_week));
}

void Headlines::activity(std::size_t routine, std::size_t urgent)
{
  const Figures courses = figures("activity", "courses_of_treatment");
  const auto band = [&](Band wanted) {
    return courses.sum([&](const Figures::Index& i) { return i[2] == static_cast<std::size_t>(wanted); });
  };
  const double persons = stock("persons", everybody), all = courses.sum();
  const double uda =
      (flow("activity", "uda") + flow("programmes", "general_practice__foundation_uda")) / percent;
  add("courses_of_treatment", "course", "courses completed", all);
  add("courses_per_head", "course", "courses a year and resident", ratio(all, persons * years(), 1));
  add("urgent_courses_per_1000", "course", "urgent courses a year and 1,000 residents",
      ratio(band(Band::urgent), persons * years(), per_thousand));
  add("band_2_courses", "course", "courses of bands 2a, 2b and 2c",
      band(Band::two_a) + band(Band::two_b) + band(Band::two_c));
  add("uda_with_foundation", "UDA", "units of dental activity credited, foundation dentists' included", uda);
  add("uda_per_course", "UDA", "UDA a course", ratio(uda, all, 1));
  add("uda_delivered_percent", "%", "UDA credited to contracts, of the contracted",
      ratio(flow("practices", "uda_delivered"), flow("practices", "uda_contracted"), percent));
  const auto in_practice = [&](const Figures::Index& i) { return i[2] == routine || i[2] == urgent; };
  const Figures appointments = figures("activity", "appointments");
  const auto outcome = [&](AppointmentOutcome wanted) {
    return appointments.sum(
        [&](const Figures::Index& i) { return in_practice(i) && i[3] == static_cast<std::size_t>(wanted); });
  };
  const double missed = outcome(AppointmentOutcome::missed), kept = outcome(AppointmentOutcome::kept);
  add("appointments_missed_percent", "%", "routine and urgent appointments missed, of those kept or missed",
      ratio(missed, missed + kept, percent));
  const Figures minutes = figures("activity", "session_minutes");
  const auto clinical = [&](std::size_t which) {
    return minutes.sum([&](const Figures::Index& i) { return in_practice(i) && i[3] == which; });
  };
  add("clinical_time_used_percent", "%",
      "clinical minutes given to patients who came, of those offered (routine and urgent care)",
      ratio(clinical(1), clinical(0), percent));
  const double assisted = flow("activity", "courses_assisted") + courses.sum([](const Figures::Index& i) {
    return i[4] == static_cast<std::size_t>(Role::therapist) ||
           i[4] == static_cast<std::size_t>(Role::hygienist);
  });
  add("courses_with_dcp_percent", "%", "courses led or assisted by therapists or hygienists",
      ratio(assisted, all, percent));
  add("load_gini", "1", "Gini coefficient of practices' load: minutes booked, of those offered",
      gini_of_load());
  add("travel_km_mean", "km", "mean journey to a kept appointment, one way",
      ratio(flow("activity", "travel_km"), appointments.sum([](const Figures::Index& i) {
        return i[3] == static_cast<std::size_t>(AppointmentOutcome::kept);
      }),
            1));
  add("practices_closed", "practice", "practices that handed back their contract",
      flow("programmes", "general_practice__closures"));
}

/// Of the practices that had sessions in the reported time, each counting once.
double Headlines::gini_of_load() const
{
  const Figures offered = figures("practices", "minutes_offered"),
                booked = figures("practices", "minutes_booked");
  std::vector<double> time(offered.extent(0), 0), taken(offered.extent(0), 0), loads;
  offered.each([&](const Figures::Index& i, double value) { time[i[0]] += value; });
  booked.each([&](const Figures::Index& i, double value) { taken[i[0]] += value; });
  for (std::size_t p = 0; p < time.size(); ++p)
    if (time[p] > 0) loads.push_back(taken[p] / time[p]);
  return gini(std::move(loads));
}

void Headlines::clusters()
{
  constexpr double minutes_per_hour = 60;
  add("cluster_meeting_hours", "h", "clinical time of cluster meetings",
      flow("programmes", "clusters__meeting_minutes") / minutes_per_hour);
  add("cluster_taken", "person", "people whom a cluster's member took when a colleague or the helpline asked",
      flow("programmes", "clusters__urgent_accepted") + flow("programmes", "clusters__routine_accepted"));
  add("cluster_referrals_kept", "referral",
      "referrals that advice made needless or a cluster's member did itself",
      flow("programmes", "clusters__advised") + flow("programmes", "clusters__done_in_practice"));
}

void Headlines::rural()
{
  constexpr auto countryside = static_cast<std::size_t>(Rurality::rural);
  const auto of = [&](const char* name, bool child) {
    const Figures f = figures("rurality", name);
    return f.sum([&](const Figures::Index& i) {
      return i[0] + 1 == f.extent(0) && i[2] == countryside && (i[3] == 1) == child;
    });
  };
  const auto rural_flow = [&](const char* name) {
    return figures("rurality", name).sum([](const Figures::Index& i) { return i[2] == countryside; });
  };
  add("rural_children_seen_12m_percent", "%", "children of rural areas seen by the NHS in the last 12 months",
      ratio(of("seen_12m", true), of("persons", true), percent));
  add("rural_adults_seen_24m_percent", "%", "adults of rural areas seen by the NHS in the last 24 months",
      ratio(of("seen_24m", false), of("persons", false), percent));
  add("rural_way_km_mean", "km", "mean way of people of rural areas to the practice that sees them",
      ratio(rural_flow("way_m") / metres_per_km, rural_flow("visits"), 1));
}

void Headlines::money()
{
  add("paid", "GBP", "paid to practices, urgent sites and clinics, settlement included",
      flow("finance", "paid") / pence_per_pound);
  add("patient_charges", "GBP", "charges paid by patients, the commissioner's receipt",
      flow("finance", "patient_charges") / pence_per_pound);
  add("clawback", "GBP", "recovered at settlement", flow("practices", "clawback") / pence_per_pound);
}

void Headlines::health()
{
  const Figures reached = figures("oral_health", "reached_five"),
                decayed = figures("oral_health", "decay_at_five");
  const auto share_of = [&](bool core20, bool rest) {
    const auto keep = [&](const Figures::Index& i) { return i[2] == 0 ? core20 : rest; };
    return ratio(decayed.sum(keep), reached.sum(keep), percent);
  };
  add("decay_at_five_percent", "%", "five-year-olds with experience of dentinal decay", share_of(true, true));
  add("core20_decay_at_five_percent", "%", "Core20 five-year-olds with experience of dentinal decay",
      share_of(true, false));
  add("other_decay_at_five_percent", "%", "other five-year-olds with experience of dentinal decay",
      share_of(false, true));
}

}  // namespace

sim::io::Group summarise(const std::vector<sim::io::Group>& groups)
{
  const auto queues =
      std::find_if(groups.begin(), groups.end(), [](const Group& group) { return group.name == "queues"; });
  const auto service = std::find_if(queues->dimensions.begin(), queues->dimensions.end(),
                                    [](const sim::io::Dimension& axis) { return axis.name == "service"; });
  const auto& names = std::get<std::vector<std::string>>(service->coordinate);
  const auto number = [&](const char* name) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
  };
  Headlines headlines{groups};
  headlines.access();
  headlines.queues(number("routine_care"), number("urgent_care"));
  headlines.activity(number("routine_care"), number("urgent_care"));
  headlines.money();
  headlines.health();
  headlines.clusters();
  headlines.rural();
  return headlines.take();
}

std::vector<sim::io::Array> headlines(const sim::Layout& layout)
{
  const sim::ReportedTime a_month{0, 1};
  const sim::Tallies nobody{layout, a_month, 0};
  const sim::Tallies* const tallies[] = {&nobody};
  return summarise(sim::io::gather(layout, a_month, tallies, {{"nowhere"}, {{}}})).arrays;
}

}  // namespace models
