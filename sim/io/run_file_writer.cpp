#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "sim/io/hdf5_handle.hpp"
#include "sim/io/run_file.hpp"

namespace sim::io {

using namespace hdf5;

namespace {

void write_values(hid_t dataset, hid_t memory, hid_t part, const Values& values)
{
  std::visit(
      [&](const auto& list) {
        using T = Element<decltype(list)>;
        const Handle type = memory_type<T>();
        if constexpr (std::is_same_v<T, std::string>) {
          std::vector<const char*> texts;
          for (const std::string& text : list) texts.push_back(text.c_str());
          checked(H5Dwrite(dataset, type, memory, part, H5P_DEFAULT, texts.data()));
        } else {
          checked(H5Dwrite(dataset, type, memory, part, H5P_DEFAULT, list.data()));
        }
      },
      values);
}

void text_attribute(hid_t object, const char* name, const std::string& text)
{
  const Handle type = text_type(), space{H5Screate(H5S_SCALAR)};
  const Handle attribute{H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT)};
  const char* const address = text.c_str();
  checked(H5Awrite(attribute, type, &address));
}

template <class T>
void number_attribute(hid_t object, const char* name, T value)
{
  const Handle space{H5Screate(H5S_SCALAR)}, memory = memory_type<T>();
  const Handle type = file_type(std::vector<T>{});
  const Handle attribute{H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT)};
  checked(H5Awrite(attribute, memory, &value));
}

/// The mark by which netCDF knows its own files; its format asks for a text of fixed length.
void netcdf_mark(hid_t file)
{
  const std::string text = "version=2,hdf5=" + std::to_string(H5_VERS_MAJOR) + "." +
                           std::to_string(H5_VERS_MINOR) + "." + std::to_string(H5_VERS_RELEASE);
  const Handle type{H5Tcopy(H5T_C_S1)}, space{H5Screate(H5S_SCALAR)};
  checked(H5Tset_size(type, text.size() + 1));
  const Handle attribute{H5Acreate2(file, "_NCProperties", type, space, H5P_DEFAULT, H5P_DEFAULT)};
  checked(H5Awrite(attribute, type, text.c_str()));
}

/// xarray reads a variable in "days" or "hours" as a duration in nanoseconds, so files say "day" and "hour".
/// A pure number has the unit 1.
std::string unit_in_file(const std::string& unit)
{
  if (unit.empty()) return "1";
  for (const char* const word : {"days", "hours", "minutes", "seconds"}) {
    if (unit == word) return unit.substr(0, unit.size() - 1);
  }
  return unit;
}

constexpr unsigned tracked = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;  // netCDF-4 asks for it
constexpr std::size_t small_array = std::size_t{64} << 10;     // bytes that are not worth compressing
constexpr std::size_t largest_chunk = std::size_t{256} << 10;  // bytes; fits HDF5's chunk cache of 1 MiB
constexpr unsigned gzip_level = 1;  // 4 and 9 are several times slower for a few per cent

std::vector<hsize_t> extents_of(std::span<const std::size_t> shape) { return {shape.begin(), shape.end()}; }

std::vector<hsize_t> chunk_of(std::vector<hsize_t> chunk, std::size_t element, std::size_t single)
{
  std::size_t bytes = element;
  for (std::size_t axis = 0; axis < chunk.size(); ++axis) {
    if (axis < single) chunk[axis] = 1;
    bytes *= chunk[axis];
  }
  for (hsize_t& extent : chunk) {
    while (bytes > largest_chunk && extent > 1) {
      bytes /= extent;
      extent = (extent + 1) / 2;
      bytes *= extent;
    }
  }
  return chunk;
}

/// How a dataset is stored: compressed in chunks where it is large, in one piece where it is small or text.
Handle storage_of(const std::vector<hsize_t>& extents, const Values& values, std::size_t single)
{
  Handle storage{H5Pcreate(H5P_DATASET_CREATE)};
  checked(H5Pset_attr_creation_order(storage, tracked));
  checked(H5Pset_obj_track_times(storage, false));  // equal runs give equal bytes
  std::size_t bytes = element_bytes(values);
  for (const hsize_t extent : extents) bytes *= extent;
  if (bytes > small_array && !std::holds_alternative<std::vector<std::string>>(values)) {
    const std::vector<hsize_t> chunk = chunk_of(extents, element_bytes(values), single);
    checked(H5Pset_chunk(storage, static_cast<int>(chunk.size()), chunk.data()));
    checked(H5Pset_shuffle(storage));
    checked(H5Pset_deflate(storage, gzip_level));
    checked(H5Pset_fletcher32(storage));
  }
  return storage;
}

Handle space_of(const std::vector<hsize_t>& extents)
{
  if (extents.empty()) return Handle{H5Screate(H5S_SCALAR)};
  return Handle{H5Screate_simple(static_cast<int>(extents.size()), extents.data(), nullptr)};
}

}  // namespace

struct FileWriter::Impl {
  std::string path, temporary;
  Handle file;
  int dimensions = 0;  // of all groups: netCDF numbers them through the file
  bool finished = false;

  Impl() = default;
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl()
  {
    const Turn turn;
    file = Handle{};
    if (!finished) ::unlink(temporary.c_str());
  }

  Handle create(hid_t group, const std::string& name, const std::vector<hsize_t>& extents,
                const Values& values, std::size_t single) const
  {
    const Handle space = space_of(extents), storage = storage_of(extents, values, single),
                 type = file_type(values);
    return Handle{H5Dcreate2(group, name.c_str(), type, space, H5P_DEFAULT, storage, H5P_DEFAULT)};
  }

