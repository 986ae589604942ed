#include "models/progress.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace models {

namespace {

constexpr auto redraw = std::chrono::milliseconds{200};
constexpr double lines_in_all = 4;  // plain lines for a whole study
constexpr int usual_columns = 80;   // of a terminal that does not say

int terminal_columns()
{
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : usual_columns;
}

std::string bar(double fraction, int width)
{
  std::string text;
  const int full = static_cast<int>(std::lround(fraction * width));
  for (int i = 0; i < width; ++i) text += i < full ? "█" : "░";
  return text;
}

}  // namespace

ProgressStyle progress_style()
{
  return isatty(STDERR_FILENO) != 0 && std::getenv("CI") == nullptr ? ProgressStyle::bar
                                                                    : ProgressStyle::lines;
}

Progress::Progress(ProgressStyle style, const Work& work) : style_{style}, work_{work}
{
  if (style_ != ProgressStyle::silent) drawer_ = std::thread{[this] { draw_until_done(); }};
}

Progress::~Progress()
{
  if (!drawer_.joinable()) return;
  {
    const std::scoped_lock lock{mutex_};
    done_ = true;
  }
  wake_.notify_one();
  drawer_.join();
}

double Progress::seconds() const
{
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
}

double Progress::fraction() const
{
  return work_.days == 0 ? 1
                         : std::min(1.0, static_cast<double>(days_done_) / static_cast<double>(work_.days));
}

std::string Progress::line(double seconds_so_far) const
{
  constexpr double percent = 100;
  const double share = fraction();
  std::string text = fmt::format("{:3.0f} %  {} of {} runs", percent * share, runs_done_.load(), work_.runs);
  const double rate = seconds_so_far > 0 ? static_cast<double>(days_done_) / seconds_so_far : 0;
  if (rate > 0) {
    text += fmt::format("  {} person-years/s", number_in_words(rate * work_.person_years_per_day));
    text += fmt::format("  {} left", duration_in_words(seconds_so_far * (1 - share) / share));
  }
  return text;
}

void Progress::draw_until_done()
{
  double next_line = 1 / lines_in_all;
  std::unique_lock lock{mutex_};
  while (!wake_.wait_for(lock, redraw, [&] { return done_; })) {
    const std::string words = line(seconds());
    if (style_ == ProgressStyle::bar) {
      const int room = terminal_columns() - static_cast<int>(words.size()) - 2;
      fmt::print(stderr, "\r\x1b[2K{} {}", bar(fraction(), std::max(0, room)), words);
      std::fflush(stderr);
    } else if (fraction() >= next_line && fraction() < 1) {
      fmt::print(stderr, "{}\n", words);
      while (next_line <= fraction()) next_line += 1 / lines_in_all;
    }
  }
  if (style_ == ProgressStyle::bar) fmt::print(stderr, "\r\x1b[2K");
  fmt::print(stderr, "{} of {} runs played in {}\n", runs_done_.load(), work_.runs,
             duration_in_words(seconds()));
}

std::string duration_in_words(double seconds)
{
  constexpr double minute = 60, hour = 60 * minute, tenths_below = 10;
  if (!std::isfinite(seconds)) return "unknown time";
  if (seconds < tenths_below) return fmt::format("{:.1f} s", seconds);
  if (seconds < minute) return fmt::format("{:.0f} s", seconds);
  if (seconds < hour)
    return fmt::format("{:.0f} min {:.0f} s", std::floor(seconds / minute), std::fmod(seconds, minute));
  return fmt::format("{:.0f} h {:.0f} min", std::floor(seconds / hour), std::fmod(seconds, hour) / minute);
}

std::string number_in_words(double number)
{
  constexpr double million = 1e6, thousand = 1e3;
  if (number >= million) return fmt::format("{:.1f} million", number / million);
  if (number >= thousand)
    return fmt::format("{:.0f},{:03.0f}", std::floor(number / thousand),
                       std::floor(std::fmod(number, thousand)));
  return fmt::format("{:.0f}", number);
}

}  // namespace models
