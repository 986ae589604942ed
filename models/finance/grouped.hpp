// Numbers as a reader writes them.
#pragma once
#include <string>

namespace models {

/// "1,234,567.8"
std::string grouped(double value, int digits);

}  // namespace models
