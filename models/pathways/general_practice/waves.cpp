// Waves as practices meet them: days rationed, appointments put off, rooms that rest, activity waived.
#include <algorithm>
#include <tuple>

#include "models/pathways/general_practice/general_practice.hpp"

namespace models::general_practice {

/// A morning: what holds today; on the first of a wave the books ahead are rationed and what no longer fits is put off.
void GeneralPractice::meet_conditions(Place& place, sim::Day day)
{
  const Conditions& conditions = place.around().conditions;
  if (conditions.empty()) return;
  const Wave* const before = wave_;
  wave_ = conditions.in_force(place.index(), day);
  now_ = wave_ == nullptr ? Condition{} : wave_->on(day);
  constexpr int ahead = ring_days - 2;
  if (wave_ != nullptr && wave_ != before) {
    is_rationed_ = true;
    for (sim::Day future = day; future <= day + ahead; ++future) ration(future);
    put_off_bookings(place);
  } else if (is_rationed_) {
    ration(day + ahead);
  }
}

void GeneralPractice::ration(sim::Day day)
{
  const Condition then = wave_ == nullptr ? Condition{} : wave_->on(day);
  books_.ration(day, {then.routine, then.routine, then.urgent});
}

/// In the order of their dates, so that who comes first is offered another date first.
void GeneralPractice::put_off_bookings(Place& place)
{
  std::vector<std::tuple<sim::Minute, std::uint32_t, std::uint32_t>> moved;
  for (std::uint32_t e = 0; e < episodes_.peak(); ++e) {
    const Episode& episode = episodes_[e];
    if (episode.has(Episode::used) && !episode.has(Episode::waiting) && is_put_off(place, episode))
      moved.emplace_back(
          sim::minute_of(episode.day, minute_of_day({episode.day, episode.session, episode.unit})),
          episode.person, e);
  }
  std::sort(moved.begin(), moved.end());
  for (const auto& [when, person, e] : moved) put_off(place, e);
}

LostSessions GeneralPractice::lose_sessions_of(Place& place, std::uint16_t p, sim::Day day)
{
  if (wave_ == nullptr) return {};
  const LostSessions lost = lose_sessions(practices_[p], day, now_.absent, books_, place.streams());
  place.tallies().add(own_.sessions_lost, 0, static_cast<std::uint32_t>(lost.sessions));
  place.tallies().add(own_.clinicians_absent, 0, static_cast<std::uint32_t>(lost.clinicians));
  return lost;
}

Procedure GeneralPractice::next_procedure(const Place& place, const Episode& episode) const
{
  if (episode.service == services_.urgent) return Procedure::urgent_care;
  return episode.visit == 0 ? Procedure::check_up : procedure_due(course(place, episode), episode);
}

bool GeneralPractice::makes_aerosol_now(const Place& place, const Episode& episode, Procedure procedure) const
{
  return makes_aerosol(treatment_.settings(), place.streams(), episode.person, episode.ordinal, episode.visit,
                       procedure);
}

/// Whether the wave in force leaves a booking its session, and the room its rest.
bool GeneralPractice::is_put_off(const Place& place, const Episode& episode) const
{
  const Purpose purpose = episode.service == services_.urgent ? Purpose::urgent : Purpose::known;
  const SessionBooks::Book book = practices_[episode.practice].book[static_cast<std::size_t>(episode.role)];
  if (books_.is_shut(book, {episode.day, episode.session, episode.unit}, purpose)) return true;
  const Condition& wave = wave_->while_it_lasts;
  if (episode.day > wave_->spell.until || (!wave.aerosol_barred && episode.rest >= rest_units(wave)))
    return false;
  const int most_rest = max_length - (episode.length - episode.rest);
  return makes_aerosol_now(place, episode, next_procedure(place, episode)) &&
         (wave.aerosol_barred || episode.rest < std::min(rest_units(wave), most_rest));
}

/// The practice takes an appointment back: another date not before it, or a place on the list.
void GeneralPractice::put_off(Place& place, std::uint32_t e)
{
  const Episode& episode = episodes_[e];
  const bool urgent = episode.service == services_.urgent;
  const sim::Day today = place.today();
  release(place, episode);
  place.tallies().add(own_.put_off, 0);
  const sim::Day from = urgent ? today : std::max<sim::Day>(today + 1, episode.day);
  const Window window{
      from, urgent ? today + settings_.booking.urgent_within : latest_day(place, episode, episode.asked),
      urgent ? Purpose::urgent : Purpose::known};
  const auto found = find(place, episode, window, next_procedure(place, episode));
  const bool is_list_full =
      lists_[episode.practice].size() >= static_cast<std::uint32_t>(settings_.booking.list_most);
  if (found) {
    book(place, e, *found);
  } else if (!urgent && (episode.has(Episode::started) || !is_list_full)) {
    join_list(place, e);
  } else {
    leave(place, e, urgent ? Reason::other_care : Reason::wait_too_long);
    return;
  }
  if (!episode.has(Episode::started) && !episode.has(Episode::guest) &&
      (!found || found->slot.day > episode.asked))
    place.expect_due_date(episode.person);
}

/// While a wave lasts what makes aerosol needs a rested room, or is barred; afterwards neither.
std::optional<GeneralPractice::Found> GeneralPractice::find(const Place& place, const Episode& episode,
                                                            const Window& window, Procedure procedure)
{
  if (wave_ == nullptr) return find_resting(place, episode, window, procedure, 0);
  const Condition& wave = wave_->while_it_lasts;
  const int rest = rest_units(wave);
  if ((rest == 0 && !wave.aerosol_barred) || !makes_aerosol_now(place, episode, procedure))
    return find_resting(place, episode, window, procedure, 0);
  const sim::Day until = wave_->spell.until;
  if (!wave.aerosol_barred && window.from <= until)
    if (const auto found = find_resting(
            place, episode, {window.from, std::min(window.last, until), window.purpose}, procedure, rest))
      return found;
  if (window.last <= until) return std::nullopt;
  return find_resting(place, episode, {std::max(window.from, until + 1), window.last, window.purpose},
                      procedure, 0);
}

/// Relief of the month that ends, day by day.
void GeneralPractice::waive_month(Place& place, sim::Day last_day)
{
  const Conditions& conditions = place.around().conditions;
  if (conditions.empty()) return;
  const sim::Day first = sim::first_day_of_month(sim::month_index(last_day));
  double unpaid = 0;
  for (sim::Day day = first; day <= last_day; ++day)
    unpaid += 1 - conditions.today(place.index(), day).paid_in_full;
  constexpr double percent = 100;
  const PerMille share = per_mille(percent * unpaid / (last_day - first + 1));
  for (Practice& practice : practices_)
    place.tallies().add_sum(own_.waived, 0,
                            waive(practice.contract, month_of_contract_year(last_day), share).hundredths);
}

}  // namespace models::general_practice