  static void describe(hid_t dataset, const std::string& unit, const std::string& long_name)
  {
    text_attribute(dataset, "units", unit_in_file(unit));
    text_attribute(dataset, "long_name", long_name);
  }

  Handle write_dimension(hid_t group, const Dimension& dimension)
  {
    Handle scale = create(group, dimension.name, {size(dimension.coordinate)}, dimension.coordinate, 0);
    write_values(scale, H5S_ALL, H5S_ALL, dimension.coordinate);
    describe(scale, dimension.unit, dimension.long_name);
    checked(H5DSset_scale(scale, dimension.name.c_str()));
    number_attribute<std::int32_t>(scale, "_Netcdf4Dimid", dimensions++);
    return scale;
  }

  void declare(const Group& group, std::size_t single)
  {
    const Handle order{H5Pcreate(H5P_GROUP_CREATE)};
    checked(H5Pset_link_creation_order(order, tracked));
    checked(H5Pset_attr_creation_order(order, tracked));
    checked(H5Pset_obj_track_times(order, false));  // equal runs give equal bytes
    const Handle place{H5Gcreate2(file, group.name.c_str(), H5P_DEFAULT, order, H5P_DEFAULT)};
    std::map<std::string, Handle> scales;
    for (const Dimension& dimension : group.dimensions) {
      scales.emplace(dimension.name, write_dimension(place, dimension));
    }
    for (const Array& array : group.arrays) {
      const Handle dataset = create(place, array.name, extents_of(shape(group, array)), array.values, single);
      describe(dataset, array.unit, array.long_name);
      for (unsigned axis = 0; axis < array.dimensions.size(); ++axis) {
        checked(H5DSattach_scale(dataset, scales.at(array.dimensions[axis]), axis));
      }
    }
  }

  Handle open(const std::string& group, const std::string& array) const
  {
    return Handle{H5Dopen2(file, path_of(group, array).c_str(), H5P_DEFAULT)};
  }

  /// Runs `what` inside HDF5; a failure is the machine's fault and names the path.
  template <class What>
  void inside(const What& what)
  {
    const Turn turn;
    try {
      what();
    } catch (const Failure& failure) {
      throw MachineFault{path + ": cannot be written (" + failure.why + ")"};
    }
  }
};

namespace {

/// Until the bytes of a file, or the names in a folder, are on the disk.
void sync(const std::string& path)
{
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  const int error = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (!synced) throw Failure{std::strerror(error)};
}

std::string folder_of(const std::string& path)
{
  const std::filesystem::path folder = std::filesystem::path{path}.parent_path();
  return folder.empty() ? "." : folder.string();
}

}  // namespace

FileWriter::FileWriter(std::string path, const std::string& share) : impl_{std::make_unique<Impl>()}
{
  impl_->path = std::move(path);
  impl_->temporary = impl_->path + "." + share + ".tmp";
  impl_->inside([this] {
    const Handle order{H5Pcreate(H5P_FILE_CREATE)}, access{H5Pcreate(H5P_FILE_ACCESS)};
    checked(H5Pset_link_creation_order(order, tracked));
    checked(H5Pset_attr_creation_order(order, tracked));
    checked(H5Pset_obj_track_times(order, false));
    checked(H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V18));
    checked(H5Pset_fclose_degree(access, H5F_CLOSE_STRONG));
    impl_->file = Handle{H5Fcreate(impl_->temporary.c_str(), H5F_ACC_TRUNC, order, access)};
    netcdf_mark(impl_->file);
  });
}

FileWriter::~FileWriter() = default;

void FileWriter::declare(const Group& group, std::size_t single)
{
  impl_->inside([&] { impl_->declare(group, single); });
}

void FileWriter::write(const std::string& group, const Array& array)
{
  impl_->inside([&] { write_values(impl_->open(group, array.name), H5S_ALL, H5S_ALL, array.values); });
}

void FileWriter::write_block(const std::string& group, const std::string& array,
                             std::span<const std::size_t> first, std::span<const std::size_t> count,
                             const Values& values)
{
  impl_->inside([&] {
    const Handle dataset = impl_->open(group, array), part{H5Dget_space(dataset)};
    const std::vector<hsize_t> from = extents_of(first), extents = extents_of(count);
    checked(H5Sselect_hyperslab(part, H5S_SELECT_SET, from.data(), nullptr, extents.data(), nullptr));
    write_values(dataset, space_of(extents), part, values);
  });
}

void FileWriter::finish(const Attributes& attributes)
{
  impl_->inside([&] {
    for (const auto& [name, value] : attributes) {
      if (const auto* text = std::get_if<std::string>(&value))
        text_attribute(impl_->file, name.c_str(), *text);
      if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        number_attribute(impl_->file, name.c_str(), *whole);
      }
      if (const auto* real = std::get_if<double>(&value)) number_attribute(impl_->file, name.c_str(), *real);
    }
    checked(H5Fflush(impl_->file, H5F_SCOPE_LOCAL));
    checked(H5Fclose(impl_->file.release()));
    sync(impl_->temporary);
    if (std::rename(impl_->temporary.c_str(), impl_->path.c_str()) != 0) throw Failure{std::strerror(errno)};
    impl_->finished = true;
    sync(folder_of(impl_->path));
  });
}

std::string write_file(const std::string& path, const std::string& share, Attributes attributes,
                       const std::vector<Group>& groups)
{
  FileWriter writer{path, share};
  for (const Group& group : groups) {
    writer.declare(group);
    for (const Array& array : group.arrays) writer.write(group.name, array);
  }
  const std::string words = digest(groups);
  attributes["layout_version"] = layout_version;
  attributes["digest"] = words;
  writer.finish(attributes);
  return words;
}

}  // namespace sim::io
