// How the triage of a referral ended, as the referrer's Place is told in `missed` of a notice; `day` has the days since
// it was made, `flags` whether it went to a clinic by mistake.
#pragma once
#include <cstdint>

namespace models::referral_management {

enum class Decision : std::uint8_t { accepted, redirected, rejected, asked_for_more, nowhere };
inline constexpr std::uint8_t misrouted_bit = 1, fast_track_bit = 2;

}  // namespace models::referral_management
