#include "sim/io/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace sim::io {
namespace {

struct Sequence {
  std::size_t length;                     // bytes; 0 = cannot begin a character
  unsigned char second_low, second_high;  // what the second byte may be
};

// RFC 3629 section 4: which bytes may begin a character and what may follow them.
Sequence sequence_of(unsigned char first)
{
  if (first < 0x80) return {1, 0, 0};
  if (first < 0xC2) return {0, 0, 0};
  if (first < 0xE0) return {2, 0x80, 0xBF};
  if (first == 0xE0) return {3, 0xA0, 0xBF};
  if (first == 0xED) return {3, 0x80, 0x9F};
  if (first < 0xF0) return {3, 0x80, 0xBF};
  if (first == 0xF0) return {4, 0x90, 0xBF};
  if (first < 0xF4) return {4, 0x80, 0xBF};
  if (first == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

// Eight bytes at once: most tables are ASCII.
bool is_ascii_word(std::string_view text, std::size_t at)
{
  constexpr std::uint64_t high_bits = 0x8080808080808080u;
  if (at + sizeof(std::uint64_t) > text.size()) return false;
  std::uint64_t word = 0;
  std::memcpy(&word, text.data() + at, sizeof(word));
  return (word & high_bits) == 0;
}

}  // namespace

std::size_t first_bad_byte(std::string_view text)
{
  std::size_t i = 0;
  while (i < text.size()) {
    if (is_ascii_word(text, i)) {
      i += sizeof(std::uint64_t);
      continue;
    }
    const Sequence sequence = sequence_of(static_cast<unsigned char>(text[i]));
    if (sequence.length == 0 || i + sequence.length > text.size()) return i;
    for (std::size_t k = 1; k < sequence.length; ++k) {
      const auto byte = static_cast<unsigned char>(text[i + k]);
      const unsigned char low = k == 1 ? sequence.second_low : 0x80;
      const unsigned char high = k == 1 ? sequence.second_high : 0xBF;
      if (byte < low || byte > high) return i;
    }
    i += sequence.length;
  }
  return i;
}

}  // namespace sim::io
