// HDF5 itself, with its errors as values and its identifiers given back: for run_file and nobody else.
#pragma once
#include <hdf5.h>
#include <hdf5_hl.h>

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "sim/io/groups.hpp"

namespace sim::io::hdf5 {

/// Held by whoever is inside HDF5, which keeps global state and may be built without thread safety.
class Turn {
 public:
  Turn() : lock_{mutex()}
  {
    // A file that could not be flushed stays open inside HDF5, whose own exit would try again and crash.
    [[maybe_unused]] static const herr_t no_exit_of_its_own = H5dont_atexit();
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  }

 private:
  static std::mutex& mutex()
  {
    static std::mutex only;
    return only;
  }
  std::lock_guard<std::mutex> lock_;
};

/// What HDF5 says: of the first entry of its error stack, the system's message where there is one.
inline std::string reason()
{
  std::string text = "no reason given";
  const auto first = [](unsigned n, const H5E_error2_t* entry, void* out) -> herr_t {
    if (n == 0 && entry->desc != nullptr) *static_cast<std::string*>(out) = entry->desc;
    return 0;
  };
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, first, &text);
  const std::string_view mark = "error message = '";
  if (const std::size_t at = text.find(mark); at != std::string::npos) {
    const std::size_t from = at + mark.size();
    return text.substr(from, text.find('\'', from) - from);
  }
  return text;
}

struct Failure {
  std::string why;
};

inline hid_t checked(hid_t id)
{
  if (id < 0) throw Failure{reason()};
  return id;
}

/// An identifier of HDF5, of any kind, given back at the end.
class Handle {
 public:
  Handle() = default;
  explicit Handle(hid_t id) : id_{checked(id)} {}
  Handle(Handle&& other) noexcept : id_{std::exchange(other.id_, H5I_INVALID_HID)} {}
  Handle& operator=(Handle&& other) noexcept
  {
    std::swap(id_, other.id_);
    return *this;
  }
  ~Handle()
  {
    if (id_ >= 0) H5Idec_ref(id_);
  }
  hid_t release() { return std::exchange(id_, H5I_INVALID_HID); }
  operator hid_t() const { return id_; }  // NOLINT: HDF5 takes nothing else

 private:
  hid_t id_ = H5I_INVALID_HID;
};

inline Handle text_type()
{
  Handle type{H5Tcopy(H5T_C_S1)};
  checked(H5Tset_size(type, H5T_VARIABLE));
  checked(H5Tset_cset(type, H5T_CSET_UTF8));
  return type;
}

template <class T>
Handle memory_type()
{
  if constexpr (std::is_same_v<T, std::uint32_t>) return Handle{H5Tcopy(H5T_NATIVE_UINT32)};
  if constexpr (std::is_same_v<T, std::int32_t>) return Handle{H5Tcopy(H5T_NATIVE_INT32)};
  if constexpr (std::is_same_v<T, std::int64_t>) return Handle{H5Tcopy(H5T_NATIVE_INT64)};
  if constexpr (std::is_same_v<T, std::uint8_t>) return Handle{H5Tcopy(H5T_NATIVE_UINT8)};
  if constexpr (std::is_same_v<T, double>) return Handle{H5Tcopy(H5T_NATIVE_DOUBLE)};
  if constexpr (std::is_same_v<T, std::string>) return text_type();
}

template <class List>
using Element = typename std::remove_cvref_t<List>::value_type;

/// Files are little-endian whatever the machine.
inline Handle file_type(const Values& values)
{
  return std::visit(
      [](const auto& list) {
        Handle type = memory_type<Element<decltype(list)>>();
        if (H5Tget_class(type) != H5T_STRING) checked(H5Tset_order(type, H5T_ORDER_LE));
        return type;
      },
      values);
}

/// Where an array of a group lies in a file.
inline std::string path_of(const std::string& group, const std::string& array)
{
  return "/" + group + "/" + array;
}

}  // namespace sim::io::hdf5
