#include "models/pathways/child_pilot/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/places/deployment.hpp"

namespace models::child_pilot {

namespace {

constexpr auto optional = sim::io::Presence::optional;
constexpr double most_uplift = 1000, most_months = 120, most_hours = 40, longest_delay = 3650;
constexpr int session_minutes = units_per_session * minutes_per_unit;
constexpr double days_per_month = 30.4375;  // 365.25 / 12

void read_who(sim::io::Block& block, OfferedTo& out)
{
  Ages ages{out.from_age, out.to_age};
  read(block, "ages", ages, "first and last age of those meant, in whole years");
  out.from_age = ages.from;
  out.to_age = ages.to;
  block.flag("core20", out.core20,
             "only who lives in the most deprived class, or belongs to one of `groups` (Core20PLUS)");
  read_groups(block, "groups", out.groups, "PLUS groups that are meant as well", optional);
  block.flag("never_seen", out.never_seen, "only who has never completed an NHS course");
  block.flag("graded", out.graded,
             "only children of higher need, as the practice grades them: not yet cooperative, or with decay "
             "in dentine");
  block.number("missed", out.missed, {"", 0, 1, "chance that one of higher need is not graded so"});
  block.number("mistaken", out.mistaken, {"", 0, 1, "chance that another is graded so"});
}

void read_visits(sim::io::Block& block, LongVisits& out)
{
  block.integer("extra", out.extra_minutes,
                {"min", 0, max_length * minutes_per_unit, "by which a visit in a long slot is longer",
                 minutes_per_unit});
  block.integer("reserved", out.reserved_minutes,
                {"min", 0, session_minutes,
                 "of a dentist's session with long slots, reserved for them (less where the session's other "
                 "reserved time leaves less)",
                 minutes_per_unit});
  block.number("most", out.most, {"", 0, 1, "share of dentists' sessions with long slots at most"});
  block.integer("later", out.later,
                {"d", 0, ring_days, "so much later than ordinary time a long slot is waited for"});
  block.number("response", out.response,
               {"", 0, 10,
                "E2: how strongly a practice's long slots follow their pay per expected minute over that of "
                "its mean minute; 0 = pay moves no time"});
  block.number("tells_apart", out.tells_apart,
               {"", 0, 1, "how far a practice knows of a new child beforehand whether it will cooperate"});
  block.integer("acclimatisation", out.acclimatisation,
                {"", 0, 6, "visits before treatment of a child not yet cooperative"});
}

void read_pay(sim::io::Block& block, PaySettings& out)
{
  block.choice("method", out.method, method_labels, "which of the following is paid; blended = all of them");
  block.number("uda_uplift", out.uda_uplift,
               {"%", 0, most_uplift, "of the UDA value, for each UDA of those meant", 0.1});
  read_pounds(block, "session", out.session, "GBP", "for each session with long slots that is held");
  read_pounds(block, "per_child", out.per_child, "GBP",
              "for each child new to the practice, at the first visit");
  read_pounds(block, "per_completed_course", out.per_completed_course, "GBP", "for each course completed");
  read_pounds(block, "acclimatisation", out.acclimatisation, "GBP",
              "for each acclimatisation visit, beside any method");
}

std::uint16_t procedure_bit(const std::string& name)
{
  const auto at = std::find(procedure_labels.begin(), procedure_labels.end(), name);
  return at == procedure_labels.end()
             ? std::uint16_t{0}
             : static_cast<std::uint16_t>(1u << static_cast<unsigned>(at - procedure_labels.begin()));
}

std::uint16_t menu_bits(const MenuSettings& menu)
{
  if (menu.procedures.empty()) return whole_menu;
  unsigned bits = 0;
  for (const std::string& name : menu.procedures) bits |= procedure_bit(name);
  return static_cast<std::uint16_t>(bits);
}

void read_menu(sim::io::Block& block, const char* key, MenuSettings& out)
{
  block.texts(key, out.procedures,
              "procedures that a practice gives those meant, beside check-ups; what else they need is "
              "referred to the community dental service; without it, all",
              optional);
  for (const std::string& name : out.procedures)
    if (procedure_bit(name) == 0)
      block.fault(key, fmt::format("unknown procedure '{}' (allowed: {}) write one of them", name,
                                   fmt::join(procedure_labels, ", ")));
}

void read_dates(sim::io::Block& block, Settings& out)
{
  OfferDates& dates = out.offer.dates;
  block.date("start", dates.from, "day of the launch");
  block.date("end", dates.until, "its last day; without it there is no end", optional);
  block.number("ramp", out.ramp_months,
               {"month", 0, most_months, "practices join one after the other over so long, from `start`"});
  dates.ramp_days = out.ramp_months * days_per_month;
  block.number("joins", dates.joins, {"", 0, 1, "share of the chosen practices that take part"});
  block.number("delay", dates.delay_days,
               {"d", 0, longest_delay, "mean delay with which each of them joins (exponential)"});
  check_order(block, "start", dates.from, "end", dates.until);
}

}  // namespace

void read(sim::io::Block& block, Settings& out)
{
  out.offer.programme = "child_pilot";
  models::read(block, out.selection);
  read_dates(block, out);
  block.block("who", "the children meant", [&](sim::io::Block& inner) { read_who(inner, out.offer.to); });
  block.block("slots", "longer visits and the time for them", [&](sim::io::Block& inner) {
    read_visits(inner, out.offer.visits);
    inner.integer("release", out.release_days,
                  {"d", -1, ring_days, "long slots open to everybody so many days ahead (-1 = never)"});
  });
  block.block("pay", "what is paid on top of the contract",
              [&](sim::io::Block& inner) { read_pay(inner, out.pay); });
  read_menu(block, "menu", out.menu);
  block.each("menus", "menus of single practices, by their ids",
             [&](const std::string& practice, sim::io::Block& inner) {
               auto& one = out.menus.emplace_back();
               one.practice = practice;
               one.where = inner.where("");
               read_menu(inner, "menu", one.menu);
             });
  block.block("training", "of a practice, when it has joined", [&](sim::io::Block& inner) {
    inner.integer("days", out.offer.dates.training_days,
                  {"d", 0, 366, "until it sees children under the offer"});
    inner.integer("minutes", out.training_minutes,
                  {"min", 0, 10'000, "of its dentists' own time", minutes_per_unit});
    read_pounds(inner, "cost", out.training_cost, "GBP", "for each practice, once");
    inner.number("skill", out.offer.visits.skill,
                 {"", 0, 5, "E4: added to the logit of accepting treatment for each acclimatisation visit"});
  });
  block.flag("nominated", out.offer.is_nominated,
             "whether outreach sends children to these practices (routes with `nominated`)");
  block.block("champion", "somebody at the practice who rings families", [&](sim::io::Block& inner) {
    inner.number("hours", out.champion_hours,
                 {"h/week", 0, most_hours, "of the practice's own dentists' time"});
    inner.number(
        "champion", out.offer.champion,
        {"", 0, 1, "how far families sent here are met by one (E10; pathway.outreach.with_champion)"});
  });
}

void check(const Geography& geography, const Settings& settings, sim::io::Faults& faults)
{
  models::check(geography, settings.selection, faults);
  for (const auto& menu : settings.menus)
    if (!geography.find_practice(menu.practice))
      faults.add(menu.where,
                 "unknown practice " + menu.practice + " (the region has no practice of that id)");
}

Offer make_offer(const Geography& geography, const Settings& settings)
{
  Offer offer = settings.offer;
  const PaySettings& pay = settings.pay;
  const auto method = static_cast<Method>(pay.method);
  const auto paid = [method](Method wanted) { return method == wanted || method == Method::blended; };
  if (paid(Method::uda_uplift)) offer.pay.uplift.fill(pay.uda_uplift);
  if (paid(Method::session)) offer.pay.session = pay.session;
  if (paid(Method::per_child)) offer.pay.person = pay.per_child;
  if (paid(Method::per_completed_course)) offer.pay.course = pay.per_completed_course;
  offer.pay.acclimatisation = pay.acclimatisation;
  for (const std::uint32_t practice : select_practices(geography, settings.selection)) {
    const std::string& id = geography.practices[practice].id;
    const auto own = std::find_if(settings.menus.begin(), settings.menus.end(),
                                  [&](const Settings::PracticeMenu& one) { return one.practice == id; });
    offer.practices.push_back({static_cast<std::uint16_t>(practice),
                               menu_bits(own == settings.menus.end() ? settings.menu : own->menu)});
  }
  return offer;
}

std::vector<PlanFigure> plan(const Geography& geography, const Settings& settings, Days period)
{
  const OfferDates& dates = settings.offer.dates;
  const Days running = common(period, {dates.from, dates.until});
  const double chosen = static_cast<double>(select_practices(geography, settings.selection).size());
  if (running.count() == 0 || chosen == 0) return {};
  const double practices = chosen * dates.joins;
  std::vector<PlanFigure> figures{{PlanQuantity::practices, "practices", practices,
                                   fmt::format("{} chosen x {} that take part", chosen, dates.joins)}};
  const double training = static_cast<double>(settings.training_cost.amount) / pence_per_pound;
  if (training > 0 && period.first <= dates.from)
    figures.push_back({PlanQuantity::cost, "training", practices * training,
                       fmt::format("{} practices x GBP {}", practices, training)});
  return figures;
}

}  // namespace models::child_pilot
