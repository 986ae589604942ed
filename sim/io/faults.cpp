#include "sim/io/faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <limits>
#include <numeric>

namespace sim::io {
namespace {

// Takes ":123" off the end of `text`; 0 where there is none.
std::uint64_t take_number(std::string_view& text)
{
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon + 1 == text.size()) return 0;
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, number);
  if (error != std::errc{} || stop != end) return 0;
  text.remove_suffix(text.size() - colon);
  return number;
}

std::string lower(std::string_view text)
{
  std::string result{text};
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

// Edit distance with transposition of neighbours (optimal string alignment).
std::size_t distance(std::string_view a, std::string_view b)
{
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + change});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) now[j] = std::min(now[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(now);
  }
  return last.back();
}

}  // namespace

void Faults::add(std::string_view where, std::string_view text)
{
  std::string_view file = where;
  const std::uint64_t last = take_number(file);
  const std::uint64_t first = last == 0 ? 0 : take_number(file);
  const bool has_column = first != 0;
  faults_.insert({std::string{file}, has_column ? first : last, has_column ? last : 0, std::string{text}});
}

std::vector<std::string> Faults::lines() const
{
  std::vector<std::string> result;
  for (const Fault& fault : faults_) {
    std::string line = fault.file;
    if (fault.line != 0) line += fmt::format(":{}", fault.line);
    if (fault.column != 0) line += fmt::format(":{}", fault.column);
    result.push_back(fmt::format("{}: {}", line, fault.text));
  }
  return result;
}

std::string nearest(std::string_view name, std::span<const std::string> candidates)
{
  // A third of the letters may differ: more than that is another word.
  constexpr std::size_t letters_per_edit = 3;
  const std::string wanted = lower(name);
  std::string best;
  std::size_t least = 0;
  for (const std::string& candidate : candidates) {
    const std::size_t away = distance(wanted, lower(candidate));
    const std::size_t near =
        std::max<std::size_t>(1, std::max(wanted.size(), candidate.size()) / letters_per_edit);
    if (away > near || away >= candidate.size()) continue;
    if (best.empty() || away < least) {
      best = candidate;
      least = away;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view name, std::span<const std::string> candidates)
{
  const std::string near = nearest(name, candidates);
  return near.empty() ? near : fmt::format("did you mean '{}'?", near);
}

std::string suggest(std::string text, std::string_view suggestion)
{
  if (!suggestion.empty()) text.append(" ").append(suggestion);
  return text;
}

std::string in_digits(double number)
{
  // a double cannot hold the largest whole number of 64 bits: its neighbour above stands for it
  if (number == 0x1p63) return fmt::format("{}", std::numeric_limits<std::int64_t>::max());
  const bool is_whole = std::floor(number) == number && std::abs(number) < 0x1p63;
  return is_whole ? fmt::format("{}", static_cast<std::int64_t>(number)) : fmt::format("{}", number);
}

std::string printed_path(const std::string& path)
{
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path normal = fs::path{path}.lexically_normal();
  const fs::path here = fs::current_path(error);
  if (error) return normal.string();
  const std::string relative = fs::absolute(normal, error).lexically_proximate(here).string();
  return !error && !relative.empty() && relative.size() <= normal.string().size() ? relative
                                                                                  : normal.string();
}

}  // namespace sim::io
