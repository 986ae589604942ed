// Which program wrote a result: its version and the source it was built from.
#pragma once
#include <string_view>

namespace sim {

/// "0.1.0"
std::string_view version();
/// The last commit that touched the program (12 digits), with "-changed" where the source differs from it;
/// "unknown" where it was built outside a git checkout.
std::string_view source_revision();

}  // namespace sim
