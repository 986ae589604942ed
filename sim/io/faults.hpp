// Faults of the user's input, gathered in one pass and printed together, and the words they share.
#pragma once
#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sim::io {

/// Faults of the user's input; printed as `where: text`, in order of file, line and column.
class Faults {
 public:
  /// `where` = "file:line:column", "file" or "--set key"; `text` = "what (why) suggestion". The same fault
  /// found twice (a base value read by each scenario) counts once.
  void add(std::string_view where, std::string_view text);
  bool empty() const { return faults_.empty(); }
  std::size_t size() const { return faults_.size(); }
  /// One line each, sorted by place.
  std::vector<std::string> lines() const;

 private:
  struct Fault {
    std::string file;
    std::uint64_t line = 0, column = 0;  // 0 = none given
    std::string text;
    friend auto operator<=>(const Fault&, const Fault&) = default;
  };
  std::set<Fault> faults_;
};

/// The candidate that `name` most likely means (edit distance, letter case ignored); "" where none is near.
std::string nearest(std::string_view name, std::span<const std::string> candidates);
/// "did you mean 'Knowsley'?", or "" where no candidate is near.
std::string did_you_mean(std::string_view name, std::span<const std::string> candidates);
/// `text` and `suggestion` with a space between, where there is a suggestion.
std::string suggest(std::string text, std::string_view suggestion);

/// A number as a person writes it: whole numbers, however large, without a point or an exponent.
std::string in_digits(double number);

/// A path as a fault prints it: relative to the current folder where that is shorter.
std::string printed_path(const std::string& path);

}  // namespace sim::io
