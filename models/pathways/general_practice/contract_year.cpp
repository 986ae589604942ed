// The contract year: sessions opened day by day, what practices show, instalments, pacing, settlement, hand-back.
#include <algorithm>

#include "models/pathways/general_practice/general_practice.hpp"
#include "models/practices/working_days.hpp"

namespace models::general_practice {

namespace {

double to_double(Uda activity) { return static_cast<double>(activity.hundredths); }

}  // namespace

void GeneralPractice::open_day(Place& place, sim::Day day)
{
  if (sim::first_day_of_month(sim::month_index(day)) == day || day == place.around().first)
    begin_month(place, day);
  meet_conditions(place, day);
  open_books_and_flags(place, day);
}

void GeneralPractice::open_books_and_flags(Place& place, sim::Day day)
{
  const int refresh = place.around().front_door.flag_refresh;
  const bool working = is_working_day(day);  // nobody is rung up on another
  turnover_[static_cast<std::size_t>((day - 1) % ring_days)] = {};
  for (std::uint16_t p = 0; p < practice_count(); ++p) {
    Practice& practice = practices_[p];
    turn_books(practice, day - 1, books_);
    if (!practice.contract.is_handed_back) {
      set_hazard(place, p, day);
      const sim::Day opened_from = practice.opened_to;
      open_books(practice_settings_, shapes_, practice, day, books_, place.streams(), turnover_);
      if (!flexible_.empty()) open_flexible(place, p);
      if (!offers_.empty()) open_offers(place, p, day, opened_from);
      const LostSessions lost = lose_sessions_of(place, p, day);
      if (!flexible_.empty()) hold_flexible(place, p, day);
      if (!offers_.empty()) hold_long_slots(place, p, day);
      if (working && !lists_[p].empty()) offer_freed_time(place, p);
      const auto offered = minutes(practice, day, books_).offered - lost.booked_units * minutes_per_unit;
      place.tallies().add_sum(place.measures().session_minutes, std::size_t{services_.routine} * 2, offered);
      place.tallies().add_practice_sum(place.measures().minutes_offered, p, 0, offered);
      constexpr int session_minutes =
          units_per_session * minutes_per_unit;  // less where a dentist supervises
      place.tallies().add(own_.sessions, 0,
                          static_cast<std::uint32_t>((offered + session_minutes - 1) / session_minutes));
      show(p, day);
      if ((static_cast<std::uint32_t>(day) + practice.key) % static_cast<std::uint32_t>(refresh) == 0) {
        const auto p_of = [&](AgeClass age) {
          return acceptance_of(p, {age, true, false}, wait_of_new(place, p, age));
        };
        const double shown_from = place.around().front_door.shown_from;
        const bool adults = p_of(AgeClass::adult) > shown_from, children = p_of(AgeClass::child) > shown_from;
        faces_[p].bits = static_cast<std::uint8_t>((adults ? PublicState::adults : 0) |
                                                   (children ? PublicState::children : 0));
      }
      if (faces_[p].has(PublicState::adults))
        place.tallies().add_practice_sum(place.measures().accepting_days, p, 0, 1);
    }
    show_urgent_time(place, p);
  }
  count_staff_day(place, day);
}

/// The first urgent time from now on, as somebody who rings hears it.
void GeneralPractice::show_urgent_time(Place& place, std::uint16_t p)
{
  const sim::Day today = place.today();
  const int units = treatment_.units(Procedure::urgent_care, {AgeClass::adult, true, false, false, false},
                                     Role::dentist, 0.5);
  const auto slot =
      books_.find(practices_[p].book[static_cast<std::size_t>(Role::dentist)], today,
                  today + settings_.booking.urgent_within, units, Purpose::urgent, today, place.minute());
  faces_[p].urgent_free = slot ? static_cast<std::uint16_t>(slot->day - today) : PublicState::no_time;
  place.publish(site(p), faces_[p]);
}

/// What a practice knows of itself this morning: its first free time for a new patient and its room.
void GeneralPractice::show(std::uint16_t p, sim::Day day)
{
  const Practice& practice = practices_[p];
  const int horizon = practice_settings_.books.horizon_days;
  const int units =
      treatment_.units(Procedure::check_up, {AgeClass::adult, true, false, false, false}, Role::dentist, 0.5);
  const auto slot = books_.find(practice.book[static_cast<std::size_t>(Role::dentist)], day + 1,
                                day + horizon, units, Purpose::fresh, day, 0);
  faces_[p].first_free = static_cast<std::uint16_t>(slot ? slot->day - day : horizon);
  faces_[p].waiting = static_cast<std::uint16_t>(std::min<std::uint32_t>(lists_[p].size(), 0xffff));
  const double left = 1 - elapsed_year(day);
  faces_[p].room =
      static_cast<std::int32_t>(practice.held_share * to_double(practice.contract.contracted) * left);
}

void GeneralPractice::begin_month(Place& place, sim::Day day)
{
  update_pay(day);
  for (std::uint16_t p = 0; p < practice_count(); ++p) {
    if (!offers_.empty() && !practices_[p].contract.is_handed_back) answer_offers(place, p, day);
    update_mix(p);
    if (!offers_.empty()) lean_from_offers(p);
  }
  const ContractSettings& contract = practice_settings_.contract;
  const ClinicianSettings& clinicians = practice_settings_.clinicians;
  const int month = month_of_contract_year(day);
  const int days = sim::first_day_of_month(sim::month_index(day) + 1) - day;
  for (std::uint16_t p = 0; p < practice_count(); ++p) {
    Practice& practice = practices_[p];
    if (practice.contract.is_handed_back) continue;
    const double hazard =
        hand_back_hazard(contract, practice.contract.short_years,
                         mean_uda_value_ / static_cast<double>(practice.contract.uda_value.amount)) *
        warned(place, p);
    const double u =
        place.streams().draw(practice.key, sim::Why{"hand-back"}, static_cast<std::uint32_t>(day)).uniform(0);
    if (day != place.around().first && hands_back(hazard, days / days_per_year, u)) {
      hand_back(place, p, day);
      continue;
    }
    if (month == 0 || day == place.around().first) {
      begin_head_year(contract.by_head, practice.contract, day);
      lower_for_the_year(p, day);
    }
    if (levers_.review.is_held_on(day)) review(place, p, day);
    place.pay(Payer::icb, uda_line, p, day, pay_month(practice.contract, month));
    if (contract.by_head.in_force(day)) tell_due(place, p, day);
    if (const int trained = trainees(practice, false); trained > 0)
      place.pay(Payer::nhs_england, foundation_line_, p, day,
                Pence{instalment(contract.foundation_pay.amount, month, months_per_year)} * trained);
    const double elapsed = elapsed_year(day);
    forecast_[p] = static_cast<float>(forecast_delivery(contract, practice.contract, elapsed));
    pace(practice_settings_, practice, day, levers_.offer.as_known(day), books_);
    const double pay = static_cast<double>(uda_value_for(contract, practice.contract, {}, day).amount);
    practice.nhs_share = next_nhs_share(contract, practice.nhs_share, clinicians.nhs_share,
                                        pay / static_cast<double>(practice.contract.uda_value.amount), days);
  }
  if (contract.by_head.in_force(day)) count_heads(place, day);
}

void GeneralPractice::close_month(Place& place, sim::Day last_day)
{
  waive_month(place, last_day);
  count_staff_month(place, last_day);
  const bool year_ends = sim::contract_year(last_day) != sim::contract_year(last_day + 1);
  if (year_ends)
    settle_year(place, last_day);
  else if (last_day == place.around().last)
    for (std::uint16_t p = 0; p < practice_count(); ++p) {
      // cut by the run's end: not settled
      const Contract& contract = practices_[p].contract;
      if (contract.is_handed_back) continue;
      count_year(place, p, contract.target, contract.delivered, contract.target, {});
    }
}

void GeneralPractice::count_year(Place& place, std::uint16_t p, Uda target, Uda delivered, Uda paid_for,
                                 Pence recovered)
{
  const Measures& m = place.measures();
  sim::Tallies& tallies = place.tallies();
  tallies.add_practice_sum(m.uda_contracted, p, 0, target.hundredths);
  tallies.add_practice_sum(m.uda_delivered, p, 0, delivered.hundredths);
  tallies.add_practice_sum(m.uda_paid, p, 0, paid_for.hundredths);
  tallies.add_practice_sum(m.uda_value, p, 0, practices_[p].contract.uda_value.amount);
  tallies.add_practice_sum(m.clawback, p, 0, recovered.amount);
}

/// Over-delivery is paid on the line `uda`, a recovery has a line of its own.
void GeneralPractice::pay_settlement(Place& place, std::uint16_t p, sim::Day day,
                                     const Settlement& settlement)
{
  const Pence payment = settlement.payment;
  if (payment.amount != 0)
    place.pay(Payer::icb, payment.amount > 0 ? uda_line : clawback_line, p, day, payment);
  if (settlement.paid_for > settlement.target)
    place.tell_contract({ContractNews::paid_above, site(p), payment.amount});
}

void GeneralPractice::settle_year(Place& place, sim::Day last_day)
{
  for (std::uint16_t p = 0; p < practice_count(); ++p) {
    Practice& practice = practices_[p];
    if (practice.contract.is_handed_back) continue;
    const Uda delivered = practice.contract.delivered;
    const int year = sim::contract_year(last_day);
    const Settlement settlement =
        close_year(practice_settings_, practice, year, levers_.offer.at_settlement(year));
    pay_settlement(place, p, last_day, settlement);
    count_year(place, p, settlement.target, delivered, settlement.paid_for,
               settlement.payment.amount < 0 ? -settlement.payment : Pence{});
    begin_training_year(practice);
  }
}

/// A contract ends: it is settled on what was done, its patients lose their bookings, its activity goes to the
/// Office to be let again for the rest of the year.
void GeneralPractice::hand_back(Place& place, std::uint16_t p, sim::Day day)
{
  Practice& practice = practices_[p];
  displace(place, p);  // first: courses cut short are credited before the year is settled
  const Uda delivered = practice.contract.delivered;
  const Uda rest = activity_from(practice.contract, month_of_contract_year(day));
  const int year = sim::contract_year(day);
  const Settlement settlement =
      settle(practice_settings_.contract, practice.contract, year, levers_.offer.at_settlement(year));
  practice.contract.is_handed_back = true;
  pay_settlement(place, p, day, settlement);
  count_year(place, p, settlement.target, delivered, settlement.paid_for,
             settlement.payment.amount < 0 ? -settlement.payment : Pence{});
  close_books(practice, day, books_);
  faces_[p].bits = PublicState::closed;
  place.tallies().add(own_.closures, 0);
  offer_to_others(place, p, day, rest);
}

/// The Office lets activity again that a practice leaves undone for the rest of the year.
void GeneralPractice::offer_to_others(Place& place, std::uint16_t p, sim::Day day, Uda rest)
{
  place.tallies().add_sum(own_.handed_back, 0, rest.hundredths);
  const std::size_t office =
      place.around().geography.places.size() + place.around().geography.places[place.index()].office;
  Letter letter{.person = site(p),
                .minute = sim::minute_of(day, 0),
                .practice = site(p),
                .kind = LetterKind::handed_back};
  set_activity(letter, static_cast<std::uint32_t>(rest.hundredths));
  place.send(office, letter);
}

void GeneralPractice::displace(Place& place, std::uint16_t p)
{
  for (std::uint32_t e = 0; e < episodes_.peak(); ++e) {
    const Episode& episode = episodes_[e];
    if (!episode.has(Episode::used) || episode.practice != p) continue;
    if (episode.has(Episode::waiting))
      lists_[p].leave(episodes_, e);
    else
      release(place, episode);
    leave(place, e, Reason::practice_closed);
  }
}

void GeneralPractice::read(Place& place, const Letter& letter)
{
  if (letter.kind == LetterKind::notice) {
    read_notice(place, letter);
    return;
  }
  if (letter.kind != LetterKind::relet_offer && letter.kind != LetterKind::unplaced) return;
  const auto p = static_cast<std::uint16_t>(letter.practice - first_site_);
  const int next_month = month_of_contract_year(place.today()) + 1;
  if (letter.kind == LetterKind::unplaced || practices_[p].contract.is_handed_back ||
      next_month >= months_per_year) {  // nobody takes it, or it comes too late
    place.tallies().add_sum(own_.unplaced, 0, activity(letter));
    return;
  }
  take_over(practices_[p].contract, Uda{activity(letter)}, next_month);
  place.tallies().add_sum(own_.relet, 0, activity(letter));
}

}  // namespace models::general_practice
