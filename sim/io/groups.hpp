// The content of a result file: groups of named arrays on named axes, and its digest.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sim::io {

using Values = std::variant<std::vector<std::uint32_t>, std::vector<std::int32_t>, std::vector<std::int64_t>,
                            std::vector<std::uint8_t>, std::vector<double>, std::vector<std::string>>;

struct Dimension {
  std::string name;
  Values coordinate;  // int32 or string
  std::string unit, long_name;
};

struct Array {
  std::string name;
  std::vector<std::string> dimensions;  // of its group; empty = a scalar
  std::string unit, long_name;
  Values values;  // row-major; where only a declaration is asked for, an empty vector of the right type
};

struct Group {
  std::string name;
  std::vector<Dimension> dimensions;
  std::vector<Array> arrays;
};

std::size_t size(const Values& values);
/// An empty vector of the same type.
Values empty_like(const Values& values);
/// Bytes of one element (of a string: of its address).
std::size_t element_bytes(const Values& values);
/// The extents of an array of the group, in the order of its dimensions.
std::vector<std::size_t> shape(const Group& group, const Array& array);
/// Product of the extents; 1 for a scalar.
std::size_t cells(const std::vector<std::size_t>& shape);

/// The array of that name; asserts that there is one.
Array& find_array(std::vector<Group>& groups, std::string_view group, std::string_view name);
const Array& find_array(const std::vector<Group>& groups, std::string_view group, std::string_view name);

/// A 64-bit digest that is the same on every machine: it takes numbers by value, not by bytes in memory.
class Digest {
 public:
  void number(std::uint64_t number);
  void text(std::string_view text);
  void values(const Values& values);
  std::uint64_t value() const { return state_; }
  /// 16 hexadecimal digits.
  std::string words() const;

 private:
  std::uint64_t state_ = 0x6269746577696e67u;  // "bitewing"
};

/// The digest of a file: of each group the coordinates and then, for each array, its name, its shape and the
/// digest of its values (so that an array's part can be taken piece by piece).
class FileDigest {
 public:
  void group(const Group& group);
  void array(const Array& array, const std::vector<std::size_t>& shape, const Digest& values);
  std::string words() const { return digest_.words(); }

 private:
  Digest digest_;
};

/// Digest of datasets only: group, name, shape, values.
std::string digest(const std::vector<Group>& groups);

}  // namespace sim::io
