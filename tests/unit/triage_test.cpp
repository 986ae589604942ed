#include "models/referrals/triage.hpp"

#include <array>

#include "models/need/person_state.hpp"
#include "tests/catch2.hpp"
#include "tests/statistics.hpp"

using namespace models;

namespace {

TriageSettings settings()
{
  TriageSettings out;
  out.score = {0, 1, 2, 3};
  out.inaccuracy = 0;
  out.emergency_from = 2.5;
  out.urgent_from = 1.5;
  out.soon_from = 0.5;
  out.oral_surgery = 0.2;
  out.complex = 0.1;
  return out;
}

constexpr std::uint32_t callers = 100'000;

template <class Count>
std::size_t count(const TriageSettings& how, Severity severity, bool child, Count&& counts)
{
  const sim::Streams streams{7, 1};
  std::size_t n = 0;
  for (std::uint32_t caller = 0; caller < callers; ++caller)
    n += counts(triage(how, severity, child, streams.draw(caller, sim::Why{"triage test"}, 0))) ? 1u : 0u;
  return n;
}

}  // namespace

TEST_CASE("triage: without error the criteria decide", "[referrals]")
{
  const std::array<Urgency, severities> expected{Urgency::advice, Urgency::soon, Urgency::urgent,
                                                 Urgency::emergency};
  for (std::size_t s = 0; s < severities; ++s)
    CHECK(count(settings(), static_cast<Severity>(s), false,
                [&](const Triaged& t) { return t.urgency == expected[s]; }) == callers);
}

TEST_CASE("triage: an inaccurate triager sends some who are not urgent, by the normal error", "[referrals]")
{
  TriageSettings how = settings();
  how.inaccuracy = 1;
  // score 0, due within 7 days or sooner from 0.5: P(Z > 0.5) = 0.308538
  const auto sent =
      count(how, Severity::none, false, [](const Triaged& t) { return t.urgency != Urgency::advice; });
  CHECK(tests::share_agrees(sent, callers, 0.308538));
}

TEST_CASE("triage: stricter criteria send nobody who was not sent before", "[referrals]")
{
  TriageSettings loose = settings(), strict = settings();
  loose.inaccuracy = strict.inaccuracy = 1;
  strict.soon_from += 0.5;
  strict.urgent_from += 0.5;
  strict.emergency_from += 0.5;
  const sim::Streams streams{7, 1};
  std::size_t fewer = 0;
  for (std::uint32_t caller = 0; caller < 10'000; ++caller) {
    const sim::Draws draws = streams.draw(caller, sim::Why{"triage test"}, 0);
    const Urgency before = triage(loose, Severity::active, false, draws).urgency,
                  after = triage(strict, Severity::active, false, draws).urgency;
    REQUIRE(after >= before);  // ordered from the most urgent
    fewer += after != before;
  }
  CHECK(fewer > 1000);
}

TEST_CASE("triage: children need a site for children, adults what the shares say", "[referrals]")
{
  CHECK(count(settings(), Severity::active, true, [](const Triaged& t) { return t.help == Help::child; }) ==
        callers);
  const auto surgery = count(settings(), Severity::active, false,
                             [](const Triaged& t) { return t.help == Help::oral_surgery; });
  const auto complex =
      count(settings(), Severity::active, false, [](const Triaged& t) { return t.help == Help::complex; });
  CHECK(tests::share_agrees(surgery, callers, 0.2));
  CHECK(tests::share_agrees(complex, callers, 0.1));
}

TEST_CASE("triage: severity follows the state of the mouth", "[referrals]")
{
  CHECK(severity_of(OralState::sound) == Severity::none);
  CHECK(severity_of(OralState::treated_adult) == Severity::none);
  CHECK(severity_of(OralState::enamel_decay) == Severity::early);
  CHECK(severity_of(OralState::dentinal_decay) == Severity::active);
  CHECK(severity_of(OralState::urgent_condition) == Severity::severe);
}
