// Formulas of queueing theory that several tests compare with.
#pragma once
#include <algorithm>
#include <cstdint>

namespace theory {

/// Erlang C: the chance of waiting with c servers and load rho each, by the recursion of Erlang B.
inline double erlang_c(std::uint32_t c, double rho)
{
  const double offered = c * rho;
  double blocked = 1;
  for (std::uint32_t k = 1; k <= c; ++k) blocked = offered * blocked / (k + offered * blocked);
  return blocked / (1 - rho * (1 - blocked));
}

/// Erlang A (M/M/c with exponential patience, Palm 1957): the share who leave, by the stationary chances
/// p(n) = p(n-1) lambda / (min(n, c) mu + max(n - c, 0) theta); share = theta E[in line] / lambda. Patience in
/// mean services.
inline double erlang_a_share(std::uint32_t c, double rho, double patience)
{
  constexpr std::uint32_t far_beyond = 2000;
  const double lambda = c * rho, theta = 1 / patience;  // per service
  double chance = 1, sum = 1, in_line = 0;
  for (std::uint32_t n = 1; n < far_beyond; ++n) {
    const double over = n > c ? n - c : 0;
    chance *= lambda / (std::min(n, c) + over * theta);
    sum += chance;
    in_line += over * chance;
  }
  return theta * (in_line / sum) / lambda;
}

}  // namespace theory
