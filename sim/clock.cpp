#include "sim/clock.hpp"

#include <fmt/format.h>

namespace sim {

std::string to_string(Day day)
{
  const Date date = to_date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace sim
