// The only door to HDF5: result files that are valid netCDF-4, written whole or not at all.
//
// A file is a list of groups; a group has its own dimensions with coordinate variables, and variables on them.
// Files are written to a temporary name in the same folder, synced, and renamed when whole.
#pragma once
#include <cstdint>
#include <map>
#include <string>
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
  Values values;  // row-major
};

struct Group {
  std::string name;
  std::vector<Dimension> dimensions;
  std::vector<Array> arrays;
};

/// Text attributes of the root, in order of name; the digest is added by `write_file`.
using Attributes = std::map<std::string, std::variant<std::string, std::int64_t, double>>;

inline constexpr std::int64_t layout_version = 1;

/// 64-bit digest of datasets only: group, name, shape, values.
std::string digest(const std::vector<Group>& groups);

/// Writes `path` whole or not at all (temporary name `path` + "." + share + ".tmp"), then returns the digest. Throws
/// MachineFault with the path where the disk is full or the folder cannot be written.
std::string write_file(const std::string& path, const std::string& share, Attributes attributes,
                       const std::vector<Group>& groups);

struct MachineFault : std::exception {
  explicit MachineFault(std::string what_) : text{std::move(what_)} {}
  const char* what() const noexcept override { return text.c_str(); }
  std::string text;
};

/// The attributes of a finished file; throws CorruptFile (naming it) where it is none of ours or broken.
Attributes read_attributes(const std::string& path);
std::vector<Group> read_file(const std::string& path);

struct CorruptFile : std::exception {
  explicit CorruptFile(std::string what_) : text{std::move(what_)} {}
  const char* what() const noexcept override { return text.c_str(); }
  std::string text;
};

/// One run of a study, as `collect` sees it.
struct RunPath {
  std::string scenario;
  int replication;  // from 1
  std::string path;
};

/// Gathers run files into one file with the axes scenario and replication in front, array by array (never the
/// whole study in memory). Groups and shapes must agree.
void collect(const std::string& path, const std::string& share, const std::vector<RunPath>& runs,
             const Attributes& attributes);

}  // namespace sim::io
