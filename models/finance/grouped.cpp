#include "models/finance/grouped.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace models {

std::string grouped(double value, int digits)
{
  constexpr std::size_t group = 3;
  const std::string plain = fmt::format("{:.{}f}", std::abs(value), digits);
  const std::size_t point = std::min(plain.find('.'), plain.size());
  const bool is_zero = plain.find_first_not_of("0.") == std::string::npos;
  std::string text = value < 0 && !is_zero ? "-" : "";
  for (std::size_t i = 0; i < plain.size(); ++i) {
    if (i > 0 && i < point && (point - i) % group == 0) text += ',';
    text += plain[i];
  }
  return text;
}

}  // namespace models
