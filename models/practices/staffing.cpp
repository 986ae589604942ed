#include "models/practices/staffing.hpp"

#include <algorithm>
#include <cmath>

#include "models/practices/practice.hpp"

namespace models {
namespace {

constexpr std::size_t foundation = static_cast<std::size_t>(Role::foundation_dentist);

/// What a year expects of a trainee with so many sessions.
Uda expected_of(const PracticeSettings& settings, int sessions)
{
  const int whole = settings.clinicians.sessions_per_post[foundation];
  return {settings.contract.foundation_uda.hundredths * sessions / whole};
}

/// The training year grows, or shrinks, by what is left of it.
void expect(const PracticeSettings& settings, Practice& practice, const Joiner& who, sim::Day today, int sign)
{
  if (who.role != Role::foundation_dentist) return;
  Training& training = practice.training;
  const double elapsed = elapsed_year(today);
  const Uda whole = expected_of(settings, who.sessions);
  if (sign > 0 && trainees(practice, true) == 0) {  // the first: a year of its own
    training.of_year = training.year.contracted = whole;
    training.year.delivered = {};
    training.year.begun = elapsed;
    training.held_years = 0;
    return;
  }
  const auto rest = std::llround(static_cast<double>(whole.hundredths) * (1 - elapsed));
  training.of_year += Uda{sign * whole.hundredths};
  training.year.contracted.hundredths =
      std::max<std::int64_t>(training.year.contracted.hundredths + sign * rest, 0);
}

/// Whether a half-day has a chair (and in the practice's own rooms a nurse) for one more.
bool has_chair(const Practice& practice, const JoinerPlace& place, sim::Day day, int half,
               const SessionBooks& books)
{
  if (place.who.chairs == Chairs::of_their_own) return true;
  int taken = 0;
  const bool at_site = place.who.chairs == Chairs::of_training_site;
  for (const JoinerPlace& other : practice.joined)
    if (other.taken && other.who.chairs == place.who.chairs &&
        books.is_open(practice.book[static_cast<std::size_t>(other.role)], day, 2 * other.pair + half))
      ++taken;
  if (at_site) return taken < place.who.chairs_there;
  for (std::size_t role = 0; role < book_roles; ++role)
    for (int session = half; session < practice.own_sessions[role]; session += 2)
      taken += books.is_open(practice.book[role], day, session) ? 1 : 0;
  return taken < std::min(practice.staff.chairs, practice.staff.nurses);
}

/// Opens one joiner's sessions of a day: how many are supervised by the practice's dentists.
int open_for(const PracticeSettings& settings, const SessionShapes& shapes, Practice& practice,
             JoinerPlace& place, sim::Day day, SessionBooks& books, const sim::Streams& streams)
{
  const sim::Day monday = day - sim::weekday(day);
  const double ratio = practice.nhs_share / settings.clinicians.nhs_share * practice.staff_time(day);
  if (place.post.monday != monday) {
    place.post.monday = monday;
    place.post.mask = half_days_of_week(settings.clinicians, place.post, monday, ratio, streams);
  }
  const unsigned halves = halves_in(place.post, day);
  int opened = 0;
  for (int half = 0; half < 2; ++half) {
    const SessionBooks::Book book = practice.book[static_cast<std::size_t>(place.role)];
    const int session = 2 * place.pair + half;
    if ((halves >> half & 1) == 0 || !has_chair(practice, place, day, half, books) ||
        !books.can_open(book, day, session))
      continue;
    books.open(book, day, session, shapes.of(place.role, half));
    ++opened;
  }
  return place.who.supervised ? opened : 0;
}

/// Supervision takes the first free run of a dentist's time on that day.
void supervise(const PracticeSettings& settings, Practice& practice, int sessions, sim::Day day,
               sim::Day today, SessionBooks& books)
{
  const double minutes = settings.clinicians.supervision[foundation - 1] * sessions;
  const int units = std::min(static_cast<int>(std::lround(minutes / minutes_per_unit)), max_length);
  constexpr sim::Minute morning = 0;
  if (units > 0 && books.take_first(practice.book[static_cast<std::size_t>(Role::dentist)], day, day, units,
                                    Purpose::known, today, morning))
    practice.supervised_minutes += units * minutes_per_unit;
}

}  // namespace

double Fatigue::hazard(double load) const
{
  if (strength <= 0 || from >= 1) return 1;
  return 1 + strength * std::clamp((load - from) / (1 - from), 0.0, 1.0);
}

void keep_places(Practice& practice, const std::array<int, book_roles>& heads)
{
  for (std::size_t role = 0; role < book_roles; ++role) {
    practice.own_sessions[role] = practice.staff.book_sessions(static_cast<Role>(role));
    for (int k = 0; k < heads[role]; ++k) {
      JoinerPlace place;
      place.role = static_cast<Role>(role);
      place.pair = practice.own_sessions[role] / 2 + k;
      practice.joined.push_back(place);
    }
  }
}

std::optional<std::size_t> join(const PracticeSettings& settings, const SessionShapes& shapes,
                                Practice& practice, const Joiner& who, sim::Day today, SessionBooks& books,
                                const sim::Streams& streams)
{
  const auto first = [&](const auto& is_theirs) {
    return std::find_if(practice.joined.begin(), practice.joined.end(),
                        [&](const JoinerPlace& p) { return p.role == who.role && !p.taken && is_theirs(p); });
  };
  auto found = first([&](const JoinerPlace& p) { return p.who.key == who.key; });  // who comes back
  if (found == practice.joined.end())
    found = first([&](const JoinerPlace& p) { return p.free_from <= today; });
  if (found == practice.joined.end() || practice.contract.is_handed_back) return std::nullopt;
  std::vector<Post> others = practice.staff.posts;
  if (who.chairs == Chairs::of_training_site) others.clear();
  for (const JoinerPlace& other : practice.joined)
    if (other.taken && other.who.chairs == who.chairs) others.push_back(other.post);
  expect(settings, practice, who, today, 1);
  found->taken = true;
  found->who = who;
  found->post = make_post(who.role, who.key, who.sessions, others, streams);
  for (sim::Day day = today + 1; day < practice.opened_to; ++day) {
    const int supervised = open_for(settings, shapes, practice, *found, day, books, streams);
    supervise(settings, practice, supervised, day, today, books);
  }
  return static_cast<std::size_t>(found - practice.joined.begin());
}

void part(const PracticeSettings& settings, Practice& practice, std::size_t at, sim::Day today,
          SessionBooks& books)
{
  JoinerPlace& place = practice.joined[at];
  place.taken = false;
  place.free_from = practice.opened_to;
  expect(settings, practice, place.who, today, -1);
  for (sim::Day day = today + 1; day < practice.opened_to; ++day)
    for (int half = 0; half < 2; ++half)
      books.close(practice.book[static_cast<std::size_t>(place.role)], day, 2 * place.pair + half);
}

void open_joined(const PracticeSettings& settings, const SessionShapes& shapes, Practice& practice,
                 sim::Day day, sim::Day today, SessionBooks& books, const sim::Streams& streams)
{
  int supervised = 0;
  for (JoinerPlace& place : practice.joined)
    if (place.taken) supervised += open_for(settings, shapes, practice, place, day, books, streams);
  if (supervised > 0) supervise(settings, practice, supervised, day, today, books);
}

double empty_sessions(const Practice& practice)
{
  if (practice.contract.is_handed_back) return 0;
  double left = practice.staff.standing_gap();
  for (const JoinerPlace& place : practice.joined)
    if (place.taken && place.who.chairs == Chairs::of_practice) left -= place.who.sessions;
  return std::max(left, 0.0);
}

int trainees(const Practice& practice, bool with_sites)
{
  int count = practice.staff.trains ? 1 : 0;
  for (const JoinerPlace& place : practice.joined)
    if (place.taken && place.role == Role::foundation_dentist && (with_sites || place.who.on_scheme)) ++count;
  return count;
}

}  // namespace models
