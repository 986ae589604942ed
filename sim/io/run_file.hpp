// The only door to HDF5: result files that are valid netCDF-4, written whole or not at all.
//
// A file is a list of groups; a group has its own dimensions with coordinate variables, and variables on
// them. Files are written to a temporary name in the same folder, synced, and renamed when whole, so a file
// that bears its name is finished. One thread at a time is inside (HDF5 may be built without thread safety).
#pragma once
#include <cstdint>
#include <exception>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "sim/io/groups.hpp"

namespace sim::io {

/// Attributes of the root, in order of name. `layout_version` and `digest` are added by the writer.
using Attributes = std::map<std::string, std::variant<std::string, std::int64_t, double>>;

inline constexpr std::int64_t layout_version = 1;

struct MachineFault : std::exception {
  explicit MachineFault(std::string sentence) : text{std::move(sentence)} {}
  const char* what() const noexcept override { return text.c_str(); }
  std::string text;
};

struct CorruptFile : std::exception {
  explicit CorruptFile(std::string sentence) : text{std::move(sentence)} {}
  const char* what() const noexcept override { return text.c_str(); }
  std::string text;
};

/// Writes `path` whole or not at all (temporary name `path` + "." + share + ".tmp"), then returns the digest.
/// Throws MachineFault with the path where the disk is full or the folder cannot be written.
std::string write_file(const std::string& path, const std::string& share, Attributes attributes,
                       const std::vector<Group>& groups);

/// The attributes of a finished file; throws CorruptFile (naming it) where it is none of ours, broken, or of
/// another layout version.
Attributes read_attributes(const std::string& path);
/// All of a finished file; also throws CorruptFile where the data disagree with the file's digest.
std::vector<Group> read_file(const std::string& path);

/// A result file in the making, for those who cannot hold it whole. Destroyed before `finish`, it leaves
/// nothing behind.
class FileWriter {
 public:
  FileWriter(std::string path, const std::string& share);
  ~FileWriter();
  FileWriter(const FileWriter&) = delete;
  FileWriter& operator=(const FileWriter&) = delete;

  /// Declares a group and its arrays, and writes its coordinates. The first `single` axes of an array will be
  /// written one index at a time, so no compressed block spans two of them.
  void declare(const Group& group, std::size_t single = 0);
  void write(const std::string& group, const Array& array);
  /// A block of an array that was declared: `values` fill `count` cells an axis from `first`.
  void write_block(const std::string& group, const std::string& array, std::span<const std::size_t> first,
                   std::span<const std::size_t> count, const Values& values);
  /// Writes the attributes, syncs and renames.
  void finish(const Attributes& attributes);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// A finished result file, read array by array.
class FileReader {
 public:
  explicit FileReader(std::string path);
  ~FileReader();
  FileReader(const FileReader&) = delete;
  FileReader& operator=(const FileReader&) = delete;

  const Attributes& attributes() const;
  /// All groups with their coordinates; arrays without their values.
  std::vector<Group> groups() const;
  Values read(const std::string& group, const std::string& array) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sim::io
