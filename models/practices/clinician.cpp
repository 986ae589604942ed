#include "models/practices/clinician.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "models/practices/working_days.hpp"
#include "sim/check.hpp"

namespace models {
namespace {

constexpr double percent = 100;
constexpr double days_per_year = 365.25;
constexpr double weeks_per_year = days_per_year / 7;
constexpr double bank_holiday_weeks = 8.0 / 5;  // eight days a year (gov.uk)
constexpr int half_days = 10;
constexpr int bits_per_half_day = 4;
constexpr int beta_steps = 2048;
constexpr std::uint32_t first_standing_gap =
    1u << 8;  // numbers of posts that stand empty: beyond those that turn over

/// Finaliser of MurmurHash3: spreads a post's place in its practice over all keys.
constexpr std::uint32_t mixed(std::uint32_t x)
{
  x = (x ^ x >> 16) * 0x85EBCA6Bu;
  x = (x ^ x >> 13) * 0xC2B2AE35u;
  return x ^ x >> 16;
}

int exponential_days(double mean, double u)
{
  return 1 + static_cast<int>(std::min(-mean * std::log(u), 1e6));
}

double mean_vacancy(const ClinicianSettings& settings)  // years
{
  return settings.fill_days / days_per_year;
}

/// The ten half-days, the least loaded first, ties drawn; the first `sessions` are added to the load.
std::uint64_t order_of_half_days(std::uint32_t key, int sessions, std::array<int, half_days>& load,
                                 const sim::Streams& streams)
{
  std::array<std::pair<std::uint64_t, int>, half_days> rank;
  sim::Draws draws{};
  for (int i = 0; i < half_days; ++i) {
    if (i % 4 == 0)
      draws = streams.draw(key, sim::Why{"post_half_days"}, 0, static_cast<std::uint32_t>(i / 4));
    const auto at = static_cast<std::size_t>(i);
    rank[at] = {static_cast<std::uint64_t>(load[at]) << 32 | draws.lane[at % 4], i};
  }
  std::sort(rank.begin(), rank.end());
  std::uint64_t order = 0;
  for (int i = 0; i < half_days; ++i) {
    const int half_day = rank[static_cast<std::size_t>(i)].second;
    order |= static_cast<std::uint64_t>(half_day) << (bits_per_half_day * i);
    if (i < sessions) ++load[static_cast<std::size_t>(half_day)];
  }
  return order;
}

/// Mean days until somebody is about to leave, at the greatest hazard.
double mean_spell(const ClinicianSettings& settings, double most_hazard)
{
  return days_per_year / (settings.leave_rate * most_hazard);
}

/// Leaving is a candidate that may be rejected: who stays is next about to leave after a spell like the first.
bool stays(const ClinicianSettings& settings, Post& post, const Staff& staff, const sim::Streams& streams)
{
  const double chance =
      staff.most_hazard == 1 ? staff.retention : 1 - (1 - staff.retention) * staff.hazard / staff.most_hazard;
  if (chance <= 0 || !post.is_filled) return false;
  const sim::Draws draws = streams.draw(post.key, sim::Why{"staying in a post"}, post.changes,
                                        static_cast<std::uint32_t>(post.until));
  if (draws.uniform(0) >= chance) return false;
  post.until += exponential_days(mean_spell(settings, staff.most_hazard), draws.uniform(1));
  return true;
}

/// Fills or empties a post until its present spell reaches beyond `day`.
void bring_up_to(const ClinicianSettings& settings, Post& post, sim::Day day, Staff& staff,
                 const sim::Streams& streams)
{
  while (day >= post.until) {
    if (stays(settings, post, staff, streams)) continue;
    post.is_filled = !post.is_filled;
    post.awaits_starter = false;
    ++post.changes;
    ++(post.is_filled ? staff.came : staff.left);
    const double u = streams.draw(post.key, sim::Why{"post_turnover"}, post.changes).uniform(0);
    const double mean = post.is_filled ? mean_spell(settings, staff.most_hazard) : settings.fill_days;
    post.until += exponential_days(mean, u);
  }
}

void begin_turnover(const ClinicianSettings& settings, Post& post, sim::Day first, double most_hazard,
                    const sim::Streams& streams)
{
  const double vacancy = mean_vacancy(settings);
  if (post.role == Role::foundation_dentist || settings.leave_rate <= 0 || vacancy <= 0) {
    post.is_filled = true;  // foundation posts are filled by the scheme, year by year
    post.until = sim::last_storable_day;
    return;
  }
  const sim::Draws draws = streams.draw(post.key, sim::Why{"post_turnover"}, 0);
  post.is_filled = draws.uniform(0) * (1 + settings.leave_rate * vacancy) < 1;
  const double mean = post.is_filled ? mean_spell(settings, most_hazard) : settings.fill_days;
  post.until = first + exponential_days(mean, draws.uniform(1));
}

/// A post that stands empty for good, until a new starter comes for it; then it turns over as the others do.
void await_starter(const ClinicianSettings& settings, Post& post, const sim::Streams& streams)
{
  post.is_filled = false;
  const double u = streams.draw(post.key, sim::Why{"new starter"}, 0).uniform(0);
  post.awaits_starter = true;
  post.until = settings.new_starters_from + exponential_days(days_per_year / settings.new_starters, u);
}

}  // namespace

std::uint32_t practice_key(std::string_view id)
{
  std::uint32_t hash = 2166136261u;
  for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

/// None on leave, else as many as its sessions, rounded without bias.
std::uint16_t half_days_of_week(const ClinicianSettings& settings, const Post& post, sim::Day monday,
                                double nhs_share_ratio, const sim::Streams& streams)
{
  const sim::Draws draws = streams.draw(post.key, sim::Why{"post_week"}, static_cast<std::uint32_t>(monday));
  const double at_work = settings.weeks_worked / (weeks_per_year - bank_holiday_weeks);
  if (draws.uniform(0) >= at_work) return 0;
  const double ratio = post.role == Role::foundation_dentist ? 1 : nhs_share_ratio;
  const int sessions = std::min(half_days, static_cast<int>(post.sessions * ratio + draws.uniform(1)));
  unsigned mask = 0;
  for (int i = 0; i < sessions; ++i) mask |= 1u << (post.half_days >> (bits_per_half_day * i) & 0xf);
  return static_cast<std::uint16_t>(mask);
}

Post make_post(Role role, std::uint32_t key, int sessions, std::span<const Post> others,
               const sim::Streams& streams)
{
  std::array<int, half_days> load{};
  for (const Post& other : others)
    for (int i = 0; i < other.sessions; ++i)
      ++load[static_cast<std::size_t>(other.half_days >> (bits_per_half_day * i) & 0xf)];
  Post post;
  post.role = role;
  post.key = mixed(key);
  post.sessions = static_cast<std::uint8_t>(std::clamp(sessions, 0, half_days));
  post.half_days = order_of_half_days(post.key, post.sessions, load, streams);
  post.is_filled = true;
  return post;
}

double Staff::standing_gap() const
{
  double sum = establishment;
  for (const Post& post : posts)
    if (post.role != Role::foundation_dentist && !post.awaits_starter) sum -= post.sessions;
  return std::max(0.0, sum);
}

int Staff::vacant_sessions() const
{
  return std::accumulate(posts.begin(), posts.end(), 0, [](int sum, const Post& post) {
    return sum + (post.is_filled || post.awaits_starter ? 0 : post.sessions);
  });
}

int Staff::book_sessions(Role role) const
{
  const auto count =
      std::count_if(posts.begin(), posts.end(), [role](const Post& post) { return post.role == role; });
  return 2 * std::min(static_cast<int>(count), chairs);
}

FilledShares::FilledShares(const ClinicianSettings& settings)
    : floor_{settings.filled_floor},
      span_{settings.filled_span},
      vacancy_factor_{settings.vacancy_factor, settings.vacancy_factor * settings.rural_vacancy}
{
  const double mean = (settings.filled_mean - floor_) / span_;
  REQUIRED(mean > 0 && mean < 1, "the mean filled share lies between the floor and the floor and span");
  const double a = mean * settings.filled_concentration, b = (1 - mean) * settings.filled_concentration;
  double sum = 0;
  cumulative_.reserve(beta_steps + 1);
  cumulative_.push_back(0);
  for (int i = 0; i < beta_steps; ++i) {
    const double x = (i + 0.5) / beta_steps;
    sum += std::exp((a - 1) * std::log(x) + (b - 1) * std::log1p(-x));
    cumulative_.push_back(sum);
  }
  for (double& value : cumulative_) value /= sum;
}

double FilledShares::quantile(double u) const
{
  const auto above = std::upper_bound(cumulative_.begin() + 1, cumulative_.end() - 1, u);
  const auto step = static_cast<double>(above - cumulative_.begin() - 1);
  const double low = *(above - 1), high = *above;
  const double within = high > low ? (u - low) / (high - low) : 0;
  return floor_ + span_ * (step + within) / beta_steps;
}

double FilledShares::draw(std::uint32_t practice, Rurality rurality, const sim::Streams& streams) const
{
  const double share = quantile(streams.draw(practice, sim::Why{"practice_filled_share"}, 0).uniform(0));
  const double factor = vacancy_factor_[static_cast<std::size_t>(rurality)];
  return share < 1 ? std::max(0.0, 1 - (1 - share) * factor) : share;
}

Staff build_staff(const ClinicianSettings& settings, const FilledShares& shares, std::uint32_t practice,
                  Rurality rurality, Uda contracted, int surgeries, sim::Day first,
                  const sim::Streams& streams, double most_hazard)
{
  Staff staff;
  staff.most_hazard = most_hazard;
  staff.establishment = static_cast<double>(contracted.hundredths) / static_cast<double>(hundredths_per_uda) /
                        settings.uda_per_session / settings.weeks_worked;
  staff.filled_share = shares.draw(practice, rurality, streams);
  const double turning =
      staff.establishment * staff.filled_share * (1 + settings.leave_rate * mean_vacancy(settings));

  const sim::Draws draws = streams.draw(practice, sim::Why{"practice_posts"}, 0);
  const double therapists = settings.therapist_share / percent,
               hygienists = settings.hygienist_share / percent;
  staff.trains = draws.uniform(3) * percent < settings.training_practices;
  // sessions a week by role, rounded without bias
  std::array<int, book_roles> sessions{};
  sessions[static_cast<std::size_t>(Role::dentist)] =
      static_cast<int>(turning * (1 - therapists - hygienists) + draws.uniform(0));
  sessions[static_cast<std::size_t>(Role::therapist)] =
      static_cast<int>(turning * therapists + draws.uniform(1));
  sessions[static_cast<std::size_t>(Role::hygienist)] =
      static_cast<int>(turning * hygienists + draws.uniform(2));
  constexpr auto foundation = static_cast<std::size_t>(Role::foundation_dentist);
  if (staff.trains) sessions[foundation] = settings.sessions_per_post[foundation];

  const int extra_chair = staff.trains ? 1 : 0;
  staff.chairs =
      surgeries > 0
          ? surgeries
          : std::max(1, static_cast<int>(std::ceil(staff.establishment / settings.sessions_per_chair))) +
                extra_chair;
  staff.nurses = std::max(1, static_cast<int>(std::lround(staff.chairs * settings.nurses_per_chair)));

  staff.has_nurse = streams.draw(practice, sim::Why{"extended-duty nurse"}, 0).uniform(0) * percent <
                    settings.extended_duty_nurses;

  std::array<int, half_days> load{};
  const auto add_posts = [&](std::size_t role, int left, std::uint32_t i, auto&& begin) {
    for (; left > 0; ++i) {
      Post post;
      post.role = static_cast<Role>(role);
      post.sessions = static_cast<std::uint8_t>(std::min(left, settings.sessions_per_post[role]));
      post.key = mixed(practice ^ mixed(static_cast<std::uint32_t>(role) << 16 | i));
      post.half_days = order_of_half_days(post.key, post.sessions, load, streams);
      begin(post);
      staff.posts.push_back(post);
      left -= post.sessions;
    }
  };
  for (std::size_t role = 0; role < book_roles; ++role)
    add_posts(role, sessions[role], 0,
              [&](Post& post) { begin_turnover(settings, post, first, most_hazard, streams); });
  if (settings.new_starters > 0) {
    constexpr auto dentist = static_cast<std::size_t>(Role::dentist);
    const double gap = std::max(0.0, staff.establishment - turning);
    const double u = streams.draw(practice, sim::Why{"standing gap"}, 0).uniform(0);
    add_posts(dentist, static_cast<int>(gap + u), first_standing_gap,
              [&](Post& post) { await_starter(settings, post, streams); });
  }
  return staff;
}

unsigned halves_in(const Post& post, sim::Day day)
{
  constexpr unsigned both = 3;
  if (!is_working_day(day) || !post.is_filled || post.monday != day - sim::weekday(day)) return 0;
  return static_cast<unsigned>(post.mask) >> (2 * sim::weekday(day)) & both;
}

SessionsOpen open_sessions(const ClinicianSettings& settings, Staff& staff, sim::Day day,
                           double nhs_share_ratio, const sim::Streams& streams)
{
  SessionsOpen open;
  if (!is_working_day(day)) return open;
  const sim::Day monday = day - sim::weekday(day);
  for (Post& post : staff.posts) {
    bring_up_to(settings, post, day, staff, streams);
    if (!post.is_filled) continue;
    if (post.monday != monday) {
      post.monday = monday;
      post.mask = half_days_of_week(settings, post, monday, nhs_share_ratio, streams);
    }
    for (int half = 0; half < 2; ++half)
      open.count[static_cast<std::size_t>(post.role)][static_cast<std::size_t>(half)] =
          static_cast<std::uint8_t>(
              open.count[static_cast<std::size_t>(post.role)][static_cast<std::size_t>(half)] +
              (post.mask >> (2 * sim::weekday(day) + half) & 1));
  }
  // each session needs a chair and a nurse; dentists come first
  for (std::size_t half = 0; half < 2; ++half) {
    int room = std::min(staff.chairs, staff.nurses);
    for (auto& count : open.count) {
      count[half] = static_cast<std::uint8_t>(std::min<int>(count[half], room));
      room -= count[half];
    }
  }
  return open;
}

double supervision_minutes(const ClinicianSettings& settings, const SessionsOpen& open, std::size_t half)
{
  double minutes = 0;
  for (std::size_t k = 0; k < supervised_roles; ++k)
    minutes += settings.supervision[k] * open.count[k + 1][half];
  return minutes;
}

}  // namespace models
