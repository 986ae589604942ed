// Numbers of a study: bare, or with their unit, range and source.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "sim/io/config_overlay.hpp"
#include "sim/io/config_session.hpp"

namespace sim::io {
namespace {

constexpr std::array<std::string_view, 5> triple_keys{"value", "unit", "low", "high", "source"};

Declared number_of(std::string_view key, const char* kind, const Allowed& allowed)
{
  return {.name = std::string{key},
          .kind = kind,
          .unit = allowed.unit,
          .low = allowed.low,
          .high = allowed.high,
          .step = allowed.step,
          .about = allowed.about};
}

// What to write in place of a number between two steps: its neighbours within the range.
std::string nearest_steps(double number, const Declared& wanted)
{
  const double below = std::floor(number / wanted.step) * wanted.step;
  const double above = std::ceil(number / wanted.step) * wanted.step;
  // twelve digits: 96.1, not 96.10000000000001
  const auto written = [](double step) { return fmt::format("{:.12g}", step); };
  if (below < wanted.low) return fmt::format("write {}", written(above));
  if (above > wanted.high) return fmt::format("write {}", written(below));
  return fmt::format("write {} or {}", written(below), written(above));
}

bool lies_on_a_step(double number, double step)
{
  constexpr double rounding = 1e-6;  // of a step: 0.1 is no binary fraction
  return step == 0 || std::abs(number / step - std::round(number / step)) < rounding;
}

// One number within the declared range; `subject` is what a fault calls it.
bool is_good_number(Block::Impl& impl, const Node& value, const Declared& wanted, std::string_view subject)
{
  if (!value.is_number()) {
    impl.fault(value, subject, fmt::format("is {} (expected {})", description(value), expectation(wanted)));
    return false;
  }
  const double number = value.number();
  if (!std::isfinite(number)) {
    impl.fault(value, subject, fmt::format("is {} (numbers are finite)", number));
    return false;
  }
  const bool too_large = value.kind == Node::Kind::real && std::abs(number) >= 0x1p63;  // for 64 bits
  if (wanted.kind == "integer" && (number != std::floor(number) || too_large)) {
    impl.fault(value, subject, fmt::format("is {} (expected {})", to_toml(value), expectation(wanted)));
    return false;
  }
  const bool in_range = number >= wanted.low && number <= wanted.high;
  if (in_range && lies_on_a_step(number, wanted.step)) return true;
  const std::string fault = fmt::format("is {} (allowed: {})", to_toml(value), range_text(wanted));
  impl.fault(value, subject, in_range ? suggest(fault, nearest_steps(number, wanted)) : fault);
  return false;
}

// The numbers of a value: one, or, of a list, as many as it has labels. Empty after a fault.
std::vector<double> good_numbers(Block::Impl& impl, const Node& value, const Declared& wanted,
                                 const std::string& subject)
{
  std::vector<double> numbers;
  if (wanted.kind != "numbers") {
    if (is_good_number(impl, value, wanted, subject)) numbers.push_back(value.number());
    return numbers;
  }
  if (value.kind != Node::Kind::list || value.items.size() != wanted.choices.size()) {
    impl.fault(value, subject, fmt::format("is {} (expected {})", description(value), expectation(wanted)));
    return numbers;
  }
  bool all = true;
  Declared one = wanted;
  one.kind = "number";
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    const Node& item = value.items[i];
    all = is_good_number(impl, item, one, fmt::format("{} for '{}'", subject, wanted.choices[i])) && all;
    numbers.push_back(item.is_number() ? item.number() : 0);
  }
  return all ? numbers : std::vector<double>{};
}

// A bound of the value's own range: one number, or one for each number of the list.
void check_bound(Block::Impl& impl, const Node& triple, const Declared& wanted, std::string_view bound,
                 std::span<const double> numbers)
{
  const Node* const node = triple.find(bound);
  if (node == nullptr) return;
  const std::string subject = fmt::format("'{}' of '{}'", bound, wanted.name);
  Declared shape = wanted;
  shape.step = 0;  // a range may end between two steps
  if (node->is_number() && wanted.kind == "numbers") shape.kind = "number";
  const std::vector<double> limits = good_numbers(impl, *node, shape, subject);
  for (std::size_t i = 0; i < numbers.size() && !limits.empty(); ++i) {
    const double limit = limits.size() == 1 ? limits.front() : limits[i];
    const bool agrees = bound == "low" ? limit <= numbers[i] : limit >= numbers[i];
    if (agrees) continue;
    impl.fault(*node, subject,
               fmt::format("is {} (the value {} lies {} it)", limit, numbers[i],
                           bound == "low" ? "below" : "above"));
    return;
  }
}

void check_words(Block::Impl& impl, const Node& triple, const Declared& wanted)
{
  const std::vector<std::string> known{triple_keys.begin(), triple_keys.end()};
  for (const Member& member : triple.members) {
    if (std::find(known.begin(), known.end(), member.key) != known.end()) continue;
    impl.session.faults.add(member.origin.text(),
                            suggest(fmt::format("unknown key '{}' in '{}' (a number has {})", member.key,
                                                wanted.name, fmt::join(known, ", ")),
                                    did_you_mean(member.key, known)));
  }
  const Node* const unit = triple.find("unit");
  if (unit != nullptr && (unit->kind != Node::Kind::text || unit->text != wanted.unit))
    impl.fault(
        *unit, in_quotes(wanted.name),
        fmt::format("has the unit {} ({})",
                    unit->kind == Node::Kind::text ? fmt::format("'{}'", unit->text) : description(*unit),
                    wanted.unit.empty() ? "it is a bare number: leave the unit out"
                                        : fmt::format("expected '{}'", wanted.unit)));
  const Node* const source = triple.find("source");
  if (source != nullptr && source->kind != Node::Kind::text)
    impl.fault(*source, fmt::format("'source' of '{}'", wanted.name),
               fmt::format("is {} (expected a text)", description(*source)));
}

// The numbers at a key after all checks; empty where there are none or a fault was found.
std::vector<double> read_numbers(Block::Impl& impl, Declared wanted, Presence presence)
{
  const Node* const node = impl.ask(wanted, presence);
  if (node == nullptr) return {};
  if (!node->is_table()) return good_numbers(impl, *node, wanted, in_quotes(wanted.name));
  check_words(impl, *node, wanted);
  const Node* const value = node->find("value");
  if (value == nullptr) {
    impl.fault(*node, in_quotes(wanted.name), fmt::format("has no value (expected {})", expectation(wanted)));
    return {};
  }
  const std::vector<double> numbers = good_numbers(impl, *value, wanted, in_quotes(wanted.name));
  check_bound(impl, *node, wanted, "low", numbers);
  check_bound(impl, *node, wanted, "high", numbers);
  return numbers;
}

}  // namespace

