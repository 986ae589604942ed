#include "sim/io/hdf5_handle.hpp"
#include "sim/io/run_file.hpp"

namespace sim::io {

using namespace hdf5;

struct FileReader::Impl {
  std::string path;
  Handle file;
  Attributes attributes;

  Impl() = default;
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl()
  {
    const Turn turn;
    file = Handle{};
  }

  /// Runs `what` inside HDF5; a failure is the file's and names it.
  template <class What>
  auto inside(const What& what) const
  {
    const Turn turn;
    try {
      return what();
    } catch (const Failure& failure) {
      throw CorruptFile{path + ": cannot be read (" + failure.why + ")"};
    }
  }
};

namespace {

std::string read_text(hid_t attribute, hid_t type)
{
  if (H5Tis_variable_str(type) <= 0) {
    std::string text(H5Tget_size(type), '\0');
    checked(H5Aread(attribute, type, text.data()));
    return text.c_str();
  }
  char* address = nullptr;
  checked(H5Aread(attribute, text_type(), &address));
  std::string text = address == nullptr ? "" : address;
  H5free_memory(address);
  return text;
}

template <class T>
T read_number(hid_t attribute)
{
  T value{};
  checked(H5Aread(attribute, memory_type<T>(), &value));
  return value;
}

/// Text, whole and real attributes; others are none of ours and are passed over.
Attributes attributes_of(hid_t file)
{
  Attributes attributes;
  H5O_info_t info;
  checked(H5Oget_info2(file, &info, H5O_INFO_NUM_ATTRS));
  for (hsize_t i = 0; i < info.num_attrs; ++i) {
    const Handle attribute{
        H5Aopen_by_idx(file, ".", H5_INDEX_NAME, H5_ITER_INC, i, H5P_DEFAULT, H5P_DEFAULT)};
    std::string name(static_cast<std::size_t>(checked(H5Aget_name(attribute, 0, nullptr))), '\0');
    checked(H5Aget_name(attribute, name.size() + 1, name.data()));
    const Handle type{H5Aget_type(attribute)};
    switch (H5Tget_class(type)) {
      case H5T_STRING: attributes.emplace(name, read_text(attribute, type)); break;
      case H5T_INTEGER: attributes.emplace(name, read_number<std::int64_t>(attribute)); break;
      case H5T_FLOAT: attributes.emplace(name, read_number<double>(attribute)); break;
      default: break;
    }
  }
  attributes.erase("_NCProperties");
  return attributes;
}

std::string attribute_text(hid_t object, const char* name)
{
  const Handle attribute{H5Aopen(object, name, H5P_DEFAULT)}, type{H5Aget_type(attribute)};
  return read_text(attribute, type);
}

/// An empty list of the type in which a dataset is stored.
Values type_of(hid_t dataset)
{
  const Handle type{H5Dget_type(dataset)};
  const std::size_t bytes = H5Tget_size(type);
  switch (H5Tget_class(type)) {
    case H5T_STRING: return std::vector<std::string>{};
    case H5T_FLOAT: return std::vector<double>{};
    case H5T_INTEGER: break;
    default: throw Failure{"a dataset of a type that is none of ours"};
  }
  if (bytes == sizeof(std::uint8_t)) return std::vector<std::uint8_t>{};
  if (bytes == sizeof(std::int64_t)) return std::vector<std::int64_t>{};
  if (H5Tget_sign(type) == H5T_SGN_NONE) return std::vector<std::uint32_t>{};
  return std::vector<std::int32_t>{};
}

Values read_values(hid_t dataset)
{
  const Handle space{H5Dget_space(dataset)};
  const auto count = static_cast<std::size_t>(checked(H5Sget_simple_extent_npoints(space)));
  Values values = type_of(dataset);
  std::visit(
      [&](auto& list) {
        using T = Element<decltype(list)>;
        const Handle type = memory_type<T>();
        list.resize(count);
        if constexpr (std::is_same_v<T, std::string>) {
          std::vector<char*> texts(count);
          checked(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, texts.data()));
          for (std::size_t i = 0; i < count; ++i) list[i] = texts[i] == nullptr ? "" : texts[i];
          checked(H5Dvlen_reclaim(type, space, H5P_DEFAULT, texts.data()));
        } else {
          checked(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, list.data()));
        }
      },
      values);
  return values;
}

