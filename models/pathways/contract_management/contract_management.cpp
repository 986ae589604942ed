#include "models/pathways/contract_management/contract_management.hpp"

#include <cmath>

#include "models/places/registration.hpp"

namespace models::contract_management {

PathwayKind kind()
{
  PathwayKind kind;
  kind.name = "contract_management";
  kind.lines = {"flexible_session"};
  register_instance<ContractManagement, Settings>(kind);
  kind.declare = declare;
  kind.plan = with_settings(plan);
  kind.years = [](const PathwaySettings& settings) {
    const ContractLevers& levers = static_cast<const Settings&>(settings).levers;
    std::vector<std::pair<std::string, int>> years;
    const auto add = [&](const char* key, const ContractYears& of_lever) {
      for (const int year : of_lever) years.emplace_back(key, year);
    };
    add("over_delivery.years", levers.offer.years);
    add("mid_year_review.years", levers.review.years);
    add("flexible.years", levers.flexible.years);
    return years;
  };
  kind.make_office = [](Office&, const PathwaySettings& settings, const Seat& seat) {
    return std::make_unique<QualityReview>(static_cast<const Settings&>(settings).quality, seat);
  };
  kind.set_conditions = [](const Geography&, const PathwaySettings& settings, Conditions& conditions) {
    conditions.lever<ContractLevers>() = static_cast<const Settings&>(settings).levers;
  };
  return kind;
}

ContractManagement::ContractManagement(Place& place, const Settings& settings, const Seat& seat)
    : settings_{settings},
      seat_{seat},
      own_{own_measures(place.around().layout)},
      session_line_{place.line("contract_management__flexible_session")},
      first_site_{place.around().geography.places[place.index()].first_practice},
      records_(place.around().geography.places[place.index()].practices)
{}

/// A quarter has ended: its indicators go to the Office.
void ContractManagement::open_day(Place& place, sim::Day day)
{
  constexpr int months_of_a_quarter = months_per_year / static_cast<int>(quarters);
  const bool begins = sim::first_day_of_month(sim::month_index(day)) == day &&
                      month_of_contract_year(day) % months_of_a_quarter == 0;
  if (!begins || settings_.quality.fence <= 0) return;
  for (std::size_t p = 0; p < records_.size(); ++p) {
    if (records_[p].begun >= settings_.quality.least_begun) {
      const auto values = records_[p].values();
      for (std::size_t i = 0; i < indicators; ++i)
        place.send(place.office(),
                   quality_notice(seat_, static_cast<std::uint16_t>(first_site_ + p),
                                  static_cast<Indicator>(i), sim::minute_of(day, 0), values[i]));
    }
    records_[p] = {};
  }
}

void ContractManagement::read(Place& place, const Letter& letter)
{
  if (letter.kind != LetterKind::notice) return;
  const std::size_t p = letter.practice - first_site_;
  sim::Tallies& tallies = place.tallies();
  tallies.add(own_.quality_flags, letter.service);
  tallies.add_practice_sum(own_.flags_of_practice, p, 0, 1);
  if (own_.by_practice) tallies.add_practice_sum(own_.flags_in_month, p, 0, 1);
}

void ContractManagement::practice_did(Place& place, const PracticeDeed& deed)
{
  const std::size_t p = deed.practice - first_site_;
  records_[p].add(settings_.quality, deed);
  if (own_.by_practice) record_month(place, p, deed);
}

void ContractManagement::record_month(Place& place, std::size_t p, const PracticeDeed& deed)
{
  QualityRecord one;
  one.add(settings_.quality, deed);
  const auto add = [&](sim::Counter counter, std::int64_t n) {
    if (n != 0) place.tallies().add_practice_sum(counter, p, 0, n);
  };
  add(own_.begun, one.begun);
  add(own_.wait_days, one.wait_days);
  add(own_.kept, one.kept);
  add(own_.missed, one.missed);
  add(own_.recalls, one.recalls);
  add(own_.short_recalls, one.short_recalls);
  add(own_.returned, one.returned);
}

void ContractManagement::contract_news(Place& place, const ContractNews& news)
{
  sim::Tallies& tallies = place.tallies();
  const std::size_t p = news.practice - first_site_;
  const auto count = [&](sim::Counter year, sim::Counter month) {
    tallies.add_practice_sum(year, p, 0, news.amount);
    if (own_.by_practice) tallies.add_practice_sum(month, p, 0, news.amount);
  };
  switch (news.what) {
    case ContractNews::at_risk:
      tallies.add(own_.at_risk, 0);
      count(own_.months_at_risk, own_.at_risk_in_month);
      break;
    case ContractNews::action_plan:
      tallies.add(own_.action_plans, 0);
      count(own_.plans_of_practice, own_.plan_in_month);
      break;
    case ContractNews::rebased:
      tallies.add(own_.rebased, 0);
      tallies.add_sum(own_.given_up, 0, news.amount);
      count(own_.given_up_of_practice, own_.given_up_in_month);
      break;
    case ContractNews::paid_above:
      tallies.add(own_.over_delivery_practices, 0);
      tallies.add_sum(own_.over_delivery_paid, 0, news.amount);
      break;
    case ContractNews::session_held:
      tallies.add(own_.flexible_sessions, 0);
      tallies.add_sum(own_.displaced_minutes, 0, news.amount);
      place.pay(Payer::icb, session_line_, p, place.today(), settings_.levers.flexible.fee);
      break;
    case ContractNews::begun_in_session:
      tallies.add(own_.begun_in_sessions, news.patient.index() * 2 + (news.is_urgent ? 1 : 0));
      break;
    case ContractNews::in_sessions: tallies.add_sum(own_.uda_in_sessions, 0, news.amount); break;
  }
}

bool ContractManagement::is_asked_about(const Place& place, std::uint8_t service) const
{
  const CoreServices& core = place.around().services;
  return service == core.routine || service == core.urgent;
}

void ContractManagement::begun(Place& place, std::uint32_t, std::uint8_t service, int days)
{
  if (!is_asked_about(place, service)) return;
  place.tallies().add(own_.asked_opinion, 0);
  place.tallies().add_sum(own_.satisfied, 0, satisfied_after(settings_.opinion, days));
}

void ContractManagement::completed(Place& place, std::uint32_t, std::uint8_t service, bool whole)
{
  if (whole || !is_asked_about(place, service)) return;
  constexpr auto one = static_cast<double>(thousandths_per_whole);
  place.tallies().add_sum(own_.satisfied, 0, -std::llround(one * settings_.opinion.broken_off));
}

void ContractManagement::ended(Place& place, std::uint32_t, std::uint8_t service, Reason reason)
{
  if (reason == Reason::died || !is_asked_about(place, service)) return;
  constexpr auto one = static_cast<double>(thousandths_per_whole);
  place.tallies().add(own_.asked_opinion, 0);
  place.tallies().add_sum(own_.satisfied, 0, std::llround(one * settings_.opinion.without_care));
}

void ContractManagement::close_month(Place& place, sim::Day last_day)
{
  const Trajectory& plan = settings_.trajectory;
  const int month = month_of_contract_year(last_day);
  const auto here = [&](Uda whole) {
    return part_of_place(place.around().geography, place.index(), whole).hundredths;
  };
  place.tallies().add_sum(own_.uda_planned, 0, here(planned(plan, sim::contract_year(last_day), month)));
  const Uda twelfth{instalment(plan.before_pandemic.hundredths, month, months_per_year)};
  place.tallies().add_sum(own_.uda_before_pandemic, 0, here(twelfth));
}

}  // namespace models::contract_management
