// E2: minutes by kind of patient.
#include "models/practices/contract.hpp"
#include "tests/catch2.hpp"
#include "tests/practice_settings.hpp"

namespace {

using namespace models;

ContractSettings defaults() { return default_settings().practice.contract; }

}  // namespace

TEST_CASE("contract: E2, minutes follow need and pay per expected minute", "[contract]")
{
  ContractSettings settings = defaults();
  const ByKind need{4, 0, 1, 1, 2, 0, 1, 1};
  ByKind pay{2, 2, 1.5, 1, 2, 2, 1.2, 0.5};
  const auto mix = [&] { return mix_of_minutes(settings, need, pay); };
  double sum = 0;
  for (const double share : mix()) sum += share;
  CHECK(sum == Approx(1));
  CHECK(mix()[1] == 0);
  CHECK(mix()[7] < mix()[6]);
  const double before = mix()[7];
  pay[7] = 1;  // an uplift for new eligible children
  CHECK(mix()[7] > before);
  settings.mix_theta = 0;
  CHECK(mix()[7] == Approx(0.1));
  settings.mix_theta = 3;
  const double strong = mix()[7];
  settings.mix_theta = 1;
  CHECK(strong < mix()[7]);
}

TEST_CASE("contract: E2, a practice leans towards kinds of patient that pay more, away from the others",
          "[contract]")
{
  ContractSettings settings = defaults();
  settings.mix_theta = 1;
  const ByKind need{4, 1, 1, 1, 2, 0, 1, 1};
  const ByKind alike{2, 2, 2, 2, 2, 2, 2, 2};
  ByKind pay = alike;
  for (const double kind : leaning(settings, need, alike)) CHECK(kind == Approx(0).margin(1e-12));
  pay[6] = 4;  // new children of other areas
  CHECK(leaning(settings, need, pay)[6] > 0);
  CHECK(leaning(settings, need, pay)[2] < 0);
  CHECK(leaning(settings, need, pay)[5] == 0);  // nobody of that kind asks
  const double mild = leaning(settings, need, pay)[2];
  settings.mix_theta = 3;
  CHECK(leaning(settings, need, pay)[2] < mild);
  settings.mix_theta = 0;
  for (const double kind : leaning(settings, need, pay)) CHECK(kind == Approx(0).margin(1e-12));
}
