// Whether bytes are UTF-8 text.
#pragma once
#include <cstddef>
#include <string_view>

namespace sim::io {

/// The offset of the first byte that is not UTF-8 (RFC 3629: no overlong forms, no surrogates, at most
/// U+10FFFF); text.size() where all of it is.
std::size_t first_bad_byte(std::string_view text);

}  // namespace sim::io
