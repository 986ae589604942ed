#include "sim/io/groups.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <type_traits>
#include <utility>

#include "sim/check.hpp"

namespace sim::io {

std::size_t size(const Values& values)
{
  return std::visit([](const auto& list) { return list.size(); }, values);
}

Values empty_like(const Values& values)
{
  return std::visit([](const auto& list) -> Values { return std::remove_cvref_t<decltype(list)>{}; }, values);
}

std::size_t element_bytes(const Values& values)
{
  return std::visit(
      [](const auto& list) {
        using Element = typename std::remove_cvref_t<decltype(list)>::value_type;
        return std::is_same_v<Element, std::string> ? sizeof(char*) : sizeof(Element);
      },
      values);
}

std::vector<std::size_t> shape(const Group& group, const Array& array)
{
  std::vector<std::size_t> extents;
  for (const std::string& name : array.dimensions) {
    const auto dimension = std::ranges::find(group.dimensions, name, &Dimension::name);
    assert(dimension != group.dimensions.end());
    extents.push_back(size(dimension->coordinate));
  }
  return extents;
}

std::size_t cells(const std::vector<std::size_t>& shape)
{
  std::size_t cells = 1;
  for (const std::size_t extent : shape) cells *= extent;
  return cells;
}

void Digest::number(std::uint64_t number)
{
  // One round of a multiplicative hash: odd multiplier (2^64 / golden ratio), high half folded into the low.
  state_ = (state_ ^ number) * 0x9E3779B97F4A7C15u;
  state_ ^= state_ >> 32;
}

void Digest::text(std::string_view text)
{
  number(text.size());
  for (const char c : text) number(static_cast<unsigned char>(c));
}

namespace {

std::uint64_t word(double value)
{
  if (std::isnan(value)) value = std::numeric_limits<double>::quiet_NaN();
  return std::bit_cast<std::uint64_t>(value + 0.0);  // -0 and 0 are one value
}

template <class Whole>
std::uint64_t word(Whole value)
{
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(value));
}

}  // namespace

void Digest::values(const Values& values)
{
  std::visit(
      [this](const auto& list) {
        for (const auto& value : list) {
          if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, std::string>) {
            text(value);
          } else {
            number(word(value));
          }
        }
      },
      values);
}

std::string Digest::words() const { return fmt::format("{:016x}", state_); }

void FileDigest::group(const Group& group)
{
  digest_.text(group.name);
  for (const Dimension& dimension : group.dimensions) {
    digest_.text(dimension.name);
    digest_.number(size(dimension.coordinate));
    digest_.values(dimension.coordinate);
  }
}

void FileDigest::array(const Array& array, const std::vector<std::size_t>& shape, const Digest& values)
{
  digest_.text(array.name);
  digest_.number(array.values.index());
  for (std::size_t i = 0; i < shape.size(); ++i) {
    digest_.text(array.dimensions[i]);
    digest_.number(shape[i]);
  }
  digest_.number(values.value());
}

std::string digest(const std::vector<Group>& groups)
{
  FileDigest file;
  for (const Group& group : groups) {
    file.group(group);
    for (const Array& array : group.arrays) {
      Digest values;
      values.values(array.values);
      file.array(array, shape(group, array), values);
    }
  }
  return file.words();
}

const Array& find_array(const std::vector<Group>& groups, std::string_view group, std::string_view name)
{
  for (const Group& candidate : groups) {
    if (candidate.name != group) continue;
    for (const Array& array : candidate.arrays)
      if (array.name == name) return array;
  }
  REQUIRED(false, "the variable was declared");
  std::abort();
}

Array& find_array(std::vector<Group>& groups, std::string_view group, std::string_view name)
{
  return const_cast<Array&>(find_array(std::as_const(groups), group, name));
}

}  // namespace sim::io
