#include "sim/io/utf8.hpp"

#include <string>

#include "tests/catch2.hpp"

using sim::io::first_bad_byte;

TEST_CASE("utf8: characters of one to four bytes are text", "[utf8]")
{
  const std::string text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\xA6\xB7";
  CHECK(first_bad_byte(text) == text.size());
  CHECK(first_bad_byte("") == 0);
}

TEST_CASE("utf8: broken sequences are found at their first byte", "[utf8]")
{
  CHECK(first_bad_byte("ab\xE9"
                       "c") == 2);                  // Latin 1
  CHECK(first_bad_byte("a\x80") == 1);              // a continuation alone
  CHECK(first_bad_byte("a\xC0\xAF") == 1);          // overlong
  CHECK(first_bad_byte("a\xE0\x80\x80") == 1);      // overlong
  CHECK(first_bad_byte("a\xED\xA0\x80") == 1);      // surrogate
  CHECK(first_bad_byte("a\xF4\x90\x80\x80") == 1);  // beyond U+10FFFF
  CHECK(first_bad_byte("abc\xE2\x82") == 3);        // cut short
}
