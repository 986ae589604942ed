// A column: a vector on 2 MiB pages where it is large, for what is walked at random.
#pragma once
#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <new>
#include <vector>

namespace sim {

template <class T>
struct HugePages {
  using value_type = T;
  HugePages() = default;
  template <class U>
  explicit(false) HugePages(const HugePages<U>&)
  {}
  T* allocate(std::size_t n)
  {
    constexpr std::size_t huge = std::size_t{2} << 20;
    constexpr std::size_t line = 64;
    const std::size_t align = n * sizeof(T) >= huge ? huge : line;
    const std::size_t bytes = (n * sizeof(T) + align - 1) / align * align;
    void* memory = std::aligned_alloc(align, bytes);
    if (memory == nullptr) throw std::bad_alloc{};
    if (align == huge) madvise(memory, bytes, MADV_HUGEPAGE);
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t) { std::free(memory); }
  template <class U>
  bool operator==(const HugePages<U>&) const
  {
    return true;
  }
};

template <class T>
using Column = std::vector<T, HugePages<T>>;

}  // namespace sim
