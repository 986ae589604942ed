// Practices that are linked with each other: a colleague takes whom one has turned away, a referral is not needed, staff
// stay. What links them is a pathway; without one nothing here happens.
#include "models/places/place.hpp"

namespace models {

Request Place::request_of(std::uint32_t i, std::uint8_t service, std::uint16_t ordinal) const
{
  const PersonState& state = residents_[i].state;
  const sim::Day asked = asked_on(i, service);
  return {.person = first_ + i,
          .practice = no_practice,
          .asked = asked,
          .ordinal = ordinal,
          .service = service,
          .stratum = static_cast<std::uint8_t>(stratum(people_[i], asked)),
          .tries = 0,
          .oral = static_cast<std::uint8_t>(state.oral),
          .manner = static_cast<std::uint8_t>(state.good_visits | state.bad_visits() << 4),
          .missed = static_cast<std::uint8_t>(state.missed()),
          .last_completed = residents_[i].history.last_completed,
          .last_course = residents_[i].history.course(),
          .known = false,
          .guest = false};
}

/// Returns the colleague who took the person or has yet to answer; `colleagues`: asked so far.
std::uint16_t Place::ask_colleagues(std::uint32_t i, Request request, std::uint16_t turned_away_by,
                                    std::uint8_t& colleagues, Reason& last)
{
  if (network_ == nullptr || turned_away_by == no_practice) return no_practice;
  const bool known = request.known;
  request.colleagues = colleagues;
  while (const auto next = network_->colleague(*this, request, turned_away_by)) {
    request.practice = turned_away_by = next->practice;
    request.colleagues = colleagues = next->colleagues;
    request.known = false;
    if (try_practice(i, request, last)) return request.practice;
    request.known = known;
  }
  return no_practice;
}

bool Place::sent_to_practice(const Request& asked, Contact contact)
{
  if (network_ == nullptr) return false;
  const auto practice = network_->sent_by(*this, asked, contact);
  if (!practice) return false;
  Request request = asked;
  request.practice = practice->practice;
  request.colleagues = practice->colleagues;
  request.known = false;
  Reason last = Reason::other_care;
  return try_practice(request.person - first_, request, last);
}

std::optional<int> Place::keeps(const Assessment& assessment, std::uint8_t service)
{
  return network_ == nullptr ? std::nullopt : network_->keeps(*this, assessment, service);
}

int Place::take_time(std::uint16_t practice, Days days, int minutes)
{
  Pathway* const host = host_[around_.services.routine];
  return host == nullptr ? 0 : host->give_time(*this, practice, days, minutes);
}

std::optional<std::size_t> Place::employ(std::uint16_t practice, const Joiner& who)
{
  Pathway* const host = host_[around_.services.routine];
  return host == nullptr ? std::nullopt : host->employ(*this, practice, who);
}

void Place::let_go(std::uint16_t practice, std::size_t place_there)
{
  if (Pathway* const host = host_[around_.services.routine]) host->let_go(*this, practice, place_there);
}

StaffNow Place::staff_now(std::uint16_t practice) const
{
  const Pathway* const host = host_[around_.services.routine];
  return host == nullptr ? StaffNow{} : host->staff_now(*this, practice);
}

bool Place::takes_part(std::uint16_t practice) const
{
  return network_ != nullptr && network_->takes_part(*this, practice);
}

double Place::retention(std::uint16_t practice) const
{
  return network_ == nullptr ? 0 : network_->retention(*this, practice);
}

}  // namespace models