/// The name under which a coordinate serves as a dimension. (Asking HDF5 for the name of an object that was come to
/// by reference makes it search the file.)
std::string name_of(hid_t scale)
{
  std::string name(static_cast<std::size_t>(checked(H5DSget_scale_name(scale, nullptr, 0))), '\0');
  checked(H5DSget_scale_name(scale, name.data(), name.size() + 1));
  return name;
}

std::vector<std::string> dimensions_of(hid_t dataset)
{
  const Handle space{H5Dget_space(dataset)};
  const int axes = H5Sget_simple_extent_ndims(space);
  std::vector<std::string> names;
  const auto scale = [](hid_t, unsigned, hid_t found, void* out) -> herr_t {
    *static_cast<std::string*>(out) = name_of(found);
    return 1;  // the first is enough
  };
  for (int axis = 0; axis < axes; ++axis) {
    std::string name;
    checked(H5DSiterate_scales(dataset, static_cast<unsigned>(axis), nullptr, scale, &name));
    names.push_back(name);
  }
  return names;
}

/// The names of a group's members, in the order in which they were made.
std::vector<std::string> members_of(hid_t group)
{
  H5G_info_t info;
  checked(H5Gget_info(group, &info));
  std::vector<std::string> names;
  for (hsize_t i = 0; i < info.nlinks; ++i) {
    const auto length =
        checked(H5Lget_name_by_idx(group, ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, i, nullptr, 0, H5P_DEFAULT));
    std::string name(static_cast<std::size_t>(length), '\0');
    checked(H5Lget_name_by_idx(group, ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, i, name.data(), name.size() + 1,
                               H5P_DEFAULT));
    names.push_back(std::move(name));
  }
  return names;
}

Group read_structure(hid_t file, const std::string& name)
{
  const Handle place{H5Gopen2(file, name.c_str(), H5P_DEFAULT)};
  Group group{name, {}, {}};
  for (const std::string& member : members_of(place)) {
    const Handle dataset{H5Dopen2(place, member.c_str(), H5P_DEFAULT)};
    const std::string unit = attribute_text(dataset, "units"),
                      long_name = attribute_text(dataset, "long_name");
    if (H5DSis_scale(dataset) > 0) {
      group.dimensions.push_back({member, read_values(dataset), unit, long_name});
    } else {
      group.arrays.push_back({member, dimensions_of(dataset), unit, long_name, type_of(dataset)});
    }
  }
  return group;
}

}  // namespace

FileReader::FileReader(std::string path) : impl_{std::make_unique<Impl>()}
{
  impl_->path = std::move(path);
  impl_->inside([this] {
    impl_->file = Handle{H5Fopen(impl_->path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT)};
    impl_->attributes = attributes_of(impl_->file);
  });
  const auto found = impl_->attributes.find("layout_version");
  const auto* version =
      found == impl_->attributes.end() ? nullptr : std::get_if<std::int64_t>(&found->second);
  if (version == nullptr || !impl_->attributes.contains("digest")) {
    throw CorruptFile{impl_->path +
                      ": is not a result file of Bitewing (it bears no layout_version and digest)"};
  }
  if (*version != layout_version) {
    throw CorruptFile{impl_->path + ": is a result file of layout version " + std::to_string(*version) +
                      " (this program reads version " + std::to_string(layout_version) +
                      "); read it with the program that wrote it"};
  }
}

FileReader::~FileReader() = default;

const Attributes& FileReader::attributes() const { return impl_->attributes; }

std::vector<Group> FileReader::groups() const
{
  return impl_->inside([this] {
    std::vector<Group> groups;
    for (const std::string& name : members_of(impl_->file))
      groups.push_back(read_structure(impl_->file, name));
    return groups;
  });
}

Values FileReader::read(const std::string& group, const std::string& array) const
{
  return impl_->inside(
      [&] { return read_values(Handle{H5Dopen2(impl_->file, path_of(group, array).c_str(), H5P_DEFAULT)}); });
}

Attributes read_attributes(const std::string& path) { return FileReader{path}.attributes(); }

std::vector<Group> read_file(const std::string& path)
{
  const FileReader reader{path};
  std::vector<Group> groups = reader.groups();
  for (Group& group : groups) {
    for (Array& array : group.arrays) array.values = reader.read(group.name, array.name);
  }
  if (std::get<std::string>(reader.attributes().at("digest")) != digest(groups)) {
    throw CorruptFile{path + ": is damaged (its data disagree with its digest)"};
  }
  return groups;
}

}  // namespace sim::io