bool Block::number(std::string_view key, double& out, const Allowed& allowed, Presence presence)
{
  const std::vector<double> numbers = read_numbers(*impl_, number_of(key, "number", allowed), presence);
  if (!numbers.empty()) out = numbers.front();
  return !numbers.empty();
}

bool Block::integer(std::string_view key, std::int64_t& out, const Allowed& allowed, Presence presence)
{
  const std::vector<double> numbers = read_numbers(*impl_, number_of(key, "integer", allowed), presence);
  if (numbers.empty()) return false;
  const Node& value = value_of(*impl_->node->find(key));  // a double holds only 53 bits of it
  out = value.kind == Node::Kind::whole ? value.whole : static_cast<std::int64_t>(value.real);
  return true;
}

bool Block::integer(std::string_view key, int& out, const Allowed& allowed, Presence presence)
{
  Allowed storable = allowed;
  storable.low = std::max(allowed.low, static_cast<double>(std::numeric_limits<int>::min()));
  storable.high = std::min(allowed.high, static_cast<double>(std::numeric_limits<int>::max()));
  std::int64_t read = 0;
  const bool was_read = integer(key, read, storable, presence);
  if (was_read) out = static_cast<int>(read);
  return was_read;
}

bool Block::numbers(std::string_view key, std::span<double> out, std::span<const std::string_view> labels,
                    const Allowed& allowed, Presence presence)
{
  Declared wanted = number_of(key, "numbers", allowed);
  wanted.choices.assign(labels.begin(), labels.end());
  const std::vector<double> read = read_numbers(*impl_, std::move(wanted), presence);
  if (read.size() != out.size() || read.empty()) return false;
  std::copy(read.begin(), read.end(), out.begin());
  return true;
}

}  // namespace sim::io
