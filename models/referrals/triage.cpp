#include "models/referrals/triage.hpp"

#include "sim/distributions.hpp"

namespace models {

void read(sim::io::Block& block, TriageSettings& out)
{
  block.numbers("score", out.score, severity_labels,
                {"", -10, 10, "how bad it is, by what is wrong with the mouth"});
  block.number("inaccuracy", out.inaccuracy,
               {"", 0, 10, "standard deviation of the triager's error, in units of the score"});
  block.number("emergency_from", out.emergency_from,
               {"", -20, 20, "score from which a caller is sent to A&E"});
  block.number("urgent_from", out.urgent_from, {"", -20, 20, "score from which care is due within 24 hours"});
  block.number("soon_from", out.soon_from,
               {"", -20, 20, "score from which care is due within 7 days; below it advice has to do"});
  block.number("oral_surgery", out.oral_surgery,
               {"", 0, 1, "share of adult callers who need a site that does minor oral surgery"});
  block.number("complex", out.complex,
               {"", 0, 1, "share of adult callers who need a site for complex treatment and trauma"});
  if (block.describing()) return;
  if (out.emergency_from < out.urgent_from || out.urgent_from < out.soon_from)
    block.fault("emergency_from", "thresholds must fall from emergency_from over urgent_from to soon_from");
  if (out.oral_surgery + out.complex > 1)
    block.fault("complex", "the shares oral_surgery and complex add up to more than 1");
}

Triaged triage(const TriageSettings& settings, Severity severity, bool child, const sim::Draws& draws)
{
  const double heard = settings.score[static_cast<std::size_t>(severity)] +
                       settings.inaccuracy * sim::normal_quantile(draws.uniform(0));
  Triaged out{};
  out.urgency = heard >= settings.emergency_from ? Urgency::emergency
                : heard >= settings.urgent_from  ? Urgency::urgent
                : heard >= settings.soon_from    ? Urgency::soon
                                                 : Urgency::advice;
  const double u = draws.uniform(1);
  out.help = child                                          ? Help::child
             : u < settings.oral_surgery                    ? Help::oral_surgery
             : u < settings.oral_surgery + settings.complex ? Help::complex
                                                            : Help::ordinary;
  return out;
}

}  // namespace models
